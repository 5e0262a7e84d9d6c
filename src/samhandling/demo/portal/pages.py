"""The front page as a tree of elements: text is escaped by being text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lxml import html
from lxml.html import builder as E  # noqa: N812  the name under which lxml's own pages show it

from samhandling.demo.portal.roles import ROLES

if TYPE_CHECKING:
    from samhandling.demo.place import Ports
    from samhandling.demo.sector import Organisation, Sector, Worker

Told = Mapping[str, Any]

STYLES = (
    "/static/vendor/inter/inter.css",
    "/static/vendor/designsystemet/theme.css",
    "/static/vendor/designsystemet/index.css",
    "/static/samhandling/frame.css",
    "/static/samhandling/screens.css",
    "/portal/portal.css",
)
PHASES = {
    "starting": ("Starter", "Nodene starter. Det tar noen sekunder."),
    "seeding": ("Lager historie", "Tretti dager med meldinger sendes mellom nodene, slik de ble sendt."),
    "ready": ("Klar", "Alt er klart. Velg en person og logg inn med ett klikk."),
    "stopping": ("Stopper", "Demoen er på vei ned."),
}
OWN_PARTS = {"portal": "Forsiden", "hub": "Meldingshuben"}
STATES = {
    "waiting": ("Venter", "neutral"),
    "starting": ("Starter", "info"),
    "ready": ("Kjører", "success"),
    "silent": ("Svarer ikke", "danger"),
}


def front_page(sector: Sector, ports: Ports, status: Told, progress: Told) -> bytes:
    """Return the whole page as HTML; `status` and `progress` are what the supervisor and seeder wrote."""
    states = {part["name"]: part["state"] for part in status.get("parts", ())}
    body = E.BODY(
        E.A("Hopp til hovedinnhold", E.CLASS("ds-skip-link"), href="#innhold"),
        E.E.aside(E.STRONG("SYNTETISK"), " Øvingsdata. Ingen ekte pasienter.", ABOVE),
        _top(),
        E.E.main(
            E.H1("Demo: samhandling i indre vest", E.CLASS("ds-heading"), {"data-size": "lg"}),
            _now(status, progress),
            _to_try(sector, ports),
            *(_organisation(one, sector, ports, states) for one in sector.organisations),
            _parts(status),
            {"id": "innhold", "tabindex": "-1", "data-news": "/"},
        ),
        E.SCRIPT(src="/static/samhandling/samhandling.js", defer="defer"),
        {"data-size": "sm"},
    )
    page = E.HTML(_head(), body, {"lang": "nb", "data-color-scheme": "auto", "data-color": "accent"})
    return bytes(html.tostring(page, doctype="<!doctype html>", encoding="utf-8"))


def _head() -> html.HtmlElement:
    return E.HEAD(
        E.META(charset="utf-8"),
        E.META(name="viewport", content="width=device-width, initial-scale=1"),
        E.TITLE("Demo – Samhandling"),
        E.LINK(rel="icon", href="/static/samhandling/icon.svg", type="image/svg+xml"),
        *(E.LINK(rel="stylesheet", href=style) for style in STYLES),
    )


def _top() -> html.HtmlElement:
    icon = E.IMG(src="/static/samhandling/icon.svg", alt="", width="32", height="32")
    name = E.SPAN(E.STRONG("Samhandling"), " ", E.SPAN("Demo på denne maskinen", E.CLASS("product")))
    return E.E.header(E.DIV(E.P(icon, name, E.CLASS("identity")), E.CLASS("top-line")), E.CLASS("top"))


def _now(status: Told, progress: Told) -> html.HtmlElement:
    """Return the part that says how far things have come."""
    word, text = PHASES.get(status.get("phase", "starting"), PHASES["starting"])
    shown = [E.P(E.STRONG(word), f": {text}", role="status")]
    if status.get("phase") == "seeding":
        shown.append(_bar(progress))
    return E.DIV(*shown, {"id": "now", "data-part": ""}, E.CLASS("now"))


def _bar(progress: Told) -> html.HtmlElement:
    done, of = progress.get("done", 0), progress.get("of", 100)
    text = progress.get("norsk", "Lager noder, nøkler og databaser")
    bar = E.E("progress", {"id": "bar", "value": str(done), "max": str(of)})
    return E.P(E.LABEL(f"{text} ({100 * done // of} %)", {"for": "bar"}), bar)


ABOVE = {"class": "environment", "aria-label": "Om dataene"}
TO_TRY = (
    ("frogner", "saksbehandler", "Se varslene som venter på svar i bydel Frogner"),
    ("diakonhjemmet", "utskrivningskoordinator", "Se hva bydelene har svart Diakonhjemmet"),
    ("majorstuen", "fastlege", "Les utskrivningsrapporten hos fastlegen"),
    ("diakonhjemmet", "meldingsansvarlig", "Finn meldingene som Solvang avviste"),
)


def _to_try(sector: Sector, ports: Ports) -> html.HtmlElement:
    """Return a few ways in, for those who have not been here before."""
    ways = [
        E.LI(E.A(text, href=log_in_address(sector[slug].worker(role), ports.of(slug, sector)), **LINK))
        for slug, role, text in TO_TRY
        if slug in sector
    ]
    title = E.H2("Prøv dette", E.CLASS("ds-heading"), {"data-size": "sm"})
    return E.E.section(title, E.UL(*ways, E.CLASS("ds-list")), E.CLASS("organisation"))


def _organisation(
    one: Organisation, sector: Sector, ports: Ports, states: Mapping[str, str]
) -> html.HtmlElement:
    port = ports.of(one.slug, sector)
    return E.E.section(
        E.H2(
            one.name, " ", _tag(one.slug, states), E.CLASS("ds-heading"), {"data-size": "sm", "id": one.slug}
        ),
        E.P(one.tells),
        _people(one, port) if one.people else E.P(E.A("Se hva som har kommet", href=_at(port), **LINK)),
        {"aria-labelledby": one.slug},
        E.CLASS("organisation"),
    )


LINK = {"class": "ds-link"}


def _people(one: Organisation, port: int) -> html.HtmlElement:
    heading = E.TR(E.TH("Logg inn som", scope="col"), E.TH("Rolle", scope="col"), E.TH("Kan", scope="col"))
    return E.DIV(
        E.TABLE(
            E.CAPTION(f"Personer ved {one.name}", E.CLASS("ds-sr-only")),
            E.THEAD(heading),
            E.TBODY(*(_person(worker, port) for worker in one.people)),
            E.CLASS("ds-table rows"),
        ),
        E.CLASS("wide"),
    )


def _person(worker: Worker, port: int) -> html.HtmlElement:
    role, can = ROLES[worker.role]
    link = E.A(worker.full_name, href=log_in_address(worker, port), **LINK)
    return E.TR(E.TH(link, scope="row"), _labelled("Rolle", role), _labelled("Kan", can))


def _labelled(label: str, text: str) -> html.HtmlElement:
    """Return a cell that says its column where rows stand as blocks: on a phone."""
    return E.TD(E.DIV(text), {"data-label": label})


def log_in_address(worker: Worker, port: int) -> str:
    """Return where the node itself logs this person in, on its own origin."""
    return f"{_at(port)}demo/inn/{worker.username}/"


def _at(port: int) -> str:
    return f"http://localhost:{port}/"


def _tag(name: str, states: Mapping[str, str]) -> html.HtmlElement:
    word, colour = STATES[states.get(name, "waiting")]
    marks = {"data-color": colour, "data-size": "sm", "data-part": "", "id": f"state-{name}"}
    return E.SPAN(word, marks, E.CLASS("ds-tag"))


def _times(count: int) -> str:
    return {0: "Nei", 1: "1 gang"}.get(count, f"{count} ganger")


def _parts(status: Told) -> html.HtmlElement:
    heading = [E.TH(text, scope="col") for text in ("Prosess", "Port", "Tilstand", "Startet på nytt")]
    rows = [
        E.TR(
            E.TH(OWN_PARTS.get(part["name"], part["title"]), scope="row"),
            _labelled("Port", str(part["port"])),
            _labelled("Tilstand", STATES[part["state"]][0]),
            _labelled("Startet på nytt", _times(part["restarts"])),
        )
        for part in status.get("parts", ())
    ]
    table = E.TABLE(
        E.CAPTION("Prosessene i demoen", E.CLASS("ds-sr-only")),
        E.THEAD(E.TR(*heading)),
        E.TBODY(*rows),
        E.CLASS("ds-table rows"),
    )
    title = E.H2("Prosesser", E.CLASS("ds-heading"), {"data-size": "sm"})
    return E.E.section(title, E.DIV(table, {"id": "parts", "data-part": ""}, E.CLASS("wide")))
