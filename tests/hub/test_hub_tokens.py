"""The token service refuses whatever is not a known client that holds the key it proves."""

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OctKey

from hub_api import Api, assertion, in_seconds
from local_hub import InProcess, new_key, start_hub

STRANGER = new_key()


@pytest.fixture
def api(hub: InProcess) -> Api:
    return Api(hub, configured=False)


def refused(answer) -> str:
    assert answer.status_code in (400, 401), answer.text
    return answer.json()["error"]


def test_the_first_call_is_answered_with_a_nonce(api):
    answer = api.post_token()
    assert refused(answer) == "use_dpop_nonce"
    assert answer.headers["dpop-nonce"]


def test_a_nonce_of_ones_own_making_is_refused(api):
    assert refused(api.post_token(nonce="mine")) == "use_dpop_nonce"


@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        ("another address", {"htu": "http://hub.test/connect/other"}),
        ("another method", {"htm": "GET"}),
        ("made long ago", {"iat": in_seconds(-60)}),
        ("made in the future", {"iat": in_seconds(60)}),
        ("without iat", {"iat": None}),
        ("without jti", {"jti": None}),
        ("without htm", {"htm": None}),
        ("without htu", {"htu": None}),
        ("wrong typ", {"header": {"typ": "JWT"}}),
        ("signed by another key", {"signed_by": STRANGER}),
        ("private part in the header", {"header": {"jwk": STRANGER}, "signed_by": STRANGER}),
        ("half a key in the header", {"header": {"jwk": {"kty": "EC", "crv": "P-256"}}}),
        ("a key of another kind", {"header": {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": "AA"}}}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_proof_that_does_not_hold_is_refused(api, fault, changes):
    assert refused(api.post_token(nonce=api.nonce(), **changes)) == "invalid_dpop_proof", fault


def test_a_proof_by_a_shared_secret_is_refused(api):
    secret = OctKey.generate_key(256).as_dict(private=True)
    answer = api.post_token(nonce=api.nonce(), header={"alg": "HS256"}, signed_by=secret)
    assert refused(answer) == "invalid_dpop_proof"


def test_a_proof_is_good_once(api):
    nonce = api.nonce()
    assert api.post_token(nonce=nonce, jti="once").status_code == 200
    assert refused(api.post_token(nonce=nonce, jti="once")) == "invalid_dpop_proof"


@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        ("for another service", {"aud": "http://other.test"}),
        ("for several services", {"aud": ["http://hub.test", "http://other.test"]}),
        ("about somebody else", {"sub": "bydel"}),
        ("by somebody else", {"iss": "bydel"}),
        ("expired", {"iat": in_seconds(-90), "nbf": None, "exp": in_seconds(-60)}),
        ("good for an hour", {"exp": in_seconds(3600)}),
        ("without end", {"exp": None}),
        ("not yet good", {"nbf": in_seconds(3600)}),
        ("without jti", {"jti": None}),
        ("wrong typ", {"header": {"typ": "dpop+jwt"}}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_client_assertion_that_does_not_hold_is_refused(api, fault, changes):
    told = assertion(api.name, api.jwk, **changes)
    assert refused(api.post_token(assertion_=told, nonce=api.nonce())) == "invalid_client", fault


def test_a_client_assertion_is_good_once(api):
    told, nonce = assertion(api.name, api.jwk), api.nonce()
    assert api.post_token(assertion_=told, nonce=nonce).status_code == 200
    assert refused(api.post_token(assertion_=told, nonce=nonce)) == "invalid_client"


def test_a_client_with_a_key_that_is_not_registered_is_refused(api):
    told = assertion(api.name, STRANGER)
    assert refused(api.post_token(assertion_=told, nonce=api.nonce())) == "invalid_client"


def test_an_unknown_client_is_refused(api):
    told, form = assertion("nobody", STRANGER), {"client_id": "nobody"}
    assert refused(api.post_token(form, told, nonce=api.nonce())) == "invalid_client"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"scope": "nhn:everything"}, "invalid_scope"),
        ({"client_assertion_type": None}, "invalid_client"),
        ({"client_assertion": "rubbish"}, "invalid_client"),
        ({"client_assertion": "x" * 20_000}, "invalid_request"),
    ],
)
def test_a_form_with_something_else_is_refused(api, form, error):
    assert refused(api.post_token(form, nonce=api.nonce())) == error


def test_the_token_is_signed_with_a_published_key_and_bound_to_the_clients_key(api):
    told = api.http.get("/.well-known/openid-configuration").json()
    keys = api.http.get(told["jwks_uri"]).json()["keys"]
    assert all("d" not in key for key in keys)
    answer = api.post_token(nonce=api.nonce()).json()
    signed = jws.deserialize_compact(answer["access_token"], ECKey.import_key(keys[0]), ["ES256"])
    assert ECKey.import_key(api.jwk).thumbprint() in signed.payload.decode()
    assert (answer["token_type"], answer["expires_in"]) == ("DPoP", 300)


def test_tokens_outlive_a_restart_of_the_hub_and_used_proofs_stay_used(tmp_path):
    first = start_hub(tmp_path)
    api = Api(first)
    assert api.call("GET", "/notifications?HerIds=8000001&Offset=0", jti="once").status_code == 200
    first.stop()
    second = start_hub(tmp_path)
    again = Api(second, configured=False)
    again._token = api.token
    assert again.call("GET", "/notifications?HerIds=8000001&Offset=0", jti="once").status_code == 401
    assert again.call("GET", "/notifications?HerIds=8000001&Offset=0").status_code == 200
    second.stop()
