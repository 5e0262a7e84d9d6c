"""The messages that a stay's screens send: Pasientlogistikk, and the dialogue messages about it."""
