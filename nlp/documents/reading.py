"""Reads documents in processes of their own, which a damaged or hostile file may bring down without harm."""

import contextlib
import json
import os
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from graph.errors import ZhizeError
from graph.processes import Died, Servant
from nlp.documents.readers import LEGACY, MAX_BYTES
from nlp.documents.reading_legacy import convert
from nlp.documents.signatures import kind_of_content

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Of one document: seconds, more for each MB of the file, and bytes of address space."""

    seconds: float = 60.0
    seconds_per_megabyte: float = 20.0
    memory: int = 3 << 30


class DocumentReaders:
    """Reads documents, each thread that calls it with a process of its own, started when it is first needed."""

    def __init__(self, limits: ReadingLimits | None = None) -> None:
        self._limits = limits or ReadingLimits()
        self._servants: dict[int, Servant] = {}
        self._lock = threading.Lock()

    def read(self, path: Path, name: str, organization: str | None = None) -> dict[str, Any]:
        """`facts`, `lines` and understood `share` of the document at `path`, called `name`, as plain data.

        ZhizeError as `readers.read` raises it, or `document-timeout`, `document-memory`, `document-failed` where the
        reading was stopped or broke down.
        """
        seconds = self._limits.seconds + self._limits.seconds_per_megabyte * path.stat().st_size / _MEGABYTE
        with _make_readable(path, name) as (readable, kind):
            about = {"name": name, "organization": organization, "seconds": seconds}
            return self._ask({"path": str(readable), "kind": kind, **about}, seconds)

    def close(self) -> None:
        """Ends all processes."""
        for servant in list(self._servants.values()):
            self._put_away(servant)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        name = request["name"]
        servant = self._take()
        sound = False
        try:
            _, body = servant.ask(request, seconds)
            sound = True
        except ZhizeError:
            sound = True
            raise
        except TimeoutError:
            raise ZhizeError("document-timeout", path=name, seconds=seconds) from None
        except Died:
            code = "document-memory" if servant.died_of_memory() else "document-failed"
            raise ZhizeError(code, path=name, detail="读取它的进程意外停止了") from None
        finally:
            if not sound or servant.is_spent:
                self._put_away(servant)
        data: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass"))
        return data

    def _take(self) -> Servant:
        mine = threading.get_ident()
        with self._lock:
            servant = self._servants.get(mine)
        if servant is None:
            servant = Servant("nlp.documents.reading_main", str(os.getpid()), str(self._limits.memory))
            with self._lock:
                self._servants[mine] = servant
            try:
                servant.wait_ready()
            except (Died, TimeoutError):
                self._put_away(servant)
                raise ZhizeError("internal", detail="读取文档的进程没有启动") from None
        return servant

    def _put_away(self, servant: Servant) -> None:
        with self._lock:
            self._servants = {thread: kept for thread, kept in self._servants.items() if kept is not servant}
        servant.close()


@contextlib.contextmanager
def _make_readable(path: Path, name: str) -> Iterator[tuple[Path, str | None]]:
    """The file itself; of an older format, which a reading worker cannot convert (it may start no program), a new one.

    With it the kind of the new file, None where it is the file itself.
    """
    if path.suffix.lower() not in LEGACY or path.stat().st_size > MAX_BYTES:
        yield path, None
        return
    content = path.read_bytes()
    if not content.strip() or kind_of_content(content, path.suffix.lower(), name) not in LEGACY:
        yield path, None
        return
    with tempfile.NamedTemporaryFile(prefix="zhize-", suffix=".docx") as made:
        made.write(convert(content, name))
        made.flush()
        yield Path(made.name), ".docx"
