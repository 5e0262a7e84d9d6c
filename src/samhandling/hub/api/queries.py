"""The query parameters of the API, read strictly."""

from samhandling.hub.http import Request
from samhandling.hub.problems import invalid
from samhandling.hub.shapes import LARGEST_HER

MOST_HERS = 1500
LARGEST_OFFSET = 2**63 - 1


def her_ids(request: Request) -> list[int]:
    """Return HerIds: 1 to 1500 different HER-ids."""
    told = request.parameters("HerIds")
    hers = [_integer(text, "HerIds", 1, LARGEST_HER) for text in told]
    if not 1 <= len(hers) <= MOST_HERS or len(set(hers)) != len(hers):
        raise invalid(f"HerIds: give 1 to {MOST_HERS} different HER-ids")
    return hers


def offset(request: Request) -> int | None:
    """Return Offset, the last one processed, where it is given."""
    return _one(request, "Offset", 0, LARGEST_OFFSET)


def page_size(request: Request) -> int:
    """Return NotificationsToFetch: 1 to 1000, 100 unless told."""
    return _one(request, "NotificationsToFetch", 1, 1000) or 100


def _one(request: Request, name: str, least: int, most: int) -> int | None:
    told = request.parameters(name)
    if len(told) > 1:
        raise invalid(f"{name}: give it once")
    return _integer(told[0], name, least, most) if told else None


def _integer(text: str, name: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most):
        raise invalid(f"{name}: must be a whole number from {least} to {most}")
    return int(text)
