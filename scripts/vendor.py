"""Rebuild src/samhandling/node/static/vendor from npm: Designsystemet's CSS, our theme and the Inter font.

Run by `make vendor`. What it writes is committed, with a checksum of each file, so that installing and
running need no npm; tests/node/test_vendor.py holds the files against the checksums.

The theme is Digdir's own with one change: its accent is petrol, half way between Digdir's blue (accent) and
green (brand1). The mix is done in linear light, where luminance is a sum, so every contrast that both ramps
keep is kept by the mix (WCAG 2.2, relative luminance).
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
NPM = ROOT / "node_modules"
VENDOR = ROOT / "src/samhandling/node/static/vendor"
PACKAGES = (
    "@digdir/designsystemet-css",
    "@digdir/designsystemet-theme",
    "@fontsource-variable/inter",
)
COPIES = {
    "@digdir/designsystemet-css/dist/src/index.css": "designsystemet/index.css",
    "@digdir/designsystemet-css/LICENSE": "designsystemet/LICENSE",
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "inter/inter-latin.woff2",
    "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2": "inter/inter-latin-ext.woff2",
    "@fontsource-variable/inter/LICENSE": "inter/LICENSE",
}
THEME = "@digdir/designsystemet-theme/src/themes/designsystemet.css"
TOKEN = re.compile(r"--ds-color-(accent|brand1)-([a-z-]+): (#[0-9a-fA-F]{6});")


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in COPIES.items():
        copy(NPM / source, VENDOR / target)
    drop_source_map(VENDOR / "designsystemet/index.css")
    write(VENDOR / "designsystemet/theme.css", petrol((NPM / THEME).read_text(encoding="utf-8")))
    write(VENDOR / "inter/inter.css", font_faces())
    write(VENDOR / "VERSIONS", "".join(f"{name} {version(name)}\n" for name in PACKAGES))
    write(VENDOR / "SHA256SUMS", checksums())


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def drop_source_map(file: Path) -> None:
    """A browser with its tools open would ask for a map that is not there."""
    write(file, re.sub(r"/\*# sourceMappingURL=.*?\*/", "", file.read_text(encoding="utf-8")))


def version(package: str) -> str:
    return json.loads((NPM / package / "package.json").read_text(encoding="utf-8"))["version"]


def petrol(theme: str) -> str:
    """Return the theme with each accent token mixed with the brand1 token of its block."""
    return re.sub(r"\{[^{}]*\}", lambda block: mixed_block(block[0]), theme)


def mixed_block(block: str) -> str:
    tokens = {(ramp, step): colour for ramp, step, colour in TOKEN.findall(block)}

    def mixed(found: re.Match[str]) -> str:
        ramp, step, colour = found.groups()
        if ramp != "accent":
            return found[0]
        return f"--ds-color-accent-{step}: {mix(colour, tokens['brand1', step])};"

    return TOKEN.sub(mixed, block)


def mix(one: str, other: str) -> str:
    light = zip(linear(one), linear(other), strict=True)
    return "#" + "".join(f"{gamma((a + b) / 2):02x}" for a, b in light)


def linear(colour: str) -> list[float]:
    """Red, green and blue as light, 0–1 (sRGB, IEC 61966-2-1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def gamma(light: float) -> int:
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(part * 255)


def font_faces() -> str:
    """The two @font-face rules of Latin and extended Latin (Sámi names), pointing to our copies."""
    css = (NPM / "@fontsource-variable/inter/wght.css").read_text(encoding="utf-8")
    faces = re.findall(r"@font-face \{.*?\}", css, re.DOTALL)
    return "\n".join(our_face(face) for face in faces if re.search(r"inter-latin(-ext)?-wght", face)) + "\n"


def our_face(face: str) -> str:
    face = re.sub(r"url\(\./files/(inter-latin(?:-ext)?)-wght-normal\.woff2\)", r"url(\1.woff2)", face)
    return face.replace("'Inter Variable'", "Inter")


def checksums() -> str:
    files = sorted(f for f in VENDOR.rglob("*") if f.is_file())
    return "".join(f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(VENDOR)}\n" for f in files)


if __name__ == "__main__":
    main()
