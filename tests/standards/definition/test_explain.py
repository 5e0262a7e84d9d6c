"""Every fault is told with its place and rule, in English and Norwegian, without libxml2's words."""

import pytest
from lxml import etree
from shapes import CHECKER

T = 'xmlns="urn:test:2.0"'
XSI = "http://www.w3.org/2001/XMLSchema-instance"
START = "<MIGversion>v2</MIGversion><Navn>Eik</Navn><Art/>"


def issues(markup: str):
    return CHECKER.issues(etree.fromstring(markup.encode()))


def only(markup: str):
    found = issues(markup)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("markup", "rule", "path", "english", "norwegian"),
    [
        (
            f"<Tre {T}><MIGversion>v2</MIGversion></Tre>",
            "missing",
            "/Tre",
            "Navn is missing",
            "Navn mangler",
        ),
        (
            f"<Tre {T}><MIGversion>v2</MIGversion><Art/></Tre>",
            "missing",
            "/Tre/Art",
            "Navn is missing before Art",
            "Navn mangler foran Art",
        ),
        (
            f"<Tre {T}><Navn>Eik</Navn><MIGversion>v2</MIGversion><Art/></Tre>",
            "order",
            "/Tre/Navn",
            "Navn must come after MIGversion",
            "Navn skal stå etter MIGversion",
        ),
        (
            f"<Tre {T}>{START}<Levende>true</Levende><Antall>7</Antall></Tre>",
            "order",
            "/Tre/Antall",
            "Antall must come before Levende",
            "Antall skal stå foran Levende",
        ),
        (
            f"<Tre {T}>{START}<Art/></Tre>",
            "too-many",
            "/Tre/Art[2]",
            "Art may occur only once",
            "Art kan bare forekomme én gang",
        ),
        (
            f"<Tre {T}>{START}<Enten/><Eller/></Tre>",
            "choice",
            "/Tre/Eller",
            "Eller and Enten exclude each other",
            "Eller og Enten kan ikke brukes sammen",
        ),
        (
            f"<Tre {T}>{START}<Bilde/><Fritt/></Tre>",
            "choice",
            "/Tre/Fritt",
            "Fritt and Bilde exclude each other",
            "Fritt og Bilde kan ikke brukes sammen",
        ),
        (
            f"<Tre {T}>{START}<Antal>7</Antal></Tre>",
            "unknown-element",
            "/Tre/Antal",
            "Antal is not allowed in Tre; did you mean Antall?",
            "Antal er ikke tillatt i Tre; mente du Antall?",
        ),
        (
            f"<Tre {T}>{START}<Xyz/></Tre>",
            "unknown-element",
            "/Tre/Xyz",
            "Xyz is not allowed in Tre",
            "Xyz er ikke tillatt i Tre",
        ),
        (
            f'<Tre {T}>{START}<Antall xmlns="urn:x">7</Antall></Tre>',
            "wrong-namespace",
            "/Tre/Antall",
            "Antall is in namespace 'urn:x', should be 'urn:test:2.0'",
            "Antall står i navnerommet «urn:x», skal stå i «urn:test:2.0»",
        ),
        (
            f"<Tre {T}>hei{START}</Tre>",
            "text-not-allowed",
            "/Tre",
            "text is not allowed in Tre",
            "tekst er ikke tillatt i Tre",
        ),
        (
            f"<Tre {T}>{START.replace('Eik', '<b/>')}</Tre>",
            "element-not-allowed",
            "/Tre/Navn",
            "Navn may hold text only, no elements",
            "Navn kan bare ha tekst, ingen elementer",
        ),
        (
            f'<Tre {T} x="1">{START}</Tre>',
            "unknown-attribute",
            "/Tre/@x",
            "attribute x is not allowed",
            "attributtet x er ikke tillatt",
        ),
        (
            f"<Gren {T}><Blad><Tekst/></Blad></Gren>",
            "missing-attribute",
            "/Gren",
            "attribute slag is missing",
            "attributtet slag mangler",
        ),
        (
            f'<Gren {T} xmlns:a="urn:test:attributes" a:slag="kvist"><Blad><Tekst/></Blad></Gren>',
            "fixed",
            "/Gren/@slag",
            "'kvist' should be 'gren'",
            "«kvist» skal være «gren»",
        ),
        (
            f"<Tre {T}>{START.replace('v2', 'v3')}</Tre>",
            "fixed",
            "/Tre/MIGversion",
            "'v3' should be 'v2'",
            "«v3» skal være «v2»",
        ),
        (
            f"<Tre {T}>{START}<Farge>blå</Farge></Tre>",
            "enum",
            "/Tre/Farge",
            "'blå' is none of the allowed values: 'grønn', 'rød'",
            "«blå» er ingen av de tillatte verdiene: 'grønn', 'rød'",
        ),
        (
            f'<Tre {T}>{START}<Kode V="1"/><Kode S="x"/></Tre>',
            "pattern",
            "/Tre/Kode[2]/@S",
            r"'x' does not have the form \d+(\.\d+)*",
            r"«x» har ikke formen \d+(\.\d+)*",
        ),
        (
            f"<Tre {T}>{START}<Levende>ja</Levende></Tre>",
            "type",
            "/Tre/Levende",
            "'ja' is not true or false",
            "«ja» er ikke true eller false",
        ),
        (
            f"<Tre {T}>{START}<Plantet>1.2.2018</Plantet></Tre>",
            "type",
            "/Tre/Plantet",
            "'1.2.2018' is not a date like 2026-11-21",
            "«1.2.2018» er ikke en dato som 2026-11-21",
        ),
        (
            f"<Tre {T}>{START}<Tid>i går</Tid></Tre>",
            "type",
            "/Tre/Tid",
            "'i går' is not a time: date with clock, date, month, year or clock with seconds",
            (
                "«i går» er ikke et tidspunkt: "
                "dato med klokkeslett, dato, måned, år eller klokkeslett med sekunder"
            ),
        ),
        (
            f'<Tre {T} xmlns:i="{XSI}">{START}<Antall i:nil="true"/></Tre>',
            "nil",
            "/Tre/Antall",
            "xsi:nil is not allowed here",
            "xsi:nil er ikke tillatt her",
        ),
        (
            f"<Bilde {T}>!!!!</Bilde>",
            "base64",
            "/Bilde",
            "the content is not valid base64",
            "innholdet er ikke gyldig base64",
        ),
        (
            '<Hage xmlns="urn:test:hage"><Navn/><Innhold><b xmlns="urn:x"/></Innhold></Hage>',
            "unknown-namespace",
            "/Hage/Innhold/b",
            "message format 'urn:x' (b) is not supported",
            "meldingsformatet «urn:x» (b) støttes ikke",
        ),
        (
            '<Hage xmlns="urn:test:hage"><Navn/><Innhold><b/></Innhold></Hage>',
            "unknown-element",
            "/Hage/Innhold/b",
            "b is not allowed in Innhold",
            "b er ikke tillatt i Innhold",
        ),
    ],
)
def test_a_fault_is_explained(markup, rule, path, english, norwegian):
    issue = only(markup)
    assert (issue.rule, issue.path) == (rule, path)
    assert (issue.message, issue.message_no) == (english, norwegian)


def test_an_unknown_format_has_a_receipt_code_of_its_own():
    issue = only('<Hage xmlns="urn:test:hage"><Navn/><Innhold><b xmlns="urn:x"/></Innhold></Hage>')
    assert issue.apprec_code == "T10"
    assert only(f"<Tre {T}/>").apprec_code == "T02"


def test_one_fault_is_told_once_though_libxml2_tells_it_twice():
    assert only(f"<Tre {T}>{START}<Farge>blå</Farge></Tre>").rule == "enum"


def test_faults_of_several_parents_are_all_told_in_document_order():
    found = issues(
        f"<Tre {T}>\n{START}\n<Antall>x</Antall>\n<Levende>x</Levende>\n"
        '<Kode V="1" Q="2"/>\n<Finnesikke/></Tre>'
    )
    assert [(one.line, one.rule) for one in found] == [
        (3, "type"),
        (4, "type"),
        (5, "unknown-attribute"),
        (6, "unknown-element"),
    ]


def test_a_long_value_is_cut_in_the_explanation():
    issue = only(f"<Tre {T}>{START}<Antall>{'x' * 5000}</Antall></Tre>")
    assert len(issue.message) < 200


def test_prefixes_do_not_confuse_the_place():
    issue = only(
        '<p:Tre xmlns:p="urn:test:2.0"><p:MIGversion>v2</p:MIGversion><p:Navn/>'
        '<q:Art xmlns:q="urn:test:2.0"/><p:Kode/><q:Kode xmlns:q="urn:test:2.0" S="x"/><p:Kode/></p:Tre>'
    )
    assert issue.path == "/Tre/Kode[2]/@S"


def test_white_space_round_a_date_is_legal():
    markup = f"<Tre {T}>{START}<Plantet> 2018-02-01\n</Plantet><Sett>\t2018-02-01T10:00:00 </Sett></Tre>"
    root = etree.fromstring(markup)
    assert CHECKER.issues(root) == []


def test_white_space_in_other_texts_is_left_alone():
    root = etree.fromstring(
        f"<Tre {T}>{START.replace('Eik', ' 2018-02-01 ')}<Plantet> 2018-02-01 </Plantet></Tre>"
    )
    assert CHECKER.issues(root) == []
    assert root.findtext("{urn:test:2.0}Navn") == " 2018-02-01 "


@pytest.mark.parametrize("text", ["", "AAAA", "AAA=", "AA==", "AA AA\nBBBB", " "])
def test_sound_base64_passes(text):
    assert issues(f"<Bilde {T}>{text}</Bilde>") == []


@pytest.mark.parametrize("text", ["AAA", "A===", "A-_A", "AAAA=", "=AAA", "æøåæ"])
def test_faulty_base64_does_not(text):
    assert {one.path for one in issues(f"<Bilde {T}>{text}</Bilde>")} == {"/Bilde"}
