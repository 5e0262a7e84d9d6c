"""A node on a test network: synthetic patients only, no one-click log-in."""

from samhandling.node.settings.base import *  # noqa: F403  a settings layer is its base and what it changes
