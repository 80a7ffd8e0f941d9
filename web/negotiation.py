"""What a client wants to get: content negotiation by RFC 9110, section 12.5.1."""

import re
from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable

_CHARSET = re.compile(r"\s*;\s*charset\s*=\s*\"?utf-?8\"?", re.IGNORECASE)


def wants_page() -> bool:
    """Whether an HTML page is what the client likes best; only browsers name text/html, `*/*` alone is a program."""
    accepted = request.accept_mimetypes
    named = max((quality for value, quality in accepted if value in ("text/html", "application/xhtml+xml")), default=0)
    others = (
        quality for value, quality in accepted if value not in ("text/html", "application/xhtml+xml", "*/*", "text/*")
    )
    # At equal quality a page wins: browsers list image types and XML beside it.
    return named > 0 and named >= max(others, default=0)


def _accepted_types() -> MIMEAccept:
    """The Accept header without the charset of its types: what is sent is UTF-8, and that is what they ask for."""
    accepted = [(_CHARSET.sub("", value), quality) for value, quality in request.accept_mimetypes]
    return MIMEAccept(accepted)


def choose_type(offers: Sequence[str], synonyms: dict[str, str] | None = None) -> str:
    """The one of `offers` (best first) that the client likes best; `synonyms` are other names it may use for them.

    NotAcceptable where it accepts none of them; without an Accept header the first.
    """
    names = {name: name for name in offers} | {a: b for a, b in (synonyms or {}).items() if b in offers}
    accepted = _accepted_types()
    if not accepted:
        return offers[0]
    best, best_quality = "", 0.0
    for name, target in names.items():
        if (quality := accepted.quality(name)) > best_quality:
            best, best_quality = target, quality
    if not best:
        raise NotAcceptable
    return best
