"""The documents that come with the program: seven formats, one organization known only by its folder."""

from pathlib import Path

import pytest

from graph.opening import open_store
from graph.store import GraphStore
from nlp.documents.readers import read_bytes
from ontology import vocabulary as v

DOCUMENTS = Path(__file__).resolve().parents[3] / "data" / "documents"
FORMS = DOCUMENTS / "青杉电子商务有限公司"
OF = f"?p a org:Post ; zz:inOrganization/skos:prefLabel '{FORMS.name}'@zh-hans ; skos:prefLabel ?t"
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in v.PREFIXES.items())


@pytest.fixture(scope="module")
def store(built_store: str) -> GraphStore:
    return open_store(built_store)


def ask(store: GraphStore, pattern: str) -> set[tuple[str, ...]]:
    return {tuple(map(str, row)) for row in store.select(f"{PREFIXES} SELECT DISTINCT {pattern}")}


def test_there_are_seven_formats_and_every_file_gave_something(store: GraphStore) -> None:
    files = [path for path in DOCUMENTS.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".txt", ".md", ".docx", ".xlsx", ".csv", ".html", ".pdf"}
    told = ask(store, "?d { ?x prov:wasDerivedFrom/zz:document ?d }")
    assert told == {(path.relative_to(DOCUMENTS).as_posix(),) for path in files}


def test_no_file_of_the_folder_names_the_company_that_the_folder_is_called_like(store: GraphStore) -> None:
    for path in FORMS.iterdir():
        source = read_bytes(path.read_bytes(), path.name)
        assert not any("青杉" in line.text for line in source.lines), path.name
    posts = ask(store, f"?t {{ {OF} }}")
    assert {path.stem.removesuffix("岗位说明书") for path in FORMS.glob("*.docx")} | {"总经理"} == {t for (t,) in posts}


def test_forms_give_the_posts_and_the_list_gives_each_its_holders(store: GraphStore) -> None:
    held = ask(store, f"?t ?n ?tel ?mail ?room {{ {OF} ; org:heldBy ?h . ?h foaf:name ?n ; foaf:phone ?tel ; "
                      "foaf:mbox ?mail ; zz:place ?room }")  # fmt: skip
    forms = {path.stem.removesuffix("岗位说明书") for path in FORMS.glob("*.docx")}
    assert {title for title, *_ in held} == forms
    assert {name for title, name, *_ in held if title == "淘宝客服"} == {"何倩", "史小雨", "康丽"}
    assert {title for title, name, *_ in held if name == "顾南星"} == {"文案策划", "推广专员"}
    assert len({name for _, name, *_ in held}) == 12


def test_a_page_and_a_print_tell_of_nothing_but_their_posts_and_duties(store: GraphStore) -> None:
    """Navigation, headers and page numbers became nothing; sentences that were broken over lines are whole."""
    page = ask(
        store,
        "?t { ?p a org:Post ; skos:prefLabel ?t ; prov:wasDerivedFrom/zz:document '栖云网络科技网站岗位手册.html' }",
    )
    assert page == {("网站运营总监",), ("网站程序员",), ("网站美工",), ("平面设计",), ("网站优化师",)}
    said = {
        s
        for (s,) in ask(
            store,
            "?s { ?d a zz:Duty ; zz:statement ?s ; prov:wasDerivedFrom/zz:document '远峤控股集团运营部部门职责.pdf' }",
        )
    }
    assert len(said) == 68
    assert all(s.endswith("。") for s in said)
