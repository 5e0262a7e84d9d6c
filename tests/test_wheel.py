"""What `pip install samhandling` brings: every file that the product reads, not the code alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hatchling import build

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"


@pytest.fixture(scope="module")
def packed(tmp_path_factory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        name = build.build_wheel(str(folder))
    return set(zipfile.ZipFile(folder / name).namelist())


def files_of_the_package() -> set[str]:
    files = (path for path in (SOURCE / "samhandling").rglob("*") if path.is_file())
    return {path.relative_to(SOURCE).as_posix() for path in files if "__pycache__" not in path.parts}


def test_the_wheel_holds_every_file_of_the_package(packed):
    assert files_of_the_package() - packed == set()


@pytest.mark.parametrize(
    "kind", [".css", ".js", ".woff2", ".ttf", ".mo", ".html", ".toml", ".typed", ".yaml"]
)
def test_no_kind_of_file_is_forgotten(packed, kind):
    assert any(name.endswith(kind) for name in packed)


def test_tests_and_tools_stay_at_home(packed):
    assert {name.split("/")[0].split("-")[0] for name in packed} == {"samhandling"}
