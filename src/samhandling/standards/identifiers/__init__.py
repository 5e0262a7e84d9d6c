"""Numbers that name people, health workers, organisations and addresses.

Sources: HIS 1001 (identifiers of persons), Skatteetaten's rule for numbers issued from 2032, HIS 1153
(addresses). Nothing here looks a number up anywhere: it tells form, kind and check digits, no more.
Sex, century and date of birth are never read out of a number (Skatteetaten: fetch them as own fields).
"""

from samhandling.standards.identifiers.organisations import (
    her_id,
    hpr_check_digit_holds,
    is_hpr_number,
    is_organisation_number,
    legacy_her_ids,
)
from samhandling.standards.identifiers.persons import (
    Kind,
    Origin,
    PersonNumber,
    classify,
    digits,
    is_valid,
    may_be_person_number,
)
from samhandling.standards.identifiers.synthetic import (
    OFFICIAL_TEST_PERSONS,
    is_synthetic,
    synthetic_number,
    synthetic_numbers,
)

__all__ = [
    "OFFICIAL_TEST_PERSONS",
    "Kind",
    "Origin",
    "PersonNumber",
    "classify",
    "digits",
    "her_id",
    "hpr_check_digit_holds",
    "is_hpr_number",
    "is_organisation_number",
    "is_synthetic",
    "is_valid",
    "legacy_her_ids",
    "may_be_person_number",
    "synthetic_number",
    "synthetic_numbers",
]
