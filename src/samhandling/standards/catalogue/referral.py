"""Referrals and what comes back: Henvisning, Epikrise. Their first versions are a Message without MsgHead."""

from samhandling.standards.catalogue.plo import LEGE
from samhandling.standards.catalogue.shapes import MessageType, Part

KITH = "http://www.kith.no/xmlstds"
REPORT = frozenset("NMC")  # HISD 1154:2018
ANSWERS = ("DIALOG_STATUS_HENVISNING", "EPIKRISE")

HENVISNING = MessageType(
    code="HENVISNING",
    name="Henvisning",
    root="Message",
    choice="ServReq",
    versions={"1.0": f"{KITH}/henvisning/2005-07-08", "1.1": f"{KITH}/henvisning/2012-02-15"},
    receipts={"1.0": "1.0", "1.1": "1.1"},  # HITS 1168 § 8.3
    without_attachments=frozenset({"1.0"}),
    senders=(Part.FASTLEGE,),
    receivers=(Part.SYKEHUS,),
    statuses=REPORT,
    may_be_urgent=True,
    answers=ANSWERS,
    source="HIS 80517 Henvisning v1.0 og v1.1",
)

NY_TILSTAND = MessageType(
    code="HENVISNING_NYTILSTAND",
    name="Henvisning ny tilstand",
    root="Henvisning",
    versions={"2.0": "http://ehelse.no/xmlstds/henvisning/2017-11-30"},
    receipts={"2.0": "1.1"},
    senders=(Part.FASTLEGE,),
    receivers=(Part.SYKEHUS,),
    statuses=REPORT,
    type_innhold="8455",
    has_copies=False,
    may_be_urgent=True,
    answers=ANSWERS,
    source="HIS 80517 Henvisning v2.0; HIS 1207 Henvisning ny tilstand",
)

VIDERE = MessageType(
    code="HENVISNING_VIDERE",
    name="Viderehenvisning",
    root="Henvisning",
    versions={"2.0": "http://ehelse.no/xmlstds/henvisning/2017-11-30"},
    receipts={"2.0": "1.1"},
    senders=(Part.SYKEHUS,),
    receivers=(Part.SYKEHUS,),
    statuses=REPORT,
    type_innhold="8455",
    has_copies=False,
    may_be_urgent=True,
    answers=ANSWERS,
    source="HIS 80517 Henvisning v2.0; HIS 1208 Viderehenvisning",
)

EPIKRISE = MessageType(
    code="EPIKRISE",
    name="Epikrise",
    root="Message",
    choice="ServRprt",
    versions={"1.1": f"{KITH}/epikrise/2006-09-23", "1.2": f"{KITH}/epikrise/2012-02-15"},
    receipts={"1.1": "1.0", "1.2": "1.1"},  # HITS 1168 § 8.3
    senders=(Part.SYKEHUS, Part.DOGNTILBUD),
    receivers=(Part.FASTLEGE,),
    services=LEGE,
    statuses=REPORT,
    receipt_role_1_0="REQ",
    source="HIS 80226 Epikrise v1.1 og v1.2",
)

REFERRAL = (HENVISNING, NY_TILSTAND, VIDERE, EPIKRISE)

EKSTRAKT = MessageType(
    code="EPJ-EKSTRAKT",
    name="Legemiddelopplysninger",
    root="Node",
    versions={"2008": f"{KITH}/epj/EPJEkstrakt/2008-02-20"},
    receipts={"2008": "1.1"},  # not in HITS 1168 § 8.3: our own reading
    receive_only=frozenset({"2008"}),
    senders=tuple(Part),
    receivers=tuple(Part),
    source="HIS 80704:2014 vedlegg C; EPJ-ekstrakt 2008-02-20",
)
"""Read and shown, never written: a tree, and the components that it names in the documents after it."""
