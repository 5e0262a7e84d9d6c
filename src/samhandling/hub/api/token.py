"""The token service: discovery, keys and POST /connect/token, as HelseID does it for client credentials."""

from urllib.parse import parse_qsl

from samhandling.hub.http import Answer, Request, TooLong, answer_json
from samhandling.hub.service import Hub
from samhandling.hub.statements import ALGORITHMS, Unproven
from samhandling.hub.tokens import SCOPE

_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_FORM = 16384


class Refused(Exception):
    """An OAuth error on its way to the client (RFC 6749 § 5.2)."""

    def __init__(self, error: str, description: str, nonce: str | None = None) -> None:
        super().__init__(description)
        self.error, self.nonce = error, nonce

    def answer(self) -> Answer:
        """Return the answer with its error body."""
        headers = {"cache-control": "no-store"} | ({"dpop-nonce": self.nonce} if self.nonce else {})
        status = 401 if self.error == "invalid_client" else 400
        return answer_json({"error": self.error, "error_description": str(self)}, status, headers)


def discovery_document(hub: Hub) -> dict[str, object]:
    """Return the document of /.well-known/openid-configuration."""
    issuer = hub.config.public_url
    return {
        "issuer": issuer,
        "token_endpoint": f"{issuer}/connect/token",
        "jwks_uri": f"{issuer}/.well-known/openid-configuration/jwks",
        "grant_types_supported": ["client_credentials"],
        "scopes_supported": [SCOPE],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": list(ALGORITHMS),
        "dpop_signing_alg_values_supported": list(ALGORITHMS),
    }


def public_keys(hub: Hub) -> dict[str, object]:
    """Return the public keys that tokens are signed with."""
    return {"keys": [hub.key.as_dict(private=False)]}


def post_token(hub: Hub, request: Request) -> Answer:
    """Give a token to a client that proves who it is and which key it holds."""
    try:
        form = _form(request)
        thumbprint = _proven_key(hub, request)
        client = _checked(hub, form)
    except Refused as refused:
        return refused.answer()
    told = {
        "access_token": hub.tokens.give(client, thumbprint),
        "token_type": "DPoP",
        "expires_in": int(hub.tokens.seconds),
        "scope": SCOPE,
    }
    return answer_json(told, headers={"cache-control": "no-store"})


def _form(request: Request) -> dict[str, str]:
    try:
        form = dict(parse_qsl(request.body().decode("ascii"), max_num_fields=20))
    except TooLong as error:
        raise Refused("invalid_request", "the form is too long") from error
    except ValueError as error:
        raise Refused("invalid_request", "the form cannot be read") from error
    if form.get("grant_type") != "client_credentials":
        raise Refused("unsupported_grant_type", "only client_credentials")
    if form.get("scope") != SCOPE:
        raise Refused("invalid_scope", f"only {SCOPE}")
    return form


def _proven_key(hub: Hub, request: Request) -> str:
    """Return the thumbprint of the key that the caller holds; its proof must repeat our nonce."""
    proofs, url = request.headers.get("dpop", ()), f"{hub.config.public_url}/connect/token"
    try:
        thumbprint, nonce = hub.proofs.check(proofs[0] if len(proofs) == 1 else "", "POST", url)
    except Unproven as error:
        raise Refused("invalid_dpop_proof", str(error)) from error
    if not hub.nonces.is_good(nonce):
        raise Refused("use_dpop_nonce", "the proof must repeat our nonce", hub.nonces.current())
    return thumbprint


def _checked(hub: Hub, form: dict[str, str]) -> str:
    if form.get("client_assertion_type") != _ASSERTION_TYPE:
        raise Refused("invalid_client", f"client_assertion_type must be {_ASSERTION_TYPE}")
    try:
        client = hub.assertions.check(form.get("client_assertion", ""), form.get("client_id", ""))
    except Unproven as error:
        raise Refused("invalid_client", str(error)) from error
    return client.client_id
