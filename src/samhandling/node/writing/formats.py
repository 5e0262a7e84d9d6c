"""What a correction keeps of the formatting of the message that it replaces, and how the page says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from samhandling.errors import MessageError
from samhandling.standards.forms import NONE, PROFILES, Formatting, formatting

if TYPE_CHECKING:
    from samhandling.node.writing.models import Draft

SAID = {
    "kept": _("Teksten er formatert i meldingen du retter. Endrer du den, sendes den uten formatering."),
    "changed": _("Teksten var formatert i meldingen du retter. Den er endret, og sendes uten formatering."),
    "barred": _("Teksten er formatert på en måte som ikke kan sendes herfra. Den sendes uten formatering."),
}
"""Said beside the field, so that nobody is surprised by what leaves."""


def formatting_of(draft: Draft) -> Formatting:
    """The formatted texts of the message that a draft corrects; none for other drafts."""
    if draft.act != draft.Act.CHANGE or draft.regarding is None:
        return NONE
    raw = bytes(draft.regarding.content.raw or b"")
    try:
        return formatting(PROFILES[draft.type_code], raw) if raw else NONE
    except MessageError:
        return NONE
