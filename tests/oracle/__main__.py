"""Prove our schema against the official ones and write its fingerprint.

Run as `PYTHONPATH=tests python -m oracle`.
"""

import sys

from .proof import PROVEN, unexplained

if __name__ == "__main__":
    if differences := unexplained():
        sys.exit("\n".join(map(str, differences)))
    PROVEN.write()
