"""What a request for a chart asks for: which organization, and how to look at it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from nlp.catalogue import ORGANIZATION, PERSON, POST, Entity
from nlp.desk import Desk
from web.failures import Refusal
from web.keys import make_key
from web.orgchart import Layer, View, find_thing, find_way
from web.structure import Structure, read_structure
from web.terminal import mend_text

_MOST_KEPT = 16
_MOST_KEYS = 400
_LONGEST_NAME = 100
_SCREEN = (1180, 640)
_ROOMS = (240, 6000)


@dataclass(frozen=True, slots=True)
class Choice:
    """An organization to choose, with its number of posts."""

    iri: str
    label: str
    posts: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks for: the organization, its structure, and how to look at it."""

    organization: str
    structure: Structure
    view: View
    find: str
    found: str | None
    to: str
    way: tuple[str, ...]


class _Kept:
    """The structures read last: reading one goes through the whole graph."""

    def __init__(self) -> None:
        self._structures: dict[tuple[str, str, bool], Structure] = {}
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str, bool], read: Callable[[], Structure]) -> Structure:
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
    organization, below = _read_place(here, choices)
    shown = request.args.get("show", "")
    layer: Layer = "units" if shown == "units" else "duties" if shown == "duties" else "posts"
    key = (str(here.snapshot.path), organization, layer == "duties")
    structure = _kept.get(key, lambda: read_structure(here, organization, duties=layer == "duties"))
    marked = [mend_text(iri) for iri in request.args.getlist("mark")[:_MOST_KEYS]]
    find = mend_text(request.args.get("find", "")).strip()[:_LONGEST_NAME]
    found = find_thing(structure, find) if find else None
    marked += [found] if found else []
    to = mend_text(request.args.get("to", "")).strip()[:_LONGEST_NAME] if find else ""
    end = find_thing(structure, to) if to else None
    way = find_way(structure, found, end) if found and end else ()
    marked += way
    opened = _read_keys("open")
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
        across=request.args.get("lines") != "0",
        marked=frozenset(marked),
        room=(_read_length("width", _SCREEN[0]), _read_length("height", _SCREEN[1])),
    )
    return Wish(organization, structure, view, find, found, to, way)


def _read_place(here: Desk, choices: tuple[Choice, ...]) -> tuple[str, str | None]:
    """The organization to draw, and the thing to begin with where it is another one."""
    catalogue = here.lexicon.catalogue
    if iri := mend_text(request.args.get("iri", "")):
        entity = catalogue.entities.get(iri)
        if entity is None or entity.organization not in catalogue.entities:
            raise Refusal(404, "图谱里没有这个事物。", "请检查 iri。")
        return entity.organization, None if entity.type == ORGANIZATION else _find_drawn(here, entity)
    wanted = mend_text(request.args.get("organization", "")).strip()
    if not wanted:
        return choices[0].iri, None
    match = next((c.iri for c in choices if wanted in (c.iri, c.label)), None)
    if match is None:
        raise Refusal(404, "图谱里没有这个组织。", "请从列表里选一个组织。")
    return match, None


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


def write_query(wish: Wish) -> str:
    """The same view as part of an address, without the size of a window."""
    fields = [("iri", wish.view.below)] if wish.view.below else [("organization", wish.organization)]
    fields += [("mark", iri) for iri in sorted(wish.view.marked - {wish.found or "", *wish.way})]
    fields += [("find", wish.find)] if wish.find else []
    fields += [("to", wish.to)] if wish.to else []
    fields += [(name, request.args[name]) for name in ("open", "close") if request.args.get(name)]
    fields += [("show", wish.view.layer)] if wish.view.layer != "posts" else []
    fields += [] if wish.view.across else [("lines", "0")]
    return urlencode(fields)
