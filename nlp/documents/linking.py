"""Which mentions of several documents are the same organization, unit, post or person: one IRI for each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Iri
from nlp.documents.absorbing import absorb_namesakes
from nlp.documents.facts import DocumentFacts, HolderFact, OrganizationFact, PostFact, UnitFact
from nlp.documents.heading_words import classify
from nlp.documents.homes import UncertainMerge, find_homes
from nlp.documents.iris import below, entity_iri, slug
from nlp.text import fold

Key = tuple[str, str]  # document, local key


@dataclass(frozen=True, slots=True)
class LinkedFacts:
    """The documents with one IRI for every entity: `iris` by document and local key, `labels` by IRI.

    `people` has the IRI of every holder by document, post key and position among the post's holders.
    """

    documents: tuple[DocumentFacts, ...]
    iris: Mapping[Key, Iri]
    people: Mapping[tuple[str, str, int], Iri]
    labels: Mapping[Iri, str]
    uncertain: tuple[UncertainMerge, ...] = ()


@dataclass(slots=True)
class _State:
    iris: dict[Key, Iri] = field(default_factory=dict)
    people: dict[tuple[str, str, int], Iri] = field(default_factory=dict)
    labels: dict[Iri, str] = field(default_factory=dict)
    uncertain: list[UncertainMerge] = field(default_factory=list)


def link(documents: Iterable[DocumentFacts], *, folders: Mapping[str, str] | None = None) -> LinkedFacts:
    """Link the facts of all documents.

    `folders` gives for a document the path of the folder it came from: several documents of one folder that name no
    organization are taken to speak of one, called like the folder.
    """
    facts = tuple(sorted(documents, key=lambda f: f.document))
    state = _State()
    _link_organizations(facts, folders or {}, state)
    facts = tuple(absorb_namesakes(fact, _name_organizations(fact, state)) for fact in facts)
    _link_units(facts, state)
    _link_posts(facts, state)
    _link_people(facts, state)
    return LinkedFacts(facts, state.iris, state.people, state.labels, tuple(state.uncertain))


def _link_organizations(facts: Sequence[DocumentFacts], folders: Mapping[str, str], state: _State) -> None:
    homes = find_homes(facts, folders, state.uncertain)
    for fact in facts:
        for organization in fact.organizations:
            label = organization.name or homes.get(fact.document) or _nameless(fact, organization)
            iri = entity_iri("organization", label)
            if (
                organization.name is None
                and iri in state.labels
                and any(state.iris.get((fact.document, o.key)) == iri for o in fact.organizations)
            ):
                label = f"{label[:-1]}，第{organization.passage.start_line}行）"  # two sections with one heading
                iri = entity_iri("organization", label)
            state.iris[fact.document, organization.key] = iri
            state.labels.setdefault(iri, label)


def _name_organizations(fact: DocumentFacts, state: _State) -> dict[str, str]:
    return {o.key: state.labels[state.iris[fact.document, o.key]] for o in fact.organizations}


def _nameless(fact: DocumentFacts, organization: OrganizationFact) -> str:
    if organization.section is None:
        return f"未写明的组织（{fact.document}）"
    return f"未写明的组织（{fact.document}，{organization.section}）"


def section_name(section: str | None) -> str | None:
    """The name inside a section's heading: 第二篇:市场运营中心岗位职责 → 市场运营中心; None where it has none."""
    if not section:
        return None
    found = classify(section.rpartition(":")[2].rpartition("：")[2].strip(), False)
    return found[1] if found is not None and found[0] in ("unit", "organization") else None


def _link_units(facts: Sequence[DocumentFacts], state: _State) -> None:
    for fact in facts:
        by_key = {u.key: u for u in fact.units}
        for unit in fact.units:
            organization = state.iris[fact.document, unit.organization]
            iri = _unit_iri(unit, by_key, organization)
            state.iris[fact.document, unit.key] = iri
            state.labels.setdefault(iri, unit.name)


def _unit_iri(unit: UnitFact, by_key: Mapping[str, UnitFact], organization: Iri) -> Iri:
    """A unit is known by its name inside its organization; one with a common name also by its parent's."""
    twins = [u for u in by_key.values() if u.organization == unit.organization and fold(u.name) == fold(unit.name)]
    parent = by_key.get(unit.parent) if unit.parent else None
    if len(twins) > 1 and parent is not None:
        return entity_iri("unit", below(organization), parent.name, unit.name)
    return entity_iri("unit", below(organization), unit.name)


@dataclass(slots=True)
class _Candidate:
    iri: Iri
    unit: str | None
    holders: set[str]
    documents: set[str]


def _link_posts(facts: Sequence[DocumentFacts], state: _State) -> None:
    known: dict[tuple[Iri, str], list[_Candidate]] = defaultdict(list)
    # Posts that say most of themselves come first: with unit, described, with holder; so a bare mention finds them.
    order = sorted(
        ((fact, post) for fact in facts for post in fact.posts),
        key=lambda pair: (pair[1].mentioned_only, pair[1].unit is None, pair[0].document),
    )
    for fact, post in order:
        organization = state.iris[fact.document, post.organization]
        unit_iri = state.iris[fact.document, post.unit] if post.unit else None
        unit = below(unit_iri) if unit_iri else None
        candidates = known[organization, _title_key(post.title)]
        found = _choose(fact, post, unit, candidates, state)
        if found is None:
            found = _Candidate(_post_iri(organization, unit_iri, post, candidates, state), unit, set(), set())
            candidates.append(found)
        found.holders |= {h.name for h in post.holders}
        found.documents.add(fact.document)
        if found.unit is None:
            found.unit = unit
        state.iris[fact.document, post.key] = found.iri
        state.labels.setdefault(found.iri, post.title)


def _title_key(title: str) -> str:
    """How titles are compared: 会计 and 会计岗 are one."""
    key = fold(title)
    return key.removesuffix("岗") if len(key) > 2 else key


def _units_near(fact: DocumentFacts, post: PostFact, state: _State) -> set[str]:
    """The units of those who name the post as their superior."""
    below_it = {line.subordinate for line in fact.lines if line.superior == post.key}
    return {below(state.iris[fact.document, p.unit]) for p in fact.posts if p.key in below_it and p.unit is not None}


def _choose(
    fact: DocumentFacts, post: PostFact, unit: str | None, candidates: Sequence[_Candidate], state: _State
) -> _Candidate | None:
    """The post already known that this one is, or None. Posts that one document tells apart stay apart."""
    holders = {h.name for h in post.holders}
    open_ones = [
        c for c in candidates if fact.document not in c.documents and (unit is None or c.unit is None or c.unit == unit)
    ]
    if not open_ones:
        return None
    by_holder = [c for c in open_ones if holders & c.holders]
    if len(by_holder) == 1:
        return by_holder[0]
    same_unit = [c for c in open_ones if c.unit == unit] or open_ones
    if len(same_unit) == 1:
        chosen = same_unit[0]
        if holders and chosen.holders and not holders & chosen.holders:
            people = "、".join(sorted(holders | chosen.holders))
            _doubt(
                fact,
                post,
                f"“{post.title}”在几份文档里任职人不同（{people}），按同一岗位合并。",
                state,
            )
        elif unit is None and chosen.unit is not None and not post.mentioned_only:
            _doubt(
                fact, post, f"“{post.title}”没有写明部门，按 {chosen.unit.rpartition('/')[2]} 的同名岗位合并。", state
            )
        return chosen
    near = _units_near(fact, post, state) if post.mentioned_only else set()
    in_near = [c for c in same_unit if c.unit in near]
    if len(in_near) == 1:
        _doubt(fact, post, f"“{post.title}”有几个同名岗位，按下级所在部门的那一个合并。", state)
        return in_near[0]
    _doubt(fact, post, f"“{post.title}”可能是几个同名岗位中的一个，未合并。", state)
    return None


def _doubt(fact: DocumentFacts, post: PostFact, message: str, state: _State) -> None:
    state.uncertain.append(UncertainMerge(fact.document, post.passages[0].start_line if post.passages else 1, message))


def _post_iri(
    organization: Iri, unit: Iri | None, post: PostFact, candidates: Sequence[_Candidate], state: _State
) -> Iri:
    steps = [below(organization), state.labels[unit] if unit is not None else "_"]
    if unit is not None and below(unit).count("/") > 1:
        steps = [below(organization), *below(unit).split("/")[1:]]
    taken = {c.iri for c in candidates}
    iri = entity_iri("post", *steps, post.title)
    if iri in taken and post.holders:
        iri = entity_iri("post", *steps, f"{post.title}-{post.holders[0].name}")
    number = 2
    while iri in taken:
        iri = entity_iri("post", *steps, f"{post.title}-{number}")
        number += 1
    return iri


def _link_people(facts: Sequence[DocumentFacts], state: _State) -> None:
    groups: dict[tuple[Iri, str], list[tuple[DocumentFacts, PostFact, int, HolderFact]]] = defaultdict(list)
    for fact in facts:
        for post in fact.posts:
            organization = state.iris[fact.document, post.organization]
            for index, holder in enumerate(post.holders):
                groups[organization, fold(holder.name)].append((fact, post, index, holder))
    for (organization, _), mentions in groups.items():
        clusters: list[list[tuple[DocumentFacts, PostFact, int, HolderFact]]] = []
        for mention in mentions:
            home = next((c for c in clusters if all(_same_person(mention, other, state) for other in c)), None)
            if home is None:
                clusters.append([mention])
            else:
                home.append(mention)
        for number, cluster in enumerate(clusters):
            name = cluster[0][3].name
            iri = entity_iri("person", below(organization), name)
            if number:
                mark = next((_unit_name(m, state) for m in cluster if _unit_name(m, state)), None) or str(number + 1)
                iri = entity_iri("person", below(organization), f"{name}-{mark}")
                if iri in state.labels:
                    iri = entity_iri("person", below(organization), f"{name}-{mark}-{number + 1}")
                fact, post = cluster[0][0], cluster[0][1]
                _doubt(fact, post, f"“{name}”出现在不同部门或联系方式不同，按不同的人处理。", state)
            state.labels.setdefault(iri, name)
            for fact, post, index, _ in cluster:
                state.people[fact.document, post.key, index] = iri


def _unit_name(mention: tuple[DocumentFacts, PostFact, int, HolderFact], state: _State) -> str | None:
    fact, post = mention[0], mention[1]
    return slug(state.labels[state.iris[fact.document, post.unit]]) if post.unit else None


def _same_person(
    a: tuple[DocumentFacts, PostFact, int, HolderFact],
    b: tuple[DocumentFacts, PostFact, int, HolderFact],
    state: _State,
) -> bool:
    """One name is one person unless unit or contact differ; the same contact outweighs different units."""
    for mine, other in ((a[3].phone, b[3].phone), (a[3].mail, b[3].mail)):
        if mine and other:
            return mine == other
    post_a, post_b = state.iris[a[0].document, a[1].key], state.iris[b[0].document, b[1].key]
    if post_a == post_b:
        return True
    unit_a, unit_b = _unit_name(a, state), _unit_name(b, state)
    return unit_a is None or unit_b is None or unit_a == unit_b
