"""What a receiver may choose. Every KAN of the standards that touches a verdict is one field here."""

from dataclasses import dataclass
from typing import Literal

from samhandling.standards.catalogue import EVERY_FORMAT
from samhandling.standards.limits import LIMITS, Limits


@dataclass(frozen=True, slots=True)
class ReceivingPolicy:
    """A receiver's own choices.

    unknown_service: a service that we do not have, in our own virksomhet. "inbox" takes the message into a
        default inbox; "reject" answers E21. 80415 v1.1 (2019): may reject, the customer chooses.
    not_well_formed: "reject" answers T01 where the header can be read; "ignore" answers nothing, so that the
        sender's time-out warns. 80415 § 3.3.3: may reject.
    unknown_format: the same for T10, a schema version or type that we do not take. 80415: may reject.
    invalid_structure: the same for T02, a document that does not validate. 80415: may reject.
    broken_attachment: base64 that cannot be decoded, or nothing in it. HITS 1168 § 4.4: shall reject what
        cannot be handled; "warn" takes the message and says so.
    unsupported_attachment: a file of another format than `attachment_formats`. HITS 1168 § 4.4, HIS 1036: by
        profile or agreement.
    attachment_formats: MIME types that can be opened. The default is what HIS 1077 and HIS 1207 make
        everyone take, and XML; an agreement may add more.
    broken_signature: a message that has been changed after somebody signed it. 80415 § 3.3.3: shall reject,
        S01.
    no_record: an epikrise about a patient without a record here, where the caller can tell. 80415 § 3.3.3:
        shall reject, E35.
    max_recipients: how many of our own addresses in one message are answered, the first of them. Our own: a
        hostile message may name thousands.
    limits: caps on size, elements and depth. Our own, wider than the network's 10 MB (HIS 1036).
    """

    unknown_service: Literal["inbox", "reject"] = "inbox"
    not_well_formed: Literal["reject", "ignore"] = "reject"
    unknown_format: Literal["reject", "ignore"] = "reject"
    invalid_structure: Literal["reject", "ignore"] = "reject"
    broken_attachment: Literal["reject", "warn"] = "reject"
    unsupported_attachment: Literal["reject", "warn"] = "reject"
    attachment_formats: frozenset[str] = EVERY_FORMAT
    broken_signature: Literal["reject", "warn"] = "reject"
    no_record: Literal["reject", "warn"] = "reject"
    max_recipients: int = 50
    limits: Limits = LIMITS


DEFAULT = ReceivingPolicy()
