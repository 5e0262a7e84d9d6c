"""The national formats: parse, check, build and render messages.  Pure: no network, no clock, no Django."""
