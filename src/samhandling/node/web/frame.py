"""What stands around every page: whose node it is, who is logged in, where they can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from samhandling import __version__
from samhandling.node.access.actor import Actor
from samhandling.node.access.policies import may, own_hers
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence.queries import open_tasks
from samhandling.node.recordsystem.queries import listening_names
from samhandling.node.web.addresses import address_of
from samhandling.node.web.news import silence_of

if TYPE_CHECKING:
    from django.http import HttpRequest

SECTIONS = (
    ("inbox", _("Innboks"), "read-inbox"),
    ("sent", _("Sendt"), "read-sent"),
    ("new-message", _("Ny melding"), "write-message"),
    ("board", _("Tavle"), "read-board"),
    ("wall", _("Tavle på veggen"), "read-wall"),
    ("patients", _("Pasienter"), "read-patient"),
    ("tasks", _("Oppgaver"), "read-tasks"),
    ("settlement", _("Oppgjør"), "read-settlement"),
    ("rules", _("Regler og avtaler"), "read-rules"),
    ("untaken", _("Ikke tatt"), "read-untaken"),
    ("monitoring", _("Meldingsovervåkning"), "read-delivery"),
    ("record-system", _("Journalsystem"), "read-delivery"),
    ("directory", _("Adresser"), "update-directory"),
    ("accesses", _("Åpnet med grunn"), "review-access"),
    ("blocks", _("Sperringer"), "block-record"),
    ("log", _("Logg"), "read-audit"),
)
APPEARANCES = (("auto", _("Som maskinen")), ("light", _("Lyst")), ("dark", _("Mørkt")))
LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))


@dataclass(frozen=True)
class Section:
    """A place in the menu."""

    name: str
    title: str
    url: str
    waiting: int = 0  # what waits there for the reader


def sections(request: HttpRequest) -> list[Section]:
    """The places that the reader's role may go to, in the menu's order."""
    actor = Actor.of(request.user)
    found = [(name, title) for name, title, act in SECTIONS if may(actor, act)]
    return [Section(name, title, address_of(name), _waiting(name, actor)) for name, title in found]


def _waiting(name: str, actor: Actor) -> int:
    return open_tasks(Reader(actor, own_hers(actor))) if name == "tasks" else 0


def _listening(request: HttpRequest) -> list[str]:
    """The reader's services for which the record system sends and receives."""
    signed_in = request.user.is_authenticated
    return listening_names(own_hers(Actor.of(request.user))) if signed_in else []


def appearance(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.APPEARANCE_COOKIE_NAME, "auto")
    return chosen if chosen in dict(APPEARANCES) else "auto"


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Asks the database for nothing until a template uses it."""
    return {
        "organisation": settings.HOME.name,
        "synthetic": settings.HOME.environment != "production",
        "version": __version__,
        "appearance": appearance(request),
        "appearances": APPEARANCES,
        "languages": LANGUAGES,
        "sections": SimpleLazyObject(lambda: sections(request)),
        "idle_limit": settings.IDLE_LIMIT,
        "one_click_log_in": settings.ONE_CLICK_LOG_IN,
        "demo_front": settings.DEMO_FRONT,
        "silence": SimpleLazyObject(lambda: silence_of(request)),
        "listening": SimpleLazyObject(lambda: _listening(request)),
    }
