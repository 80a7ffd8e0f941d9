"""Brings the English texts of the pages in step with the code: python docs/make_catalogue.py

Collects the Chinese texts from where babel.cfg says they stand, keeps in web/translations/en/LC_MESSAGES/messages.po
what is translated, adds what is new, drops what is gone, and compiles messages.mo. Prints the texts that wait for a
translation. With --check nothing is written; the exit status is 1 where something would change or is not translated.
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "web" / "translations" / "en" / "LC_MESSAGES"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "plural": (1, 1), "pgettext": ((1, "c"), 2)}
_HAN = re.compile("[\u3400-\u9fff]")
_HEADER = "# The texts of the pages in English. After a change of texts: python docs/make_catalogue.py"
_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # the history of the file says when it changed
_Found = Iterator[tuple[int, str | None, Any, list[str]]]


def extract_texts(file: IO[bytes], keywords: Any, comment_tags: Any, options: dict[str, str]) -> _Found:
    """The marked texts of a Python file, and those of the tables and calls that babel.cfg names.

    A table may be named with a context, `TABLE:context`, for texts that read otherwise elsewhere.
    """
    source = file.read()
    yield from extract_python(io.BytesIO(source), keywords, comment_tags, options)
    tables = {name: context for name, _, context in (word.partition(":") for word in options.get("tables", "").split())}
    calls = options.get("calls", "").split()
    for node in ast.walk(ast.parse(source)):
        found: list[ast.expr] = []
        context = ""
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for name in (target.id for target in targets if isinstance(target, ast.Name) and target.id in tables):
                found, context = [node.value], tables[name]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in calls:
            found = [arg for arg in node.args if isinstance(arg, ast.Constant | ast.BoolOp)]
        for text in (part for root in found for part in ast.walk(root)):
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and _HAN.search(text.value):
                yield text.lineno, *(("pgettext", (context, text.value)) if context else (None, text.value)), []


def extract_titles(file: IO[bytes], *_: Any, **__: Any) -> _Found:
    """Group and title of an example query, which are its first line."""
    for text in file.readline().decode("utf-8").removeprefix("#").strip().split(" · "):
        yield 1, None, text, []


def collect() -> Catalog:
    """The catalogue of all texts, with the translations that are known."""
    sys.path.insert(0, str(ROOT))  # babel.cfg names this module by its path from the root
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, filename="babel.cfg")
    known = FOLDER / "messages.po"
    old = read_po(io.BytesIO(known.read_bytes()), locale="en") if known.exists() else Catalog("en")
    new = Catalog("en", project="Zhize", version="", header_comment=_HEADER, charset="utf-8", fuzzy=False)
    new.last_translator, new.language_team, new.msgid_bugs_address = "", "English", ""
    files: dict[tuple[str | tuple[str, ...], str | None], set[str]] = {}
    for name, _, message, _, context in extract_from_dir(ROOT, methods, options, KEYWORDS):
        files.setdefault((message, context), set()).add(name)
    for message, context in sorted(files, key=lambda found: (min(files[found]), str(found))):
        before = old.get(message if isinstance(message, str) else message[0], context)
        kept: Any = before.string if before else ""
        several = not isinstance(message, str)
        if several != isinstance(kept, tuple | list):
            kept = ("", "") if several else ""
        new.add(message, kept, locations=[(f, 0) for f in sorted(files[message, context])], context=context)
    return new


def write_catalogue(catalogue: Catalog) -> tuple[bytes, bytes]:
    """The catalogue as the bytes of messages.po and messages.mo; the same texts make the same bytes."""
    text, compiled = io.BytesIO(), io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = _DATE
    write_po(text, catalogue, width=120, include_lineno=False)
    write_mo(compiled, catalogue)
    return text.getvalue(), compiled.getvalue()


def list_untranslated(catalogue: Catalog) -> list[str]:
    """The texts without a translation, or with one that has other figures in it."""
    found = []
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (not all(strings) or [*message.check(catalogue)]):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    catalogue = collect()
    files = dict(zip(("messages.po", "messages.mo"), write_catalogue(catalogue), strict=True))
    missing = list_untranslated(catalogue)
    print("".join(f"no translation: {text}\n" for text in missing), end="")
    if check:
        stale = [
            name for name, data in files.items() if not (FOLDER / name).exists() or (FOLDER / name).read_bytes() != data
        ]
        print("".join(f"{name} is out of step: run python docs/make_catalogue.py\n" for name in stale), end="")
        return int(bool(stale or missing))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (FOLDER / name).write_bytes(data)
        print(f"wrote {(FOLDER / name).relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
