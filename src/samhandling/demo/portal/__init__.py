"""The front page of the demo: who is who, one-click log-in, how far seeding has come, how the parts are."""
