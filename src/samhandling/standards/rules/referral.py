"""Rules on referrals (HIS 80517, HIS 1207, HIS 1208)."""

from collections.abc import Iterator

from samhandling.standards.addresses import person_name
from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.rules.letter import Letter, looked_for
from samhandling.standards.rules.rule import Finding, rule

REFERRALS = ("HENVISNING", "HENVISNING_NYTILSTAND", "HENVISNING_VIDERE")
VERSION_2 = ("HENVISNING_NYTILSTAND", "HENVISNING_VIDERE")
PROBLEM, REFERRER, GP = "PROB", "HHE", "6"
ASSESSMENT = looked_for("VurderingAvHenvisning")
SENIORITY, END_OF_WAITING = "1", "4"


def _referral(letter: Letter) -> XmlElement | None:
    """The referral that is not withdrawn: Henvisning, or ServReq in the oldest versions."""
    if letter.content is None or letter.is_cancellation:
        return None
    return letter.content if letter.has_head else letter.header.body


@rule("HIS 1032 Den gode henvisning; HIS 80517 tabell 3-2; HIS 1207 (8231: PROB)", types=REFERRALS)
def a_referral_says_what_is_the_matter(letter: Letter) -> Iterator[Finding]:
    """A referral has the current problem in words under its own heading."""
    referral = _referral(letter)
    reasons = children(referral, "ReasonAsText")
    told = (value(one, "Heading") == PROBLEM and text(one, "TextResultValue") for one in reasons)
    if referral is not None and not any(told):
        yield Finding(
            referral,
            "the current problem (heading PROB) is missing",
            "aktuell problemstilling (overskrift PROB) mangler",
        )


@rule("HIS 80517 tabell 3-2; HIS 1207 (8254: HHE i AnsvarForRapport)", types=REFERRALS)
def a_referral_names_who_refers(letter: Letter) -> Iterator[Finding]:
    """The health worker who refers the patient is named."""
    referral = _referral(letter)
    if referral is not None and not (_in_version_2(referral) or _in_version_1(referral)):
        yield Finding(
            referral, "who refers the patient is not named", "navnet på henvisende helsepersonell mangler"
        )


def _in_version_2(referral: XmlElement) -> bool:
    answerable = (
        part for part in children(referral, "AnsvarForRapport") if value(part, "TypeRelasjon") == REFERRER
    )
    return any(person_name(child(part, "AnsvarligRapport")) for part in answerable)


def _in_version_1(referral: XmlElement) -> bool:
    """As the sender's own person, or as one who has that relation to the patient."""
    parts = [child(referral, "Requester", "HCP")]
    related = children(child(referral, "Patient"), "PatRelHCP")
    parts += [child(part, "HCP") for part in related if value(part, "Relation") == REFERRER]
    return any(text(hcp, "HCProf", "Name") or text(hcp, "Inst", "HCPerson", "Name") for hcp in parts)


@rule("HIS 1207, HIS 1208 (9034: 6 Fastlege, unntatt øyeblikkelig hjelp)", types=VERSION_2)
def a_referral_names_the_gp(letter: Letter) -> Iterator[Finding]:
    """The specialist must know who follows the patient up; an emergency need not say."""
    referral = _referral(letter)
    contacts = children(referral, "KontaktpersonHelsepersonell")
    roles = {value(part, "Kontaktperson", "RoleToPatient") for part in contacts}
    if referral is not None and GP not in roles and not letter.is_urgent:
        yield Finding(referral, "the patient's GP is not named", "pasientens fastlege er ikke oppgitt")


@rule("HIS 1207, HIS 1208 (kopimottaker skal ikke benyttes)")
def a_referral_has_no_copies(letter: Letter) -> Iterator[Finding]:
    """Henvisning 2.0 goes to one receiver; a copy must go another way."""
    copies = children(letter.info, "OtherReceiver")
    if letter.row is not None and not letter.row.has_copies and copies:
        yield Finding(
            copies[0], "this message may not have copy receivers", "meldingen skal ikke ha kopimottakere"
        )


@rule("HISD 1154:2018 (DocumentId, ServReq/Id og ServProvId beholdes)", types=(*REFERRALS, "EPIKRISE"))
def a_document_has_an_id_to_keep(letter: Letter) -> Iterator[Finding]:
    """A referral and an epikrise have an id by which changes and cancellations find them."""
    if letter.content is not None and not letter.facts.document_id:
        yield Finding(
            letter.content,
            "the document's own id is missing, so that changes cannot find it",
            "dokumentets egen id mangler, så endringer kan ikke knyttes til det",
        )


@rule("HIS 1207 (VurderingAvHenvisning benyttes ikke ved ny tilstand)", types=("HENVISNING_NYTILSTAND",))
def a_new_condition_is_not_assessed(letter: Letter) -> Iterator[Finding]:
    """Only a specialist who refers further has assessed the referral."""
    found = child(letter.content, "VurderingAvHenvisning")
    if found is not None:
        yield Finding(
            found, "a referral of a new condition holds an assessment", "henvisning ny tilstand har vurdering"
        )


@rule("HIS 1208 (9147: 1 ansiennitetsdato alltid; 8445 når 4 ventetid sluttdato er oppgitt)")
def an_assessment_has_its_dates(letter: Letter) -> Iterator[Finding]:
    """An assessment has the date of seniority; one that ended the waiting says why."""
    for assessment in letter.named(*ASSESSMENT):
        dates = {value(one, "TypeDato") for one in children(assessment, "DatoMottakOgVurdering")}
        if SENIORITY not in dates:
            yield Finding(assessment, "the date of seniority is missing", "ansiennitetsdato mangler")
        if END_OF_WAITING in dates and not value(assessment, "Opplysninger", "VentetidSluttkode"):
            yield Finding(
                assessment,
                "the waiting has ended without saying why (VentetidSluttkode)",
                "ventetiden er slutt uten at årsaken er oppgitt (VentetidSluttkode)",
            )


REFERRAL = (
    a_referral_says_what_is_the_matter,
    a_referral_names_who_refers,
    a_referral_names_the_gp,
    a_referral_has_no_copies,
    a_document_has_an_id_to_keep,
    a_new_condition_is_not_assessed,
    an_assessment_has_its_dates,
)
