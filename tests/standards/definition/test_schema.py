"""The compiled schema: in threads, and with documents so large or faulty that time counts."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from lxml import etree
from shapes import CHECKER

HEAD = '<Gren xmlns="urn:test:2.0" xmlns:a="urn:test:attributes" a:slag="gren">'
SOUND, FAULTY = "<Blad><Tekst>x</Tekst></Blad>", "<Blad/>"


def issues(*parts: str):
    return CHECKER.issues(etree.fromstring("".join([HEAD, *parts, "</Gren>"])))


def test_threads_get_the_faults_of_their_own_document():
    def rules(number: int) -> bool:
        sound = number % 3 == 0
        found = issues(SOUND, "" if sound else f"<Blad><Tekst/><B{number}/></Blad>")
        return [one.path for one in found] == ([] if sound else [f"/Gren/Blad[2]/B{number}"])

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(rules, range(1500)))


@pytest.mark.parametrize("sound_before", [0, 20_000])
def test_many_faults_in_a_large_document_are_explained_quickly(sound_before):
    root = etree.fromstring("".join([HEAD, SOUND * sound_before, FAULTY * 30_000, "</Gren>"]))
    start = time.process_time()
    found = CHECKER.issues(root)
    assert time.process_time() - start < 3  # 10 s and more where each fault counts its siblings
    assert 20 <= len(found) <= 100
    assert found[0].path == f"/Gren/Blad[{sound_before + 1}]"
    assert {one.rule for one in found} == {"missing"}


def test_a_large_sound_document_is_sound():
    assert issues(SOUND * 6_000) == []


@pytest.mark.parametrize(
    "fault", [FAULTY, "<Blad><Tekst/><Tekst/></Blad>", '<Blad x="1"><Tekst/></Blad>', "x", "<x/>"]
)
@pytest.mark.parametrize("before", [0, 6_000])
@pytest.mark.parametrize("after", [0, 6_000])
def test_one_fault_in_a_large_document_is_found_wherever_it_is(fault, before, after):
    found = issues(SOUND * before, fault, SOUND * after)
    assert found
    assert found == issues(SOUND * before, fault, SOUND * after)


def test_faults_on_the_root_alone_are_not_lost_in_a_large_document():
    many = " ".join(f'x{number}="1"' for number in range(90))
    root = etree.fromstring(f"{HEAD[:-1]} {many}>{SOUND * 6_000}</Gren>")
    assert {one.path for one in CHECKER.issues(root)} >= {"/Gren/@x1", "/Gren/@x9"}


def test_the_fingerprint_follows_the_declarations():
    assert len(CHECKER.schema.fingerprint) == 64
    assert CHECKER.schema.fingerprint == CHECKER.schema.fingerprint
