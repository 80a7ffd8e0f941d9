"""SPARQL on the command line: through the same limited workers as a visitor's query."""

import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import ZhizeError
from graph.results import FORMATS
from web import terminal
from web.config import Settings

if TYPE_CHECKING:
    from graph.workers import QueryResult


def read_query(query_or_file: str) -> str:
    """The query itself, that of a file, or of standard input for -."""
    if query_or_file == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    # A query may be longer than any file name, and then the system refuses to look.
    with contextlib.suppress(OSError, ValueError):
        if Path(query_or_file).is_file():
            return Path(query_or_file).read_bytes().decode("utf-8-sig", "replace")
    return query_or_file


def print_result(sparql: str, form: str | None, settings: Settings) -> None:
    """Prints the result of `sparql` on `settings.store` as `form`; None is a table, or Turtle for a graph."""
    media_type = FORMATS.get(form or "table")
    if settings.store.startswith(("http://", "https://")):
        from graph.opening import open_store

        with contextlib.closing(open_store(settings.store)) as store:
            body = store.serialise(sparql, media_type)
    else:
        answered = _run(sparql, media_type, settings)
        body = answered.body
        if answered.truncated:
            terminal.print_note(f"结果只列出前 {answered.rows} 行，还有更多；ZHIZE_QUERY_ROWS 可以放宽。")
    if media_type is None and body.lstrip().startswith(b"{"):
        _print_json_as_table(json.loads(body))
    else:
        terminal.print_bytes(body)


def _run(sparql: str, media_type: str | None, settings: Settings) -> "QueryResult":
    from graph.publish import current_snapshot
    from graph.workers import QueryLimits, QueryPool

    snapshot = current_snapshot(settings.store)
    if snapshot is None:
        raise ZhizeError("store-missing", path=settings.store)
    limits = QueryLimits(settings.query_seconds, settings.query_memory, settings.query_rows)
    with QueryPool(snapshot.path, size=1, limits=limits) as pool:
        return pool.run(sparql, media_type)


def _print_json_as_table(result: dict[str, Any]) -> None:
    if "boolean" in result:
        terminal.print_line("true" if result["boolean"] else "false")
        return
    names = result["head"]["vars"]
    rows = [[_show(binding.get(name)) for name in names] for binding in result["results"]["bindings"]]
    terminal.print_table(names, rows)


def _show(term: dict[str, str] | None) -> str:
    """A value in a cell: its letters, blanks and line ends as single spaces."""
    return " ".join(term["value"].split()) if term else ""
