"""The front page's small web application."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

import samhandling
from samhandling.demo.portal.pages import front_page

if TYPE_CHECKING:
    from starlette.requests import Request

    from samhandling.demo.place import Place, Ports
    from samhandling.demo.sector import Sector

OWN_STATIC = Path(__file__).with_name("static")
NODE_STATIC = Path(samhandling.__file__).parent / "node" / "static"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_app(place: Place, ports: Ports, sector: Sector) -> Starlette:
    """Return the application; it reads what the supervisor writes anew for every page."""

    async def front(_request: Request) -> Response:
        page = front_page(sector, ports, place.read("status"), place.read("progress"))
        return Response(page, media_type="text/html", headers=HEADERS)

    return Starlette(
        routes=[
            Route("/", front),
            Mount("/portal", StaticFiles(directory=OWN_STATIC)),
            Mount("/static", StaticFiles(directory=NODE_STATIC)),
        ]
    )
