"""The node's own delivery engine, run inside a player."""

from __future__ import annotations

import threading

from samhandling.node.delivery.carriers import carrier_of
from samhandling.node.delivery.engine import Engine
from samhandling.node.home import current_home


class RunningEngine:
    """Starts the engine's threads; `stop` ends them and waits."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        engine = Engine(carrier_of(current_home()), self._stop)
        self._thread = threading.Thread(target=engine.run, name="engine", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()
