"""What the hub reads of a document's header."""

import pytest

from golden.letters import kept
from samhandling.hub.head import Unreadable, read_head


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


@pytest.mark.parametrize("document", [b"", b"<Message/>", b"<html/>", kept("apprec-1.1/ok")])
def test_other_documents_are_not_read(document):
    with pytest.raises(Unreadable):
        read_head(document)
