"""Small messages for tests, as XML text: sound by default, and every part can be put in another way.

Everybody in them is invented; numbers have month + 80.
"""

from xml.sax.saxutils import escape

MSGHEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"
PLO = "http://www.kith.no/xmlstds/po/"
FK1 = "http://www.kith.no/xmlstds/felleskomponent1"
OID = "2.16.578.1.12.4.1.1."

MSG_ID = "0b1f3c52-6d0a-4c9b-9e0f-2f6a3c1d7e11"
EARLIER = "5c8e2f10-1a2b-4c3d-8e4f-aabbccddeeff"
GEN_DATE = "2026-11-20T09:30:00"
HOSPITAL, WARD = 100, 101
BYDEL, SYKEPLEIE, SAKSBEHANDLING = 200, 201, 202
FNR = "14854212304"


def ident(number, kind="HER", system="9051", prefix=""):
    return (
        f"<{prefix}Ident><{prefix}Id>{number}</{prefix}Id>"
        f'<{prefix}TypeId V="{kind}" DN="{kind}" S="{OID}{system}"/></{prefix}Ident>'
    )


def organisation(name, *idents, below=""):
    numbers = "".join(i if str(i).startswith("<") else ident(i) for i in idents)
    return f"<Organisation><OrganisationName>{name}</OrganisationName>{numbers}{below}</Organisation>"


def address(upper, lower, upper_name="Virksomhet", lower_name="Tjeneste"):
    below = "" if lower is None else organisation(lower_name, lower)
    return organisation(upper_name, *([] if upper is None else [upper]), below=below)


def doctor(her, family="Lin", given="Rita"):
    return (
        f"<HealthcareProfessional><FamilyName>{family}</FamilyName><GivenName>{given}</GivenName>"
        f"{ident(her)}</HealthcareProfessional>"
    )


SENDER = address(HOSPITAL, WARD, "Lilleby sykehus", "Indremedisin")
RECEIVER = address(BYDEL, SYKEPLEIE, "Bydel Fjordgløtt", "Sykepleietjeneste")


def patient(*idents, family="Testesen", given="Kari", born="1942-05-14", sex="2"):
    """A patient; None leaves a part out, and idents are (type, number)."""
    parts = [
        family is not None and f"<FamilyName>{family}</FamilyName>",
        given is not None and f"<GivenName>{given}</GivenName>",
        born is not None and f"<DateOfBirth>{born}</DateOfBirth>",
        sex is not None and f'<Sex V="{sex}"/>',
        *(ident(number, kind, "8116") for kind, number in idents),
    ]
    return f"<Patient>{''.join(filter(None, parts))}</Patient>"


PATIENT = patient(("FNR", FNR))


def copy_to(part, role="COP"):
    return f'<OtherReceiver><RoleReceiver V="{role}" DN="{role}"/>{part}</OtherReceiver>'


def event(code, when, estimate="false", text=""):
    coded = f'<Hendelsekode V="{code}" DN="Hendelse" S="{OID}9121"/>' if code else ""
    words = f"<BeskrivelseAvHendelse>{text}</BeskrivelseAvHendelse>" if text else ""
    return (
        f"<TidsfestetHendelse>{coded}{words}"
        f'<TidspunktForHendelse V="{when}"/><Anslag>{estimate}</Anslag></TidsfestetHendelse>'
    )


ADMITTED = event("1", "2026-11-20T08:15:00")
CALLABLE = (
    '<AnsvarForRapport><AnsvarligRapport><fk1:TypeHealthcareProfessional V="LE" DN="Lege"/>'
    "<fk1:FamilyName>Vakt</fk1:FamilyName><fk1:GivenName>Vera</fk1:GivenName>"
    + ident("9144889", "HPR", "8116", "fk1:")
    + '<fk1:TeleCom><fk1:TeleAddress V="tel:22000000"/></fk1:TeleCom></AnsvarligRapport></AnsvarForRapport>'
)


def plo(root, own="", *, status="N", blocks=CALLABLE, version="2012-04-01", folder=None, answer=""):
    """A PLO message; `own` is what follows the common blocks, in poKomponent unless prefixed with m:."""
    given = "" if status is None else f'<Forsendelsesstatus V="{status}" DN="Status"/>'
    return (
        f'<m:{root} xmlns:m="{PLO}{folder or root}/{version}" xmlns="{PLO}poKomponent/{version}" '
        f'xmlns:fk1="{FK1}"><InformasjonOmForsendelsen>{given}{answer}</InformasjonOmForsendelsen>'
        f"{blocks}{own}</m:{root}>"
    )


def logistics(part, *events, after="", **more):
    """Pasientlogistikk with one of its parts."""
    return plo("Pasientlogistikk", f"<m:{part}>{''.join(events)}{after}</m:{part}>", **more)


def innlagt(*events, **more):
    return logistics("MeldingInnlagtPasient", *(events or [ADMITTED]), **more)


def rapport(own="", **more):
    return plo("Innleggelsesrapport", own, **more)


def dialog(inner, version="2013-01-23"):
    return (
        f'<Dialogmelding xmlns="http://www.kith.no/xmlstds/dialog/{version}" xmlns:fk1="{FK1}">'
        f"{inner}</Dialogmelding>"
    )


WRITER = (
    f'<RollerRelatertNotat><RoleToPatient V="{{role}}" DN="Rolle" S="{OID}9034"/><HealthcareProfessional>'
    "<FamilyName>Vakt</FamilyName><GivenName>Vera</GivenName>"
    '<TeleCom><fk1:TeleAddress V="tel:22000000"/></TeleCom></HealthcareProfessional></RollerRelatertNotat>'
)


def notat(tema="7322", value="6", *, subject="Sårstell", text="Kan dere se på såret?", role="24", more=""):
    subject = f"<Tema>{subject}</Tema>" if subject else ""
    text = "" if text is None else f"<TekstNotatInnhold>{text}</TekstNotatInnhold>"
    return (
        f'<Notat><TemaKodet V="{value}" DN="Tema" S="{OID}{tema}"/>{subject}{text}'
        f"{more}{WRITER.format(role=role)}</Notat>"
    )


def foresporsel(system="9152", value="1", question="Hvordan går det?"):
    asked = f"<Sporsmal>{question}</Sporsmal>" if question else ""
    return f'<Foresporsel><TypeForesp V="{value}" DN="Type" S="{OID}{system}"/>{asked}</Foresporsel>'


def document(*contents, msg_type="XML", more=""):
    return (
        f'<Document><RefDoc><MsgType V="{msg_type}" DN="Type"/>{more}'
        f"<Content>{''.join(contents)}</Content></RefDoc></Document>"
    )


def attachment(base64, mime="application/pdf", msg_type="A"):
    container = (
        f'<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">{base64}</Base64Container>'
    )
    more = "" if mime is None else f"<MimeType>{mime}</MimeType><Description>Vedlegg</Description>"
    return document(container, msg_type=msg_type, more=more)


def letter(
    content=None,
    *,
    type_code="LOG_INNLAGT",
    dn="Navn",
    gen_date=GEN_DATE,
    msg_id=MSG_ID,
    sender=SENDER,
    receiver=RECEIVER,
    others="",
    patient=PATIENT,
    refers_to=None,
    processing="",
    documents=None,
    attachments="",
    namespace=MSGHEAD,
    encoding="UTF-8",
):
    """A whole message. `refers_to` is one MsgId for both references."""
    content = innlagt() if content is None else content
    name = "" if dn is None else f' DN="{dn}"'
    refs = refers_to and (
        f"<ConversationRef><RefToParent>{refers_to}</RefToParent>"
        f"<RefToConversation>{refers_to}</RefToConversation></ConversationRef>"
    )
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<MsgHead xmlns="{namespace}">\n<MsgInfo>\n'
        f'<Type V="{type_code}"{name}/>\n<MIGversion>v1.2 2006-05-24</MIGversion>\n'
        f"<GenDate>{gen_date}</GenDate>\n<MsgId>{escape(msg_id)}</MsgId>\n{processing}{refs or ''}"
        f"<Sender>{sender}</Sender>\n<Receiver>{receiver}</Receiver>\n{others}{patient or ''}\n</MsgInfo>\n"
        f"{document(content) if documents is None else documents}\n{attachments}</MsgHead>\n"
    )
    return text.encode(encoding)
