"""The foreign system's one page: what came, and what was answered. Plain on purpose."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import html
from lxml.html import builder as E  # noqa: N812  the name under which lxml's own pages show it

import samhandling
from samhandling.demo.place import HOST
from samhandling.demo.sector import Organisation, whole_sector
from samhandling.standards.definition import OSLO
from samhandling.standards.render import render_text

if TYPE_CHECKING:
    from samhandling.demo.foreign.kept import Files, Kept

SAFE = (
    "default-src 'none'; style-src 'self'; font-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
STATIC = Path(samhandling.__file__).parent / "node" / "static"
STYLES = (
    "vendor/inter/inter.css",
    "vendor/designsystemet/theme.css",
    "vendor/designsystemet/index.css",
    "samhandling/frame.css",
    "samhandling/screens.css",
)
FONTS = ("vendor/inter/inter-latin.woff2", "vendor/inter/inter-latin-ext.woff2")
HTML = "text/html; charset=utf-8"
KINDS = {".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}


def page(organisation: Organisation, files: Files) -> bytes:
    """Return the whole page as HTML."""
    body = E.BODY(
        E.E.aside(
            E.STRONG("SYNTETISK"),
            " Oppdiktede pasienter. Dette er ikke en Samhandling-node.",
            {"class": "environment", "aria-label": "Om dataene"},
        ),
        E.E.main(
            E.H1(organisation.name, E.CLASS("ds-heading"), {"data-size": "lg"}),
            E.P(organisation.tells),
            *_inbox(files),
        ),
        {"data-size": "sm"},
    )
    head = E.HEAD(
        E.META(charset="utf-8"),
        E.META(name="viewport", content="width=device-width, initial-scale=1"),
        E.TITLE(organisation.name),
        *(E.LINK(rel="stylesheet", href=f"/static/{style}") for style in STYLES),
    )
    whole = E.HTML(head, body, {"lang": "nb", "data-color-scheme": "auto", "data-color": "accent"})
    return bytes(html.tostring(whole, doctype="<!doctype html>", encoding="utf-8"))


def _inbox(files: Files) -> list[html.HtmlElement]:
    kept = list(files.all())
    if not kept:
        return [E.P("Ingenting har kommet ennå.")]
    title = E.H2(f"Mottatt: {len(kept)}", E.CLASS("ds-heading"), {"data-size": "sm"})
    return [title, E.DIV(*(_message(files, one) for one in kept), E.CLASS("stack"))]


def _message(files: Files, kept: Kept) -> html.HtmlElement:
    named = f"Nr. {kept.offset} fra {_name_of(kept.sender_her)}"
    title = E.H3(named, E.CLASS("ds-heading"), {"data-size": "2xs"})
    came = E.P(f"Kom {_shown(kept.came_at)}. Svar: {'avvist, ikke lest inn' if kept.refused else 'godtatt'}.")
    return E.E.article(title, came, _folded(files, kept), E.CLASS("panel"))


def _folded(files: Files, kept: Kept) -> html.HtmlElement:
    """Return the reasons, or the message, folded away until asked for."""
    if kept.refused:
        return E.E.details(E.E.summary("Hvorfor"), *(E.P(reason) for reason in kept.refused))
    return E.E.details(
        E.E.summary("Les meldingen"), E.PRE(render_text(files.document(kept)), E.CLASS("source"))
    )


def served(path: str) -> tuple[bytes, str] | None:
    """Return a file that the page names, and its type; None for anything else."""
    name = path.removeprefix("/static/")
    if name == path or name not in {*STYLES, *FONTS}:
        return None
    file = STATIC / name
    return file.read_bytes(), KINDS[file.suffix]


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
            front = (page(organisation, files), HTML) if self.path == "/" else None
            found = front or served(self.path)
            told, kind = found or (b"", HTML)
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", SAFE)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing: the supervisor asks every few seconds."""

    ThreadingHTTPServer((HOST, port), Handler).serve_forever()
