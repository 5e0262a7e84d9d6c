"""After seeding at one port, running at another: every node's way to the hub is written anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from samhandling.demo.place import Place, Ports, url_of

if TYPE_CHECKING:
    from samhandling.demo.sector import Sector

HUB_URL = re.compile(r'(?m)^(url|public_url) = ".*"$')


def move_ports(place: Place, ports: Ports, sector: Sector) -> None:
    """Point the hub's own configuration and every node's carrier to this run's hub port."""
    files = [place.hub_config, *(place.node(one.slug) / "node.toml" for one in sector.nodes)]
    for file in files:
        told = file.read_text(encoding="utf-8")
        moved = HUB_URL.sub(rf'\1 = "{url_of(ports.hub)}"', told)
        if moved != told:
            file.write_text(moved, encoding="utf-8")
