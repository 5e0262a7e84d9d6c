"""Running the hub: one process, one event loop, on loopback unless told."""

import asyncio
import gc
import signal
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from samhandling.hub.app import HubApp, create_app
from samhandling.hub.config import read_config
from samhandling.hub.serving import Served


def run(config: Path, port: int, data_dir: Path | None = None, address: str = "127.0.0.1") -> None:
    """Serve until SIGTERM or SIGINT, then close every stream and stop."""
    app = create_app(read_config(config, data_dir))
    gc.freeze()  # what is here now stays: no need to look through it again and again
    asyncio.run(_serve(app, address, port))


async def _serve(app: HubApp, address: str, port: int) -> None:
    server = Server(
        Served(app),
        address=address,
        port=port,
        interface=Interfaces.RSGI,
        websockets=False,
        log_level=LogLevels.error,
    )

    def stop() -> None:
        app.hub.stop()
        server.stop()  # type: ignore[no-untyped-call]

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    app.start()
    try:
        await server.serve()
    finally:
        await app.stop()
