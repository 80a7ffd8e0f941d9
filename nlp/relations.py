"""Reads the relations that hang on a named thing or on whoever owns a task: 于龙的上级的上级."""

import re

from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.documents.counts import number_of
from nlp.documents.titles import is_built_like_unit
from nlp.forms import Expression, LogicalForm, Named, Operator, Related, Task, relation_of
from nlp.grammar import Grammar
from nlp.names import NameMention

POSSIBLE: dict[str, tuple[str, ...]] = {
    "superior": (POST, UNIT, PERSON),
    "subordinates": (POST, UNIT, PERSON),
    "chain": (POST, PERSON, UNIT),
    "below": (POST, PERSON),
    "peers": (POST, PERSON),
    "head": (UNIT,),
    "held": (POST,),
    "vacant": (POST,),
    "holder": (POST,),
    "contact": (POST, PERSON, UNIT),
    "duties": (POST, UNIT, PERSON),
    "post_of": (PERSON,),
    "posts": (UNIT, ORGANIZATION),
    "units": (UNIT, ORGANIZATION),
    "people": (UNIT, ORGANIZATION),
    "unit_of": (POST, PERSON, UNIT),
    "qualification": (POST, PERSON),
    "headcount": (POST, UNIT, ORGANIZATION),
    "authority": (POST, PERSON),
    "work_condition": (POST, PERSON),
}
_UNCOUNTED = frozenset({"contact", "qualification", "headcount"})
EDGES = " ,.?!;:、。的了是在,;!"
_DOING = re.compile(
    r"(?:主要|都|要|需要|得|应该|平时|一般)*([^,谁哪什么]{2,8}?)(?:些|的是)?(?:什么|哪些|啥)(?:东西|内容|材料|文件|事情?|工作)?$"
)
_ABOVE_DOER = re.compile(
    r"^(?:谁|哪个岗位|哪位|哪个领导)(?:在|来)?(?:直接)?(?:管着|管理着|领导着|管|领导)(?:那个)?((?:负责|写|做|办|搞|收|管|编|开|修|发|算|审)[^,谁哪]{1,14}?)的(?:人|岗位|那位|那个人|同事|岗|员工)$"
)
_OFTEN = re.compile("每(?:个)?(?:周|星期|月|季度|季|学期|年)(?!度)")
_LITTLE = 3
_TO_THE_TOP = re.compile("上级的上级.*(?:一直)?到(?:顶|头|最)")
_CALLED = re.compile("叫(?:什么|啥)|名字|姓名")
#: Superiors of superiors: 再往上数两级.
LEVELS_UP = re.compile(
    "(?:的|再|那)*(?:往上|向上|上面|上头)(?:数|推|算|第)?([二两三四2-4])(?:级|层)(?:的)?(?:是|领导|上级|岗位|人)*|(?:的)?(?:上上级|隔级上级|隔级领导|上级领导的上级)"
)
#: 隔多少层都算上 counts nothing; after a number the things themselves are asked for: 下面几个岗,分别叫啥.
_HOWEVER_MANY = re.compile("(?:隔|不管|无论)(?:多少|几)(?:级|层)?")
_EACH_NAMED = re.compile("(?:分别|各自|各|都)(?:是|叫)")
#: Ways of asking and pointing that say nothing of what is asked for.
_ASKING = re.compile(
    "什么|哪些|哪个|哪位|哪一位|哪几|哪|谁|何人|何|啥|几|多少|怎样|怎么|如何|一下|这个|那个|这一|那一|这|那|该|其|他|她|它|我|你|您|们"
    "|岗位|职务|职位|岗|人员|班人|单位|部门|需要|应该|应当|要|得|会|能|可以|都|还|又|也|再|就|的|了|着|过|是|为|有|在|由|向|对|给|和|与|及|以|里|中|内|个|些"
    "|位|名|项|条|样|块|方面|具体|主要|平时|日常|目前|现在|现任|直接|请问|请|想|知道|了解|说明|告诉|安排|日|点|下|上|到|去|来|呢|吗|吧|啊|呀|么|工作"
)
#: What whoever does something must have: 开叉车要什么证.
_DEMANDED = re.compile(
    "(?:想|要是|如果)?([^,谁哪什么啥几]{2,10}?)(?:需要|要|得|须|需|必须)(?:有|考|持有?|拿|具备|过)?(?:什么|哪些|啥|哪种|哪类)(?:样的)?"
    "(?:驾照|驾驶证|证书|证件|证|本子|本|资格证?|学历|文凭|经验|条件|资格)(?:才行|才能上|才可以)?"
)
_ANY_DEED = re.compile("做|干|负责|管|忙|不|没|办|能|会")
_NARROW = re.compile(r"(?:在|关于|对于|针对)?([^,。?的]{2,12}?)(?:方面|上面|这块|这一块|这方面)(?:的)?")
_ASIDE = re.compile(
    r"(?:的|,|\s|他|她|它|其|又|也|还|到底|平时|整个部门|全部门|整体上|这一岗位|这岗位|这个职位|这个岗位|这个人|在[^,的]{1,6}里|在[^,的]{1,4}(?=是|担任|负责|做))*"
)
#: A later clause that speaks of the thing by a pronoun: 我要去当保教主任,提前了解下这岗要管哪些.
_AGAIN = re.compile(
    r"^[^,谁哪什么啥几]{0,6},[^,谁哪什么啥几]{0,10}?(?:这岗位?|该岗位?|此岗位?|这职位|岗位|职位|他|她|它|此人|这人|这位)(?!们)"
)
_INSIDE = re.compile(r"(?:里面|里头|当中|之中|里|中)[,，]?")
_WHO_IS_IT = re.compile(r"(?:都|分别)?(?:是|有)?(?:谁|哪位|哪个|哪些|哪几个)(?:人)?$")
_DOER = re.compile(
    r"(?:那个)?(?:谁)?(?:负责|主管|分管|管着|管|做|搞)?([^,的]{2,16}?)(?:的(?:那个|那位|这个)?(?:人|岗位|岗|同事|员工|领导|负责人|师傅|阿姨|大姐|大叔|老师|大夫|伙计)|的?(?:那个|那位|这位)(?:人|岗位|岗|同事|员工)?)(?:,|他|她|其|它)*"
    r"(?:是(?=归|由|向|受|跟|对|在哪|谁的))?(?=的|向|归|由|受|叫|下|手|跟|对|直接|直属|顶头|上级|上司|领导|主管|老板|老大|头头|头儿|平级|同级|在哪|属于|是哪个(?:部门|科室|单位|课|科|处|组|车间|班)|有什么|有啥|要什么|需要什么|学历|任职|岗位要求|(?:现在|目前)?(?:有人|有没有人|还?缺人)|(?:都|平时|主要|每天|一般|要|具体)*(?:干|做|负责|管|忙)(?:些|的是)?(?:什么|啥|哪些)|谁的)"
)


def relate(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """The chain of relations that hangs on one named thing: ①的上级的上级管几个人."""
    best: tuple[int, LogicalForm] | None = None
    for mention in mentions:
        head, tail = (grammar.fillers.sub("", part) for part in (text[: mention.start], text[mention.end :]))
        expression: Expression = Named(mention)
        kind, at, steps = mention.type, 0, 0
        if (levels := LEVELS_UP.match(tail)) and kind in POSSIBLE["superior"]:
            steps, at, kind = number_of(levels[1] or "二") or 0, levels.end(), POST
            for _ in range(steps):
                expression = Related("superior", expression)
        while found := follow(tail, at, kind, grammar):
            if steps and _WHO_IS_IT.match(tail, at):
                break
            relation, at = found
            if relation == "superior" and relation_of(expression) == "chain":
                continue  # 逐级往上的领导 are those of the chain
            expression, steps = Related(relation, expression), steps + 1
            kind = result_type(relation, kind)
        if steps and kind == POST and _TO_THE_TOP.search(tail):
            expression, steps, at = Related("chain", Named(mention)), 1, len(tail)
        if not steps:
            framed = _frame(head, tail, kind, grammar)
            if framed:
                expression, steps = Related(framed, expression), 1
                if framed == "superior" and _CALLED.search(tail):
                    expression = Related("holder", expression)
        if not steps and (again := _AGAIN.match(tail)) and (found := follow(tail, again.end(), kind, grammar)):
            expression, steps, at = Related(found[0], expression), 1, found[1]
        narrow = None
        if not steps and (aspect := _NARROW.match(tail)) and (found := follow(tail, aspect.end(), kind, grammar)):
            narrow, expression, steps, at = aspect.group(1), Related(found[0], expression), 1, found[1]
        if (
            not steps
            and kind in (POST, PERSON)
            and not head.strip(EDGES)
            and (doing := _DOING.match(tail))
            and not _ANY_DEED.search(doing.group(1))
        ):
            narrow, expression, steps, at = doing.group(1), Related("duties", expression), 1, len(tail)
        rest = tail[at:].strip(EDGES)
        scope = tuple(m for m in mentions if m is not mention and m.type in (ORGANIZATION, UNIT))
        if steps or not rest and not head.strip(EDGES):
            topic = narrow
            if often := _OFTEN.search(tail[:at]):
                topic = topic or often.group()
            narrowed = _NARROW.search(tail if not steps else rest)
            if narrowed and steps:
                topic = narrowed.group(1)
            counted = expression.relation not in _UNCOUNTED if isinstance(expression, Related) else False
            counted = counted and not _EACH_NAMED.search(tail)
            asked = _HOWEVER_MANY.sub("", head + tail)
            operator: Operator = "count" if counted and asks_count(asked, grammar) else "list"
            form = LogicalForm(operator, expression, scope, topic=topic)
            # More steps explain more of the question; of two equal ones the later name is the narrower.
            value = steps * 100 + mention.end - len(rest)
            if best is None or value > best[0]:
                best = (value, form)
    return best[1] if best else None


def guess(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """The relation of the one named thing of a question that its cue words give away, where little else is said."""
    inner = [m for m in mentions if m.type in (POST, PERSON)] or [m for m in mentions if m.type == UNIT]
    named = inner or [m for m in mentions if m.type == ORGANIZATION]
    if len(named) != 1:
        return None
    mention = named[0]
    rest = text
    for other in sorted(mentions, key=lambda m: -m.start):
        rest = rest[: other.start] + " " + rest[other.end :]
    for relation, pattern in grammar.cues:
        if mention.type not in POSSIBLE[relation] or not pattern.search(rest):
            continue
        left = pattern.sub(" ", rest)
        if count_content(left, grammar) > _LITTLE or mention.type == ORGANIZATION and _names_unit(left, grammar):
            continue
        counted = relation not in _UNCOUNTED and asks_count(rest, grammar)
        scope = tuple(m for m in mentions if m is not mention and m.type in (ORGANIZATION, UNIT))
        return LogicalForm("count" if counted else "list", Related(relation, Named(mention)), scope)
    return None


def _names_unit(text: str, grammar: Grammar) -> bool:
    """Whether a unit is named in what no relation explains, which the graph does not have: ①安保部有几个岗."""
    return any(map(is_built_like_unit, re.findall("[一-鿿]{3,}", _ASKING.sub(" ", grammar.fillers.sub(" ", text)))))


def count_content(text: str, grammar: Grammar) -> int:
    """How many letters of `text` say something: all but closed-class words and ways of asking."""
    plain = grammar.owner.sub(" ", grammar.fillers.sub(" ", text))
    return sum(len(run) for run in re.findall("[一-鿿a-z0-9]+", _ASKING.sub(" ", plain)) if run not in grammar.stop)


def asks_count(text: str, grammar: Grammar) -> bool:
    return bool(grammar.operators["count"].search(text))


def follow(tail: str, at: int, kind: str, grammar: Grammar) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    start = at
    if aside := _ASIDE.match(tail, at):
        start = aside.end()
    for relation, patterns in grammar.ways.items():
        # What reports upwards step by step is one relation, however often the question says so.
        if kind not in POSSIBLE[relation] and kind != "any" or relation in ("chain", "below") and at:
            continue
        for begin in {at, start}:
            end = max((hit.end() for pattern in patterns if (hit := pattern.match(tail, begin))), default=begin)
            if end > begin and (best is None or end > best[1]):
                best = (relation, end)
    return best


def result_type(relation: str, kind: str) -> str:
    match relation:
        case "superior" | "subordinates" | "chain" | "below" | "peers" | "head" | "posts" | "post_of":
            return POST
        case "holder" | "people":
            return PERSON
        case "units" | "unit_of":
            return UNIT
    return "none"


def _frame(head: str, tail: str, kind: str, grammar: Grammar) -> str | None:
    tail = tail.strip("?。!,. ")
    for frame in grammar.frames:
        if kind in POSSIBLE[frame.relation] and frame.head.search(head.rstrip()) and frame.tail.search(tail):
            return frame.relation
    return None


def _without(text: str, mentions: list[NameMention]) -> str:
    """`text` but for the names in it, and for what says that one speaks of them: ①的, ①里."""
    for mention in sorted(mentions, key=lambda m: -m.start):
        text = text[: mention.start] + re.sub("^(?:的|里面?|那边|这边)", "", text[mention.end :])
    return text.strip(EDGES)


def nest(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """A relation of whoever owns a task: 负责质检的人向谁汇报."""
    above = _ABOVE_DOER.match(text)
    if above is not None:
        scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT))
        return LogicalForm("list", Related("superior", Task(above.group(1))), scope)
    subjects = any(m.type in (POST, PERSON) for m in mentions)
    if not subjects and (demanded := _DEMANDED.fullmatch(_without(text, mentions))):
        scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT))
        return LogicalForm("list", Related("qualification", Task(demanded.group(1))), scope)
    doer = _DOER.search(text)
    if doer is None or any(doer.group(1) == m.text and m.type in (POST, PERSON, UNIT) for m in mentions):
        return None
    inside = [m for m in mentions if m.type in (ORGANIZATION, UNIT) and doer.start(1) <= m.start < doer.end(1)]
    task = doer.group(1)[max((m.end - doer.start(1) for m in inside), default=0) :].lstrip("的里面中")
    expression: Expression = Task(task or doer.group(1))
    tail, at, kind, steps = text[doer.end() :], 0, POST, 0
    while found := follow(tail, at, kind, grammar):
        if steps and _WHO_IS_IT.match(tail, at):
            break
        relation, at = found
        expression, kind, steps = Related(relation, expression), result_type(relation, kind), steps + 1
    scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT) and m.end <= doer.end(1))
    operator: Operator = "count" if steps and asks_count(tail, grammar) else "list"
    return LogicalForm(operator, expression, scope) if steps else None


def seek_among(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """The owner of a task among those who stand in a relation to a named thing: 林珊的下级里谁管贵重物品."""
    for mention in mentions:
        expression: Expression = Named(mention)
        tail, at, kind, steps = text[mention.end :], 0, mention.type, 0
        while found := follow(tail, at, kind, grammar):
            relation, at = found
            expression, kind, steps = Related(relation, expression), result_type(relation, kind), steps + 1
        inside = _INSIDE.match(tail, at)
        if steps and kind == POST and inside and grammar.who.match(tail, inside.end()):
            task = grammar.owner.sub(" ", tail[inside.end() :]).strip(EDGES)
            scope = tuple(m for m in mentions if m.type == ORGANIZATION)
            return LogicalForm("list", Task(task), scope, among=expression) if task else None
    return None
