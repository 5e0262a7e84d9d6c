"""Rules on requests, answers and notes."""

from collections.abc import Iterator

from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.rules.letter import Letter, looked_for
from samhandling.standards.rules.rule import Finding, rule

DIALOGUE = ("DIALOG_HELSEFAGLIG",)
OTHER_REQUEST = "99"
CONTACT_AT_RECEIVER = "24"
REQUEST = looked_for("Foresporsel")


def _is_blank(element: XmlElement | None) -> bool:
    return element is None or not "".join(map(str, element.itertext())).strip()


@rule("HIS 1077, HIS 1151, HIS 1152, HISD 80806 (TemaKodet for hver bruk)")
def the_subject_is_of_the_type(letter: Letter) -> Iterator[Finding]:
    """TemaKodet is of the code list that belongs to the usage."""
    for note in letter.notes:
        tema = child(note, "TemaKodet")
        oid, code = value(tema, attribute="S"), value(tema)
        if tema is not None and letter.row and not any(usage.fits(oid, code) for usage in letter.row.temas):
            yield Finding(
                tema,
                f"TemaKodet {code} of {oid} does not belong to {letter.row.code}",
                f"TemaKodet {code} fra {oid} hører ikke til {letter.row.name}",
                "V",
            )


@rule("HIS 80603 Dialogmelding; akseptansetest DIA #20")
def a_note_has_text(letter: Letter) -> Iterator[Finding]:
    """A note without text says nothing."""
    for note in letter.notes:
        if _is_blank(child(note, "TekstNotatInnhold")):
            yield Finding(note, "the note has no text", "notatet er uten tekst")


@rule("HIS 1077:2017 Helsefaglig dialog (Tema er påkrevd)", types=DIALOGUE)
def a_dialogue_has_a_subject(letter: Letter) -> Iterator[Finding]:
    """Tema is mandatory and kept through the thread."""
    for note in letter.notes:
        if not text(note, "Tema"):
            yield Finding(note, "the dialogue has no subject (Tema)", "dialogen er uten tema")


@rule("HIS 1077:2017 Helsefaglig dialog (9034: 24 Kontakt hos mottaker)", types=DIALOGUE)
def a_new_dialogue_names_its_contact(letter: Letter) -> Iterator[Finding]:
    """A dialogue that refers to nothing says which profession at the receiver it is for."""
    if letter.facts.parent_id:
        return
    roles = {value(role) for note in letter.notes for role in note.iter("{*}RoleToPatient")}
    if CONTACT_AT_RECEIVER not in roles and letter.content is not None:
        yield Finding(
            letter.content,
            "a new dialogue names no contact at the receiver (9034:24)",
            "en ny dialog mangler «Kontakt hos mottaker» (9034:24)",
        )


@rule("HIS 1152 Forespørsel (kode 99 krever spørsmål)")
def another_request_has_a_question(letter: Letter) -> Iterator[Finding]:
    """Annen henvendelse needs its question in words."""
    for request in letter.named(*REQUEST):
        if value(request, "TypeForesp") == OTHER_REQUEST and _is_blank(child(request, "Sporsmal")):
            yield Finding(request, "the request has no question", "forespørselen mangler spørsmål")


@rule("HIS 1152; HIS 80704:2014 vedlegg C (svaret har alltid med spørsmålet)")
def an_answer_holds_the_question(letter: Letter) -> Iterator[Finding]:
    """An answer carries the request that it answers."""
    shipment = child(letter.content, "InformasjonOmForsendelsen")
    answering = [shipment] if text(shipment, "SvarPaaForesporsel") in ("true", "1") else []
    if letter.facts.type_code == "DIALOG_SVAR":
        answering = [*letter.notes]
    for part in answering:
        if part is not None and child(part, "Foresporsel") is None:
            yield Finding(part, "the answer does not hold the question", "svaret har ikke med spørsmålet")


@rule("HIS 80603 Dialogmelding (én bruk per melding)")
def a_dialogue_message_has_one_part(letter: Letter) -> Iterator[Finding]:
    """One Foresporsel or one Notat per message; the others are kept and shown too."""
    parts = [*children(letter.content, "Foresporsel"), *letter.notes]
    if len(parts) > 1:
        yield Finding(
            parts[1], f"there are {len(parts)} parts, not one", f"det er {len(parts)} deler, ikke én"
        )


DIALOG = (
    the_subject_is_of_the_type,
    a_note_has_text,
    a_dialogue_has_a_subject,
    a_new_dialogue_names_its_contact,
    another_request_has_a_question,
    an_answer_holds_the_question,
    a_dialogue_message_has_one_part,
)
