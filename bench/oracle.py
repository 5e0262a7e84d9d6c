"""The official XSDs compiled by libxml2 and nothing else, where they are at hand: the floor for structure.

They lie outside this repository: in the folder that SAMHANDLING_ORACLE names, or beside it in `shared`.
"""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from samhandling.standards.reading import CHECKER

if TYPE_CHECKING:
    from lxml import etree

FOLDER = Path(os.environ.get("SAMHANDLING_ORACLE") or Path(__file__).parents[2] / "shared")
TOOL = FOLDER / "tools" / "official_xsd.py"


@cache
def plain_schema() -> tuple[etree.XMLSchema, str]:
    """A compiled schema for whole messages, and what it is made of."""
    spec = importlib.util.spec_from_file_location("official_xsd", TOOL) if TOOL.is_file() else None
    if spec is None or spec.loader is None:
        return CHECKER.schema.compiled, "our own generated XSD (the official ones are not at hand)"
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool.build(), "the official XSD"
