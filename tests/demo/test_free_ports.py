"""A port in use is told before anything is started."""

import socket

import pytest

from samhandling.demo.free_ports import PortTaken, require_free

pytestmark = [pytest.mark.enable_socket]


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_every_port_in_use_is_named_with_whose_it_should_have_been(listening):
    with pytest.raises(PortTaken, match=rf"port {listening} \(the message hub\).*PORT=9000"):
        require_free({listening: "the message hub"})


def test_free_ports_are_let_through():
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]
    require_free({free: "the front page"})
