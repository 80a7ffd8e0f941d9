"""Finds the post or unit that a sentence of prose is about."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from nlp.documents.divisions import divide
from nlp.documents.introductions import read_introduction
from nlp.documents.prose import count_before, is_duty, strip_connective
from nlp.documents.titles import is_built_like_post, is_person, is_post, is_rank, is_unit, is_vague, title_book
from nlp.documents.verbs import starts_like_duty

_PREDICATE = re.compile(
    r"^(?:主要|具体|全面|一般|直接|同样|也|还|则|均|应当|应该|应|要|需要|需|须|必须|可|能|会|除|每|按|按照|根据|在|对|向|与|把|将|负责|承担|承办|归|由|受|是|为|兼|的|,|:|手下|下|有|拥有|不|协助|配合|参与|以|从|及时|定期|工作|上|同|和|给|到|于|出|带|管|当|若|如|一旦|接|发|[\u4e00-\u9fff])"
)
#: Two characters of which the first only seems to end a title: 工|作, 员|工, 长|期.
_INNER = frozenset(
    (
        "岗位 工委 工作 工程 工人 工具 工资 工期 工艺 工序 工会 工地 员工 "
        "长期 长度 长远 长效 师傅 师资 师生 手续 手段 人员 员会 医院 医疗 医嘱 医药 医护 "
        "采购单 工装 工况 工时 工伤 工商 工业 工件 工段 工单 长假 长短 长江"
    ).split()
)
_PREPOSITION = re.compile(
    r"过(?!磅|秤|滤|程|户|境)|服从|听从|接受|[归向由听秉在与和及、受把将为是的有要每负,]|对(?!外|公|账|接)|应(?!急|用|收|付)|承(?!包|办|运|建|保|销)|协(?!调|理|作|管|议|警|会)|[部科室处组队院校店厂司]设(?!计|备|施)"
)
_DONE_BY = re.compile(r"(?:也|均|都|则|一律|统一|一般|通常|主要)?(?:交由|交给|由|归)")
_NOT_DONE = re.compile(r"^(?:$|[,。;管]|担任|兼任|出任|代理|领导|管理|分管|主管|任命|聘|的)")
#: Before the one who does it, when or where it is done: 雪灾期间|场长须…, 首蓿入库前|保管员….
_SEASON = re.compile(r"[^,。;:]{1,10}?(?:期间?|季节?)(?=[\u4e00-\u9fff]{2})")
_WHEN = re.compile(r"[^,。;:]{2,10}?[前后时内中](?=[\u4e00-\u9fff]{2})")
#: What goes on behind a title that is no subject: another title, a noun that it belongs to, the end.
_NO_SUBJECT = re.compile(r"$|[的和与及、或兼等,。;:)(]")
#: What is done, before the one who does it: 听不懂的句子|撰稿人当场改掉.
_TOPIC = re.compile(r"(?:^|(?<=,))(?![^,。;]*[由请给向让找和与及])[^,。;]{2,12}的[\u4e00-\u9fff]{2}")
#: A clause that only leads over to the next.
_CASE = re.compile(r"(?:[时后前内中下的]|情况|期间|之日起)$")
_INSIDE_CLAUSE = re.compile("[归由受向听隶]|负责|汇报|担任|直接|对(?![外公账接])|在(?![线岗册])")
_WHEN_IT_IS = re.compile(r"[^,。;:]{3,16}?[时后前](?=[\u4e00-\u9fff]{3})")
_INTRODUCES = re.compile(
    "领导|汇报|负责|上级|[担兼]任|隶属|归[^,。;]{2,12}管|属[^,。;]{2,10}[,。;]|由[^,。;]{2,12}管|编制?在"
)
#: A longer sentence is none: a text without full stops.
_LONGEST = 400
_MODAL = re.compile(r"^(?:须|应|要|需|必须|负责|还|可|将|会|得|有权|立即|及时|当|协助|配合)")
_FIRM = re.compile(r"^(?:负责|主要|全面|应|须|需|要|必须|在|向|对|每|由|归|协助|,|的|是|为|还|也|直接|隶属)")
_DOES = re.compile(r"^(?:负责|主要|全面|应|须|需|要|必须|在|向|对|每|由|归|协助|是|为|直接|隶属)")
#: When it is done, without a comma: 平日里讲解员擦拭展柜.
_USUALLY = re.compile(
    r"^(?:平[日时常](?:里|间)?|日常|通常|闲时|忙时|白天|夜里|夜间|晚上|早上|清晨|傍晚|周末|节假日|冬[天季]|夏[天季]|汛期|旺季|淡季|年底|月底|月初|"
    r"每(?:天|日|周|月|季度?|年|晚|班)(?:[一二三四五六日末初底]|早上|晚上)?)(?:里|期间)?,?(?=[\u4e00-\u9fff])"
)
_TIME_OR_CASE = re.compile(r"^[^,。;]{2,24}(?:后|前|时|内|中|间|起|日|天|周|月|季|年|下|的话)(?:,)")


def named_subject(shape: str) -> str | None:
    """The title that a sentence begins with and introduces: 综合行政执法队队长卫长缨,在副主任领导下工作,…."""
    if not _INTRODUCES.search(shape[:60]):
        return None
    limit = next((i for i, sign in enumerate(shape[:18]) if sign in ",。;:( "), min(len(shape), 18))
    for end in range(limit, 1, -1):
        title = shape[:end]
        if is_post(title) and not is_vague(title) and not (starts_like_duty(title) or _INSIDE_CLAUSE.search(title)):
            told = read_introduction(shape, title)
            if told.clauses > (0 if told.end > end + 2 else 1):
                return title
    return None


def subject_post(shape: str, known: Iterable[str]) -> str | None:
    """The title that the sentence begins with; a title already known in the document goes before a new one."""
    shape = re.sub(r"^(?:每个|每名|每位|各|全体|所有|本)(?=[\u4e00-\u9fff]{2})", "", shape)
    usual = _USUALLY.match(shape)
    if usual and _known_title_at(shape[usual.end() :], known):
        return None  # 平日里讲解员…: no title of its own
    best = _begins_with(shape, known)
    found: int | None = None
    limit = min(len(shape), 11)
    verb_like = tuple(title_book().verb_like)
    for end in range(2, limit + 1):
        if found is not None and (end - found > 4 or _PREPOSITION.search(shape[found:end])):
            break
        if shape[end - 1] in ",。;:、!? (":
            break
        if shape[end - 1 : end + 1] in _INNER or shape[end : end + 1] == "们" or _names_place(shape, end):
            continue
        if is_post(shape[:end]) and not is_vague(shape[:end]) and shape[:end] not in title_book().verb_like:
            if shape[:end].endswith(verb_like) and not _FIRM.match(shape[end:]):
                continue  # 监护麻醉苏醒: the end of the would-be title is the verb
            found = end
    if best is not None and (found is None or found <= len(best) or not is_post(shape[:found])):
        return best
    if found is None or found >= len(shape) or not _PREDICATE.match(shape[found:]):
        return best
    if re.match(r"^主持(?!人)", shape) or shape.startswith("负责制", found):
        return best
    if starts_like_duty(shape) and shape[:found] not in known and not _DOES.match(shape[found:]):
        return best  # 召集主任|办公会: the title is what is done
    if _PREPOSITION.search(shape[1:found]):
        return best
    return _behind_when(shape[:found], known) or shape[:found]


@lru_cache(maxsize=4096)
def shorten(title: str) -> tuple[str, ...]:
    """The shorter titles that call the same post once it was named: 放牧队长 → 牧队长, 队长; not those of its deputy."""
    ends = ((title[at - 1], title[at:]) for at in range(1, len(title) - 1))
    return tuple(end for before, end in ends if before not in "副代" and is_built_like_post(end))


def part_by_subject(shape: str, known: Collection[str]) -> list[int]:
    """Where the parts of a sentence begin that are about posts of their own, the first at 0.

    A clause opens a part where it begins with another known title than the one before, or with the same title once
    more where nothing was told but who that is: 制冷工艾山一人,由班长管理,|制冷工….
    """
    starts = [0]
    if len(shape) > _LONGEST:
        return starts
    about = _clause_subject(shape, known)
    for comma in re.finditer("[,:]", shape[:-4]):
        at = comma.end()
        title = _clause_subject(shape[at:], known)
        if title is None:
            continue
        before = shape[starts[-1] : comma.start()]
        if not _CASE.search(before.rpartition(",")[2]):
            other = about is not None and not about.endswith(title) and not title.endswith(about)
            unit = divide(before) if about is None else None
            only_leads = strip_connective(before + ",") > len(before)  # 会议明确,|厂长…
            if (
                other
                or only_leads
                or len(before) > 4
                and not is_duty(before[unit[2] + len(unit[1]) :] if unit else before, about)
            ):
                starts.append(at)
        about = title
    return starts


def _clause_subject(shape: str, known: Collection[str]) -> str | None:
    """The known title that a clause begins with, and that does something in it."""
    rest = shape[strip_connective(shape) :]
    rest = rest[count_before(rest) :]
    title = _begins_with(rest, known) or _behind_when(rest, known) or _named_rank(rest)
    if title is None or _NO_SUBJECT.match(rest[rest.index(title) + len(title) :]):
        return None
    return title


def _begins_with(shape: str, known: Iterable[str]) -> str | None:
    return max((t for t in known if shape.startswith(t)), key=len, default=None)


def _behind_when(shape: str, known: Iterable[str]) -> str | None:
    """The known title right behind words that say when or where: 汛期值班员…."""
    for pattern in (_SEASON, _WHEN):
        when = pattern.match(shape)
        title = _begins_with(shape[when.end() :], known) if when else None
        if title is not None and (pattern is _SEASON or not is_rank(title)):  # 售后经理 is a title of its own
            return title
    return None


def _named_rank(shape: str) -> str | None:
    """The rank that a clause begins with, where the name of its holder follows: 班长某某某带人…."""
    for end in (4, 3, 2):
        if is_rank(shape[:end]) and any(is_person(shape[end : end + size]) for size in (3, 2)):
            return shape[:end]
    return None


def _names_place(shape: str, end: int) -> bool:
    """Whether a title goes on as the name of a place or unit: 兽医|站, 校长|室."""
    return shape[end : end + 1] in tuple("站室所院部处科") and is_unit(shape[max(0, end - 3) : end + 1])


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
    if match is not None:
        return _known_title(shape[match.end() :], known)
    rest = shape[case.end() :] if (case := _WHEN_IT_IS.match(shape)) else ""
    title = _begins_with(rest, known)
    if title and not is_rank(title) and _MODAL.match(rest[len(title) :]):
        return title  # 浓度达到百分之一时安全总监有权…
    for topic in _TOPIC.finditer(shape):
        title = _begins_with(shape[topic.end() :], known)
        if title and not is_rank(title) and not _NO_SUBJECT.match(shape[topic.end() + len(title) :]):
            return title
    return None


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


def office_of_unit(shape: str, units: Iterable[str]) -> str | None:
    """The title that a sentence begins with, made of a known unit and a rank: 防火与病虫害防治股股长掌握…."""
    name = _begins_with(shape, units)
    rest = shape[len(name) :] if name else ""
    rank = next((rest[:end] for end in (4, 3, 2) if is_rank(rest[:end])), None)
    return name + rank if name and rank else None
