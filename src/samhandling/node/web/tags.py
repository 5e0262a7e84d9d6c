"""Template tags of the house, built into every template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.templatetags.static import static

from samhandling.node.web import wording
from samhandling.node.web.pieces import piece

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.safestring import SafeString

register = template.Library()
register.simple_tag(static, name="static")
register.filter("day", wording.day)
register.filter("weekday", wording.weekday)
register.filter("phone", wording.phone)
register.filter("person_number", wording.person_number)
register.filter("size", wording.size)


@register.filter
def moment(at: dt.datetime | None) -> SafeString | str:
    """A time as people read it, and as machines do."""
    if at is None:
        return ""
    return piece('<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), wording.moment(at))
