"""Takes out of the lines what is not the document's own: HTML leftovers, page furniture, garbage; offsets kept."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from nlp.documents.blocks import Line, SourceLine
from nlp.documents.checkboxes import has_boxes, keep_ticked
from nlp.documents.labels import kind_of, label_book
from nlp.documents.recognition import mend_recognition
from nlp.documents.spacing import close_line, is_spaced
from nlp.text import is_simplified, simplify

_TAG = re.compile(
    r"</?(?:p|br|div|span|li|ul|ol|td|tr|table|tbody|strong|b|i|em|u|font|h[1-6]|a|img|o:p|section|blockquote)\b[^<>\n]{0,200}/?>",
    re.I,
)
_ENTITY = re.compile(r"&(?:#x?[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_FURNITURE_LINE = re.compile(
    r"^[\s\W_]*(?:(?:[^\s。；;，,:：]{2,30}[\s.·|]{2,})?第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|共\s*\d+\s*页|(?:(?:rev|ver)\.?\s*[\d.]+\s+)?page\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s*/\s*\d+|[-—–]\s*[\dlI|]{1,3}\s*[-—–]|"
    r"展开全文|(?:内部(?:资料|文件|使用)|注意保密|保密|机密(?:文件|资料)?|秘密|仅供内部使用)(?:[\s,，]*(?:注意保密|严禁外传|禁止外传|请勿外传|不得外传|妥善保管))?|展开阅读全文|阅读全文|点击查看更多|下载文档|返回顶部|上一页|下一页|页眉|页脚|优选文档|精品文档|欢迎下载|"
    r"精选资料|可编辑|仅供学习参考|本文档下载自.{0,60}|(?:https?://|www\.)\S{1,200}|版权所有.{0,40}|"
    r"(?:猜你喜欢|相关(?:推荐|阅读|文章|链接)|热门(?:推荐|文章)|推荐阅读|延伸阅读)[:：]?|(?:copyright|©).{0,80}|责任编辑[:：].{0,20}|(?:发布时间|发布日期|发表时间)[:：].{0,60}|(?:浏览|点击|阅读)(?:次数|量)[:：].{0,30}|(?:上一篇|下一篇)[:：].{0,80}|(?:主题词|抄送|抄报|主送)[:：].{0,60}|(?:打印|关闭|收藏|分享到?).{0,20}|[─━═=＝_＿*＊~～·.。…—–-]{3,}|来源[:：].{0,40}|(?:(?:文字?|图片?|图文|作者|撰文|摄影|供图|制图|供稿|编辑|责编|美编|排版|校对|审校|审核|监制|统筹|记者|通讯员|来源)\s*[|/｜丨:：]\s*[^\s|｜丨]{1,12}\s*){2,}|更多.{0,20}请关注.{0,40}|文档来源.{0,60})[\s\W_]*$",
    re.I,
)
_PAGE = re.compile(r"^\s*(?:第\s*\d+\s*页.{0,12}|[-—–]\s*\d{1,4}\s*[-—–]|\d{1,4}\s*/\s*\d{1,4})\s*$")
_CONTENTS_LINE = re.compile(r"^.{2,40}?(?:[.·。…]{4,}|…{2,}|[.· ]{8,})\s*\d{1,3}\s*$")
_FURNITURE_PART = re.compile(
    r"(?:优选|精选|精品|最新|可编辑|优质)?(?:文档|资料|范文)\s*[-—–_.·]{1,6}\s*(?:欢迎|免费)?下载(?:使用)?|展开(?:阅读)?全文|欢迎下载(?:使用|阅读)?|"
    r"第\s*\d+\s*页\s*[,，/]?\s*共\s*\d+\s*页|"
    r"(?:相关|延伸|推荐|猜你|热门|更多)(?:推荐|阅读|文章|链接|喜欢|内容)[:：].{0,200}$|[^。；;.!！]{2,30}[?？]\s*点击查看(?:更多|全文|详情)?\s*[>＞»]*"
)  # fmt: skip
#: What every one of these parts has in it: most lines lack it.
_CAN_HAVE_PART = re.compile("下载|全文|页|(?:推荐|阅读|文章|链接|喜欢|内容)[:：]|点击查看")
#: Bytes that no text in UTF-8 begins with.
_NO_UTF8 = re.compile(
    rb"[\0-\x7f]*(?:[\x80-\xc1\xf5-\xff]|[\xc2-\xf4][^\x80-\xbf]|[\xe0-\xf4][\x80-\xbf][^\x80-\xbf])", re.S
)
_DAMAGE = re.compile(r"[\u4e00-\u9fff]\?{2,}[\u4e00-\u9fff?]|锟斤拷|\ufffd|[\u4e00-\u9fff]\?/?[a-z]{1,3}>")
_GARBAGE = re.compile(r"锟斤拷|烫烫烫|屯屯屯|ï¿½|â€|Ã[\x80-\xbf©¨¯]|�")
_BROKEN_NUMERAL = re.compile(r"^\s*[二三四五六七八九]\s*$")
_NUMERAL_START = re.compile(r"^\s*十[一二三四五六七八九]?[、.]")
_BRACKETED = re.compile(r"\[\s?([^\[\]]{2,40}?)\s?\](\s*:?)")

#: Full-width punctuation, digits and letters by their half-width forms, one character for one.
SHAPES = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x09: " ", 0xFE30: ":", 0x2236: ":",
    0xFE55: ":", 0x3014: "(", 0x3015: ")", 0x3010: "[", 0x3011: "]", 0xFF61: "。", 0xFE52: ".", 0x2E3A: "—",
    0xF0B7: "•", 0xF0A7: "▪", 0xF06C: "●", 0xF06E: "■",
    0xF0D8: "➢", 0xF0FC: "√", 0xF075: "◆", 0x2022: "•", 0x30FB: "·", 0x2027: "·",
}  # fmt: skip
_KANGXI_LETTERS = "\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06"
_KANGXI = re.compile(f"[{_KANGXI_LETTERS}]")
_MARKUP = re.compile(f"[<&{_KANGXI_LETTERS}]")
#: Lines up to this length are furniture, and return from file to file: what they come to is remembered.
_RETURNING = 120
#: A character behind the last one that the western encodings have.
_NOT_WESTERN = re.compile("[^\0-™]")


def repair(text: str) -> str | None:
    """What a line must have been that was decoded wrongly as a whole (UTF-8 read as GB18030 or Latin-1), or None.

    The proof is that its bytes are valid UTF-8 in full, which wrong guesses are not by chance.
    """
    if len(text) < 4 or text.isascii() or _NOT_WESTERN.search(text) and _is_no_utf8(text[:8]):
        return None
    for encoding in ("gb18030",) if _NOT_WESTERN.search(text) else ("gb18030", "cp1252", "latin-1"):
        try:
            mended = text.encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if any("\u4e00" <= c <= "\u9fff" for c in mended):
            return mended
    return None


def _is_no_utf8(head: str) -> bool:
    """Whether a text that begins so cannot be valid UTF-8 in the bytes of GB18030: most texts show it at once."""
    try:
        return bool(_NO_UTF8.match(head.encode("gb18030")))
    except UnicodeEncodeError:
        return True


def is_damaged(text: str) -> bool:
    """Whether a line has the traces of characters that were lost."""
    return ("?" in text or "\ufffd" in text or "锟斤拷" in text) and bool(_DAMAGE.search(text))


@lru_cache(maxsize=16384)
def _take_out(source: str) -> tuple[str, tuple[int, ...] | None]:
    """`source` without tags, with entities written out; the offsets where that changed it."""
    mended = repair(source)
    if mended is not None:
        return mended, tuple(index * len(source) // len(mended) for index in range(len(mended)))
    if not _MARKUP.search(source) and not (_CAN_HAVE_PART.search(source) and _FURNITURE_PART.search(source)):
        return source, None
    letters: list[str] = []
    offsets: list[int] = []
    position = 0
    events = sorted(
        [(m.start(), m.end(), "") for m in _TAG.finditer(source)]
        + [(m.start(), m.end(), html.unescape(m.group())) for m in _ENTITY.finditer(source)]
        + [(m.start(), m.end(), " ") for m in _FURNITURE_PART.finditer(source)]
    )
    for start, end, replacement in events:
        if start < position:
            continue
        letters.extend(source[position:start])
        offsets.extend(range(position, start))
        if len(replacement) == 1:
            letters.append(replacement)
            offsets.append(start)
        elif replacement and replacement == source[start:end]:
            letters.extend(source[start:end])
            offsets.extend(range(start, end))
        position = end
    letters.extend(source[position:])
    offsets.extend(range(position, len(source)))
    raw = "".join(letters)
    if _KANGXI.search(raw):
        raw = "".join(
            c
            if not _KANGXI.match(c) or len(unicodedata.normalize("NFKC", c)) != 1
            else unicodedata.normalize("NFKC", c)
            for c in raw
        )
    return raw, tuple(offsets)


def is_garbage(text: str) -> bool:
    """Whether a line is made of the leavings of a wrong decoding, without words of its own."""
    if not _GARBAGE.search(text):
        return False
    rest = re.sub(r"[锟斤拷烫屯]|ï¿½|â€.?|[\u0080-\u00ff]|�|[\s\W_]", "", text)
    return len(rest) < 4


def clean(lines: Sequence[SourceLine]) -> list[Line]:
    """The lines with their words only; a line of furniture or garbage becomes an empty one."""
    taken = [(_take_out if len(line.text) <= _RETURNING else _take_out.__wrapped__)(line.text) for line in lines]
    if is_spaced([raw for raw, _ in taken]):
        taken = [close_line(raw, offsets) for raw, offsets in taken]
    heads = _page_heads(lines, [raw for raw, _ in taken])
    raws = [
        "" if index in heads or len(raw) <= _RETURNING and "\t" not in raw and _is_furniture(raw) else raw
        for index, (raw, _) in enumerate(taken)
    ]
    texts = _simplify_all(raws)
    if has_boxes("".join(texts)):
        texts = [
            "\u2028".join(map(keep_ticked, text.split("\u2028")))
            if line.cells is None
            else _keep_in_cells(text, line.cells)
            for text, line in zip(texts, lines, strict=True)
        ]
    shapes = [_open_brackets(text.translate(SHAPES)) for text in texts]
    result = [
        Line(line.number, line.text, raw, text, shape, offsets, line.place, line.cells, line.table, line.level)
        for line, (_, offsets), raw, text, shape in zip(lines, taken, raws, texts, shapes, strict=True)
    ]
    return mend_recognition(_mend_numerals(result))


def _keep_in_cells(text: str, cells: Sequence[str]) -> str:
    """`keep_ticked` cell by cell; a cell is followed by one sign that divides it from the next."""
    parts: list[str] = []
    position = 0
    for cell in cells:
        end = position + len(cell)
        parts.append("\u2028".join(map(keep_ticked, text[position:end].split("\u2028"))) + text[end : end + 1])
        position = end + 1
    return "".join(parts) + text[position:]


def _page_heads(lines: Sequence[SourceLine], raws: Sequence[str]) -> frozenset[int]:
    """Lines printed at the top or foot of every page, but for the first: one of the first lines, or beside page numbers."""
    filled = [i for i, raw in enumerate(raws) if raw and not raw.isspace() and lines[i].cells is None]
    words = {i: "".join(raws[i].split()) for i in filled if 4 <= len(raws[i].strip()) <= 60}
    repeated = {word for word, count in Counter(words.values()).items() if count >= 3}
    if not repeated:
        return frozenset()
    places: dict[str, list[int]] = {}
    for index, word in words.items():
        if word in repeated:
            places.setdefault(word, []).append(index)
    order = {index: position for position, index in enumerate(filled)}
    found: set[int] = set()
    for word, at in places.items():
        label = word.translate(SHAPES).partition(":")[0]
        if kind_of(label) is not None or word[-1] in "。；;：:，,、":
            continue  # a field that says the same of several posts
        beside = sum(
            1 for i in at for n in (order[i] - 1, order[i] + 1) if 0 <= n < len(filled) and _PAGE.match(raws[filled[n]])
        )
        if order[at[0]] < 3 and len(word) >= 6 or beside * 2 >= len(at):
            found.update(at[1:])
    return frozenset(found)


def _open_brackets(shape: str) -> str:
    """A label in square brackets gets the shape of one with a colon: [岗位名称]会计 → _岗位名称:会计."""
    if "[" not in shape:
        return shape
    return _BRACKETED.sub(
        lambda m: f" {m[1]}:{' ' * len(m[2])}" if kind_of(m[1]) or m[1] in label_book().beside else m.group(), shape
    )


@lru_cache(maxsize=16384)
def _is_furniture(raw: str) -> bool:
    is_contents = raw.rstrip()[-1:].isdigit() and _CONTENTS_LINE.match(raw)
    return bool(is_contents or _FURNITURE_LINE.match(raw)) or is_garbage(raw)


def _simplify_all(raws: Sequence[str]) -> list[str]:
    """Every line simplified; the traditional ones in one call where that keeps the letters one for one."""
    texts = list(raws)
    if is_simplified("".join(raws)):
        return texts
    traditional = [index for index, raw in enumerate(raws) if not is_simplified(raw)]
    joined = simplify("\n".join(raws[index] for index in traditional)).split("\n")
    for index, text in zip(traditional, joined, strict=True):
        texts[index] = text if len(text) == len(raws[index]) else simplify(raws[index])
    return texts


def _mend_numerals(lines: list[Line]) -> list[Line]:
    """Numbers that were broken over two lines as they must have been: 二 / 十七、…"""
    for index in range(len(lines) - 1):
        line, after = lines[index], lines[index + 1]
        if len(line.shape) < 6 and _BROKEN_NUMERAL.match(line.shape) and _NUMERAL_START.match(after.shape):
            numeral = line.text.strip()
            offsets = after.offsets or tuple(range(len(after.raw)))
            lines[index + 1] = Line(
                after.number, after.source, numeral + after.raw, numeral + after.text, numeral + after.shape,
                (0, *offsets), after.place, after.cells, after.table, after.level,
            )  # fmt: skip
            lines[index] = Line(
                line.number, line.source, "", "", "", (), line.place, line.cells, line.table, line.level
            )
    return lines
