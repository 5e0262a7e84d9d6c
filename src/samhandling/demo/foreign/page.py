"""The foreign system's one page: what came, and what was answered. Plain on purpose."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from lxml import html
from lxml.html import builder as E  # noqa: N812  the name under which lxml's own pages show it

from samhandling.demo.letters.cover import OSLO
from samhandling.demo.place import HOST
from samhandling.demo.sector import Organisation, whole_sector
from samhandling.standards.render import render_text

if TYPE_CHECKING:
    from samhandling.demo.foreign.kept import Files, Kept

SAFE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def page(organisation: Organisation, files: Files) -> bytes:
    """Return the whole page as HTML."""
    body = E.BODY(
        E.P(E.STRONG("SYNTETISK: oppdiktede pasienter. Dette er ikke en Samhandling-node.")),
        E.E.main(E.H1(organisation.name), E.P(organisation.tells), *_inbox(files)),
    )
    head = E.HEAD(E.META(charset="utf-8"), E.TITLE(organisation.name))
    return bytes(html.tostring(E.HTML(head, body, lang="nb"), doctype="<!doctype html>", encoding="utf-8"))


def _inbox(files: Files) -> list[html.HtmlElement]:
    kept = list(files.all())
    if not kept:
        return [E.P("Ingenting har kommet ennå.")]
    return [E.H2(f"Mottatt: {len(kept)}"), *(_message(files, one) for one in kept)]


def _message(files: Files, kept: Kept) -> html.HtmlElement:
    sender = _name_of(kept.sender_her)
    answer = "; ".join(kept.refused) if kept.refused else "godtatt"
    return E.E.article(
        E.H3(f"Nr. {kept.offset} fra {sender}"),
        E.P(f"Kom {_shown(kept.came_at)}. Svar: {answer}"),
        E.PRE(render_text(files.document(kept)) if not kept.refused else "Avvist, ikke lest inn."),
    )


def _name_of(her: int | None) -> str:
    known = {
        each: one.name
        for one in whole_sector().organisations
        for each in (one.her, *(service.her for service in one.services))
    }
    return known.get(her or 0, "ukjent avsender")


def _shown(came_at: str) -> str:
    return f"{dt.datetime.fromisoformat(came_at).astimezone(OSLO):%d.%m.%Y kl. %H.%M}"


def serve(organisation: Organisation, files: Files, port: int) -> None:
    """Serve the page until the process ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = page(organisation, files) if self.path == "/" else None
            self.send_response(HTTPStatus.OK if told else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", SAFE)
            self.send_header("Content-Length", str(len(told or b"")))
            self.end_headers()
            self.wfile.write(told or b"")

        def log_message(self, *_arguments: object) -> None:
            """Say nothing: the supervisor asks every few seconds."""

    ThreadingHTTPServer((HOST, port), Handler).serve_forever()
