"""Leaves of the options of a form only those that are ticked: □初中 ☑高中 □大专 → 高中."""

import re

_TICKED = "☑☒✅🗹"
#: Signs that are ticks only beside empty boxes.
_BESIDE = "■√✓✔"
_EMPTY = "□☐"
_OPTION = re.compile(rf"[{_EMPTY}](?![{_BESIDE}])[ \u3000]?[^{_EMPTY}{_TICKED}{_BESIDE}\s;；,，。:：|]{{0,16}}")
_BOX = re.compile(f"[{_TICKED}{_EMPTY}]")
_LONGEST = 120


def has_boxes(text: str) -> bool:
    """Whether `text` has boxes at all, without which `keep_ticked` leaves every part of it as it is."""
    return _BOX.search(text) is not None


def keep_ticked(text: str) -> str:
    """`text` with blanks for empty boxes, their options and the ticks; as it is where nothing is ticked."""
    if len(text) > _LONGEST or not _BOX.search(text):
        return text
    ticked = any(c in text for c in _TICKED) or any(c in text for c in _BESIDE) and any(c in text for c in _EMPTY)
    if not ticked:
        return text
    kept = _OPTION.sub(lambda match: " " * len(match.group()), text)
    return re.sub(rf"[{_EMPTY}{_TICKED}{_BESIDE}]", " ", kept)
