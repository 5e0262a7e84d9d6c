"""What the forms of a referral and an epikrise leave to the envelope, and why: the same in both standards."""

from __future__ import annotations

OF_ITSELF = "følger av meldingen selv"
OF_THE_PARTIES = "følger av avsender og mottaker"
OF_THE_PATIENT = "følger av pasienten"
OF_A_DEATH = "dødsfall meldes i egen melding (HIS 1149)"

HEAD = ("type", "msg_version", "MIGversion", "gen_date", "msg_id", "status")
PARTIES = ("serv_provider", "requester", "copy_dest")
PATIENT = ("sex", "date_of_birth", "name", "off_id", "type_off_id", "additional_id", "id_by_requester")
UNIT = (
    "part.dept", "part.HCPerson", "part.additional_id", "address.street_adr", "address.postal_code",
    "address.city", "address.county",
)  # fmt: skip
"""What an HCP says of where somebody works."""


def below(base: str, *names: str) -> tuple[str, ...]:
    """The ways to some fields of one element."""
    return tuple(f"{base}.{name}" for name in names)
