"""Reads sentences: whose they are about, who reports to whom, how many of whom there are, whether they state a duty."""

import re

from nlp.documents.appointing import count_end, is_home, is_introduction, names_holder
from nlp.documents.blocks import Piece
from nlp.documents.reports import is_reporting_only
from nlp.documents.verbs import starts_like_duty

_SENTENCE = re.compile(r"[^。;!?]*(?:[。;!?]+[”\"』」)）]?|$)")
#: A full stop that was read as a point: …弃去不用.酸度超过二十度的….
_STOP = re.compile(r"[\u4e00-\u9fff]{6}\.[\u4e00-\u9fff]{5}")
_CONNECTIVE = re.compile(
    r"^(?:会议(?:明确|同意|决定|确定|议定|研究决定|认为)[,:]?(?:由)?|首先|其次|再次|再者|然后|接下来|接着|最后|此外|另外|同时|而且|至于|说到|先说|再说|还有|另有|第[一二三四五六七八九十]|(?:排在)?(?:其一|其二|其三))(?:[,、:]|是|来看|介绍(?:一下)?|要(?:说|提)的)*(?:是)?"
)
_PRONOUN = re.compile(
    r"^(?:他们|她们|他|她|它|其|该岗位|该职位|该岗|本岗位|此岗位|这一岗位|这个岗位)(?!他|它|余|中|次|实)"
)
_THROUGH_ONE = re.compile("(?:经|由|归|交|受)(?:其|他|她)(?![们他它余中次实])")
_COPULA = re.compile(r"^(?:是|为|作为|系|属于)(?!了)")
_QUALIFICATION = re.compile(
    r"(?:须|需|必须|应|要求|要)?(?:持证|持有|具备|具有|取得|拥有)[^,。;]{0,30}|(?:须|需|应)[^,。;]{0,12}(?:学历|证书|上岗证|经验)|(?:必须|须|需|应)(?:持|凭)[^,。;]{1,14}(?:证|执照|资格)(?:上岗)?|[^,。;]{0,10}(?:以上学历|工作经验)"
)
#: A sentence about the post's hours and travels rather than its work: 本岗位须轮值夜班.
_WORK_CONDITION = re.compile(
    r"^(?:(?:本|该|此)(?:岗位?|职位|职务|工种)(?:人员|员工)?|(?P<s>实行|执行|采用))(?:的?(?:工作时间|上班时间|班次|工时))?"
    r"(?:须|需要?|应当?|应该|必须|要|将|会|可能|能够?|实行|执行|采用|为|是|有|参加|参与|服从|接受|适应|安排|长期|经常|偶尔|有时|不定期|短期|"
    r"周[一二三四五六日末]|节假日|假日|夜间|每[天日周月年]|上|与|和|及|或|、|[一二两三四五六七八九十\d]{1,2}[次天日个]?)*"
    r"(?:轮值|轮班|倒班|值班|加班|出差|外勤|驻外|(?:周末|假日)班|早班|中班|晚班|夜班|[单双大小]休|[一二两三四\d]班(?:[一二两三四\d]运转|倒)|(?:综合|不定时|标准)(?:计算)?(?:工时|工作)制?)"
    r"(?:[^,。;]{0,4}班|制|安排)?[。;]?$"
)

#: How many of a post a sentence is about, before its title: 四名值长….
_HOW_MANY = re.compile(r"^(?:[一二两三四五六七八九十百\d]{1,4}|几|这|那|每)(?:来|多|余)?(?:名|位|个)")


_FOLLOW = (
    r"(?:以下|下列|如下)(?:这?[几一二三四五六七八九十两\d]*(?:个|项|点|条)?(?:方面)?|各项|主要)(?:的|具体)?"
    r"(?:工作|职责|任务|事项|事务|内容|职能|责任)*(?:内容)?(?:工作)?"
)
#: Words that only say that duties follow.
_LEAD_OF_DUTIES = re.compile(
    r"^(?:(?:其|他的|她的|本岗|该岗位)?(?:的)?(?:主要|具体|日常|基本)?(?:岗位|工作)?(?:职责|任务)(?:主要)?(?:为|是|有|包括|包含|如下)[:,]?"
    rf"|[^。;:]{{0,40}}{_FOLLOW}:)"
)
_FOLLOWING = re.compile(rf"{_FOLLOW}[:。]?$")


def split_sentences(piece: Piece) -> list[Piece]:
    """The sentences of a piece, each with its end; a semicolon ends one, not inside brackets."""
    shape = piece.shape
    if not any(c in shape for c in "。;!?."):
        return [piece] if piece.text else []
    parts = [piece.part(*span) for span in find_sentences(shape)]
    return [part for part in parts if part.text.strip("。;!? ")]


def find_sentences(shape: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end, as `split_sentences` parts it."""
    result: list[tuple[int, int]] = []
    start = 0
    depth = 0
    for index, character in enumerate(shape):
        if character in "([“《":
            depth += 1
        elif character in ")]”》":
            depth = max(0, depth - 1)
        elif (
            character in "。;!?"
            and (depth == 0 or character == "。")
            or character == "."
            and _STOP.match(shape, index - 6)
        ):
            depth = 0
            result.append((start, index + 1))
            start = index + 1
    return [*result, (start, len(shape))] if start < len(shape) else result


def strip_connective(shape: str) -> int:
    """How many characters at the start of a sentence only lead over to it (首先,… 最后是…)."""
    match = _CONNECTIVE.match(shape)
    return match.end() if match else 0


def count_before(shape: str) -> int:
    """How many characters before a title say how many hold it: 四名|值长当班时…."""
    match = _HOW_MANY.match(shape)
    return match.end() if match else 0


def lead_of_duties(shape: str) -> int:
    """How many characters at the start of a sentence only say that duties follow: 其主要职责为…, 承担以下工作:…."""
    match = _LEAD_OF_DUTIES.match(shape)
    return match.end() if match and match.end() < len(shape) - 2 else 0


def leads_to_duties(shape: str) -> bool:
    """Whether a text ends by saying that duties follow: 门卫主要负责以下工作:."""
    return bool(_FOLLOWING.search(shape[-24:]))


def speaks_of_one_named(shape: str) -> bool:
    """Whether the sentence speaks of the one named before: 他…; …须经其签字."""
    return bool(_PRONOUN.match(shape) or _THROUGH_ONE.search(shape))


_OBEYS = re.compile(
    r"^(?:听从|服从|任期|聘期|每届|连选|听.{2,8}(?:安排|指挥|调度)$|在.{2,14}(?:指导|监督|协助|配合)下(?:开展)?(?:工作)?$"
    r"|在[^,。;]{1,12}(?:手下|领导下|带领下|指挥下)(?:开展)?工作$|轮流(?:值夜|值班|值守|当班)$|(?:人数|编制|定员)(?:视|依|按|根据)[^,。;]{1,12}(?:而定|确定|核定|调整)$)"
)


def is_duty(shape: str, subject: str | None) -> bool:
    """Whether a sentence of prose says what its subject does, beside who it is and whom it reports to."""
    rest = shape[strip_connective(shape) :]
    rest = rest[count_before(rest) :] if subject and not rest.startswith(subject) else rest
    if subject and rest.startswith(subject):
        rest = rest[count_end(rest, subject) :].lstrip(",")
    clauses = [c.strip(" 。;!?") for c in re.split(r"[,。;]", rest)]
    if subject and any(map(names_holder, clauses)):  # a sentence of appointment names the portfolio too
        clauses = [c for c in clauses if not c.startswith(("分管", "协管", "主管"))]
    if subject and _COPULA.match(clauses[0]):  # X是…: only what it then does counts
        clauses = [c for c in clauses[1:] if _PRONOUN.match(c) or starts_like_duty(c) or c.startswith("每")]
    for index, clause in enumerate(clauses):
        clause = _PRONOUN.sub("", clause)
        clause = re.sub(r"^(?:同样|也|均|都|直接|并|且|则|还)+", "", clause)
        if not clause or index == 0 and (_COPULA.match(clause) or clause == subject):
            continue
        if subject and clause == f"是{subject}":
            continue
        if is_introduction(clause):
            continue
        if is_reporting_only(clause) or is_home(clause) or _QUALIFICATION.fullmatch(clause) or _OBEYS.match(clause):
            continue
        if len(clause) >= 3:
            return True
    return False


def is_qualification(shape: str, subject: str | None) -> bool:
    """Whether a sentence says what its subject has to have rather than do."""
    rest = shape[len(subject) :] if subject and shape.startswith(subject) else shape
    return bool(re.match(r"^(?:必须|须|需|应当|应|要)?(?:持证|持有|具备|取得|具有|持[^,。;]{1,10}(?:证|执照))", rest))


def is_work_condition(shape: str) -> bool:
    """Whether a sentence says under what hours or travels the post works, and no more."""
    return len(shape) <= 40 and bool(_WORK_CONDITION.match(shape))


def is_closing(shape: str) -> bool:
    """Whether a sentence ends or introduces a text rather than states something about a post."""
    return bool(
        re.match(
            r"^[^,。;:]{2,24}[〇○零一二三四五六七八九\d]{4}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日$|^[^。;]{2,40}不在(?:时|期间)?,?由[^,。;]{2,10}(?:代行|代理|代管|代班|顶替)|^[^,。;]{2,40}(?:会议纪要|办公会纪要|的通知|的公告|的决定|的批复)$|^(?:为|为了)[^。;]{2,60}(?:制定|制订|特制定)本|^[^。;]{0,24}自[^,。;]{2,20}(?:起|后)(?:开始)?(?:施行|执行|实施|生效)|^[^。;]{0,16}由[^,。;]{2,14}负责解释|^[^,。;]{0,16}(?:另见|详见|参见|另附|附后)[^,。;]{0,24}[。;]?$|^(?:如有疑问|以上|总之|总而言之|综上|综合来看|本文|以下|下面|本[章节篇编](?!程)|本制度|本规定|本办法|本说明|本手册|本人已|希望|让我们|[※*]?(?:注|附|备注)[:：]|※|会议(?:要求|强调|指出|号召)|收到请?(?:回复|扣)|请(?:大家|各位|查收|知悉)|谢谢|辛苦|上述|未尽事宜)",
            shape,
        )
    )
