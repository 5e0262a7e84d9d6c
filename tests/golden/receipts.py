"""AppRec: good and bad, in both versions, from the primary receiver and from a copy receiver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samhandling.standards import apprec as ar
from samhandling.standards import codes
from samhandling.standards.apprec import (
    HCP,
    AdditionalId,
    AppRec,
    Dept,
    HCPerson,
    HCProf,
    Inst,
    OriginalMsgId,
)
from samhandling.standards.datatypes import CS, CV, URL
from samhandling.standards.definition import Tidspunkt

from .people import FROGNER_SPL, GERIATRI, MAJORSTUEN, VESTRE_AKER_SPL, VINDEREN, Part
from .short import enkel, unique


def party(part: Part, role: str | None, *, address: bool = False) -> ar.Part:
    """Both levels of an address, mirrored from the message."""
    more = [AdditionalId(id=f"{part.lower_her}9", type=enkel("9051", "LOK"))] if address else ()
    below = {"id": str(part.lower_her), "type_id": enkel("9051", "HER"), "additional_id": more}
    inst = Inst(
        name=part.name,
        id=str(part.her),
        type_id=enkel("9051", "HER"),
        dept=()
        if part.given_name
        else [Dept(type=CS(V="KLIN", DN="Klinikk") if address else None, name=part.lower_name, **below)],
        additional_id=[AdditionalId(id=part.orgnr or "310000019", type=enkel("9051", "ENH"))]
        if address
        else (),
        HCPerson=[HCPerson(name=f"{part.given_name} {part.lower_name}", **below)] if part.given_name else (),
    )
    return ar.Part(role=_role(role), HCP=HCP(part=inst, address=_address() if address else None))


def _role(value: str | None) -> CS | None:
    """PRIM, COP and AVS in 1.1; SPR, REQ, COP and RECEIVER in 1.0 (HIS 80415)."""
    names = {"PRIM": "Primærmottaker", "COP": "Kopimottaker", "AVS": "Avsender", "SPR": "Tjenesteyter"}
    return CS(V=value, DN=names.get(value, "Mottaker")) if value else None


def _address() -> ar.Address:
    return ar.Address(
        type=enkel("3401", "WP"),
        street_adr="Diakonveien 12",
        postal_code="0370",
        city="Oslo",
        county=enkel("3402", "0301"),
        city_distr=CS(V="07", DN="Vestre Aker"),
        tele_address=[URL(V="tel:20000100"), URL(V="mailto:post@eksempel.example")],
    )


def feil(value: str, explanation: str) -> CV:
    """A fault of 8221, explained."""
    held = codes.system("8221")
    assert held
    return CV(V=value, S=held.oid, DN=held.word(value), OT=explanation)


def receipt(
    name: str, about: str, code: str, sent: str, at: str, sender: ar.Part, receiver: ar.Part,
    errors: Sequence[CV] = (),
) -> AppRec:  # fmt: skip
    """A receipt for a letter; with errors it is a rejection."""
    return AppRec(
        msg_type=enkel("8279", "APPREC"),
        software_name="Samhandling",
        software_version="0.1",
        gen_date=Tidspunkt(at),
        id=unique(name),
        sender=sender,
        receiver=receiver,
        status=enkel("8258", "2" if errors else "1"),
        error=errors,
        original_msg_id=OriginalMsgId(
            msg_type=enkel("8279", code), issue_date=Tidspunkt(sent), id=unique(about)
        ),
    )


UTILSTREKKELIG = feil("E36", "Pasienten mangler både fødselsnummer og fødselsdato.")
UKJENT = feil("E21", "Tjenesten «Rehabilitering» finnes ikke i bydel Frogner.")
INNLAGT, DIALOG = "2026-11-16T23:05:12+01:00", "2026-11-21T10:02:00.250+01:00"
RAPPORT = "2026-11-25T11:30:00+01:00"


def letters() -> Iterator[tuple[str, AppRec]]:
    """Good and bad receipts."""
    hospital, bydel = party(GERIATRI, "AVS", address=True), party(FROGNER_SPL, "PRIM")
    made = (
        ("1.1", "ok", "plo-1.6/innlagt-ny", "LOG_INNLAGT", INNLAGT, bydel, hospital, ()),
        ("1.1", "avvist", "plo-1.6/innlagt-ny", "LOG_INNLAGT", INNLAGT, bydel, hospital, (UTILSTREKKELIG, UKJENT)),
        ("1.1", "ok-kopimottaker", "plo-1.6/utskrivningsrapport-ny", "UTSKRIVNINGSRAPPORT", RAPPORT,
         party(MAJORSTUEN, "COP", address=True), hospital, ()),
        ("1.1", "ok-dialog", "dialog-1.1/helsefaglig-dialog", "DIALOG_HELSEFAGLIG", DIALOG,
         party(VINDEREN, "PRIM"), party(VESTRE_AKER_SPL, "AVS"), ()),
        ("1.0", "ok", "plo-1.5/innlagt-ny", "LOG_INNLAGT", INNLAGT, party(FROGNER_SPL, "SPR"),
         party(GERIATRI, "RECEIVER"), ()),
        ("1.0", "avvist", "dialog-1.0/svar", "DIALOG_SVAR", "2026-11-18T10:10:00", _alone(),
         party(GERIATRI, "RECEIVER"), (feil("X99", "Systemet er nede for vedlikehold."),)),
    )  # fmt: skip
    for version, use, about, code, sent, sender, receiver, errors in made:
        name = f"apprec-{version}/{use}"
        at = f"{sent[:11]}23:59:00+01:00"
        yield name, receipt(name, about, code, sent, at, sender, receiver, errors).in_version(version)


def _alone() -> ar.Part:
    """A health worker without an organisation, as the old standard allows."""
    doctor = HCProf(
        type=enkel("9060", "LE"),
        name="Maren Isbre",
        id="1000217",
        type_id=enkel("8116", "HPR"),
        additional_id=[AdditionalId(id="8900701", type=enkel("9051", "HER"))],
    )
    special = CV(V="ALM", S="2.16.578.1.12.4.1.1.7426", DN="Allmennmedisin")
    return ar.Part(role=_role("COP"), HCP=HCP(part=doctor, med_speciality=special))
