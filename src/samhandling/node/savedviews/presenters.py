"""Saved views as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from samhandling.node.access.policies import own_services
from samhandling.node.savedviews.queries import saved_views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samhandling.node.access.reading import Reader
    from samhandling.node.savedviews.models import SavedView


@dataclass(frozen=True)
class ViewLink:
    """A saved view. `shared` is whom its owner shares it with, `mine` whether the reader is the owner."""

    pk: int
    name: str
    url: str
    current: bool
    shared: str
    mine: bool


@dataclass(frozen=True)
class SavedViews:
    """What `savedviews/views.html` draws: the links, and the form that saves what is shown now."""

    page: str
    links: tuple[ViewLink, ...]
    asked: Mapping[str, str]
    services: Mapping[int, str]


def views_beside(reader: Reader, page: str, asked: Mapping[str, str]) -> SavedViews:
    """The views of a page that the reader has; `asked` is what the page shows now, but for a text."""
    user = reader.actor.user
    return SavedViews(
        page=page,
        links=tuple(
            ViewLink(
                pk=row.pk,
                name=row.name,
                url=address(row),
                current=row.asked == dict(asked),
                shared=row.service.name if row.service else "",
                mine=user is not None and row.owner_id == user.pk,
            )
            for row in saved_views(reader, page)
        ),
        asked=asked,
        services=own_services(reader.actor),
    )


def address(row: SavedView) -> str:
    """Where a view is seen."""
    return f"{reverse(row.page)}?{urlencode(row.asked)}" if row.asked else reverse(row.page)
