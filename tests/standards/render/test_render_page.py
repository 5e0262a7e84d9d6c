"""The page: one article with ordered headings, named tables, and nothing that a strict page forbids."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from lxml import html

from golden.letters import kept, names_kept
from samhandling.standards.render import LANGUAGES, render_html, render_text, summary

INNLAGT = "plo-1.6/innlagt-ny"
RAPPORT = "plo-1.6/utskrivningsrapport-ny"
DIALOG = "dialog-1.1/helsefaglig-dialog"


@cache
def rendered(name: str, language: str = "nb") -> str:
    """Each letter is rendered once for all the tests of its page."""
    return render_html(kept(name), language)


def page(name: str, language: str = "nb") -> html.HtmlElement:
    return html.fromstring(rendered(name, language))


def facts(element: html.HtmlElement) -> dict[str, str]:
    """The facts directly in an element: name to text."""
    rows = element.xpath("./dl/div")
    return {row.findtext("dt"): " ".join(row.find("dd").text_content().split()) for row in rows}


@pytest.mark.parametrize("name", names_kept())
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_never_skip_a_level(name: str, language: str) -> None:
    levels = [int(found) for found in re.findall(r"<h(\d)>", rendered(name, language))]

    assert levels[0] == 2
    assert levels.count(2) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", names_kept())
def test_a_page_has_no_style_script_or_foreign_class(name: str) -> None:
    fragment = rendered(name)

    assert not re.search(r"<(script|style|iframe|img|form|link)\b|\s(style|on\w+)=", fragment)
    assert all(re.fullmatch(r"m[0-9a-f]{8}-\d+", found) for found in re.findall(r'\sid="(.*?)"', fragment))
    assert all(c.startswith("melding") for e in page(name).iter() for c in e.get("class", "").split())


@pytest.mark.parametrize("name", names_kept())
def test_with_content_first_nothing_is_lost_and_the_envelope_stands_after_it(name: str) -> None:
    usual, first = page(name), html.fromstring(render_html(kept(name), content_first=True))

    assert first.find("header/dl") is None
    assert sorted(first.text_content().replace("Avsender og mottaker", "")) == sorted(
        usual.text_content().replace("Avsender og mottaker", "")
    )
    assert "Avsender" in facts(first.xpath("./section[h3='Avsender og mottaker']")[0])


@pytest.mark.parametrize("name", names_kept())
def test_tables_have_captions_and_head_cells_with_scope(name: str) -> None:
    for table in page(name).xpath("//table[@class='melding-tabell']"):
        assert table.findtext("caption")
        assert {cell.get("scope") for cell in table.xpath("./thead/tr/*")} == {"col"}
        assert all(row.xpath("count(./th[@scope='row'])") == 1 for row in table.xpath("./tbody/tr"))


@pytest.mark.parametrize("name", names_kept())
def test_no_section_and_no_name_is_empty(name: str) -> None:
    article = page(name)

    assert [s.text_content() for s in article.xpath("//section[count(*) < 2]")] == []
    assert [d.getprevious().text for d in article.xpath("//dd") if not d.text_content().strip()] == []


def test_the_header_says_when_from_whom_to_whom_and_about_whom() -> None:
    article = page(INNLAGT)
    header = article.find("header")

    told = facts(header)

    assert header.findtext("h2") == "Melding om innlagt pasient"
    assert told["Sendt"] == "16.11.2026 kl. 23.05"
    assert told["Avsender"].startswith("Diakonhjemmet sykehus")
    assert "PLO innleggelse somatikk" in told["Avsender"]
    assert "8900202" in told["Mottaker"]
    assert told["Pasient"].startswith("Borghild Rypefjær")
    assert "178438 42054" in told["Pasient"]


def test_a_copy_receiver_is_named_by_its_role() -> None:
    assert facts(page(RAPPORT).find("header"))["Kopimottaker"].startswith("Majorstuen legesenter")


@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        ("plo-1.6/innlagt-ny", "Ny", "ny"),
        ("plo-1.6/innleggelsesrapport-endring", "Endring", "endring"),
        ("plo-1.6/innlagt-kansellering", "Kansellering", "kansellering"),
        ("apprec-1.1/ok", "OK", "godkjent"),
        ("apprec-1.0/avvist", "Avvist", "avvist"),
    ],
)
def test_the_status_is_a_word(name: str, status: str, kind: str) -> None:
    shown = page(name).xpath("./header/p[contains(@class, 'melding-status ')]")[0]

    assert shown.text == status
    assert f"melding-status-{kind}" in shown.get("class")


def test_a_cancellation_says_that_the_content_no_longer_applies() -> None:
    assert "gjelder ikke lenger" in page("plo-1.6/innlagt-kansellering").find("header").text_content()


def test_sections_have_the_headings_of_the_standard_in_its_order() -> None:
    headings = page(RAPPORT).xpath("./section/h3/text()")

    assert headings == [
        "Informasjon om forsendelsen",
        "Tilleggsopplysninger om pasienten",
        "Pårørende/foresatte",
        "Tilknyttede enheter",
        "Kontaktpersoner, helsepersonell",
        "Ansvarlig for rapport",
        "Sendte dokumenter",
        "Tidsfestede hendelser",
        "Medisinske diagnoser",
        "Medisinskfaglige opplysninger",
        "Legemidler",
        "Andre viktige opplysninger",
        "Sykepleiedokumentasjon",
        "Opplysninger fra andre faggrupper",
        "Kartlegging av funksjonsnivå",
        "Behov for tjenester",
        "Informasjon gitt",
        "Assistert kommunikasjon",
        "Reservasjoner og ønsker",
        "Kontrolltimer",
        "Opplysninger om hjelpemidler",
    ]


def test_medicines_are_a_table_with_one_row_each() -> None:
    table = page(RAPPORT).xpath("//section[h3='Legemidler']//table")[0]

    assert table.findtext("caption") == "Legemidler (5)"
    assert table.xpath("./thead/tr/th/text()")[:3] == ["Legemiddel", "Status", "Styrke"]
    assert [c.text_content()[:10] for c in table.xpath("./tbody/tr/th")] == [
        "Metoprolol", "ParacetVir", "FragminVir", "OxynormVir", "Imovane",
    ]  # fmt: skip


def test_several_short_values_stand_on_one_line() -> None:
    days = page(RAPPORT).xpath("//dt[text()='Faste ukedager']/following-sibling::dd/text()")

    assert days == ["Mandag, Torsdag"]


def test_a_telephone_is_a_link() -> None:
    assert page(INNLAGT).xpath("//a[@href='tel:20000114']/text()")[0] == "20 00 01 14"


def test_line_breaks_in_notes_are_kept() -> None:
    assert "Ukomplisert forløp.<br>Forbigående forvirring" in render_html(kept(RAPPORT))


def test_formatted_content_stands_under_its_heading() -> None:
    content = page(DIALOG).xpath("//section[h4='Innhold']/div[@class='melding-formatert']")[0]

    assert content.xpath(".//h5/text()") == ["Sår på høyre hæl"]
    assert content.xpath(".//td/text()") == ["19.11.", "2 cm", "1 cm", "21.11.", "3 cm", "2 cm"]


def test_attachments_are_listed_with_type_and_size_and_linked_where_there_is_an_address() -> None:
    fragment = render_html(kept(DIALOG), attachment_url=lambda index: f"/vedlegg/{index}?a=1&b=2")
    rows = html.fromstring(fragment).xpath("//section[h3='Vedlegg']//tbody/tr")

    assert [row.xpath("./th/a/@href") for row in rows] == [["/vedlegg/0?a=1&b=2"], ["/vedlegg/1?a=1&b=2"]]
    assert [row.xpath("./td[1]")[0].text_content() for row in rows] == [
        "PDF-dokument (application/pdf)", "PNG-bilde (image/png)",
    ]  # fmt: skip
    assert rows[1].xpath("./td[2]/text()") == ["74 byte"]


def test_without_addresses_attachments_are_listed_without_links() -> None:
    assert page(DIALOG).xpath("//section[h3='Vedlegg']//a") == []


def test_a_signature_is_told_as_not_verified() -> None:
    assert facts(page(DIALOG).find("header"))["Signatur"] == "ikke verifisert"


def test_identifiers_and_code_systems_are_folded_away() -> None:
    fold = page(INNLAGT).xpath("./details[@class='melding-teknisk']")[0]

    assert fold.findtext("summary") == "Tekniske opplysninger"
    assert "2.16.578.1.12.4.1.1.9121" in fold.text_content()
    assert "Pasient innlagt" in fold.text_content()


def test_a_receipt_tells_the_reasons_in_words_with_the_explanation() -> None:
    section = page("apprec-1.1/avvist").xpath("./section[h3='Feil']")[0]

    assert "Pasientopplysninger er utilstrekkelige" in section.text_content()
    assert "E36" in section.text_content()
    assert "mangler både fødselsnummer" in section.text_content()


@pytest.mark.parametrize("name", names_kept())
def test_the_text_says_the_same_words_as_the_page(name: str) -> None:
    tree = page(name)
    status = " ".join(tree.xpath("./header/p/text()")).upper()
    shouted = [text.capitalize() for text in tree.xpath("//*[contains(@class, 'versaler')]/text()")]
    on_the_page = [*tree.itertext(), *tree.xpath("//a/@href"), status, *shouted]

    assert words(render_text(kept(name))) <= words(" ".join(on_the_page))


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("plo-1.6/innlagt-ny", "Melding om innlagt pasient – innlagt 16.11.2026 kl. 22.40"),
        (
            "plo-1.6/innlagt-kansellering",
            "Melding om innlagt pasient (kansellering) – innlagt 16.11.2026 kl. 22.40",
        ),
        ("plo-1.6/utskrevet-ny", "Melding om utskrevet pasient – utskrevet 25.11.2026"),
        ("plo-1.6/innleggelsesrapport-endring", "Innleggelsesrapport (endring)"),
        ("plo-1.6/utskrivningsrapport-ny", "Utskrivningsrapport"),
        (
            "plo-1.6/helseopplysninger-varsel-ny",
            "Helseopplysninger – Varsel om innlagt pasient, forventet utskrivningsklar 26.11.2026",
        ),
        ("plo-1.6/helseopplysninger-til-lege-ny", "Helseopplysninger til lege – Ønske om legevurdering"),
        ("dialog-1.0/tilbakemelding", "Tilbakemelding på mottak av utskrivningsklar pasient"),
        ("dialog-1.0/avvik", "Tilbakemelding om feil i mottatt melding – Mangelfulle opplysninger"),
        ("dialog-1.1/helsefaglig-dialog", "Helsefaglig dialog – Sår på høyre hæl"),
        ("dialog-1.1/status-avvist", "Status på henvisning – Henvisningen er avvist"),
        (
            "epikrise-1.2/epikrise-ny",
            "Epikrise – Sykehusepikrise, opphold 16.11.2026–25.11.2026, Brudd i lårhals",
        ),
        ("epikrise-1.1/epikrise-kansellering", "Epikrise (kansellering) – Sykehusepikrise"),
        (
            "epikrise-1.2/poliklinisk-notat-ny",
            "Epikrise – Poliklinisk notat, opphold 24.11.2026, Hjertesvikt",
        ),
        ("henvisning-1.0/henvisning-ny", "Henvisning – Innen en uke, Hjertesvikt"),
        (
            "henvisning-2.0/viderehenvisning-ny",
            "Viderehenvisning – Utredning/behandling, Haster (elektiv), Hjertesvikt",
        ),
        ("ekstrakt/legemiddelopplysninger", "Legemiddelopplysninger"),
        ("apprec-1.1/ok", "Applikasjonskvittering – OK"),
        ("apprec-1.0/avvist", "Applikasjonskvittering – Avvist: Annen feil"),
    ],
)
def test_the_summary_is_one_line(name: str, line: str) -> None:
    assert summary(kept(name)) == line


@pytest.mark.parametrize("name", names_kept())
def test_a_summary_never_names_the_patient(name: str) -> None:
    assert not re.search("Borghild|Rypefjær|Måneskinn|Elvesang|Lomvi", summary(kept(name)))


def test_a_page_in_english_has_english_names_and_norwegian_codes() -> None:
    article = page(INNLAGT, "en")

    assert article.findtext("header/h2") == "Notice of admitted patient"
    assert "Sender" in facts(article.find("header"))
    assert "Pasient innlagt" in article.text_content()


LONG, SHORT = "plo-1.6/utskrivningsrapport-ny", "plo-1.6/innlagt-ny"


def test_a_short_message_has_no_table_of_contents() -> None:
    assert page(SHORT).xpath("//nav") == []


def test_a_long_report_has_a_table_of_contents_that_leads_to_every_section() -> None:
    article = page(LONG)
    links = article.xpath("//nav//a")
    sections = article.xpath("./section")

    assert [link.get("href") for link in links] == [f"#{section.get('id')}" for section in sections]
    assert [link.text for link in links] == [section.findtext("h3") for section in sections]


def test_two_messages_on_one_page_have_targets_of_their_own() -> None:
    ids = [page(name).xpath("./section/@id") for name in (LONG, "plo-1.6/utskrivningsrapport-endring")]

    assert not set(ids[0]) & set(ids[1])
