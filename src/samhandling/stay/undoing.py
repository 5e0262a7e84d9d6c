"""What was registered in error. It counts no longer, and that it was undone stays in the stay."""

from collections.abc import Iterable

from samhandling.stay.acts import Act, Undone


def that_count(acts: Iterable[Act]) -> list[Act]:
    """The acts but those that another one undoes. What undoes is never undone itself: do the thing again."""
    acts = list(acts)
    undone = {act.undoes for act in acts if isinstance(act, Undone)}
    return [act for act in acts if isinstance(act, Undone) or act.act_id not in undone]
