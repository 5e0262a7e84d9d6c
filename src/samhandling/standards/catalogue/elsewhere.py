"""National message types that exist but that we do not take: code of 8279 → name.

A message of such a type is answered with T10 that names it; other codes do not exist at all.
"""

NOT_TAKEN = {
    "FRAVARSMELDING": "Fraværsmelding",  # no 1.6 schema; a dead type
}
