"""Write the table of docs/conformance.md anew: `PYTHONPATH=tests python -m standards.conformance`."""

from . import DOCUMENT, document

if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
