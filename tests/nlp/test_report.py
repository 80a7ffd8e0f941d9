"""What a report on a document says of the graph that was made from it."""

import contextlib
from collections.abc import Iterator

import pytest

from graph.errors import ZhizeError
from graph.publish import Snapshot, current_snapshot
from graph.store import EmbeddedStore
from nlp.archive import Doubt, read_doubts, read_record
from nlp.build import build
from nlp.report import DocumentReport, report
from ontology import vocabulary as v

SHIP = """长风航运有限公司岗位职责
岗位：水手
上级：大副
编制：3
职责：
1、系解缆绳。
2、清洗甲\ufffd板。
任职要求：会游泳。
岗位：大副
现任：张伟
下属：轮机长
职责：
1、安排装卸货物。
岗位：轮机长
上级：船长
职责：
1、检修主机。
今天天气不错，适合出海远航钓鱼。
"""
STAFF = "单位：长风航运有限公司\n岗位：大副\n现任：李强\n职责：\n1、安排值班。\n"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("ship")
    (folder / "船.txt").write_text(SHIP, "utf-8")
    (folder / "名单.txt").write_text(STAFF, "utf-8")
    build([folder], str(folder / "store"))
    found = current_snapshot(folder / "store")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def store(snapshot: Snapshot) -> Iterator[EmbeddedStore]:
    with contextlib.closing(snapshot.open_store()) as opened:
        yield opened


@pytest.fixture(scope="module")
def ship(snapshot: Snapshot, store: EmbeddedStore) -> DocumentReport:
    return report(snapshot, store, "船.txt")


def test_every_fact_is_found_in_the_graph_at_least_as_sure_as_this_document_says_it(
    ship: DocumentReport, store: EmbeddedStore
) -> None:
    """What another document says in a surer way has its confidence."""
    facts = [(r, b) for r, b in zip(ship.coverage.readings, ship.became, strict=True) if r.evidence]
    assert {r.kind for r, _ in facts} == {"organization", "post", "person", "duty", "line", "field"}
    for reading, became in facts:
        [(sure,)] = store.select(f"SELECT ?c WHERE {{ <{became.iri}> <{v.CONFIDENCE}> ?c }}")
        assert reading.confidence <= float(str(sure)), reading


def test_a_duty_is_its_posts_and_a_line_has_both_ends(ship: DocumentReport) -> None:
    told = {(r.what, r.of): b for r, b in zip(ship.coverage.readings, ship.became, strict=True)}
    sailor, mate = told["岗位", "水手"].iri, told["岗位", "大副"].iri
    assert told["职责", "水手"].about == sailor and "/duty/" in told["职责", "水手"].iri
    assert (told["汇报关系", "水手 → 大副"].about, told["汇报关系", "水手 → 大副"].superior) == (sailor, mate)
    assert told["编制", "水手"].about == sailor and not told["编制", "水手"].iri


def test_doubts_are_damaged_letters_contradictions_and_merges(ship: DocumentReport) -> None:
    why = {query.line: query.why for query in ship.queries}
    assert "文字有损坏" in why[7]
    assert "矛盾" in why[11] and "矛盾" in why[15]
    merged = [query for query in ship.queries if query.what == "合并存疑"]
    assert [(query.line, "李强" in query.why) for query in merged] == [(9, True)]


def test_a_doubtful_merge_is_kept_with_the_snapshot(snapshot: Snapshot) -> None:
    doubts = [*read_doubts(snapshot.path, "船.txt"), *read_doubts(snapshot.path, "名单.txt")]
    assert len(doubts) == 1 and isinstance(doubts[0], Doubt)
    assert "任职人不同" in doubts[0].message


def test_the_counts_and_the_list_of_what_was_not_understood_agree(ship: DocumentReport) -> None:
    assert [(p.line, p.text) for p in ship.unread] == [(18, "今天天气不错，适合出海远航钓鱼。")]
    assert ship.counts["unread"] == 1 and ship.counts["duty"] == 4 and ship.counts["post"] == 4


def test_the_share_stands_in_the_record_and_in_the_manifest(snapshot: Snapshot, ship: DocumentReport) -> None:
    share = read_record(snapshot.path, "船.txt").share
    assert share == pytest.approx(ship.coverage.share, abs=1e-4)
    assert snapshot.manifest["coverage"]["船.txt"] == share


def test_as_json_a_reading_names_its_confidence_evidence_and_iri(ship: DocumentReport) -> None:
    data = ship.to_json()
    duty = next(r for r in data["readings"] if r["kind"] == "duty")
    assert duty["confidence"] == 0.98 and duty["evidence"] == ["item"] and duty["iri"].startswith(v.ENTITY)
    heading = next(r for r in data["readings"] if r["kind"] == "heading")
    assert heading["confidence"] is None
    assert data["coverage"] == round(ship.coverage.share, 4)
    assert data["uncertain"] and data["unread"][0]["line"] == 18


def test_a_document_that_is_not_there_is_named(snapshot: Snapshot, store: EmbeddedStore) -> None:
    with pytest.raises(ZhizeError) as error:
        report(snapshot, store, "没有.txt")
    assert error.value.code == "document-unknown"
