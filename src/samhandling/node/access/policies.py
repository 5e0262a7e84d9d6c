"""What each role may do, and where: one table, asked by every action and every read.

A scope is either the actor's own services (messages to and from them) or the whole node (things that
belong to no service: who a patient is, the directory, how delivery goes). WORKER is the node's own processes,
and the command line of whoever runs it; SYSTEM is the organisation's own record system, beside the node.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from samhandling.errors import NotAllowed
from samhandling.node import statements
from samhandling.node.access.actor import SYSTEM_ROLE as SYSTEM
from samhandling.node.access.actor import WORKER_ROLE as WORKER
from samhandling.node.access.roles import Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from samhandling.node.access.actor import Actor
    from samhandling.node.patients.models import Patient


class Scope(Enum):
    OWN_SERVICES = "own services"
    WHOLE_NODE = "whole node"


CARE = (
    Role.SYKEPLEIER,
    Role.UTSKRIVNINGSKOORDINATOR,
    Role.LEGE,
    Role.SAKSBEHANDLER,
    Role.HJEMMETJENESTE,
    Role.FYSIO_ERGOTERAPEUT,
    Role.FASTLEGE,
    Role.HELSESEKRETAER,
)
JOURNAL = (Role.LEGE, Role.FASTLEGE, Role.SAKSBEHANDLER)
"""Who blocks: those who answer for a record. Which roles these are is our own choice, of no standard."""
SETTLES = (Role.OPPGJORSANSVARLIG, Role.UTSKRIVNINGSKOORDINATOR, Role.SAKSBEHANDLER)


def _own(*roles: str) -> dict[str, Scope]:
    return dict.fromkeys(roles, Scope.OWN_SERVICES)


def _node(*roles: str) -> dict[str, Scope]:
    return dict.fromkeys(roles, Scope.WHOLE_NODE)


POLICIES: dict[str, dict[str, Scope]] = {
    "read-inbox": _own(*CARE),
    "read-message": _own(*CARE),
    "read-sent": _own(*CARE),
    "read-patient": _node(*CARE),
    "search-patient": _node(*CARE, Role.MELDINGSANSVARLIG),
    "handle-message": _own(*CARE),
    "read-untaken": _own(Role.LEDER) | _node(Role.MELDINGSANSVARLIG),
    "set-limits": _own(Role.LEDER) | _node(Role.MELDINGSANSVARLIG),
    "send-message": _own(*CARE, SYSTEM) | _node(WORKER),
    "write-message": _own(*CARE),
    "read-draft": _own(*CARE),
    "register-patient": _node(*CARE, WORKER, SYSTEM),
    "record-act": _node(*CARE, WORKER, SYSTEM),
    "read-board": _node(*CARE),
    "read-stay": _node(*CARE),
    "read-wall": _node(Role.TAVLE),
    "declare-ready": _own(Role.SYKEPLEIER, Role.UTSKRIVNINGSKOORDINATOR, Role.LEGE),
    "answer-ready": _own(Role.SAKSBEHANDLER),
    "classify-reply": _node(Role.SYKEPLEIER, Role.UTSKRIVNINGSKOORDINATOR, Role.LEGE),
    "read-tasks": _own(*CARE) | _node(Role.MELDINGSANSVARLIG),
    "settle-task": _own(*CARE) | _node(Role.MELDINGSANSVARLIG, WORKER),
    "read-rules": _node(*CARE, Role.OPPGJORSANSVARLIG, Role.MELDINGSANSVARLIG, Role.ADMINISTRATOR),
    "set-rules": _node(Role.OPPGJORSANSVARLIG, Role.ADMINISTRATOR, WORKER),
    "read-settlement": _node(*SETTLES),
    "issue-basis": _node(Role.OPPGJORSANSVARLIG),
    "take-answer": _node(Role.OPPGJORSANSVARLIG),
    "check-basis": _node(Role.OPPGJORSANSVARLIG, Role.SAKSBEHANDLER),
    "confirm-payer": _node(Role.UTSKRIVNINGSKOORDINATOR, Role.SAKSBEHANDLER),
    "write-dispute": _node(*SETTLES),
    "read-dispute": _node(*SETTLES, Role.LEGE, Role.MELDINGSANSVARLIG),
    "approve-dispute": _node(*SETTLES, Role.LEGE, Role.MELDINGSANSVARLIG),
    "fetch-received": _own(SYSTEM),
    "read-delivery": _node(Role.MELDINGSANSVARLIG, Role.ADMINISTRATOR),
    "update-directory": _node(Role.MELDINGSANSVARLIG, Role.ADMINISTRATOR, WORKER),
    "read-audit": _node(Role.LOGGKONTROLLOR),
    "open-patient": _node(*CARE),
    "review-access": _own(Role.LEDER) | _node(Role.LOGGKONTROLLOR),
    "block-record": _node(*JOURNAL),
    "administer": _node(Role.ADMINISTRATOR, WORKER),
}


_SERVICES = """SELECT one.her, one.name FROM directory_service one
JOIN access_user_services held ON held.service_id = one.id WHERE held.user_id = %s ORDER BY one.name"""


def scope_of(actor: Actor, act: str) -> Scope | None:
    """Where the actor's role may do the act; None: nowhere. Raises KeyError for an act not in the table."""
    return POLICIES[act].get(actor.role)


def may(
    actor: Actor,
    act: str,
    *,
    service_hers: Collection[int] | None = None,
    patient: Patient | None = None,
) -> bool:
    """Tell whether the actor may do the act at all; with `service_hers`, whether at one of these services.

    Nobody does anything with a `patient` who is blocked for them.

    Raises:
        KeyError: the act is not in the table.

    """
    scope = scope_of(actor, act)
    if scope is None or (patient is not None and _is_blocked(actor, patient)):
        return False
    if scope is Scope.WHOLE_NODE or service_hers is None:
        return True
    return not own_hers(actor).isdisjoint(service_hers)


def _is_blocked(actor: Actor, patient: Patient) -> bool:
    """Whether the patient is blocked for the actor."""
    from samhandling.node.discretion.blocks import blocks_for  # which has models, and asks for roles itself

    return patient.pk in blocks_for(actor, patient=patient.pk).patients


def require(
    actor: Actor,
    act: str,
    *,
    service_hers: Collection[int] | None = None,
    patient: Patient | None = None,
) -> None:
    """Refuse what `may` does not allow.

    Raises:
        NotAllowed: the role has no such right, or not at these services.

    """
    if not may(actor, act, service_hers=service_hers, patient=patient):
        raise NotAllowed(f"{actor.role} may not {act}" + (" here" if service_hers is not None else ""))


def own_hers(actor: Actor) -> frozenset[int]:
    """The HER-ids of the services that the actor works for."""
    return frozenset(own_services(actor))


def own_services(actor: Actor) -> dict[int, str]:
    """The services that the actor works for: name by HER-id. Asked for once per user object."""
    user = actor.user
    if user is None:
        return {}
    if "own_services" not in user.__dict__:
        user.__dict__["own_services"] = dict(statements.select(_SERVICES, user.pk))
    return user.__dict__["own_services"]
