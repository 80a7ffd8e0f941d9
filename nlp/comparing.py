"""Answers about several named things together: their duties side by side, whether one is the other's."""

import re

from nlp.answer import Answer, Item
from nlp.catalogue import Entity
from nlp.checking import CheckPlanner
from nlp.duties import DutyFinder
from nlp.forms import LogicalForm, Named, Related, base_of, relation_of
from nlp.items import ItemMaker, Request, answer_unknown, answer_with
from nlp.planning import Planner, Resolution
from nlp.qualifying import Weighed, lacks, weigh
from nlp.relating import ON_TOPIC, RelationAnswerer
from nlp.verbalize import shorten


class ComparisonAnswerer:
    """Answers about several named things of one snapshot, and about what somebody brings beside what a post asks for."""

    def __init__(self, make: ItemMaker, finder: DutyFinder, relations: RelationAnswerer) -> None:
        self._make = make
        self._finder = finder
        self._relations = relations

    def compare(self, request: Request) -> Answer:
        """The duties of several named things side by side."""
        mentions = [base_of(request.form.expression).mention, *request.form.others]
        items: list[Item] = []
        sections: list[str] = []
        sparql = ""
        for entity, mention in dict.fromkeys((e, m) for m in mentions for e in self._make.readings(request, m)):
            form = LogicalForm("list", Related("duties", Named(mention)))
            one = self._relations.read(Request(request.question, form, frozenset(), ()), (entity,))
            if one.status == "answered":
                items += one.items
                organization = self._make.catalogue.organization_of(entity)
                sections.append((f"【{shorten(organization.label)}】" if organization else "") + one.text)
                sparql = one.sparql
        if not items:
            return answer_unknown(request, "not-recorded", "文档里没有写这些岗位的职责。")
        return answer_with(request, "text", "\n\n".join(sections), tuple(items), sparql)

    def answer_check(self, request: Request) -> Answer:
        """Whether one named thing is the superior, subordinate or holder of another."""
        form = request.form
        first, second = base_of(form.expression).mention, form.others[0]
        lower, upper = self._make.readings(request, first), self._make.readings(request, second)
        relation = relation_of(form.expression) or "superior"
        if relation == "unit_of":
            return self._check_membership(request, lower, upper)
        below = relation == "superior" and any(word in (form.topic or "") for word in ("下属", "下级", "手下", "汇报"))
        if below and "汇报" not in (form.topic or ""):
            relation = "subordinates"
        named = {first.text: tuple(lower)}
        # 甲是乙的上级吗: the relation follows the second name, so it is the second whose superior is asked for.
        expression, things = Related(relation, Named(first)), tuple(upper)
        manages = re.match(
            f"(?:是不是|是否|直接|都)*(?:管|带|领导|分管|管理)着?{re.escape(second.text)}", form.topic or ""
        )
        if (
            relation == "superior"
            and manages
            or relation == "superior"
            and (form.topic or "").strip("是不否").startswith(second.text)
            and "汇报" not in (form.topic or "")
        ) or relation == "subordinates":
            named, expression, things = {second.text: tuple(upper)}, Related(relation, Named(second)), tuple(lower)
        sparql = CheckPlanner(Resolution(named, {})).ask_related(expression, things)
        value = self._make.store.ask(sparql)
        base = next(iter(named.values()))[0]
        truth = self._relations.read(
            Request(request.question, LogicalForm("list", expression), frozenset(), ()), (base,)
        )
        said = "是。" if value else "不是。" if truth.status == "answered" else "文档没有这样写。"
        text = said + ("" if value and truth.status != "answered" else truth.text)
        return answer_with(request, "boolean", text, truth.items or (self._make.item(base.iri),), sparql, value)

    def _check_membership(self, request: Request, members: list[Entity], wholes: list[Entity]) -> Answer:
        """Whether one of `members` is in one of `wholes`, and where it is."""
        mention = base_of(request.form.expression).mention
        together = {e.organization for e in wholes}
        members = [e for e in members if e.organization in together] or members
        resolution = Resolution({mention.text: tuple(members)}, {})
        sparql = CheckPlanner(resolution).ask_inside(tuple(members), tuple(wholes))
        value = self._make.store.ask(sparql)
        truth = self._relations.read(
            Request(request.question, LogicalForm("list", Related("unit_of", Named(mention))), frozenset(), ()),
            (members[0],),
        )
        text = ("是。" if value else "不是。") + (truth.text if truth.status == "answered" else "")
        return answer_with(request, "boolean", text, (self._make.item(members[0].iri),), sparql, value)

    def answer_applicant(self, request: Request, post: Entity) -> Answer:
        """Whether somebody who brings what the question says may take `post`, by what the post asks for."""
        brought = request.form.topic or ""
        resolution = Resolution({base_of(request.form.expression).mention.text: (post,)}, {})
        sparql = Planner(resolution).select(request.form.expression, "trait")
        told = self._make.told([str(row[0]) for row in self._make.store.select(sparql)])
        if not told:
            return self._relations.unrecorded(request, post, f"文档里没有写{post.label}的任职要求。", sparql)
        weighed = weigh(brought, tuple(one.statement for one in told))
        if weighed is None and lacks(brought):
            near = self._finder.find(brought, owners=frozenset({post.iri}))
            named = [m.duty.iri for m in near if m.duty.kind == "qualification" and m.cover >= ON_TOPIC]
            at = next((n for n, one in enumerate(told) if one.iri in named), None)
            weighed = Weighed(False, at) if at is not None else None
        if weighed is None:
            asked = "；".join(one.statement.rstrip("。；;") for one in told)
            return self._relations.unrecorded(
                request, post, f"{post.label}的任职要求里没有写到这一点。写明的要求是：{asked}。", sparql
            )
        deciding = told[weighed.statement]
        sparql = CheckPlanner(resolution).ask_admitted(post, deciding.iri, brought, weighed.enough)
        text = f"{'能' if weighed.enough else '不能'}。{post.label}的任职要求写明：{deciding.statement}"
        item = self._make.item_with(post.iri, [deciding])
        return answer_with(request, "boolean", text, (item,), sparql, weighed.enough)
