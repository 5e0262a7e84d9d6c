"""Which message answers a request: the receiving record system shall propose it (HIS 80704:2014 vedlegg C).

The code list of TypeForesp is chosen by the sender's part: 9152 from pleie og omsorg, 9153 from lege,
9154 from sykehus. The answer always holds the original question and points back by ConversationRef.
"""

from dataclasses import dataclass

from samhandling.standards import codes
from samhandling.standards.catalogue.shapes import Part

ANY = tuple(Part)
HOSPITAL = (Part.SYKEHUS, Part.DOGNTILBUD)
MUNICIPALITY = (Part.PLEIE_OG_OMSORG, Part.SAKSBEHANDLING)


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the table: a request's code, who is asked, and message types to propose, the best first."""

    system: str
    value: str
    asked: tuple[Part, ...]
    types: tuple[str, ...]


ANSWERS = (
    Answer("9152", "1", (Part.FASTLEGE,), ("MEDISINSKE_OPPLYSNINGER", "DIALOG_SVAR")),
    Answer("9152", "1", HOSPITAL, ("HELSEOPPL_SOKNAD", "DIALOG_SVAR")),  # HISD 80806 § 9.3, § 10.1 d
    Answer("9152", "2", ANY, ("MEDISINSKE_OPPLYSNINGER", "DIALOG_SVAR")),  # list of 2009
    Answer(
        "9152", "4", ANY, ("MEDISINSKE_OPPLYSNINGER", "DIALOG_SVAR")
    ),  # the extract of medicines is read, not written
    Answer("9152", "6", ANY, ("DIALOG_SVAR",)),
    Answer("9152", "7", ANY, ("DIALOG_SVAR",)),
    Answer("9152", "8", ANY, ("DIALOG_SVAR", "HELSEOPPL_SOKNAD")),
    Answer("9152", "99", ANY, ("DIALOG_SVAR",)),
    Answer("9153", "3", MUNICIPALITY, ("ORIENTERING_TJENESTETILBUD", "DIALOG_SVAR")),
    Answer("9153", "5", MUNICIPALITY, ("HELSEOPPLYSNINGER_LEGE", "DIALOG_SVAR")),
    Answer("9153", "99", ANY, ("DIALOG_SVAR",)),
    Answer("9154", "1", MUNICIPALITY, ("INNLEGGELSESRAPPORT", "DIALOG_SVAR")),
    Answer("9154", "4", MUNICIPALITY, ("INNLEGGELSESRAPPORT", "DIALOG_SVAR")),
    Answer("9154", "8", ANY, ("DIALOG_SVAR",)),
    Answer("9154", "99", ANY, ("DIALOG_SVAR", "INNLEGGELSESRAPPORT")),
)


def propose_answers(oid: str, value: str, asked: Part | None = None) -> tuple[str, ...]:
    """Codes of the message types to propose as answer to a TypeForesp; DIALOG_SVAR where the table is silent.

    `asked` is the part that answers; without it every line of the code counts.
    """
    system = oid.strip().removeprefix(codes.ROOT)
    lines = (line for line in ANSWERS if (line.system, line.value) == (system, value.strip()))
    fitting = (line.types for line in lines if asked is None or asked in line.asked)
    return next(fitting, ("DIALOG_SVAR",))
