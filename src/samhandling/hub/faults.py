"""Faults on order, so that clients can be tested against a service that misbehaves.

Set with `PUT /admin/faults` (only there with `faults = true`), a JSON object of switch → setting:

    delay                   wait `seconds` before answering
    locked, broken          answer 423, 500
    nonce_challenge         answer 401 and demand a nonce in the proof
    duplicate_notifications give a notification twice
    offset_back             give a notification an offset lower than the one before
    drop_stream             break a stream off in the middle of an event
    no_stream               answer a stream with 404
    delivery_delay          wait `seconds` before a batch of messages goes out
    abandon                 give up a delivery: Abandoned
    wrong_bytes             give another document; `how` is changed, cut or garbage (not base64)
    ok_after_rejected       after a Rejected, tell of an Ok for the same receiver

A setting is `{"times": 1, "where": "", "seconds": 0, "how": ""}`, each optional: how often, and only on paths
that hold the text `where`. A new PUT replaces everything; `{}` ends all faults.
"""

from dataclasses import asdict, dataclass
from typing import Any

SWITCHES = frozenset(
    {
        "delay",
        "locked",
        "broken",
        "nonce_challenge",
        "duplicate_notifications",
        "offset_back",
        "drop_stream",
        "no_stream",
        "delivery_delay",
        "abandon",
        "wrong_bytes",
        "ok_after_rejected",
    }
)


@dataclass(slots=True)
class Fault:
    """One switch that is on."""

    times: int = 1
    where: str = ""
    seconds: float = 0.0
    how: str = ""


class Faults:
    """The switches that are on now."""

    def __init__(self) -> None:
        self._on: dict[str, Fault] = {}

    def order(self, told: dict[str, dict[str, Any]]) -> None:
        """Replace all faults. Raises ValueError for an unknown switch or setting."""
        unknown = told.keys() - SWITCHES
        if unknown:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        try:
            self._on = {name: Fault(**setting) for name, setting in told.items()}
        except TypeError as error:
            raise ValueError(str(error)) from error

    def standing(self) -> dict[str, dict[str, Any]]:
        """Return what is still to happen."""
        return {name: asdict(fault) for name, fault in self._on.items() if fault.times > 0}

    def expects(self, name: str, path: str = "") -> bool:
        """Say whether `take` would return a fault."""
        fault = self._on.get(name)
        return fault is not None and fault.times > 0 and fault.where in path

    def take(self, name: str, path: str = "") -> Fault | None:
        """Return the fault if it is to happen now, and count it."""
        if not self.expects(name, path):
            return None
        fault = self._on[name]
        fault.times -= 1
        return fault
