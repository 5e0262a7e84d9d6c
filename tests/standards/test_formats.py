"""The declarations of PLO, Dialogmelding and AppRec where they differ from what one would guess."""

import pytest

from golden.letters import kept
from samhandling.errors import InvalidMessage
from samhandling.standards.datatypes import CS, CV, PQ
from samhandling.standards.definition import FreeContent, Tidspunkt, to_tree
from samhandling.standards.dialogmelding import Dialogmelding, Foresporsel
from samhandling.standards.epj import Cave, GenereltJournalnotat, Journaltekst, SakshodeCave
from samhandling.standards.plo import (
    Fraversassistent,
    InformasjonOmForsendelsen,
    MeldingFravar,
    MeldingInnlagtPasient,
    Pasientlogistikk,
    TidsfestetHendelse,
)
from samhandling.standards.reading import parse, validate
from samhandling.standards.writing import to_xml

META = "{http://www.kith.no/xmlstds/epj/meta/2008-02-20}"


class TestPlo:
    def test_the_use_of_a_logistics_message_can_be_matched_on(self):
        match parse(kept("plo-1.6/innlagt-ny")).melding:
            case Pasientlogistikk(
                anvendelse=MeldingInnlagtPasient(tidsfestet_hendelse=TidsfestetHendelse() as hendelse)
            ):
                assert hendelse.tidspunkt_for_hendelse.V.precision == "moment"
                assert hendelse.anslag is False
            case other:
                pytest.fail(f"read as {other!r}")

    def test_1_5_and_1_6_are_one_class_in_two_versions(self):
        old, new = parse(kept("plo-1.5/innlagt-ny")).melding, parse(kept("plo-1.6/innlagt-ny")).melding
        assert type(old) is type(new)
        assert (old.version, new.version) == ("1.5", "1.6")

    def test_what_came_with_1_6_is_refused_in_1_5(self):
        report = parse(kept("plo-1.6/helseopplysninger-varsel-ny")).melding
        with pytest.raises(InvalidMessage) as refused:
            report.in_version("1.5")
        assert refused.value.issues[0].rule == "not-in-version"

    def test_a_message_of_1_5_only_has_that_version_in_all_its_parts(self):
        sending = InformasjonOmForsendelsen(forsendelsesstatus=CS(V="N"))
        absent = MeldingFravar(
            informasjon_om_forsendelsen=sending, fraversassistent=Fraversassistent(mottaker_fravarende=True)
        )
        assert (absent.version, absent.informasjon_om_forsendelsen.version) == ("1.5", "1.5")


class TestEpj:
    def test_the_types_of_a_component_are_filled_in(self):
        note = GenereltJournalnotat(komponentID="1", journaltekst=[Journaltekst(notat="Ro natt")])
        tree = to_tree(note)
        assert tree.get(f"{META}basiskomponenttype") == "EPJ dokument"
        assert tree.get(f"{META}komponenttype") == "2.16.578.1.12.4.1.6.13.11009.0"
        cave = to_tree(Cave(komponentID="2", sakshode_cave=SakshodeCave(komponentID="3")))
        assert cave.get(f"{META}basiskomponenttype") == "EPJ sak"

    def test_a_wrong_type_is_found_though_libxml2_does_not_look(self):
        data = kept("plo-1.6/utskrivningsrapport-ny")
        wrong = data.replace(b'basiskomponenttype="EPJ dokument"', b'basiskomponenttype="EPJ sak"', 1)
        assert wrong != data
        assert [issue.rule for issue in validate(wrong)] == ["fixed"]


class TestDialogmelding:
    def test_a_question_is_plain_text_in_1_0_and_open_in_1_1_and_read_alike(self):
        question = Foresporsel(type_foresp=CV(V="1"), sporsmal=FreeContent("Hvilke legemidler?"))
        new = Dialogmelding(innhold=[question])
        old = new.in_version("1.0")
        assert old.innhold[0].sporsmal == new.innhold[0].sporsmal
        assert to_tree(old).find(".//{*}Sporsmal").text == "Hvilke legemidler?"

    def test_a_list_of_1_1_is_a_list_in_1_0_too(self):
        question = Foresporsel(type_foresp=CV(V="1"), type_journalinfo=[CV(V="1")])
        assert Dialogmelding(innhold=[question]).in_version("1.0").innhold[0].type_journalinfo == (CV(V="1"),)


class TestAppRec:
    def test_the_mark_of_the_version_may_be_left_empty(self):
        data = kept("apprec-1.0/ok")
        empty = data.replace(b"<ar:MIGversion>1.0 2004-11-21</ar:MIGversion>", b"<ar:MIGversion/>")
        assert empty != data
        assert parse(empty) == parse(data)

    def test_the_issue_date_is_the_original_letter_by_letter(self):
        receipt = parse(kept("apprec-1.1/ok"))
        original = Tidspunkt("2018-01-30T15:34:47.0Z")
        changed = receipt.replace(original_msg_id=receipt.original_msg_id.replace(issue_date=original))
        assert b"<ar:IssueDate>2018-01-30T15:34:47.0Z</ar:IssueDate>" in to_xml(changed)


@pytest.mark.parametrize(
    ("text", "read"), [("40", "40"), ("40.0", "40.0"), ("1e3", "1E+3"), ("INF", "Infinity")]
)
def test_a_strength_keeps_its_digits(text, read):
    data = kept("plo-1.6/utskrivningsrapport-ny")
    start = data.index(b"<epj3:Styrke V=") + len(b'<epj3:Styrke V="')
    changed = data[:start] + text.encode() + data[data.index(b'"', start) :]
    message = parse(changed).melding
    found = message.legemiddelinfo[0].forenklet_forskrivning.forskrivningsinfo.styrke
    assert isinstance(found, PQ)
    assert str(found.V) == read
    assert parse(to_xml(parse(changed))) == parse(changed)
