"""A part of the graph on paper: boxes with places, and lines between them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from web.layout import Point, measure_text, place_tree, wrap_text

LineKind = Literal["member", "reports", "inferred", "duty", "holds"]
#: Of a box, in pixels: letters of name and note, line heights, space around the text, and the widths that boxes have.
NAME_LETTER, NOTE_LETTER = 14, 12
NAME_LINE, NOTE_LINE = 20, 18
_PADDING = (13, 9)
_WIDTHS = (104, 136, 168, 200, 226)
_NAME_LETTERS = 12
_NOTE_LETTERS = 15


@dataclass(frozen=True, slots=True)
class Box:
    """A thing to draw: `note` stands below its name (the holder); `more` things below it are not drawn."""

    iri: str
    kind: str
    name: str
    note: str = ""
    marked: bool = False
    more: int = 0
    opened: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The name in short lines."""
        return wrap_text(self.name, _NAME_LETTERS, 3 if self.kind == "Duty" else 2)

    @property
    def short_note(self) -> str:
        """The note in one line."""
        return wrap_text(self.note, _NOTE_LETTERS, 1)[0]

    @property
    def sign(self) -> str:
        """What stands at its lower right corner: how much there is to open, or that it can be closed."""
        return f"＋{self.more}" if self.more else "－" if self.opened else ""

    @property
    def title(self) -> str:
        """The full name, for the pointer."""
        return f"{self.name}（{self.note}）" if self.note else self.name

    @property
    def size(self) -> Point:
        """Width and height in pixels; few different widths, so that columns stand even."""
        widest = max(measure_text(line, NAME_LETTER) for line in self.lines)
        widest = max(widest, measure_text(self.short_note, NOTE_LETTER)) + 2 * _PADDING[0]
        width = next((w for w in _WIDTHS if w >= widest), round(widest))
        return width, len(self.lines) * NAME_LINE + (NOTE_LINE if self.note else 0) + 2 * _PADDING[1]


@dataclass(frozen=True, slots=True)
class Line:
    """From the lower to the upper thing; `word` says what it means, `extra` that it is not part of the tree.

    `further` says of a reporting line that it leads to another superior than the main one, `marked` that it is part of
    the way that was asked for.
    """

    lower: str
    upper: str
    kind: LineKind
    word: str = ""
    extra: bool = False
    further: bool = False
    marked: bool = False

    @property
    def dash(self) -> tuple[int, int] | None:
        """Lengths of dash and gap in pixels; None for an unbroken line."""
        return (7, 5) if self.kind == "inferred" else (2, 5) if self.further else None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes with the places of their centres, lines with their ways, size in pixels, how many things were left out.

    A way begins at the upper thing for a line of the tree, at the lower one for an `extra` line, which has none until
    `lanes.route_across` has found it.
    """

    boxes: tuple[Box, ...] = ()
    places: tuple[Point, ...] = ()
    lines: tuple[Line, ...] = ()
    routes: tuple[tuple[Point, ...], ...] = ()
    size: Point = (0, 0)
    hidden: int = 0


def arrange(boxes: Mapping[str, Box], parents: Mapping[str, str], lines: Iterable[Line], room: Point) -> Drawing:
    """Places `boxes` as trees by `parents`, in the shape that can be shown largest in `room`."""
    children = list_children(boxes, parents)
    roots = [iri for iri in boxes if iri not in parents]
    layout = place_tree(children, roots, {iri: box.size for iri, box in boxes.items()}, room)
    drawn = tuple(line for line in lines if line.lower in boxes and line.upper in boxes)
    return Drawing(
        boxes=tuple(boxes.values()),
        places=tuple(layout.places[iri] for iri in boxes),
        lines=drawn,
        routes=tuple(() if line.extra else layout.routes.get(line.lower, ()) for line in drawn),
        size=layout.size,
    )


def list_children(nodes: Iterable[str], parents: Mapping[str, str]) -> dict[str, list[str]]:
    """Parent → children, in the order of `nodes`."""
    children: dict[str, list[str]] = {}
    for node in nodes:
        if node in parents:
            children.setdefault(parents[node], []).append(node)
    return children


def choose_parents(candidates: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """One parent for each node, the first of its candidates that does not close a circle; none where all would."""
    parents: dict[str, str] = {}
    for node, wanted in candidates.items():
        for parent in wanted:
            if parent != node and not _is_above(parents, parent, node):
                parents[node] = parent
                break
    return parents


def _is_above(parents: Mapping[str, str], node: str, candidate: str) -> bool:
    """Whether `candidate` stands above `node`."""
    while node in parents:
        node = parents[node]
        if node == candidate:
            return True
    return False
