"""Whole exchanges of letters, by the pages of those who write them: hospital, bydel, fastlege and helsehus.

Each end has its own database and its own people. What one writes, the other reads, answers and is done with;
the sender sees that it was received; and those whom it does not concern see nothing.
"""

from __future__ import annotations

import datetime as dt

import pytest

from person_at_pages import Person, said
from samhandling.demo.cases import cases
from samhandling.demo.population import population
from samhandling.standards.definition import OSLO
from several_ends import end, exchange

pytestmark = pytest.mark.django_db
NURSE, DOCTOR, CASE_WORK, HOME_CARE, GP = (
    "sykepleier",
    "lege",
    "saksbehandler",
    "hjemmetjeneste",
    "fastlege",
)
PEOPLE = {
    "diakonhjemmet": (NURSE, DOCTOR),
    "frogner": (CASE_WORK, HOME_CARE),
    "ullern": (CASE_WORK, HOME_CARE),
    "sykehjemsetaten": (NURSE,),
    "majorstuen": (GP,),
}
HAVREVIND = 8900601
HIP, STROKE = cases()["hoftebrudd"], cases()["hjerneslag"]
PROFESSION = "type_healthcare_professional"


@pytest.fixture(scope="module")
def sector(django_db_setup, django_db_blocker):
    """Founded once: each scenario has a patient of its own."""
    with django_db_blocker.unblock():
        return {slug: end(slug, roles) for slug, roles in PEOPLE.items()}


class Story:
    """One patient, whom all know of. Whatever has been sent has come when the next one looks."""

    def __init__(self, sector, patient):
        self.sector = sector
        self.keys = {slug: one.knows(patient).pk for slug, one in sector.items()}
        self.name = f"{patient.family_name}, {patient.given_name}"

    def at(self, slug, role):
        exchange(*self.sector.values())
        return Person(self.sector[slug], role)

    def reads(self, slug, role, title):
        """Somebody opens a letter about the patient from the queue."""
        return self.at(slug, role).goes_to("/innboks/?show=all").follows(title, self.name)

    def begins(self, slug, role, title, service):
        """Somebody begins a letter from the patient's own page."""
        person = self.at(slug, role).goes_to(f"/pasient/{self.keys[slug]}/")
        return person.follows("Ny melding").presses(title, f"Fra {service}")

    def admits(self):
        """The ward registers the patient; nobody outside is told."""
        nurse = self.at("diakonhjemmet", NURSE).goes_to(f"/pasient/{self.keys['diakonhjemmet']}/innleggelse/")
        return nurse.types("Avdeling", "Sengepost 2").presses("Registrer innleggelsen")

    def rows(self, slug, role, place):
        """What a queue says of the patient's letters."""
        page = self.at(slug, role).goes_to(place).page
        return [row for one in page.iter("tr") if self.name in (row := said(one))]

    def sent(self, slug, role):
        return self.rows(slug, role, "/sendt/")

    def shown_at(self, *slugs):
        """What of the patient the queues of these ends show to anybody there."""
        places = ("/innboks/?show=all", "/sendt/")
        people = [(slug, role) for slug in slugs for role in PEOPLE[slug]]
        return [row for who in people for place in places for row in self.rows(*who, place)]


@pytest.fixture
def story(sector, request):
    found = [one for one in population() if one.id_kind == "FNR" and one.gp == HAVREVIND and one.services]
    found = [one for one in found if one.district == request.param[0] and not one.protected_address]
    return Story(sector, found[request.param[1]])


def patient(district, number):
    return pytest.mark.parametrize("story", [(district, number)], indirect=True)


def conversation(person):
    """The titles of the thread beside a letter, the oldest first."""
    beside = next(one for one in person.page.iter("section") if said(one).startswith("Samtalen"))
    return [said(one.find("./*")) for one in beside.iter("li")]


def signs(person, where):
    """Says what profession one has, where the node does not know it."""
    return person.chooses(f"#f-{where}-{PROFESSION}", "Sykepleier")


def goes(person):
    """What is written is looked through, and leaves."""
    return person.presses("Se meldingen før du sender").presses("Send meldingen")


@patient("frogner", 0)
def test_hospital_and_bydel(story):
    # Given a ward that tells the home care of an admission
    nurse = story.at("diakonhjemmet", NURSE).goes_to(f"/pasient/{story.keys['diakonhjemmet']}/innleggelse/")
    nurse.types("Avdeling", HIP.ward).ticks("Pasienten har kommunale tjenester fra før")
    nurse.chooses("Melding om innlagt går til", "bydel Frogner, Sykepleietjeneste")
    nurse.presses("Registrer innleggelsen")

    # When the home care takes the case and answers with its report
    care = story.reads("frogner", HOME_CARE, "Melding om innlagt pasient").presses("Ta saken")
    assert "Hos Tariq Elvebris" in care.sees
    care.presses("Svar: Innleggelsesrapport").types("Årsak til innleggelse", HIP.reason)
    goes(signs(care, "responsible-0").types("Sykepleiesammenfatning", HIP.nursing))
    care.goes_to("/innboks/").follows("Melding om innlagt pasient", story.name).presses("Ferdig behandlet")

    # and the ward reads it, gives the case to the doctor, and asks for what is missing
    nurse = story.reads("diakonhjemmet", NURSE, "Innleggelsesrapport")
    assert HIP.nursing in nurse.sees
    nurse.presses("Ta saken").chooses("Tildel", "Henrik Solvarg").presses("Tildel")
    assert "Hos Henrik Solvarg" in nurse.sees
    nurse.presses("Svar: Helsefaglig dialog").types("Tema", "Blodfortynnende")
    nurse.types("Melding", "Når ble den siste tabletten gitt?").presses("Send")

    # and the home care answers
    care = story.reads("frogner", HOME_CARE, "Helsefaglig dialog")
    assert "Når ble den siste tabletten gitt?" in care.sees
    care.presses("Svar: Helsefaglig dialog")
    assert care.holds("Tema") == "Blodfortynnende"
    signs(care, "responsible").types("Melding", "I går kl. 20.").presses("Send")

    # Then it reads as one conversation at both ends
    said_in_turn = ["Melding om innlagt pasient", "Innleggelsesrapport", *["Helsefaglig dialog"] * 2]
    doctor = story.reads("diakonhjemmet", DOCTOR, "Helsefaglig dialog")
    assert "I går kl. 20." in doctor.sees
    assert conversation(doctor) == said_in_turn
    assert conversation(story.reads("frogner", HOME_CARE, "Helsefaglig dialog")) == said_in_turn

    # and the doctor is done with all of it, as the queue tells
    assert len(story.rows("diakonhjemmet", DOCTOR, "/innboks/")) == 2
    doctor.ticks("Ferdig gjelder hele samtalen").presses("Ferdig behandlet")
    assert story.rows("diakonhjemmet", DOCTOR, "/innboks/") == []
    report = story.reads("diakonhjemmet", DOCTOR, "Innleggelsesrapport").sees
    for done in ("Tok saken Ingrid Nordavind", "Tildelte saken til Henrik Solvarg", "Ferdig behandlet"):
        assert done in report

    # and each sees that the other has received what was sent
    for slug, role in (("diakonhjemmet", NURSE), ("frogner", HOME_CARE)):
        sent = story.sent(slug, role)
        assert len(sent) == 2
        assert all("Kvittert" in one for one in sent)
    assert story.shown_at("ullern", "sykehjemsetaten", "majorstuen") == []
    assert story.rows("frogner", CASE_WORK, "/innboks/?show=all") == [], "it was for the home care"


@patient("frogner", 1)
def test_bydel_and_fastlege(story):
    # Given a daughter who rings about somebody whom the home care has no letters about
    care = story.at("frogner", HOME_CARE).goes_to(f"/pasient/{story.keys['frogner']}/")
    care.chooses("Hva er grunnen?", "Henvendelse fra pårørende").types(
        "Forklar kort", "Resepten er brukt opp."
    )
    care.presses("Åpne pasienten")

    # When the home care asks the fastlege to renew a prescription
    care.follows("Ny melding").presses("Forespørsel", under="Fra Sykepleietjeneste")
    care.chooses("Mottaker", "Majorstuen legesenter, Aksel Havrevind")
    care.chooses("Forespørselen gjelder", "Fornye resept").types("Spørsmål", "Kan Metoprolol fornyes?")
    signs(care, "responsible").presses("Send")

    # and the fastlege takes the case, answers and is done
    doctor = story.reads("majorstuen", GP, "Forespørsel").presses("Ta saken")
    assert "Kan Metoprolol fornyes?" in doctor.sees
    doctor.presses("Svar: Svar på forespørsel")
    assert "Kan Metoprolol fornyes?" in doctor.sees, "the question stands above the answer"
    doctor.types("Svar", "Resepten er fornyet for et år.").presses("Send")
    doctor.goes_to("/innboks/").follows("Forespørsel", story.name).presses("Ferdig behandlet")

    # Then the home care has the answer with its question
    care = story.reads("frogner", HOME_CARE, "Svar på forespørsel")
    assert "Kan Metoprolol fornyes?" in care.sees
    assert "Resepten er fornyet for et år." in care.sees
    assert conversation(care) == ["Forespørsel", "Svar på forespørsel"]
    care.presses("Ferdig behandlet")

    # When the home care asks for the medicines
    care = story.begins("frogner", HOME_CARE, "Forespørsel", "Sykepleietjeneste")
    care.chooses("Mottaker", "Majorstuen legesenter, Aksel Havrevind")
    care.chooses("Forespørselen gjelder", "Legemiddelopplysninger").types("Spørsmål", "Hva skal i dosetten?")
    signs(care, "responsible").presses("Send")

    # Then Medisinske opplysninger is what the fastlege is shown first, and it carries the question back
    doctor = story.at("majorstuen", GP).goes_to("/innboks/").follows("Forespørsel", story.name)
    doctor.presses("Svar: Medisinske opplysninger")
    goes(doctor.types("Aktuell problemstilling", "Metoprolol 50 mg, én tablett kl. 8."))
    care = story.reads("frogner", HOME_CARE, "Medisinske opplysninger")
    assert "Hva skal i dosetten?" in care.sees
    assert "Metoprolol 50 mg, én tablett kl. 8." in care.sees

    # and both see that all of it was received
    for slug, role in (("frogner", HOME_CARE), ("majorstuen", GP)):
        sent = story.sent(slug, role)
        assert len(sent) == 2
        assert all("Kvittert" in one for one in sent)
    assert story.shown_at("diakonhjemmet", "ullern", "sykehjemsetaten") == []


@patient("frogner", 2)
def test_hospital_and_fastlege(story):
    # Given a patient who leaves the ward, with the report to the home care and a copy to the fastlege
    story.admits()
    nurse = story.begins("diakonhjemmet", NURSE, "Utskrivningsrapport", "Ortopedisk kirurgi")
    nurse.chooses("Mottaker", "bydel Frogner, Sykepleietjeneste")
    nurse.chooses("Send kopi til", "Majorstuen legesenter, Aksel Havrevind").presses("Legg til kopi")
    nurse.types("Aktuell problemstilling", HIP.reason).types("Planer for videre oppfølging", HIP.follow_up)
    goes(nurse.types("Sykepleiesammenfatning", HIP.nursing))

    # When the fastlege reads the copy and asks
    doctor = story.reads("majorstuen", GP, "Utskrivningsrapport")
    assert HIP.follow_up in doctor.sees
    doctor.presses("Svar: Helsefaglig dialog").types("Tema", "Tromboseprofylakse")
    doctor.types("Melding", "Skal sprøytene vare i 28 eller 35 dager?").presses("Send")

    # and the doctor at the hospital answers
    hospital = story.reads("diakonhjemmet", DOCTOR, "Helsefaglig dialog").presses("Ta saken")
    assert "Skal sprøytene vare i 28 eller 35 dager?" in hospital.sees
    hospital.presses("Svar: Helsefaglig dialog")
    assert hospital.holds("Tema") == "Tromboseprofylakse"
    hospital.types("Melding", "28 dager fra operasjonen.").presses("Send")

    # Then the fastlege has the answer in the thread of the report
    doctor = story.reads("majorstuen", GP, "Helsefaglig dialog")
    assert "28 dager fra operasjonen." in doctor.sees
    thread = ["Utskrivningsrapport", *["Helsefaglig dialog"] * 2]
    assert conversation(doctor) == thread
    assert conversation(story.reads("diakonhjemmet", DOCTOR, "Helsefaglig dialog")) == thread

    # and the ward sees that both have the report
    report = next(one for one in story.sent("diakonhjemmet", NURSE) if "Utskrivningsrapport" in one)
    assert report.count("Kvittert") == 2
    assert "(kopi)" in report
    assert all("Kvittert" in one for one in story.sent("majorstuen", GP))

    # and the home care has the report, and nothing of what the doctors said
    assert len(story.rows("frogner", HOME_CARE, "/innboks/?show=all")) == 1
    assert "28 dager fra operasjonen." not in story.reads("frogner", HOME_CARE, "Utskrivningsrapport").sees
    assert story.shown_at("ullern", "sykehjemsetaten") == []


@patient("ullern", 0)
def test_helsehus(story):
    # Given a patient of Ullern who will need a place at a helsehus: both are told what to expect
    story.admits()
    nurse = story.begins("diakonhjemmet", NURSE, "Helseopplysninger", "Geriatri")
    nurse.ticks("Saksbehandling Oslo kommune bydel Ullern")
    nurse.chooses("Send kopi til", "Ullern helsehus").presses("Legg til kopi")
    nurse.types("Dato", (dt.datetime.now(tz=OSLO) + dt.timedelta(days=8)).date().isoformat())
    goes(nurse.types("Pasientens status", STROKE.status).types("Antatt forløp", STROKE.course))

    # When the ward sends the patient there with a report
    nurse = story.begins("diakonhjemmet", NURSE, "Utskrivningsrapport", "Geriatri")
    nurse.chooses("Mottaker", "Ullern helsehus").types("Aktuell problemstilling", STROKE.reason)
    nurse.types("Planer for videre oppfølging", STROKE.follow_up)
    goes(nurse.types("Sykepleiesammenfatning", STROKE.nursing))

    # Then the helsehus has both, and is done with what it came to know
    assert STROKE.course in story.reads("sykehjemsetaten", NURSE, "Helseopplysninger").sees
    host = story.reads("sykehjemsetaten", NURSE, "Utskrivningsrapport").presses("Ta saken")
    assert STROKE.nursing in host.sees
    host.presses("Ferdig behandlet")

    # When the helsehus asks the bydel what waits at home
    host = story.begins("sykehjemsetaten", NURSE, "Forespørsel", "Ullern helsehus, sykepleietjeneste")
    host.chooses("Mottaker", "bydel Ullern, Saksbehandling")
    host.chooses("Forespørselen gjelder", "Annen henvendelse")
    host.types("Spørsmål", "Hvilke tjenester er klare fra fredag?").presses("Send")
    case = story.reads("ullern", CASE_WORK, "Forespørsel").presses("Ta saken")
    case.presses("Svar: Svar på forespørsel").types("Svar", "Hjemmesykepleie to ganger daglig.")
    signs(case, "responsible").presses("Send")

    # Then it has the answer with its question
    host = story.reads("sykehjemsetaten", NURSE, "Svar på forespørsel")
    assert "Hvilke tjenester er klare fra fredag?" in host.sees
    assert "Hjemmesykepleie to ganger daglig." in host.sees

    # and all that was sent was received, the copy too
    for slug, role, letters in (
        ("diakonhjemmet", NURSE, 3),  # two letters, one of them to two
        ("sykehjemsetaten", NURSE, 1),
        ("ullern", CASE_WORK, 1),
    ):
        assert sum(one.count("Kvittert") for one in story.sent(slug, role)) == letters

    # and neither the hospital nor anybody else sees what helsehus and bydel said
    assert story.rows("diakonhjemmet", NURSE, "/innboks/?show=all") == []
    assert story.rows("ullern", HOME_CARE, "/innboks/?show=all") == []
    assert story.shown_at("frogner", "majorstuen") == []
