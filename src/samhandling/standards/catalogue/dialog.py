"""The usages of Dialogmelding that stand between hospital, municipality and GP.

A dialogue message has no status: an error is met with a DIALOG_AVVIK or a new message.
In AppRec 1.0 the primary receiver is REQ (rekvirent) or SPR (tjenesteyter). The standards do not say which
for these messages; our own reading is that one who gets an answer to an own question is REQ, everyone else
SPR.
"""

from samhandling.standards.catalogue.shapes import Deadline, MessageType, Part, Patient, Tema

DIALOG_1_0 = "http://www.kith.no/xmlstds/dialog/2006-10-11"
DIALOG_1_1 = "http://www.kith.no/xmlstds/dialog/2013-01-23"
V1_0 = {"1.0": DIALOG_1_0}
V1_1 = {"1.1": DIALOG_1_1}
RECEIPTS = {"1.0": "1.0", "1.1": "1.1"}

FORESPORSEL = MessageType(
    code="DIALOG_FORESPORSEL",
    name="Forespørsel",
    root="Dialogmelding",
    choice="Foresporsel",
    versions=V1_0 | V1_1,
    receipts=RECEIPTS,
    answers=("DIALOG_SVAR",),  # what else may answer depends on TypeForesp: see answers.py
    answer_by=Deadline("3 dager mellom pleie og omsorg og fastlege, ellers etter avtale", None, "HISD 80806"),
    source="HIS 1152 Forespørsel og svar; HIS 80603",
)

SVAR = MessageType(
    code="DIALOG_SVAR",
    name="Svar på forespørsel",
    root="Dialogmelding",
    choice="Notat",
    versions=V1_0 | V1_1,
    receipts=RECEIPTS,
    temas=(Tema("9069"),),
    refers_to_earlier=True,
    receipt_role_1_0="REQ",
    source="HIS 1152 Forespørsel og svar; HIS 80603",
)

NOTAT = MessageType(
    code="DIALOG_NOTAT",
    name="Notat",
    root="Dialogmelding",
    choice="Notat",
    versions=V1_0,
    receipts=RECEIPTS,
    temas=(Tema("9155", "1", "Tilbakemelding på mottak av utskrivningsklar pasient"), Tema("7321")),
    source="HISD 80806:2012 Veiviser PLO § 9.4; HIS 80603",
)

AVVIK = MessageType(
    code="DIALOG_AVVIK",
    name="Tilbakemelding om feil i mottatt melding",
    root="Dialogmelding",
    choice="Notat",
    versions=V1_0,
    receipts=RECEIPTS,
    temas=(Tema("8117"),),
    patient=Patient.OPTIONAL,
    refers_to_earlier=True,
    source="HIS 1151 Tilbakemelding om feil i mottatt melding",
)

HELSEFAGLIG = MessageType(
    code="DIALOG_HELSEFAGLIG",
    name="Helsefaglig dialog",
    root="Dialogmelding",
    choice="Notat",
    versions=V1_1,
    receipts=RECEIPTS,
    temas=(Tema("7322", "6"),),
    answers=("DIALOG_HELSEFAGLIG",),
    source="HIS 1077:2017 Helsefaglig dialog",
)

STATUS = MessageType(
    code="DIALOG_STATUS_HENVISNING",
    name="Status på henvisning",
    root="Dialogmelding",
    choice="Notat",
    versions=V1_1,
    receipts=RECEIPTS,
    senders=(Part.SYKEHUS,),
    receivers=(Part.FASTLEGE, Part.SYKEHUS),
    temas=(Tema("9148"),),
    refers_to_earlier=True,
    attachments=frozenset({"application/pdf"}),
    source="HIS 1206:2018 Status på henvisning",
)

DIALOG = (FORESPORSEL, SVAR, NOTAT, AVVIK, HELSEFAGLIG, STATUS)
