"""The REST endpoint for the record system: openapi.yaml is its description, and is served."""
