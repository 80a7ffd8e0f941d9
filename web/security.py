"""Headers that protect every answer, a name for every request, and who may take out what visitors wrote."""

import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from web.services import services

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: What proxies add to a request that they pass on; one that adds none of it (nginx, unless told to) mostly speaks HTTP/1.0,
#: as no browser does. A proxy without either cannot be told from the machine itself: it needs the token.
_PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")


def protect(app: Flask) -> None:
    """Puts the headers on every response of `app`, errors included, and a request id to quote to the maintainer."""
    app.before_request(_name_request)
    app.after_request(_add_headers)


def request_id() -> str:
    """The id of the request at hand: made here, so that a client cannot write into the log through it."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(6)
    found: str = g.request_id
    return found


def needs_token() -> bool:
    """Whether what visitors have written is given for a password alone: one is set."""
    return bool(services().settings.export_token)


def may_export() -> bool:
    """Whether the request at hand may take out what visitors have written.

    By the token where one is set; else by coming from this machine, by one of its own names and without a sign of a
    proxy, since behind a proxy everybody seems to come from this machine, and a foreign page may give it a name of its own.
    """
    token = services().settings.export_token
    if token:
        given = request.authorization
        said = (given.token or given.password or "") if given else ""
        return hmac.compare_digest(said.encode("utf-8", "replace"), token.encode("utf-8", "replace"))
    passed = any(name in request.headers for name in _PASSED_ON) or request.environ["SERVER_PROTOCOL"] == "HTTP/1.0"
    try:
        host = urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return False
    return not passed and _is_loopback(request.remote_addr or "") and (host == "localhost" or _is_loopback(host))


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def _name_request() -> None:
    request_id()


def _add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.headers["X-Request-Id"] = request_id()
    return response
