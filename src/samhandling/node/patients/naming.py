"""Names of people: as one line, and in Norwegian order."""

from __future__ import annotations

import unicodedata

# Æ, Ø and Å come after Z in that order, on any database and under any collation. Aa is an Å in names, and
# Ä and Ö count as Æ and Ø.
_LAST = str.maketrans({"æ": "zza", "ä": "zza", "ø": "zzb", "ö": "zzb", "å": "zzc"})
_LONGEST_KEY = 210


def full_name(family: str, middle: str, given: str) -> str:
    """`Etternavn, Fornavn Mellomnavn`, as lists have it."""
    first = " ".join(filter(None, (given, middle)))
    return ", ".join(filter(None, (family, first)))


def sort_key(family: str, middle: str, given: str) -> str:
    """What to sort and search names by: `Aasen, Øystein` comes last."""
    name = unicodedata.normalize("NFC", full_name(family, middle, given)).casefold()
    in_order = name.replace("aa", "å").translate(_LAST)
    plain = unicodedata.normalize("NFD", in_order)  # é sorts as e
    return "".join(letter for letter in plain if not unicodedata.combining(letter))[:_LONGEST_KEY]
