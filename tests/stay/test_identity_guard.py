"""No text that says who she is leaves the house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.stay.events import Patient, Person
from samhandling.stay.identity_guard import traces
from stay.story import BORGHILD, HOSPITAL, normal


@pytest.fixture(scope="module")
def stay():
    story = normal()
    story.klar()
    story.gjor("admitted", "2024-05-03 08:15", admitted=_moment("2024-05-03"), ward="Sengepost Fjelltopp")
    return story.stay()


def _moment(text):
    from samhandling.stay.times import Moment

    return Moment.read(text)


def whats(text, stay):
    return {trace.what.nb for trace in traces(text, stay)}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Borghild ventet", "navn på pasienten"),
        ("fru RYPEFJÆRS datter", "navn på pasienten"),
        ("Bor\u00adghild", "navn på pasienten"),
        ("B.R. ventet", "pasientens initialer"),
        ("nummer 14854212304", "et langt nummer"),
        ("148542 12304", "et langt nummer"),
        ("148542-12304 kr", "et langt nummer"),
        ("personnummer 12304", "et langt nummer"),
        ("１４８５４２１２３０４", "et langt nummer"),
        ("ring 22 45 15 00", "et langt nummer"),
        ("nr. 20000101", "et langt nummer"),
        ("HPR 1000012", "et langt nummer"),
        ("den 14.05.1942", "en dato"),
        ("2024-05-06", "en dato"),
        ("6/5 kl. 10.00", "en dato"),
        ("mandag 6.5.", "en dato"),
        ("6. mai", "en dato"),
        ("May 6", "en dato"),
        ("født i 1942", "en dato"),
        ("i 2024", "en dato"),
        ("skriv til a@b.no", "en e-postadresse"),
        ("diagnosen I50.1", "en diagnosekode"),
        ("Vera skrev", "navn på en ansatt"),
        ("fra Fjelltopp", "navn på en avdeling eller et sted"),
        ("Lilleby sykehus", "navn på en avdeling eller et sted"),
    ],
)
def test_what_points_to_somebody_is_found(text, what, stay):
    assert what in whats(text, stay)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kommunen svarte ikke innen dag 3. Kravet er 3 døgn à 5 745 kr, til sammen 17 235 kr.",
        "Etter forskriften (FOR-2011-11-18-1115) § 13 og tjenesteavtale 2 punkt 5.2 kl. 10.30.",
        "Sykehuset og bydelen var uenige om tilbudet var klart dag 4, 5 og 6.",
        "Pasienten ble boende i 12 døgn, 2,5 ganger så lenge som ventet.",
        "kr 5745 per døgn i henhold til §§ 8–10",
    ],
)
def test_what_says_nothing_of_anybody_passes(text, stay):
    assert traces(text, stay) == ()


def test_a_name_that_is_a_common_word_is_known_by_its_capital():
    dag = Patient((("FNR", "14854212304"),), "Bydelen", "Dag")
    story = normal(patient=dag)
    story.klar()
    assert traces("Fra dag 3 svarte ikke bydelen.", story.stay()) == ()
    assert whats("Da ville Dag hjem.", story.stay()) == {"navn på pasienten"}


def test_whoever_decided_is_found():
    story = normal()
    from samhandling.stay.events import Logistikk

    story.say("LOG_UTSKRIVNINGSKLAR", "2024-05-06 10:00", Logistikk(decided_by=Person("Sunniva Morgengry")))
    assert whats("Morgengry mente", story.stay()) == {"navn på en ansatt"}


@given(
    before=st.text("abc ,.", max_size=5), after=st.text(" ,.;!", max_size=3), upper=st.booleans(),
    part=st.sampled_from([BORGHILD.family_name, BORGHILD.given_name, BORGHILD.idents[0][1]]),
)  # fmt: skip
def test_names_and_numbers_are_found_wherever_they_stand(stay, before, after, upper, part):
    written = part.upper() if upper else part
    assert traces(f"{before} {written}{after}", stay)


def test_the_hospital_of_the_story_has_a_name():
    assert HOSPITAL.name == "Lilleby sykehus"
