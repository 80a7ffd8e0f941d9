"""Whether a sentence has the fact that a question asks for: how often, how much, what comes out of it."""

import re

from nlp.frames import FREQUENCY, read_deliverables, read_quantities

#: How a question asks for money, and what money is written in; what else it counts, and words that count the same.
_MONEY_ASKED = re.compile(
    "(?:多少|几)(?:钱|元|块|工资|费用|薪水|补贴|补助|押金)|(?:价格?|收费|费用?|薪水?|工资|补贴|补助|押金)(?:标准)?是?多少|[年月时]薪"
)
_MONEY = re.compile("[元块万%]|百分之|钱")
_COUNTED = re.compile(
    "(?:多少|几)(?:个(?=月|小时|星期|季度|学期))?(?P<measure>[人名位员次遍回趟天日月条个张份家台斤吨]|小时|公斤)|多少(?P<thing>[一-鿿]{2,4})$"
)
_MEASURES = ("人名位员个", "次遍回趟", "天日")


def measures(statement: str, question: str) -> bool:
    """Whether `statement` has a number of what `question` counts: of money, of its measure word, or of the thing named."""
    quantities = read_quantities(statement)
    if _MONEY_ASKED.search(question):
        return any(_MONEY.search(quantity) for quantity in quantities)
    asked = _COUNTED.search(question.rstrip("?？"))
    if asked is None:
        return bool(quantities)
    if measure := asked["measure"]:
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
