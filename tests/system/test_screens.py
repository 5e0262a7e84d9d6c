"""Every screen in every light and size: nothing that axe or the console complains of, nothing cut off."""

import pytest

from node_home import SOMATIKK
from record_system_world import beside_a_record_system
from register_world import NEW, with_register
from samhandling.node import clock
from samhandling.node.access.actor import Actor
from samhandling.node.discretion.actions import block, open_with_reason
from samhandling.node.handling.models import Case

WINDOWS = {"light": {}, "phone": {"phone": True}}


def kvittering(message):
    return f"/melding/{message.pk}/kvittering/{message.recipients.get().receipts.get().pk}/"


def pages(world):
    unknown = world.messages["unknown"].tasks.get().pk
    return {
        "innboks": "/innboks/",
        "innboks-tom": "/innboks/?text=finnes+ikke",
        "vaktskifte": "/innboks/vaktskifte/",
        "apne-med-grunn": f"/pasient/{world.patients[0].pk}/apne/",
        "sendt": "/sendt/",
        "melding": f"/melding/{world.messages['admitted'].pk}/",
        "melding-lang": f"/melding/{world.messages['long'].pk}/",
        "melding-kansellert": f"/melding/{world.messages['cancelled'].pk}/",
        "melding-vedlegg": f"/melding/{world.messages['enclosed'].pk}/",
        "melding-avvist": f"/melding/{world.messages['refused'].pk}/",
        "kvittering": kvittering(world.messages["refused"]),
        "original": f"/melding/{world.messages['admitted'].pk}/original/",
        "pasienter": "/pasienter/?text=o",
        "pasient": f"/pasient/{world.patients[0].pk}/",
        "pasient-beskyttet": f"/pasient/{world.patients[3].pk}/",
        "oppgaver": "/oppgaver/",
        "oppgave": f"/oppgaver/{unknown}/?text=o",
        "oppgave-avvist": f"/oppgaver/{world.messages['refused'].tasks.get().pk}/",
        "sendt-avvist": "/sendt/?show=refused",
        "finnes-ikke": "/finnes-ikke/",
        "ikke-tilgang": "/overvakning/",
    }


@pytest.mark.parametrize("window", WINDOWS)
def test_screens_are_accessible_in_every_light_and_size(visit, window):
    visit.world.a_day()
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("hjemmetjeneste")
    for name, path in pages(visit.world).items():
        visit.when_i_go_to(path).picture(f"{name}-{window}")
        visit.then_it_is_accessible().then_nothing_is_cut_off()
        visit.then_i_see("SYNTETISK", "Oslo kommune bydel Frogner")
    visit.then_nobody_complains(besides=("403", "404"))


@pytest.mark.parametrize("window", WINDOWS)
def test_what_needs_no_log_in_is_accessible(visit, window):
    visit.given_a_window(**WINDOWS[window])
    for name, path in {"logg-inn": "/logg-inn/", "demo-inn": "/demo/inn/"}.items():
        visit.when_i_go_to(path).picture(f"{name}-{window}")
        visit.then_it_is_accessible().then_nothing_is_cut_off().then_i_see("SYNTETISK")
    visit.then_nobody_complains()


@pytest.mark.parametrize("window", WINDOWS)
def test_the_monitor_is_accessible(visit, window):
    visit.world.a_day().employ("meldingsansvarlig", "Mona Berg")
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("meldingsansvarlig")
    visit.when_i_go_to("/overvakning/").picture(f"overvakning-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off().then_nobody_complains()


@pytest.mark.parametrize("window", WINDOWS)
def test_reasons_and_blocks_are_accessible(visit, window):
    world = visit.world.a_day()
    world.employ("loggkontrollor", "Lone Loggvik")
    siv = Actor.of(world.employ("saksbehandler", "Siv Sak", 8900201))
    open_with_reason(siv, world.patients[1], "TILSYN", "Spurt av avdelingen.")
    block(siv, world.patients[0], "Etter ønske")
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("saksbehandler")
    for name, path in {
        "sperringer": "/sperringer/",
        "sperr": f"/pasient/{world.patients[1].pk}/sperr/",
    }.items():
        visit.when_i_go_to(path).picture(f"{name}-{window}")
        visit.then_it_is_accessible().then_nothing_is_cut_off()
    visit.when_i_go_to(f"/pasient/{world.patients[0].pk}/").picture(
        f"sperret-{window}"
    ).then_it_is_accessible()
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("loggkontrollor")
    visit.when_i_go_to("/apnet-med-grunn/").picture(f"apnet-med-grunn-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off().then_nobody_complains(besides=("403",))


@pytest.mark.parametrize("window", WINDOWS)
def test_what_nobody_has_taken_is_accessible(visit, window):
    visit.world.a_day().employ("leder", "Lise Leder", 8900202)
    Case.objects.filter(inbox_her=8900202).update(due_at=clock.now())
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("leder")
    visit.when_i_go_to("/ikke-tatt/").picture(f"ikke-tatt-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off().then_nobody_complains()


@pytest.mark.parametrize("window", WINDOWS)
def test_the_record_system_is_accessible(visit, window):
    visit.world.a_day().employ("administrator", "Ada Strand")
    beside_a_record_system()
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("administrator")
    for name, path in {"journalsystem": "/journalsystem/", "tilgang": "/journalsystem/tilgang/"}.items():
        visit.when_i_go_to(path).picture(f"{name}-{window}")
        visit.then_it_is_accessible().then_nothing_is_cut_off()
    visit.then_nobody_complains()


@pytest.mark.parametrize("window", WINDOWS)
def test_the_directory_is_accessible(visit, window, monkeypatch):
    answers = with_register(monkeypatch)
    visit.world.employ("administrator", "Ada Strand")
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("administrator")
    pages = {"adresser": "/adresser/", "adresse": f"/adresser/{SOMATIKK}/", "adresse-ny": f"/adresser/{NEW}/"}
    for name, path in {**pages, "adresse-ukjent": "/adresser/4711/"}.items():
        visit.when_i_go_to(path).picture(f"{name}-{window}")
        visit.then_it_is_accessible().then_nothing_is_cut_off()
    answers.close(SOMATIKK)
    visit.when_i_go_to(f"/adresser/{SOMATIKK}/").picture(f"adresse-ute-av-bruk-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off().then_nobody_complains(besides=("422",))


@pytest.mark.parametrize("window", WINDOWS)
def test_the_log_is_accessible(visit, window):
    visit.world.a_day().employ("loggkontrollor", "Lone Loggvik")
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("loggkontrollor")
    visit.when_i_go_to(f"/logg/?patient={visit.world.patients[0].pk}").picture(f"logg-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off().then_nobody_complains()


def test_nothing_is_cut_off_at_400_percent(visit):
    visit.world.a_day()
    visit.given_a_window(zoomed=True).given_i_am_logged_in_as("hjemmetjeneste")
    for name, path in pages(visit.world).items():
        visit.when_i_go_to(path).then_nothing_is_cut_off()
        if name == "innboks":
            visit.picture("innboks-400-prosent")


def test_a_message_on_paper_is_the_message_alone_and_black_on_white(visit):
    visit.world.a_day()
    visit.given_a_window(dark=True).given_i_am_logged_in_as("hjemmetjeneste")
    visit.when_i_go_to(f"/melding/{visit.world.messages['admitted'].pk}/")
    visit.when_i_click("Mørkt", "button")
    visit.page.emulate_media(media="print")
    visit.picture("melding-papir")
    visit.then_i_see("SYNTETISK", "Borghild Fjellvåk")
    ink = "getComputedStyle(document.querySelector('.melding-navn')).color"
    assert visit.page.evaluate(ink) == "rgb(0, 0, 0)"
    assert visit.background() == "rgb(255, 255, 255)"
    assert not visit.page.get_by_role("navigation", name="Hovedmeny").is_visible()
    assert not visit.page.get_by_role("button", name="Logg ut").is_visible()
