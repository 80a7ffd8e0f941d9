"""Hands out the desk of the newest snapshot of a store."""

import threading
import time
from pathlib import Path

from graph.publish import current_snapshot
from nlp.desk import Desk


class Reception:
    """Hands out the desk of the newest snapshot; looks for a newer one at most twice a second."""

    def __init__(self, store: str) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._desk = Desk.open(store)
        self._looked = time.monotonic()

    def desk(self) -> Desk:
        """The desk to answer this request with; an older one stays good until its requests have ended."""
        now = time.monotonic()
        if now - self._looked > 0.5 and self._lock.acquire(blocking=False):
            try:
                self._looked = now
                snapshot = current_snapshot(Path(self._store))
                if snapshot is not None and snapshot.number != self._desk.snapshot.number:
                    self._desk = Desk(snapshot)
            finally:
                self._lock.release()
        return self._desk
