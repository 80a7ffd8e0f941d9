"""Links what documents mention into entities: one IRI for what is one thing, told of in several places."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model import Iri
from nlp.documents.facts import DocumentFacts, HolderFact, PostFact
from nlp.text import fold
from ontology import vocabulary as v

Key = tuple[str, str]  # document, key within the document


@dataclass(frozen=True, slots=True)
class LinkedFacts:
    """All documents with the IRI and the label of each thing they mention; `uncertain` merges were not made."""

    documents: tuple[DocumentFacts, ...]
    iris: Mapping[Key, Iri]
    labels: Mapping[Iri, str]
    organizations: Mapping[Iri, Iri]
    uncertain: tuple[str, ...] = ()

    def iri(self, facts: DocumentFacts, key: str) -> Iri:
        """IRI of the organization, unit or post that `facts` calls `key`."""
        return self.iris[facts.document, key]

    def person(self, organization: Iri, holder: HolderFact) -> Iri:
        """IRI of a holder: one person for one name within one organization, unless the telephone numbers differ."""
        phone = f"/{safe(holder.phone)}" if (organization, holder.name) in self._ambiguous() and holder.phone else ""
        return Iri(f"{v.ENTITY}person/{_tail(organization)}/{safe(holder.name)}{phone}")

    def _ambiguous(self) -> frozenset[tuple[Iri, str]]:
        phones: dict[tuple[Iri, str], set[str]] = {}
        for facts in self.documents:
            for post in facts.posts:
                for holder in post.holders:
                    if holder.phone:
                        owner = self.organizations[self.iri(facts, post.key)]
                        phones.setdefault((owner, holder.name), set()).add(holder.phone)
        return frozenset(key for key, numbers in phones.items() if len(numbers) > 1)


def link(documents: Iterable[DocumentFacts]) -> LinkedFacts:
    """One IRI for each thing that `documents` tell of, by the rules for organizations, units, posts and people."""
    every = tuple(documents)
    iris: dict[Key, Iri] = {}
    labels: dict[Iri, str] = {}
    owner: dict[Iri, Iri] = {}
    uncertain: list[str] = []
    for facts in every:
        unnamed = [o for o in facts.organizations if o.name is None]
        placeholders: set[str] = set()
        for organization in facts.organizations:
            name = organization.name
            if name is None:
                name = _placeholder(facts.document, organization.section, len(unnamed) > 1)
                if name in placeholders:
                    name = f"{name}{len(placeholders) + 1}"
                placeholders.add(name)
            iri = Iri(f"{v.ENTITY}organization/{safe(name)}")
            iris[facts.document, organization.key] = iri
            labels.setdefault(iri, name)
            owner[iri] = iri
    for facts in every:
        for unit in facts.units:
            organization_iri = iris[facts.document, unit.organization]
            iri = Iri(f"{v.ENTITY}unit/{_tail(organization_iri)}/{safe(unit.name)}")
            iris[facts.document, unit.key] = iri
            labels.setdefault(iri, unit.name)
            owner[iri] = organization_iri
    _link_posts(every, iris, labels, owner, uncertain)
    return LinkedFacts(every, iris, labels, owner, tuple(uncertain))


def _link_posts(
    documents: tuple[DocumentFacts, ...],
    iris: dict[Key, Iri],
    labels: dict[Iri, str],
    owner: dict[Iri, Iri],
    uncertain: list[str],
) -> None:
    units: dict[tuple[Iri, str], dict[Iri, None]] = {}
    for facts in documents:
        for post in facts.posts:
            if post.unit is not None:
                title = (iris[facts.document, post.organization], fold(post.title))
                units.setdefault(title, {})[iris[facts.document, post.unit]] = None
    for facts in documents:
        seen: dict[Iri, PostFact] = {}
        duties = {duty.owner for duty in facts.duties}
        for post in facts.posts:
            organization = iris[facts.document, post.organization]
            unit = iris[facts.document, post.unit] if post.unit is not None else None
            homes = list(units.get((organization, fold(post.title)), ()))
            if unit is None and len(homes) == 1:
                unit = homes[0]
            elif unit is None and len(homes) > 1:
                uncertain.append(f"{facts.document}：{post.title}没有写部门，而同名岗位在 {len(homes)} 个部门里都有，没有合并。")
            place = safe(labels[unit]) if unit else "-"
            iri = Iri(f"{v.ENTITY}post/{_tail(organization)}/{place}/{safe(post.title)}")
            former = seen.get(iri)
            if former is not None and _are_different(former, post, duties):
                iri = Iri(f"{iri}/{safe(post.holders[0].name) if post.holders else len(seen) + 1}")
            seen[iri] = post
            iris[facts.document, post.key] = iri
            labels.setdefault(iri, post.title)
            owner[iri] = organization


def _are_different(one: PostFact, other: PostFact, with_duties: set[str]) -> bool:
    """Whether two posts of one title in one document are two: each with holders or duties of its own."""
    if one.holders and other.holders:
        return {h.name for h in one.holders} != {h.name for h in other.holders}
    return bool(one.holders or one.key in with_duties) and bool(other.holders or other.key in with_duties) and bool(
        one.holders or other.holders
    )


def _placeholder(document: str, section: str | None, several: bool) -> str:
    heading = f" {section}" if several and section else ""
    return f"未写明的组织（{document}{heading}）"


def safe(name: str) -> str:
    """`name` as one segment of an IRI: letters and digits of any script, other characters as underscores."""
    segment = "".join(c if c.isalnum() or c in "-.·" else "_" for c in name).strip("_.")
    return segment or "_"


def digest(text: str) -> str:
    """Eight hexadecimal digits that stay the same while `text` does."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _tail(iri: Iri) -> str:
    return iri.rpartition("/")[2]


