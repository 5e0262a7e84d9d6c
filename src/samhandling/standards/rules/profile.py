"""Rules of the single profiles: what a type must say that its schema leaves open."""

from collections.abc import Iterator

from samhandling.standards import codes
from samhandling.standards.definition.tree import local_name
from samhandling.standards.formatted import ALLOWED, HEADINGS
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.rules.letter import Letter, looked_for
from samhandling.standards.rules.rule import Finding, rule

FIRST_NOTICE, UPDATE = "1", "2"
ANSWERABLE = looked_for("AnsvarligRapport")
TAGS = frozenset(ALLOWED) | HEADINGS
"""What may pass to a page: the allow-list of the renderer."""


@rule("HIS 1144, HIS 1147, HIS 1148, HIS 1207 (TypeInnhold: 9140, 9138, 9139, 8455)")
def the_kind_of_content_is_of_the_type(letter: Letter) -> Iterator[Finding]:
    """TypeInnhold is of the code list that belongs to the type."""
    kind = child(letter.content, "TypeInnholdIMelding", "TypeInnhold")
    wanted = letter.row.type_innhold if letter.row is not None else None
    if kind is None or wanted is None:
        return
    given = value(kind, attribute="S")
    if given and given.removeprefix(codes.ROOT) != wanted:
        yield Finding(
            kind, f"TypeInnhold is not of {wanted}", f"TypeInnhold er ikke fra kodeverk {wanted}", "S"
        )


@rule("HIS 1144 Helseopplysninger (9140: 1 ved første melding, deretter 2)", types=("HELSEOPPL_SOKNAD",))
def an_update_is_called_one(letter: Letter) -> Iterator[Finding]:
    """The first Helseopplysninger gives notice of the admission; those that change it are updates."""
    kind = child(letter.content, "TypeInnholdIMelding", "TypeInnhold")
    if kind is not None and value(kind) == FIRST_NOTICE and letter.facts.status == "M":
        yield Finding(
            kind,
            "a change is called a first notice (9140:1), not an update (9140:2)",
            "en endring er kalt varsel (9140:1), ikke oppdaterte opplysninger (9140:2)",
            "V",
        )


@rule("HIS 80704:2014 AnsvarForRapport (TypeHealthcareProfessional skal angis)")
def who_answers_has_a_profession(letter: Letter) -> Iterator[Finding]:
    """Who answers for a message is a nurse, a doctor or another profession of 9060."""
    for part in letter.named(*ANSWERABLE):
        if not value(part, "TypeHealthcareProfessional"):
            yield Finding(part, "the profession is missing", "kategori helsepersonell mangler")


@rule(
    "HIS 1146 Orientering om tjenestetilbud (startdato skal være med)", types=("ORIENTERING_TJENESTETILBUD",)
)
def a_service_tells_when_it_begins(letter: Letter) -> Iterator[Finding]:
    """A service that is granted begins some day."""
    if letter.is_cancellation:
        return
    for service in children(letter.content, "EksisterendeTjeneste"):
        if not text(service, "Startdato"):
            yield Finding(service, "the service has no start date", "tjenesten har ingen startdato")


@rule("HISD 1155 XHTML (modulene text, list, presentation og basic tables)")
def formatted_text_is_of_the_allowed_kinds(letter: Letter) -> Iterator[Finding]:
    """Formatted text has no scripts, styles, pictures, forms or links; on a page their tags are left out."""
    for element in letter.formatted:
        name = local_name(element.tag)
        if name.lower() not in TAGS:
            yield Finding(
                element, f"<{name}> may not be used", f"<{name}> skal ikke brukes i formatert tekst"
            )


PROFILE = (
    the_kind_of_content_is_of_the_type,
    an_update_is_called_one,
    who_answers_has_a_profession,
    a_service_tells_when_it_begins,
    formatted_text_is_of_the_allowed_kinds,
)
