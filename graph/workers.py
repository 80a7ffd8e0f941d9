"""A pool of query workers: a stranger's SPARQL runs in a process that can be killed at any moment, and is.

Nothing stops a running query inside the engine, and a small text can bring the engine down; see `worker_main`.
"""

import os
import threading
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from graph.dataset import Dataset
from graph.errors import ZhizeError
from graph.guard import check_query
from graph.processes import Died, Servant
from graph.publish import hold_snapshot
from graph.results import Kind


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """Of one query: seconds (parsing and planning included), bytes of address space, rows and bytes of its result.

    `waiting` queries may wait for a worker, each for at most `patience` seconds.
    """

    seconds: float = 10.0
    memory: int = 2 << 30
    rows: int = 10_000
    bytes: int = 50_000_000
    waiting: int = 32
    patience: float = 30.0


@dataclass(frozen=True, slots=True)
class QueryResult:
    """A serialised result; `truncated` where a limit of rows or bytes cut it."""

    body: bytes
    media_type: str
    truncated: bool
    rows: int
    elapsed_ms: float
    kind: Kind


class _Worker(Servant):
    """A process that runs queries on the snapshot `store`."""

    def __init__(self, store: Path, limits: QueryLimits) -> None:
        numbers = (os.getpid(), limits.memory, limits.seconds, limits.rows, limits.bytes)
        super().__init__("graph.worker_main", str(store), *map(str, numbers))
        self.store = store


class QueryPool:
    """Runs queries in `size` workers on the snapshot folder `snapshot_path`; any number of threads may call it.

    One more worker is kept warm, so that a killed one is replaced without delay.
    """

    def __init__(self, snapshot_path: str | os.PathLike[str], size: int = 2, limits: QueryLimits | None = None) -> None:
        self.limits = limits or QueryLimits()
        self._size = size
        self._state = threading.Condition()
        folder = Path(snapshot_path).resolve()
        self._store = folder / "store"
        self._hold: object = hold_snapshot(folder)
        self._idle: deque[_Worker] = deque()
        self._busy: set[_Worker] = set()
        self._waiting = 0
        self._failure: Exception | None = None
        self._closed = False
        # A worker ends with the thread that started it (PR_SET_PDEATHSIG), so one thread starts them all.
        self._starter = threading.Thread(target=self._keep_started, name="query-workers", daemon=True)
        self._starter.start()

    def run(self, sparql: str, media_type: str | None = None, dataset: Dataset | None = None) -> QueryResult:
        """The result of one query as `media_type` (None: SPARQL JSON or Turtle); a `dataset` replaces its FROM clauses.

        ZhizeError: `query-refused`, `query-syntax`, `query-format`, `query-timeout`, `query-memory`, `query-busy`,
        `query-failed`, or what is wrong with the store.
        """
        check_query(sparql)
        worker = self._take()
        started = time.perf_counter()
        sound = False
        try:
            request = {
                "query": sparql,
                "media_type": media_type,
                "dataset": [dataset.default, dataset.named] if dataset else None,
            }
            reply, body = worker.ask(request, self.limits.seconds)
            sound = True
        except ZhizeError:
            sound = True
            raise
        except TimeoutError:
            raise ZhizeError("query-timeout", seconds=self.limits.seconds) from None
        except Died:
            raise ZhizeError("query-memory" if worker.died_of_memory() else "query-failed") from None
        finally:
            self._give_back(worker, sound)
        elapsed = (time.perf_counter() - started) * 1000
        return QueryResult(body, reply["media_type"], reply["truncated"], reply["rows"], elapsed, reply["kind"])

    def move_to(self, snapshot_path: str | os.PathLike[str]) -> None:
        """New queries see this snapshot; queries that run now end on the former one."""
        folder = Path(snapshot_path).resolve()
        with self._state:
            self._store = folder / "store"
            self._hold = hold_snapshot(folder)
            self._failure = None
            outdated = list(self._idle)
            self._idle.clear()
            self._state.notify_all()
        for worker in outdated:
            worker.close()

    def pids(self) -> tuple[int, ...]:
        """The process ids of the workers that are ready or busy."""
        with self._state:
            return tuple(worker.pid for worker in (*self._idle, *self._busy))

    def close(self) -> None:
        """Ends all workers; running queries fail."""
        with self._state:
            self._closed = True
            workers = [*self._idle, *self._busy]
            self._idle.clear()
            self._state.notify_all()
        for worker in workers:
            worker.kill()
        self._starter.join()
        self._hold = None
        for worker in workers:
            if worker not in self._busy:
                worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self) -> _Worker:
        deadline = time.monotonic() + self.limits.patience
        with self._state:
            if self._waiting >= self.limits.waiting:
                raise ZhizeError("query-busy")
            self._waiting += 1
            try:
                while not (self._has_idle() and len(self._busy) < self._size):
                    if self._closed:
                        raise ZhizeError("query-busy")
                    if self._failure is not None and not self._idle and not self._busy:
                        raise self._failure
                    if not self._state.wait(deadline - time.monotonic()):
                        raise ZhizeError("query-busy")
                worker = self._idle.popleft()
                self._busy.add(worker)
                self._state.notify_all()
                return worker
            finally:
                self._waiting -= 1

    def _has_idle(self) -> bool:
        """Whether a worker is ready; those that something else ended are put away first."""
        while self._idle and not self._idle[0].is_alive():
            self._idle.popleft().close()
            self._state.notify_all()
        return bool(self._idle)

    def _give_back(self, worker: _Worker, sound: bool) -> None:
        if not sound:
            worker.kill()
        with self._state:
            self._busy.discard(worker)
            keep = sound and not worker.is_spent and not self._closed and worker.store == self._store
            if keep:
                self._idle.append(worker)
            self._state.notify_all()
        if not keep:
            worker.close()

    def _keep_started(self) -> None:
        while True:
            with self._state:
                while not self._closed and len(self._idle) + len(self._busy) > self._size:
                    self._state.wait()
                if self._closed:
                    return
                store = self._store
            failure: Exception | None = None
            worker = None
            try:
                worker = _Worker(store, self.limits)
                worker.wait_ready()
            except (ZhizeError, Died, TimeoutError, OSError) as error:
                failure = error if isinstance(error, ZhizeError) else ZhizeError("query-failed")
            with self._state:
                self._failure = failure
                fits = failure is None and store == self._store and not self._closed
                if fits and worker is not None:
                    self._idle.append(worker)
                    worker = None
                self._state.notify_all()
            if worker is not None:
                worker.close()
            if failure is not None:
                with self._state:
                    self._state.wait_for(lambda: self._closed, timeout=1.0)
