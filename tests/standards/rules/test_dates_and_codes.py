"""Rules on odd dates and on coded values."""

import time

import pytest

from samhandling.standards.definition import CLASSES
from samhandling.standards.rules import coded, dates
from samhandling.standards.rules.letter import TIMES
from standards.asking import ask, cases
from standards.letters import FNR, OID, dialog, event, innlagt, letter, notat, patient, rapport


def admitted(when):
    return letter(innlagt(event("1", when)))


def service(more="", code=f'<IPLOStjenestetype V="15" DN="Helse i hjemmet" S="{OID}9151"/>'):
    own = f"<EksisterendeTjeneste>{code}<PrivatTjeneste>false</PrivatTjeneste>{more}</EksisterendeTjeneste>"
    return letter(rapport(own), type_code="INNLEGGELSESRAPPORT")


def born(day):
    return letter(patient=patient(("FNR", FNR), born=day))


def coded_event(hendelsekode):
    return letter(
        innlagt(
            f"<TidsfestetHendelse>{hendelsekode}"
            '<TidspunktForHendelse V="2026-11-20T08:00:00"/><Anslag>false</Anslag></TidsfestetHendelse>'
        )
    )


BROKEN = {
    dates.a_date_is_not_run_together: [admitted("20190101")],
    dates.years_are_likely: [admitted("0202-11-20"), admitted("2926-11-20T08:00:00"), admitted("1899-12-31")],
    dates.periods_end_after_they_start: [
        service("<Startdato>2026-02-01</Startdato><Sluttdato>2026-01-31</Sluttdato>")
    ],
    dates.birth_is_before_the_message: [born("2026-11-21")],
    coded.codes_are_of_their_code_system: [
        coded_event(f'<Hendelsekode V="4711" DN="Noe" S="{OID}9121"/>'),
        letter(innlagt(status="ZZ")),
        letter(patient=patient(("FNR", FNR), sex="7")),
    ],
    coded.coded_values_are_whole: [coded_event(f'<Hendelsekode S="{OID}9121"/>')],
    coded.coded_values_are_not_padded: [
        coded_event(f'<Hendelsekode V=" 1" DN="Innlagt" S="{OID}9121"/>'),
        coded_event(f'<Hendelsekode V="1" DN="Innlagt " S="{OID}9121"/>'),
    ],
    coded.a_code_or_a_text_says_what_it_is: [
        service(code=""),
        service(code=f'<IPLOStjenestetype S="{OID}9151"/>'),
    ],
    coded.elements_are_not_empty: [
        letter(patient=patient(("FNR", FNR), given="")),
        letter(patient=patient(("FNR", FNR), given=" \n")),
    ],
}

KEPT = {
    dates.a_date_is_not_run_together: [admitted("2019-01-01"), admitted("2019"), admitted("12019-01-01")],
    dates.years_are_likely: [letter(), admitted("1900-01-01"), admitted("2100-12-31")],
    dates.periods_end_after_they_start: [
        service("<Startdato>2026-02-01</Startdato><Sluttdato>2026-02-01</Sluttdato>"),
        service("<Startdato>2026-02-01</Startdato>"),
    ],
    dates.birth_is_before_the_message: [letter(), born("2026-11-20"), letter(patient=None)],
    coded.codes_are_of_their_code_system: [
        letter(),
        coded_event(f'<Hendelsekode V="5" DN="Forventet" S="{OID}9121"/>'),  # 80704, not in the list of 2018
        coded_event(f'<Hendelsekode V="I21" DN="Infarkt" S="{OID}7110"/>'),  # a system that we do not hold
        coded_event('<Hendelsekode V="x" DN="x"/>'),
    ],
    coded.coded_values_are_whole: [letter(), coded_event(f'<Hendelsekode S="{OID}9121" OT="Innlagt"/>')],
    coded.coded_values_are_not_padded: [letter()],
    coded.a_code_or_a_text_says_what_it_is: [
        service(),
        service(code="<BetegnelseTjeneste>Hjelp</BetegnelseTjeneste>"),
    ],
    coded.elements_are_not_empty: [letter()],
}


@pytest.mark.parametrize(**cases(BROKEN))
def test_what_breaks_a_rule_is_found(rule, document):
    assert ask(rule, document)


@pytest.mark.parametrize(**cases(KEPT))
def test_what_keeps_a_rule_is_left_alone(rule, document):
    assert not ask(rule, document)


def test_every_rule_here_is_both_broken_and_kept():
    assert BROKEN.keys() == KEPT.keys() == {*dates.DATES, *coded.CODED}


def test_none_of_them_rejects():
    assert not any(rule.code for rule in BROKEN)


def test_findings_are_bounded():
    own = "<EksisterendeTjeneste><PrivatTjeneste>false</PrivatTjeneste></EksisterendeTjeneste>" * 100
    found = ask(coded.a_code_or_a_text_says_what_it_is, letter(rapport(own), type_code="INNLEGGELSESRAPPORT"))
    assert len(found) == 20


def test_many_dates_in_free_text_take_linear_time():
    """Free content (anyType) may hold any elements, so a hostile sender chooses how many there are."""
    dates_in_text = '<x xmlns="">' + "<FraDato>2026-01-01</FraDato>" * 60_000 + "</x>"
    document = letter(dialog(notat(text=dates_in_text)), type_code="DIALOG_HELSEFAGLIG")
    start = time.process_time()
    assert ask(dates.periods_end_after_they_start, document) == []
    assert time.process_time() - start < 5


def test_times_are_every_ts_that_the_formats_declare():
    declared = {
        _xml_name(name)
        for cls in CLASSES
        if cls.__module__.startswith("samhandling.")
        for name, annotation in vars(cls).get("__annotations__", {}).items()
        if str(annotation).split(" |")[0] == "TS"
    }
    assert declared == TIMES


def _xml_name(name):
    return name if name != name.lower() else "".join(part.capitalize() for part in name.split("_"))
