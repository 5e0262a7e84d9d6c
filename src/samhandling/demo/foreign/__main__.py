"""python -m samhandling.demo.foreign SLUG PORT HUB_PORT."""

import sys
import threading

from samhandling.demo.foreign.kept import Files
from samhandling.demo.foreign.page import serve
from samhandling.demo.foreign.receiver import carrier_of, receive_for_ever
from samhandling.demo.place import Place, url_of
from samhandling.demo.sector import whole_sector


def main(slug: str, port: str, hub_port: str) -> None:
    organisation = whole_sector()[slug]
    files = Files(Place.here().foreign(slug))
    carrier = carrier_of(organisation, files, url_of(int(hub_port)))
    threading.Thread(target=receive_for_ever, args=(carrier, files), daemon=True).start()
    serve(organisation, files, int(port))


main(*sys.argv[1:])
