"""Views of Innboks and of the board that people save."""

import pytest
from django.urls import reverse

from node_home import SAKSBEHANDLING, SYKEPLEIE
from samhandling.errors import Conflict
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.policies import own_hers
from samhandling.node.access.reading import Reader
from samhandling.node.savedviews.actions import MOST, drop_view, save_view
from samhandling.node.savedviews.models import SavedView
from samhandling.node.savedviews.queries import saved_views

pytestmark = pytest.mark.django_db


def employ(username, role, *hers):
    user = create_user(WORKER, username=username, full_name=username.title(), role=role, service_hers=hers)
    return Actor.of(user)


@pytest.fixture
def nora(frogner):
    return employ("nora", "saksbehandler", SAKSBEHANDLING)


@pytest.fixture
def tariq(frogner):
    return employ("tariq", "hjemmetjeneste", SYKEPLEIE)


def names(actor, page="board"):
    return [row.name for row in saved_views(Reader(actor, own_hers(actor)), page)]


def test_a_view_without_a_name_or_for_others_service_is_not_saved(nora):
    for name, service in ((" ", None), ("Våre", SYKEPLEIE)):
        with pytest.raises(Conflict):
            save_view(nora, "board", name, {"phase": "ready"}, service)
    assert not SavedView.objects.exists()


def test_nobody_saves_without_end(nora):
    for number in range(MOST):
        save_view(nora, "inbox", f"Nr. {number}", {})
    with pytest.raises(Conflict):
        save_view(nora, "inbox", "Én til", {})
    save_view(nora, "inbox", "Nr. 0", {"show": "mine"})
    save_view(nora, "board", "Én til", {})


def test_nobody_throws_away_anothers(nora, tariq):
    row = save_view(nora, "inbox", "Våre", {}, SAKSBEHANDLING)
    with pytest.raises(Conflict):
        drop_view(tariq, row.pk)
    assert SavedView.objects.exists()


def test_a_patients_name_is_never_kept(nora):
    asked = {"phase": "ready", "show": "mine", "text": "Skodde", "turn": ""}
    assert save_view(nora, "board", "Mine", asked).asked == {"phase": "ready"}
    assert save_view(nora, "inbox", "Mine", asked).asked == {"show": "mine"}


def test_own_views_are_ones_own_and_shared_ones_the_services(nora, tariq):
    save_view(nora, "board", "Mine", {"turn": "ours"})
    save_view(nora, "inbox", "Av Innboks", {})
    save_view(tariq, "board", "Kommer", {"view": "coming"}, SYKEPLEIE)
    save_view(tariq, "board", "Tariqs", {})
    nora.user.services.add(*nora.user.services.model.objects.filter(her=SYKEPLEIE))
    nora.user.__dict__.pop("own_services", None)
    assert names(nora) == ["Kommer", "Mine"]
    assert names(nora, "inbox") == ["Av Innboks"]


@pytest.mark.parametrize(
    ("page", "asked"), [("board", {"view": "open", "phase": "ready"}), ("inbox", {"show": "done"})]
)
def test_a_view_is_saved_opened_and_thrown_away(nora, client, page, asked):
    client.force_login(nora.user, backend="django.contrib.auth.backends.ModelBackend")
    told = {"name": "Våre klare", "text": "Fjellvåk", "shared_with": SAKSBEHANDLING, **asked}
    where = client.post(reverse("view-save", args=[page]), told).url
    shown = client.get(where).content.decode()
    assert 'aria-current="page">Våre klare</a>' in shown
    assert "Fjellvåk" not in shown
    assert client.post(reverse("view-drop", args=[SavedView.objects.get().pk])).url == reverse(page)
    assert "Våre klare</a>" not in client.get(reverse(page)).content.decode()
    acts = AuditEntry.objects.filter(act__in=["save-view", "drop-view"]).order_by("pk")
    assert [(row.act, row.detail["page"]) for row in acts] == [("save-view", page), ("drop-view", page)]


def test_what_is_no_page_or_no_view_is_not_found(nora, client):
    client.force_login(nora.user, backend="django.contrib.auth.backends.ModelBackend")
    for address in (reverse("view-save", args=["log"]), reverse("view-drop", args=[7])):
        assert client.post(address, {"name": "Alt"}).status_code == 404
