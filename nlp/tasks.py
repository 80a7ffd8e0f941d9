"""Reads the words of a question that describe a task, asked for its owner, for a fact or for a verdict."""

import re
from functools import lru_cache

from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.documents.counts import number_of
from nlp.forms import LogicalForm, Named, Related, Target, Task
from nlp.grammar import ANCHOR, Grammar
from nlp.names import NameMention
from nlp.relations import EDGES, count_content

#: What stands between two names when one is said to hold or be the other.
_STATED = re.compile("(?:的任职人|的岗位|现在|目前)?(?:是|就是|是不是|是否|是否是|担任的是|担任|现任|任|由|做的是)")
#: What stands between a post and the unit that it is said to be in.
_MEMBER = re.compile(
    "(?:这个)?(?:岗位|岗|职位)?(?:是不是|是否|是|算不算|算)?(?:属于|隶属于|隶属|归属于|归属|归|在|设在|编在|算|是)(?:不属于)?"
)
#: A task and, before and after the post that is named, whether it is that post's: 发票归|会计|管吗.
_OWNED_BY = re.compile(
    "(.{2,}?)(?:这件事情?|这事儿?|这活儿?|这一?块|这项工作)?(?:是不是|是否|算不算|应该|该|算|是)*(?:由|归|属于|该找)$"
)
_OWNS = re.compile("(?:来|去)?(?:负责|管理|管|做|办|处理|的?(?:职责|事情?|活儿?|工作))?(?:的)?")
_SHORT, _ENOUGH = 45, 8
_ATTRIBUTIVE = re.compile(r"(?:钱|块|元|个|人|次)?的")
_FEW_LETTERS = 3
#: Words around what a post asks for: 非得有电工证才能上的岗位.
_REQUIRING = re.compile(
    "^(?:非得|非要|必须|要求|需要|得|要|须)+(?:持有?|有|具备|考过?)?(?=.{2})|(?:非得|非要|必须|要求|需要|得|要|须)*(?:持有?|有|具备|考过?)(?=.{2})|才(?:能|可以)(?:上|干|做|当|应聘|上岗)*的?(?:岗位|职位|岗)?|的(?:岗位|职位|岗)$"
)
#: What is asked of several: whether they have one superior.
SHARED = "同一个上级"
_SAME_SUPERIOR = re.compile("(?:同一个?|一个|同样的|相同的)(?:直接)?(?:上级|上司|领导|老板|主管|头儿?)")
#: What stands between two posts, and behind the second, when the first is said to be under it: ①直接听②的.
_UNDER = re.compile("(?:是不是|是否)?(?:直接|都)?(?:要|得)?(?:听|归|由|受|向|跟|对)")
_UNDERS = re.compile("(?:的)?(?:指挥|管理|管|领导|汇报|负责|安排|话)?(?:工作)?(?:的)?")
_UNDER_BOTH = re.compile("(?:是不是|是否)?(?:同时|都)?(?:要|得)?(?:听|归|由|受|向|跟|对)")
ALL_OF_THEM = "都"
#: A number of people that a post is said to have: 一共六个人.
_PEOPLE = re.compile(
    "(?:的)?(?:编制|定员|定编|人数)?(?:一共|总共|共|就)?(?:是|有|为)?([\\d一二两三四五六七八九十]+)(?:个|名)?人?$"
)
#: So many may be asked about at once, whether one is the other's.
_PAIR = 2
#: What is left of 多久一次 where the deed stands in the midst of it: 多久巡一次楼.
_ONCE = re.compile("一[次回遍趟](?!性)")
#: Words for handing over and telling, which nobody uses of the owner of a task.
_HANDING = re.compile(
    "(?:赶紧|马上|立即|立刻|第一时间)(?:去|要)?(?:跟|向|找|报)|往(?:哪里|哪儿|哪)|向(?:谁|哪).{0,4}(?:报告|上报|反映)|移交|转交|转给|报给|报告|告诉|通知|上报|上交|汇总给|送到|送给|发给|传给"
    "|反馈给|派给"
)
#: What comes before is done already: 拍完照交给谁, 统计好以后送哪个部门.
_DONE = re.compile("[完好后了到][^,谁哪]{0,8}$")
#: What is asked of a post when its superior is meant, and all of its superiors: 跟谁汇报工作, 层层上报到谁那里.
_UPWARDS, _STEPWISE = (
    re.compile("汇报|述职|报告|请示|服从|负责"),
    re.compile("层层|逐级|一[级层]一?[级层]|一路|一直往上"),
)
#: Asked of a post by itself: 安技科科长跟哪家单位对接.
_DEALING = re.compile("对接|合作|协作|打交道|来往|沟通|配合")
_GIVING = re.compile("[交报送派发转递]")
_ENGLISH_IS = re.compile(r"is\s*(?:the|an?)?\s*(?:the|an?)?\s*")
_DEMANDS = re.compile("(?:学历|经验|专业|证书|年龄|任职)?(?:要求|条件|门槛)$")
_TAG = re.compile(r"(?:,?(?:没错吧?|对吧|是吧|对否|属实吗?|正确吗?|是真的吗?)|吧|对吗|是吗|对不对|是不是|吗|么|嘛)$")
_CHECKS = re.compile(
    r"^(?:有没有权(?:力|限)?|有权(?:力|限)?|能不能自己|能自己|可以自己|是不是|是否|是由|是|要不要|需不需要|需要|要|该|应该|也|还|能不能|可不可以|会不会|会|能|可以|有没有)*(?:由|归|要|也|还)*(?:负责|管理|管|做|参与|承担|办理|办|处理)?"
)


def seek_owner(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """Whoever owns a task: what is left of the question when names of scopes and closed-class words are gone."""
    involvement = None
    for name, pattern in grammar.involvement:
        if _asked(pattern).search(text):
            involvement = name
            text_for_task = pattern.sub("", text, count=1)
            break
    else:
        text_for_task = text
    scope = [m for m in mentions if m.type in (ORGANIZATION, UNIT, POST, PERSON)]
    masked = text_for_task
    for mention in scope:
        masked = masked.replace(mention.text, ANCHOR, 1)
    clause = _asking_clause(masked, grammar)
    cue = grammar.owner.search(clause)
    phrase = grammar.owner.sub(" ", clause) if cue else clause
    phrase = grammar.fillers.sub(" ", phrase)
    phrase = re.sub(f"{ANCHOR}(?:里面|里|内|中|这边|那边|的|下面)?", " ", phrase)
    phrase = re.sub(r"\s+", " ", phrase.strip(EDGES)).strip()
    target: Target = "owner"
    if re.search(r"哪个(?:部门|科室|单位|处室|团队|班组)", text):
        target = "unit"
    elif re.search(r"(?:叫什么名字|谁的名字)", text):
        target = "person"
    if not phrase and not cue:
        return None
    topic = "qualification" if grammar.requiring.search(text) else None
    if topic and (asked := _REQUIRING.sub(" ", phrase).strip(EDGES)):
        phrase = asked
    return LogicalForm("list", Task(phrase, involvement, target), tuple(scope), topic=topic)


@lru_cache(maxsize=32)
def _asked(involvement: re.Pattern[str]) -> re.Pattern[str]:
    """Who takes part in the way that `involvement` says: 谁来审批."""
    return re.compile(
        r"(?<!找)(?:谁|哪个岗位|哪位|哪些人|哪些岗位)(?:来|在|去|会|要|应该|负责)?" + f"(?:{involvement.pattern})"
    )


def _asking_clause(text: str, grammar: Grammar) -> str:
    """The part of a long question that says what is asked; the whole text where it is short.

    That is its last sentence with a question in it; of a very long sentence the clause that asks, with those before it
    until enough is said.
    """
    if len(text) <= _SHORT:
        return text
    sentences = [s for s in re.split(r"[。;!?…]|(?:\.\s)|(?<=确认一下):", text) if s.strip()]
    asking = [s for s in sentences if grammar.owner.search(s)] or sentences[-1:]
    sentence = asking[-1] if asking else text
    if len(sentence) <= _SHORT:
        return sentence
    clauses = [c for c in re.split(r"[,:、]", sentence) if c.strip()]
    at = max((i for i, clause in enumerate(clauses) if grammar.owner.search(clause)), default=len(clauses) - 1)
    chosen: list[str] = []
    while at >= 0 and sum(len(_strip_question(c, grammar)) for c in chosen) < _ENOUGH:
        chosen.insert(0, clauses[at])
        at -= 1
    return ",".join(chosen)


def _strip_question(clause: str, grammar: Grammar) -> str:
    return grammar.fillers.sub("", grammar.owner.sub("", clause)).strip(EDGES)


def seek_fact(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """How often, how much or what comes out: a fact that stands in the sentence of a duty."""
    for name, pattern in grammar.facts:
        cue = pattern.search(text)
        if cue is None or _ATTRIBUTIVE.match(text, cue.end()):
            continue
        phrase = text
        for mention in mentions:
            phrase = phrase.replace(mention.text, " ", 1)
        phrase = pattern.sub(" ", phrase)
        if name == "frequency":
            phrase = _ONCE.sub(" ", phrase)
        phrase = grammar.fillers.sub(" ", phrase).strip(EDGES)
        return LogicalForm("fact", Task(phrase), tuple(mentions), topic=name)
    return None


def seek_attribute(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """Something of a named thing that such documents hardly ever say: age, pay, address."""
    if not mentions or grammar.who.search(text):
        return None
    named = max(mentions, key=lambda m: (m.type in (POST, PERSON), m.end))
    rest = text
    for mention in mentions:
        rest = rest.replace(mention.text, " ", 1)
    for name, pattern in grammar.attributes:
        cue = pattern.search(rest)
        if cue is None:
            continue
        left = grammar.fillers.sub("", rest[: cue.start()] + rest[cue.end() :])
        if sum(len(word) for word in re.findall(r"[一-鿿a-z0-9]+", left) if word not in grammar.stop) <= _FEW_LETTERS:
            return LogicalForm("attribute", Named(named), tuple(m for m in mentions if m is not named), topic=name)
    return None


def seek_counterpart(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """Whom a named post works with on a task, tells of it or hands it over to: ①处理不了的投诉移交到哪."""
    subjects = [m for m in mentions if m.type in (POST, UNIT, PERSON)]
    cue = grammar.counterpart.search(text)
    if cue is not None and subjects and _STEPWISE.search(text):
        return None
    if not subjects and cue is not None and _hands_over(text, cue):
        # No doer is named: whoever does it, the sentence names whom to turn to.
        return None if grammar.owner.search(text[: cue.start()]) else _counter(text, mentions, cue, grammar)
    if not subjects or cue is None or any(m.start < cue.end() and cue.start() < m.end for m in subjects):
        return None
    return _counter(text, mentions, cue, grammar)


def _hands_over(text: str, cue: re.Match[str]) -> bool:
    """Whether the words ask to whom something goes, and not who owns it."""
    return bool(_HANDING.search(cue.group()) or _GIVING.search(cue.group()) and _DONE.search(text[: cue.start()]))


def _counter(text: str, mentions: list[NameMention], cue: re.Match[str], grammar: Grammar) -> LogicalForm | None:
    phrase = text[: cue.start()] + " " + text[cue.end() :]
    for mention in mentions:
        phrase = phrase.replace(mention.text, " ", 1)
    phrase = re.sub(r"\s+", " ", grammar.fillers.sub(" ", grammar.owner.sub(" ", phrase))).strip(EDGES)
    told = count_content(_UPWARDS.sub("", phrase), grammar) > 0 or _DEALING.search(cue.group()) is not None
    return LogicalForm("with", Task(phrase), tuple(mentions)) if told else None


def seek_verdict(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """Whether a named post, unit or person owns a task or has a superior: 市场专员负责发票吗."""
    subjects = [m for m in mentions if m.type in (POST, UNIT, PERSON)]
    stated = len(subjects) == 2 and _STATED.fullmatch(text[subjects[0].end : subjects[1].start])
    english = _ENGLISH_IS.match(text)
    under = (
        len(subjects) == _PAIR
        and _UNDER.fullmatch(text[subjects[0].end : subjects[1].start])
        and _UNDERS.fullmatch(text[subjects[1].end :].strip(EDGES))
    )
    if (
        not english
        and not under
        and not grammar.operators["yesno"].search(text)
        and not (stated and not text[subjects[1].end :].strip(EDGES))
    ):
        return None
    if under:
        return LogicalForm("yesno", Related("superior", Named(subjects[0])), others=(subjects[1],), topic="汇报")
    if (
        len(subjects) == 2
        and _ENGLISH_IS.fullmatch(text[: subjects[0].start] + text[subjects[0].end : subjects[1].start])
        and not text[subjects[1].end :].strip(EDGES)
        and (holding := _hold(*subjects))
    ):
        return holding
    if not subjects or re.search("谁|哪|什么|多少|几", text):
        return None
    if len(subjects) > 1 and _SAME_SUPERIOR.search(text):
        return LogicalForm("yesno", Related("superior", Named(subjects[0])), others=tuple(subjects[1:]), topic=SHARED)
    if len(named := [m for m in subjects if m.type in (POST, PERSON)]) > _PAIR:
        # 甲和乙都汇报给丙, 甲同时归乙和丙管.
        if not re.search("都|同时|均", text):
            return None
        upward = _UNDER_BOTH.match(text, named[0].end)
        relation, base, others = (
            ("superior", named[0], named[1:]) if upward else ("subordinates", named[-1], named[:-1])
        )
        return LogicalForm("yesno", Related(relation, Named(base)), others=tuple(others), topic=ALL_OF_THEM)
    if (said := _PEOPLE.match(_TAG.sub("", text[subjects[0].end :]).strip(EDGES))) and subjects[0].type == POST:
        return LogicalForm("yesno", Related("headcount", Named(subjects[0])), number=number_of(said[1]))
    if applying := grammar.applying.search(text):
        post = next((m for m in subjects if m.type == POST), None)
        if post is not None:
            brought = (text[: post.start] + " " + text[post.end :]).replace(applying.group(), " ")
            brought = grammar.fillers.sub("", _TAG.sub("", brought)).strip(EDGES)
            scope = tuple(m for m in mentions if m is not post and m.type in (ORGANIZATION, UNIT))
            return LogicalForm("yesno", Related("qualification", Named(post)), scope, topic=brought)
    first = subjects[0]
    tail = _TAG.sub("", text[first.end :])
    if (
        len(subjects) > 1
        and _STATED.fullmatch(text[first.end : subjects[1].start])
        and not _TAG.sub("", text[subjects[1].end :]).strip(EDGES)
        and (holding := _hold(first, subjects[1]))
    ):
        return holding
    wholes = [m for m in mentions if m.type in (UNIT, ORGANIZATION) and m.start >= first.end]
    inside = wholes and _MEMBER.fullmatch(text[first.end : wholes[-1].start])
    if inside and not _TAG.sub("", text[wholes[-1].end :]).strip(EDGES + "里面内人员岗位"):
        return LogicalForm("yesno", Related("unit_of", Named(first)), others=(wholes[-1],))
    if len(subjects) > 1 and re.search("上级|领导|上司|汇报|下属|下级|手下|管", tail):
        return LogicalForm("yesno", Related("superior", Named(first)), others=tuple(subjects[1:]), topic=tail)
    owned = _OWNED_BY.match(text[: first.start])
    if owned and _OWNS.fullmatch(tail):
        scope = tuple(m for m in mentions if m is not first and m.type in (ORGANIZATION, UNIT))
        return LogicalForm("yesno", Related("duties", Named(first)), scope, topic=owned.group(1).strip(EDGES))
    phrase = _CHECKS.sub("", tail).strip(EDGES)
    if _DEMANDS.search(phrase):
        return None
    before = grammar.fillers.sub("", text[: first.start]).strip(EDGES)
    if before.endswith(("的", ",")) or first.start and text[first.start - 1] in ",，":
        # 排产的顺序,车间主任能自己改不: what it is about stands before.
        phrase = f"{before.strip(EDGES)}{phrase}"
    scope = tuple(m for m in mentions if m is not first and m.type in (ORGANIZATION, UNIT))
    return LogicalForm("yesno", Related("duties", Named(first)), scope, topic=phrase) if phrase else None


def _hold(first: NameMention, second: NameMention) -> LogicalForm | None:
    """Whether a named person holds a named post, whichever of them is named first."""
    if {first.type, second.type} != {POST, PERSON}:
        return None
    return LogicalForm(
        "yesno", Related("post_of" if first.type == PERSON else "holder", Named(first)), others=(second,)
    )
