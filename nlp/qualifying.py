"""Weighs what somebody brings against what a post asks for: years, education, age, certificates."""

import re
from dataclasses import dataclass

from nlp.documents.counts import number_of

#: Educations from the lowest to the highest; a word stands for its place.
_EDUCATIONS = (
    ("小学",),
    ("初中",),
    ("高中", "中专", "职高", "技校", "中技"),
    ("大专", "专科", "高职"),
    ("本科", "学士", "大学"),
    ("硕士", "研究生"),
    ("博士",),
)
_NUMBER = r"([\d一二两三四五六七八九十]+)"
_YEARS = re.compile(_NUMBER + r"(?:年|周年)(?:以上|及以上|以内)?")
_AGE_UP = re.compile(
    _NUMBER
    + r"(?:周)?岁(?:以下|以内|及以下)|(?:不超过|小于|低于)"
    + _NUMBER
    + r"(?:周)?岁|[-–—~至到]"
    + _NUMBER
    + r"(?:周)?岁"
)
_AGE_DOWN = re.compile(
    r"(?:年满|满|不低于)"
    + _NUMBER
    + r"(?:周)?岁|"
    + _NUMBER
    + r"(?:周)?岁以上|"
    + _NUMBER
    + r"(?:周岁|岁)?[-–—~至到]\d+(?:周)?岁"
)
_AGE = re.compile(_NUMBER + r"(?:周)?岁")
_FRESH = re.compile("应届|刚毕业|没有?(?:工作)?经验|无(?:工作)?经验|零经验|新手|没干过|没做过|实习生")
#: What people must not have: 无色盲色弱, 不得有犯罪记录.
_FREE_OF = re.compile("(?:无|没有|不得有|不能有|不得患有?|未患)(?:任何)?([^,，。;；经需须论]{2,14})")
_WITHOUT = re.compile("没有?|无|不会|不懂|没考")


@dataclass(frozen=True, slots=True)
class Weighed:
    """Whether what somebody brings is enough, and the statement that decides it."""

    enough: bool
    statement: int


def weigh(brought: str, asked: tuple[str, ...]) -> Weighed | None:
    """Whether `brought` (应届毕业生, 大专学历, 3年经验) meets the statements `asked`; None where none of them decides."""
    years = 0 if _FRESH.search(brought) else _number(_YEARS, brought)
    education = _education(brought)
    age = _number(_AGE, brought)
    yes: Weighed | None = None
    for number, statement in enumerate(asked):
        verdicts = (
            _weigh_years(years, statement), _weigh_education(education, statement), _weigh_age(age, statement),
            _weigh_flaw(brought, statement),
        )  # fmt: skip
        if False in verdicts:
            return Weighed(False, number)
        if True in verdicts and yes is None:
            yes = Weighed(True, number)
    return yes


def lacks(brought: str) -> bool:
    """Whether `brought` says what somebody does not have: 没有驾照."""
    return _FRESH.search(brought) is None and _WITHOUT.search(brought) is not None


def _weigh_years(years: int | None, statement: str) -> bool | None:
    if years is None:
        return None
    if years == 0 and "应届" in statement:
        return not re.search("非应届|不(?:收|招|要)应届", statement)
    needed = _number(_YEARS, statement) if re.search("经验|经历|从事|工作|从业|满", statement) else None
    return None if needed is None else years >= needed


def _weigh_education(education: int | None, statement: str) -> bool | None:
    needed = _education(statement)
    return None if education is None or needed is None else education >= needed


def _weigh_age(age: int | None, statement: str) -> bool | None:
    if age is None:
        return None
    most, least = _number(_AGE_UP, statement), _number(_AGE_DOWN, statement)
    if most is None and least is None:
        return None
    return (most is None or age <= most) and (least is None or age >= least)


def _weigh_flaw(brought: str, statement: str) -> bool | None:
    """A demand to be without something, such as 无色盲色弱, and whether somebody has it."""
    for hit in _FREE_OF.finditer(statement):
        for flaw in re.split("[、和或及与]|以及", hit.group(1)):
            pieces = [flaw, *(flaw[at : at + 2] for at in range(0, len(flaw) - 1, 2))]
            named = next((piece for piece in pieces if len(piece) > 1 and piece in brought), None)
            if named:
                return bool(re.search(f"(?:没有?|无|不是?)(?:任何)?{re.escape(named)}", brought))
    return None


def _education(text: str) -> int | None:
    """The lowest education that `text` names."""
    found = [level for level, words in enumerate(_EDUCATIONS) if any(word in text for word in words)]
    return min(found, default=None)


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    hit = pattern.search(text)
    word = next((group for group in hit.groups() if group), None) if hit else None
    return None if word is None else number_of(word)
