"""Waking the engine's threads in this process. Other processes' work is found by looking (`lookout`)."""

from __future__ import annotations

import threading

INCOMING = threading.Event()
"""Something has been committed that waits to be handled."""

OUTGOING = threading.Event()
"""Something has been committed that waits to be sent."""
