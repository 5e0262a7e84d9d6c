"""Things that people did, as the seeder has them done again."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from samhandling.demo.population import Patient


@dataclass(frozen=True)
class RegisterPatient:
    """Take a patient into the node's register."""

    patient: Patient

    def told(self) -> dict[str, Any]:
        one = self.patient
        return {
            "do": "register-patient",
            "family_name": one.family_name,
            "middle_name": one.middle_name,
            "given_name": one.given_name,
            "date_of_birth": one.born.isoformat(),
            "sex": one.sex,
            "identities": [[one.id_kind, one.id_value]],
            "protected_address": one.protected_address,
        }


@dataclass(frozen=True)
class SendLetter:
    """Send a message. `verdicts` is what each receiver is to answer: "1" OK, "2" Avvist, by HER-id."""

    msg_id: str
    write: Callable[[], bytes]
    verdicts: dict[int, str]

    def told(self) -> dict[str, Any]:
        return {"do": "send", "document": base64.b64encode(self.write()).decode("ascii")}


@dataclass(frozen=True)
class OpenLetter:
    """Open a received message and read it."""

    sender: int
    msg_id: str

    def told(self) -> dict[str, Any]:
        return {"do": "open", "sender_her": self.sender, "msg_id": self.msg_id}


@dataclass(frozen=True)
class LocalAct:
    """Something done or decided at the node: an admission, a phone note, a decision.

    `at` (aware) is when it was so: the moment that a message about it tells. The clock has gone on since.
    """

    kind: str
    patient: Patient
    at: dt.datetime
    detail: dict[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        return {
            "do": "act",
            "kind": self.kind,
            "patient": [self.patient.id_kind, self.patient.id_value],
            "at": self.at.isoformat(),
            "detail": self.detail,
        }


@dataclass(frozen=True)
class CloseTask:
    """Say that a rejected message has been seen to."""

    sender: int
    msg_id: str

    def told(self) -> dict[str, Any]:
        return {"do": "close-task", "sender_her": self.sender, "msg_id": self.msg_id}


Deed = RegisterPatient | SendLetter | OpenLetter | LocalAct | CloseTask


@dataclass(frozen=True)
class Happening:
    """A deed, where, when and by whom. `slot` counts the pauses in which everything under way arrives."""

    at: dt.datetime
    slot: int
    node: str
    by: str  # user name
    deed: Deed
