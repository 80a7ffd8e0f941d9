"""What the pages of one application share: settings, the reception, and the query workers that follow its snapshot."""

import threading
from dataclasses import dataclass, field

from flask import current_app

from graph.dataset import Dataset
from graph.workers import QueryPool, QueryResult
from nlp.desk import Desk
from nlp.reception import Reception
from web.config import Settings

KEY = "zhize"


@dataclass(slots=True)
class Workers:
    """The query workers; they move to a newer snapshot as soon as the reception has."""

    pool: QueryPool
    number: int
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, query: str, media_type: str | None, desk: Desk, dataset: Dataset | None = None) -> QueryResult:
        """The result of `query` on the snapshot of `desk`; errors and `dataset` as `QueryPool.run` has them."""
        with self._lock:
            if desk.snapshot.number > self.number:
                self.pool.move_to(desk.snapshot.path)
                self.number = desk.snapshot.number
        return self.pool.run(query, media_type, dataset)


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, reception and query workers of one application."""

    settings: Settings
    reception: Reception
    workers: Workers

    @property
    def pool(self) -> QueryPool:
        """The pool, for whoever started the application to close."""
        return self.workers.pool


def services() -> Services:
    """The services of the application that handles this request."""
    found: Services = current_app.extensions[KEY]
    return found


def desk() -> Desk:
    """The desk of the newest snapshot. One request calls this once, so that all it shows is of one snapshot."""
    return services().reception.desk()
