"""Reads the lines of a list of contacts: a post, who holds it, how to reach them: 店长:许知远 13812345678."""

import re
from typing import NamedTuple

from nlp.documents.titles import is_person, is_post, is_unit

_PHONE = re.compile(
    r"(?<![\dA-Za-z])(?:(?:\+?86[- ]?)?1\d{2}[ -]?\d{4}[ -]?\d{4}|(?:0\d{2,3}[- ]?)?\d{7,8}(?:-\d{1,5})?"
    r"|\+?\d{2,3}[ -]\d{4}[ -]\d{4}|(?<=机|转|线|号|话|呼)[: ]?\d{3,6}|(?<=[: \t/|,;(])(?!19|20)\d{4})(?![\dA-Za-z-])"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}", re.ASCII)
_LABELS = re.compile(
    r"(?:联系|办公|值班|移动)?(?:电话|手机号?码?|号码|分机|内线|短号|座机|邮箱|邮件|微信|电邮|[Tt]el|[Ee]mail|转)[:.]?"
)
_APART = re.compile(r"[\s:,;|/()、·—]+")
#: What a line must have that is worth a closer look.
_REACHES = re.compile(r"\d{3}|@")
_LONGEST = 90


class Listed(NamedTuple):
    """Who holds which post, and how to reach them; as many phones as people, or one for all."""

    title: str
    unit: str | None
    people: tuple[str, ...]
    phones: tuple[str, ...]
    mails: tuple[str, ...]


def read_listed(shape: str) -> Listed | None:
    """What a line says that is made of nothing but a title, people and how to reach them; None where it is not."""
    if len(shape) > _LONGEST or not _REACHES.search(shape):
        return None
    mails = tuple(_MAIL.findall(shape))
    rest = _MAIL.sub(" ", shape)
    phones = tuple(found.strip(" :") for found in _PHONE.findall(rest))
    if not (phones or mails):
        return None
    words = [word for word in _APART.split(_LABELS.sub(" ", _PHONE.sub(" ", rest)).strip(" 。;,:")) if word]
    titles = [word for word in words if is_post(word)]
    people = [word for word in words if word not in titles and is_person(word)]
    units = [word for word in words if word not in titles and word not in people and is_unit(word)]
    if len(titles) != 1 or not people or len(units) > 1 or len(titles) + len(people) + len(units) < len(words):
        return None
    return Listed(titles[0], units[0] if units else None, tuple(people), phones, mails)
