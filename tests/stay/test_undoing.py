"""What was registered in error counts no longer, and that it was undone is seen."""

import datetime as dt

from samhandling.stay.acts import Admitted, Departed, Moved, Undone
from samhandling.stay.events import Patient
from samhandling.stay.fold import fold
from samhandling.stay.stays import Phase
from samhandling.stay.times import Moment

TEN = dt.datetime(2026, 11, 21, 10, tzinfo=dt.UTC)
PATIENT = Patient((("FNR", "17843842054"),))


def said(number, hours):
    return {
        "act_id": str(number),
        "at": TEN + dt.timedelta(hours=hours),
        "by": "Ingrid Nord",
        "organisation": 8900100,
        "patient": PATIENT,
    }


ADMITTED = Admitted(**said(1, 0), admitted=Moment.of(TEN), ward="GER")
MOVED = Moved(**said(2, 1), ward="MED", bed="3")
DEPARTED = Departed(**said(3, 2), left=Moment.of(TEN + dt.timedelta(hours=2)))


def test_an_undone_departure_leaves_her_here_and_is_seen():
    undone = Undone(**said(4, 3), undoes="3", what="departed")
    [stay] = fold([], [ADMITTED, MOVED, DEPARTED, undone])
    assert (stay.phase, stay.left) == (Phase.ADMITTED, None)
    assert stay.acts == (ADMITTED, MOVED, undone)


def test_an_undone_admission_is_no_stay():
    assert fold([], [ADMITTED, Undone(**said(4, 3), undoes="1", what="admitted")]) == ()


def test_the_order_in_which_they_came_means_nothing():
    acts = [ADMITTED, DEPARTED, Undone(**said(4, 3), undoes="3"), MOVED]
    assert fold([], acts) == fold([], reversed(acts))
