"""Ways of the lines beside the tree: around boxes and signs, apart from one another."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.drawing import Box, Drawing, Line, arrange
from web.lanes import route_across

_STYLE = Path(__file__).resolve().parents[2] / "web" / "static" / "zhize.css"
Segment = tuple[tuple[int, int], tuple[int, int]]


def draw(parents: dict[int, int], across: set[tuple[int, int]]) -> Drawing:
    """A tree of posts with lines across, in their lanes."""
    nodes = [0, *parents]
    boxes = {
        str(n): Box(str(n), "Post", f"岗位{n}", "某人" if n % 2 else "", opened=n in parents.values()) for n in nodes
    }
    lines = [Line(str(lower), str(upper), "reports") for lower, upper in parents.items()]
    lines += [Line(str(a), str(b), "reports", extra=True, further=True) for a, b in sorted(across)]
    return route_across(
        arrange(boxes, {str(lower): str(upper) for lower, upper in parents.items()}, lines, (1200, 640))
    )


@st.composite
def drawings(pick: st.DrawFn) -> Drawing:
    parents = {node: pick(st.integers(0, node - 1)) for node in range(1, pick(st.integers(3, 24)))}
    nodes = st.sampled_from([0, *parents])
    pairs = pick(st.sets(st.tuples(nodes, nodes), max_size=12))
    return draw(parents, {(a, b) for a, b in pairs if a != b and b not in (parents.get(a), a)})


def list_segments(route: tuple[tuple[int, int], ...]) -> list[Segment]:
    return [(min(pair), max(pair)) for pair in pairwise(route)]


@settings(max_examples=40, deadline=None)
@given(drawings())
def test_no_line_runs_behind_a_box_or_over_a_sign(drawing: Drawing) -> None:
    boxes = {b.iri: (x, y, *b.size) for b, (x, y) in zip(drawing.boxes, drawing.places, strict=True)}
    areas = {
        iri: (x - w // 2 + 1, y - h // 2 + 1, x + w // 2 - 1, y + h // 2 - 1) for iri, (x, y, w, h) in boxes.items()
    }
    signs = {
        box.iri: (right - 14, bottom - 3, right + 4, bottom + 9)
        for box in drawing.boxes
        if box.sign
        for _, _, right, bottom in [areas[box.iri]]
    }
    for line, route in zip(drawing.lines, drawing.routes, strict=True):
        if line.extra:
            assert len(route) >= 2
            for (x1, y1), (x2, y2) in list_segments(route):
                assert x1 == x2 or y1 == y2
                for left, top, right, bottom in [*areas.values(), *signs.values()]:
                    assert x2 <= left or x1 >= right or y2 <= top or y1 >= bottom
            for (x, y), iri in ((route[0], line.lower), (route[-1], line.upper)):
                left, top, right, bottom = areas[iri]
                assert left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1
    assert all(0 <= x < drawing.size[0] + 1 and 0 <= y < drawing.size[1] + 1 for r in drawing.routes for x, y in r)


@settings(max_examples=40, deadline=None)
@given(drawings())
def test_only_lines_to_one_superior_share_a_lane(drawing: Drawing) -> None:
    """Any others only cross; none lies upon a line of the tree."""
    lines = list(zip(drawing.lines, drawing.routes, strict=True))
    for (one, way), (other, way2) in combinations(lines, 2):
        if not one.extra and not other.extra or one.extra and other.extra and one.upper == other.upper:
            continue
        for a, b in list_segments(way):
            for c, d in list_segments(way2):
                for along in (0, 1):
                    if a[1 - along] == b[1 - along] and c[1 - along] == d[1 - along]:
                        near = abs(a[1 - along] - c[1 - along]) < 4
                        assert not (near and min(b[along], d[along]) - max(a[along], c[along]) > 4)


def test_a_way_never_comes_back_to_itself() -> None:
    """Where a later line reaches an earlier one's way more cheaply, it joins it; each way ends at its superior."""
    parents = {1: 0, 2: 0, 3: 0, 4: 0, 5: 4, 6: 3, 7: 4}
    drawing = draw(parents, {(0, 1), (0, 4), (4, 1), (7, 0), (1, 7), (7, 2), (1, 6), (7, 5), (1, 3)})
    for way in (route for line, route in zip(drawing.lines, drawing.routes, strict=True) if line.extra):
        assert len(set(way)) == len(way)


def test_lines_to_one_superior_join() -> None:
    """Four posts of a list that report to somebody beside it come together before they reach him."""
    drawing = draw({1: 0, 2: 0, **dict.fromkeys(range(3, 7), 2)}, {(n, 1) for n in range(3, 7)})
    ways = [route for line, route in zip(drawing.lines, drawing.routes, strict=True) if line.extra]
    assert len(ways) == 4 and len({way[-1] for way in ways}) == 1


def read_colours(scheme: str) -> dict[str, str]:
    """The colours of the style sheet by name."""
    light, dark = _STYLE.read_text("utf-8").split("prefers-color-scheme: dark", 1)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", light if scheme == "light" else dark.split("\n}", 1)[0]))


def shine(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["edge", "edge-across", "edge-inferred", "hit"])
def test_lines_stand_out_from_their_ground(scheme: str, name: str) -> None:
    colours = read_colours(scheme)
    low, high = sorted((shine(colours[name]), shine(colours["canvas"])))
    assert (high + 0.05) / (low + 0.05) >= 3
