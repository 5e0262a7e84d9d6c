"""Files that go with a message: which may, how large, and that they are what they are called (HIS 1036)."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samhandling.errors import Conflict, MessageError
from samhandling.node.web import wording
from samhandling.standards.attachments import XML_TYPE, sniffed
from samhandling.standards.limits import LIMITS
from samhandling.standards.reading import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samhandling.node.writing.models import DraftFile

TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".xml": XML_TYPE,
}
"""What receivers of the national messages must be able to open, and XML where both have agreed on it."""

MOST_FILES = 20
MOST_TITLE = 80
ROOM = 200_000
"""Bytes that are left for the message itself."""
MOST_BYTES = (LIMITS.warn_bytes - ROOM) * 3 // 4
"""Of all files together: base64 makes three bytes four (HIS 1036: 10 MB in all)."""


class CannotEnclose(Conflict):
    """A file that cannot go with a message; its text is for the person."""


def checked(name: str, content: bytes, held: Iterable[DraftFile]) -> tuple[str, str]:
    """The title and the MIME type of a file that may go along. Raises CannotEnclose."""
    told = TYPES.get(PurePath(name).suffix.lower())
    if told is None:
        raise CannotEnclose(_("Bare PDF, JPEG, PNG og XML kan legges ved."))
    if not content:
        raise CannotEnclose(_("Filen er tom."))
    if not _is(told, content):
        raise CannotEnclose(_("Innholdet i filen er noe annet enn navnet sier. Lagre den på nytt som PDF."))
    rows = list(held)
    if len(rows) >= MOST_FILES:
        raise CannotEnclose(_("Det er plass til %(n)d vedlegg.") % {"n": MOST_FILES})
    if sum(row.size for row in rows) + len(content) > MOST_BYTES:
        raise CannotEnclose(too_large())
    return title_of(name), told


def too_large() -> str:
    """What to tell whoever chooses more than a message can carry."""
    return _("Vedleggene kan være %(size)s til sammen.") % {"size": wording.size(MOST_BYTES)}


def title_of(name: str) -> str:
    """What the receiver reads: the file's name without its ending, and without what is no text."""
    plain = re.sub(r"[^\w .,()-]+", " ", PurePath(name).stem)
    return " ".join(plain.split())[:MOST_TITLE] or _("Vedlegg")


def _is(told: str, content: bytes) -> bool:
    if sniffed(content) != told:
        return False
    if told != XML_TYPE:
        return True
    try:
        read_tree(content)
    except MessageError:
        return False
    return True
