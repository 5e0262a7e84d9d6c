"""Pieces of HTML that are written in Python."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from samhandling.node.web.marks import Mark
from samhandling.node.web.pieces import piece, pieces

HOSTILE = "<script>'\"&{}</script>"
PARTS = (HOSTILE, mark_safe("<b>{}</b>"), Mark(HOSTILE), gettext_lazy("Innboks"), 7, None)


def test_a_piece_is_what_djangos_own_way_makes_of_it():
    for part in PARTS:
        assert piece("<p>{}</p>", part) == format_html("<p>{}</p>", part)
    assert HOSTILE not in piece("{}{}{}{}{}{}", *PARTS)


def test_pieces_one_after_the_other_are_escaped_too():
    assert pieces(PARTS) == "".join(format_html("{}", part) for part in PARTS)
    assert isinstance(pieces(PARTS), SafeString)
