"""Executes a logical form on one snapshot and makes the answer, or the reason why there is none."""

from dataclasses import replace

from graph.sparql import unite
from graph.store import GraphStore
from nlp.answer import Answer
from nlp.catalogue import Catalogue
from nlp.comparing import ComparisonAnswerer
from nlp.counterparts import CounterpartAnswerer
from nlp.duties import DutyFinder
from nlp.forms import Everything, Expression, Lacking, LogicalForm, Missing, Named, Related, Task, base_of, relation_of
from nlp.headcounts import HeadcountAnswerer
from nlp.items import ItemMaker, Request, answer_unknown
from nlp.lines import LineAnswerer
from nlp.names import NameFinder
from nlp.offering import Offerer
from nlp.owning import OwnerAnswerer
from nlp.relating import RelationAnswerer
from nlp.surveying import SurveyAnswerer
from nlp.tasks import ALL_OF_THEM, SHARED
from nlp.telling import FactAnswerer
from nlp.verbalize import quote

#: What is told in sentences of a post; of so many owners of a task.
_TOLD = frozenset({"duties", "qualification", "authority", "work_condition", "contact", "headcount", "held", "vacant"})
_MOST = 3


class Answerer:
    """Answers logical forms from one snapshot."""

    def __init__(
        self, store: GraphStore, catalogue: Catalogue, finder: DutyFinder, names: NameFinder, offers: Offerer
    ) -> None:
        self._names = names
        self._make = ItemMaker(store, catalogue, offers)
        self._owners = OwnerAnswerer(self._make, finder)
        self._facts = FactAnswerer(self._make, finder)
        self._lines = LineAnswerer(self._make)
        self._headcounts = HeadcountAnswerer(self._make)
        self._relations = RelationAnswerer(self._make, finder, self._lines, self._headcounts)
        self._comparisons = ComparisonAnswerer(self._make, finder, self._relations)
        self._surveys = SurveyAnswerer(self._make, finder)
        self._counterparts = CounterpartAnswerer(self._make, finder, names)

    def answer(self, request: Request) -> Answer:
        """The answer to `request`; its status says whether there is one."""
        expression, operator = request.form.expression, request.form.operator
        match expression:
            case Task() if operator == "with":
                return self._counterparts.answer(request, expression)
            case Task() if operator == "fact":
                return self._facts.answer_fact(request, expression)
            case Task():
                return self._owners.answer(request, expression)
            case Missing(name):
                return self._miss(request, name)
            case Everything() if operator == "outside":
                return self._surveys.answer_outside(request)
            case Everything(kind):
                return self._surveys.answer_all(request, kind)
            case Lacking():
                return self._surveys.answer_lacking(request, expression)
            case Named() if operator == "attribute":
                return self._facts.answer_attribute(request, expression.mention)
            case Related(relation, base) if relation in _TOLD and _is_nested(expression):
                return self._tell_of_owners(request, relation, base)
            case Related() if _is_nested(expression):
                return self._owners.answer_nested(request, expression)
        if operator == "common" and relation_of(expression) == "superior" or _asks_whether_shared(request.form):
            return self._lines.answer_shared(request)
        if operator == "yesno" and request.form.topic == ALL_OF_THEM:
            return self._lines.answer_all(request)
        if operator == "yesno":
            return self._answer_yes_or_no(request)
        if operator in ("compare", "common"):
            return self._comparisons.compare(request)
        if operator == "between":
            return self._lines.answer_between(request)
        if operator == "distance":
            return self._lines.answer_distance(request)
        return self._relations.answer(request)

    def _miss(self, request: Request, name: str) -> Answer:
        near = self._names.nearest(name, 3)
        choices = tuple(self._make.choice(entity, self._make.offers.ask_instead(entity)) for entity in near)
        text = f"现有文档里没有{quote(name)}。"
        if near:
            text += f"名称相近的有：{'、'.join(self._make.full_name(entity) for entity in near)}。"
        return answer_unknown(request, "no-such-thing", text, choices=choices)

    def _tell_of_owners(self, request: Request, relation: str, base: Expression) -> Answer:
        """What is told of whoever owns a task, or of who stands in a relation to them: 开叉车的人要什么证."""
        owners = self._owners.find_related(request, base)
        if not owners:
            return self.answer(replace(request, form=replace(request.form, operator="list", expression=base)))
        told = []
        for owner in owners[:_MOST]:
            entity = self._make.catalogue.entities[owner]
            form = LogicalForm("list", Related(relation, Named(self._make.mention(entity))))
            told.append(self._relations.read(replace(request, form=form), (entity,)))
        answers = [one for one in told if one.status == "answered"]
        if len(answers) < 2 or len({one.kind for one in answers}) > 1:
            return next(iter(answers), told[0])
        items = tuple({item.iri: item for one in answers for item in one.items}.values())
        text = "\n\n".join(one.text for one in answers)
        if answers[0].kind in ("boolean", "number"):
            # Of several it is so of one and not of another: the sentences say of which.
            return replace(answers[0], kind="text", value=None, text=text, items=items)
        return replace(
            answers[0], text=text, items=items, sparql=unite(tuple(dict.fromkeys(one.sparql for one in answers)))
        )

    def _answer_yes_or_no(self, request: Request) -> Answer:
        if request.form.others:
            return self._comparisons.answer_check(request)
        mention = base_of(request.form.expression).mention
        readings = self._make.readings(request, mention)
        if relation_of(request.form.expression) == "headcount":
            answers = [self._headcounts.check(request, reading, request.form.number or 0) for reading in readings]
        elif relation_of(request.form.expression) == "qualification":
            answers = [self._comparisons.answer_applicant(request, reading) for reading in readings]
        else:
            answers = [self._owners.answer_verdict(request, reading, request.form.topic or "") for reading in readings]
        if len({(a.status, a.value) for a in answers}) == 1:
            return answers[0]
        return self._relations.clarify(request, readings, mention)


def _asks_whether_shared(form: LogicalForm) -> bool:
    return form.operator == "yesno" and form.topic == SHARED


def _is_nested(expression: Expression) -> bool:
    while isinstance(expression, Related):
        expression = expression.base
    return isinstance(expression, Task)
