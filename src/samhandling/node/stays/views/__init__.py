"""Pages of the stays."""
