"""Finds the named things of the graph in a question: candidates with scores, or none."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

import ahocorasick
from rapidfuzz import fuzz, process

from nlp.catalogue import ORGANIZATION, POST, UNIT, Catalogue, Entity
from nlp.text import fold

#: How a candidate was found whose name the question does not have: it is spelt or sounds nearly so.
MISSPELT, BY_SOUND = "近似", "近音"
#: How an organization was found that is spoken of by its kind: 超市里.
BY_KIND = "类别"
#: Likeness from which a misspelt name is taken for the name, by its length in characters.
FUZZY_BY_LENGTH = {2: 101, 3: 101, 4: 74, 5: 79, 6: 80}
FUZZY_LONG = 82
#: A misspelt name has at least this share of its letters right, which is what the likenesses above come to.
_LONG, _LIKELY = 4, 0.74
#: A bare title that more posts than this end in says nothing.
_MANY = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a stretch of the question may name, with the likeness 0 to 1 and how it was found."""

    entity: Entity
    score: float
    way: str


@dataclass(frozen=True, slots=True)
class NameMention:
    """`text[start:end]` names one of `candidates`, best first."""

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]

    @property
    def type(self) -> str:
        """Type of the best candidate."""
        return self.candidates[0].entity.type

    @property
    def is_slip(self) -> bool:
        """Whether nothing bears the name as it is written."""
        return all(c.way in (MISSPELT, BY_SOUND) for c in self.candidates)


class NameFinder:
    """Finds the names of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        forms: dict[str, dict[str, tuple[float, str]]] = {}

        def add(form: str, entity: Entity, score: float, way: str) -> None:
            known = forms.setdefault(form, {})
            if entity.iri not in known or known[entity.iri][0] < score:
                known[entity.iri] = (score, way)

        for entity in catalogue.entities.values():
            for name in (entity.label, *entity.aliases):
                add(fold(name), entity, 1.0, "名称")
            for short in _short_forms(entity):
                add(short, entity, 0.8, "简称")
        for entity in catalogue.entities.values():
            # 定型机挡车工 is a 挡车工 too where another title has been shortened so.
            name = fold(entity.label)
            senses = forms.get(name[-3:])
            if entity.type == POST and len(name) in (6, 7) and senses and all(w == "简称" for _, w in senses.values()):
                add(name[-3:], entity, 0.8, "简称")
        self._forms = {form: senses for form, senses in forms.items() if len(form) > 1}
        self._automaton = ahocorasick.Automaton()
        for form in self._forms:
            self._automaton.add_word(form, form)
        if self._forms:
            self._automaton.make_automaton()

    @cached_property
    def _long_names(self) -> list[str]:
        return [form for form in self._forms if len(form) >= _LONG and not form.isascii()]

    @cached_property
    def _holding(self) -> dict[str, list[int]]:
        """Character → the places of the long names that hold it, each as often as it does."""
        holding: dict[str, list[int]] = {}
        for place, form in enumerate(self._long_names):
            for character in form:
                holding.setdefault(character, []).append(place)
        return holding

    def _likely_names(self, text: str) -> list[str]:
        """The long names with so many of their letters in `text` that one may be misspelt there."""
        shared = Counter(chain.from_iterable(self._holding.get(character, ()) for character in set(text)))
        names = self._long_names
        return [names[at] for at in sorted(shared) if shared[at] >= _LIKELY * (len(names[at]) - 0.5)]

    def find(self, text: str, cut: Callable[[str], list[str]] | None = None) -> list[NameMention]:
        """Names in `text` (normalised, lower case) that no longer name covers, from left to right; shortened ones only
        where a word of `cut` begins."""
        if not self._forms:
            return []
        spans = [(last + 1 - len(form), last + 1, form) for last, form in self._automaton.iter(text)]
        kept: list[tuple[int, int, str]] = []
        for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
            if all(span[1] <= k[0] or span[0] >= k[1] for k in kept):
                kept.append(span)
        mentions = [self._mention(start, end, form) for start, end, form in sorted(kept)]
        begins = {0, *accumulate(len(word) for word in cut(text))} if cut and mentions else None
        return [
            m for m in mentions
            if (m.candidates[0].score == 1.0 or _BEFORE_NAME.search(text[: m.start]) and (begins is None or m.start in begins))
            and not (m.type == POST and (_RANK.search(text[: m.start]) or _CERTIFICATE.match(text, m.end)))
        ]  # fmt: skip

    def find_misspelt(self, text: str) -> NameMention | None:
        """The one stretch of `text` that is nearly a name, when `find` saw none."""
        best: tuple[float, int, int, str] | None = None
        for form, _, _ in process.extract(
            text, self._likely_names(text), scorer=fuzz.partial_ratio, score_cutoff=70, limit=8
        ):
            align = fuzz.partial_ratio_alignment(form, text)
            if align is None or align.dest_end - align.dest_start < len(form) - 1:
                continue
            whole = fuzz.ratio(form, text[align.dest_start : align.dest_end])
            if whole >= FUZZY_BY_LENGTH.get(len(form), FUZZY_LONG) and (best is None or whole > best[0]):
                best = (whole, align.dest_start, align.dest_end, form)
        if best is None:
            return None
        mention = self._mention(best[1], best[2], best[3])
        candidates = tuple(Candidate(c.entity, c.score * best[0] / 100, MISSPELT) for c in mention.candidates)
        return NameMention(best[1], best[2], text[best[1] : best[2]], candidates)

    def find_bare(self, text: str) -> NameMention | None:
        """The bare title at the beginning of `text` as the posts whose titles end in it: 班长; None where it is none."""
        for size in (4, 3, 2):
            title = text[:size]
            if title in _BARE_TITLES and len(text) > size:
                posts = [
                    e for e in self.catalogue.entities.values() if e.type == POST and fold(e.label).endswith(title)
                ]
                if 0 < len(posts) <= _MANY:
                    return NameMention(0, size, title, tuple(Candidate(e, 0.7, "简称") for e in posts))
        return None

    def nearest(self, text: str, limit: int = 5, kind: str | None = None) -> list[Entity]:
        """Entities whose names are most like `text`, for a person who asked for something that is not there; of one type
        where `kind` says so."""
        entities = self.catalogue.entities
        forms = [
            form for form, iris in self._forms.items() if kind is None or any(entities[i].type == kind for i in iris)
        ]
        hits = process.extract(fold(text), forms, scorer=fuzz.ratio, score_cutoff=45, limit=limit * 2)
        found: dict[str, Entity] = {}
        for form, _, _ in hits:
            for iri in self._forms[form]:
                if kind is None or entities[iri].type == kind:
                    found.setdefault(iri, entities[iri])
        return list(found.values())[:limit]

    def _mention(self, start: int, end: int, form: str) -> NameMention:
        candidates = [
            Candidate(self.catalogue.entities[iri], score, way) for iri, (score, way) in self._forms[form].items()
        ]
        exact = {c.entity.organization for c in candidates if c.score == 1.0}
        # A shortened title stands beside a full one only where it may be meant in another organization.
        kept = [c for c in candidates if c.score == 1.0 or c.entity.organization not in exact]
        kept.sort(key=lambda c: (-c.score, c.entity.type, c.entity.iri))
        return NameMention(start, end, form, tuple(kept))


#: What may stand before a shortened name; another word there would make it a longer name that nobody bears.
_BEFORE_NAME = re.compile(
    r"(?:^|[的是找问由归和与跟、,。?向给对在到个位里叫让请把\s]|司|部|中心|店|院|校|厂|集团|局|处|室|谁)$"
)
#: A rank before a title makes it another title, which the graph would have as a whole.
_RANK = re.compile("(?:副|首席|见习|名誉|代理)$")
#: Two words of two letters, and what sort of unit it is: 安全|环保|部.
_FOUR_LETTERS = re.compile("(.).(.).([部科处室办组])")
#: A title before these words names a certificate or a trade: 会计证, 导游资格.
_CERTIFICATE = re.compile("(?:从业|执业|上岗|职业|专业|技术)*(?:资格|证书?(?!明)|职称|专业)")
_COMPANY_ENDINGS = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "分公司", "集团公司", "公司", "集团")
_POST_PREFIXES = ("公司", "各大", "各", "本", "中心", "部门")
#: Titles that say nothing without the words before them.
_BARE_TITLES = frozenset(
    (
        "经理 主管 主任 专员 总监 部长 科长 处长 组长 队长 班长 店长 院长 校长 "
        "行长 站长 所长 馆长 园长 厂长 局长 处长 台长 社长 会长 团长 船长 车间主任 董事长 "
        "护士 医生 医师 药师 技师 教师 老师 教练 司机 厨师 保安 保洁 电工 焊工 编辑 记者 导游 柜员 出纳 库管 仓管 "
        "助理 秘书 员工 会计 文员 代表 顾问 工程师 技术员 管理员 总经理 副总 主任助理 经理助理"
    ).split()
)


#: Words of names of units and posts that people shorten so.
_SHORTENED = (
    ("人力资源", "人力"), ("人力资源", "人资"), ("信息技术", "信息"), ("客户服务", "客服"), ("后勤保障", "后勤"),
    ("质量控制", "质控"), ("质量管理", "质管"), ("质量保证", "质保"), ("安全保卫", "保卫"), ("安全保卫", "安保"),
    ("市场营销", "营销"), ("计划财务", "计财"), ("财务会计", "财会"), ("采购供应", "采供"), ("研究开发", "研发"),
    ("行政管理", "行政"), ("副总经理", "副总"), ("物资管理", "物资"), ("设备管理", "设备"), ("教育培训", "培训"), ("综合管理", "综合"),
)  # fmt: skip
#: 第二人民医院 is 二院, 第三中学 is 三中, 第一车间 is 一车间.
_NUMBERED = re.compile(
    "第([一二三四五六七八九十]{1,2})[^第]{0,6}?(医院|中学|小学|幼儿园|分公司|支行|车间|大队|中队|工区|项目部|分厂|食堂|税务所|派出所)$"
)
_INITIALS = {"医院": "院", "中学": "中", "小学": "小", "幼儿园": "幼", "分公司": "分", "分厂": "厂"}


def _short_forms(entity: Entity) -> set[str]:
    name = fold(entity.label)
    found: set[str] = set()
    if numbered := _NUMBERED.search(name) if entity.type in (ORGANIZATION, UNIT) else None:
        number, kind = numbered.groups()
        found |= {number + _INITIALS.get(kind, kind), number + kind, f"第{number}{kind}"}
    if entity.type in (UNIT, POST):
        found |= {name.replace(long, short) for long, short in _SHORTENED if long in name and name != long}
    if entity.type == ORGANIZATION:
        for ending in _COMPANY_ENDINGS:
            if name.endswith(ending) and len(name) - len(ending) >= 2:
                found.add(name.removesuffix(ending))
                break
        if (whole := name.find("集团", 2)) > 0 and name[whole + 2 :].strip():
            # 江城公交集团第三客运分公司 is spoken of by its group.
            found |= {name[:whole], name[: whole + 2]}
    elif entity.type == UNIT:
        if initials := _FOUR_LETTERS.fullmatch(name):
            # 安全环保部 is 安环部.
            found.add("".join(initials.groups()))
        if "管理" in name and len(name) > 5:
            found.add(name.replace("管理", "", 1))
        for prefix in _POST_PREFIXES:
            if name.startswith(prefix) and len(name) - len(prefix) >= 3:
                found.add(name.removeprefix(prefix))
    elif entity.type == POST:
        # A title may be shortened from the left: 呼叫中心客户服务专员 is also a 客户服务专员.
        for start in range(1, len(name) - 2):
            rest = name[start:]
            if rest not in _BARE_TITLES and (len(rest) >= 4 or start <= 2 and len(rest) == 3):
                found.add(rest)
    return {form for form in found if form not in _BARE_TITLES}
