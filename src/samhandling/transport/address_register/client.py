"""Asking over HTTP, by the wire that the carrier uses (docs/adr/0014)."""

import time
import uuid
from base64 import b64encode
from contextlib import closing
from urllib.parse import urlsplit

from samhandling.transport.address_register.answer import read_answer
from samhandling.transport.address_register.names import ACTION, MEDIA_TYPE
from samhandling.transport.address_register.party import Party
from samhandling.transport.address_register.problems import (
    AnswerTooLarge,
    RegisterRefused,
    RegisterUnavailable,
    WrongAnswer,
)
from samhandling.transport.address_register.question import question
from samhandling.transport.address_register.settings import RegisterSettings
from samhandling.transport.wire import Answer, Asked, Headers, LineBroken, Sockets, Wire

_SOAP_FAULTS = {400, 500}  # statuses that SOAP 1.2 over HTTP gives a fault with


class AddressRegister:
    """Adresseregisteret as one user. Close it after use."""

    def __init__(self, settings: RegisterSettings, wire: Wire | None = None) -> None:
        self._settings = settings
        self._wire = wire or Sockets()

    def find(self, her: int) -> Party:
        """Ask who a HER-id is. Raises RegisterError."""
        asked = Asked("POST", self._settings.url, self._headers(), self._question(her))
        try:
            with closing(self._wire.open(asked, self._settings.timeout)) as answer:
                return self._judged(answer, her)
        except LineBroken as error:
            raise RegisterUnavailable(f"{self._host}: {error}") from error

    def close(self) -> None:
        """Close every socket."""
        self._wire.close()

    def _question(self, her: int) -> bytes:
        return question(her, self._settings.url, f"urn:uuid:{uuid.uuid4()}")

    def _headers(self) -> Headers:
        who = b64encode(f"{self._settings.user}:{self._settings.password}".encode()).decode("ascii")
        return (
            ("authorization", f"Basic {who}"),
            ("content-type", f'{MEDIA_TYPE}; charset=utf-8; action="{ACTION}"'),
            ("accept", MEDIA_TYPE),
            ("accept-encoding", "identity"),
        )

    def _judged(self, answer: Answer, her: int) -> Party:
        if answer.status in {401, 403}:
            raise RegisterRefused(f"{self._host} refuses the user or the password ({answer.status})")
        told_as = answer.header("content-type").partition(";")[0].strip().lower()
        is_soap = told_as == MEDIA_TYPE
        if answer.status in _SOAP_FAULTS | {200} and is_soap:
            return read_answer(self._read(answer), her)
        if answer.status >= 500 or answer.status in {408, 429}:
            raise RegisterUnavailable(f"{self._host} answers {answer.status}")
        raise WrongAnswer(f"{self._host} answers {answer.status} with {told_as or 'nothing'}, not SOAP 1.2")

    def _read(self, answer: Answer) -> bytes:
        body, latest = bytearray(), time.monotonic() + self._settings.longest
        for chunk in answer.chunks():
            body += chunk
            if time.monotonic() > latest:
                raise RegisterUnavailable(f"The answer took longer than {self._settings.longest:g} seconds")
            if len(body) > self._settings.max_answer:
                raise AnswerTooLarge(f"The answer is over {self._settings.max_answer} bytes")
        return bytes(body)

    @property
    def _host(self) -> str:
        """For words to people: an address may hold a password."""
        return urlsplit(self._settings.url).hostname or "the register"
