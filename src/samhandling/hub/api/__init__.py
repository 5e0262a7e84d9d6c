"""The hub's paths: each module holds the handlers of one part of the API."""
