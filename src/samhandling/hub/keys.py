"""The hub's own signing key, kept beside its database."""

import json
import os
from pathlib import Path

from joserfc.jwk import ECKey


def signing_key(file: Path) -> ECKey:
    """Return the key in `file`, making one (readable by us alone) the first time."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        told = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True).as_dict(
            private=True
        )
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(told, out)
    return ECKey.import_key(json.loads(file.read_text(encoding="ascii")))
