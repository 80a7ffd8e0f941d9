"""What surrounds a duty says whose it is: words of its organization, its post's title and other duties."""

from nlp.segment import Segmenter
from nlp.surroundings import UNDECIDED, Home, Profiles, Surroundings, compile_profiles

MILL, SCHOOL = "厂", "校"
NAMES = [(MILL, "厂/仓管员", "纸张仓管员"), (SCHOOL, "校/教务员", "教务员")]
DUTIES = [
    (MILL, "厂/仓管员", "控制纸库温湿度"),
    (MILL, "厂/仓管员", "按印单裁切备料"),
    (SCHOOL, "校/教务员", "编排课程表"),
    (SCHOOL, "校/教务员", "控制考场人数"),
]


def _fit(text: str, within: frozenset[str] | None = None) -> dict[str, Home]:
    cut = Segmenter().cut_for_search
    surroundings = Surroundings(compile_profiles(NAMES, DUTIES, cut), {thing: name for _, thing, name in NAMES}, cut)
    return surroundings.fit(text, dict.fromkeys(text, 1.0), within, {thing: place for place, thing, _ in NAMES})


def test_a_phrase_speaks_of_the_organization_that_uses_its_words() -> None:
    homes = _fit("纸发软了")
    assert homes["厂/仓管员"].organization > 0.6
    assert homes["校/教务员"].organization < 0.4


def test_words_that_all_use_say_nothing_of_the_organization() -> None:
    assert abs(_fit("控制")["厂/仓管员"].organization - UNDECIDED) < 0.1


def test_one_organization_alone_is_neither_likely_nor_unlikely() -> None:
    assert _fit("纸", frozenset({MILL}))["厂/仓管员"].organization == UNDECIDED


def test_title_and_other_duties_count_for_the_owner() -> None:
    home = _fit("裁纸")["厂/仓管员"]
    assert (home.title, home.own) == (0.5, 1.0)


def test_a_graph_without_profiles_decides_nothing() -> None:
    plain = Surroundings(Profiles(), {}, Segmenter().cut_for_search)
    assert plain.fit("纸", {"纸": 1.0}, None, {"厂/仓管员": MILL})["厂/仓管员"] == (UNDECIDED, 0.0, 0.0)
