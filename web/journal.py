"""What visitors say about answers, kept beside the graph as JSON lines until somebody takes it out."""

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "feedback.jsonl"
_MOST_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Opinion:
    """One opinion: when, on which question after which others, right or wrong, in what words; what was answered, by which
    readings of the question where somebody chose them."""

    time: str
    question: str
    context: tuple[str, ...]
    organization: str
    verdict: str
    note: str
    status: str
    answer: str
    snapshot: int
    readings: tuple[str, ...] = ()


class Journal:
    """The opinions of one store folder; several processes may write to it, each a whole line at a time."""

    def __init__(self, store: str) -> None:
        self._path = Path(store) / _FILE
        self._lock = threading.Lock()

    def keep(self, opinion: Opinion) -> bool:
        """Whether `opinion` was written; not where the folder cannot be written to, or the file has grown too large."""
        line = json.dumps(asdict(opinion), ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        try:
            with self._lock:
                if self._path.exists() and self._path.stat().st_size + len(line) > _MOST_BYTES:
                    return False
                file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                try:
                    return os.write(file, line) == len(line)
                finally:
                    os.close(file)
        except OSError:
            return False

    def read(self) -> Iterator[Opinion]:
        """All opinions, oldest first; a line that cannot be read is left out."""
        try:
            lines = self._path.read_bytes().splitlines()
        except OSError:
            return
        for line in lines:
            try:
                data = json.loads(line)
                known = {"readings": (), **data}  # lines of old have none
                yield Opinion(**{**known, "context": tuple(data["context"]), "readings": tuple(known["readings"])})
            except (ValueError, TypeError, KeyError):
                continue
