"""Reads questions about whole sets: everything of a sort, the most and fewest, what several have in common."""

import re

from nlp.catalogue import DUTY, ORGANIZATION, PERSON, POST, UNIT
from nlp.documents.counts import number_of
from nlp.forms import Everything, Lacking, LogicalForm, Named, Operator, Related
from nlp.grammar import Grammar
from nlp.names import NameMention
from nlp.relations import EDGES

_ALL_POSTS = re.compile(r"(?:哪些|所有|全部|一共|总共|几个|多少|什么)(?:种|个|的)?(?:岗位|职位)")
_ALL_PEOPLE = re.compile(
    r"(?:哪些|所有|全部|一共|总共|几个|多少|几位)(?:个)?(?:人的名字|人名|人员|员工|人)(?:$|[?,的有出])"
)
_ALL_ORGANIZATIONS = re.compile(
    r"(?:哪些|哪几家|几家|多少家|几个|多少个|哪家|哪个|所有的?|全部的?)(?:公司|单位|组织|机构|企业)"
)
_ALL_DUTIES = re.compile(r"(?:一共|总共|共)?(?:有|写了|列了)?(?:多少|几)(?:条|项|个)(?:职责|任务)")
_ALL_UNITS = re.compile(r"(?:哪些|几个|多少|多少个|哪几个|所有的?|全部的?)(?:部门|科室|处室|(?:处|科|课|车间|班组)$)")
#: The same with the sort before the number: 岗位一共有多少, 部门总数.
_HOW_MANY = "{0}(?:的)?(?:(?:数|总数|数量)?(?:一共|总共|共|总计)?(?:是|有)?(?:多少|几)(?:个|位|名|种|条|项|家)?$|(?:总数|数量)$)"
_SORTS = (
    (ORGANIZATION, _ALL_ORGANIZATIONS, "(?:公司|单位|组织|机构|企业)"),
    (POST, _ALL_POSTS, "(?:岗位|职位)"),
    (PERSON, _ALL_PEOPLE, "(?:人员|员工)"),
    (UNIT, _ALL_UNITS, "(?:部门|科室|处室)"),
    (DUTY, _ALL_DUTIES, "(?:职责|任务)"),
)
_EVERYTHING = tuple((kind, all_of, re.compile(_HOW_MANY.format(noun))) for kind, all_of, noun in _SORTS)
_WHICH = re.compile(
    r"(?:哪|几|多少|所有|有没有).{0,3}(?:岗|职位|部门|职务|科室)|(?:岗位|职位|部门|岗)(?:都)?(?:有|是)?(?:哪|几|多少)|的(?:岗位|职位|部门|岗)$"
    r"|哪个[^,的]{1,4}(?:位子|位置)|谁(?:的)?(?:上面|上头|没有?|还没)"
)
_WHICH_UNITS = re.compile(r"(?:部门|科室)")
_HAVING = re.compile(r"(?:几|多少|哪些|哪几|哪)(?:家|个)?(?:公司|单位|组织|机构|企业|地方)")
_ORGANIZATIONS, _UNITS, _POSTS = "(?:组织|公司|单位|机构|企业)", "(?:部门|科室|团队)", "(?:岗位|职位|岗|职务|领导|人)"
#: How a question names the sort of thing that it compares: 哪个部门, 的岗位是哪个, 平均每个岗位.
_SORT = "哪(?:一|几|些)?(?:个|家|位)?{0}|(?:的|个){0}(?:都)?(?:是|有)?(?:哪|谁|多少|几|$)|(?:每|一)(?:个|家)?{0}"
_SUPERLATIVES = (
    (
        ORGANIZATION,
        re.compile(_SORT.format(_ORGANIZATIONS) + "|哪(?:一)?家(?!门店)|单位(?:里|里头|中|当中)?哪(?:一)?个"),
    ),
    (UNIT, re.compile(_SORT.format(_UNITS))),
    (POST, re.compile(_SORT.format(_POSTS) + "|谁")),
)
#: What is counted of each; of posts only duties, subordinates and demands can be.
_COUNTED = (
    ("duties", re.compile("职责|任务|负责的事|管的事")),
    ("superior", re.compile("上级|上司|汇报对象|顶头领导")),
    ("subordinates", re.compile("下属|下级|手下|管的人|管.{0,3}人|带.{0,3}人")),
    (
        "headcount",
        re.compile("编制|定员|定编|人手|岗(?:位)?(?:的)?(?:人数|人)|人(?:最|超|不)|几(?:个)?人|多少(?:个)?人|人数"),
    ),
    ("qualification", re.compile("任职要求|要求|条件")),
    ("units", re.compile("(?:的|有|个|设)(?:的)?部门|部门(?:数|最)")),
    ("people", re.compile("人员|员工")),
    ("posts", re.compile("岗位|职位")),
)
_IMPOSSIBLE = {POST: ("units", "people", "posts"), UNIT: ("units",), ORGANIZATION: ("superior",)}
_NOUN = "(?:编制|定员|定编|职责|任务|下属|下级|手下|上级|上司|岗位|职位|人员|员工|人|部门|要求|条件)(?:的)?(?:数量|数目|条数|人数|数)?(?:在|有|都)?"
_NUMBER = r"([\d一二两三四五六七八九十]+)"
_MEASURE = "(?:个|条|项|名|位|人|款)?"
_MORE = re.compile(
    f"{_NOUN}(超过|多于|大于|高于|不止|不少于|至少有?|达到|满){_NUMBER}{_MEASURE}|{_NUMBER}{_MEASURE}(?:及)?以上(?:的)?{_NOUN}"
    f"|{_NOUN}{_NUMBER}{_MEASURE}(?:及)?以上"
    f"|(超过|多于|大于|高于|不止|不少于|至少有?|达到){_NUMBER}{_MEASURE}(?:的)?{_NOUN}"
)
_SEVERAL = re.compile(f"(?:好几|多)(?:个|条|项|名|位)(?:的)?{_NOUN}|{_NOUN}(?:有)?(?:好几|多)(?:个|条|项|名|位)")
_FEWER = re.compile(
    f"{_NOUN}(少于|不到|不足|低于|小于|不超过|最多){_NUMBER}{_MEASURE}|{_NUMBER}{_MEASURE}(?:及)?以下(?:的)?{_NOUN}"
    f"|(少于|不到|不足|低于|小于|不超过|最多){_NUMBER}{_MEASURE}(?:的)?{_NOUN}"
)
_BEYOND = frozenset({"不止", "超过", "多于", "大于", "高于"})
_AVERAGE = re.compile("平均|均值")
_BY_NUMBER = re.compile("最[多少]")


def find_having(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """The organizations that have a post or unit: 有几家单位设了运营经理."""
    posts = [m for m in mentions if m.type == POST] or [m for m in mentions if m.type == UNIT]
    having = _HAVING.search(text)
    if len(posts) != 1 or having is None or posts[0].type == UNIT and posts[0].start < having.start():
        return None
    if not re.search("设|有|出现|存在|见于", text):
        return None
    operator: Operator = "count" if grammar.operators["count"].search(text) else "list"
    return LogicalForm(operator, Related("organizations_with", Named(posts[0])))


_EACH_OF = re.compile("(?:两|三|四|几)(?:个|位|名)")


def compare(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    posts = [m for m in mentions if m.type in (POST, UNIT, PERSON)]
    candidates = posts[-1].candidates if posts else ()
    several = len(posts) > 1 or len({c.entity.organization for c in candidates}) > 1
    # 两个副主任各分管什么: two posts of one organization with one title.
    several = several or len(candidates) > 1 and bool(_EACH_OF.search(text))
    if not several:
        return None
    if grammar.operators["common"].search(text):
        if re.search("上级|领导|上司|归谁|归哪|谁管|往上", text):
            return LogicalForm("common", Related("superior", Named(posts[0])), others=tuple(posts[1:]))
        return LogicalForm("common", Related("duties", Named(posts[0])), others=tuple(posts[1:]))
    if grammar.operators["compare"].search(text):
        scope = tuple(m for m in mentions if m.type == ORGANIZATION)
        return LogicalForm("compare", Related("duties", Named(posts[0])), scope, tuple(posts[1:]))
    return None


_DISTANCE = re.compile(
    "(?:差|隔|得?过|要过|相差|相隔|跨)(?:了|着)?(?:几|多少)(?:级|层|个级别|个层级)|(?<!哪)(?:几|多少)(?:级|层)(?:的)?(?:差距|关系|距离|到)?$|往上(?:走|数|爬)?(?:几|多少)(?:级|层)"
)
_MIDST = re.compile("中间|之间|隔")


def find_between(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    posts = [m for m in mentions if m.type in (POST, PERSON)]
    if len(posts) == 2 and _DISTANCE.search(text):
        topic = "between" if _MIDST.search(text) else None
        return LogicalForm("distance", Related("chain", Named(posts[0])), others=(posts[1],), topic=topic)
    if len(posts) == 2 and grammar.operators["between"].search(text):
        return LogicalForm("between", Related("chain", Named(posts[0])), others=(posts[1],))
    if len(posts) == 1 and grammar.operators["between"].search(text):
        # 中间经过谁, where only one end is in the graph: all who stand above it.
        return LogicalForm("list", Related("chain", Named(posts[0])), tuple(m for m in mentions if m is not posts[0]))
    return None


#: What may be missing of a unit, and where it is recorded.
_OF_UNITS = {"duties": "duties", "holder": "people", "superior": "superior", "posts": "posts"}
_LACKED = re.compile("没有?.{0,4}部门|部门(?:里|中|内)?(?:的)?(?:哪|有)")


def find_lacking(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """Everything of a sort for which something is not recorded: 哪些岗位没有写上级."""
    if not _WHICH.search(text) or any(m.type in (POST, PERSON) for m in mentions):
        return None
    relation = next((name for name, pattern in grammar.lacking if pattern.search(text)), None)
    if relation is None:
        return None
    kind = UNIT if _WHICH_UNITS.search(_LACKED.sub("", text)) and relation in _OF_UNITS else POST
    relation = _OF_UNITS[relation] if kind == UNIT else relation
    operator: Operator = "count" if grammar.operators["count"].search(text) else "list"
    scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT))
    return LogicalForm(operator, Lacking(kind, relation), scope)


_NOT_UNDER = re.compile(r"(?:不|没有?)(?:直接)?(?:归|由|受|向|跟|给|对)$")
_NOT_IN = re.compile(r"(?:不|没有?)(?:属于|隶属于|隶属|归属于?|在)$")
_UNDER = re.compile(r"^(?:直接)?(?:管|领导|分管|汇报|管理|负责)")
_NOT_ASKING = re.compile(
    r"(?:不|没有?|无须|无需)(?:写明?|明确)?(?:要求|需要|必须|强制要求)(?:有|持有?|具备|是|会|懂)?([^,谁哪什么]{2,16}?)(?:的)?(?:岗位|职位|岗|有哪些|是哪些|有)*$"
)


_ANY_DEMAND = re.compile("(?:任职|岗位|上岗|招聘)?(?:资格|条件|要求)")


def find_outside(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """The posts that are not under a named thing, or that do not ask for something: 哪些岗位不归①管."""
    if not _WHICH.search(text) and not re.search("哪(?:几|些)?个?岗|的(?:有|是)(?:哪|谁)", text):
        return None
    for mention in mentions:
        head, tail = text[: mention.start], text[mention.end :]
        under = mention.type != ORGANIZATION and _NOT_UNDER.search(head) and _UNDER.search(tail)
        if under or mention.type == UNIT and _NOT_IN.search(head):
            scope = tuple(m for m in mentions if m is not mention and m.type in (ORGANIZATION, UNIT))
            topic = "subordinates" if under and mention.type != UNIT else "posts"
            return LogicalForm("outside", Everything(POST), scope, (mention,), topic=topic)
    hit = _NOT_ASKING.search(text)
    # 会计 inside of 初级会计证 is no post.
    if any(m.type in (POST, PERSON) and not (hit and hit.start(1) <= m.start < hit.end(1)) for m in mentions):
        return None
    if (hit := _NOT_ASKING.search(text)) and not _ANY_DEMAND.fullmatch(hit.group(1)):
        scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT))
        return LogicalForm("outside", Everything(POST), scope, topic=hit.group(1))
    return None


_MORE_OF = re.compile(r"(?:谁|哪个|哪一个)(?:的)?(?:管的|带的)?(?:岗位)?(.{2,5}?)(?:更|比较|要)?(多|少)(?:一些|一点)?$")


def find_more(text: str, mentions: list[NameMention]) -> LogicalForm | None:
    """Which of several named posts has more of something: ①和②谁的职责多."""
    posts = [m for m in mentions if m.type == POST]
    hit = _MORE_OF.search(text)
    if len(posts) < 2 or hit is None:
        return None
    relation = next((name for name, pattern in _COUNTED if pattern.search(hit.group(1))), None)
    if relation is None or relation in _IMPOSSIBLE[POST]:
        return None
    scope = tuple(m for m in mentions if m.type == ORGANIZATION)
    operator: Operator = "most" if hit.group(2) == "多" else "least"
    return LogicalForm(operator, Everything(POST), scope, tuple(posts), topic=relation)


def find_measured(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """What is compared by numbers: the most and fewest, more or fewer than so many, so many on average."""
    if any(m.type in (POST, PERSON) for m in mentions):
        return None
    scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT))
    kind = next((kind for kind, pattern in _SUPERLATIVES if pattern.search(text)), None)
    if kind is None:
        return None
    relation = next(
        (name for name, pattern in _COUNTED if pattern.search(text) and name not in _IMPOSSIBLE.get(kind, ())),
        "posts" if kind != POST else "subordinates",
    )
    if _AVERAGE.search(text):
        return LogicalForm("average", Everything(kind), scope, topic=relation)
    for operator in ("most", "least"):
        # 最高的上级 is not the post with most superiors.
        if grammar.operators[operator].search(text) and (relation != "superior" or _BY_NUMBER.search(text)):
            return LogicalForm(operator, Everything(kind), scope, topic=relation)
    if hit := _MORE.search(text):
        word, number = hit[1] or hit[5], _read(hit, 2, 3, 4, 6)
        return LogicalForm("above", Everything(kind), scope, topic=relation, number=number + (word in _BEYOND))
    if _SEVERAL.search(text):
        return LogicalForm("above", Everything(kind), scope, topic=relation, number=2)
    if hit := _FEWER.search(text):
        word, number = hit[1] or hit[4], _read(hit, 2, 3, 5)
        beyond = word is None or word in ("不超过", "最多")
        return LogicalForm("below", Everything(kind), scope, topic=relation, number=number + beyond)
    return None


_ENGLISH_ALL = re.compile(
    r"^(how many|which|what|list|show)(?: all)?(?: the)? (posts?|positions?|jobs?|departments?|units?|people|organi[sz]ations?|companies|duties)"
    r"(?: (?:are there|exist|do you have|are known))?(?: (?:in|at|of)(?: the)?)?"
)
_IN_CHINESE = {
    "po": "岗位",
    "jo": "岗位",
    "de": "部门",
    "un": "部门",
    "pe": "人员",
    "or": "组织",
    "co": "组织",
    "du": "职责",
}


def _say_in_chinese(hit: re.Match[str]) -> str:
    many = hit.group(1) == "how many"
    noun = _IN_CHINESE[hit.group(2)[:2]]
    return ("有多少" + ("条" if noun == "职责" else "个") if many else "有哪些") + noun


def list_all(text: str, mentions: list[NameMention], grammar: Grammar, places: frozenset[str]) -> LogicalForm | None:
    if any(m.type in (POST, PERSON) for m in mentions):
        return None
    text = _ENGLISH_ALL.sub(_say_in_chinese, text)
    scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT))
    plain = grammar.fillers.sub("", text)
    for kind, all_of, how_many in _EVERYTHING:
        hit = all_of.search(plain) or how_many.search(plain)
        if hit is None:
            continue
        rest = (plain[: hit.start()] + plain[hit.end() :]).strip(EDGES)
        for word in (*(mention.text for mention in scope), *places):
            rest = rest.replace(word, "")
        if len(re.sub(r"[里头有都下的总共一共设了出现列包含资料文档图谱中这些到?]", "", rest)) > 1:
            continue
        counted = grammar.operators["count"].search(hit.group())
        return LogicalForm("count" if counted else "list", Everything(kind), scope)
    return None


def _read(hit: re.Match[str], *groups: int) -> int:
    """The number that the first of `groups` with anything in it writes."""
    return number_of(next(word for group in groups if (word := hit[group]))) or 0
