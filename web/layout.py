"""Positions of a network's nodes: a tidy tree that grows to the right, readable without moving anything."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
COLUMN, ROW = 260, 54


def place_tree(children: Mapping[Node, Iterable[Node]], roots: Iterable[Node]) -> dict[Node, tuple[int, int]]:
    """Pixels from the top left for every node below `roots`; a node that several have above it is placed once."""
    places: dict[Node, tuple[int, int]] = {}
    next_row = 0
    # An explicit stack: an organization may be deeper than the recursion limit.
    stack: list[tuple[Node, int, bool]] = [(root, 0, False) for root in reversed(list(roots))]
    seen: set[Node] = set()
    own: dict[Node, list[Node]] = {}
    while stack:
        node, depth, done = stack.pop()
        if done:
            rows = [places[child][1] for child in own[node]]
            places[node] = (depth * COLUMN, (min(rows) + max(rows)) // 2)
            continue
        if node in seen:
            continue
        seen.add(node)
        below = [child for child in children.get(node, ()) if child not in seen]
        below = list(dict.fromkeys(below))
        if not below:
            places[node] = (depth * COLUMN, next_row * ROW)
            next_row += 1
            continue
        own[node] = below
        stack.append((node, depth, True))
        stack += [(child, depth + 1, False) for child in reversed(below)]
    return places
