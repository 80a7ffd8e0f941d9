"""The part of the graph that an answer came from: what its query names, what it answers, and where these belong."""

import re

from graph.model import Iri
from graph.store import GraphStore
from graph.terms import write_iri
from nlp.answer import Answer
from nlp.catalogue import PERSON, Catalogue
from nlp.desk import Desk
from nlp.verbalize import INVOLVEMENT
from ontology import vocabulary as v
from web.drawing import Box, Drawing, Line, LineKind, arrange, choose_parents
from web.lanes import route_across
from web.language import gettext, say

_MOST_ITEMS = 24
_MOST_DUTIES = 8
_ROOM, _TALL = (420, 460), 1100
_MANY = 10
_IN_QUERY = re.compile(f"<({re.escape(v.ENTITY)}[^<>\\s]+)>")
_INVOLVEMENT_WORDS = {v.involvement_iri(code): word for code, word in INVOLVEMENT.items()}


def draw_excerpt(desk: Desk, answer: Answer) -> Drawing:
    """What the answer rests on, its items marked; empty where a drawing would tell nothing."""
    catalogue = desk.lexicon.catalogue
    items = [item.iri for item in answer.items if item.iri in catalogue.entities][:_MOST_ITEMS]
    named = list(dict.fromkeys(_IN_QUERY.findall(answer.sparql)))
    anchors = [iri for iri in named if iri in catalogue.entities][:_MOST_ITEMS]
    core = list(dict.fromkeys([*_leave_people(catalogue, anchors, items), *items]))
    duties = _find_duties(desk.store, [iri for iri in named if "/duty/" in iri][: 4 * _MOST_DUTIES], core)
    if not core:
        return Drawing()
    candidates = {iri: _find_homes(catalogue, iri) for iri in _with_homes(catalogue, core)}
    lines = _find_lines(desk.store, [iri for iri in candidates if iri in core])
    shown = _in_reading_order(catalogue, candidates)
    wanted = {iri: [*(b for a, b, _ in lines if a == iri and b in candidates), *candidates[iri]] for iri in shown}
    wanted |= {duty: [owner] for duty, (owner, _, _) in duties.items()}
    parents = choose_parents(wanted)
    boxes = {iri: _make_box(catalogue, iri, iri in items) for iri in shown}
    boxes |= {duty: Box(duty, "Duty", text) for duty, (_, text, _) in duties.items()}
    drawn = [_draw_home(catalogue, iri, parent, lines) for iri, parent in parents.items() if iri not in duties]
    led = {a for a, b, _ in lines if parents.get(a) == b}
    drawn += [_draw_report(a, b, kind, True, a in led) for a, b, kind in lines if parents.get(a) != b]
    drawn += [Line(duty, owner, "duty", word) for duty, (owner, _, word) in duties.items()]
    room = _ROOM if len(boxes) <= _MANY else (_ROOM[0], _TALL)
    return route_across(arrange(boxes, parents, drawn, room)) if len(boxes) > 1 else Drawing()


def _find_duties(store: GraphStore, duties: list[str], owners: list[str]) -> dict[str, tuple[str, str, str]]:
    """Duty → its owner, sentence and involvement, for the duties that one of `owners` has."""
    if not duties:
        return {}
    rows = store.select(
        f"{v.PROLOGUE}SELECT ?owner ?duty ?text ?how WHERE {{ VALUES ?duty {{ {_list(duties)} }} ?owner zz:hasDuty ?duty . "
        "?duty zz:statement ?text FILTER(!LANGMATCHES(LANG(?text), 'zh-hant')) OPTIONAL { ?duty zz:involvement ?how } }"
    )
    found: dict[str, tuple[str, str, str]] = {}
    for owner, duty, text, how in sorted(rows, key=lambda r: duties.index(str(r[1]))):
        if str(owner) in owners and len(found) < _MOST_DUTIES:
            found.setdefault(str(duty), (str(owner), str(text), say(_INVOLVEMENT_WORDS.get(str(how), ""))))
    return found


def _leave_people(catalogue: Catalogue, anchors: list[str], items: list[str]) -> list[str]:
    """`anchors` without people who are not the answer: their names stand in the boxes of their posts."""
    kept: list[str] = []
    for iri in anchors:
        posts = [post.iri for post in catalogue.posts_of(iri)]
        if iri in items or not posts:
            kept.append(iri)
        elif not set(posts) & set(items):
            kept += posts
    return kept


def _find_homes(catalogue: Catalogue, iri: str) -> list[str]:
    """What a thing belongs to, the first of several as on its card: the unit of a post; the posts of a person."""
    entity = catalogue.entities[iri]
    if entity.type == PERSON:
        return [post.iri for post in catalogue.posts_of(iri)]
    homes = [home for home in entity.within if home in catalogue.entities][:1]
    if not homes and entity.organization != iri and entity.organization in catalogue.entities:
        return [entity.organization]
    return homes


def _with_homes(catalogue: Catalogue, core: list[str]) -> dict[str, None]:
    """`core` and all that it belongs to, up to the organization."""
    found = dict.fromkeys(core)
    waiting = list(core)
    while waiting:
        for home in _find_homes(catalogue, waiting.pop()):
            if home not in found:
                found[home] = None
                waiting.append(home)
    return found


def _in_reading_order(catalogue: Catalogue, iris: dict[str, list[str]]) -> list[str]:
    def place(iri: str) -> tuple[str, int, str]:
        source = catalogue.entities[iri].source
        return (source.document, source.line_start, iri) if source else ("", 0, iri)

    return sorted(iris, key=place)


def _find_lines(store: GraphStore, iris: list[str]) -> list[tuple[str, str, LineKind]]:
    """Reporting lines among `iris`, the stated ones first."""
    if len(iris) < 2:
        return []
    rows = store.select(
        f"{v.PROLOGUE}SELECT DISTINCT ?lower ?upper ?basis WHERE {{ VALUES ?lower {{ {_list(iris)} }} "
        f"VALUES ?upper {{ {_list(iris)} }} "
        "?line zz:subordinate ?lower ; zz:superior ?upper ; zz:basis ?basis }"
    )
    found: dict[tuple[str, str], LineKind] = {}
    for lower, upper, basis in sorted(rows, key=lambda row: (row[2] != v.STATED, str(row[0]), str(row[1]))):
        found.setdefault((str(lower), str(upper)), "reports" if basis == v.STATED else "inferred")
    return [(lower, upper, kind) for (lower, upper), kind in found.items() if lower != upper]


def _draw_home(catalogue: Catalogue, iri: str, parent: str, lines: list[tuple[str, str, LineKind]]) -> Line:
    kind = next((kind for a, b, kind in lines if (a, b) == (iri, parent)), None)
    if kind is not None:
        return _draw_report(iri, parent, kind)
    if catalogue.entities[iri].type == PERSON:
        return Line(iri, parent, "holds", gettext("任职"))
    return Line(iri, parent, "member", gettext("属于"))


def _draw_report(lower: str, upper: str, kind: LineKind, extra: bool = False, further: bool = False) -> Line:
    word = gettext("上级") if kind == "reports" else gettext("推断的上级")
    return Line(lower, upper, kind, word, extra, further)


def _make_box(catalogue: Catalogue, iri: str, marked: bool) -> Box:
    entity = catalogue.entities[iri]
    return Box(iri, entity.type, entity.label, "、".join(p.label for p in catalogue.holders(iri)), marked)


def _list(iris: list[str]) -> str:
    return " ".join(write_iri(Iri(iri)) for iri in iris)
