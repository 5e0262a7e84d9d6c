"""One-click log-in for the demo sector. Installed by settings/demo.py only."""
