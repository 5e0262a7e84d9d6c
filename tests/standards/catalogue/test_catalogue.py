"""The table of message types holds together, and says what the standards say."""

from datetime import timedelta

import pytest

from samhandling.standards import catalogue, codes
from samhandling.standards.catalogue import MESSAGE_TYPES, SENDABLE, Part, propose_answers, propose_services

rows = pytest.mark.parametrize("row", MESSAGE_TYPES.values(), ids=lambda row: row.code)


@pytest.mark.parametrize("code", [None, "", "E", "DIALOG-SVAR", "FRAVARSMELDING", "log_innlagt"])
def test_a_type_we_do_not_take_is_not_in_the_table(code):
    assert catalogue.type_of(code) is None
    assert propose_services(code) == ()


@pytest.mark.parametrize(
    ("namespace", "root"),
    [
        ("", "Innleggelsesrapport"),
        ("http://www.kith.no/xmlstds/po/Helseopplysninger/2012-04-01", "HelseopplysningerVedSoknad"),
        ("http://www.kith.no/xmlstds/po/MeldingFravar/2009-06-30", "MeldingFravar"),
        ("http://ehelse.no/xmlstds/po/Pasientlogistikk/2016-05-30", "Pasientlogistikk"),
        ("http://www.kith.no/xmlstds/po/poKomponent/2012-04-01", "TidsfestetHendelse"),
    ],
)
def test_content_of_another_format_belongs_to_no_type(namespace, root):
    assert catalogue.types_of_content(namespace, root) == ()


@rows
def test_the_name_is_the_official_one_and_the_source_is_given(row):
    assert (
        row.name == codes.name("8279", row.code) or row is catalogue.EKSTRAKT
    )  # its official name says little
    assert row.source


@rows
def test_what_a_row_refers_to_exists(row):
    assert set(row.answers) <= MESSAGE_TYPES.keys()
    assert all(codes.name(service.system, service.code) == service.name for service in row.services)
    assert all(codes.name("9121", event) for event in row.events)
    assert set(row.expected_events) <= set(row.events)
    assert all(codes.system(tema.system) for tema in row.temas)
    assert row.type_innhold is None or codes.system(row.type_innhold)
    assert row.newest in row.versions


@pytest.mark.parametrize("row", SENDABLE, ids=lambda row: row.code)
def test_every_sendable_type_is_told_by_its_content_and_receipted(row):
    for version, namespace in row.versions.items():
        assert row in catalogue.types_of_content(namespace, row.root)
        assert catalogue.version_of(namespace) == version
        assert catalogue.receipt_version(namespace) == row.receipts[version]


def test_an_older_version_can_be_written_to_a_partner_who_takes_no_newer():
    assert MESSAGE_TYPES["LOG_INNLAGT"].is_written_in("1.5")
    assert MESSAGE_TYPES["EPIKRISE"].is_written_in("1.1")
    assert MESSAGE_TYPES["HENVISNING"].is_written_in("1.0")
    assert not MESSAGE_TYPES["EPIKRISE"].is_written_in("1.0")


def test_the_receipt_follows_the_version_of_the_message():
    assert catalogue.receipt_version("http://www.kith.no/xmlstds/po/Konsultasjon/2009-06-30") == "1.0"
    assert catalogue.receipt_version("http://www.kith.no/xmlstds/dialog/2013-01-23") == "1.1"
    assert catalogue.receipt_version("urn:unknown") == "1.1"


@pytest.mark.parametrize(
    ("code", "services"),
    [
        ("LOG_INNLAGT", ["Sykepleietjeneste", "Psykisk helsetjeneste"]),
        ("LOG_UTSKREVET", ["Sykepleietjeneste", "Psykisk helsetjeneste"]),
        ("UTSKRIVNINGSRAPPORT", ["Sykepleietjeneste", "Psykisk helsetjeneste"]),
        ("HELSEOPPL_SOKNAD", ["Saksbehandling"]),
        ("LOG_UTSKRIVNINGSKLAR", ["Saksbehandling"]),
        ("LOG_AVMELDING", ["Saksbehandling"]),
        ("INNLEGGELSESRAPPORT", ["PLO innleggelse somatikk", "PLO innleggelse psykiatri"]),
    ],
)
def test_the_receiving_service_is_proposed(code, services):
    assert [service.name for service in propose_services(code)] == services


@pytest.mark.parametrize(
    "code", ["LOG_INNLAGT", "LOG_DOD", "MEDISINSKE_OPPLYSNINGER", "HELSEOPPLYSNINGER_LEGE"]
)
def test_logistics_and_gp_messages_are_cancelled_never_changed(code):
    assert MESSAGE_TYPES[code].statuses == {"N", "C"}


@pytest.mark.parametrize("code", ["INNLEGGELSESRAPPORT", "HELSEOPPL_SOKNAD", "UTSKRIVNINGSRAPPORT"])
def test_reports_may_be_changed(code):
    assert MESSAGE_TYPES[code].statuses == {"N", "M", "C"}


def test_a_missing_receipt_is_warned_of_at_the_last_limit_or_by_our_own_default():
    urgent = {row.code for row in SENDABLE if row.warn_after == timedelta(minutes=15)}
    assert urgent == {"HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING"}
    assert all(
        (row.warn_after_source == catalogue.OWN_DEFAULT) == (row.code in urgent)
        for row in MESSAGE_TYPES.values()
    )
    assert {row.warn_after for row in SENDABLE if row.code not in urgent} == {timedelta(hours=96)}


@pytest.mark.parametrize(
    ("oid", "value", "asked", "types"),
    [
        ("9152", "1", Part.FASTLEGE, ("MEDISINSKE_OPPLYSNINGER", "DIALOG_SVAR")),
        ("9152", "1", Part.SYKEHUS, ("HELSEOPPL_SOKNAD", "DIALOG_SVAR")),
        ("2.16.578.1.12.4.1.1.9153", "3", Part.SAKSBEHANDLING, ("ORIENTERING_TJENESTETILBUD", "DIALOG_SVAR")),
        ("9153", "5", None, ("HELSEOPPLYSNINGER_LEGE", "DIALOG_SVAR")),
        ("9154", "1", Part.PLEIE_OG_OMSORG, ("INNLEGGELSESRAPPORT", "DIALOG_SVAR")),
        ("9152", "77", None, ("DIALOG_SVAR",)),
        ("9154", "1", Part.FASTLEGE, ("DIALOG_SVAR",)),
    ],
)
def test_the_answer_to_a_request_is_proposed(oid, value, asked, types):
    assert propose_answers(oid, value, asked) == types


def test_every_answer_in_the_table_exists():
    for line in catalogue.ANSWERS:
        assert codes.name(line.system, line.value)
        assert set(line.types) <= MESSAGE_TYPES.keys()


@pytest.mark.parametrize(
    ("oid", "value", "usage"),
    [
        ("9155", "1", "Tilbakemelding på mottak av utskrivningsklar pasient"),
        ("7321", "1", "Notat"),
        ("9999", "1", "Notat"),
    ],
)
def test_a_tema_gives_a_note_its_usage(oid, value, usage):
    assert MESSAGE_TYPES["DIALOG_NOTAT"].usage(oid, value) == usage
