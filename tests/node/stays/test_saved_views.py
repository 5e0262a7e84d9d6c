"""Views of the board that people save."""

import pytest
from django.urls import reverse

from samhandling.errors import Conflict
from samhandling.node.access.models import AuditEntry
from samhandling.node.stays.models import SavedView
from samhandling.node.stays.saved_views import MOST, save_view, saved_views

pytestmark = pytest.mark.django_db
SAKSBEHANDLING, SYKEPLEIE = 8900201, 8900202


def names(reader, actor):
    return [row.name for row in saved_views(reader(actor))]


def test_a_view_without_a_name_or_for_others_service_is_not_saved(nora):
    for name, service in ((" ", None), ("Våre", SYKEPLEIE)):
        with pytest.raises(Conflict):
            save_view(nora, name, {"phase": "ready"}, service)
    assert not SavedView.objects.exists()


def test_nobody_saves_without_end(nora):
    for number in range(MOST):
        save_view(nora, f"Nr. {number}", {})
    with pytest.raises(Conflict):
        save_view(nora, "Én til", {})
    save_view(nora, "Nr. 0", {"phase": "ready"})


def test_a_patients_name_is_never_kept(nora):
    assert save_view(nora, "Mine", {"phase": "ready", "text": "Skodde", "turn": ""}).asked == {
        "phase": "ready"
    }


def test_own_views_are_ones_own_and_shared_ones_the_services(nora, tariq, reader):
    save_view(nora, "Mine", {"turn": "ours"})
    save_view(tariq, "Kommer", {"view": "coming"}, SYKEPLEIE)
    save_view(tariq, "Tariqs", {})
    tariq.user.services.clear()
    nora.user.services.add(*nora.user.services.model.objects.filter(her=SYKEPLEIE))
    nora.user.__dict__.pop("own_services", None)
    assert names(reader, nora) == ["Kommer", "Mine"]


def test_a_view_is_saved_opened_and_dropped_on_the_board(nora, client):
    client.force_login(nora.user, backend="django.contrib.auth.backends.ModelBackend")
    told = {"name": "Våre klare", "view": "open", "phase": "ready", "service": SAKSBEHANDLING}
    where = client.post(reverse("board-save"), told).url
    shown = client.get(where).content.decode()
    assert 'aria-current="page">Våre klare</a>' in shown
    assert AuditEntry.objects.filter(act="save-view").exists()
    assert client.post(reverse("board-drop", args=[SavedView.objects.get().pk])).status_code == 302
    assert "Våre klare</a>" not in client.get(reverse("board")).content.decode()
    assert client.post(reverse("board-drop", args=[7])).status_code == 404
