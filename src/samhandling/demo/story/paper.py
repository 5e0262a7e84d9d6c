"""A small PDF: one page, a heading and a few lines, without any library."""

from __future__ import annotations

import textwrap


def pdf(heading: str, text: str) -> bytes:
    """Return a whole PDF 1.4 document in Helvetica; letters outside Latin-1 become question marks."""
    lines = [heading, "", *textwrap.wrap(text, 80)]
    shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
    page = b"BT /F1 12 Tf 16 TL 60 780 Td " + shown.encode("latin-1", "replace") + b" ET"
    return _with_table(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Font << /F1 5 0 R >> >>",
        ]
    )


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _with_table(objects: list[bytes]) -> bytes:
    """Number the objects and write the table of where each begins."""
    whole, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(whole))
    return whole + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer
