"""Who pays: oppholdskommune by dated rule, proposed from the notice, confirmed by a person.

Folkeregistrert kommune is kept beside it, because national statistics count by it. In Oslo the bydel carries
the cost inside the municipality; which bydel is responsible is the person's to confirm.
"""

from dataclasses import dataclass

from samhandling.stay.acts import PayerConfirmed
from samhandling.stay.events import Address
from samhandling.stay.rules import PayerRule, Rules
from samhandling.stay.stays import Period, Stay
from samhandling.stay.times import day_of
from samhandling.stay.words import Words


@dataclass(frozen=True, slots=True)
class Payer:
    """Who is to pay for a period, and how sure that is.

    `case` is "notified" (confirmed), "unconfirmed", "other" or "none"; all but the first need a decision.
    `notified` is the municipality that got the notice; `name` and `bydel` are what the person wrote.
    """

    case: str
    words: Words
    rule: PayerRule | None
    notified: Address
    name: str = ""
    bydel: str = ""
    registered: str = ""
    confirmed_by: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def needs_decision(self) -> bool:
        return self.case != "notified"


def payer(stay: Stay, period: Period, rules: Rules) -> Payer:
    """The payer of one period. The last confirmation stands."""
    day = day_of(period.notices[0].said_at)
    rule = next((row for row in reversed(rules.payers) if row.holds(day)), None)
    act = next((act for act in reversed(stay.acts) if isinstance(act, PayerConfirmed)), None)
    if act is None:
        return Payer("unconfirmed", rules.payer_cases["unconfirmed"], rule, period.municipality)
    return Payer(
        case=act.municipality,
        words=rules.payer_cases[act.municipality],
        rule=rule,
        notified=period.municipality,
        name=act.name or (period.municipality.name if act.municipality == "notified" else ""),
        bydel=act.bydel,
        registered=act.registered,
        confirmed_by=act.by,
        evidence=(act.act_id,),
    )
