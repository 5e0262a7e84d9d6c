"""PDF files: an invoice basis, and a dispute's papers. The pages on the screen are the accessible ones.

The font is the house's own Inter (SIL OFL), embedded, so that every Norwegian and Sámi letter is on paper as
it is on the screen. The same content always makes the same bytes.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from samhandling.node.settlement.presenters.settlement import kroner, month_name
from samhandling.node.web.wording import day as day_words
from samhandling.node.web.wording import moment
from samhandling.stay.dispute import STATES
from samhandling.stay.invoice import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samhandling.stay.dispute import Dispute
    from samhandling.stay.invoice import Basis, Line

FRAME_PADDING = 6  # points: reportlab's own, on each side of a page's text
FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = "Inter", "Inter-Bold"
GREY = colors.HexColor("#5b6470")


@cache
def _styles() -> dict[str, ParagraphStyle]:
    pdfmetrics.registerFont(TTFont(REGULAR, str(FONTS / "inter-regular.ttf")))
    pdfmetrics.registerFont(TTFont(BOLD, str(FONTS / "inter-bold.ttf")))
    plain = ParagraphStyle("plain", fontName=REGULAR, fontSize=9, leading=12.5)
    return {
        "plain": plain,
        "small": ParagraphStyle("small", plain, fontSize=7.5, leading=10, textColor=GREY),
        "head": ParagraphStyle("head", plain, fontName=BOLD, fontSize=8, leading=11),
        "h1": ParagraphStyle("h1", plain, fontName=BOLD, fontSize=17, leading=22, spaceAfter=4),
        "h2": ParagraphStyle(
            "h2", plain, fontName=BOLD, fontSize=11, leading=15, spaceBefore=10, spaceAfter=4
        ),
        "sum": ParagraphStyle("sum", plain, fontName=BOLD, fontSize=8, leading=11, alignment=2),
        "right": ParagraphStyle("right", plain, alignment=2),
    }


def _text(text: str, style: str = "plain") -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), _styles()[style])


def basis_pdf(made: Basis) -> bytes:
    """An issued basis: what is asked for, day by day, with the ids that prove it. It names no patient."""
    title = _("Fakturagrunnlag %(number)s") % {"number": made.number}
    parts: list[Any] = [_text(title, "h1"), _heads(_basis_heads(made)), Spacer(1, 4 * mm)]
    for line in made.lines:
        parts += _line_parts(line)
    parts += [Spacer(1, 5 * mm), _text(_("Sum: %(total)s") % {"total": kroner(made.total)}, "h2")]
    parts += [_text(_("Kontrollsum: %(sum)s") % {"sum": made.fingerprint}, "small")]
    if made.facts:
        parts += [
            _text(_("Bevis"), "h2"),
            *(_text(f"{key}: {words}", "small") for key, words in made.facts.items()),
        ]
    return _file(title, parts)


def _basis_heads(made: Basis) -> list[tuple[str, str]]:
    return [
        (_("Fra"), f"{made.hospital.name} (HER-id {made.hospital.her})"),
        (_("Til"), f"{made.municipality.name} (HER-id {made.municipality.her})"),
        (_("Måned"), month_name(made.month)),
        (_("Utstedt"), moment(made.issued_at)),
        (_("Pasientene"), _("Er ikke navngitt. Varselet som åpnet perioden, finnes i begges journal.")),
    ]


def _line_parts(line: Line) -> list[Any]:
    kind = _("Korreksjon") if line.kind is Kind.CORRECTION else _("Måneden")
    head = _("Linje %(number)d: %(kind)s, %(total)s") % {
        "number": line.number,
        "kind": kind.lower(),
        "total": kroner(line.kroner),
    }
    rows = [
        [_text(day_words(day.date)), _reason(day.reason, day.clause), _text(kroner(day.kroner), "right")]
        for day in line.days
    ]
    columns = [_("Dag"), _("Hvorfor"), _("Beløp")]
    return [
        _text(head, "h2"),
        _text(_("Varsel: %(id)s") % {"id": line.period}, "small"),
        Spacer(1, 1.5 * mm),
        _table(columns, rows, [24 * mm, 116 * mm, 30 * mm], "sum"),
    ]


def _reason(reason: str, clause: str) -> list[Paragraph]:
    return [_text(reason), _text(clause, "small")]


def dispute_pdf(number: str, made: Dispute, written: Sequence[tuple[str, str]], *, draft: bool) -> bytes:
    """The papers of a dispute; a draft says so on top."""
    title = _("Tvistemappe %(number)s") % {"number": number}
    parts: list[Any] = [_text(title, "h1")]
    if draft:
        parts += [_text(_("UTKAST: ikke godkjent av to personer. Skal ikke sendes."), "h2")]
    parts += [_heads(_dispute_heads(made)), *_written_parts(written)]
    parts += [_text(_("Hva som skjedde"), "h2"), _steps(made), _text(_("Dag for dag"), "h2"), _days(made)]
    return _file(title, parts)


def _dispute_heads(made: Dispute) -> list[tuple[str, str]]:
    service = _("Psykisk helsevern eller TSB") if made.mental_health else _("Somatikk")
    return [
        (_("Krav"), kroner(made.claim)),
        (_("Rettslig grunnlag"), "; ".join(made.clauses)),
        (_("Alder"), made.age),
        (_("Tjeneste"), service),
        (_("Dager"), _("Regnes fra innleggelsen, som er dag 0.")),
    ]


def _written_parts(written: Iterable[tuple[str, str]]) -> list[Any]:
    return [part for heading, text in written if text for part in (_text(heading, "h2"), _text(text))]


def _steps(made: Dispute) -> Table:
    rows = [
        [_text(str(step.number)), _text(f"{step.day}, {step.clock}"), _text(step.by), _text(step.what)]
        for step in made.steps
    ]
    return _table([_("Nr."), _("Dag, kl."), _("Hvem"), _("Hva")], rows, [12 * mm, 24 * mm, 24 * mm, 110 * mm])


def _days(made: Dispute) -> Table:
    rows = [
        [
            _text(str(day.day)),
            _text(STATES[day.state].nb),
            [*_reason(day.reason, day.clause), _text(_see(day.documents), "small")],
            _text(kroner(day.kroner) if day.kroner is not None else "–", "right"),
        ]
        for day in made.days
    ]
    return _table(
        [_("Dag"), _("Hva"), _("Hvorfor"), _("Pris")], rows, [12 * mm, 30 * mm, 102 * mm, 26 * mm], "sum"
    )


def _see(documents: Iterable[int]) -> str:
    return _("Se nr. %(n)s") % {"n": ", ".join(map(str, documents))}


def _heads(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table(
        [[_text(name, "head"), _text(value)] for name, value in rows], colWidths=[34 * mm, 136 * mm]
    )
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding()]))
    return table


def _table(columns: Sequence[str], rows: list[Any], widths: list[float], last: str = "head") -> Table:
    """`last` is the style of the last column's head: "sum" stands above amounts."""
    heads = [*(_text(name, "head") for name in columns[:-1]), _text(columns[-1], last)]
    table = Table([heads, *rows], colWidths=widths, repeatRows=1)
    lines = ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.HexColor("#c3c9d0"))
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), lines, *_padding()]))
    return table


def _padding() -> list[tuple[Any, ...]]:
    whole = (0, 0), (-1, -1)
    return [
        ("LEFTPADDING", *whole, 0),
        ("RIGHTPADDING", *whole, 4),
        ("TOPPADDING", *whole, 2),
        ("BOTTOMPADDING", *whole, 3),
    ]


def _file(title: str, parts: list[Any]) -> bytes:
    out = io.BytesIO()
    margins = {"topMargin": 20 * mm, "bottomMargin": 20 * mm}
    margins |= dict.fromkeys(("leftMargin", "rightMargin"), 20 * mm - FRAME_PADDING)
    document = SimpleDocTemplate(out, pagesize=A4, title=title, author="", lang="nb", invariant=1, **margins)

    def foot(canvas: Any, _document: Any) -> None:
        canvas.setFont(REGULAR, 7.5)
        canvas.setFillColor(GREY)
        canvas.drawString(20 * mm, 11 * mm, title)
        canvas.drawRightString(A4[0] - 20 * mm, 11 * mm, _("Side %(n)d") % {"n": canvas.getPageNumber()})

    document.build(parts, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()
