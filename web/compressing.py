"""Sends text compressed by gzip to clients that take it.

Nothing on a page is secret from who asks for it, so that its length after compression tells nobody anything (BREACH).
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

_LEAST = 1000  # bytes; less is one packet either way
_LEVEL = 5
_TYPES = frozenset(
    ["application/json", "application/javascript", "application/n-triples", "application/trig", "application/n-quads", "image/svg+xml"]
)  # fmt: skip
_FRESH_SECONDS = 600


def compress(app: Flask) -> None:
    """Compresses what `app` answers; its own files are also kept by browsers for a while, and then asked for by ETag."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _FRESH_SECONDS
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if (
        not _is_text(response.mimetype or "")
        or response.status_code in (204, 206, 304)
        or "Content-Encoding" in response.headers
    ):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] <= 0:
        return response
    file = response.direct_passthrough
    response.direct_passthrough = False
    data = response.get_data()
    if len(data) < _LEAST:
        return response
    response.set_data(_pack_file(data) if file else _pack(data))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Accept-Ranges", None)
    etag, weak = response.get_etag()
    if etag is not None:
        response.set_etag(f"{etag}-gzip", bool(weak))  # other bytes, another tag, by which the client may ask again
        response.make_conditional(request)
    return response


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or kind in _TYPES or kind.endswith(("+json", "+xml"))


def _pack(data: bytes) -> bytes:
    return gzip.compress(data, _LEVEL, mtime=0)


_pack_file = lru_cache(maxsize=64)(_pack)
