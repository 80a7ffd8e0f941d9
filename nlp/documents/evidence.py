"""Finds the titles that a document proves by where they stand, although they are not built like titles."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from nlp.documents.appointing import named_behind
from nlp.documents.blocks import Block, Piece
from nlp.documents.brackets import drop_brackets
from nlp.documents.counts import split_count
from nlp.documents.divisions import read_division
from nlp.documents.fields import split_fields, split_names
from nlp.documents.labels import kind_of, split_suffix
from nlp.documents.tables import column_kind, looks_like_value
from nlp.documents.titles import is_built_like_post, is_organization, is_person, is_unit, is_vague, title_book
from nlp.documents.verbs import starts_like_duty

_WORD = re.compile(r"^[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9/&-]{1,11}$")
#: A title with the whole name of its unit, too long to be taken for one by how it is built alone.
_LONG = re.compile(r"^[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9/&-]{18,31}$")
_OFFICE = 8  # letters at its end that are built like a title
_NOT_IN_TITLES = re.compile(
    r"[的了是在和与及等各将把被让应须需要每]|职责|要求|资格|条件|权限|负责|内容|制度|说明|目录|规定|办法|附件|概况|简介|以下|情况|关系|信息|资料|管理$|工作$|方面$|事项$|系统$|体系$"
)
#: Labels that describe a post: what stands alone right above one of them is the post's name.
_OF_A_POST = frozenset(["superior", "subordinate", "headcount", "holder", "unit", "summary"])
#: A label below which something is introduced, mostly a post.
_INTRODUCES = re.compile(r"(?:岗位|职位)?(?:基本(?:情况|信息|资料)|概况|简介):?")
_APPOINTED = re.compile(
    r"^(?P<t>[\u4e00-\u9fff]{2,8}?)(?:一职)?(?:(?:现|暂|目前)?由(?P<n>[\u4e00-\u9fff]{2,4}?)(?:担任|兼任|出任)|(?:直接|也|同样)*(?:向|对)[^,。;]{2,10}?(?:汇报|负责|报告)|(?:直接)?隶属于|(?:直接|都|均)?(?:归|由|受)[^,。;]{2,10}?(?:管理?|领导|管辖)(?=[,。;])|的(?:直接)?(?:上级|下级|下属)(?:是|为))"
)
#: 直接上级为美术指导.
_SUPERIOR_SAID = re.compile(r"(?:直接|直属|直管)上级(?:是|为)(?P<t>[\u4e00-\u9fff]{2,8}?)(?=[,。;]|$)")
_LABEL = re.compile(
    r"(?:上级|下级|上司|下属|汇报|报告|主管|领导|管辖|岗位|职位|职务|名称|对象|title|position|to)\s*\]?\s*:", re.I
)
_LABEL_END = re.compile(r"[:\s]")
_HEADED = re.compile(r"([\u4e00-\u9fff]{2,8})(?:\([^()]{1,20}\))?:")
_SENTENCE_ENDS = ("。", ";", ",", "!")
_SENTENCE_END = re.compile("[。;!]")


def find_titles(blocks: Sequence[Block]) -> frozenset[str]:
    """The words that are titles in this document.

    Evidence: the value of a label for a post, its superior or subordinates; a short line of its own above labels that
    only posts have; a place among numbered or styled headings most of which are titles; a sentence that says who holds
    it or to whom it reports.
    """
    found: set[str] = set()
    found.update(_labelled(blocks))
    found.update(_above_labels(blocks))
    found.update(_in_sentences(blocks))
    found.update(_among_titles(blocks, found))
    return frozenset(t for t in found if not is_built_like_post(t))


#: What stands behind a title and a name where somebody is said to be led or appointed.
_LED_BEHIND = re.compile(
    r"^.{4,11}(?:现|直接)?(?:由|向|对|听从|服从|受|归|在)[^,。;]{2,14}[任聘委选领管汇负报指调安带]"
)


def _can_be_title(word: str) -> bool:
    return (
        bool(_WORD.match(word))
        and not is_built_like_post(word)  # which is a title without proof
        and not _NOT_IN_TITLES.search(word)
        and kind_of(word) is None
        and split_suffix(word) is None
        and not is_unit(word)
        and not is_organization(word)
        and not is_person(word)
        and not is_vague(word)
        and not starts_like_duty(word)
        and not any(is_person(word[at:]) and is_built_like_post(word[:at]) for at in (len(word) - 3, len(word) - 2))
        and word not in title_book().post_stops
        and not title_book().starts.match(word)
    )


def _is_long_title(word: str) -> bool:
    return (
        bool(_LONG.match(word))
        and any(is_built_like_post(word[-letters:]) for letters in (_OFFICE, _OFFICE // 2))
        and not title_book().starts.match(word)
        and not starts_like_duty(word)
        and not is_organization(word)
        and "的" not in word
        and "职责" not in word
    )


def _bare_name(shape: str) -> str:
    """A line without brackets, colon and head count; one that ends as sentences do, so is no name, as it stands."""
    return shape if shape.endswith(_SENTENCE_ENDS) else split_count(drop_brackets(shape).strip(" :"))[0]


def _names(value: str) -> list[str]:
    words = [split_count(drop_brackets(name).strip())[0] for name in split_names(value)]
    return [w for w in words if _can_be_title(w)]


def _labelled(blocks: Sequence[Block]) -> set[str]:
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, tuple):
            for label, value in pairwise(block):
                if (
                    column_kind(label.shape) in ("superior", "subordinate", "post")
                    and not looks_like_value(label)
                    and len(value.shape) <= 40
                ):
                    found.update(_names(value.shape))
        elif ":" in block.shape and _LABEL.search(block.shape):
            for part in split_fields(block, False)[1]:
                if part.kind in ("superior", "subordinate", "post") and len(part.value.shape) <= 40:
                    found.update(_names(part.value.shape))
    return found


def _above_labels(blocks: Sequence[Block]) -> set[str]:
    found: set[str] = set()
    introduced: list[str] = []  # what stands right above a label like 基本情况
    for block, after in pairwise(blocks):
        if isinstance(block, tuple) or not block.starts_line and block.marker is None:
            continue
        word = _bare_name(block.shape)
        if isinstance(after, Piece) and _INTRODUCES.fullmatch(after.shape):
            introduced.append(word)
        if not (_is_long_title(word) or len(word) <= 12 and _can_be_title(word)):
            continue
        if isinstance(after, tuple):
            filled = [c for c in after if c.text]
            kinds = {column_kind(c.shape) for c in filled[:4:2]}
        else:
            shape = after.shape.split(":", 1)
            kinds = {kind_of(shape[0])} if len(shape) > 1 else {kind_of(after.shape)}
        if kinds & (_OF_A_POST | {"duties"} if len(word) > 12 else _OF_A_POST):
            found.add(word)
    titles = sum(1 for word in introduced if is_built_like_post(word) or word in found)
    if titles >= 2 and titles * 2 >= len(introduced):
        found.update(word for word in introduced if len(word) <= 8 and _can_be_title(word))
    return found


def _among_titles(blocks: Sequence[Block], proven: set[str]) -> set[str]:
    """Members of a sequence of headings, or of one level of styled headings, of which most are titles."""
    groups: dict[tuple[str, int], list[str]] = {}
    for block in blocks:
        if isinstance(block, tuple):
            continue
        if (
            block.starts_line
            and block.marker is None
            and len(block.shape) > 14
            and (head := _HEADED.match(block.shape))
        ):
            groups.setdefault(("colon", 0), []).append(head[1])
        if len(block.shape) > 24:
            continue
        word = _bare_name(block.shape)
        if block.level and (split_suffix(word) or is_organization(word)):
            continue  # the heading of the document
        if block.level:
            groups.setdefault(("level", block.level), []).append(word)
        elif block.marker is not None and block.marker.family != "bullet":
            groups.setdefault(("sequence", block.marker.sequence), []).append(word)
    found: set[str] = set()
    for (kind, _), words in groups.items():
        titles = sum(1 for w in words if is_built_like_post(w) or w in proven)
        if titles >= (3 if kind == "sequence" else 2) and titles * 3 >= len(words) * 2:
            found.update(w for w in words if len(w) <= 8 and _can_be_title(w))
    return found


def drop_form_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the title of a form that is printed anew above the first label of each copy."""
    below: dict[str, list[Block | None]] = {}  # what follows the line each time
    for block, after in pairwise([*blocks, None]):
        if isinstance(block, Piece) and block.marker is None and 4 <= len(block.shape) <= 24:
            below.setdefault(block.shape, []).append(after)
    titles = {
        shape
        for shape, following in below.items()
        if len(following) >= 3
        and all(map(_begins_form, following))
        and kind_of(shape.partition(":")[0]) not in _OF_A_POST  # posts with one superior say so in the same words
        and kind_of(shape.rstrip(":")) is None
        and not is_built_like_post(shape)
        and not is_unit(shape)
        and not starts_like_duty(shape)
        and shape[-1] not in "。;:!,、"
    }
    return [b for b in blocks if not (isinstance(b, Piece) and b.marker is None and b.shape in titles)]


def _begins_form(block: Block | None) -> bool:
    if isinstance(block, tuple):
        return bool(block) and column_kind(block[0].shape) in ("post", "unit", "holder", "ignore", "organization")
    return block is not None and kind_of(_LABEL_END.split(block.shape, maxsplit=1)[0]) in ("post", "unit", "holder")


def find_units(blocks: Sequence[Block]) -> frozenset[str]:
    """The words that are names of units in this document.

    Evidence: a place among numbered or styled headings most of which are units; a sentence that counts the units of a
    whole.
    """
    counted = {name for block in blocks if isinstance(block, Piece) for name in read_division(block.shape)}
    return frozenset(counted | _among_units(blocks))


def _among_units(blocks: Sequence[Block]) -> set[str]:
    """Members of a sequence of headings, or of one level of styled headings, of which most are units."""
    groups: dict[tuple[str, int], list[str]] = {}
    with_posts: set[str] = set()
    for block, after in pairwise([*blocks, None]):
        if isinstance(block, tuple) or block is None or len(block.shape) > 24:
            continue
        word = drop_brackets(block.shape).strip(" :")
        if block.level:
            groups.setdefault(("level", block.level), []).append(word)
            if isinstance(after, Piece) and after.level > block.level and is_built_like_post(_bare_name(after.shape)):
                with_posts.add(word)
        elif block.marker is not None and block.marker.family != "bullet":
            groups.setdefault(("sequence", block.marker.sequence), []).append(word)
    found: set[str] = set()
    for words in groups.values():
        units = [w for w in words if is_unit(w)]
        endings = {unit[-1] for unit in units}
        if len(units) >= 2 and len(units) * 3 >= len(words) * 2:
            found.update(
                w
                for w in words
                if w not in units
                and len(w) <= 8
                and (w[-1:] in endings or len(units) >= 3 or w in with_posts)
                and _can_be_title(w)
            )
    return found


def _in_sentences(blocks: Sequence[Block]) -> set[str]:
    said: Counter[str] = Counter()
    starts: list[str] = []
    for block in blocks:
        if isinstance(block, tuple) or len(block.shape) < 12:
            continue
        for sentence in _SENTENCE_END.split(block.shape):
            if len(sentence) < 6:
                continue
            starts.append(sentence)
            appointed = _APPOINTED.match(sentence)
            if appointed and _can_be_title(appointed["t"]) and (appointed["n"] is None or is_person(appointed["n"])):
                said[appointed["t"]] += 1
    for sentence in filter(_LED_BEHIND.search, starts):  # 观测助手甘某听从工程师指挥
        for end in range(2, 9):
            if named_behind(sentence[end:]) and _can_be_title(sentence[:end]):
                said[sentence[:end]] += 1
    above = {m["t"] for s in starts if "上级" in s for m in _SUPERIOR_SAID.finditer(s)}
    return {t for t in said if sum(1 for s in starts if s.startswith(t)) >= 2} | set(filter(_can_be_title, above))
