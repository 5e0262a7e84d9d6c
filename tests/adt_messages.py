"""ADT messages for tests: Borghild's stay at Geriatri, as a record system tells it."""

from __future__ import annotations

import itertools

from node_letters import BORGHILD

_numbers = itertools.count(1)
NAME = "Rypefjær^Borghild"


def adt(
    event: str,
    *,
    control: str | None = None,
    at: str = "20261121100200",
    ident: str = f"{BORGHILD}^^^^FNR",
    name: str = NAME,
    born: str = "19380417",
    sex: str = "F",
    place: str = "GER^12^2",
    visit: str = "V1",
    admitted: str = "20261121095500",
    left: str = "",
    kind: str = "I",
    more: str = "",
    charset: str = "UNICODE UTF-8",
    dead: str = "",
) -> bytes:
    control = control or f"C{next(_numbers)}"
    lines = [
        f"MSH|^~\\&|EPJ|DIAKON|SAMHANDLING|NODE|{at}||ADT^{event}|{control}|P|2.5.1||||||{charset}",
        f"EVN|{event}|{at}",
        f"PID|1||{ident}||{name}||{born}|{sex}{'|' * 22}{dead}",
        f"PV1|1|{kind}|{place}{'|' * 16}{visit}{'|' * 17}01{'|' * 8}{admitted}|{left}",
    ]
    codec = {"8859/1": "latin-1"}.get(charset, "utf-8")
    return ("\r".join(lines) + "\r" + more).encode(codec)
