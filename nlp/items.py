"""Makes the parts of answers: items with holders, evidence and source, choices, and the narrowing of names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.model import Iri, Row
from graph.store import GraphStore
from graph.terms import write_iri
from nlp.answer import Answer, Choice, Evidence, Item, Kind, Part, Place, Reference, UnknownReason
from nlp.catalogue import PERSON, POST, UNIT, Catalogue, Entity
from nlp.documents.titles import is_built_like_unit
from nlp.duties import DutyRecord, Match
from nlp.forms import Expression, LogicalForm, Named, Related, narrow
from nlp.names import Candidate, NameMention
from nlp.offering import Offerer
from nlp.planning import Resolution
from nlp.verbalize import say_stated, shorten

_QUERY_PREFIX = "PREFIX zz: <https://w3id.org/zhize#> PREFIX prov: <http://www.w3.org/ns/prov#> "


@dataclass(frozen=True, slots=True)
class Request:
    """A question as far as it is understood: one form, organizations it is limited to, those its words point to."""

    question: str
    form: LogicalForm
    organizations: frozenset[str]
    parts: tuple[Part, ...]
    trade: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """A duty or trait as the graph has it."""

    iri: str
    place: Place
    quote: str
    statement: str
    order: int

    @property
    def evidence(self) -> Evidence:
        """The sentence as the document has it."""
        return Evidence(self.quote, self.place)


class ItemMaker:
    """Makes items from the entities of one snapshot."""

    def __init__(self, store: GraphStore, catalogue: Catalogue, offers: Offerer) -> None:
        self.store = store
        self.catalogue = catalogue
        self.offers = offers

    def items(self, rows: list[Row]) -> tuple[Item, ...]:
        """Items of the first column of `rows`, in the order in which documents introduce them."""
        found = [self.item(str(row[0])) for row in rows if str(row[0]) in self.catalogue.entities]
        return tuple(sorted(found, key=_place_in_documents))

    def item(self, iri: str, matches: Sequence[Match] = ()) -> Item:
        """The entity `iri` as an item; `matches` are the duties that make it part of the answer."""
        entity = self.catalogue.entities[iri]
        organization = self.catalogue.organization_of(entity)
        evidence = tuple(Evidence(m.duty.quote, m.duty.place) for m in matches) or tuple(
            Evidence(quote, place) for place, quote in entity.passages[:1] if quote
        )
        return Item(
            iri=iri,
            label=entity.label,
            type=entity.type,
            aliases=entity.aliases,
            holders=tuple(Reference(p.iri, p.label) for p in self.catalogue.holders(iri)),
            organization=Reference(organization.iri, organization.label) if organization else None,
            involvement=next((m.involvement for m in matches if m.duty.kind == "duty"), None),
            score=max((m.score for m in matches), default=1.0),
            source=entity.source or (evidence[0].place if evidence else None),
            evidence=evidence,
        )

    @staticmethod
    def mention(entity: Entity) -> NameMention:
        """A mention that means `entity` and nothing else."""
        return NameMention(0, 0, entity.iri, (Candidate(entity, 1.0, "名称"),))

    def outsider(self, iri: str, name: str, match: Match) -> Item:
        """A party of which no document tells more than that the duty of `match` is done with it."""
        organization = self.catalogue.entities.get(match.duty.organization)
        return Item(
            iri, name, UNIT if is_built_like_unit(name) else "Agent",
            organization=Reference(organization.iri, organization.label) if organization else None,
            source=match.duty.place, evidence=(Evidence(match.duty.quote, match.duty.place),),
        )  # fmt: skip

    def item_beside(self, iri: str, others: Sequence[str]) -> Item:
        """The entity `iri` as an item whose evidence is where it is said to be above or below one of `others`."""
        item = self.item(iri)
        said = [one for other in others for one in self.catalogue.line_between(iri, other)]
        return replace(item, evidence=tuple(Evidence(quote, place) for place, quote in said) or item.evidence)

    def item_with(self, iri: str, told: Sequence[Told]) -> Item:
        """The entity `iri` as an item whose evidence are the sentences `told`."""
        return replace(self.item(iri), evidence=tuple(one.evidence for one in told))

    def choice(self, entity: Entity, question: str) -> Choice:
        """`entity` as something to choose, with the question to ask for it."""
        return make_choice(self.catalogue, entity, question)

    def full_name(self, entity: Entity) -> str:
        """The name with the organization, where that is another thing: 运营经理（某某公司）."""
        organization = self.catalogue.organization_of(entity)
        if organization is None or organization.iri == entity.iri:
            return entity.label
        return f"{entity.label}（{shorten(organization.label)}）"

    def told(self, iris: Sequence[str]) -> list[Told]:
        """Duties or traits by IRI with sentence and place, in the documents' order."""
        if not iris:
            return []
        rows = self.store.select(
            _QUERY_PREFIX
            + "SELECT ?d ?doc ?s ?e ?q ?text ?order ?place WHERE { VALUES ?d { "
            + " ".join(write_iri(Iri(iri)) for iri in iris)
            + " } ?d zz:statement ?text ; prov:wasDerivedFrom ?p . OPTIONAL { ?d zz:order ?order } "
            "?p zz:document ?doc ; zz:startLine ?s ; zz:endLine ?e ; zz:quote ?q . OPTIONAL { ?p zz:place ?place } }"
        )
        found: dict[str, Told] = {}
        for iri, document, start, end, quote, text, order, place in rows:
            where = Place(str(document), int(str(start)), int(str(end)), str(place) if place else None)
            found.setdefault(str(iri), Told(str(iri), where, str(quote), str(text), int(str(order or 0))))
        return sorted(found.values(), key=lambda t: (t.place.document, t.place.line_start, t.order))

    def owners(self, request: Request, kinds: tuple[str, ...] = (POST, UNIT)) -> frozenset[str]:
        """Posts and units that the question names, as far as they are of these `kinds`, and what named people hold."""
        entities = [c.entity for m in request.form.scope for c in m.candidates]
        found = {e.iri for e in entities if e.type in kinds}
        return frozenset(found | {p.iri for e in entities if e.type == PERSON for p in self.catalogue.posts_of(e.iri)})

    def state(self, duties: Sequence[DutyRecord]) -> str:
        """What each of `duties` says, a line each, beginning with whose it is."""
        entities = self.catalogue.entities
        return "\n".join(
            say_stated(entities[d.owner].label, d.kind, d.statement) for d in duties if d.owner in entities
        )

    def unrecorded(self, request: Request, entity: Entity, text: str, sparql: str = "") -> Answer:
        """That something of `entity` is not recorded, and what to ask instead."""
        suggested = self.offers.ask_around(entity)
        return answer_unknown(request, "not-recorded", text, sparql, suggestions=suggested, about=entity.iri)

    def resolve(self, request: Request, expression: Expression) -> Resolution:
        """What the named thing at the bottom of `expression` stands for."""
        while isinstance(expression, Related):
            expression = expression.base
        if not isinstance(expression, Named):
            return Resolution({}, {})
        return Resolution({expression.mention.text: tuple(self.readings(request, expression.mention))}, {})

    def readings(self, request: Request, mention: NameMention) -> list[Entity]:
        """The entities that `mention` may mean, narrowed by what the question says of the organization."""
        return [c.entity for c in narrow(mention, request.form, request.organizations, request.trade)]

    @staticmethod
    def scope(request: Request) -> frozenset[str]:
        """Organizations that the question is limited to; none where it leaves all of them open."""
        named = frozenset(c.entity.organization for m in request.form.scope for c in m.candidates)
        return request.organizations & named if request.organizations and named else request.organizations | named


def _place_in_documents(item: Item) -> tuple[str, int, str]:
    return (item.source.document, item.source.line_start, item.iri) if item.source else ("", 0, item.iri)


def make_choice(catalogue: Catalogue, entity: Entity, question: str) -> Choice:
    """`entity` as something to choose, with the question to ask for it."""
    organization = catalogue.organization_of(entity)
    reference = Reference(organization.iri, organization.label) if organization else None
    return Choice(entity.label, entity.iri, entity.type, question, entity.source, reference)


def answer_with(
    request: Request, kind: Kind, text: str, items: tuple[Item, ...], sparql: str, value: float | bool | None = None
) -> Answer:
    """An answer that is known."""
    return Answer(request.question, "answered", text, kind, items, value, interpretation=request.parts, sparql=sparql)


def answer_unknown(
    request: Request,
    reason: UnknownReason,
    text: str,
    sparql: str = "",
    choices: tuple[Choice, ...] = (),
    suggestions: tuple[str, ...] = (),
    about: str = "",
) -> Answer:
    """That it is not known, why, and what to ask instead."""
    return Answer(
        request.question,
        "unknown",
        text,
        choices=choices,
        suggestions=suggestions,
        unknown_reason=reason,
        interpretation=request.parts,
        sparql=sparql,
        about=about,
    )
