"""Names the cells of spreadsheets: 表1!D5 for the fourth cell of a row whose place is 表1!A5."""

import re

_PLACE = re.compile(r"^(?P<sheet>.*!)(?P<column>[A-Z]{1,3})(?P<row>\d+)$", re.S)


def name_column(index: int) -> str:
    """The letters of the column with that index, the first being 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def move(place: str, columns: int) -> str:
    """The place so many columns to the right of `place`; `place` itself where it names no cell."""
    match = _PLACE.match(place)
    if match is None:
        return place
    column = 0
    for letter in match["column"]:
        column = column * 26 + ord(letter) - 64
    return f"{match['sheet']}{name_column(column - 1 + columns)}{match['row']}"
