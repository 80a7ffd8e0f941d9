"""What is found in a chart: things by their names, and the way between two of them."""

from collections import deque

from web.structure import Structure, list_superiors


def find_thing(structure: Structure, text: str) -> str | None:
    """The thing whose name, or holder's name, is `text`; else the first that has it within."""
    exact, partial = None, None
    for node in structure.nodes:
        name, note = structure.names[node]
        if text in (name, note, f"{name}（{note}）"):
            exact = exact or node
        elif partial is None and (text in name or text in note):
            partial = node
    return exact or partial


def find_way(structure: Structure, start: str, end: str, across: bool = True) -> tuple[str, ...]:
    """The shortest way between two things over the lines of a chart, both ends included; empty where none is.

    Of ways of one length it is the one that goes by main superiors first; without `across` further ones are no way.
    """
    near: dict[str, dict[str, None]] = {}
    for node in structure.nodes:
        main, others = structure.mains.get(node), list_superiors(structure, node, across)
        for other in (main, structure.parents.get(node), *others):
            if other is not None:
                near.setdefault(node, {})[other] = None
    for node, uppers in [(node, tuple(uppers)) for node, uppers in near.items()]:
        for upper in uppers:
            near.setdefault(upper, {})[node] = None
    came: dict[str, str] = {start: start}
    queue = deque([start])
    while queue and end not in came:
        node = queue.popleft()
        for other in near.get(node, ()):
            if other not in came:
                came[other] = node
                queue.append(other)
    if end not in came:
        return ()
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))
