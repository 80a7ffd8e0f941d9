"""Drawings as SVG: the whole chart at its own size, by the same places and ways as on the page."""

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from web.drawing import NAME_LETTER, NAME_LINE, NOTE_LETTER, NOTE_LINE, Box, Drawing
from web.layout import Point, measure_text

_MARGIN = 24
_TITLE, _NOTE = 40, 22  # heights of the rows above the drawing
_TITLE_LETTER, _NOTE_LETTER = 18, 13
_CORNER = 7
#: Fill, border and letters of a box by its kind; the light colours of the page.
_COLOURS = {
    "Organization": ("#1d4e6f", "#1d4e6f", "#ffffff"),
    "OrganizationalUnit": ("#dcebf3", "#8fb8cf", "#12364d"),
    "Post": ("#ffffff", "#b9c4ce", "#17212b"),
    "Person": ("#eef3e8", "#a9bf95", "#22331a"),
    "Duty": ("#fdf3dd", "#dcc07f", "#4a3605"),
}
_MARK = "#c2570c"
_LINES = {
    "member": "#7b8a97",
    "reports": "#55697b",
    "inferred": "#a15c00",
    "duty": "#a0802a",
    "holds": "#6c8a53",
}
Legend = Sequence[tuple[str, str]]
#: Lines of the legend: colour, and dashes where there are some.
_SIGN_LINES = {
    "line": (_LINES["reports"], ""),
    "inferred": (_LINES["inferred"], "7 5"),
    "further": (_LINES["reports"], "2 5"),
}
_KEY, _KEY_GAP, _LEAST_WIDTH = 24, 18, 420  # of the legend
_FONT = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"


def measure_svg(drawing: Drawing, title: str, note: str = "", legend: Legend = ()) -> Point:
    """Width and height of the SVG document in pixels: drawing, what stands above it, and margins."""
    # Bold letters are a little wider than measured.
    words = max(measure_text(title, _TITLE_LETTER) * 1.06, measure_text(note, _NOTE_LETTER))
    rows = _lay_legend(legend, drawing.size[0])
    keys = max((x + _measure_key(word) for row in rows for x, _, word in row), default=0)
    width = max(drawing.size[0], round(words), keys) + 2 * _MARGIN
    return width, drawing.size[1] + 2 * _MARGIN + _measure_head(note, rows)


def write_svg(drawing: Drawing, title: str, note: str = "", legend: Legend = ()) -> bytes:
    """`drawing` under `title`, `note` and `legend` (sign, meaning), as an SVG document that needs nothing from outside."""
    width, height = measure_svg(drawing, title, note, legend)
    rows = _lay_legend(legend, drawing.size[0])
    places = {box.iri: place for box, place in zip(drawing.boxes, drawing.places, strict=True)}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family={quoteattr(_FONT)} role="img">',
        f"<title>{_text(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{_MARGIN}" y="{_MARGIN + 16}" font-size="{_TITLE_LETTER}" font-weight="700" fill="#17212b">'
        f"{_text(title)}</text>",
    ]
    top = _MARGIN + _measure_head(note, rows)
    if note:
        y = _MARGIN + 16 + _NOTE
        parts.append(f'<text x="{_MARGIN}" y="{y}" font-size="{_NOTE_LETTER}" fill="#50606e">{_text(note)}</text>')
    for number, row in enumerate(rows):
        y = top - _NOTE * (len(rows) - number) - 4
        parts += [_draw_key(_MARGIN + x, y, sign, word) for x, sign, word in row]
    parts.append(f'<g transform="translate({_MARGIN} {top})" fill="none" stroke-width="1.4">')
    for line, route in sorted(zip(drawing.lines, drawing.routes, strict=True), key=lambda pair: pair[0].marked):
        colour, wide = (_MARK, ' stroke-width="2.6"') if line.marked else (_LINES[line.kind], "")
        dash = f' stroke-dasharray="{line.dash[0]} {line.dash[1]}"' if line.dash else ""
        # From the superior on, so that the dashes of lines that have joined lie on one another.
        way = tuple(reversed(route)) if line.extra else route
        parts.append(f'<path d="{_path(way)}" stroke="{colour}"{dash}{wide}/>')
        if line.extra:
            parts.append(f'<path d="{_path(_point(way))}z" fill="{colour}"/>')
    parts += [_draw_box(box, places[box.iri]) for box in drawing.boxes]
    parts.append("</g></svg>")
    return "".join(parts).encode("utf-8", "replace")


def _measure_head(note: str, rows: Sequence[object]) -> int:
    return _TITLE + (_NOTE if note else 0) + (_NOTE * len(rows) + 8 if rows else 0)


def _lay_legend(legend: Legend, width: int) -> list[list[tuple[int, str, str]]]:
    """Rows of (place from the left, sign, meaning), about as wide as the drawing."""
    rows: list[list[tuple[int, str, str]]] = []
    x = 0
    for sign, word in legend:
        if not rows or x + _measure_key(word) > max(width, _LEAST_WIDTH):
            rows.append([])
            x = 0
        rows[-1].append((x, sign, word))
        x += _measure_key(word) + _KEY_GAP
    return rows


def _measure_key(word: str) -> int:
    return _KEY + 8 + round(measure_text(word, _NOTE_LETTER))


def _draw_key(x: int, y: int, sign: str, word: str) -> str:
    """A sign of the legend with its meaning; `y` is the middle."""
    if sign in _SIGN_LINES:
        colour, dash = _SIGN_LINES[sign]
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        key = f'<path d="M{x} {y}h{_KEY}" fill="none" stroke="{colour}" stroke-width="1.8"{dashes}/>'
    else:
        fill, border, _ = _COLOURS.get(sign, _COLOURS["Post"])
        border, thick = (_MARK, 2.5) if sign == "marked" else (border, 1.2)
        key = (
            f'<rect x="{x}" y="{y - 7}" width="{_KEY}" height="14" rx="3" fill="{fill}" stroke="{border}" '
            f'stroke-width="{thick}"/>'
        )
    words = (
        f'<text x="{x + _KEY + 8}" y="{y}" dy="0.36em" font-size="{_NOTE_LETTER}" fill="#50606e">{_text(word)}</text>'
    )
    return key + words


def _draw_box(box: Box, place: Point) -> str:
    width, height = box.size
    left, top = place[0] - width // 2, place[1] - height // 2
    fill, border, ink = _COLOURS.get(box.kind, _COLOURS["Post"])
    border, thick = (_MARK, 2.5) if box.marked else (border, 1.2)
    parts = [
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="{_CORNER}" fill="{fill}" '
        f'stroke="{border}" stroke-width="{thick}"/>'
    ]
    text_height = len(box.lines) * NAME_LINE + (NOTE_LINE if box.note else 0)
    y = place[1] - text_height / 2
    for row in box.lines:
        parts.append(_letters(row, place[0], y + NAME_LINE / 2, NAME_LETTER, ink, box.kind != "Duty"))
        y += NAME_LINE
    if box.note:
        parts.append(_letters(box.short_note, place[0], y + NOTE_LINE / 2, NOTE_LETTER, ink))
    if box.more:
        parts.append(_letters(f"＋{box.more}", left + width - 14, top + height + 7, 11, _MARK))
    return "".join(parts)


def _letters(text: str, x: float, y: float, size: int, ink: str, strong: bool = False) -> str:
    weight = ' font-weight="600"' if strong else ""
    return (
        f'<text x="{x}" y="{y:g}" dy="0.36em" font-size="{size}" text-anchor="middle" fill="{ink}" stroke="none"{weight}>'
        f"{_text(text)}</text>"
    )


def _path(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _point(way: tuple[Point, ...]) -> tuple[Point, ...]:
    """The head of an arrow that ends where `way` begins."""
    (x, y), (x2, y2) = way[:2]
    length = math.hypot(x2 - x, y2 - y) or 1
    dx, dy = (x2 - x) / length, (y2 - y) / length
    sides = ((round(x + 7 * dx - side * dy), round(y + 7 * dy + side * dx)) for side in (3.5, -3.5))
    return (x, y), *sides


def _text(text: str) -> str:
    """`text` for XML; what XML cannot say is left out."""
    return escape(
        "".join(c for c in text if c in "\t\n" or " " <= c < "\ud800" or c >= "\ue000" and c not in "\ufffe\uffff")
    )
