"""Snapshots: one writer at a time makes the next one in a folder of its own and publishes it by one atomic rename.

    ROOT/lock                       held (flock) by the writer
    ROOT/current                    symbolic link to the published snapshot
    ROOT/snapshots/000007/          complete; its readers hold a shared flock on .in-use
    ROOT/snapshots/000008.partial/  a writer's folder; swept by the next writer
    ROOT/snapshots/000005.old/      being deleted

A killed process leaves no lock behind, since flock ends with it. Opening a store read-only does not change it, and
its files are immutable, so that the copy a writer begins from is made of hard links in milliseconds.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final, Self

from graph.errors import ZhizeError
from graph.store import EmbeddedStore

FORMAT_VERSION: Final = 1
_NUMBER: Final = re.compile(r"\d{6,}")
_KEPT: Final = 2  # the published snapshot and the one before it
# What readers and engines may touch in a finished snapshot is not part of its content.
_NOT_HASHED: Final = frozenset(
    (".in-use", "manifest.json", "LOG", "LOCK", ".tantivy-meta.lock", ".tantivy-writer.lock")
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published snapshot; as long as this object or a store opened from it lives, no writer deletes its folder."""

    path: Path
    number: int
    manifest: dict[str, Any]
    _hold: IO[bytes] | None = field(default=None, repr=False, compare=False)

    def open_store(self) -> EmbeddedStore:
        """The snapshot's store, read-only; it keeps the snapshot until it is closed."""
        return EmbeddedStore(self.path / "store", read_only=True, keeps=self)

    def damaged(self) -> tuple[str, ...]:
        """The files whose content is not what was published, missing ones included; reads all of them."""
        hashes: dict[str, str] = self.manifest["files"]
        return tuple(name for name, value in sorted(hashes.items()) if _hash_file(self.path / name) != value)


def current_snapshot(root: str | os.PathLike[str]) -> Snapshot | None:
    """The published snapshot under `root`, held; None where nothing was published.

    ZhizeError `store-damaged` where the manifest cannot be read, `usage` where a newer program wrote it.
    """
    folder = Path(root)
    while True:
        try:
            target = os.readlink(folder / "current")
        except OSError:
            return None
        path = folder / target
        hold = hold_snapshot(path)
        if hold is not None:
            return Snapshot(path, int(path.name), _read_manifest(path), hold)
        if _target(folder) == target:  # not a writer that moved on in between
            raise ZhizeError("store-damaged", path=str(root), detail=f"缺少 {target}")


class Writer:
    """The one writer of `root`: `with Writer(root) as writer: …; writer.publish({})`. Leaving without it discards all.

    `store` begins as the published graph and may be changed. `folder` becomes the snapshot: `folder / "facts"` begins
    as a copy of the published one; lexicon, index and whatever else is derived are written anew by the caller.
    ZhizeError `store-locked` where another writer is at work.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = Path(root)
        self.former: Snapshot | None = None
        self._snapshots = self.root / "snapshots"
        self._lock: IO[bytes] | None = None
        self._store: EmbeddedStore | None = None
        self._folder: Path | None = None

    @property
    def store(self) -> EmbeddedStore:
        """The graph to be changed."""
        assert self._store is not None, "a writer is used in a with statement, before publish"
        return self._store

    @property
    def folder(self) -> Path:
        """The folder of the snapshot to come."""
        assert self._folder is not None, "a writer is used in a with statement, before publish"
        return self._folder

    def __enter__(self) -> Self:
        self._snapshots.mkdir(parents=True, exist_ok=True)
        lock = open(self.root / "lock", "ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise ZhizeError("store-locked", path=str(self.root)) from None
        self._lock = lock
        try:
            self._begin()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def publish(self, manifest: dict[str, Any]) -> Snapshot:
        """Makes the folder the published snapshot; `manifest` is completed by version, number, time, counts and hashes.

        Once only; `store` and `folder` are gone afterwards. When this returns, all of it is on disk.
        """
        folder, store = self.folder, self.store
        number = int(folder.name.partition(".")[0])
        counts = {"graphs": len(store.graphs()), "statements": store.count()}
        store.settle()
        store.copy_to(folder / "store")  # leaves out the write-ahead log, which is far larger than the data
        store.close()
        self._store = None
        shutil.rmtree(folder / "work")
        (folder / ".in-use").touch()
        complete = manifest | {
            "format": FORMAT_VERSION,
            "number": number,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "counts": {**manifest.get("counts", {}), **counts},
            "files": _hash_files(folder),
        }
        text = json.dumps(complete, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / "manifest.json").write_text(text, encoding="utf-8")
        _sync_tree(folder)
        final = self._snapshots / folder.name.partition(".")[0]
        folder.rename(final)
        self._folder = None
        _sync(self._snapshots)
        hold = hold_snapshot(final)
        self._point_to(final)
        self._delete_old(number)
        return Snapshot(final, number, complete, hold)

    def _begin(self) -> None:
        self.former = current_snapshot(self.root)
        published = self.former.number if self.former else 0
        for path in self._snapshots.iterdir():
            # Also complete folders above the published one: their writer was killed before it moved the link.
            if not _NUMBER.fullmatch(path.name) or int(path.name) > published:
                shutil.rmtree(path)
        (self.root / "current.new").unlink(missing_ok=True)
        folder = self._snapshots / f"{published + 1:06}.partial"
        folder.mkdir()
        self._folder = folder
        if self.former is not None:
            with contextlib.closing(self.former.open_store()) as store:
                store.copy_to(folder / "work")
            if (self.former.path / "facts").is_dir():
                shutil.copytree(self.former.path / "facts", folder / "facts")
        self._store = EmbeddedStore(folder / "work")
        (folder / "facts").mkdir(exist_ok=True)

    def _point_to(self, final: Path) -> None:
        fresh = self.root / "current.new"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("snapshots") / final.name)
        fresh.replace(self.root / "current")
        _sync(self.root)

    def _delete_old(self, published: int) -> None:
        numbers = sorted(int(p.name) for p in self._snapshots.iterdir() if _NUMBER.fullmatch(p.name))
        for number in [n for n in numbers if n <= published][:-_KEPT]:
            path = self._snapshots / f"{number:06}"
            with open(path / ".in-use", "ab") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    continue  # somebody reads it; a later writer asks again
                doomed = path.with_suffix(".old")
                path.rename(doomed)  # a reader that waits for the lock finds the folder gone
            shutil.rmtree(doomed)

    def _end(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        self.former = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _target(root: Path) -> str | None:
    try:
        return os.readlink(root / "current")
    except OSError:
        return None


def hold_snapshot(path: Path) -> IO[bytes] | None:
    """A shared lock on the snapshot `path`, or None where it is gone; garbage collection lets go of it."""
    try:
        lock = open(path / ".in-use", "rb")  # noqa: SIM115 - stays open as long as it is held
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH)
        if os.path.samestat(os.fstat(lock.fileno()), os.stat(path / ".in-use")):
            return lock
    except OSError:
        pass
    lock.close()
    return None


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
        version = manifest["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ZhizeError("store-damaged", path=str(path), detail=f"manifest.json: {error}") from None
    if version != FORMAT_VERSION:
        raise ZhizeError("store-version", path=str(path), version=version, known=FORMAT_VERSION)
    return manifest


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _hash_files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): _hash_file(path) or "" for path in _files(folder) if path.name not in _NOT_HASHED
    }


def _hash_file(path: Path) -> str | None:
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _sync_tree(folder: Path) -> None:
    for path in _files(folder):
        _sync(path)
    for path in [*(p for p in folder.rglob("*") if p.is_dir()), folder]:
        _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
