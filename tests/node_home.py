"""The node that tests run on: made in a temporary folder before anything reads Django's settings.

Its database is the one that DATABASE_URL names, SQLite in the same folder without it. Tests never run on a
node that the shell names. Importing this module starts Django, so it comes before any import of models.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

import django

DIAKONHJEMMET, SOMATIKK, GERIATRI = 8900100, 8900101, 8900105
FROGNER, SAKSBEHANDLING, SYKEPLEIE, PSYKISK = 8900200, 8900201, 8900202, 8900203

NODE_TOML = f"""\
environment = "demo"

[organisation]
name = "Oslo kommune bydel Frogner"
her = {FROGNER}
orgnr = "310000027"
kind = "municipality"

[[service]]
her = {SAKSBEHANDLING}
name = "Saksbehandling"
code_system = 8663
code = "KD0501"

[[service]]
her = {SYKEPLEIE}
name = "Sykepleietjeneste"
code_system = 8663
code = "KP02"

[[service]]
her = {PSYKISK}
name = "Psykisk helsetjeneste"
code_system = 8663
code = "KP03"

[carrier]
url = "http://hub.test"
client_id = "frogner"
"""


def _make() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="samhandling-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    home = folder / "frogner"
    (home / "keys").mkdir(parents=True)
    (home / "node.toml").write_text(NODE_TOML, encoding="utf-8")
    secret = home / "keys" / "secret"
    secret.touch(mode=0o600)
    secret.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return home


HOME = _make()
os.environ["SAMHANDLING_NODE"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "samhandling.node.settings.demo"
os.environ.pop("SAMHANDLING_CLOCK", None)
django.setup()
