"""Reads sentences that say who holds a post, how many of it there are, and which posts a unit has."""

import re
from typing import NamedTuple

from nlp.documents.counts import split_count
from nlp.documents.fields import split_names
from nlp.documents.titles import is_person, is_post, is_unit, person_behind_title
from nlp.documents.verbs import starts_like_duty

_SET_UP = re.compile(
    r"(?:^|[,。;])(?P<u>[\u4e00-\u9fff]{0,12}?)(?:现|共|内|拟|下)?(?:设有|设置|(?<![建架开铺敷])设(?![计备定]|施(?!工))|置(?=[\u4e00-\u9fff]{2,8}[一二三四五六七八九十\d]{1,2}[人名])|配备|配有|配置|配|编制|现有|共有)(?P<x>[^。;!?:]{2,80})"
)


_HOLDER_CLAUSE = re.compile(
    r"^(?:一职|职务|岗位)?(?:现|暂|目前|一般)?由(?:[^,。;]{1,8}的)?(?P<n>[\u4e00-\u9fff]{2,4}?)(?:同志|女士|先生|老师)?(?:担任|兼任|出任|代理|暂代|兼|牵头|带头|领头|领衔)$"
)
#: 组内负责人柯闻.
_IN_CHARGE = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,2}内|本组|本班|该组|该班)(?:的)?(?:负责人|带头人|领头人)(?:是|为)?(?P<n>[\u4e00-\u9fff]{2,4})$"
)


_BY_TITLED = re.compile(
    r"^.{0,16}?由(?P<x>[\u4e00-\u9fff]{4,12}?)(?:同志|女士|先生|老师)?(?:担任|兼任|出任|代理|暂代|兼)$"
)
_NUMBER_CLAUSE = re.compile(
    r"^(?:若干(?:名|人)?)$|^(?:该岗位|该岗|岗位|此岗)?(?:现|目前|暂)?(?:[\u4e00-\u9fff]{0,3}(?:一共|总共|共|现有|定员|编制|设|配备|有))?(?:由)?[一二两三四五六七八九十百\d]{1,4}(?:人|名|位)(?:同志)?(?:共同)?(?:担任|在岗|任职)?$|^(?:该岗位|该岗)?(?:现|目前|暂)?(?:暂缺|空缺|无人)$"
)


_EACH_CLAUSE = re.compile(r"^(?:他们|她们)?(?:分别|现)?(?:是|为)(?P<x>[\u4e00-\u9fff、和与及]{4,30})$")


#: How a verb is done, by words whose first letter is a surname as well.
_ADVERB = re.compile(
    r"严格|全[面权程力年天]|时[刻时]|平[时日]|常[年态]|经常|从[严]|安全|应[当该]|高[效度]|单独|连续|相互|方便|成立|明[确日]|[向对由在与和]"
)
_HOLDER_AFTER = re.compile(
    r"^(?P<n>[\u4e00-\u9fff]{2,3}?)(?:同志|女士|先生|老师)?(?=主持|负责|全面|分管|主管|兼|带领|带人|,|\(|是|每|统筹|牵头|协助|任|为|承担|管(?!理)|隶?属(?=[\u4e00-\u9fff]{2})|[一两二三四五六七八九]人(?=,))"
)


#: What is said of a person right behind title and name: 台长陆某由省院任命, 助手甘某听从…指挥.
_TOLD_AFTER = re.compile(
    r"^(?:现|直接)?(?:由[^,。;]{2,14}(?:任命|聘任|委派|选派|领导|管理)|(?:向|对)[^,。;]{2,14}(?:汇报|负责|报告)"
    r"|(?:听从|服从|受|归)[^,。;]{2,14}(?:指挥|领导|管|调度|安排|调遣)|在[^,。;]{2,14}(?:领导|指挥|带领)下)"
)
_AND = re.compile("[、和与及]")
#: The one spoken of takes a further office: 他同时担任工会主席.
_TAKES_OFFICE = re.compile(
    r"^(?:他们?|她们?)?(?:们|也|还|又|并|同时|另外)*(?:担任|兼任|兼)(?P<t>[\u4e00-\u9fff]{2,10}?)(?:一职)?(?=[,。;]|$)"
)
#: A person, then the office: 韦小满是水工部的鱼道管理员.
_PERSON_IS = re.compile(
    r"^(?P<n>[\u4e00-\u9fff]{2,4}?)(?:[^,。;]{0,12},)?(?:现在|如今|目前|现)?(?:是|任|为)(?:我们|咱们|本)?(?P<u>[\u4e00-\u9fff]{2,10})的(?P<t>[\u4e00-\u9fff]{2,10}?)(?=[,。;])"
)
#: Whom a unit consists of: 影像组只有简白和丛林两位撰稿人, 财务部目前有会计钱如海.
_UNIT_HAS = re.compile(
    r"^(?:(?P<u>[\u4e00-\u9fff]{2,10}?)(?:现在|目前|现|只|仅|就|共|一共)*有|[\u4e00-\u9fff]{0,6}(?:坐着|还有|另有))(?:(?P<p>[\u4e00-\u9fff]{2,4}(?:[、和与及][\u4e00-\u9fff]{2,4}){0,7}?)(?P<c>[一两二三四五六七八九])(?:位|名|个)(?P<t>[\u4e00-\u9fff]{2,8}?)"
    r"|(?P<w>[\u4e00-\u9fff]{4,11}?))(?=[,。;])"
)


class Appointed(NamedTuple):
    """Who a sentence says holds a post, the unit that has it, "" where it names none, and where that is said up to."""

    unit: str
    title: str
    holders: tuple[str, ...]
    end: int


def read_office_taken(shape: str) -> str | None:
    """The further office that a sentence says the one spoken of takes."""
    match = _TAKES_OFFICE.match(shape)
    return match["t"] if match and is_post(match["t"]) else None


def read_appointed(shape: str) -> Appointed | None:
    """The unit, title and holders that a sentence opens with: 某某是水工部的管理员; 影像组有甲和乙两位撰稿人."""
    match = _PERSON_IS.match(shape)
    if match and is_person(match["n"]) and is_unit(match["u"]) and is_post(match["t"]):
        return Appointed(match["u"], match["t"], (match["n"],), match.end())
    match = _UNIT_HAS.match(shape)
    unit = match["u"] or "" if match else ""
    if match is None or unit and not is_unit(unit):
        return None
    if match["t"]:
        people = _read_people(match["p"], match["c"])
        return Appointed(unit, match["t"], people, match.end()) if people else None
    person = person_behind_title(match["w"])
    return Appointed(unit, match["w"].removesuffix(person), (person,), match.end()) if person else None


#: The unit in which a post is: 值长编在运行部, 育苗工属栽培组.
_HOME = re.compile(r"^(?:现|都|均|全部)?(?:编(?:制)?在|编入|隶属于?|属于?)(?P<u>[\u4e00-\u9fff]{2,10}?)(?=[,。;]|$)")


def read_home(shape: str, title: str) -> str | None:
    """The unit that a sentence says its subject belongs to, right behind the title and who holds it."""
    match = _HOME.match(shape[count_end(shape, title) :]) if shape.startswith(title) else None
    return match["u"] if match and is_unit(match["u"]) and not is_post(match["u"]) else None


def is_home(clause: str) -> bool:
    """Whether a clause only says to which unit somebody belongs."""
    match = _HOME.match(clause)
    return match is not None and match.end() == len(clause) and is_unit(match["u"])


#: Who and how many they are: 讲解员有甲和乙两位.
_ARE = re.compile(
    r"^(?:现|目前|共)?(?:有|是|为|由)(?P<x>[\u4e00-\u9fff]{2,4}(?:[、和与及][\u4e00-\u9fff]{2,4}){0,7}?)"
    r"(?P<n>[一两二三四五六七八九\d])(?:位|人|名)(?:同志|老师)?(?:担任)?(?=[,。;]|$)"
)


def _read_people(text: str, number: str) -> tuple[str, ...]:
    """The people whom a text names one by one, where they are as many as it says: 甲和乙, 两."""
    people = tuple(_AND.split(text))
    return people if split_count("个" + number + "名")[1] == len(people) and all(map(is_person, people)) else ()


def read_members(shape: str, subject: str) -> tuple[tuple[str, ...], int | None]:
    """Who a sentence says its subject are, and how many: 讲解员有甲和乙两位,…; nobody where it does not."""
    match = _ARE.match(shape[len(subject) :]) if shape.startswith(subject) else None
    people = _read_people(match["x"], match["n"]) if match else ()
    return people, len(people) or None


def named_behind(shape: str) -> str | None:
    """The person whom a text begins with, where it goes on with who appoints or leads them."""
    for end in (3, 2):
        if _TOLD_AFTER.match(shape[end:]) and is_person(shape[:end]) and not _ADVERB.match(shape):
            return shape[:end]
    return None


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
        name, rest = shape[len(subject) :][:3], shape[len(subject) + 3 :]
        if not found and not _ADVERB.match(name) and is_person(name) and starts_like_duty(rest):
            found.append((subject, name))  # 讲解员李某某接待团队
        told = named_behind(shape[len(subject) :])
        if not found and told is not None:
            found.append((subject, told))
        found.extend((subject, person) for person in read_members(shape, subject)[0])
        named = _IS_NAMED.match(shape[len(subject) :])
        if named and is_person(named["n"]):
            found.append((subject, named["n"]))
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


def read_holder_clauses(shape: str) -> list[str]:
    """Who holds the post that a sentence is about: …设经理一名,由张三担任,…."""
    names: list[str] = []
    for clause in re.split(r"[,。;]", shape):
        match = _HOLDER_CLAUSE.match(clause) or _IN_CHARGE.match(clause)
        if match and is_person(match["n"]):
            names.append(match["n"])
        by = _BY_TITLED.match(clause)
        if by and not names:
            names.extend(name for name in [person_behind_title(by["x"])] if name)
        each = _EACH_CLAUSE.match(clause)
        people = _AND.split(each["x"]) if each else []
        if people and all(is_person(name) for name in people):
            names.extend(people)
    return names


_IS_NAMED = re.compile(r"^(?:现在?|目前)?(?:是|为)(?P<n>[\u4e00-\u9fff]{2,4})(?:同志|女士|先生|老师)?(?=[,。;]|$)")
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
    if shape.startswith("配") and read_counted(shape):
        return []  # 配料工一名,…: the verb is a part of the title
    for match in _SET_UP.finditer(shape):
        words = split_names(match["x"].split("。")[0])
        at = next((i for i, word in enumerate(words) if not is_post(count_first(split_count(word)[0])[0])), len(words))
        found = [split_count(n) for n in words[: max(1, at)]]
        named = [(name if is_post(name) else re.sub(r"^(?:设|配)?(?:有)?", "", name), count) for name, count in found]
        swapped = [count_first(name) if count is None else (name, count) for name, count in named]
        if swapped and all(count is not None and is_post(name) for name, count in swapped):
            return swapped
        if swapped and len(swapped) >= 2 and all(is_post(name) for name, _ in swapped):
            return swapped
    return []


def count_first(name: str) -> tuple[str, int | None]:
    match = re.match(r"^([一二两三四五六七八九十壹贰叁\d]{1,3})(?:名|个|位|人)(.{2,14})$", name)
    if match:
        return match[2], split_count("个" + match[1] + "名")[1]
    return name, None


def names_holder(clause: str) -> bool:
    """Whether a clause says who holds the post: 由张三担任."""
    match = _HOLDER_CLAUSE.match(clause)
    return match is not None and is_person(match["n"])


def is_introduction(clause: str) -> bool:
    """Whether a clause only says who holds a post or how many hold it."""
    if names_holder(clause) or read_office_taken(clause) or _NUMBER_CLAUSE.match(clause) or _EACH_CLAUSE.match(clause):
        return True
    return bool(_SET_UP.match(clause) and read_set_up(clause))


def count_end(shape: str, title: str) -> int:
    """Where a title with its number and holders ends at the start of a sentence; the title's length without them."""
    match = _COUNTED.match(shape)
    if match and match["t"] == title:
        return match.end()
    behind = shape[len(title) :]
    held = _HOLDER_AFTER.match(behind)
    name = held["n"] if held and is_person(held["n"]) else named_behind(behind) or ""
    return len(title) + len(name)
