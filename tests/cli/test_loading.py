"""The command line loads no more than it needs, and says plainly what is not installed."""

import re
import subprocess
import sys

import pytest

from standards.letters import letter

BLOCKED = ("django", "starlette", "httpx", "granian", "cryptography", "psycopg", "joserfc")


def python(code, *args):
    """Run code in a fresh interpreter."""
    command = [sys.executable, "-c", code, *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


LOADED = """
import sys
from samhandling.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}))
"""

WITHOUT_EXTRA = f"""
import sys
for name in {BLOCKED!r}:
    sys.modules[name] = None
from samhandling.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("group", ["node", "demo", "hub"])
def test_a_missing_extra_is_named_with_how_to_install_it(group, tmp_path):
    config = tmp_path / "hub.toml"
    config.write_text("")
    args = {"node": ["status"], "demo": ["run"], "hub": ["run", "--config", str(config), "--port", "1"]}
    result = python(WITHOUT_EXTRA, group, *args[group])
    assert result.returncode != 0
    assert re.search(r"pip install '?samhandling\[node\]", result.stderr)
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["message", "--help"], ["message", "types"]])
def test_the_base_install_is_enough_for_messages(args):
    assert python(WITHOUT_EXTRA, *args).returncode == 0


@pytest.mark.parametrize("command", ["validate", "inspect", "render", "receipt"])
def test_message_commands_load_no_django_and_no_network(command, tmp_path):
    file = tmp_path / "message.xml"
    file.write_bytes(letter())
    shown = python(LOADED, "message", command, str(file)).stdout
    loaded = shown.rpartition("LOADED")[2].split()
    assert "samhandling" in loaded
    assert not {*BLOCKED, "sqlite3", "asyncio"} & set(loaded)


def test_an_unknown_group_is_told_of():
    result = python(LOADED, "mesage")
    assert "No such command 'mesage'" in result.stderr
