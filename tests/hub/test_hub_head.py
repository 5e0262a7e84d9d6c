"""What the hub reads of a document's header."""

import pytest

from golden.letters import kept
from local_hub import BYDEL, GP, HOSPITAL, document
from samhandling.hub.head import Unreadable, read_head
from samhandling.standards import addresses


@pytest.mark.parametrize(
    ("name", "code", "sender", "receivers"),
    [
        ("epikrise-1.2/epikrise-ny", "EPIKRISE", 8900105, (8900601, 8900501)),
        ("henvisning-1.0/henvisning-ny", "HENVISNING", 8900601, (8900105,)),
        ("henvisning-2.0/ny-tilstand-ny", "HENVISNING_NYTILSTAND", 8900601, (8900105,)),
    ],
)
def test_an_older_message_is_addressed_by_its_own_header(name, code, sender, receivers):
    head = read_head(kept(name))
    assert (head.type_code, head.sender_her, head.receiver_hers) == (code, sender, receivers)


@pytest.mark.parametrize("document_", [b"", b"<Message/>", b"<html/>", kept("apprec-1.1/ok")])
def test_other_documents_are_not_read(document_):
    with pytest.raises(Unreadable):
        read_head(document_)


def test_many_addresses_are_told_apart_though_few_are_remembered(monkeypatch):
    monkeypatch.setattr(addresses, "_MOST", 1)
    monkeypatch.setattr(addresses, "_LARGEST", 2000)
    for her, filling in [(HOSPITAL, ""), (BYDEL, ""), (HOSPITAL, ""), (HOSPITAL, " " * 2000), (BYDEL, "")]:
        whole = document("m-1", her, (GP,)).replace(b"<Sender>", f"<Sender>{filling}".encode())
        assert read_head(whole).sender_her == her
