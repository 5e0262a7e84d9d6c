"""After `make screens`: make the pictures small, and write the page that shows them."""

import itertools
import sys
from pathlib import Path

from PIL import Image

COLOURS = 64
WINDOWS = {"light": "lys", "dark": "mørk", "phone": "telefon"}
"""How a picture's name ends, and what that is called; other endings belong to the name."""
HEAD = """# Skjermbilder

Laget av testene med `make screens`, med oppdiktede pasienter. Hvert bilde er en hel side, vist av Chromium.

| Side | Bilder |
|---|---|
"""


def main() -> None:
    folder = Path(sys.argv[1])
    pictures = sorted(folder.glob("*.png"), key=_parts)
    for picture in pictures:
        _make_small(picture)
    (folder / "README.md").write_text(HEAD + "".join(_rows(pictures)), encoding="utf-8")


def _make_small(picture: Path) -> None:
    """A palette is enough for text and plain surfaces, and a quarter of the size."""
    with Image.open(picture) as opened:
        few = opened.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


def _rows(pictures: list[Path]) -> list[str]:
    grouped = itertools.groupby(pictures, key=lambda picture: _parts(picture)[0])
    return [f"| {name} | {', '.join(map(_link, group))} |\n" for name, group in grouped]


def _link(picture: Path) -> str:
    window = _parts(picture)[1]
    return f"[{WINDOWS.get(window, 'vis')}]({picture.name})"


def _parts(picture: Path) -> tuple[str, str]:
    name, _, window = picture.stem.rpartition("-")
    return (name, window) if window in WINDOWS else (picture.stem, "")


if __name__ == "__main__":
    main()
