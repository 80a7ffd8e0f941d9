"""Says in Chinese how a question was understood, and keeps how that was put together, for pages in another language."""

from collections.abc import Sequence

from nlp.catalogue import DUTY, ORGANIZATION, PERSON, POST, UNIT
from nlp.forms import Everything, Expression, Lacking, LogicalForm, Missing, Named, Related, Task
from nlp.names import NameMention
from nlp.verbalize import ATTRIBUTES, name_relation, quote

#: How the parts of a reading are put together.
PATTERNS = {
    POST: "岗位：%(name)s",
    UNIT: "部门：%(name)s",
    PERSON: "人：%(name)s",
    ORGANIZATION: "组织：%(name)s",
    "several": "%(names)s和%(last)s",
    "named": "介绍%(name)s",
    "task": "%(part)s%(task)s的%(who)s",
    "something": "某件事",
    "demand": "任职要求里写到%(task)s的%(who)s",
    "related": "%(what)s的%(relation)s",
    "with": "有%(what)s的组织",
    "everything": "所有%(who)s",
    "lacking": "没有写%(relation)s的%(who)s",
    "missing": "%(name)s（文档里没有）",
    "count": "%(what)s共有多少",
    "owns": "%(what)s是不是负责%(task)s",
    "suits": "%(task)s是不是符合%(what)s的任职要求",
    "ranks": "%(what)s与%(names)s是不是上下级",
    "is": "%(what)s是不是%(names)s",
    "fact": "%(task)s的%(fact)s",
    "fact of all": "职责里写的%(fact)s",
    "compare": "比较%(names)s的%(relation)s",
    "common": "%(names)s共同的%(relation)s",
    "between": "%(names)s之间的岗位",
    "most": "%(relation)s最多的%(who)s",
    "least": "%(relation)s最少的%(who)s",
    "most of": "%(names)s中%(relation)s最多的",
    "least of": "%(names)s中%(relation)s最少的",
    "above": "%(relation)s数不少于 %(number)s 的%(who)s",
    "below": "%(relation)s数少于 %(number)s 的%(who)s",
    "average": "平均每个%(who)s的%(relation)s数",
    "towards": "%(task)s要对接谁",
    "not in": "不在%(names)s的岗位",
    "not under": "不归%(names)s管的岗位",
    "not asking": "没有写要求%(task)s的岗位",
    "among": "%(among)s里%(what)s",
    "topic": "%(what)s，只看%(task)s",
    "excluded": "%(what)s，除了%(task)s",
    "without": "%(what)s，不算%(names)s",
    "scope": "%(what)s，限于%(names)s",
}
_PARTS = {
    "lead": "负责",
    "execute": "执行",
    "assist": "协助",
    "approve": "审核",
    "supervise": "监督",
    "participate": "参与",
    "inform": "汇报或知会",
}
_WHO = {
    "owner": "岗位",
    "unit": "部门",
    "person": "人",
    POST: "岗位",
    UNIT: "部门",
    PERSON: "人员",
    ORGANIZATION: "组织",
    DUTY: "职责",
}
_FACTS = {"frequency": "频率", "quantity": "数量", "deliverable": "成果"}


class Reading(str):
    """A reading in Chinese; `pattern` with what stands in its places `%(name)s`, `parts`, says the same."""

    __slots__ = ("parts", "pattern")
    pattern: str
    parts: dict[str, str]

    def __new__(cls, pattern: str, **parts: str) -> "Reading":
        """The pattern filled in; a part that is a word or put together itself is a Reading too."""
        said = super().__new__(cls, pattern % parts)
        said.pattern, said.parts = pattern, parts
        return said


def say_name(kind: str, name: str) -> Reading:
    """What a name is taken for: 岗位：运营经理（某某公司）."""
    return Reading(PATTERNS[kind], name=name)


def say_form(form: LogicalForm) -> Reading:
    """How a question was understood, in words: 负责“发票收集”的岗位."""
    said = _say_operator(form)
    if form.among is not None:
        said = _say("among", among=_say_expression(form.among), what=said)
    narrowed = form.operator == "list" and not isinstance(form.expression, Task)
    if form.topic and narrowed:
        said = _say("topic", what=said, task=quote(form.topic))
    if form.excluded:
        said = _say("excluded", what=said, task=quote(form.excluded))
    if form.without:
        said = _say("without", what=said, names=_list(form.without))
    if form.scope:
        said = _say("scope", what=said, names=_list(form.scope))
    return said


def _say(pattern: str, **parts: str) -> Reading:
    return Reading(PATTERNS[pattern], **parts)


def _list(mentions: Sequence[NameMention]) -> str:
    *names, last = (mention.text for mention in mentions)
    return _say("several", names="、".join(names), last=last) if names else last


def _quote(phrase: str) -> str:
    return quote(phrase) if phrase else _say("something")


def _say_operator(form: LogicalForm) -> Reading:
    expression, topic = form.expression, form.topic or ""
    match form.operator, expression:
        case "count", _:
            return _say("count", what=_say_expression(expression))
        case "yesno", Related(relation, base):
            return _say_check(form, relation, base)
        case "fact", Task(phrase):
            fact = Reading(_FACTS.get(topic, topic))
            return _say("fact", task=quote(phrase), fact=fact) if phrase else _say("fact of all", fact=fact)
        case "compare" | "common" | "between" as operator, Related(relation, Named(mention)):
            return _say(operator, names=_list((mention, *form.others)), relation=Reading(name_relation(relation)))
        case "most" | "least" as operator, Everything() if form.others:
            return _say(f"{operator} of", names=_list(form.others), relation=Reading(name_relation(topic)))
        case "most" | "least" | "above" | "below" | "average" as operator, Everything(kind):
            relation, who = Reading(name_relation(topic)), Reading(_WHO[kind])
            return _say(operator, relation=relation, who=who, number=str(form.number))
        case "with", Task(phrase):
            return _say("towards", task=quote(phrase))
        case "attribute", Named(mention):
            return _say("related", what=mention.text, relation=Reading(ATTRIBUTES.get(topic, topic)))
        case "outside", _ if form.others:
            return _say("not in" if topic == "posts" else "not under", names=_list(form.others))
        case "outside", _:
            return _say("not asking", task=quote(topic))
        case _, Task(phrase, _, target) if topic == "qualification":
            return _say("demand", task=_quote(phrase), who=Reading(_WHO[target]))
    said = _say_expression(expression)
    return said if isinstance(said, Reading) else _say("named", name=said)


def _say_check(form: LogicalForm, relation: str, base: Expression) -> Reading:
    what = _say_expression(base)
    if form.others and relation == "superior":
        return _say("ranks", what=what, names=_list(form.others))
    if form.others:
        return _say("is", what=_say_expression(form.expression), names=_list(form.others))
    return _say("suits" if relation == "qualification" else "owns", what=what, task=quote(form.topic or ""))


def _say_expression(expression: Expression) -> str:
    match expression:
        case Named(mention):
            return mention.text
        case Task(phrase, involvement, target):
            part = Reading(_PARTS[involvement or "lead"])
            return _say("task", part=part, task=_quote(phrase), who=Reading(_WHO[target]))
        case Related("organizations_with", base):
            return _say("with", what=_say_expression(base))
        case Related(relation, base):
            return _say("related", what=_say_expression(base), relation=Reading(name_relation(relation)))
        case Everything(kind):
            return _say("everything", who=Reading(_WHO[kind]))
        case Lacking(kind, relation):
            return _say("lacking", relation=Reading(name_relation(relation)), who=Reading(_WHO[kind]))
        case Missing(name):
            return _say("missing", name=quote(name))
