"""After seeding at one port, running at another: every node's way to the hub is written anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from samhandling.demo.place import HOST, Place, Ports

if TYPE_CHECKING:
    from samhandling.demo.sector import Sector

HUB_PORT = re.compile(rf'(?m)^((?:public_)?url = "http://{re.escape(HOST)}:)\d+')


def move_ports(place: Place, ports: Ports, sector: Sector) -> None:
    """Point the hub's configuration, and each node's carrier and register, to this run's hub port."""
    files = [place.hub_config, *(place.node(one.slug) / "node.toml" for one in sector.nodes)]
    for file in files:
        told = file.read_text(encoding="utf-8")
        moved = HUB_PORT.sub(rf"\g<1>{ports.hub}", told)
        if moved != told:
            file.write_text(moved, encoding="utf-8")
