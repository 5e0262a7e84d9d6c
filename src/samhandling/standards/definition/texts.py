"""What each structural rule says, in English and bokmål."""

from __future__ import annotations

from samhandling.errors import Issue

_TEXTS: dict[str, tuple[str, str]] = {
    "missing": ("{wanted} is missing", "{wanted} mangler"),
    "missing:before": ("{wanted} is missing before {name}", "{wanted} mangler foran {name}"),
    "order:before": ("{name} must come before {other}", "{name} skal stå foran {other}"),
    "order:after": ("{name} must come after {other}", "{name} skal stå etter {other}"),
    "too-many": ("{name} may occur only once", "{name} kan bare forekomme én gang"),
    "choice": ("{name} and {other} exclude each other", "{name} og {other} kan ikke brukes sammen"),
    "unknown-element": ("{name} is not allowed in {parent}", "{name} er ikke tillatt i {parent}"),
    "unknown-element:near": (
        "{name} is not allowed in {parent}; did you mean {near}?",
        "{name} er ikke tillatt i {parent}; mente du {near}?",
    ),
    "wrong-namespace": (
        "{name} is in namespace '{found}', should be '{wanted}'",
        "{name} står i navnerommet «{found}», skal stå i «{wanted}»",
    ),
    "unknown-namespace": (
        "message format '{found}' ({name}) is not supported",
        "meldingsformatet «{found}» ({name}) støttes ikke",
    ),
    "root": (
        "{name} in namespace '{found}' cannot be a document of its own; expected one of: {wanted}",
        "{name} i navnerommet «{found}» kan ikke være et eget dokument; ventet ett av: {wanted}",
    ),
    "text-not-allowed": ("text is not allowed in {name}", "tekst er ikke tillatt i {name}"),
    "element-not-allowed": (
        "{name} may hold text only, no elements",
        "{name} kan bare ha tekst, ingen elementer",
    ),
    "unknown-attribute": ("attribute {attribute} is not allowed", "attributtet {attribute} er ikke tillatt"),
    "missing-attribute": ("attribute {attribute} is missing", "attributtet {attribute} mangler"),
    "enum": (
        "'{value}' is none of the allowed values: {wanted}",
        "«{value}» er ingen av de tillatte verdiene: {wanted}",
    ),
    "pattern": ("'{value}' does not have the form {wanted}", "«{value}» har ikke formen {wanted}"),
    "fixed": ("'{value}' should be '{wanted}'", "«{value}» skal være «{wanted}»"),
    "nil": ("xsi:nil is not allowed here", "xsi:nil er ikke tillatt her"),
    "type": ("'{value}' is not {wanted}", "«{value}» er ikke {wanted_no}"),
    "base64": ("the content is not valid base64", "innholdet er ikke gyldig base64"),
    "structure": ("does not fit the schema: {detail}", "passer ikke med skjemaet: {detail}"),
    "not-in-version": (
        "{name} does not exist in version {version}",
        "{name} finnes ikke i versjon {version}",
    ),
    "control-character": (
        "{name} holds a control character, which XML does not allow",
        "{name} inneholder et kontrolltegn, som XML ikke tillater",
    ),
    "not-well-formed": ("not well-formed XML: {detail}", "ikke velformet XML: {detail}"),
    "encoding": (
        "the character encoding {found} is not accepted; use UTF-8 or ISO-8859-1",
        "tegnkodingen {found} godtas ikke; bruk UTF-8 eller ISO-8859-1",
    ),
    "doctype": ("a message may not have a DOCTYPE", "en melding kan ikke ha DOCTYPE"),
    "too-large": ("too large: more than {limit} {what}", "for stor: mer enn {limit} {what_no}"),
}

TYPE_WORDS: dict[str, tuple[str, str]] = {
    "boolean": ("true or false", "true eller false"),
    "integer": ("a whole number", "et helt tall"),
    "decimal": ("a number", "et tall"),
    "double": ("a number", "et tall"),
    "date": ("a date like 2026-11-21", "en dato som 2026-11-21"),
    "dateTime": (
        "a date and time like 2026-11-21T10:02:00",
        "en dato med klokkeslett som 2026-11-21T10:02:00",
    ),
    "gYear": ("a year like 2026", "et årstall som 2026"),
    "anyURI": ("an address (URI)", "en adresse (URI)"),
    "ID": ("a name that nothing else in the document has", "et navn som ikke noe annet i dokumentet har"),
    "base64Binary": ("base64", "base64"),
    "union": (
        "a time: date with clock, date, month, year or clock with seconds",
        "et tidspunkt: dato med klokkeslett, dato, måned, år eller klokkeslett med sekunder",
    ),
}


def issue(text: str, line: int, path: str, *, apprec_code: str = "T02", **values: object) -> Issue:
    """An issue by the name of its text; the part before `:` is the rule."""
    english, norwegian = (one.format(**values) for one in _TEXTS[text])
    return Issue(line, path, text.partition(":")[0], english, norwegian, apprec_code=apprec_code)
