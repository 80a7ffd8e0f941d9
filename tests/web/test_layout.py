"""Places of boxes: no overlap, parents above or left of their children, the shape that the room asks for."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.layout import fit_scale, place_tree, wrap_text


@st.composite
def trees(draw: st.DrawFn) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for node in range(1, draw(st.integers(1, 40))):
        children.setdefault(draw(st.integers(0, node - 1)), []).append(node)
    return children


@settings(max_examples=60, deadline=None)
@given(trees(), st.sampled_from([(340, 500), (900, 600), (1600, 1100)]), st.data())
def test_boxes_never_overlap_and_stay_inside(
    children: dict[int, list[int]], room: tuple[int, int], data: st.DataObject
) -> None:
    nodes = {0, *children, *(c for below in children.values() for c in below)}
    sizes = {n: (data.draw(st.sampled_from([104, 168, 226])), data.draw(st.sampled_from([38, 56]))) for n in nodes}
    layout = place_tree(children, [0], sizes, room)
    boxes = {n: (x - sizes[n][0] // 2, y - sizes[n][1] // 2, *sizes[n]) for n, (x, y) in layout.places.items()}
    assert boxes.keys() == nodes
    for (ax, ay, aw, ah), (bx, by, bw, bh) in combinations(boxes.values(), 2):
        assert ax + aw <= bx or bx + bw <= ax or ay + ah <= by or by + bh <= ay
    for x, y, w, h in boxes.values():
        assert x >= 0 and y >= 0 and x + w <= layout.size[0] and y + h <= layout.size[1]
    for parent, below in children.items():
        for child in below:
            assert layout.places[child][1] > layout.places[parent][1]
            first, last = layout.routes[child][0], layout.routes[child][-1]
            assert first[1] == boxes[parent][1] + boxes[parent][3]
            assert last in ((layout.places[child][0], boxes[child][1]), (boxes[child][0], layout.places[child][1]))


def test_a_narrow_room_gets_a_list_and_a_wide_one_a_chart() -> None:
    children = {0: [1, 2, 3], 1: [4, 5, 6], 2: [7, 8, 9], 3: [10, 11, 12]}
    sizes = dict.fromkeys(range(13), (136, 38))
    narrow = place_tree(children, [0], sizes, (340, 700))
    wide = place_tree(children, [0], sizes, (1100, 400))
    assert narrow.size[0] <= 340 < wide.size[0] and wide.size[1] <= 400


def test_a_deep_tree_needs_no_recursion() -> None:
    children = {n: [n + 1] for n in range(3000)}
    layout = place_tree(children, [0], dict.fromkeys(range(3001), (104, 38)), (900, 600))
    assert len(layout.places) == 3001


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("总经理", ("总经理",)),
        ("市场运营管理中心综合办公室", ("市场运营管理中", "心综合办公室")),
        ("一二三四五六七八九十一二三四五六七八九十一二三四五六", None),
    ],
)
def test_long_names_are_broken_into_even_lines(text: str, lines: tuple[str, ...] | None) -> None:
    found = wrap_text(text, 12, 2)
    assert found == lines if lines else len(found) == 2 and found[-1].endswith("…")


def test_a_deep_tree_with_few_leaves_spreads_where_a_list_would_be_too_high() -> None:
    """Five below one stand in short columns when that can be shown larger."""
    chain = [f"{number}级" for number in range(5)]
    children = {upper: [lower] for upper, lower in pairwise(chain)} | {chain[-1]: [f"专员{n}" for n in range(5)]}
    sizes = dict.fromkeys([*chain, *children[chain[-1]]], (100, 56))
    layout = place_tree(children, chain[:1], sizes, (800, 560))
    assert fit_scale(layout.size, (800, 560)) > 0.9
    assert len({layout.places[leaf][0] for leaf in children[chain[-1]]}) > 1
