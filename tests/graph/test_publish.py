"""Publication: a snapshot is whole or not there, whatever happens to its writer, and stays as long as it is read."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.errors import ZhizeError
from graph.model import ChangeSet, Iri
from graph.opening import open_store
from graph.publish import Snapshot, Writer, current_snapshot
from tests.graph.samples import CLINIC_DOCUMENT, NURSING_DOCUMENT, document, number, say

A = Iri("https://example.org/a")
ROOT = Path(__file__).resolve().parents[2]
SIZE = 300


def version(n: int) -> list[ChangeSet]:
    """Two documents which both say `n` of many things: a torn graph would say two numbers."""
    return [
        document(name, *(say(Iri(f"{A}/{name}/{i}"), "https://example.org/version", number(n)) for i in range(SIZE)))
        for name in ("甲", "乙")
    ]


def publish(root: Path, n: int) -> Snapshot:
    with Writer(root) as writer:
        writer.store.replace(version(n))
        (writer.folder / "facts" / "甲.json").write_text(str(n))
        (writer.folder / "lexicon.json").write_text(str(n))
        return writer.publish({"version": n})


def read_versions(snapshot: Snapshot) -> list[tuple[object, ...]]:
    store = snapshot.open_store()
    rows = store.select("SELECT ?n (COUNT(?s) AS ?k) WHERE { ?s ?p ?n } GROUP BY ?n")
    store.close()
    return [*rows]


def test_nothing_is_published_at_first(tmp_path: Path) -> None:
    assert current_snapshot(tmp_path / "none") is None
    with pytest.raises(ZhizeError) as error:
        open_store(str(tmp_path / "none"))
    assert error.value.code == "store-missing"


def test_a_writer_begins_from_what_is_published(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.store.replace([CLINIC_DOCUMENT])
        (writer.folder / "facts" / "门诊.json").write_text("{}")
        (writer.folder / "lexicon.json").write_text("{}")
        writer.publish({})
    with Writer(tmp_path) as writer:
        assert writer.store.graphs() == (CLINIC_DOCUMENT.graph,)
        assert (writer.folder / "facts" / "门诊.json").read_text() == "{}"
        assert not (writer.folder / "lexicon.json").exists(), "derived parts are derived anew"
        writer.store.replace([NURSING_DOCUMENT])
        snapshot = writer.publish({"counts": {"posts": 3}})
    assert (snapshot.number, snapshot.manifest["counts"]["posts"], snapshot.manifest["counts"]["graphs"]) == (2, 3, 2)
    assert open_store(str(tmp_path)).graphs() == tuple(sorted((CLINIC_DOCUMENT.graph, NURSING_DOCUMENT.graph)))


def test_a_writer_that_does_not_publish_leaves_nothing(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    before = sorted(os.listdir(tmp_path / "snapshots"))
    with pytest.raises(RuntimeError), Writer(tmp_path) as writer:
        writer.store.replace(version(2))
        raise RuntimeError
    assert sorted(os.listdir(tmp_path / "snapshots")) == before
    snapshot = current_snapshot(tmp_path)
    assert snapshot is not None
    assert read_versions(snapshot) == [(1, 2 * SIZE)]


def test_there_is_one_writer_at_a_time(tmp_path: Path) -> None:
    with Writer(tmp_path):
        with pytest.raises(ZhizeError) as error, Writer(tmp_path):
            pass
        assert error.value.code == "store-locked"
    publish(tmp_path, 1)


def test_a_snapshot_in_use_survives_three_publications(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    held = current_snapshot(tmp_path)
    assert held is not None
    store = held.open_store()
    path = held.path
    for n in range(2, 5):
        publish(tmp_path, n)
        assert store.select("SELECT DISTINCT ?n WHERE { ?s ?p ?n }") == [(1,)]
        assert held.damaged() == (), "later writers share files with it and change none"
    del held
    publish(tmp_path, 5)
    assert path.exists(), "an open store keeps its snapshot too"
    store.close()
    publish(tmp_path, 6)
    assert sorted(os.listdir(tmp_path / "snapshots")) == ["000005", "000006"]


def test_a_store_on_disk_is_read_only(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with pytest.raises(ZhizeError) as error:
        open_store(str(tmp_path)).replace(version(2))
    assert error.value.code == "store-read-only"


def test_damage_is_noticed(tmp_path: Path) -> None:
    snapshot = publish(tmp_path, 1)
    assert snapshot.damaged() == ()
    (snapshot.path / "lexicon.json").write_text("other")
    next((snapshot.path / "store").glob("*.sst")).unlink()
    assert len(snapshot.damaged()) == 2
    (snapshot.path / "manifest.json").write_text("{")
    with pytest.raises(ZhizeError) as error:
        current_snapshot(tmp_path)
    assert error.value.code == "store-damaged"


def test_a_snapshot_of_a_newer_program_is_refused_in_words(tmp_path: Path) -> None:
    manifest = publish(tmp_path, 1).path / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(ZhizeError) as error:
        current_snapshot(tmp_path)
    assert error.value.code == "store-version"


WRITER = """
import sys
from pathlib import Path
from tests.graph.test_publish import publish
print("ready", flush=True)
for n in range(int(sys.argv[2]), int(sys.argv[2]) + 4):
    publish(Path(sys.argv[1]), n)
    print(n, flush=True)
"""


def test_a_killed_writer_leaves_the_former_snapshot_whole(tmp_path: Path) -> None:
    """A real process is killed at 24 moments spread over its four publications."""
    publish(tmp_path, 0)
    chance = random.Random(7)
    seen: set[object] = set()
    unfinished = 0
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", WRITER, str(tmp_path), "1"], cwd=ROOT, check=True, capture_output=True)
    whole = time.monotonic() - started
    for round_ in range(24):
        first = 10 * (round_ + 1)
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(first)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, whole * 0.8))
        process.send_signal(signal.SIGKILL)
        told = [int(line) for line in process.stdout.read().split()]
        process.wait()
        process.stdout.close()
        snapshot = current_snapshot(tmp_path)
        assert snapshot is not None
        assert snapshot.damaged() == ()
        ((n, count),) = read_versions(snapshot)
        assert count == 2 * SIZE
        assert (snapshot.path / "lexicon.json").read_text() == str(n) == str(snapshot.manifest["version"])
        assert not told or n >= told[-1], "what was acknowledged is there"
        seen.add(n)
        unfinished += any(p.suffix for p in (tmp_path / "snapshots").iterdir())
    assert len(seen) > 5, "the kills must fall between many publications"
    assert unfinished > 5, "and into the middle of some"
    publish(tmp_path, 999)
    left = sorted(os.listdir(tmp_path / "snapshots"))
    assert len(left) <= 2, left
    assert all(name.isdigit() for name in left), left
    assert sorted(os.listdir(tmp_path)) == ["current", "lock", "snapshots"]
