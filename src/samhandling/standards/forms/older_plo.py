"""PLO 1.5 for partners who take no newer: what only 1.6 has a place for is said in words, not lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from samhandling.standards import codes, epj, plo
from samhandling.standards.datatypes import CS
from samhandling.standards.definition import Element, Node

VERSION = "1.5"


def plo_1_5(content: Element) -> Element:
    """A PLO message in 1.5. Raises InvalidMessage for what 1.5 cannot say and no words can stand for."""
    whole = _told_in_words(content) if isinstance(content, plo.HelseopplysningerVedSoknad) else content
    moved: Element = each(whole, _as_before).in_version(VERSION)
    return moved


def _told_in_words(content: plo.HelseopplysningerVedSoknad) -> Element:
    """1.5 knows neither the kind of information nor the stay: they stand in the remark to the application."""
    kind = content.type_innhold_i_melding
    said = [codes.words(kind.type_innhold.S, kind.type_innhold.V, kind.type_innhold.DN), kind.merknad or ""]
    said += [_event(one.tidsfestet_hendelse) for one in content.opplysning_opphold]
    earlier = content.opplysninger_til_soknad
    told = plo.OpplysningerTilSoknad(
        egensoknad_sendt=earlier.egensoknad_sendt if earlier else False,
        merknad=". ".join(filter(None, (*said, earlier.merknad if earlier else ""))),
    )
    bare: dict[str, Any] = {"type_innhold_i_melding": None, "opplysning_opphold": ()}
    return content.replace(opplysninger_til_soknad=told, **bare)


def _event(one: plo.TidsfestetHendelse) -> str:
    code, at = one.hendelsekode, one.tidspunkt_for_hendelse.V
    name = one.beskrivelse_av_hendelse or (codes.words(code.S, code.V, code.DN) if code else "")
    day = f"{at.day:%d.%m.%Y}" if at and at.day else str(at or "")
    place = one.sted_for_hendelse
    more = [str(value) for value in _texts(place)] if place else []
    return " ".join(filter(None, (f"{name}: {day}", one.merknad or "", *more)))


def _texts(node: Node) -> Iterator[str]:
    for value in node.values.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Node):
                yield from _texts(one)
            elif one is not None:
                yield str(one)


def _as_before(node: Any) -> Any:  # noqa: PLR0911  one for each kind of element
    """One element as 1.5 has it."""
    match node:
        case plo.ParorendeForesatt(fodselsar_mindrearig_parorende=year) if year:
            remark = ". ".join(filter(None, (f"Født {year}", node.merknad)))
            return node.replace(fodselsar_mindrearig_parorende=None, merknad=remark)
        case plo.OpplysningerRelevantOppfolging():
            remarks = (node.merknad_til_bandasjemateriell, node.merknad_til_legemiddeladministrering)
            if not any(remarks):
                return node
            told = "\n".join(filter(None, (node.endring_funksjonsnivaa, *remarks)))
            return node.replace(
                endring_funksjonsnivaa=told,
                merknad_til_bandasjemateriell=None,
                merknad_til_legemiddeladministrering=None,
            )
        case epj.Forskrivningsinfo(legemiddelform=CS() as form):
            return node.replace(legemiddelform=form.replace(V=None))  # its code is of another list there
        case plo.MedisinskDiagnose(hoveddiagnose=None):
            return node.replace(hoveddiagnose=False)  # 1.5 demands an answer: nobody called it the main one
        case plo.InformasjonGitt(muntlig_informasjon=None):
            return node.replace(muntlig_informasjon=False)
    return node


def each(node: Any, change: Callable[[Any], Any]) -> Any:
    """The element with every part of it changed, from within."""
    found: dict[str, Any] = {}
    for name, value in node.values.items():
        if isinstance(value, tuple):
            found[name] = [each(one, change) if isinstance(one, Node) else one for one in value]
        else:
            found[name] = each(value, change) if isinstance(value, Node) else value
    return change(node.replace(**found))
