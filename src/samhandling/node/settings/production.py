"""A node with real patients: TLS only, synthetic identities refused."""

from samhandling.node.settings.base import *  # noqa: F403  a settings layer is its base and what it changes

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
