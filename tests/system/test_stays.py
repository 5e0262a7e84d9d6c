"""The board and the stay in a browser: at the bydel and at the hospital."""

import pytest

from hospital_letters import Course, at
from node_home import SAKSBEHANDLING
from samhandling.node.access.actor import Actor
from samhandling.node.correspondence.actions import send_document
from samhandling.node.journal.models import Message
from samhandling.node.stays.models import Stay
from stay_world import FREE_TEXT, HospitalSettings, a_week_at_frogner, answered, furnish_hospital, register

WINDOWS = {"light": {}, "phone": {"phone": True}}


def row_of(course):
    return Stay.objects.get(patient__family_name=course.patient.family_name)


@pytest.mark.parametrize("window", WINDOWS)
def test_the_bydels_pages(visit, window):
    visit.world.beats()
    visit.world.employ("saksbehandler", "Nora Lind", SAKSBEHANDLING)
    courses = a_week_at_frogner(visit.world)
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("saksbehandler")
    ready = row_of(courses["ready"]).pk
    pages = {
        "tavle": "/tavle/?view=open",
        "tavle-kommer": "/tavle/?view=coming",
        "tavle-reist": "/tavle/?view=left",
        "opphold": f"/opphold/{ready}/",
        "opphold-svar": f"/opphold/{ready}/svar/",
        "opphold-spor": f"/opphold/{ready}/spor/",
    }
    look_at(visit, pages, window)


@pytest.mark.parametrize("window", WINDOWS)
def test_the_hospitals_pages(visit, settings, window):
    HospitalSettings.put(settings)
    furnish_hospital()
    visit.world.beats()
    visit.world.employ("lege", "Henrik Sol", 8900105)
    user = visit.world.users["lege"]
    user.hpr, user.phone = "1000039", "20000123"
    user.save()
    course = Course()
    patient = register(course.patient)
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("lege")
    visit.when_i_go_to(f"/pasient/{patient.pk}/innleggelse/").picture(f"innleggelse-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off()
    visit.page.get_by_label("Avdeling").fill("Akuttgeriatrisk sengepost")
    visit.page.get_by_label("Seng", exact=True).fill("12")
    visit.when_i_click("Registrer innleggelsen", "button")
    visit.then_i_see("Innleggelsen er registrert", "Akuttgeriatrisk sengepost")
    pk = Stay.objects.get().pk
    pages = {
        "innleggelse-ny": "/tavle/innleggelse/",
        "opphold-innlagt": f"/opphold/{pk}/",
        "opphold-utskrivningsklar": f"/opphold/{pk}/utskrivningsklar/",
    }
    look_at(visit, pages, window)
    for tick in visit.page.get_by_role("checkbox").all():
        tick.check()
    visit.when_i_click("Registrer og send meldingen", "button").then_i_see("meldingen er sendt")
    notice = Message.objects.latest("pk")
    visit.world.posted(notice)
    visit.world.arrives(course.reply(at(6, 12), FREE_TEXT, notice.msg_id)[1], 8900105)
    answered(visit.world)
    send_document(Actor.of(user), course.report(at(6, 13))[1])
    pages = {
        "opphold-fritekst": f"/opphold/{pk}/",
        "opphold-utskrift": f"/opphold/{pk}/utskrift/",
        "opphold-angre": f"/opphold/{pk}/angre/",
        "opphold-utreise": f"/opphold/{pk}/utreise/",
        "opphold-forventet": f"/opphold/{pk}/forventet/",
        "tavle-sykehus": "/tavle/",
    }
    look_at(visit, pages, window)


def test_the_wall_and_every_page_at_400_percent(visit):
    visit.world.beats()
    visit.world.employ("saksbehandler", "Nora Lind", SAKSBEHANDLING)
    visit.world.employ("tavle", "Tavle Sengepost")
    courses = a_week_at_frogner(visit.world)
    visit.given_a_window().given_i_am_logged_in_as("tavle")
    look_at(visit, {"tavle-vegg": "/tavle/vegg/"}, "light")
    assert courses["ready"].patient.family_name not in visit.page.content()
    visit.given_a_window(zoomed=True).given_i_am_logged_in_as("saksbehandler")
    ready = row_of(courses["ready"]).pk
    for path in ("/tavle/?view=open", "/tavle/?view=coming", f"/opphold/{ready}/", f"/opphold/{ready}/svar/"):
        visit.when_i_go_to(path).then_nothing_is_cut_off()


def look_at(visit, pages, window):
    for name, path in pages.items():
        visit.when_i_go_to(path).picture(f"{name}-{window}")
        visit.then_it_is_accessible().then_nothing_is_cut_off()
    visit.then_nobody_complains()
