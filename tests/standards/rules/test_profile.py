"""Rules of the single profiles (HIS 1144–1148, HIS 80704, HISD 1155)."""

import pytest

from golden.letters import kept
from samhandling.standards.rules import profile
from standards.asking import ask, cases
from standards.letters import dialog, letter, notat
from standards.parts import changed, put, without

VARSEL, OPPDATERT = "plo-1.6/helseopplysninger-varsel-ny", "plo-1.6/helseopplysninger-oppdaterte-endring"
TJENESTE = "plo-1.6/tjenestetilbud-ny"


def formatted(inner):
    text = f'<div xmlns="http://www.w3.org/1999/xhtml">{inner}</div>'
    return letter(dialog(notat(text=text)), type_code="DIALOG_HELSEFAGLIG")


BROKEN = {
    profile.the_kind_of_content_is_of_the_type: [
        changed(VARSEL, put("TypeInnhold", "2.16.578.1.12.4.1.1.9139", "S")),
        changed("henvisning-2.0/ny-tilstand-ny", put("TypeInnhold", "1.2.3", "S")),
    ],
    profile.an_update_is_called_one: [changed(OPPDATERT, put("TypeInnhold", "1", "V"))],
    profile.who_answers_has_a_profession: [
        changed(VARSEL, without("AnsvarligRapport/TypeHealthcareProfessional")),
        changed("henvisning-2.0/ny-tilstand-ny", without("AnsvarligRapport/TypeHealthcareProfessional")),
    ],
    profile.a_service_tells_when_it_begins: [changed(TJENESTE, without("EksisterendeTjeneste/Startdato"))],
    profile.formatted_text_is_of_the_allowed_kinds: [
        formatted("<script>x()</script>"),
        formatted('<p><img src="x"/></p>'),
        formatted('<a href="https://eksempel.example">x</a>'),
    ],
}
KEPT = {
    profile.the_kind_of_content_is_of_the_type: [
        kept(VARSEL),
        kept(TJENESTE),
        changed(VARSEL, put("TypeInnhold", "", "S")),
    ],
    profile.an_update_is_called_one: [kept(VARSEL), kept(OPPDATERT)],
    profile.who_answers_has_a_profession: [kept(VARSEL), kept(TJENESTE)],
    profile.a_service_tells_when_it_begins: [
        kept(TJENESTE),
        kept("plo-1.6/tjenestetilbud-kansellering"),
    ],
    profile.formatted_text_is_of_the_allowed_kinds: [
        kept("dialog-1.1/helsefaglig-dialog"),
        formatted("<h2>x</h2><table><tr><th>a</th><td>b</td></tr></table><tt>c</tt>"),
    ],
}


@pytest.mark.parametrize(**cases(BROKEN))
def test_what_breaks_a_rule_is_found(rule, document):
    assert ask(rule, document)


@pytest.mark.parametrize(**cases(KEPT))
def test_what_keeps_a_rule_is_left_alone(rule, document):
    assert not ask(rule, document)


def test_every_rule_here_is_both_broken_and_kept_and_none_rejects():
    assert BROKEN.keys() == KEPT.keys() == set(profile.PROFILE)
    assert [rule.name for rule in BROKEN if rule.code] == []
