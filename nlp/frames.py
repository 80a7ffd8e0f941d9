"""The frame of a duty: what is done, to what, how often, with whom."""

import re
from dataclasses import dataclass

from graph.model import Iri
from nlp.thesaurus import Thesaurus

FREQUENCY = re.compile(
    r"每(?:个|逢)?(?:半)?(?:[一二两三四五六七八九十\d]+(?:个)?)?(?:学年|学期|年度|年|季度|季|月度|月末|月|旬|周[一二三四五六日]?(?:[上下]午)?|星期[一二三四五六日]?|日|天|班|晚|晨|小时|学期)(?:一次|两次|三次)?"
    r"|(?:定期|不定期|随时|及时|按时|按月|按周|按日|按季|按年|逐月|逐日|逐级|年度|季度|月度)"
)
_MADE = "报表|报告|方案|计划|记录|清单|台账|总结|预算|月报|周报|日报|档案|简报|手册"
_DELIVERABLE = re.compile(
    "(?:编制|编写|撰写|制作|填写|提交|出具|提供|拟定|制定|完成|形成|上报)[^,。;、]{0,12}?([一-鿿]{0,8}(?:"
    + _MADE
    + "))"
)


@dataclass(frozen=True, slots=True)
class DutyFrame:
    """Concepts of actions and topics, how often, and what comes out of a duty; as the statement has them."""

    actions: tuple[Iri, ...] = ()
    topics: tuple[Iri, ...] = ()
    frequency: str | None = None
    counterparts: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()


def annotate(statement: str, thesaurus: Thesaurus) -> DutyFrame:
    """The frame of `statement` (normalised text)."""
    actions: dict[Iri, None] = {}
    topics: dict[Iri, None] = {}
    for mention in thesaurus.find_longest(statement.lower()):
        for iri in mention.concepts:
            (actions if thesaurus.concepts[iri].action else topics)[Iri(iri)] = None
    frequency = FREQUENCY.search(statement)
    return DutyFrame(
        tuple(actions),
        tuple(topics),
        frequency.group() if frequency else None,
        deliverables=tuple(dict.fromkeys(_DELIVERABLE.findall(statement))),
    )
