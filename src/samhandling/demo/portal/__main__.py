"""python -m samhandling.demo.portal PORT [SLUG,SLUG…]."""

import asyncio
import signal
import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from samhandling.demo.place import HOST, Place, Ports
from samhandling.demo.portal.app import create_app
from samhandling.demo.sector import whole_sector


async def main(port: str, slugs: str = "") -> None:
    sector = whole_sector().only(tuple(slugs.split(","))) if slugs else whole_sector()
    server = Server(
        create_app(Place.here(), Ports(int(port)), sector),
        address=HOST,
        port=int(port),
        interface=Interfaces.ASGI,
        websockets=False,
        log_level=LogLevels.warning,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    await server.serve()


asyncio.run(main(*sys.argv[1:]))
