"""Messages per second through carrier and hub alone: two clients, each message with its receipt.

Three processes on this machine: the hub as it is run, a receiver that fetches each message, answers it and
fetches the receipt, and a sender that also reads every receipt. Nodes, databases and rules are not in it.
"""

import json
import multiprocessing
import os
import queue
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey

from samhandling.transport.carriers.contract import Arrival, MessageParcel, ReceiptArrival, ReceiptParcel
from samhandling.transport.carriers.edi20 import Edi20Carrier, Edi20Settings

SENDER, RECEIVER = 8000001, 8000002
CONTENT_BYTES = 8000


def measure(messages: int = 300, warm_up: int = 20) -> dict[str, float]:
    """Return messages/s sent, messages/s sent and receipted, and CPU milliseconds per message and process."""
    with tempfile.TemporaryDirectory() as folder:
        hub, settings = _start_hub(Path(folder))
        answering = multiprocessing.get_context("spawn").Process(
            target=_answer, args=(settings["receiver"], warm_up + messages), daemon=True
        )
        answering.start()
        try:
            carrier = Edi20Carrier(settings["sender"])
            *_, offset = _round(carrier, warm_up, None)
            used = _cpu(hub.pid), _cpu(answering.pid), time.process_time()
            sent_in, receipted_in, _ = _round(carrier, messages, offset)
            spent = _cpu(hub.pid) - used[0], _cpu(answering.pid) - used[1], time.process_time() - used[2]
        finally:
            answering.terminate()
            hub.terminate()
            hub.wait(10)
    return {
        "sent_per_second": messages / sent_in,
        "receipted_per_second": messages / receipted_in,
        "hub_cpu_ms": 1000 * spent[0] / messages,
        "receiver_cpu_ms": 1000 * spent[1] / messages,
        "sender_cpu_ms": 1000 * spent[2] / messages,
    }


def _round(carrier: Edi20Carrier, messages: int, after: int | None) -> tuple[float, float, int]:
    """Send messages and wait for their receipts; return the seconds for each, and the last offset."""
    parcels = [_parcel() for _ in range(messages)]
    pending, offsets = {parcel.msg_id for parcel in parcels}, queue.Queue[int]()
    reading = threading.Thread(target=_read, args=(carrier, pending, after, offsets), daemon=True)
    reading.start()
    started = time.perf_counter()
    for parcel in parcels:
        carrier.send(parcel)
    sent_in = time.perf_counter() - started
    last = offsets.get(timeout=120)
    return sent_in, time.perf_counter() - started, last


def _read(carrier: Edi20Carrier, pending: set[str], after: int | None, offsets: queue.Queue[int]) -> None:
    for event in carrier.receive(after):
        if isinstance(event, ReceiptArrival):
            assert event.document
            pending.discard(event.message_msg_id or "")
            if not pending:
                offsets.put(event.offset)
                return


def _answer(settings: Edi20Settings, messages: int) -> None:
    carrier = Edi20Carrier(settings)
    for event in carrier.receive(None):
        if isinstance(event, Arrival):
            carrier.document(carrier.send(ReceiptParcel(event.carrier_id, RECEIVER, "1")))
            messages -= 1
        if not messages:
            time.sleep(600)  # its CPU is read from outside before it is ended


def _start_hub(folder: Path) -> tuple[subprocess.Popen[bytes], dict[str, Edi20Settings]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    keys = {
        name: ECKey.generate_key("P-256", auto_kid=True).as_dict(private=True)
        for name in ("sender", "receiver")
    }
    hers = {"sender": SENDER, "receiver": RECEIVER}
    config = folder / "hub.toml"
    config.write_text(
        f'public_url = "{url}"\n' + "".join(_client(name, keys[name], hers[name]) for name in keys)
    )
    program = Path(sys.executable).with_name("samhandling")
    command = [str(program), "hub", "run", "--config", str(config), "--port", str(port)]
    hub = subprocess.Popen(command)
    _wait_for(port)
    return hub, {
        name: Edi20Settings(url, name, dict(keys[name]), (hers[name],), source_system="bench 1")
        for name in keys
    }


def _client(name: str, jwk: dict[str, Any], her: int) -> str:
    public = "".join(f"{part} = {json.dumps(jwk[part])}\n" for part in ("kty", "crv", "x", "y"))
    return f'[[clients]]\nclient_id = "{name}"\nher_ids = [{her}]\n[clients.jwk]\n{public}'


def _wait_for(port: int) -> None:
    for _ in range(1200):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the hub did not start")


def _cpu(pid: int | None) -> float:
    """Return the CPU seconds that a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _parcel() -> MessageParcel:
    msg_id = str(uuid.uuid4())
    document = f"""<?xml version="1.0" encoding="UTF-8"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo>
<Type V="LOG_INNLAGT" DN="Melding om innlagt pasient"/><MIGversion>v1.2 2006-05-24</MIGversion>
<GenDate>2026-11-21T10:02:00+01:00</GenDate><MsgId>{msg_id}</MsgId>{_party("Sender", SENDER)}
{_party("Receiver", RECEIVER)}</MsgInfo><Document><RefDoc><MsgType V="XML" DN="XML-instans"/><Content>
<Innhold xmlns="http://www.kith.no/xmlstds/plo/2017-06-30">{"x" * CONTENT_BYTES}</Innhold></Content></RefDoc>
</Document></MsgHead>"""
    return MessageParcel(document.encode(), msg_id, "LOG_INNLAGT", SENDER, (RECEIVER,))


def _party(name: str, her: int) -> str:
    ident = '<Ident><Id>{}</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>'
    inner = f"<Organisation><OrganisationName>Tjeneste</OrganisationName>{ident.format(her)}</Organisation>"
    outer = f"<OrganisationName>Virksomhet</OrganisationName>{ident.format(her + 100)}{inner}"
    return f"<{name}><Organisation>{outer}</Organisation></{name}>"


if __name__ == "__main__":
    for figure, value in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 300).items():
        print(f"{figure:22} {value:8.1f}")
