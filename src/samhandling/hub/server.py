"""Running the hub: one process, one event loop, one thread, on loopback unless told."""

import asyncio
import gc
import signal
from pathlib import Path

from samhandling.hub.app import HubApp, create_app
from samhandling.hub.config import read_config
from samhandling.hub.connection import Connection

IDLE_SECONDS = 30.0
"""How long a client may hold a connection without sending the whole head of a request."""
_ENDING_SECONDS = 5.0


def run(config: Path, port: int, data_dir: Path | None = None, address: str = "127.0.0.1") -> None:
    """Serve until SIGTERM or SIGINT, then close every stream and stop."""
    app = create_app(read_config(config, data_dir))
    gc.freeze()  # what is here now stays: no need to look through it again and again
    asyncio.run(_serve(app, address, port))


async def _serve(app: HubApp, address: str, port: int) -> None:
    loop, told, everyone = asyncio.get_running_loop(), asyncio.Event(), set[Connection]()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    server = await loop.create_server(lambda: Connection(app, everyone), address, port)
    app.start()
    watching = asyncio.create_task(_close_idle(everyone))
    try:
        await told.wait()
    finally:
        watching.cancel()
        server.close()
        await _end(app, everyone)


async def _close_idle(everyone: set[Connection]) -> None:
    while True:
        await asyncio.sleep(IDLE_SECONDS / 10)
        for connection in list(everyone):
            connection.close_if_idle(IDLE_SECONDS)


async def _end(app: HubApp, everyone: set[Connection]) -> None:
    """Let what is being answered end, and close."""
    app.hub.stop()
    waiting = [connection.gone for connection in everyone]
    for connection in list(everyone):
        connection.finish()
    if waiting:
        await asyncio.wait(waiting, timeout=_ENDING_SECONDS)
    await app.stop()
