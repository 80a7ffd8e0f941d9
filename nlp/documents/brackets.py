"""Reads what stands in brackets behind a title: holders, head counts, vacancies, labels with values, remarks."""

import re
from dataclasses import dataclass, field

from nlp.documents.counts import number_of, split_count
from nlp.documents.labels import guess_kind, is_empty, kind_of
from nlp.documents.titles import bare_name, is_named_person, is_person, is_post, is_vacant, person_behind_title

_PAREN = re.compile(r"\(([^()]{0,60})\)")
_NOISE = re.compile(
    r"^(?:试行|暂行|修订.{0,4}|\d{4}.{0,6}|版本.{0,6}|[一二三四五六七八九十\d]{1,3}|范本|模板|参考|草案|新版|.{0,4}版|兼.{0,8}|代|代理|主持工作|含.{0,10}|正式|正科级|副科级|正处级|副处级|正局级|副局级|.{0,3}级)$"
)
_CODE = re.compile(r"^[A-Za-z0-9 &/.,\-]{1,40}$")
_LEAD = re.compile(
    r"^(?:现任|现为|由|负责人|目前由|兼任(?=:)|任职者?(?=:))[:]?|(?<=[\u4e00-\u9fff]{2})(?:担任|任)[\u4e00-\u9fff]{1,3}长$"
    r"|(?:担任|兼任|主持|同志|领头|牵头|带队|带头|领衔|为首|负责)$"
)
#: Says that the names stand in another place: (30名,另行列册).
_ELSEWHERE = re.compile(r"(?:另|详见|见|附).{0,6}(?:册|表|附|后|单)$")
#: 苗可等两人: one of them, and how many they are.
_OTHERS = re.compile(r"(?<=[\u4e00-\u9fff]{2})等(?=$|[\d一二两三四五六七八九十]{1,3}[人名位]$)")
_LABELLED_COUNT = re.compile(
    r"^(?:定员|编制|定编|人数|现有|共|设|配备|配|岗位数|员额)\s*:?\s*(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3})\s*(?:名|人|位|个)?$"
)
_CONTACT = re.compile(
    r"^(?:(?P<l>[\u4e00-\u9fffA-Za-z]{1,8}?)[: ]*)??"
    r"(?P<v>[+\d][\d\- /转]{1,20}\d|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,32}){1,4})$"
)
_BETWEEN_CONTACTS = re.compile(r"[,;、]\s*|\s+(?=[\u4e00-\u9fffA-Za-z])")
_CLAUSES = re.compile(r"[^,;/]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(slots=True)
class Bracketed:
    """The text without the brackets that were understood, and what they say; `fields` are spans of labels in them."""

    kept: str
    holders: list[str] = field(default_factory=list)
    vacant: bool = False
    count: int | None = None
    fields: list[tuple[int, int]] = field(default_factory=list)


def read_brackets(head: str, colon: bool = False) -> Bracketed:
    """What the brackets of a heading say; those that belong to the name itself stay in `kept`.

    Behind a title that a colon or the bracket ends, a remark that is not understood is left out too.
    """
    found = Bracketed(head)
    for match in _PAREN.finditer(head) if "(" in head else ():
        inner = match[1].strip()
        if found.kept.replace(match.group(), "", 1).strip().isascii() and is_post(inner):
            found.kept = inner  # Sales Manager(销售经理)
            continue
        label = _find_label(match[1])
        if label is not None or read_contacts(inner):
            found.fields.append((match.start(1) + (label or 0), match.end(1)))
            if label:
                _read_inner(match[1][:label].strip(" ,;/、"), found)  # 4人;上级:厂长
        elif not _read_inner(inner, found):
            last = "," in inner and match.end() == len(head.rstrip())  # no title has a comma in its bracket
            if not ((colon or last) and is_post(_PAREN.sub("", head).strip())):
                continue
            found.holders.extend(part for part in re.split(r"[、,;/]", inner) if is_person(part))
        found.kept = found.kept.replace(match.group(), "", 1)
    return found


def read_contacts(text: str) -> list[tuple[str, str]]:
    """Kinds and values where `text` is made of contact data only: 分机802,邮箱a@b.cn; empty where it is not."""
    found: list[tuple[str, str]] = []
    for clause in _BETWEEN_CONTACTS.split(text.strip(" 。;,")):
        match = _CONTACT.match(clause)
        if match is None:
            return []
        label, value = match["l"], match["v"]
        kind = kind_of(label) if label else "mail" if "@" in value else "phone" if len(value) >= 7 else None
        if kind not in ("phone", "mail", "place"):
            return []
        found.append((kind, value))
    return found


def _find_label(inner: str) -> int | None:
    """Where the first label in a bracket begins, which all before it has none: (姓名:闾某), (2人;上级:厂长)."""
    for clause in _CLAUSES.finditer(inner):
        label, colon, _ = clause.group().strip().partition(":")
        if colon and (kind_of(label) or guess_kind(label)) not in (None, "duties", "document"):
            return clause.start()
        if colon:
            return None
    return None


def _read_inner(inner: str, found: Bracketed) -> bool:
    """Take up one bracket; False where it says nothing about who holds the post or how many do."""
    if not inner or is_empty(inner):
        return True
    if is_vacant(inner):
        found.vacant = True
        return True
    clauses = [
        bare_name(part)
        for clause in re.split(r"[、,;/]", inner)
        for part in _OTHERS.split(_LEAD.sub("", clause.strip()))
        if part
    ]
    clauses = [person_behind_title(c) or c for c in clauses]
    people = [c for c in clauses if is_person(c)]
    if people and inner == "、".join(clauses) and all(map(is_named_person, clauses)):
        people = clauses  # of which only some have usual surnames
    spaced = [p for p in inner.split() if p]
    if len(clauses) == 1 and not people and len(spaced) > 1 and all(map(is_person, spaced)):
        found.holders.extend(spaced)
        return True
    counts = [n for n in map(count_of, clauses) if n is not None]
    empty = sum(1 for c in clauses if is_vacant(c) or is_vacant(c[:2]))
    if counts and len(clauses) == 2 and not people and _ELSEWHERE.search(clauses[1]):
        found.count = counts[0]
        return True
    if people or counts or empty and len(clauses) > 1:
        remarks = sum(1 for c in clauses if not is_person(c) and _NOISE.match(c))
        if len(people) + len(counts) + empty + remarks < len(clauses) and not (
            people and clauses[0] in people or counts and len(clauses) <= 3
        ):
            return False
        found.holders.extend(p.replace(" ", "") for p in people)
        found.count = counts[0] if counts else found.count
        found.vacant = found.vacant or bool(empty) and not people
        return True
    return bool(_NOISE.match(inner) or _CODE.match(inner))


def count_of(clause: str) -> int | None:
    """How many people a clause says that there are: 3人, 定员5人; None where it says something else."""
    labelled = _LABELLED_COUNT.match(clause)
    if labelled:
        return number_of(labelled["n"])
    name, number = split_count("个" + clause)
    return number if name == "个" else None


def drop_brackets(shape: str) -> str:
    """`shape` without what stands in brackets."""
    return _IN_BRACKETS.sub("", shape) if "(" in shape else shape
