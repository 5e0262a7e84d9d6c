"""A client that can do everything wrong: each claim and header of its statements can be changed."""

import base64
import hashlib
import json
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jws
from joserfc.jwk import ECKey, OctKey

from local_hub import HERS, KEYS, URL, public

HEADERS = {"api-version": "3", "nhn-source-system": "Samhandling tests 1.0"}
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
Told = dict[str, Any]


def sign(header: Told, claims: Told, jwk: Told) -> str:
    key = ECKey.import_key(jwk) if jwk["kty"] == "EC" else OctKey.import_key(jwk)
    told = {name: value() if callable(value) else value for name, value in claims.items()}
    return jws.serialize_compact(header, json.dumps(without_nothing(told)), key, [header["alg"]])


def in_seconds(seconds: int) -> Callable[[], int]:
    """A time from the moment of signing, for a claim."""
    return lambda: int(time.time()) + seconds


def without_nothing(told: Told) -> Told:
    return {name: value for name, value in told.items() if value is not None}


def proof(
    method: str,
    url: str,
    jwk: Told,
    header: Told | None = None,
    signed_by: Told | None = None,
    **changes: Any,
) -> str:
    plain = {name: jwk[name] for name in ("kty", "crv", "x", "y")}
    head = {"typ": "dpop+jwt", "alg": "ES256", "jwk": plain} | (header or {})
    claims = {"jti": str(uuid.uuid4()), "htm": method, "htu": url, "iat": int(time.time())} | changes
    return sign(head, claims, signed_by or jwk)


def assertion(client_id: str, jwk: Told, header: Told | None = None, **changes: Any) -> str:
    now = int(time.time())
    head = {"typ": "client-authentication+jwt", "alg": "ES256", "kid": jwk.get("kid", "k")} | (header or {})
    claims = {"iss": client_id, "sub": client_id, "aud": URL, "jti": str(uuid.uuid4())}
    return sign(head, claims | {"iat": now, "nbf": now, "exp": now + 30} | changes, jwk)


def ath(token: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).rstrip(b"=").decode()


class Api:
    """One client's way to the hub."""

    def __init__(self, hub: httpx.BaseTransport, name: str = "hospital", *, configured: bool = True) -> None:
        self.http = httpx.Client(transport=hub, base_url=URL)
        self.name, self.jwk = name, KEYS[name]
        self._token: str | None = None
        if configured:
            assert self.configure().status_code == 204

    def nonce(self) -> str:
        answer = self.post_token(nonce=None)
        assert answer.json()["error"] == "use_dpop_nonce"
        return answer.headers["dpop-nonce"]

    def post_token(
        self, form: Told | None = None, assertion_: str | None = None, **proof_changes: Any
    ) -> httpx.Response:
        jwk = proof_changes.pop("jwk", self.jwk)
        told = {
            "grant_type": "client_credentials",
            "client_id": self.name,
            "scope": "nhn:msh/api",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion_ or assertion(self.name, self.jwk),
        } | (form or {})
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "dpop": proof("POST", f"{URL}/connect/token", jwk, **proof_changes),
        }
        return self.http.post("/connect/token", content=urlencode(without_nothing(told)), headers=headers)

    @property
    def token(self) -> str:
        if self._token is None:
            self._token = self.post_token(nonce=self.nonce()).json()["access_token"]
        return self._token

    def call(
        self,
        method: str,
        path: str,
        told: Any = None,
        headers: Told | None = None,
        content: bytes | None = None,
        **proof_changes: Any,
    ) -> httpx.Response:
        url, token, jwk = URL + path.partition("?")[0], self.token, proof_changes.pop("jwk", self.jwk)
        sent = HEADERS | {
            "authorization": f"DPoP {token}",
            "dpop": proof(method, url, jwk, **({"ath": ath(token)} | proof_changes)),
        }
        sent = without_nothing(sent | (headers or {}))
        return self.http.request(method, path, json=told, content=content, headers=sent)

    def configure(self, **changes: Any) -> httpx.Response:
        told = [{"herId": her, "receiveNotificationChannel": "Api"} | changes for her in HERS[self.name]]
        return self.call("PUT", "/mshconfigurations", {"configurations": told})

    def notifications(self, after: int = 0, *hers: int) -> list[Told]:
        query = urlencode([("HerIds", her) for her in hers or HERS[self.name]] + [("Offset", after)])
        return self.call("GET", f"/notifications?{query}").json()["notifications"]


def order(hub: httpx.BaseTransport, **faults: Told) -> None:
    """Order faults (hub/faults.py)."""
    answer = httpx.Client(transport=hub, base_url=URL).put("/admin/faults", json=faults)
    assert answer.status_code == 200, answer.text


__all__ = ["Api", "assertion", "ath", "in_seconds", "order", "proof", "public", "sign"]
