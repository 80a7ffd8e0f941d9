"""Opens the store that a person names."""

from graph.errors import ZhizeError
from graph.interface import GraphStore
from graph.publish import current_snapshot
from graph.remote import RemoteStore
from graph.store import EmbeddedStore


def open_store(spec: str) -> GraphStore:
    """What `--store` names: `memory:` (an empty one), an http(s) address, or a folder's snapshot, read-only."""
    if spec == "memory:":
        return EmbeddedStore.memory()
    if spec.startswith(("http://", "https://")):
        return RemoteStore(spec)
    snapshot = current_snapshot(spec)
    if snapshot is None:
        raise ZhizeError("store-missing", path=spec)
    return snapshot.open_store()
