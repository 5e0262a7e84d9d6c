"""The rule layer: what the schemas cannot say and the standards demand.

Rules are asked in this order. FORMAT decides whether the document is of a kind that we take at all; then
comes the structure (the schema, code T02); then RULES. ALWAYS is asked whatever the others say. A rule that
has a code of 8221 rejects, one without only warns. Together they decide the receipt (verdict.py).
"""

from samhandling.standards.rules.attached import ATTACHED
from samhandling.standards.rules.coded import CODED
from samhandling.standards.rules.contact import CONTACT
from samhandling.standards.rules.content import CONTENT, FORMAT
from samhandling.standards.rules.dates import DATES
from samhandling.standards.rules.dialog import DIALOG
from samhandling.standards.rules.epikrise import EPIKRISE
from samhandling.standards.rules.events import EVENTS
from samhandling.standards.rules.header import HEADER, gen_date_can_be_reckoned_with, msg_id_is_a_uuid
from samhandling.standards.rules.letter import Letter
from samhandling.standards.rules.patient import PATIENT
from samhandling.standards.rules.profile import PROFILE
from samhandling.standards.rules.referral import REFERRAL
from samhandling.standards.rules.rule import Finding, Rule, rule
from samhandling.standards.rules.signature import SIGNED
from samhandling.standards.rules.status import STATUS

ALWAYS: tuple[Rule, ...] = (msg_id_is_a_uuid,)

RULES: tuple[Rule, ...] = (
    *CONTENT,
    gen_date_can_be_reckoned_with,
    *HEADER,
    *PATIENT,
    *STATUS,
    *EVENTS,
    *DIALOG,
    *REFERRAL,
    *EPIKRISE,
    *PROFILE,
    *CONTACT,
    *CODED,
    *DATES,
    *ATTACHED,
    *SIGNED,
)

ALL: tuple[Rule, ...] = (*ALWAYS, *FORMAT, *RULES)
"""Every rule, for documents and tests."""

__all__ = ["ALL", "ALWAYS", "FORMAT", "RULES", "Finding", "Letter", "Rule", "rule"]
