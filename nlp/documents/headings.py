"""Reads a short text as a heading: of a post, of a unit, of a group of either, of the whole document."""

import re
from dataclasses import dataclass

from nlp.documents.blocks import Piece
from nlp.documents.brackets import drop_brackets, read_brackets, read_contacts
from nlp.documents.cards import read_card, read_part
from nlp.documents.counts import split_count
from nlp.documents.fields import FieldPart
from nlp.documents.heading_words import STRIP, HeadingKind, classify, read_tokens
from nlp.documents.labels import kind_of
from nlp.documents.latin import close_name, is_english_person, is_english_title
from nlp.documents.spacing import close_up
from nlp.documents.titles import is_named_person, is_person, is_post, is_unit, is_vacant
from nlp.documents.twins import drop_twin

#: 副局长　卜晓云　协助局长分管…: title, holder and duties in columns.
_IN_COLUMNS = re.compile(r"^(?P<a>[^\s,。;:]{2,20})[ \u3000]+(?P<b>[^\s,。;:]{2,16})[ \u3000]+(?P<r>\S.{5,})$")
#: 丁广田,村委会主任。主持…: a person and the office, then what it does.
_NAMED_FIRST = re.compile(
    r"^(?P<a>[\u4e00-\u9fff、]{2,14}),(?P<b>[\u4e00-\u9fff、]{2,14})[。:;](?P<r>[^,。;:]{2,}.*)$", re.S
)
#: 售票员(6人)　出售门票;… and 打包员~核对小票: the gap or wave stands for a colon.
_COUNTED = re.compile(r"^(?P<t>[^\s,。;:()]{2,14}\([^()]{1,20}\))[ \u3000]{2,}(?P<r>\S.{3,})$", re.S)
_WAVE = re.compile(r"^(?P<t>[\u4e00-\u9fff]{2,10})[~～]+(?P<r>.{4,})$", re.S)
#: What people call each other beside the name: 小敏(郭敏), 阿杰(邱文杰)、小宋(宋佳).
_NICK = r"(?:[小阿老大][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,2}[姐哥])"
_NICKNAMES = re.compile(rf"^(?:{_NICK}\([\u4e00-\u9fff]{{2,4}}\)[、,和/ ]?)+(?:[~～:,—-]+|$)")
_NOBODY = re.compile(r"^(?:暂时|目前|现在|暂)?(?:没人|无人|空缺|缺人|空着)(?:,[^,。;:]{0,16}:|[,。;~～]+)")
#: 会计的职责有哪些, 会计岗位职责范本: what is left is the heading.
_ASKS_WHAT = re.compile(
    r"(?:主要)?(?:有哪些|是什么|包括哪些|包括以下.{0,4}|包含哪些|主要有|如下|都有什么|怎么写|大全|范文|模板|范本)$"
)
_LETTER_ALONE = re.compile(r"(?<!\S)(\S)\s+(?=\S(?!\S))")
_DASHED = re.compile(r"^(?P<t>[^\s—–-]{2,14})\s*(?:[—–-]{1,2}|——|[|/·])\s*(?P<n>[\u4e00-\u9fff、 ]{2,14})$")
_NUMBER_AT_END = re.compile(r"(?<=[\u4e00-\u9fff])\d{1,2}$")
_FIRST_WORD = re.compile(r"^([^\s,。;:]{2,14})\s+(?=[^\sA-Za-z`])")
#: 季若桐(分机805)…: a person and how to reach them.
_REACHABLE = re.compile(r"^([\u4e00-\u9fff]{2,4})\s*\(([^()]{3,80})\)[,。;]?\s*")
#: The number of a document behind its name: 工程项目经理部 YZL-GL-2024-06.
_NUMBERED = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=\S*\d)[A-Z][A-Z0-9]*(?:[-/.][A-Za-z0-9]+)+$")
#: [院长]欧若琳: a framed title at the head of a run-on line.
_HEADED = re.compile(r"^\[(?P<t>[^\[\]:]{2,14})\][ :]*(?P<r>[^ :].*)$", re.S)
_IN_PAREN = re.compile(r"\(([^()]{6,60})\)")
_LAST_BRACKET = re.compile(r"\([^()]*\)$")
_CLAUSE = re.compile(r"[^,;/|]+")
_FRAMED = re.compile(
    r"^[\s*#]*\[(?P<t>[^\[\]:]{2,16})\]\s*(?P<n>(?:[招聘需拟共]{0,3})?[\d一二两三四五六七八九十]{1,3}(?:名|人|位))?\s*$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading introduces: `name`, the kind of the label in it, holders, head count, and the text behind it."""

    kind: HeadingKind
    name: str
    label: str | None = None
    holders: tuple[str, ...] = ()
    vacant: bool = False
    count: int | None = None
    organization: str | None = None
    rest: Piece | None = None
    colon: bool = False
    fields: tuple[Piece, ...] = ()  # labels with values in brackets behind the name
    told: tuple[FieldPart, ...] = ()  # what is told of it without labels


def read_heading(piece: Piece) -> Heading | None:
    """The heading that `piece` is, or None."""
    shape = piece.shape
    if not shape or len(shape) > 200 and ":" not in shape[:30] and "。" not in shape[:20]:
        return None
    colon = shape.find(":", 0, 40)
    if colon > 0 and shape.count("(", 0, colon) > shape.count(")", 0, colon):
        close = shape.find(")", colon)
        colon = shape.find(":", close, close + 20) if close != -1 else -1
        if colon == -1 and 0 < close < len(shape) - 1 and len(shape) > 44:
            return None
    card = read_card(piece) if piece.starts_line or piece.marker is not None else None
    if card is not None:
        return Heading("post", card.title, None, card.holders, card.vacant, card.headcount, told=card.fields)
    columns = _IN_COLUMNS.match(shape) if " " in shape else None
    if columns and piece.starts_line:
        title, person = columns["a"], columns["b"]
        if is_person(title) and is_post(person.split("、")[-1]):
            title, person = person, title
        if is_person(person) and is_post(title.split("、")[-1]):
            return Heading("post", title, None, (person,), rest=piece.part(columns.start("r"), len(shape)))
    named = _NAMED_FIRST.match(shape) if "," in shape[:15] else None
    if named and (piece.starts_line or piece.marker is not None):
        pairs = [(named["a"], named["b"]), (named["b"], named["a"])]
        for person, title in pairs:
            if is_person(person) and is_post(title.split("、")[-1]):
                return Heading("post", title, None, (person,), rest=piece.part(named.start("r"), len(shape)))
    columns = (_COUNTED.match(shape) if ")  " in shape else None) or (_WAVE.match(shape) if "~" in shape else None)
    if columns and piece.starts_line and is_post(re.sub(r"\(.*", "", columns["t"])):
        return _read(piece, columns["t"], piece.part(columns.start("r"), len(shape)), True)
    headed = _HEADED.match(shape) if shape[0] == "[" and piece.starts_line else None
    if headed and is_post(headed["t"]):
        return _read(piece, headed["t"], piece.part(headed.start("r"), len(shape)), True)
    stop = shape.find("。", 0, 24) if piece.marker is not None else -1
    if stop > 3 and (colon < 0 or stop < colon):
        word = close_up(shape[:stop])
        labelled = classify(word, False) if "责" in word or "职" in word else None
        if labelled is not None and labelled[0] in ("post", "unit") and labelled[2] in ("duties", "unit-duties"):
            return _read(piece, word, _or_none(piece.part(stop + 1, len(shape))), True)  # 会计岗位职责。会计由…
    if colon > 0:
        return _read(piece, shape[:colon], piece.part(colon + 1, len(shape)), True)
    if len(shape) <= 44 and shape[-1] not in "。;!," and (shape[-1] != "?" or len(shape) < 26):
        found = _read(piece, shape, None, False)
        if found is not None:
            return found
    stop = shape.find("。", 0, 20)
    if stop > 1:
        word = close_up(drop_brackets(shape[:stop]))
        if piece.marker is not None and stop + 1 < len(shape) and (is_unit(word) or is_post(word)):
            head = word if is_unit(word) else shape[:stop]
            return _read(piece, head, piece.part(stop + 1, len(shape)), False)
    blank = _FIRST_WORD.match(shape) if piece.marker is not None else None
    if blank and (is_post(blank[1]) or is_unit(blank[1])) and len(shape) > blank.end() + 5:
        return _read(piece, blank[1], piece.part(blank.end(), len(shape)), False)
    return None


def _read(piece: Piece, head: str, rest: Piece | None, colon: bool) -> Heading | None:
    head = head.rstrip("?")
    if any(c in drop_brackets(head) for c in "。;!?") and not head.rstrip().endswith("。"):
        return None
    said = read_brackets(head, colon)
    holders, vacant, count, kept = said.holders, said.vacant, said.count, said.kept
    fields = [piece.part(start, end) for start, end in said.fields]
    if _ASKS_WHAT.search(kept.rstrip(STRIP)):
        kept = _ASKS_WHAT.sub("", kept.rstrip(STRIP))
    nick = re.match(rf"^(.{{2,8}}?){_NICK}$", kept.strip(STRIP)) if holders else None
    if nick and is_post(nick[1]):
        kept = nick[1]
    framed = _FRAMED.match(kept)
    if framed:  # 【会计】 招2人
        kept = framed["t"]
        count = count if count is not None else split_count("个" + framed["n"])[1] if framed["n"] else None
    word = _NUMBERED.sub("", kept.strip(STRIP))
    if len(word.split()) > 1:
        word = _LETTER_ALONE.sub(r"\1", word)  # 孙 浩
    if any(len(part) == 1 for part in word.split()):
        word = close_up(word).strip(STRIP)
    word = drop_twin(word, heading=True)
    if is_english_title(english := close_name(word)):
        return Heading("post", english, None, tuple(holders), vacant, count, None, rest, colon, tuple(fields))
    word = _NUMBER_AT_END.sub("", word).strip(STRIP + "。")
    if rest is not None:
        reachable = _REACHABLE.match(rest.shape)
        if reachable and is_person(reachable[1]) and read_contacts(reachable[2]):
            fields.append(rest.part(*reachable.span(2)))
            holders.append(reachable[1])
            rest = _or_none(rest.part(reachable.end(), len(rest.shape)))
        rest, people, empty, number = _read_holders(rest) if rest is not None else (None, [], False, None)
        if rest is not None and people and read_contacts(rest.shape):
            fields.append(rest)
            rest = None
        holders.extend(people)
        vacant = vacant or empty
        count = count if count is not None else number
    dashed = _DASHED.match(word)
    if dashed and is_post(dashed["t"]):
        at = piece.shape.find(dashed["n"])
        part = read_part(piece, at, at + len(dashed["n"]))
        if part is not None and part.kind == "superior":  # 业务员 - 向销售经理汇报
            return Heading(
                "post", dashed["t"], None, tuple(holders), vacant, count, None, rest, colon, tuple(fields), (part,)
            )
        people = [p for p in re.split(r"[、 ]", dashed["n"]) if p]
        if is_vacant(dashed["n"]) or any(map(is_person, people)) and all(map(is_named_person, people)):
            empty = is_vacant(dashed["n"])
            return Heading(
                "post",
                dashed["t"],
                None,
                (*holders, *([] if empty else people)),
                empty or vacant,
                count,
                None,
                rest,
                colon,
                tuple(fields),
            )
    tokens = word.split()
    if len(tokens) == 2 and is_post(tokens[0]) and is_unit(tokens[1]) and not is_post(tokens[1]):
        at = piece.shape.rindex(tokens[1], 0, len(head))  # 护理组长(某某)  护理部
        home = FieldPart("unit", "", piece.part(at, at + len(tokens[1])))
        return Heading(
            "post", tokens[0], None, tuple(holders), vacant, count, None, rest, colon, tuple(fields), (home,)
        )
    if len(tokens) > 1 and len(tokens) <= 4:
        found = read_tokens(tokens)
        if found is not None:
            kind, name, label, organization, person = found
            if person:
                holders.append(person)
            return Heading(kind, name, label, tuple(holders), vacant, count, organization, rest, colon, tuple(fields))
    word = "".join(tokens)
    if count is None:
        word, count = split_count(word)
    found2 = classify(word, bool(holders or fields) or count is not None)
    if found2 is None:
        return None
    kind, name, label, organization, person = found2
    if person:
        holders.append(person)
    told = _tell(piece, head) if kind == "post" and "(" in head else ()
    name = _LAST_BRACKET.sub("", name) if told else name
    if kind == "post" and colon and rest is not None and kind_of(word) is not None:
        return None
    return Heading(kind, name, label, tuple(holders), vacant, count, organization, rest, colon, tuple(fields), told)


def _tell(piece: Piece, head: str) -> tuple[FieldPart, ...]:
    """What stands beside a holder in brackets: (闻人杰,政教处,对副校长负责,电话 6110)."""
    told: list[FieldPart] = []
    for bracket in _IN_PAREN.finditer(head):
        for clause in _CLAUSE.finditer(head, *bracket.span(1)):
            text = clause.group().strip()
            if text == bracket[1].strip():
                break  # 会计(财务部): what tells posts of one name apart
            start = head.index(text, clause.start())
            part = read_part(piece, start, start + len(text))
            told += [part] if part else []
            told += [
                FieldPart(kind, "", piece.part(head.index(value, start), clause.end()))
                for kind, value in read_contacts(text)
            ]
    return tuple(told)


def _read_holders(rest: Piece) -> tuple[Piece | None, list[str], bool, int | None]:
    """Names, a vacancy or a head count right behind a heading's colon, and what follows them."""
    shape = rest.shape
    match = re.match(r"^\(([^()]{1,30})\)\s*", shape)
    if match:
        people = [p for p in re.split(r"[、,/ ]", match[1]) if p]
        if people and all(is_person(p) for p in people):
            return _or_none(rest.part(match.end(), len(shape))), [p.replace(" ", "") for p in people], False, None
        if is_vacant(match[1]):
            return _or_none(rest.part(match.end(), len(shape))), [], True, None
    called = _NICKNAMES.match(shape)
    people = re.findall(r"\(([^()]+)\)", called.group()) if called else []
    if called and people and all(map(is_named_person, people)):
        return _or_none(rest.part(called.end(), len(shape))), people, False, None
    nobody = _NOBODY.match(shape)
    if nobody:
        return _or_none(rest.part(nobody.end(), len(shape))), [], True, None
    if len(shape) <= 30:
        bare = re.sub(r"\((?:兼.{0,8}|代|代理|主持工作|兼任)\)", "", shape).strip(" 。;,")
        people = [p for p in re.split(r"[、,/ ]+", bare) if p]
        if is_person(bare.replace(" ", "")) and len(bare.replace(" ", "")) <= 4:
            return None, [bare.replace(" ", "")], False, None
        if any(map(is_person, people)) and all(is_person(p) or is_english_person(p) for p in people):
            return None, people, False, None
        if is_vacant(bare):
            return None, [], True, None
        number = split_count("个" + bare)
        if number[1] is not None and number[0] == "个":
            return None, [], False, number[1]
    match = re.match(r"^([\u4e00-\u9fff]{2,4})(?:\([^()]{1,10}\))?(?:\s+|[,。;])(?=\S)", shape)
    if match and is_person(match[1]):
        return _or_none(rest.part(match.end(), len(shape))), [match[1]], False, None
    return _or_none(rest), [], False, None


def _or_none(piece: Piece) -> Piece | None:
    return piece if piece.text else None
