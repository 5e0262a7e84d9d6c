import importlib
import inspect

import pytest
from django.apps import apps

from samhandling.errors import NotAllowed
from samhandling.node.access import acts
from samhandling.node.access.actor import Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.policies import POLICIES
from samhandling.node.access.reading import Reader, Shown, nothing_new, reads


def queries_modules():
    for config in apps.get_app_configs():
        if config.name.startswith("samhandling.") and importlib.util.find_spec(f"{config.name}.queries"):
            yield importlib.import_module(f"{config.name}.queries")


def public_functions():
    for module in queries_modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("_") and function.__module__ == module.__name__:
                yield pytest.param(function, id=f"{module.__name__}.{name}")


@pytest.mark.parametrize("query", list(public_functions()))
def test_every_query_says_what_it_reads(query):
    assert hasattr(query, "reads"), "mark it with @reads(act) or @shows_no_patient"


@pytest.mark.parametrize("query", list(public_functions()))
def test_every_read_is_an_act_of_the_policy_and_of_the_log(query):
    if query.reads is not None:
        assert query.reads in POLICIES
        assert query.reads in acts.LABELS
        assert next(iter(inspect.signature(query).parameters)).lstrip("_") == "reader"


@reads("read-inbox")
def look(reader, found):
    return found


def reader_of(user):
    return Reader(Actor.of(user), frozenset())


def test_the_wrong_role_is_refused_before_anything_is_asked(world):
    administrator = world.employ("administrator")
    with pytest.raises(NotAllowed):
        look(reader_of(administrator), pytest.fail)


def test_what_is_shown_is_in_the_log(world):
    patient = world.register(0)
    shown = look(reader_of(world.users["hjemmetjeneste"]), Shown("noe", patient=patient, detail={"n": 1}))
    row = AuditEntry.objects.latest("pk")
    assert shown == "noe"
    assert (row.act, row.actor, row.patient, row.detail) == (
        "read-inbox",
        world.users["hjemmetjeneste"],
        patient,
        {"n": 1},
    )


def test_nothing_is_shown_when_the_log_cannot_be_written(world, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("samhandling.node.access.reading.record", full)
    with pytest.raises(OSError, match="disk full"):
        look(reader_of(world.users["hjemmetjeneste"]), Shown("noe"))


def test_a_poll_without_news_leaves_no_row(world):
    before = AuditEntry.objects.count()
    assert look(reader_of(world.users["hjemmetjeneste"]), nothing_new()) is None
    assert AuditEntry.objects.count() == before
