"""What a request for a chart asks for: which organization, and how to look at it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from flask import request

from nlp.catalogue import ORGANIZATION, PERSON, POST, Entity
from nlp.desk import Desk
from web.failures import Refusal
from web.finding import Found, find_things, find_way
from web.keys import make_key
from web.language import plural
from web.neighbourhood import DEPTHS, Part, cut_part, leave_units
from web.orgchart import Layer, View
from web.structure import Structure, Ties, read_structure
from web.terminal import mend_text

_MOST_KEPT = 16
_MOST_KEYS = 400
_LONGEST_NAME = 100
_SCREEN = (1180, 640)
_ROOMS = (240, 6000)

#: Which relations are drawn: all, no inferred superiors, membership alone, no superiors beside those of the tree.
Lines = Literal["", "stated", "member", "0"]
_TIES: dict[Lines, Ties] = {"": "all", "stated": "stated", "member": "member", "0": "all"}


@dataclass(frozen=True, slots=True)
class Choice:
    """An organization to choose, with its number of posts."""

    iri: str
    label: str
    posts: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks for: the organization, its structure, what of it is `shown`, and how to look at it.

    `begin` is the thing that the address names, `lines` the relations that are drawn; `part`
    is None where all is shown, else what is near to `centre`.
    """

    organization: str
    begin: str
    lines: Lines
    structure: Structure
    shown: Structure
    view: View
    find: str
    matches: Found
    to: str
    goals: Found
    way: tuple[str, ...]
    depth: int | None
    centre: str
    part: Part | None

    @property
    def found(self) -> str | None:
        """The box that is shown for what was looked for."""
        return self.matches.first


class _Kept:
    """The structures read last: reading one goes through the whole graph."""

    def __init__(self) -> None:
        self._structures: dict[tuple[str, str, bool, Ties], Structure] = {}
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str, bool, Ties], read: Callable[[], Structure]) -> Structure:
        """The structure of `key`, read where it is not kept; the oldest goes when there are too many."""
        with self._lock:
            known = self._structures.get(key)
        if known is None:
            known = read()
            with self._lock:
                while len(self._structures) >= _MOST_KEPT:
                    self._structures.pop(next(iter(self._structures)))
                self._structures[key] = known
        return known


_kept = _Kept()


def list_choices(here: Desk) -> tuple[Choice, ...]:
    """The organizations, the one with most posts first."""
    catalogue = here.lexicon.catalogue
    posts: dict[str, int] = {}
    for entity in catalogue.entities.values():
        if entity.type == POST:
            posts[entity.organization] = posts.get(entity.organization, 0) + 1
    found = [Choice(o.iri, o.label, posts.get(o.iri, 0)) for o in catalogue.organizations]
    return tuple(sorted(found, key=lambda choice: -choice.posts))


def need_choices(here: Desk) -> tuple[Choice, ...]:
    choices = list_choices(here)
    if not choices:
        raise Refusal(404, "图谱里还没有组织。", "请先用 zhize build 读入文档。")
    return choices


def read_wish(here: Desk, choices: tuple[Choice, ...]) -> Wish:
    organization, begin, below = _read_place(here, choices)
    wanted = request.args.get("show", "")
    layer: Layer = "units" if wanted == "units" else "duties" if wanted == "duties" else "posts"
    lines: Lines = next((name for name in _TIES if name == request.args.get("lines")), "")
    key = (str(here.snapshot.path), organization, layer == "duties", _TIES[lines])
    structure = _kept.get(key, lambda: read_structure(here, organization, layer == "duties", _TIES[lines]))
    marked = [mend_text(iri) for iri in request.args.getlist("mark")[:_MOST_KEYS]]
    find = mend_text(request.args.get("find", "")).strip()[:_LONGEST_NAME]
    matches = find_things(here, structure, organization, find)
    found = matches.first
    marked += matches.nodes
    to = mend_text(request.args.get("to", "")).strip()[:_LONGEST_NAME] if find else ""
    goals = find_things(here, structure, organization, to)
    drawn = leave_units(structure) if layer == "units" else structure
    way: tuple[str, ...] = ()
    if found and goals.first:
        way = find_way(drawn, _climb(drawn, structure, found), _climb(drawn, structure, goals.first), lines != "0")
    marked += way
    if found and below and not _stands_below(structure, found, below):
        begin, below = organization, None  # what is found is shown, also where it is no part of what was looked at
    across = lines != "0"
    depth, part = _read_depth(), None
    centre = matches.thing or ("" if find else begin)
    opened = _read_keys("open")
    if depth and centre:
        part = cut_part(structure, centre, depth, layer, across)
        below = None
    marked = [_climb(drawn, structure, iri) for iri in marked]
    for iri in marked:  # what is marked must be in sight
        above = structure.parents.get(iri)
        while above is not None:
            opened.add(make_key(above))
            above = structure.parents.get(above)
    view = View(
        below=below,
        opened=frozenset(opened),
        closed=frozenset(_read_keys("close")),
        layer=layer,
        across=across,
        marked=frozenset(marked),
        way=way,
        whole=part is not None,  # so little that all of it is wanted
        room=(_read_length("width", _SCREEN[0]), _read_length("height", _SCREEN[1])),
    )
    shown = part.structure if part else drawn
    return Wish(organization, begin, lines, structure, shown, view, find, matches, to, goals, way, depth, centre, part)


def say_part(here: Desk, wish: Wish) -> str:
    """How many of how many boxes are shown, and around what; empty where all are."""
    if wish.part is None:
        return ""
    name = here.lexicon.catalogue.entities[wish.centre].label
    return plural(
        "以“%(name)s”为中心，%(depth)s 步以内：显示 %(num)s 个，全图共 %(total)s 个。",
        wish.part.count,
        name=name,
        depth=wish.depth,
        total=wish.part.total,
    )


def _climb(drawn: Structure, whole: Structure, node: str) -> str:
    """`node` itself where it is `drawn`; else the first above it that is: a post stands for its unit."""
    above: str | None = node
    while above is not None and above not in drawn.kinds:
        above = whole.parents.get(above)
    return above or node


def _stands_below(structure: Structure, node: str, upper: str) -> bool:
    above: str | None = node
    while above is not None and above != upper:
        above = structure.parents.get(above)
    return above == upper


def _read_depth() -> int | None:
    depth = request.args.get("depth", type=int)
    return depth if depth in DEPTHS else None


def _read_place(here: Desk, choices: tuple[Choice, ...]) -> tuple[str, str, str | None]:
    """The organization to draw, the thing that is asked for, and the box to begin with where that is another one."""
    catalogue = here.lexicon.catalogue
    wanted = mend_text(request.args.get("organization", "")).strip()
    if iri := mend_text(request.args.get("iri", "")):
        entity = catalogue.entities.get(iri)
        if entity is None or entity.organization not in catalogue.entities:
            raise Refusal(404, "图谱里没有这个事物。", "请检查 iri。")
        if not wanted or wanted in (entity.organization, catalogue.entities[entity.organization].label):
            below = None if entity.type == ORGANIZATION else _find_drawn(here, entity)
            return entity.organization, iri, below
    if not wanted:
        return choices[0].iri, choices[0].iri, None
    match = next((c.iri for c in choices if wanted in (c.iri, c.label)), None)
    if match is None:
        raise Refusal(404, "图谱里没有这个组织。", "请从列表里选一个组织。")
    return match, match, None


def _find_drawn(here: Desk, entity: Entity) -> str | None:
    """The thing itself; for a person, who has no box of his own, the post."""
    if entity.type != PERSON:
        return entity.iri
    posts = here.lexicon.catalogue.posts_of(entity.iri)
    return posts[0].iri if posts else None


def _read_keys(name: str) -> set[str]:
    return set(request.args.get(name, "").split(",")[:_MOST_KEYS]) - {""}


def _read_length(name: str, usual: int) -> int:
    value = request.args.get(name, usual, type=int)
    return max(_ROOMS[0], min(_ROOMS[1], value))


def write_query(wish: Wish, whole: bool = False) -> str:
    """The same view as part of an address, without the size of a window; the `whole` of it leaves the depth out."""
    fields = [("organization", wish.organization)] if wish.begin == wish.organization else [("iri", wish.begin)]
    fields += [("mark", iri) for iri in sorted(wish.view.marked - {*wish.matches.nodes, *wish.way})]
    fields += [("find", wish.find)] if wish.find else []
    fields += [("to", wish.to)] if wish.to else []
    fields += [(name, request.args[name]) for name in ("open", "close") if request.args.get(name)]
    fields += [("show", wish.view.layer)] if wish.view.layer != "posts" else []
    fields += [("lines", wish.lines)] if wish.lines else []
    fields += [("depth", str(wish.depth))] if wish.depth and not whole else []
    return urlencode(fields)
