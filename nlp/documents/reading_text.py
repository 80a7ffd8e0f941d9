"""Reads plain text, Markdown and comma-separated tables; the encoding is found and proven by plausibility."""

import csv
import io
import re

from graph.errors import ZhizeError
from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark
from nlp.documents.reading_boxes import read_boxes
from nlp.documents.reading_markdown import read_markdown

#: The commonest characters of modern Chinese; a text decoded rightly is full of them.
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运職責務員經負業務長會計辦書實際單點質備發報營運門總關為與應對進後時"
)
_EMPHASIS = re.compile(r"^\s*(?:#{1,6}\s+\S|\*\*[^*\n]{1,40}\*\*)", re.M)
_LATIN = re.compile("[\x80-\xff]")
_LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029")


def decode(content: bytes, name: str) -> tuple[str, Remark | None]:
    """The text of `content`, with a remark where the encoding had to be guessed or was damaged."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace"), None
    if b"\0" in content[:4096]:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = _try(content, encoding)
            if text is not None and plausibility(text) > 0.3:
                return text, None
        text = _try(content.replace(b"\0", b""), "utf-8")
        if text is not None and content.count(b"\0") * 50 < len(content) and plausibility(text) > 0.3:
            return text, Remark(1, "文件里夹有空字节，已略去。")
        raise ZhizeError("document-format", path=name, detail="内容不是文字")
    text = _try(content, "utf-8")
    if text is not None:
        mended = _decode_twice(text)
        return (text, None) if mended is None else (mended, Remark(1, "文字曾被按错误的编码保存过，已还原。"))
    found = [
        (plausibility(text), encoding, text)
        for encoding in ("gb18030", "big5", "utf-16-le", "utf-16-be")
        for text in (_try(content, encoding),)
        if text is not None
    ]
    found.sort(key=lambda f: f[0], reverse=True)
    if found and found[0][0] >= 0.25:
        return found[0][2], Remark(1, f"文件不是 UTF-8，按 {found[0][1].upper()} 读取。")
    lenient = content.decode("utf-8", "replace")
    if lenient.count("\ufffd") * 20 < len(lenient):
        return lenient, Remark(1, "文件编码有损坏，个别字符读不出来。")
    for encoding in ("gb18030", "big5"):
        text = content.decode(encoding, "replace")
        if text.count("\ufffd") * 20 < len(text) and plausibility(text) >= 0.25:
            return text, Remark(1, f"文件按 {encoding.upper()} 读取，个别字符读不出来。")
    guessed = _guess(content)
    if guessed is not None:
        return guessed, Remark(1, "文件编码是猜测的，请核对文字。")
    raise ZhizeError("document-format", path=name, detail="认不出文字编码")


def _decode_twice(text: str) -> str | None:
    """What a text must have been whose UTF-8 was taken for Latin letters and saved once more, or None."""
    head = text[:4000]
    if len(_LATIN.findall(head)) * 3 < len(head):
        return None
    for encoding in ("latin-1", "cp1252"):
        try:
            mended = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if plausibility(mended) >= 0.3:
            return mended
    return None


def _try(content: bytes, encoding: str) -> str | None:
    if encoding.startswith("utf-16") and len(content) % 2:
        content = content[:-1]
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:200_000]).best()
    if best is None:
        return None
    text = _try(content, best.encoding)
    return text if text is not None and plausibility(text) >= 0.25 else None


def plausibility(text: str) -> float:
    """The share of common Chinese characters and ASCII among the letters of the first 20,000 characters, 0 to 1."""
    letters = [c for c in text[:20_000] if c.isalnum() or ord(c) > 0x2E7F]
    if not letters:
        return 0.0
    good = sum(1 for c in letters if c in _COMMON or c.isascii())
    odd = sum(1 for c in text[:20_000] if "\ue000" <= c <= "\uf8ff" or c == "\ufffd" or c < " " and c not in "\t\r\n\f")
    ascii_only = all(c.isascii() for c in letters)
    return 1.0 if ascii_only and not odd else max(0.0, good / len(letters) - 4 * odd / len(letters))


def read_text(content: bytes, name: str) -> tuple[list[SourceLine], list[Remark]]:
    """The lines of a text file; in Markdown headings have their level, and emphasis marks are left out."""
    text, remark = decode(content, name)
    text = text.replace("\0", "")
    marked = "#" in text or "**" in text
    markdown = name.lower().endswith(".md") or marked and len(_EMPHASIS.findall(text[:20_000])) >= 3
    texts = _LINE_END.split(text)
    if not texts[-1]:
        texts.pop()  # behind the end of the last line begins no other
    lines = read_markdown(texts) if markdown else [SourceLine(n, line) for n, line in enumerate(texts, 1)]
    return read_boxes(lines), [remark] if remark is not None else []


def read_csv(content: bytes, name: str) -> tuple[list[SourceLine], list[Remark]]:
    """One line for each record of a comma-, semicolon- or tab-separated table, with its cells."""
    text, remark = decode(content, name)
    delimiter = "\t" if name.lower().endswith(".tsv") else _delimiter(text[:8000])
    lines: list[SourceLine] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        lines.extend(
            row_line(reader.line_num, row, f"第{reader.line_num}行", 1) for row in reader if any(c.strip() for c in row)
        )
    except csv.Error as error:
        raise ZhizeError("document-damaged", path=name, detail=str(error)) from error
    return lines, [remark] if remark is not None else []


def _delimiter(head: str) -> str:
    """The sign that cuts most records into the same number of fields, more than one."""
    best, most = ",", 0
    for sign in ",\t;|，":
        if sign == "，" and most > 1:
            break
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=sign) if row]
        except csv.Error:
            continue
        usual = max((w for w in widths if w > 1), key=widths.count, default=0)
        count = widths.count(usual) if usual else 0
        if count > most:
            best, most = sign, count
    return best


def row_line(number: int, row: list[str], place: str | None, table: int) -> SourceLine:
    """A table's row as a line; line breaks inside a cell are kept as U+2028."""
    cells = tuple(re.sub(r"\s*(?:\r\n|\r|\n|\x0b)\s*", "\u2028", cell.strip()).replace("\t", " ") for cell in row)
    return SourceLine(number, "\t".join(cells), place, cells, table)
