"""Make the fonts that PDF files embed from the vendored Inter: two weights as static TrueType.

PDF takes no variable font and no WOFF2. What this writes is committed; after `make vendor` run it again where
fonttools and brotli are installed: `uv run --with fonttools --with brotli scripts/pdf_fonts.py`.
"""

import shutil
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parents[1] / "src/samhandling/node"
INTER = ROOT / "static/vendor/inter"
FONTS = ROOT / "settlement/fonts"
WEIGHTS = {"regular": 400, "bold": 650}
PARTS = ("inter-latin.woff2", "inter-latin-ext.woff2")
LAYOUT = ("GSUB", "GPOS", "GDEF", "STAT")  # reportlab reads none of them


def main() -> None:
    FONTS.mkdir(exist_ok=True)
    shutil.copy(INTER / "LICENSE", FONTS / "LICENSE")
    with tempfile.TemporaryDirectory() as folder:
        for name, weight in WEIGHTS.items():
            parts = [static(INTER / part, weight, Path(folder)) for part in PARTS]
            font = Merger().merge(parts)
            rename(font, name.capitalize())
            font.save(FONTS / f"inter-{name}.ttf")


def static(file: Path, weight: int, folder: Path) -> str:
    font = instantiateVariableFont(TTFont(file, recalcTimestamp=False), {"wght": weight})
    for table in LAYOUT:
        if table in font:
            del font[table]
    font.flavor = None
    font.save(folder / f"{file.stem}-{weight}.ttf")
    return str(folder / f"{file.stem}-{weight}.ttf")


def rename(font: TTFont, style: str) -> None:
    """A reader of the file takes two fonts of one name for the same."""
    for record in font["name"].names:
        if record.nameID == 6:
            record.string = f"Inter-{style}"
        elif record.nameID == 4:
            record.string = f"Inter {style}"


if __name__ == "__main__":
    main()
