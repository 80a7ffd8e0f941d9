"""Concepts are found by all of their written forms, the longest first, and know what stands above them."""

import pytest

from nlp.thesaurus import Concept, Thesaurus

T = "https://example.org/"
BILL, INVOICE, COLLECT = T + "bill", T + "invoice", T + "collect"
COLLECTING = T + "collect-invoices"


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return Thesaurus(
        (
            Concept(BILL, "票据", False, ("票据", "单据")),
            Concept(INVOICE, "发票", False, ("发票", "invoice", "票"), broader=(BILL,)),
            Concept(COLLECT, "收集", True, ("收集", "收取"), verb_forms=("收",)),
            Concept(COLLECTING, "收集发票", True, ("收集发票", "收票"), broader=(COLLECT,)),
        )
    )


def found(thesaurus: Thesaurus, text: str) -> list[tuple[str, str]]:
    return [(m.form, m.concepts[0].removeprefix(T)) for m in thesaurus.find_longest(text)]


def test_the_longest_form_is_taken(thesaurus: Thesaurus) -> None:
    assert found(thesaurus, "每月收集发票和单据") == [("收集发票", "collect-invoices"), ("单据", "bill")]
    assert {m.form for m in thesaurus.find("收集发票")} == {"收集", "发票", "票", "收集发票"}


def test_two_forms_that_meet_leave_nothing_over_their_joint() -> None:
    """展业 is in 拓展业务 by chance; where only one side is a word, both readings stay."""
    words = ("拓展", "展业", "业务")
    thesaurus = Thesaurus(tuple(Concept(T + word, word, False, (word,)) for word in words))
    assert [form for form, _ in found(thesaurus, "拓展业务")] == ["拓展", "业务"]
    assert [form for form, _ in found(thesaurus, "拓展业")] == ["拓展", "展业"]


def test_a_latin_form_is_a_whole_word(thesaurus: Thesaurus) -> None:
    assert found(thesaurus, "开invoice给客户") == [("invoice", "invoice")]
    assert found(thesaurus, "invoices") == []


def test_a_compound_knows_its_parts_and_what_is_above_it(thesaurus: Thesaurus) -> None:
    assert set(thesaurus.parts(COLLECTING)) == {COLLECT, INVOICE}
    assert thesaurus.parts(BILL) == ()
    assert thesaurus.ancestors(INVOICE) == (BILL,)
    assert thesaurus.ancestors(T + "unknown") == ()


def test_the_published_form_is_the_same_thesaurus(thesaurus: Thesaurus) -> None:
    again = Thesaurus.from_json(thesaurus.to_json())
    assert again.concepts == thesaurus.concepts
    assert again.verb_forms == thesaurus.verb_forms == {"收": COLLECT}


def test_an_empty_thesaurus_finds_nothing() -> None:
    assert Thesaurus(()).find_longest("收集发票") == []


def test_what_makes_think_of_a_concept_is_no_form_of_it() -> None:
    """A cue is found apart from the forms, longer ones within longer ones too; one letter only as a word of its own."""
    repair = Concept(T + "repair", "维修", True, ("维修", "修理"), cues=("坏了", "灯坏了", "修"))
    thesaurus = Thesaurus((repair, Concept(INVOICE, "发票", False, ("发票",))))
    assert {(m.start, m.form) for m in thesaurus.find_cues("走廊灯坏了")} == {(2, "灯坏了"), (3, "坏了")}
    assert not thesaurus.find("走廊灯坏了")
    assert thesaurus.evoked_by("修") == (T + "repair",)
    assert not thesaurus.find_cues("修灯")


def test_cues_outlive_the_published_lexicon() -> None:
    """They are written and read again; a lexicon from before there were any is read as well."""
    thesaurus = Thesaurus((Concept(INVOICE, "发票", False, ("发票",), cues=("报账",)),))
    data = thesaurus.to_json()
    assert Thesaurus.from_json(data).concepts == thesaurus.concepts
    assert Thesaurus.from_json([entry[:-1] for entry in data]).concepts[INVOICE].cues == ()
