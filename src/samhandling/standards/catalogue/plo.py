"""The PLO messages, 1.6, and 1.5 for partners who take no newer."""

from datetime import timedelta

from samhandling.standards.catalogue.shapes import OWN_DEFAULT, Deadline, MessageType, Part, Service

KITH = "http://www.kith.no/xmlstds/po/"
RECEIPTS = {"1.5": "1.0", "1.6": "1.1"}  # HITS 1168 § 8.3
LOGISTICS = frozenset("NC")  # an error is cancelled and a new message sent: HISD 1154:2018
REPORT = frozenset("NMC")

SYKEPLEIETJENESTE = (Service("8663", "KP02"), Service("8663", "KP03"))
SAKSBEHANDLING = (Service("8663", "KD0501"),)
INNLEGGELSE = (Service("8668", "1"), Service("8668", "2"))
LEGE = (Service("8663", "KA01"), Service("8663", "KX17"))

HOSPITAL = (Part.SYKEHUS, Part.DOGNTILBUD)
URGENT = timedelta(minutes=15)


def namespaces(name: str, name_1_5: str | None = None) -> dict[str, str]:
    return {"1.5": f"{KITH}{name_1_5 or name}/2009-06-30", "1.6": f"{KITH}{name}/2012-04-01"}


INNLAGT = MessageType(
    code="LOG_INNLAGT",
    name="Melding om innlagt pasient",
    root="Pasientlogistikk",
    choice="MeldingInnlagtPasient",
    versions=namespaces("Pasientlogistikk"),
    receipts=RECEIPTS,
    senders=HOSPITAL,
    receivers=(Part.PLEIE_OG_OMSORG,),
    services=SYKEPLEIETJENESTE,
    statuses=LOGISTICS,
    expected_events=("1",),
    events=("1",),
    answers=("INNLEGGELSESRAPPORT",),
    answer_by=Deadline("snarest, senest innen et døgn", timedelta(hours=24), "HIS 1143, HIS 1149"),
    source="HIS 1149:2014 Pasientlogistikk; HIS 80704:2014",
)

UTSKRIVNINGSKLAR = MessageType(
    code="LOG_UTSKRIVNINGSKLAR",
    name="Melding om utskrivningsklar pasient",
    root="Pasientlogistikk",
    choice="MeldingUtskrivningsklarPasient",
    versions=namespaces("Pasientlogistikk"),
    receipts=RECEIPTS,
    senders=HOSPITAL,
    receivers=(Part.SAKSBEHANDLING,),
    services=SAKSBEHANDLING,
    statuses=LOGISTICS,
    expected_events=("1", "3"),
    events=("1", "3"),
    answers=("DIALOG_NOTAT", "DIALOG_HELSEFAGLIG"),
    answer_by=Deadline("straks", None, "FOR-2011-11-18-1115 § 11; HISD 80806 § 9.4"),
    warn_after=URGENT,
    warn_after_source=OWN_DEFAULT,
    source="HIS 1149:2014 Pasientlogistikk; HIS 80704:2014",
)

AVMELDING = MessageType(
    code="LOG_AVMELDING",
    name="Avmelding av utskrivningsklar pasient",
    root="Pasientlogistikk",
    choice="AvmeldingUtskrivningsklarPasient",
    versions=namespaces("Pasientlogistikk"),
    receipts=RECEIPTS,
    senders=HOSPITAL,
    receivers=(Part.SAKSBEHANDLING,),
    services=SAKSBEHANDLING,
    statuses=LOGISTICS,
    expected_events=("4",),  # 80704 says three events, HIS 1149 one: send three, take one
    events=("1", "3", "4"),
    warn_after=URGENT,
    warn_after_source=OWN_DEFAULT,
    source="HIS 1149:2014 Pasientlogistikk; HIS 80704:2014",
)

UTSKREVET = MessageType(
    code="LOG_UTSKREVET",
    name="Melding om utskrevet pasient",
    root="Pasientlogistikk",
    choice="MeldingOmUtskrevetPasient",
    versions=namespaces("Pasientlogistikk"),
    receipts=RECEIPTS,
    senders=HOSPITAL,
    receivers=(Part.PLEIE_OG_OMSORG,),
    services=SYKEPLEIETJENESTE,
    statuses=LOGISTICS,
    expected_events=("2",),
    events=("2",),
    source="HIS 1149:2014 Pasientlogistikk; HIS 80704:2014",
)

DODSFALL = MessageType(
    code="LOG_DOD",
    name="Orientering om dødsfall",
    root="Pasientlogistikk",
    choice="OrienteringOmDod",
    versions=namespaces("Pasientlogistikk"),
    receipts=RECEIPTS,
    senders=(Part.FASTLEGE, Part.PLEIE_OG_OMSORG),
    receivers=(Part.PLEIE_OG_OMSORG, Part.FASTLEGE),
    services=(*SYKEPLEIETJENESTE, *LEGE),
    statuses=LOGISTICS,
    expected_events=("13",),
    events=("13",),
    source="HIS 1149:2014 Pasientlogistikk; HIS 80704:2014",
)

INNLEGGELSESRAPPORT = MessageType(
    code="INNLEGGELSESRAPPORT",
    name="Innleggelsesrapport",
    root="Innleggelsesrapport",
    versions=namespaces("Innleggelsesrapport"),
    receipts=RECEIPTS,
    senders=(Part.PLEIE_OG_OMSORG,),
    receivers=HOSPITAL,
    services=INNLEGGELSE,
    statuses=REPORT,
    source="HIS 1143:2014 Innleggelsesrapport; HIS 80704:2014",
)

HELSEOPPLYSNINGER = MessageType(
    code="HELSEOPPL_SOKNAD",
    name="Helseopplysninger",
    root="HelseopplysningerVedSoknad",
    versions=namespaces(
        "HelseopplysningerVedSoknad"
    ),  # 80704's table has another name; XSD and HIS 1144 do not
    receipts=RECEIPTS,
    senders=HOSPITAL,
    receivers=(Part.SAKSBEHANDLING,),
    services=SAKSBEHANDLING,
    statuses=REPORT,
    type_innhold="9140",
    warn_after=URGENT,
    warn_after_source=OWN_DEFAULT,
    source="HIS 1144:2014 Helseopplysninger; HIS 80704:2014",
)

UTSKRIVNINGSRAPPORT = MessageType(
    code="UTSKRIVNINGSRAPPORT",
    name="Utskrivningsrapport",
    root="TverrfagligEpikrise",
    versions=namespaces("TverrfagligEpikrise"),
    receipts=RECEIPTS,
    senders=HOSPITAL,
    receivers=(Part.PLEIE_OG_OMSORG, Part.FASTLEGE),
    services=SYKEPLEIETJENESTE,
    statuses=REPORT,
    type_innhold="9139",
    source="HIS 1148:2014 Utskrivningsrapport; HIS 80704:2014",
)

HELSEOPPLYSNINGER_TIL_LEGE = MessageType(
    code="HELSEOPPLYSNINGER_LEGE",
    name="Helseopplysninger til lege",
    root="Konsultasjon",
    versions=namespaces("HelseopplysningerTilLege", "Konsultasjon"),
    receipts=RECEIPTS,
    senders=(Part.PLEIE_OG_OMSORG,),
    receivers=(Part.FASTLEGE,),
    services=LEGE,
    statuses=LOGISTICS,
    type_innhold="9137",
    answers=("MEDISINSKE_OPPLYSNINGER", "DIALOG_SVAR"),
    source="HIS 1145:2014 Helseopplysninger til lege; HIS 80704:2014",
)

MEDISINSKE_OPPLYSNINGER = MessageType(
    code="MEDISINSKE_OPPLYSNINGER",
    name="Medisinske opplysninger",
    root="OverforingMedisinskeOpplysninger",
    versions=namespaces("MedisinskeOpplysninger", "OverforingMedisinskeOpplysninger"),
    receipts=RECEIPTS,
    senders=(Part.FASTLEGE,),
    receivers=(Part.PLEIE_OG_OMSORG,),
    services=SYKEPLEIETJENESTE,
    statuses=LOGISTICS,
    type_innhold="9138",
    source="HIS 1147:2014 Medisinske opplysninger; HIS 80704:2014",
)

TJENESTETILBUD = MessageType(
    code="ORIENTERING_TJENESTETILBUD",
    name="Orientering om tjenestetilbud",
    root="OrienteringOmTjenestetilbud",
    versions=namespaces("OrienteringOmTjenestetilbud"),
    receipts=RECEIPTS,
    senders=(Part.SAKSBEHANDLING,),
    receivers=(Part.FASTLEGE,),
    services=LEGE,
    statuses=LOGISTICS,
    source="HIS 1146:2014 Orientering om tjenestetilbud; HIS 80704:2014",
)

PLO = (
    INNLAGT,
    INNLEGGELSESRAPPORT,
    HELSEOPPLYSNINGER,
    UTSKRIVNINGSKLAR,
    AVMELDING,
    UTSKREVET,
    UTSKRIVNINGSRAPPORT,
    DODSFALL,
    MEDISINSKE_OPPLYSNINGER,
    HELSEOPPLYSNINGER_TIL_LEGE,
    TJENESTETILBUD,
)
"""In the order of a stay."""
