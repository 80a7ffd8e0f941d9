"""Reads sentences: whose they are about, who reports to whom, how many of whom there are, whether they state a duty."""

import re
from collections.abc import Iterable

from nlp.documents.appointing import count_end, is_introduction, names_holder
from nlp.documents.blocks import Piece
from nlp.documents.reports import is_reporting_only
from nlp.documents.titles import is_post, is_unit, is_vague, title_book
from nlp.documents.verbs import starts_like_duty

_SENTENCE = re.compile(r"[^。;!?]*(?:[。;!?]+[”\"』」)）]?|$)")
_CONNECTIVE = re.compile(
    r"^(?:首先|其次|再次|再者|然后|接下来|接着|最后|此外|另外|同时|而且|至于|说到|先说|再说|还有|另有|第[一二三四五六七八九十]|(?:排在)?(?:其一|其二|其三))(?:[,、:]|是|来看|介绍(?:一下)?|要(?:说|提)的)*(?:是)?"
)
_PRONOUN = re.compile(
    r"^(?:他们|她们|他|她|它|其|该岗位|该职位|该岗|本岗位|此岗位|这一岗位|这个岗位)(?!他|它|余|中|次|实)"
)
_COPULA = re.compile(r"^(?:是|为|作为|系|属于)(?!了)")
_QUALIFICATION = re.compile(
    r"(?:须|需|必须|应|要求|要)?(?:持证|持有|具备|具有|取得|拥有)[^,。;]{0,30}|(?:须|需|应)[^,。;]{0,12}(?:学历|证书|上岗证|经验)|[^,。;]{0,10}(?:以上学历|工作经验)"
)
_PREDICATE = re.compile(
    r"^(?:主要|具体|全面|一般|直接|同样|也|还|则|均|应当|应该|应|要|需要|需|须|必须|可|能|会|除|每|按|按照|根据|在|对|向|与|把|将|负责|承担|承办|归|由|受|是|为|兼|的|,|:|手下|下|有|拥有|不|协助|配合|参与|以|从|及时|定期|工作|上|同|和|给|到|于|出|带|管|当|若|如|一旦|接|发|[\u4e00-\u9fff])"
)
#: A sentence about the post's hours and travels rather than its work: 本岗位须轮值夜班.
_WORK_CONDITION = re.compile(
    r"^(?:(?:本|该|此)(?:岗位?|职位|职务|工种)(?:人员|员工)?|(?P<s>实行|执行|采用))(?:的?(?:工作时间|上班时间|班次|工时))?"
    r"(?:须|需要?|应当?|应该|必须|要|将|会|可能|能够?|实行|执行|采用|为|是|有|参加|参与|服从|接受|适应|安排|长期|经常|偶尔|有时|不定期|短期|"
    r"周[一二三四五六日末]|节假日|假日|夜间|每[天日周月年]|上|与|和|及|或|、|[一二两三四五六七八九十\d]{1,2}[次天日个]?)*"
    r"(?:轮值|轮班|倒班|值班|加班|出差|外勤|驻外|(?:周末|假日)班|早班|中班|晚班|夜班|[单双大小]休|[一二两三四\d]班(?:[一二两三四\d]运转|倒)|(?:综合|不定时|标准)(?:计算)?(?:工时|工作)制?)"
    r"(?:[^,。;]{0,4}班|制|安排)?[。;]?$"
)
#: Two characters of which the first only seems to end a title: 工|作, 员|工, 长|期.
_INNER = frozenset(
    [
        "岗位",
        "工委",
        "工作",
        "工程",
        "工人",
        "工具",
        "工资",
        "工期",
        "工艺",
        "工序",
        "工会",
        "工地",
        "员工",
        "长期",
        "长度",
        "长远",
        "长效",
        "师傅",
        "师资",
        "师生",
        "手续",
        "手段",
        "人员",
        "员会",
        "医院",
        "医疗",
        "医嘱",
        "医药",
        "医护",
        "采购单",
        "工装",
        "工况",
        "工时",
        "工伤",
        "工商",
        "工业",
        "工件",
        "工段",
        "工单",
        "长假",
        "长短",
        "长江",
    ]
)
_PREPOSITION = re.compile(
    r"服从|听从|接受|[归向由听秉在与和及、受把将为是的有要每负,]|对(?!外|公|账|接)|应(?!急|用|收|付)|承(?!包|办|运|建|保|销)|协(?!调|理|作|管|议|警|会)|[部科室处组队院校店厂司]设(?!计|备|施)"
)


def split_sentences(piece: Piece) -> list[Piece]:
    """The sentences of a piece, each with its end; a semicolon ends one, not inside brackets."""
    shape = piece.shape
    if not any(c in shape for c in "。;!?"):
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
        elif character in "。;!?" and (depth == 0 or character == "。"):
            depth = 0
            result.append((start, index + 1))
            start = index + 1
    return [*result, (start, len(shape))] if start < len(shape) else result


def strip_connective(shape: str) -> int:
    """How many characters at the start of a sentence only lead over to it (首先,… 最后是…)."""
    match = _CONNECTIVE.match(shape)
    return match.end() if match else 0


def lead_of_duties(shape: str) -> int:
    """How many characters at the start of a sentence only say that duties follow: 其主要职责为…."""
    match = re.match(
        r"^(?:其|他的|她的|本岗|该岗位)?(?:的)?(?:主要|具体|日常|基本)?(?:岗位|工作)?(?:职责|任务)(?:主要)?(?:为|是|有|包括|包含|如下)[:,]?",
        shape,
    )
    return match.end() if match and match.end() < len(shape) - 3 else 0


def starts_with_pronoun(shape: str) -> bool:
    """Whether the sentence speaks of the one named before."""
    return bool(_PRONOUN.match(shape))


def subject_post(shape: str, known: Iterable[str]) -> str | None:
    """The title that the sentence begins with; a title already known in the document goes before a new one."""
    shape = re.sub(r"^(?:每个|每名|每位|各|全体|所有|本)(?=[\u4e00-\u9fff]{2})", "", shape)
    usual = _USUALLY.match(shape)
    if usual and _known_title_at(shape[usual.end() :], known):
        return None  # 平日里讲解员…: no title of its own
    best = max((t for t in known if shape.startswith(t)), key=len, default=None)
    found: int | None = None
    limit = min(len(shape), 11)
    verb_like = tuple(title_book().verb_like)
    for end in range(2, limit + 1):
        if found is not None and (end - found > 4 or _PREPOSITION.search(shape[found:end])):
            break
        if shape[end - 1] in ",。;:、!? (":
            break
        if shape[end - 1 : end + 1] in _INNER or shape[end : end + 1] == "们":
            continue
        if is_post(shape[:end]) and not is_vague(shape[:end]) and shape[:end] not in title_book().verb_like:
            if shape[:end].endswith(verb_like) and not _FIRM.match(shape[end:]):
                continue  # 监护麻醉苏醒: the end of the would-be title is the verb
            found = end
    if best is not None and (found is None or found <= len(best) or not is_post(shape[:found])):
        return best
    if found is None or found >= len(shape) or not _PREDICATE.match(shape[found:]):
        return best
    if re.match(r"^主持(?!人)", shape):
        return best
    if _PREPOSITION.search(shape[1:found]):
        return best
    return shape[:found]


def inner_subject(shape: str, known: Iterable[str]) -> str | None:
    """The known title that a sentence is about although another word stands first.

    收到捐款后三日内,筹款专员须寄出票据; 等级由副院长评估.
    """
    for by in _DONE_BY.finditer(shape):
        title = _known_title(shape[by.end() :], known)
        if title is not None and not _NOT_DONE.match(shape[by.end() + len(title) :]):
            return title
    for comma in re.finditer(",", shape[:-4]):
        title = _known_title(shape[comma.end() :], known)
        if title is not None and _MODAL.match(shape[comma.end() + len(title) :]):
            return title
    match = _TIME_OR_CASE.match(shape) or _USUALLY.match(shape)
    if match is None:
        return None
    return _known_title(shape[match.end() :], known)


def _known_title_at(shape: str, known: Iterable[str]) -> bool:
    return any(shape.startswith(title) for title in known)


def _known_title(shape: str, known: Iterable[str]) -> str | None:
    title = subject_post(shape, known)
    return title if title is not None and title in known else None


def subject_unit(shape: str, known: Iterable[str]) -> str | None:
    """The unit that the sentence begins with, where a verb of tasks follows."""
    for unit in sorted(known, key=len, reverse=True):
        if shape.startswith(unit) and re.match(
            r"^(?:主要|全面|具体|直接|统一)?(?:负责|承担|承办|主管|应|要|需|须|还|对|是)", shape[len(unit) :]
        ):
            return unit
    for end in range(2, min(len(shape), 14)):
        if (
            is_unit(shape[:end])
            and re.match(
                r"^(?:主要|全面|具体|直接|统一)?(?:负责|承担|承办|主管|[由归][^,。;]{2,10}(?:领导|管理|分管))",
                shape[end:],
            )
            and not _PREPOSITION.search(shape[:end])
        ):
            return shape[:end]
    return None


_DONE_BY = re.compile(r"(?:也|均|都|则|一律|统一|一般|通常|主要)?(?:交由|交给|由|归)")
_NOT_DONE = re.compile(r"^(?:$|[,。;管]|担任|兼任|出任|代理|领导|管理|分管|主管|任命|聘|的)")
_MODAL = re.compile(r"^(?:须|应|要|需|必须|负责|还|可|将|会|得|有权|立即|及时|当|协助|配合)")
_OBEYS = re.compile(
    r"^(?:听从|服从|任期|聘期|每届|连选|听.{2,8}(?:安排|指挥|调度)$|在.{2,14}(?:指导|监督|协助|配合)下(?:开展)?(?:工作)?$)"
)
_FIRM = re.compile(r"^(?:负责|主要|全面|应|须|需|要|必须|在|向|对|每|由|归|协助|,|的|是|为|还|也|直接|隶属)")
#: When it is done, without a comma: 平日里讲解员擦拭展柜.
_USUALLY = re.compile(
    r"^(?:平[日时常](?:里|间)?|日常|通常|闲时|忙时|白天|夜里|夜间|晚上|早上|清晨|傍晚|周末|节假日|冬[天季]|夏[天季]|汛期|旺季|淡季|年底|月底|月初|"
    r"每(?:天|日|周|月|季度?|年|晚|班)(?:[一二三四五六日末初底]|早上|晚上)?)(?:里|期间)?,?(?=[\u4e00-\u9fff])"
)
_TIME_OR_CASE = re.compile(r"^[^,。;]{2,24}(?:后|前|时|内|中|间|起|日|天|周|月|季|年|下|的话)(?:,)")


def is_duty(shape: str, subject: str | None) -> bool:
    """Whether a sentence of prose says what its subject does, beside who it is and whom it reports to."""
    rest = shape[strip_connective(shape) :]
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
        if is_reporting_only(clause) or _QUALIFICATION.fullmatch(clause) or _OBEYS.match(clause):
            continue
        if len(clause) >= 3:
            return True
    return False


def is_qualification(shape: str, subject: str | None) -> bool:
    """Whether a sentence says what its subject has to have rather than do."""
    rest = shape[len(subject) :] if subject and shape.startswith(subject) else shape
    return bool(re.match(r"^(?:必须|须|需|应当|应|要)?(?:持证|持有|具备|取得|具有)", rest))


def is_work_condition(shape: str) -> bool:
    """Whether a sentence says under what hours or travels the post works, and no more."""
    return len(shape) <= 40 and bool(_WORK_CONDITION.match(shape))


def is_closing(shape: str) -> bool:
    """Whether a sentence ends or introduces a text rather than states something about a post."""
    return bool(
        re.match(
            r"^(?:为|为了)[^。;]{2,60}(?:制定|制订|特制定)本|^[^。;]{0,24}自[^,。;]{2,20}(?:起|后)(?:开始)?(?:施行|执行|实施|生效)|^[^。;]{0,16}由[^,。;]{2,14}负责解释|^[^,。;]{0,16}(?:另见|详见|参见|另附|附后)[^,。;]{0,24}[。;]?$|^(?:如有疑问|以上|总之|总而言之|综上|综合来看|本文|以下|下面|本制度|本规定|本办法|本说明|本手册|本人已|希望|让我们|[※*]?(?:注|附|备注)[:：]|※|会议(?:要求|强调|指出|号召)|收到请?(?:回复|扣)|请(?:大家|各位|查收|知悉)|谢谢|辛苦|上述|未尽事宜)",
            shape,
        )
    )
