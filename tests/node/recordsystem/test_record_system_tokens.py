import pytest

from samhandling.errors import Conflict, NotAllowed
from samhandling.node.access.actor import WORKER
from samhandling.node.access.models import AuditEntry, User
from samhandling.node.recordsystem.actions import make_token, withdraw_token
from samhandling.node.recordsystem.models import Token
from samhandling.node.recordsystem.tokens import FETCH, SEND, token_of


@pytest.mark.parametrize(
    ("name", "scopes", "hers"),
    [
        ("", [SEND], ()),
        ("x" * 81, [SEND], ()),
        ("epj", [], ()),
        ("epj", ["all"], ()),
        ("epj", [SEND], (1,)),
        ("mappe", [SEND], ()),
        ("mllp", [SEND], ()),
    ],
)
def test_what_no_token_is_made_of(frogner, name, scopes, hers):
    with pytest.raises(Conflict):
        make_token(WORKER, name, scopes, hers)


def test_a_nurse_makes_no_token(kari):
    with pytest.raises(NotAllowed):
        make_token(kari, "epj", [SEND])


@pytest.mark.parametrize(
    "spoil", [str.upper, lambda t: t[:-1], lambda t: t + "x", lambda t: t[:0], lambda t: t[:4] + "æ"]
)
def test_any_other_text_is_nobody(frogner, spoil):
    text = make_token(WORKER, "epj", [SEND])
    assert token_of(spoil(text)) is None


def test_the_secret_of_one_does_not_open_another(frogner):
    first, second = (make_token(WORKER, name, [SEND]) for name in ("a", "b"))
    assert token_of(first[:17] + second[17:]) is None


def test_a_withdrawn_token_is_nobody_at_once_and_for_good(frogner):
    text = make_token(WORKER, "epj", [SEND])
    withdraw_token(WORKER, "epj")
    assert token_of(text) is None
    for again in (lambda: withdraw_token(WORKER, "epj"), lambda: make_token(WORKER, "epj", [SEND])):
        with pytest.raises(Conflict):
            again()


def test_a_token_is_known_by_its_hash_and_acts_as_a_user_nobody_can_be(frogner):
    text = make_token(WORKER, "epj", [SEND, FETCH], [8900202])
    token = token_of(text)
    assert token.scopes == [FETCH, SEND]
    assert text.rpartition("_")[2] not in str(list(Token.objects.values()))
    user = User.objects.get(token=token)
    assert (user.is_active, user.has_usable_password()) == (False, False)
    assert [service.her for service in user.services.all()] == [8900202]
    assert AuditEntry.objects.get(act="make-token").detail["services"] == [8900202]
