"""Pages that ask for news: every third second they send the version that they show as `?since=`.

The answer is 204 when nothing has changed, else the parts of the page that may have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.node.delivery.queries import silence

if TYPE_CHECKING:
    from django.http import HttpRequest

    from samhandling.node.delivery.queries import Silence

NO_NEWS = 204
STOPPED = "-stopped"


def asked_since(request: HttpRequest) -> str:
    """The version of the rows that the page shows; none when the word about a stopped engine is old.

    The page's own version is that of its rows, and whether it says that the engine has stopped.
    """
    since = request.GET.get("since", "")
    says_stopped = since.endswith(STOPPED)
    return since.removesuffix(STOPPED) if says_stopped == bool(silence_of(request)) else ""


def version_shown(request: HttpRequest, rows: str) -> str:
    """The version of a page whose rows have this one."""
    return rows + (STOPPED if silence_of(request) else "")


def silence_of(request: HttpRequest) -> Silence | None:
    """Whether the engine has stopped: asked once for each page, which says it in several places."""
    if not hasattr(request, "silence"):
        request.silence = silence()
    return request.silence


def answer_template(request: HttpRequest, page: str) -> str:
    """The whole page, or its news."""
    return f"{page}_news.html" if "since" in request.GET else f"{page}.html"
