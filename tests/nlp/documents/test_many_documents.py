"""One company out of a hundred Word files with one post each, which never name it, and one staff list."""

import random
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pytest

from graph.opening import open_store
from nlp.build import BuildReport, build, remove
from ontology.vocabulary import PROLOGUE
from tests.nlp.documents.generating import GIVEN, SURNAMES, THINGS, TITLES, UNITS, VERBS

COUNT = 100
FIELDS = (
    ("岗位名称", "所属部门", "直接上级", "岗位职责"),
    ("职位名称", "所在部门", "汇报对象", "工作内容"),
    ("职务", "部门", "上级领导", "主要职责"),
)


def write_folder(folder: Path, name_in_list: str | None = None, count: int = COUNT) -> list[tuple[str, str, str]]:
    """Title, unit and holder of every post; one name in ten units stands for the same title in another unit."""
    draw = random.Random(7)
    folder.mkdir(parents=True)
    people: list[tuple[str, str, str]] = []
    for number in range(count):
        title, unit = TITLES[number % len(TITLES)], UNITS[(number + number // len(TITLES)) % len(UNITS)]
        holder = SURNAMES[number % len(SURNAMES)] + GIVEN[number // 7 % len(GIVEN)]
        people.append((title, unit, holder))
        duties = [
            f"{verb}{thing}" for verb, thing in zip(draw.sample(VERBS[:12], 3), draw.sample(THINGS, 3), strict=True)
        ]
        _write_post(folder / f"{number:03}{title}.docx", draw, title, unit, duties)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if name_in_list:
        sheet.append([f"{name_in_list}员工通讯录"])
    sheet.append(["序号", "姓名", "部门", "岗位", "手机", "邮箱"])
    for number, (title, unit, holder) in enumerate(people):
        sheet.append([number + 1, holder, unit, title, f"1390000{number:04}", f"p{number}@example.cn"])
    book.save(folder / "人员名单.xlsx")
    return people


def _write_post(path: Path, draw: random.Random, title: str, unit: str, duties: list[str]) -> None:
    document = docx.Document()
    words = draw.choice(FIELDS)
    superior = f"{unit}负责人"
    if draw.random() < 0.5:
        table = document.add_table(rows=3, cols=4)
        cells = [[words[0], title, words[1], unit], [words[2], superior, "编制", "1人"], [words[3], "", "", ""]]
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(2, 1).merge(table.cell(2, 3)).text = "\n".join(f"{i}、{d}" for i, d in enumerate(duties, 1))
    else:
        document.add_heading(f"{title}岗位说明书", 1)
        for word, value in zip(words, (title, unit, superior), strict=False):
            document.add_paragraph(f"{word}：{value}")
        document.add_paragraph(f"{words[3]}：")
        for number, duty in enumerate(duties, 1):
            document.add_paragraph(f"{number}. {duty}。")
    document.save(str(path))


@dataclass(frozen=True, slots=True)
class Built:
    """The company that was written, and what was built of its folder."""

    people: list[tuple[str, str, str]]
    report: BuildReport
    store: str
    folder: Path

    def ask(self, pattern: str) -> set[tuple[str, ...]]:
        """Distinct rows of a query over the published graph."""
        query = (
            "PREFIX org: <http://www.w3.org/ns/org#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            "PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX zz: <https://w3id.org/zhize#> "
            f"PREFIX prov: <http://www.w3.org/ns/prov#> SELECT DISTINCT {pattern}"
        )
        return {tuple(str(cell) for cell in row) for row in open_store(self.store).select(query)}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Built:
    base = tmp_path_factory.mktemp("many")
    people = write_folder(base / "澄江机电")
    store = str(base / "store")
    return Built(people, build([base / "澄江机电"], store), store, base / "澄江机电")


def test_the_folder_names_the_only_organization(company: Built) -> None:
    assert company.ask("?n { ?o a org:FormalOrganization ; skos:prefLabel ?n }") == {("澄江机电",)}


def test_every_post_is_there_once_with_its_holder(company: Built) -> None:
    found = company.ask(
        "?t ?u ?h { ?p a org:Post ; skos:prefLabel ?t ; org:postIn/skos:prefLabel ?u ; org:heldBy/foaf:name ?h }"
    )
    assert found == set(company.people)
    described = company.ask("?p { ?p a org:Post ; zz:hasDuty ?d }")
    assert len(described) == COUNT
    titles = company.ask("?p ?t { ?p a org:Post ; skos:prefLabel ?t }")
    assert len({post for post, title in titles if not title.endswith("负责人")}) == COUNT, "some posts are there twice"
    assert company.report.posts == COUNT + len({unit for _, unit, _ in company.people}), (
        "and one superior for each unit"
    )


def test_every_post_has_two_sources_and_every_holder_a_telephone(company: Built) -> None:
    rows = company.ask("?p ?d { ?p a org:Post ; zz:hasDuty ?x ; prov:wasDerivedFrom/zz:document ?d }")
    assert len({post for post, document in rows if document == "人员名单.xlsx"}) == COUNT
    assert len({document for _, document in rows}) == COUNT + 1
    assert len(company.ask("?h ?t { ?h a foaf:Person ; foaf:phone ?t }")) == COUNT


def test_a_staff_list_that_names_the_company_names_it_for_its_folder(tmp_path: Path) -> None:
    people = write_folder(tmp_path / "文件", "澄江机电有限公司", 20)
    report = build([tmp_path / "文件"], str(tmp_path / "store"))
    built = Built(people, report, str(tmp_path / "store"), tmp_path / "文件")
    assert built.ask("?n { ?o a org:FormalOrganization ; skos:prefLabel ?n }") == {("澄江机电有限公司",)}
    assert len(built.ask("?p { ?p a org:Post ; org:heldBy ?h }")) == 20
    assert any("澄江机电有限公司" in warning.message for warning in report.warnings)


def test_prune_takes_out_what_the_folder_no_longer_has(company: Built) -> None:
    gone = sorted(company.folder.glob("*.docx"))[0]
    gone.unlink()
    assert build([company.folder], company.store).documents == COUNT + 1
    assert build([company.folder], company.store, prune=True).documents == COUNT
    assert remove("人员名单.xlsx", company.store).people == 0


def test_what_two_documents_say_is_one_line_with_two_sources_and_one_confidence(tmp_path: Path) -> None:
    """Said of the subordinate in one, of the superior in the other; the surest way of saying it holds in both."""
    folder = tmp_path / "青石粮库"
    folder.mkdir()
    (folder / "保管员.txt").write_text("岗位名称：保管员\n直接上级：仓储科科长\n岗位职责：\n1、登记粮温。\n", "utf-8")
    (folder / "科长.txt").write_text("岗位名称：仓储科科长\n直接下级：保管员\n岗位职责：\n1、安排熏蒸。\n", "utf-8")
    store = str(tmp_path / "store")
    assert build([folder], store).reporting_lines == 1
    graph = open_store(store)
    lines = "SELECT ?line (COUNT(DISTINCT ?passage) AS ?n) WHERE { ?line a zz:ReportingLine ; prov:wasDerivedFrom ?passage } GROUP BY ?line"
    assert [int(str(n)) for _, n in graph.select(PROLOGUE + lines)] == [2]
    twice = "SELECT ?thing WHERE { ?thing zz:confidence ?one, ?other FILTER(?one < ?other) }"
    assert graph.select(PROLOGUE + twice) == []
