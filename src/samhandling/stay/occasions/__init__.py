"""When each obligation arises and what fulfils it: one small function per rule of `rules/obligations.toml`.

A function gives one `Occasion` per thing that is owed. It looks at the stay only; deadlines, words and
sources are in the rule's row.
"""

from samhandling.stay.occasions import admission, discharge, ready  # noqa: F401  they register themselves
from samhandling.stay.occasions.occasion import OCCASIONS, Occasion

__all__ = ["OCCASIONS", "Occasion"]
