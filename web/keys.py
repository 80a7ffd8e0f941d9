"""Short names of things for addresses."""

import hashlib


def make_key(iri: str) -> str:
    """A short name for a thing that may stand in an address."""
    return hashlib.sha256(iri.encode("utf-8")).hexdigest()[:8]
