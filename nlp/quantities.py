"""Whether a sentence has the fact that a question asks for: how often, how much, what comes out of it."""

import re

from nlp.frames import FREQUENCY, read_deliverables, read_quantities

#: How a question asks for money, and what money is written in; what else it counts, and words that count the same.
_MONEY_ASKED = re.compile(
    "(?:多少|几)(?:钱|元|块|工资|费用|薪水|补贴|补助|押金)|(?:价格?|收费|费用?|薪水?|工资|补贴|补助|押金)(?:标准)?是?多少|[年月时]薪"
)
_MONEY = re.compile("[元块万%]|百分之|钱")
_COUNTED = re.compile(
    "(?:多少|几)(?:个(?=月|小时|钟头|星期|礼拜|工作日|季度|学期|年头))?(?P<measure>小时|钟头|分钟|星期|礼拜|工作日|公斤|[人名位员次遍回趟天日月周年条个张份家台斤吨])|多少(?P<thing>[一-鿿]{2,4})$"
)
_MEASURES = ("人名位员个", "次遍回趟", "天日", "周星礼")
#: Measures of one word each, and what documents write for them; how a question asks for any length of time.
_SAME = {"钟头": "小时", "小时": "小时", "分钟": "分", "工作日": "日"}
_TIME_ASKED = re.compile("多久|多长时间|什么时候之前|最晚")
_TIME = re.compile("[天日周月年时分秒]|季度|星期|当场|立即|当天")


def measures(statement: str, question: str) -> bool:
    """Whether `statement` has a number of what `question` counts: of money, of its measure word, or of the thing named."""
    quantities = read_quantities(statement)
    if _MONEY_ASKED.search(question):
        return any(_MONEY.search(quantity) for quantity in quantities)
    asked = _COUNTED.search(question.rstrip("?？"))
    if asked is None and _TIME_ASKED.search(question):
        return any(_TIME.search(quantity) for quantity in quantities)
    if asked is None:
        return bool(quantities)
    if measure := asked["measure"]:
        if measure in _SAME:
            return any(_SAME[measure] in quantity for quantity in quantities)
        same = next((words for words in _MEASURES if measure in words), measure[0])
        return any(c in quantity for quantity in quantities for c in same)
    thing = re.escape(asked["thing"])
    numbers = "|".join(map(re.escape, quantities))
    return bool(
        numbers
        and re.search(f"(?:{numbers})[^,，。；;]{{0,4}}{thing}|{thing}[^,，。；;]{{0,4}}(?:{numbers})", statement)
    )


def tells(statement: str, wanted: str | None, question: str) -> bool:
    """Whether a duty's `statement` holds the sort of fact that is asked for."""
    if wanted == "frequency":
        return bool(FREQUENCY.search(statement))
    if wanted == "deliverable":
        return bool(read_deliverables(statement))
    if wanted == "quantity":
        return measures(statement, question)
    return True
