"""Who calls: the token, the proof that its key is held, and the two headers that every path wants."""

import re
from dataclasses import dataclass

from samhandling.hub.config import Client
from samhandling.hub.http import Request
from samhandling.hub.problems import ErrorCode, Problem, invalid
from samhandling.hub.service import Hub
from samhandling.hub.statements import ALGORITHMS, Unproven
from samhandling.hub.tokens import Grant


@dataclass(frozen=True, slots=True)
class Caller:
    """An authorised client, and when its token ends (seconds since 1970)."""

    client: Client
    until: float


def authenticate(hub: Hub, request: Request) -> Caller:
    """Return who calls. Raises a Problem with 401."""
    try:
        grant = hub.tokens.read(_token(request))
        proof = _only(request, "dpop")
        nonce = hub.proofs.check_use(proof, request.method, _htu(hub, request), grant)
    except Unproven as error:
        raise _unauthenticated("invalid_token", str(error)) from error
    _challenge(hub, request, nonce)
    return Caller(_client(hub, grant), grant.expires_at)


def require_headers(request: Request) -> None:
    """Raise a Problem unless the request says which API it wants and which system it is."""
    faults = []
    if request.header("api-version") != "3":
        faults.append("header api-version: must be 3")
    if not re.search("[!-~]", request.header("nhn-source-system")):
        faults.append("header nhn-source-system: is required")
    if faults:
        raise invalid(*faults)


def _token(request: Request) -> str:
    scheme, _, token = _only(request, "authorization").partition(" ")
    if scheme.lower() != "dpop" or not token:
        raise Unproven("Authorization is not a DPoP token")
    return token.strip()


def _only(request: Request, name: str) -> str:
    values = request.headers.get(name, ())
    if len(values) != 1:
        raise Unproven(f"exactly one header {name} is needed")
    return values[0]


def _htu(hub: Hub, request: Request) -> str:
    """Return the address as the client sees it, without query."""
    return hub.config.public_url + request.raw_path


def _client(hub: Hub, grant: Grant) -> Client:
    client = hub.clients.find(grant.client_id)
    if client is None:
        raise _unauthenticated("invalid_token", "the client is no longer known")
    return client


def _challenge(hub: Hub, request: Request, nonce: object) -> None:
    """Where the fault is on, demand a proof with our nonce (RFC 9449 § 9)."""
    path = request.path
    if hub.faults.expects("nonce_challenge", path) and not hub.nonces.is_good(nonce):
        hub.faults.take("nonce_challenge", path)
        problem = _unauthenticated("use_dpop_nonce", "the proof must repeat our nonce")
        problem.headers["DPoP-Nonce"] = hub.nonces.current()
        raise problem


def _unauthenticated(error: str, why: str) -> Problem:
    said = f'DPoP error="{error}", error_description="{why}", algs="{" ".join(ALGORITHMS)}"'
    return Problem(401, ErrorCode.UNAUTHENTICATED, f"{error}: {why}", headers={"WWW-Authenticate": said})
