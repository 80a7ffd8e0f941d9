"""Builds the graph: documents → facts → change sets → one published snapshot with all that the desk needs."""

import gc
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from graph.errors import ZhizeError
from graph.publish import Snapshot, Writer
from nlp.archive import FOLDER, Doubt, Record, make, read_records, unknown_document, write_doubts, write_record
from nlp.derive import derive
from nlp.documents.assertions import assert_facts
from nlp.documents.linking import link
from nlp.documents.readers import SUFFIXES
from nlp.documents.reading import DocumentReaders
from nlp.frames import annotate
from nlp.thesaurus import load_thesaurus

#: More readers than this at a time wait for the disk and for each other.
_MOST_READERS = 8
#: Files that people keep beside their documents in the belief that they can be read; each is named in a warning.
UNREADABLE = frozenset([".et", ".docm", ".ppt", ".pptx", ".pages", ".numbers", ".zip", ".rar", ".7z",
                        ".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff"])  # fmt: skip
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BuildWarning:
    """Something to look at in a document, with its line where there is one."""

    document: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read and what the graph holds now."""

    documents: int
    organizations: int
    posts: int
    units: int
    people: int
    duties: int
    reporting_lines: int
    warnings: tuple[BuildWarning, ...]
    lines_total: int
    lines_without_fact: int
    failed: tuple[str, ...]
    snapshot: int


def build(
    paths: Sequence[Path],
    store: str,
    *,
    organization: str | None = None,
    prune: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Read `paths` (files or folders) into the store folder and publish; ZhizeError where nothing could be read."""
    files, warnings = _tell_apart(_find_files(paths))
    if not files:
        raise ZhizeError("nothing-read", detail="、".join(map(str, paths)) + " 里没有可读的文件")
    with Writer(Path(store)) as writer, without_collection():
        records = read_records(writer.folder)
        failed: list[str] = []
        for number, (name, outcome) in enumerate(_read_all(files, organization, records), 1):
            if progress:
                progress(name, number, len(files))
            if isinstance(outcome, Record):
                records[name] = outcome
            else:
                failed.append(name)
                warnings.append(BuildWarning(name, None, str(outcome)))
        if len(failed) == len(files):
            raise ZhizeError("nothing-read", detail="；".join(w.message.rstrip("。") for w in warnings))
        if prune:
            roots = {root for root, _, _ in files if root}
            present = {name for _, _, name in files}
            records = {n: r for n, r in records.items() if r.root not in roots or n in present}
        return _publish(writer, records, warnings, failed)


@contextmanager
def without_collection() -> Iterator[None]:
    """Inside, the garbage collector rests: documents become millions of small objects that all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def remove(document: str, store: str) -> BuildReport:
    """Take `document` out of the store folder and publish; ZhizeError where it is not there."""
    with Writer(Path(store)) as writer:
        records = read_records(writer.folder)
        if document not in records:
            raise unknown_document(document, records)
        del records[document]
        return _publish(writer, records, [], [])


def _find_files(paths: Sequence[Path]) -> Iterable[tuple[str, Path, str]]:
    """The folder that was asked for (empty for a single file), the file, and the document's name."""
    for path in paths:
        if not path.exists():
            raise ZhizeError("document-missing", path=path)
        if path.is_file():
            yield "", path, path.name
            continue
        for file in sorted(path.rglob("*")):
            if (
                file.is_file()
                and file.suffix.lower() in SUFFIXES | UNREADABLE
                and not file.name.startswith((".", "~$"))
                and file.name.lower() != "readme.md"
            ):
                yield str(path.resolve()), file, file.relative_to(path).as_posix()


def _tell_apart(files: Iterable[tuple[str, Path, str]]) -> tuple[list[tuple[str, Path, str]], list[BuildWarning]]:
    """The files of which each has a name of its own, and a warning for every other."""
    known: dict[str, tuple[str, Path, str]] = {}
    warnings = []
    for root, file, name in files:
        if name not in known:
            known[name] = (root, file, name)
        elif known[name][1].resolve() != file.resolve():
            message = f"与 {known[name][1]} 同名，没有读入 {file}；请改名，或改为读入它们上一级的文件夹。"
            warnings.append(BuildWarning(name, None, message))
    return list(known.values()), warnings


@lru_cache(maxsize=1)
def _fingerprint_rules() -> str:
    """Changes with the rules by which documents are read, so that a later release reads every document again."""
    files = sorted(file for file in (Path(__file__).parent / "documents").iterdir() if file.suffix in (".py", ".toml"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def _read_all(
    files: Sequence[tuple[str, Path, str]], organization: str | None, former: dict[str, Record]
) -> Iterator[tuple[str, Record | ZhizeError]]:
    """Each document's record, or why there is none, in order; several are read at a time."""
    at_once = min(len(files), os.cpu_count() or 1, _MOST_READERS)
    with ThreadPoolExecutor(at_once) as executor, DocumentReaders() as readers:

        def read(root: str, file: Path, name: str) -> Record | ZhizeError:
            try:
                return _read_document(readers, file, name, root, organization, former.get(name))
            except ZhizeError as error:
                return error

        waiting = [executor.submit(read, *entry) for entry in files]
        try:
            for future, (_, _, name) in zip(waiting, files, strict=True):
                yield name, future.result()
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def _read_document(
    readers: DocumentReaders, file: Path, name: str, root: str, organization: str | None, former: Record | None
) -> Record:
    try:
        with open(file, "rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest() + f":{_fingerprint_rules()}"
    except OSError as error:
        raise ZhizeError("document-missing", path=file) from error
    if former and former.content_hash == digest and former.organization == organization:
        return replace(former, root=root)
    about = {"name": name, "content_hash": digest, "organization": organization, "root": root}
    return make(Record, about | readers.read(file, name, organization))


def _folder_of(record: Record) -> str:
    """The folder that holds the document; empty where a single file was asked for."""
    return (Path(record.root) / record.name).parent.as_posix() if record.root else ""


def _publish(
    writer: Writer, records: dict[str, Record], warnings: list[BuildWarning], failed: list[str]
) -> BuildReport:
    linked = link(
        [record.facts for record in records.values()],
        folders={record.name: _folder_of(record) for record in records.values()},
    )
    warnings += [BuildWarning(doubt.document, doubt.line, doubt.message) for doubt in linked.uncertain]
    write_doubts(writer.folder, (Doubt(doubt.document, doubt.line, doubt.message) for doubt in linked.uncertain))
    thesaurus = load_thesaurus()
    changes = assert_facts(linked, lambda statement: annotate(statement, thesaurus))
    kept = {str(change.graph) for change in changes}
    writer.store.replace(changes, drop=[g for g in writer.store.graphs() if str(g) not in kept])
    shutil.rmtree(writer.folder / FOLDER, ignore_errors=True)
    for record in records.values():
        write_record(writer.folder, record)
        warnings += [BuildWarning(record.name, remark.line, remark.message) for remark in record.facts.warnings]
    counts = derive(changes, writer.folder)
    manifest = {
        "documents": {r.name: r.content_hash for r in records.values()},
        "coverage": {r.name: r.share for r in records.values() if r.share is not None},
        "counts": counts,
    }
    snapshot: Snapshot = writer.publish(manifest)
    return BuildReport(
        documents=len(records),
        organizations=counts["organizations"],
        posts=counts["posts"],
        units=counts["units"],
        people=counts["people"],
        duties=counts["duties"],
        reporting_lines=counts["reporting_lines"],
        warnings=tuple(warnings),
        lines_total=sum(r.facts.lines_total for r in records.values()),
        lines_without_fact=sum(r.facts.lines_without_fact for r in records.values()),
        failed=tuple(failed),
        snapshot=snapshot.number,
    )
