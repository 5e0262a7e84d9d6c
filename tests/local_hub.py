"""A hub inside the test, without sockets: keys, clients, documents and the way to call it."""

import asyncio
import queue
import threading
import uuid
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
from granian.rsgi import ProtocolClosed
from joserfc.jwk import ECKey

from httpx_wire import Through
from samhandling.hub.app import HubApp, create_app
from samhandling.hub.config import Client, HubConfig
from samhandling.hub.serving import Served
from samhandling.transport.carriers.contract import MessageParcel
from samhandling.transport.carriers.edi20 import Edi20Carrier, Edi20Settings

URL = "http://hub.test"
HOSPITAL, BYDEL, BYDEL_CASEWORK, GP = 8000001, 8000002, 8000003, 8000004
HERS = {"hospital": [HOSPITAL], "bydel": [BYDEL, BYDEL_CASEWORK], "gp": [GP]}


class InProcess(httpx.BaseTransport):
    """Calls the hub's app on an event loop in a thread of its own; answers may be streams."""

    def __init__(self, app: HubApp) -> None:
        self.app = app
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._run(self._start())

    async def _start(self) -> None:
        self.app.start()

    def stop(self) -> None:
        self._run(self.app.stop())
        self._run(self._end_tasks())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        exchange = Exchange(self._loop, request)
        asyncio.run_coroutine_threadsafe(exchange.run(self.app), self._loop)
        status, headers = exchange.next()
        return httpx.Response(status, headers=headers, stream=exchange)

    def _run(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(10)

    async def _end_tasks(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Exchange(httpx.SyncByteStream):
    """One request and its answer, passed between the two threads: the server's part of RSGI."""

    def __init__(self, loop: asyncio.AbstractEventLoop, request: httpx.Request) -> None:
        self._loop, self._body = loop, request.read()
        self.method, self.path = request.method, request.url.path
        self.query_string = request.url.query.decode()
        self.headers = Headers(
            (name.lower().decode(), value.decode("latin-1")) for name, value in request.headers.raw
        )
        self._sent = queue.Queue[Any]()
        self._gone = asyncio.Event()
        self._request = request
        self._timeout = request.extensions.get("timeout", {}).get("read") or 10

    async def run(self, app: HubApp) -> None:
        try:
            await Served(app).__rsgi__(self, self)
        except Exception as error:  # noqa: BLE001  it belongs to the thread that asked
            self._sent.put(error)
        self._sent.put(b"")

    def next(self) -> Any:
        try:
            told = self._sent.get(timeout=self._timeout)
        except queue.Empty:
            raise httpx.ReadTimeout("silence", request=self._request) from None
        if isinstance(told, BaseException):
            raise httpx.ReadError(repr(told), request=self._request)
        return told

    def __iter__(self) -> Iterator[bytes]:
        while part := self.next():
            yield part

    def close(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._gone.set)

    async def __call__(self) -> bytes:
        return self._body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self._sent.put((status, headers))

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self._sent.put((status, headers))
        self._sent.put(body)

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> "Exchange":
        self._sent.put((status, headers))
        return self

    async def send_bytes(self, part: bytes) -> None:
        if self._gone.is_set():
            raise ProtocolClosed
        self._sent.put(part)

    async def client_disconnect(self) -> None:
        await self._gone.wait()


class Headers(list[tuple[str, str]]):
    """As the server gives them."""

    def get(self, key: str, default: Any = None) -> Any:
        return next(iter(self.get_all(key)), default)

    def keys(self) -> list[str]:
        return [name for name, _value in self]

    def get_all(self, key: str) -> list[str]:
        return [value for name, value in self if name == key]


def new_key() -> dict[str, Any]:
    return dict(ECKey.generate_key("P-256", auto_kid=True).as_dict(private=True))


KEYS = {name: new_key() for name in HERS}


def public(jwk: dict[str, Any]) -> dict[str, Any]:
    return {name: jwk[name] for name in ("kty", "crv", "x", "y", "kid")}


def hub_config(folder: Any, **changes: Any) -> HubConfig:
    clients = {name: Client(name, public(KEYS[name]), frozenset(hers)) for name, hers in HERS.items()}
    told = {"public_url": URL, "data_dir": folder, "clients": clients, "faults": True, "ping_seconds": 0.2}
    return HubConfig(**(told | changes))


def start_hub(folder: Any, **changes: Any) -> InProcess:
    return InProcess(create_app(hub_config(folder, **changes)))


def settings(name: str, **changes: Any) -> Edi20Settings:
    told = {
        "base_url": URL,
        "client_id": name,
        "private_jwk": KEYS[name],
        "her_ids": tuple(HERS[name]),
        "source_system": "Samhandling tests 1.0",
        "timeout": 5.0,
        "silence": 5.0,
        "poll_wait": 0.05,
    }
    return Edi20Settings(**(told | changes))


def carrier(hub: InProcess, name: str, **changes: Any) -> Edi20Carrier:
    return Edi20Carrier(settings(name, **changes), wire=Through(hub))


def parcel(receivers: tuple[int, ...] = (BYDEL,), sender: int = HOSPITAL, **changes: Any) -> MessageParcel:
    msg_id = str(uuid.uuid4())
    told = {
        "document": document(msg_id, sender, receivers),
        "msg_id": msg_id,
        "type_code": "LOG_INNLAGT",
        "sender_her": sender,
        "receiver_hers": receivers,
    }
    return MessageParcel(**(told | changes))


def document(
    msg_id: str, sender: int, receivers: tuple[int, ...], type_code: str = "LOG_INNLAGT", filling: str = ""
) -> bytes:
    """A MsgHead with its addresses, around content that is the receiver's affair."""
    names = ["Receiver"] + ["OtherReceiver"] * (len(receivers) - 1)
    parties = "".join(_party(name, her) for name, her in zip(names, receivers, strict=True))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
  <MsgInfo>
    <Type V="{type_code}" DN="Melding"/>
    <MIGversion>v1.2 2006-05-24</MIGversion>
    <GenDate>2026-11-21T10:02:00+01:00</GenDate>
    <MsgId>{msg_id}</MsgId>
    {_party("Sender", sender)}{parties}
  </MsgInfo>
  <Document>
    <RefDoc>
      <MsgType V="XML" DN="XML-instans"/>
      <Content><Innhold xmlns="http://www.kith.no/xmlstds/plo/2017-06-30">{filling}</Innhold></Content>
    </RefDoc>
  </Document>
</MsgHead>""".encode()


def _party(name: str, her: int) -> str:
    return f"""<{name}><Organisation><OrganisationName>Virksomhet</OrganisationName>{_ident(her + 100)}
      <Organisation><OrganisationName>Tjeneste</OrganisationName>{_ident(her)}</Organisation>
    </Organisation></{name}>"""


def _ident(her: int) -> str:
    kind = '<TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/>'
    return f"<Ident><Id>{her}</Id>{kind}</Ident>"
