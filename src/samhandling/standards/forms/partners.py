"""People in a referral or an epikrise that has no MsgHead: who answers for it, the GP, next of kin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .derive import changed, choices, group_of, parts_of
from .shapes import Field, Group, Section, Words

WORK, HOME = "3401:WP", "3401:H"
PERSON = "part<HCProf>"
RESPONSIBLE: Words = ("Ansvarlig for meldingen", "Ansvarleg for meldinga", "Responsible for the message")
REFERRER: Words = ("Henvist av", "Tilvist av", "Referred by")
GP: Words = ("Fastlege", "Fastlege", "GP")
PHONE: Words = ("Telefon", "Telefon", "Telephone")
CONTACT: Words = ("Hvem mottakeren kan ringe", "Kven mottakaren kan ringje", "Whom the receiver can ring")


def worker(  # noqa: PLR0913  what a group is
    module: Any, name: str, base: str, relation: str, label: Words, *, clause: str = ""
) -> Group:
    """A health worker with number and telephone, who has this relation (8254); `clause`: one is demanded."""
    told = parts_of(module.HCProf, prefix=f"{PERSON}.", only=("type", "name"))
    person = tuple(
        replace(one, required=True, clause=clause or "HIS 80226, HIS 80517 (navn på helsepersonell)")
        if one.name == "name"
        else one
        for one in told
    )
    return Group(
        name=name,
        at=f"{base}[relation=8254:{relation}].HCP",
        label=label,
        parts=(*person, _NUMBER, replace(_PHONES, required=bool(clause), clause="HITS 1174 (telefon)")),
        required=bool(clause),
        clause=clause,
    )


_NUMBER = Group(
    name="number",
    at=PERSON,
    label=("HPR-nummer", "HPR-nummer", "HPR number"),
    parts=(
        Field(name="id", at="id", kind="text", label=("Nummer", "Nummer", "Number")),
        Field(
            name="type_id",
            at="type_id",
            kind="code",
            label=("Type nummer", "Type nummer", "Type of number"),
            choices=choices(["8116"]),
            default="8116:HPR",
        ),
    ),
)
_PHONES = Group(
    name="tele_com",
    at=f"address[type={WORK}].tele_address*",
    label=PHONE,
    parts=(
        Field(name="value", at="", kind="phone", label=PHONE, required=True, clause="HITS 1174 (telefon)"),
    ),
    many=True,
)
HOME_PHONES = replace(_PHONES, at=f"address[type={HOME}].tele_address*")


def home(module: Any, base: str) -> Group:
    """The patient's address."""
    group = group_of(
        module.Address,
        "patient_address",
        f"{base}.address",
        label=("Pasientens adresse", "Adressa til pasienten", "The patient's address"),
        many=False,
        folded=True,
    )
    return changed(group, "type", default=HOME)


def contact(*people: Group) -> Section:
    """Whom to ring, and who follows the patient up."""
    return Section(label=CONTACT, parts=people, open=True)
