"""A node: one organisation's message record, its delivery engine and its screens."""
