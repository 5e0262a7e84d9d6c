"""What a referral and an epikrise tell of a patient: the same kinds of information, each in its own standard.

`module` is the standard: `epikrise`, `henvisning` or `henvisning.v2`; `base` the place within it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .derive import changed, choices, field_of, group_of, one_of, parts_of, words_of
from .shapes import Field, Group, Kind, Section, Words

SAID = (("concept", "description"), "HIS 80226 tabell 1 (tekst og/eller kode)")
PERIOD = ("start_date_time", "end_date_time")
MAIN: Words = ("Hoveddiagnose", "Hovuddiagnose", "Main diagnosis")
OTHER: Words = ("Bidiagnose", "Bidiagnose", "Other diagnosis")
CAVE: Words = ("Cave", "Cave", "Warning")
MEDICINE: Words = ("Legemiddel", "Legemiddel", "Medicine")
OTHER_ITEM: Words = ("Opplysning", "Opplysning", "Information")
OTHERS: Words = ("Andre opplysninger", "Andre opplysningar", "Other information")
FINDING: Words = ("Prøve eller undersøkelse", "Prøve eller undersøking", "Test or examination")


def information(  # noqa: PLR0913  what a group is
    module: Any, name: str, base: str, cls: type, label: Words, *, only: str = "", many: bool = True
) -> Group:
    """Pieces of information, one InfItem for each: `only` those of a kind (8233), or all that are left."""
    found = Group(
        name=name,
        at=f"{base}.inf_item{only}".lstrip(".") + ("*" if many else ""),
        label=label,
        parts=(*parts_of(cls, prefix=f"what<{cls.__name__}>."), *parts_of(module.InfItem, only=PERIOD)),
        many=many,
        one_of=one_of(cls),
    )
    coded = any(part.name == "concept" for part in found.parts)
    return changed(found, "concept", required=False, clause="") if coded else found


def of_kind(kind: str) -> str:
    """Those of one kind, by its code."""
    return f"[type=8233:{kind}]"


def _with_kind(group: Group, module: Any, default: str) -> Group:
    """The same, with the kind (8233) as it came, else the usual one."""
    kind = field_of(module.InfItem, "type")
    return replace(group, parts=(*group.parts, replace(kind, default=f"8233:{default}", locked=True)))


def critical(module: Any, base: str, *more: Group) -> Section:
    """What whoever treats the patient must know."""
    return Section(
        label=("Kritisk informasjon", "Kritisk informasjon", "Critical information"),
        parts=(
            information(module, "cave_items", base, module.Observation, CAVE, only=of_kind("CAVE")),
            *more,
        ),
    )


def medicines(module: Any, base: str) -> Section:
    """Medicines, one entry for each."""
    drugs = information(module, "drugs", base, module.Medication, MEDICINE, only="[what=Medication]")
    return Section(
        label=words_of("", "legemiddelinfo"),
        parts=(_with_kind(drugs, module, "MEDB"),),
    )


def results(module: Any, base: str) -> Section:
    """Results of tests and examinations, one entry for each."""
    found = information(module, "results", base, module.ResultItem, FINDING, only="[what=ResultItem]")
    return Section(
        label=("Prøver og undersøkelser", "Prøver og undersøkingar", "Tests and examinations"),
        parts=(_with_kind(found, module, "FUNN"),),
    )


def others(module: Any, base: str, *taken: str) -> Section:
    """Whatever else there is to tell, with its kind; `taken` are kinds that have a place of their own."""
    group = information(module, "other_items", base, module.Observation, OTHER_ITEM)
    kind = field_of(module.InfItem, "type")
    left = tuple(one for one in choices(["8233"]) if one.partition(":")[2] not in taken)
    parts = (replace(kind, choices=left), *group.parts)
    return Section(label=OTHERS, parts=(replace(group, parts=parts),))


def precautions(module: Any, base: str) -> Group:
    """What else must be heeded, such as infection."""
    return group_of(
        module.PatientPrecaution,
        "precautions",
        f"{base}.patient_precaution*".lstrip("."),
        label=("Smitte og andre hensyn", "Smitte og andre omsyn", "Infection and other precautions"),
        folded=True,
    )


def headed(  # noqa: PLR0913  what a text is
    name: str, base: str, system: str, code: str, label: Words, *, kind: Kind = "long", clause: str = ""
) -> Field:
    """A text under a heading of its own; `clause` where it is demanded."""
    return Field(
        name=name,
        at=f"{base}[heading={system}:{code}].text_result_value",
        kind=kind,
        label=label,
        required=bool(clause),
        clause=clause,
    )


def texts(  # noqa: PLR0913, PLR0917  what a group is
    cls: type, name: str, base: str, system: str, taken: Iterable[str], label: Words
) -> Group:
    """Texts under any other heading of a code system."""
    group = group_of(cls, name, f"{base}*", label=label, folded=True)
    left = {f"{system}:{code}" for code in taken}
    return changed(group, "heading", choices=tuple(one for one in choices([system]) if one not in left))
