"""What the query editor completes: the terms of the ontology, and the names of the graph by their labels."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from nlp.desk import Desk
from nlp.text import fold
from ontology import vocabulary as v
from web.services import desk
from web.terminal import mend_text
from web.terms import read_ontology
from web.wording import name_type

blueprint = Blueprint("completions", __name__)
#: So many names are sent at once; where there are more, the editor asks for those that hold what is typed.
MOST_NAMES = 2000
_MOST_FOUND, _LONGEST = 40, 100
_VALUES, _DATATYPES = "值", "数据类型"
_EVERYWHERE = (
    ("rdf:type", "类型", "属性"),
    *((f"xsd:{name}", label, _DATATYPES) for name, label in (
        ("string", "字符串"), ("integer", "整数"), ("decimal", "小数"), ("boolean", "真假"), ("date", "日期"),
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A thing of the graph as the editor offers it: `hint` tells it from others of the same name."""

    iri: str
    label: str
    kind: str
    hint: str
    aliases: tuple[str, ...]


def find_editor() -> bool:
    """Whether the files of YASGUI lie where set-up puts them; without them the workbench has its plain text box."""
    folder = Path(str(current_app.static_folder), "vendor", "yasgui")
    return all((folder / name).is_file() for name in ("yasgui.min.js", "yasgui.min.css"))


@blueprint.get("/api/completions")
def complete() -> Response:
    """Terms and names for the query editor; with `q` the names that hold it, for graphs with more than are sent."""
    here = desk()
    typed = fold(mend_text(request.args.get("q", ""))[:_LONGEST])
    if request.args.get("q") is not None:
        return jsonify({"names": [_write(name) for name in _find(here, typed)]})
    response = Response(content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(f"{here.snapshot.number}-{here.snapshot.manifest.get('created', '')}-{metadata.version('zhize')}")
    response.make_conditional(request)
    if response.status_code != 304:
        names = _list_names(here)
        body = {
            "prefixes": v.PREFIXES,
            "terms": list(read_terms()),
            "names": [_write(name) for name in names[:MOST_NAMES]],
            "complete": len(names) <= MOST_NAMES,
        }
        response.data = current_app.json.dumps(body)
    return response


@lru_cache(maxsize=1)
def read_terms() -> tuple[dict[str, Any], ...]:
    """Every term that `ontology/zhize.ttl` has a word for, with its prefix, labels, sort and other words."""
    import rdflib

    graph = read_ontology()
    individuals = set(graph.subjects(rdflib.RDF.type, rdflib.OWL.NamedIndividual))
    found = []
    for node in sorted(set(graph.subjects(rdflib.RDFS.label)), key=str):
        words = [
            str(o) for p in (rdflib.RDFS.label, rdflib.SKOS.altLabel) for o in graph.objects(node, p)
            if isinstance(o, rdflib.Literal) and (o.language or "").startswith("zh")
        ]  # fmt: skip
        if (short := v.shorten(str(node))) is None or not words:
            continue
        english = [str(o) for o in graph.objects(node, rdflib.RDFS.label) if getattr(o, "language", "") == "en"]
        kind = _VALUES if node in individuals else "类" if short.partition(":")[2][:1].isupper() else "属性"
        shown = english[0] if english else short
        found.append({"name": short, "label": words[0], "english": shown, "kind": kind, "others": words[1:] + english})
    for name, label, kind in _EVERYWHERE:
        found.append({"name": name, "label": label, "english": name.partition(":")[2], "kind": kind, "others": []})
    return tuple(found)


def _list_names(here: Desk) -> list[Name]:
    """Names of things, then concepts of duties; one more than are sent, where there are more."""
    names = []
    for name in _name_things(here):
        names.append(name)
        if len(names) > MOST_NAMES:
            return names
    room = MOST_NAMES + 1 - len(names)
    used = here.store.select(f"SELECT DISTINCT ?c {{ ?d <{v.TOPIC}>|<{v.ACTION}> ?c FILTER(isIRI(?c)) }} LIMIT {room}")
    concepts = here.lexicon.thesaurus.concepts
    return [*names, *(_name_concept(here, iri) for row in used if (iri := str(row[0])) in concepts)]


def _find(here: Desk, typed: str) -> list[Name]:
    """Names that begin with what is typed, then those that hold it."""
    if not typed:
        return []
    begin: list[Name] = []
    hold: list[Name] = []
    for name in _name_all(here):
        words = [fold(word) for word in (name.label, *name.aliases)]
        if any(word.startswith(typed) for word in words):
            begin.append(name)
        elif any(typed in word for word in words):
            hold.append(name)
        if len(begin) >= _MOST_FOUND:
            break
    return [*begin, *hold][:_MOST_FOUND]


def _name_all(here: Desk) -> Iterator[Name]:
    yield from _name_things(here)
    yield from (_name_concept(here, iri) for iri in here.lexicon.thesaurus.concepts)


def _name_things(here: Desk) -> Iterator[Name]:
    catalogue = here.lexicon.catalogue
    for entity in catalogue.entities.values():
        organization = catalogue.organization_of(entity)
        hint = organization.label if organization and organization is not entity else ""
        yield Name(entity.iri, entity.label, name_type(entity.type), hint, entity.aliases)


def _name_concept(here: Desk, iri: str) -> Name:
    concept = here.lexicon.thesaurus.concepts[iri]
    return Name(iri, concept.label, "概念", "动作" if concept.action else "事物", ())


def _write(name: Name) -> list[str | list[str]]:
    return [name.iri, name.label, name.kind, name.hint, list(name.aliases)]
