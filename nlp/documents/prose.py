"""Reads sentences: whose they are about, who reports to whom, how many of whom there are, whether they state a duty."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nlp.documents.blocks import Piece
from nlp.documents.fields import split_names
from nlp.documents.titles import is_person, is_post, is_rank, is_unit, is_vague, split_count, title_book
from nlp.documents.verbs import starts_like_duty

_SENTENCE = re.compile(r"[^。;!?]*(?:[。;!?]+[”\"』」)）]?|$)")
_CONNECTIVE = re.compile(
    r"^(?:首先|其次|再次|再者|然后|接下来|接着|最后|此外|另外|同时|而且|至于|说到|先说|再说|还有|另有|第[一二三四五六七八九十]|(?:排在)?(?:其一|其二|其三))(?:[,、:]|是|来看|介绍(?:一下)?|要(?:说|提)的)*(?:是)?"
)
_PRONOUN = re.compile(
    r"^(?:他们|她们|他|她|它|其|该岗位|该职位|该岗|本岗位|此岗位|这一岗位|这个岗位)(?!他|它|余|中|次|实)"
)
_NAMES = r"(?P<x>[^,。;!?:“”\"《》]{2,36}?)"
#: Upwards: who is the superior of the sentence's subject; (pattern, word, confidence).
_UP = (
    (
        re.compile(
            rf"在{_NAMES}(?:的)?(?:直接|统一|行政|共同|双重)?(?:领导|带领)(?:和[^,。;]{{1,16}}?指导|、[^,。;]{{1,12}}?)?(?:之)?下"
        ),
        "领导",
        1.0,
    ),
    (re.compile(rf"在{_NAMES}(?:的)?(?:直接)?领导(?=和|与|及|、|,)"), "领导", 1.0),
    (re.compile(rf"向{_NAMES}(?:直接)?(?:汇报|述职|报告工作|负责)(?!制)"), "汇报", 0.9),
    (
        re.compile(rf"(?:^|[,。;、]|[\u4e00-\u9fff])(?:直接)?对{_NAMES}(?:直接)?负责(?![^,。;]{{0,2}}[的对])"),
        "负责",
        0.9,
    ),
    (
        re.compile(
            rf"(?:归|由|受|隶属于|隶属|直属|服从于){_NAMES}(?:的)?(?:直接|统一|负责)?(?:管理|领导|管辖|督导|分管|主管|统管)"
        ),
        "管理",
        0.9,
    ),
    (re.compile(rf"服从{_NAMES}(?:的)?(?:统一)?(?:领导|管理|调派|调遣|指挥|调度|安排|分配)"), "服从", 0.8),
    (re.compile(rf"(?:归|受){_NAMES}(?:的)?(?:直接)?管(?=[,。;]|$)"), "管理", 0.9),
    (re.compile(rf"接受{_NAMES}(?:的)?(?:直接|行政|业务)?(?:领导|管理|督导)"), "领导", 0.9),
    (
        re.compile(r"(?:^|[,。;])(?:直接|须|需|应)?(?:汇报给|汇报于|报告给|听命于|受命于)(?P<x>[^,。;!?:]{2,20})"),
        "汇报",
        1.0,
    ),
    (re.compile(r"(?:秉承|承|受|奉)(?P<x>[^,。;!?:]{2,14}?)(?:之命|的?指挥|的?指派|的?委派)"), "之命", 0.9),
    (re.compile(r"(?:直接上级|直属上级|上级|直接领导|顶头上司)(?:是|为)(?P<x>[^,。;!?:“”\"《》]{2,30})"), "上级", 1.0),
    (re.compile(r"(?:直接)?隶属(?:于)?(?P<x>[^,。;!?:“”\"《》]{2,20})"), "隶属", 0.9),
)
#: Downwards: whom the sentence's subject is the superior of.
_DOWN = (
    re.compile(r"(?:手下|下面|名下|麾下|之下|底下)(?:共|还)?(?:有|设|带|管着?|领)(?P<x>[^。;!?:“”\"《》]{2,60})"),
    re.compile(r"(?:直接)?(?:下辖|下设|管辖|领导着?|直管|直接管理|统管|直接领导)(?P<x>[^。;!?:“”\"《》]{2,60})"),
    re.compile(r"(?:下属|下级|直接下级|直接下属|直属下级)(?:包括|有|是|为)(?P<x>[^。;!?:“”\"《》]{2,60})"),
    re.compile(r"(?:^|[,;])(?:分管|主管)(?P<x>[^。;!?:“”\"《》]{2,60})"),
)
_SET_UP = re.compile(
    r"(?:^|[,。;])(?P<u>[\u4e00-\u9fff]{0,12}?)(?:现|共|内|拟|下)?(?:设有|设置|设|配备|配有|配置|配|编制|现有|共有)(?P<x>[^。;!?:]{2,80})"
)
_COPULA = re.compile(r"^(?:是|为|作为|系|属于)(?!了)")
_QUALIFICATION = re.compile(
    r"(?:须|需|必须|应|要求|要)?(?:持证|持有|具备|具有|取得|拥有)[^,。;]{0,30}|(?:须|需|应)[^,。;]{0,12}(?:学历|证书|上岗证|经验)|[^,。;]{0,10}(?:以上学历|工作经验)"
)
_PREDICATE = re.compile(
    r"^(?:主要|具体|全面|一般|直接|同样|也|还|则|均|应当|应该|应|要|需要|需|须|必须|可|能|会|除|每|按|按照|根据|在|对|向|与|把|将|负责|承担|承办|归|由|受|是|为|兼|的|,|:|手下|下|有|拥有|不|协助|配合|参与|以|从|及时|定期|工作|上|同|和|给|到|于|出|带|管|当|若|如|一旦|接|发|[\u4e00-\u9fff])"
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
    r"[归向由在与和及、受把将为是的有要每负,]|对(?!外|公|账|接)|应(?!急|用|收|付)|协(?!调|理|作|管|议|警|会)|[部科室处组队院校店厂司]设(?!计|备|施)"
)


#: Numbers inside a list of names: 三名技工, …和装修组三个班组.
_HOW_MANY = re.compile(
    r"[一二两三四五六七八九十\d]+个(?:班组|部门|小组|岗位|科室|单位|中心|组|部)$|[一二两三四五六七八九十\d]+(?:名|个|位)(?=[\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting line that a sentence states; `upwards` where the names are superiors of the subject."""

    names: tuple[str, ...]
    upwards: bool
    word: str
    confidence: float
    counts: tuple[int | None, ...] = ()


def split_sentences(piece: Piece) -> list[Piece]:
    """The sentences of a piece, each with its end; a semicolon ends one, not inside brackets."""
    shape = piece.shape
    if not any(c in shape for c in "。;!?"):
        return [piece] if piece.text else []
    result: list[Piece] = []
    start = 0
    depth = 0
    for index, character in enumerate(shape):
        if character in "([“《":
            depth += 1
        elif character in ")]”》":
            depth = max(0, depth - 1)
        elif character in "。;!?" and (depth == 0 or character == "。"):
            depth = 0
            part = piece.part(start, index + 1)
            if len(part.text.strip("。;!? ")) > 0:
                result.append(part)
            start = index + 1
    if start < len(shape):
        part = piece.part(start, len(shape))
        if part.text.strip("。;!? "):
            result.append(part)
    return result


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
    best = max((t for t in known if shape.startswith(t)), key=len, default=None)
    found: int | None = None
    limit = min(len(shape), 11)
    for end in range(2, limit + 1):
        if found is not None and (end - found > 4 or _PREPOSITION.search(shape[found:end])):
            break
        if shape[end - 1] in ",。;:、!? (":
            break
        if shape[end - 1 : end + 1] in _INNER or shape[end : end + 1] == "们":
            continue
        if is_post(shape[:end]) and not is_vague(shape[:end]) and shape[:end] not in title_book().verb_like:
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
    match = _TIME_OR_CASE.match(shape)
    if match is None:
        return None
    return _known_title(shape[match.end() :], known)


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


def read_reports(shape: str) -> list[Report]:
    """The reporting lines that a sentence states about its subject."""
    reports: list[Report] = []
    if any(
        word in shape
        for word in (
            "领导",
            "汇报",
            "负责",
            "管",
            "督导",
            "上级",
            "隶属",
            "述职",
            "主管",
            "分管",
            "管辖",
            "报告工作",
            "带领",
            "统管",
            "之命",
            "报告给",
            "听命",
            "受命",
            "指挥",
            "指派",
            "委派",
        )
    ):
        for pattern, word, confidence in _UP:
            for match in pattern.finditer(shape):
                names = tuple(n for n in (_superior(x) for x in split_names(match["x"])) if n)
                if word == "服从" and any(map(is_rank, names)):
                    continue  # 服从队长指挥 is good conduct, and says no post in particular
                if names and not any(set(names) <= set(r.names) for r in reports):
                    reports.append(Report(names, True, word, confidence))
    if any(
        word in shape
        for word in (
            "手下",
            "下面",
            "名下",
            "下辖",
            "下设",
            "管辖",
            "领导",
            "直管",
            "直接管理",
            "下属",
            "下级",
            "分管",
            "主管",
            "统管",
        )
    ):
        for pattern in _DOWN:
            for match in pattern.finditer(shape):
                read = [split_count(n) for n in split_names(re.sub(_HOW_MANY, "", match["x"]))]
                named = [(name, count) for name, count in read if _is_name(name)]
                if named and len(named) == len(read):
                    reports.append(Report(tuple(n for n, _ in named), False, "下属", 0.9, tuple(c for _, c in named)))
                    break
    return reports


def _is_name(name: str) -> bool:
    return (is_post(name) or is_unit(name)) and not is_vague(name)


def _superior(name: str) -> str | None:
    """The name of a superior as it can be looked up, or None where it names nobody in particular."""
    name = re.sub(r"\([^()]*\)", "", name).strip()
    name = re.sub(r"^(?:本公司|公司的|单位的|所在|直接|由|受|及|和|其|各自的?|本)", "", name)
    if is_vague(name) or not 2 <= len(name) <= 16:
        return None
    return name if is_post(name) or is_unit(name) else None


_DONE_BY = re.compile(r"(?:也|均|都|则|一律|统一|一般|通常|主要)?由")
_NOT_DONE = re.compile(r"^(?:担任|兼任|出任|代理|领导|管理|分管|主管|任命|聘|的)")
_MODAL = re.compile(r"^(?:须|应|要|需|必须|负责|还|可|将|会|得|有权|立即|及时|当|协助|配合)")
_TIME_OR_CASE = re.compile(r"^[^,。;]{2,24}(?:后|前|时|内|中|间|起|日|天|周|月|季|年|下|的话)(?:,)")
_HOLDER_CLAUSE = re.compile(
    r"^(?:一职|职务|岗位)?(?:现|暂|目前|一般)?由(?:[^,。;]{1,8}的)?(?P<n>[\u4e00-\u9fff]{2,4}?)(?:同志|女士|先生|老师)?(?:担任|兼任|出任|代理|暂代|兼)$"
)
_BY_TITLED = re.compile(r"^.{0,16}?由(?P<x>[\u4e00-\u9fff]{4,12}?)(?:同志|女士|先生|老师)?(?:担任|兼任|出任|代理|暂代|兼)$")
_NUMBER_CLAUSE = re.compile(
    r"^(?:若干(?:名|人)?)$|^(?:该岗位|该岗|岗位|此岗)?(?:现|目前|暂)?(?:[\u4e00-\u9fff]{0,3}(?:一共|总共|共|现有|定员|编制|设|配备|有))?(?:由)?[一二两三四五六七八九十百\d]{1,4}(?:人|名|位)(?:同志)?(?:共同)?(?:担任|在岗|任职)?$|^(?:该岗位|该岗)?(?:现|目前|暂)?(?:暂缺|空缺|无人)$"
)
_EACH_CLAUSE = re.compile(r"^(?:他们|她们)?(?:分别|现)?(?:是|为)(?P<x>[\u4e00-\u9fff、和与及]{4,30})$")
_HOLDER_AFTER = re.compile(
    r"^(?P<n>[\u4e00-\u9fff]{2,3}?)(?:同志|女士|先生|老师)?(?=主持|负责|全面|分管|主管|兼|带领|,|是|每|统筹|牵头|协助|任|为|承担)"
)
_BY = re.compile(
    r"(?P<t>[\u4e00-\u9fffA-Za-z]{2,14}?)(?:一职|职务|岗位)?(?:现|暂|目前)?由(?P<n>[\u4e00-\u9fff]{2,4}?)(?:同志|女士|先生|老师)?(?:担任|兼任|出任|代理|暂代|兼)"
)
_APPOINTED = re.compile(
    r"(?:^|[,。;])(?P<n>[\u4e00-\u9fff]{2,4}?)(?:同志|女士|先生|老师)?,?(?:现|暂|目前|同时|继续)?(?:担任|兼任|出任|任|兼)(?P<t>[\u4e00-\u9fffA-Za-z、和]{2,24}?)(?:一职|职务)?(?=[,。;]|$|负责|主持|分管)"
)


def read_holders(shape: str, subject: str | None) -> list[tuple[str, str]]:
    """Pairs of title and holder that a sentence states: 场长张三主持…, 出纳由李四兼任, 王五任会计."""
    found: list[tuple[str, str]] = []
    if subject is not None and shape.startswith(subject):
        match = _HOLDER_AFTER.match(shape[len(subject) :])
        if match and is_person(match["n"]) and match["n"][0] not in "向对由在与":
            found.append((subject, match["n"]))
    if "由" in shape:
        for match in _BY.finditer(shape):
            title = match["t"]
            while len(title) > 2 and not is_post(title):
                title = title[1:]
            if is_post(title) and is_person(match["n"]):
                found.append((title, match["n"]))
    if "任" in shape or "兼" in shape:
        for match in _APPOINTED.finditer(shape):
            if is_person(match["n"]):
                found.extend((title, match["n"]) for title in split_names(match["t"]) if is_post(title))
    return list(dict.fromkeys(found))


def _person_behind_title(text: str) -> list[str]:
    """The person whom a text names behind a title: 采访部主任雷某 → 雷某."""
    for at in (len(text) - 3, len(text) - 2):
        if at >= 2 and is_person(text[at:]) and is_post(text[:at].removesuffix("的")):
            return [text[at:]]
    return []


def read_holder_clauses(shape: str) -> list[str]:
    """Who holds the post that a sentence is about: …设经理一名,由张三担任,…."""
    names: list[str] = []
    for clause in re.split(r"[,。;]", shape):
        match = _HOLDER_CLAUSE.match(clause)
        if match and is_person(match["n"]):
            names.append(match["n"])
        by = _BY_TITLED.match(clause)
        if by and not names:
            names.extend(_person_behind_title(by["x"]))
        each = _EACH_CLAUSE.match(clause)
        people = re.split("[、和与及]", each["x"]) if each else []
        if people and all(is_person(name) for name in people):
            names.extend(people)
    return names


_COUNTED = re.compile(
    r"^(?P<t>[^\s,。;:()]{2,14}?)(?:共|设|现有|编制)?(?P<n>(?:\d{1,4}|[一二两三四五六七八九十]{1,3})(?:名|人|位)|若干(?:名|人)?)(?:\((?P<h>[^()]{2,40})\))?(?=,)"
)


def read_counted(shape: str) -> tuple[str, int | None, tuple[str, ...]] | None:
    """A title with its number at the start of a sentence, and who holds it: 拼配师2名(何某、温某),在厂长领导下…."""
    match = _COUNTED.match(shape)
    if match is None or not is_post(match["t"]):
        return None
    people = tuple(n for n in re.split(r"[、,和及 ]", match["h"] or "") if is_person(n))
    return match["t"], split_count("个" + match["n"])[1], people


def read_number(shape: str) -> int | None:
    """How many people hold the post that a sentence is about: …归护理组长管理,共三十二人."""
    for clause in re.split(r"[,。;]", shape):
        if _NUMBER_CLAUSE.match(clause):
            match = re.search(r"(?P<n>[一二两三四五六七八九十\d]{1,4})(?:人|名|位)", clause)
            return split_count("个" + match.group())[1] if match else None
    return None


def read_set_up_unit(shape: str) -> str | None:
    """The unit or organization that a sentence says has posts: 某某中心设主任一名 → 某某中心."""
    match = _SET_UP.search(shape)
    name = re.sub(r"^(?:该|本|我)", "", match["u"]) if match else ""
    return name if len(name) >= 3 and is_unit(name) else None


def read_set_up(shape: str) -> list[tuple[str, int | None]]:
    """The posts that a unit is said to have, with their number: 该部设经理一名、客户经理六名."""
    for match in _SET_UP.finditer(shape):
        words = split_names(match["x"].split("。")[0])
        at = next((i for i, word in enumerate(words) if not is_post(_count_first(split_count(word)[0])[0])), len(words))
        found = [split_count(n) for n in words[: max(1, at)]]
        named = [(name if is_post(name) else re.sub(r"^(?:设|配)?(?:有)?", "", name), count) for name, count in found]
        swapped = [_count_first(name) if count is None else (name, count) for name, count in named]
        if swapped and all(count is not None and is_post(name) for name, count in swapped):
            return swapped
        if swapped and len(swapped) >= 2 and all(is_post(name) for name, _ in swapped):
            return swapped
    return []


def _count_first(name: str) -> tuple[str, int | None]:
    match = re.match(r"^([一二两三四五六七八九十壹贰叁\d]{1,3})(?:名|个|位|人)(.{2,14})$", name)
    if match:
        return match[2], split_count("个" + match[1] + "名")[1]
    return name, None


def is_duty(shape: str, subject: str | None) -> bool:
    """Whether a sentence of prose says what its subject does, beside who it is and whom it reports to."""
    rest = shape[strip_connective(shape) :]
    counted = _COUNTED.match(rest)
    if subject and rest.startswith(subject):
        rest = rest[counted.end() if counted and counted["t"] == subject else len(subject) :].lstrip(",")
    clauses = [c.strip(" 。;!?") for c in re.split(r"[,。;]", rest)]
    if subject and any(_HOLDER_CLAUSE.match(c) for c in clauses):  # a sentence of appointment names the portfolio too
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
        holder = _HOLDER_CLAUSE.match(clause)
        if holder and is_person(holder["n"]) or _NUMBER_CLAUSE.match(clause) or _EACH_CLAUSE.match(clause):
            continue
        if _SET_UP.match(clause) and read_set_up(clause):
            continue
        if _is_reporting_only(clause) or _QUALIFICATION.fullmatch(clause) or re.match(r"^(?:听从|服从)", clause):
            continue
        if len(clause) >= 3:
            return True
    return False


def _is_reporting_only(clause: str) -> bool:
    for pattern, word, _ in _UP:
        match = pattern.search(re.sub(r"\([^()]*\)", "", clause))
        if (
            match
            and match.start() <= 2
            and match.end() >= len(re.sub(r"(?:开展)?工作$", "", clause)) - 1
            and (word != "负责" or _superior(match["x"]))
        ):
            return True
    for pattern in _DOWN[:3]:
        match = pattern.search(clause)
        if match and match.start() <= 3:
            return True
    return False


def is_qualification(shape: str, subject: str | None) -> bool:
    """Whether a sentence says what its subject has to have rather than do."""
    rest = shape[len(subject) :] if subject and shape.startswith(subject) else shape
    return bool(re.match(r"^(?:必须|须|需|应当|应|要)?(?:持证|持有|具备|取得|具有)", rest))


def is_closing(shape: str) -> bool:
    """Whether a sentence ends or introduces a text rather than states something about a post."""
    return bool(
        re.match(
            r"^(?:为|为了)[^。;]{2,60}(?:制定|制订|特制定)本|^[^。;]{0,24}自[^,。;]{2,20}(?:起|后)(?:开始)?(?:施行|执行|实施|生效)|^[^。;]{0,16}由[^,。;]{2,14}负责解释|^[^,。;]{0,16}(?:另见|详见|参见|另附|附后)[^,。;]{0,24}[。;]?$|^(?:如有疑问|以上|总之|总而言之|综上|综合来看|本文|以下|下面|本制度|本规定|本办法|本说明|本手册|本人已|希望|让我们|注[:：]|附[:：]|上述|未尽事宜)",
            shape,
        )
    )
