"""Whose facts are whose: old and new identity numbers of one person lead to the same stays."""

from collections.abc import Hashable, Iterable, Sequence

from samhandling.stay.acts import Act
from samhandling.stay.events import Patient
from samhandling.stay.standing import Held


def by_patient(
    held: Iterable[Held], acts: Iterable[Act], linked: Iterable[Iterable[tuple[str, str]]] = ()
) -> list[tuple[list[Held], list[Act]]]:
    """Split by person: whoever shares one identity number is one person.

    `linked` names numbers that somebody here has linked as one person's. Without any number, name, date of
    birth and sex must all be equal.
    """
    roots: dict[Hashable, Hashable] = {}
    for idents in linked:
        _join(roots, list(idents))
    held, acts = list(held), list(acts)
    for keys in {_keys(one.message.patient) for one in held} | {_keys(act.patient) for act in acts}:
        _join(roots, keys)
    people: dict[Hashable, tuple[list[Held], list[Act]]] = {}
    for one in held:
        people.setdefault(_root(roots, _keys(one.message.patient)[0]), ([], []))[0].append(one)
    for act in acts:
        people.setdefault(_root(roots, _keys(act.patient)[0]), ([], []))[1].append(act)
    return list(people.values())


def _keys(patient: Patient) -> tuple[Hashable, ...]:
    if patient.idents:
        return patient.idents
    return ((patient.family_name, patient.given_name, patient.date_of_birth, patient.sex),)


def _join(roots: dict[Hashable, Hashable], keys: Sequence[Hashable]) -> None:
    for key in keys:
        first, other = _root(roots, keys[0]), _root(roots, key)
        if first != other:
            roots[other] = first


def _root(roots: dict[Hashable, Hashable], key: Hashable) -> Hashable:
    while (above := roots.setdefault(key, key)) != key:
        key = above
    return key
