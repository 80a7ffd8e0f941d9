"""Says the sentences of answers in the language of the page, with the names and words of documents as they stand."""

import re
from collections.abc import Iterable
from functools import lru_cache

from nlp.verbalize import INVOLVEMENT, RELATION_WORDS
from web.language import gettext, is_english, pgettext
from web.remarks import say_remark

#: The sentences that answers are put together from, the narrower before the wider.
SENTENCES = (
    "%(task)s在 %(num)s 个组织里都有人%(part)s。",
    "%(task)s在 %(num)s 个组织里都有人%(part)s——%(names)s。",
    "%(task)s没有写明主责，参与的是%(names)s。",
    "文档没有写明由谁%(part)s。",
    "文档里没有写明%(task)s。",
    "文档里没有写明%(names)s是否负责%(task)s，也没有写明由谁负责。",
    "文档里没有写明%(names)s有共同的上级。",
    "文档没有写明%(task)s要对接谁。",
    "文档没有写明负责%(task)s的岗位的%(relation)s。",
    "文档没有写明%(name)s的%(relation)s；按推断是%(names)s。",
    "除了%(names)s，文档没有写明%(name)s还有别的%(relation)s。",
    "文档没有写明%(name)s的%(relation)s。",
    "文档没有单独写%(name)s的职责，下面是它的岗位的职责。",
    "文档没有单独写%(name)s的权限，下面是写明的职责。",
    "文档没有写%(name)s的编制，写了姓名的有 %(num)s 人。",
    "文档里没有写%(name)s的编制；写明在任的有 %(num)s 人：%(names)s。",
    "文档没有写%(name)s的%(relation)s。",
    "文档里没有写%(name)s的%(relation)s。",
    "文档里没有写到。",
    "文档没有这样写。",
    "文档写的是权限或要求，不是职责。",
    "其中%(names)s写的是权限或要求，不是职责。",
    "另外，%(names)s也会参与。",
    "另有 %(num)s 个岗位只在别处作为上级提到。",
    "现有文档里没有写明谁%(part)s%(task)s。",
    "%(name)s的文档里没有写明谁%(part)s%(task)s。",
    "%(name)s的文档里没有%(task)s。",
    "%(name)s的文档没有写到，下面是别的组织的。",
    "别的组织写到了：%(names)s。",
    "现有文档里没有组织%(name)s。",
    "现有文档里没有%(name)s。",
    "最接近的职责是：%(names)s。",
    "但不能据此认定负责人。",
    "名称相近的有：%(names)s。",
    "有的组织是：%(names)s。",
    "有的组织例如：%(names)s。",
    "有 %(num)s 个%(name)s，请问是哪一个？",
    "没有%(name)s，您问的是哪一个？",
    "没有%(name)s，您问的是哪一个%(other)s？",
    "没有看懂要问的是哪件事。",
    "请写出事情的名称，例如%(task)s。",
    "没有看懂这个问题。",
    "可以问某件事由谁负责，或某个岗位的职责、上级、任职人。",
    "负责%(task)s的岗位没有写任职人。",
    "是。",
    "不是。",
    "%(name)s的职责里没有写%(task)s，写明负责的是%(names)s。",
    "%(task)s由%(names)s%(part)s。",
    "没有写%(relation)s的%(kind)s共 %(num)s 个。",
    "没有写%(relation)s的%(kind)s有 %(num)s 个：%(names)s。",
    "每个%(kind)s都写了%(relation)s。",
    "平均每个%(kind)s有 %(num)s %(measure)s%(relation)s。",
    "%(relation)s最多的是%(names)s，共 %(num)s %(measure)s。",
    "%(relation)s最少的是%(names)s，共 %(num)s %(measure)s。",
    "%(names)s的共同上级是%(name)s。",
    "%(name)s之间是%(names)s。",
    "%(name)s之间隔 %(num)s 级。",
    "%(name)s之间隔 %(num)s 级，中间是%(names)s。",
    "%(name)s在%(other)s下面第 %(num)s 级。",
    "%(name)s在%(other)s下面第 %(num)s 级，中间是%(names)s。",
    "%(name)s经共同的上级%(other)s相连，中间是%(names)s。",
    "文档没有写明%(name)s归谁管。",
    "有人。",
    "不是同一个上级。",
    "%(name)s在这件事上对接的是%(names)s。",
    "原文：%(text)s",
    "%(name)s由%(names)s负责。",
    "别处有的是：%(names)s。",
    "没有看懂%(task)s指的是谁。",
    "请写出姓名、岗位或部门。",
    "%(kind)s共 %(num)s %(measure)s：%(names)s。",
    "%(kind)s共 %(num)s %(measure)s。",
    "%(name)s在%(task)s方面的职责共 %(num)s 条：",
    "%(name)s的职责共 %(num)s 条：",
    "%(name)s的%(kind)s共 %(num)s %(measure)s：%(names)s。",
    "%(name)s的%(relation)s共 %(num)s %(measure)s。",
    "%(name)s的%(kind)s共 %(num)s %(measure)s。",
    "%(name)s各岗位写明的编制合计 %(num)s 人。",
    "%(name)s的编制是 %(num)s 人。",
    "%(name)s的编制有几种写法：%(names)s。",
    "%(name)s逐级向上：%(names)s。",
    "%(name)s的任职人是%(names)s。",
    "%(name)s的%(relation)s有 %(num)s 个：%(names)s。",
    "%(name)s的%(relation)s是%(names)s。",
    "%(name)s的%(relation)s：",
    "%(name)s的职责写明：%(text)s",
    "%(name)s的任职要求写明：%(text)s",
    "%(name)s的权限写明：%(text)s",
    "%(name)s的工作条件写明：%(text)s",
    "%(name)s担任%(names)s。",
    "您好！我可以告诉您某件事由谁负责、某个岗位的职责和上级，都依据现有的岗位文档。",
    "我是职责问答，只根据现有的岗位文档回答谁负责什么、岗位的职责、上级和任职人，别的事情我不会。",
    "不客气。",
    "再见。",
)
_WORDS = {"task": "这件事", "sure": "可信度 %(num)s"}
_INFORM = "汇报或知会"
_KINDS = ("岗位", "部门", "人员", "组织", "职责")
_PLACE = re.compile(r"%\\\((\w+)\\\)s")
_SENTENCE = re.compile(r"(?:“[^”]*”|（[^）]*）|[^。“（])+。?|.")
#: A stretch within one sentence: ends of sentences stand in it only between quotation marks.
_WITHIN = "(?:“[^”]*”|[^。“])+?"
_QUOTED = re.compile(r"(“[^”]*”)")
_REASON = re.compile("职位名“[^”]*”含“[^”]*”|“[^”]*”应指“[^”]*”")
_SURE = re.compile(r"可信度 (\d+%)")
_SIGNS = str.maketrans({"、": ", ", "；": "; ", "：": ": ", "（": " (", "）": ")", "，": ", "})


def say_answer(text: str) -> str:
    """`text` of an answer in the language of the page, sentence by sentence; a sentence that is not known as it is."""
    return "\n".join(map(_say_line, text.split("\n"))) if is_english() else text


def is_said(text: str) -> bool:
    """Whether `text` can be said in the language of the page."""
    return not is_english() or say_answer(text) != text


def _say_line(line: str) -> str:
    if (whole := _say(line)) is not None:
        return whole
    parts = _SENTENCE.findall(line)
    return " ".join(part if (said := _say(part)) is None else said for part in parts) if len(parts) > 1 else line


def _say(sentence: str) -> str | None:
    for pattern, shape in _shapes():
        if found := shape.fullmatch(sentence):
            values = {name: _say_value(name, value) for name, value in found.groupdict().items()}
            said = pgettext("answer", pattern) % values
            return said[:1].upper() + said[1:]
    return None


def _say_value(name: str, value: str) -> str:
    """A value in a sentence: words that the program itself says translated, names with signs as English has them."""
    if name in ("relation", "kind"):
        return pgettext("reading", value)
    if name == "part":
        return pgettext("reading", _INFORM if value == INVOLVEMENT["inform"] else value)
    if name == "task" and value == _WORDS["task"]:
        return gettext(value)
    if name in ("text", "task"):
        return value
    value = _REASON.sub(lambda found: say_remark(found[0]), value)
    value = _SURE.sub(lambda found: gettext(_WORDS["sure"], num=found[1]), value)
    pieces = _QUOTED.split(value)
    return "".join(piece if number % 2 else piece.translate(_SIGNS) for number, piece in enumerate(pieces)).strip()


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    closed = {
        "relation": _any_of(RELATION_WORDS.values()),
        "kind": _any_of(_KINDS),
        "part": _any_of(INVOLVEMENT.values()),
        "measure": "[条个名人]",
        "num": r"\d+(?:\.\d+)?",
        "text": ".+",
        "task": f"“[^”]*”|{_WORDS['task']}",
    }

    def group(place: re.Match[str]) -> str:
        return f"(?P<{place[1]}>{closed.get(place[1], _WITHIN)})"

    return tuple((pattern, re.compile(_PLACE.sub(group, re.escape(pattern)))) for pattern in SENTENCES)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))
