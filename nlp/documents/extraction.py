"""A document in, everything it says about posts, units, people, duties and reporting lines out."""

import re
from collections.abc import Iterable, Sequence

from nlp.documents.blocks import Block, Line, Piece, SourceLine, make_piece
from nlp.documents.cards import is_card
from nlp.documents.certainty import find_flaws
from nlp.documents.clean import clean
from nlp.documents.dialogue import open_answers
from nlp.documents.drafts import Drafts, PostDraft
from nlp.documents.evidence import drop_form_titles, find_titles, find_units
from nlp.documents.facts import DocumentFacts, Passage, Remark
from nlp.documents.finishing import finish
from nlp.documents.gluing import join_broken, split_glued_headings
from nlp.documents.headings import read_heading
from nlp.documents.labels import kind_of, longest_label, proven_labels
from nlp.documents.naming import find_organization
from nlp.documents.numbering import Tracker, cut
from nlp.documents.proven_labels import find_labels
from nlp.documents.readers import Source
from nlp.documents.recognition import find_doubtful_numbers
from nlp.documents.reordering import titles_first
from nlp.documents.rows import RowReader
from nlp.documents.squeezed import drop_filler, pick_column
from nlp.documents.tables import cells_of, is_aligned
from nlp.documents.titles import proven_titles
from nlp.documents.walker import Walker

#: What stands between the parts of one table: 续表, (接上表), 续表1-2.
_CONTINUED = re.compile(r"^\(?(?:续表?|续上表|接上表|上接|表\d[\d.-]*\s*\(?续\)?|续表?\s*\d[\d.-]*)\s*[\d.-]*\)?$")
_CELL_KINDS = frozenset(
    ["post", "unit", "superior", "subordinate", "headcount", "ignore", "holder", "qualification-part", "phone"]
)
#: Of these, the labels whose values are names or numbers.
_NAMED = _CELL_KINDS - {"ignore", "qualification-part"}


def extract(source: Source, *, organization: str | None = None) -> DocumentFacts:
    """All facts of `source`, each with its passage.

    `organization` names the organization where the document does not state one. Nothing understood is a value:
    no facts, and every line counted in `lines_without_fact`.
    """
    lines = clean(source.lines)
    blocks = open_answers(_rows_and_pieces(lines))
    with proven_labels(find_labels(blocks)):
        blocks = titles_first(drop_form_titles(blocks))
        with proven_titles(find_titles(blocks), find_units(blocks)):
            return _extract(source, lines, blocks, organization)


def _extract(source: Source, lines: Sequence[Line], blocks: Sequence[Block], organization: str | None) -> DocumentFacts:
    drafts = Drafts(source.name)
    for remark in source.remarks:
        drafts.remarks.append(remark)
    first = next((line for line in lines if line.shape.strip()), None)
    if first is None:
        drafts.remark(1, "文档里没有文字。")
        return drafts.freeze(())
    drafts.flaws = find_flaws(lines)
    doubtful = find_doubtful_numbers(lines)
    for number in sorted(drafts.flaws.keys() | doubtful):
        if drafts.flaws.get(number) == "damaged":
            drafts.remark(number, "这一行的文字有损坏，认不出的部分按原样保留。")
        elif number in doubtful:
            drafts.remark(number, "这一行的编号可能认错了，按原样保留。")
    start = Passage(first.number, first.number, first.source.strip()[:200], first.place)
    owner = drafts.add_organization(None, start)
    cell_mode = _is_cell_mode(lines)
    walker = Walker(drafts, owner, cell_mode)
    named = find_organization(lines)
    sections = sum(1 for b in blocks if isinstance(b, Piece) and b.marker is not None and b.marker.family == "part")
    if named is not None and not (sections >= 2 and named[1].start_line > _first_section(blocks)):
        owner.name, owner.passage = named
        drafts.mark(named[1])
    walker.post_sequences |= _find_post_sequences(blocks)
    rows = RowReader(walker)
    pieces = _resolve_columns(blocks, cell_mode)
    follows = False  # whether a table stands right above
    index = 0
    while index < len(pieces):
        block = pieces[index]
        if isinstance(block, tuple):
            table = _table_at(pieces, index)
            rows.take_table(table, follows)
            index += len(table)
            follows = True
            continue
        if follows and _CONTINUED.match(block.shape):
            drafts.mark_heading(block.passage())
            index += 1
            continue
        follows = False
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        walker.take(block, after if isinstance(after, Piece) else _as_label(block, after))
        index += 1
    finish(drafts, lines, organization)
    return drafts.freeze(
        (line.number for line in lines if line.shape.strip()),
        (line.number for line in lines if line.source.strip() and not line.shape.strip()),
    )


def _table_at(blocks: Sequence[Block], index: int) -> list[tuple[Piece, ...]]:
    """The rows from `index` on that belong to one table."""
    rows: list[tuple[Piece, ...]] = []
    for block in blocks[index:]:
        if not isinstance(block, tuple) or rows and _table_of(block) != _table_of(rows[0]):
            break
        rows.append(block)
    return rows


def _table_of(row: tuple[Piece, ...]) -> int | None:
    return row[0].spans[0].line.table


def _as_label(piece: Piece, row: tuple[Piece, ...] | None) -> Piece | None:
    """A row that follows, as one piece that says that it is a row."""
    if not row:
        return None
    first = row[0]
    return Piece(first.text, first.shape, first.spans, None, True, cells=row)


def _first_section(blocks: Sequence[Block]) -> int:
    return next(
        (b.line for b in blocks if isinstance(b, Piece) and b.marker is not None and b.marker.family == "part"), 1
    )


def _rows_and_pieces(lines: Sequence[Line]) -> list[Block]:
    blocks: list[Block] = []
    run: list[Line] = []
    tracker = Tracker()  # a list may go on behind a table, and two lists on both sides of it are not one
    barred = [line.shape.lstrip() for line in lines if line.cells is None and "|" in line.shape]
    aligned = is_aligned(lines)
    framed = all(shape.startswith("|") for shape in barred)
    for line in lines:
        cells = cells_of(line, framed, aligned) if line.shape.strip() else None
        if cells is None or line.cells is None and "|" in line.shape and is_card(make_piece(line, 0, len(line.text))):
            run.append(line)
            continue
        if run:
            blocks.extend(join_broken(split_glued_headings(cut(run, tracker))))
            run = []
        if cells:
            blocks.append(cells)
    if run:
        blocks.extend(join_broken(split_glued_headings(cut(run, tracker))))
    return blocks


def _find_post_sequences(blocks: Sequence[Block]) -> set[int]:
    """The sequences of which at least two members, and the most, are headings that name a post."""
    members: dict[int, list[Piece]] = {}
    for block in blocks:
        if isinstance(block, Piece) and block.marker is not None and block.marker.family != "bullet":
            members.setdefault(block.marker.sequence, []).append(block)
    return {s for s, pieces in members.items() if len(pieces) >= 2 and _are_posts(pieces)}


def _are_posts(members: Sequence[Piece]) -> bool:
    """Whether at least two of the members, and more than half of them, are headings that name a post."""
    posts = others = 0
    for piece in members:
        heading = read_heading(piece) if len(piece.shape) <= 30 else None
        if heading is not None and heading.kind == "post" and (heading.rest is None or heading.label is not None):
            posts += 1
        else:
            others += 1
            if others * 2 >= len(members):
                return False
    return posts >= 2


def _is_cell_mode(lines: Sequence[Line]) -> bool:
    """Whether the document is a form whose cells stand one a line: labels alone on their lines, without colons."""
    alone = named = total = paired = 0
    label: str | None = None  # that stands alone on the line before
    for line in lines:
        shape = line.shape.strip()
        if not shape or line.cells is not None:
            continue
        total += 1
        kind = kind_of(shape) if len(shape) <= longest_label(shape, 10) else None
        if kind in _CELL_KINDS:
            alone += 1
            named += kind in _NAMED
        elif label in _NAMED and kind is None and len(shape) <= 16 and shape[-1] not in "。;:,":
            paired += 1
        label = kind
    return (alone >= 5 or paired >= 3 and paired == named) and alone * 5 >= total


def _resolve_columns(blocks: Sequence[Block], cell_mode: bool) -> list[Block]:
    """In a form with one cell a line: of a table inside it keep the column that states duties or powers."""
    if not cell_mode:
        return list(blocks)
    result: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        labels: list[str] = []
        at = index
        while at < len(blocks):
            candidate = blocks[at]
            kind = (
                kind_of(candidate.shape.strip())
                if isinstance(candidate, Piece) and candidate.marker is None and not candidate.shape.endswith(":")
                else None
            )
            if kind is None:
                break
            labels.append(kind)
            at += 1
        if (
            len(labels) >= 2
            and any(k in ("duties", "authority") for k in labels)
            and not {"post", "superior", "unit"} & set(labels)
        ):
            rows: list[Piece] = []
            while at < len(blocks):
                candidate = blocks[at]
                if not isinstance(candidate, Piece) or candidate.shape.endswith(":") and len(candidate.shape) <= 12:
                    break
                if kind_of(candidate.shape.strip(" :")) is not None and kind_of(candidate.shape.strip(" :")) not in (
                    "ignore",
                    "qualification-part",
                    "place",
                    "work-condition",
                    "holder",
                ):
                    break
                rows.append(candidate)
                at += 1
            wanted = next(
                b
                for b, k in zip(blocks[index : index + len(labels)], labels, strict=False)
                if k in ("duties", "authority")
            )
            result.append(wanted)
            result.extend(pick_column(rows, labels) or drop_filler(rows))
            index = at
            continue
        result.append(block)
        index += 1
    return result


def extract_lines(name: str, text: str, organization: str | None = None) -> DocumentFacts:
    """The facts of a text that is already in memory."""
    lines = tuple(SourceLine(number, line) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1))
    return extract(Source(name, lines), organization=organization)


def remarks_of(facts: Iterable[DocumentFacts]) -> tuple[Remark, ...]:
    """All warnings of several documents."""
    return tuple(remark for fact in facts for remark in fact.warnings)


__all__ = ["PostDraft", "extract", "extract_lines", "remarks_of"]
