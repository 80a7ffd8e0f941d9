"""The command line. Commands import what they need when they run: asking loads neither flask nor rdflib."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import click

from graph.errors import ZhizeError
from web import terminal
from web.config import Settings, find_default_documents

if TYPE_CHECKING:
    from nlp.build import BuildReport

MEMORY: Final = "memory:"
_QUERY_FORMATS: Final = ("table", "json", "xml", "csv", "tsv", "turtle", "ntriples", "jsonld", "rdfxml")
_EXPORT_FORMATS: Final = ("turtle", "jsonld", "nquads", "graphml", "csv")

_store = click.option("--store", metavar="S", help="图谱：目录、memory: 或 SPARQL 服务器地址；默认取 ZHIZE_STORE。")
_organization = click.option("--organization", metavar="NAME", help="只在这个组织里回答。")


def _helped(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.help_option("--help", help="显示这页说明。")(function)


def main() -> None:
    """The console script: runs the command line and leaves with its exit status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command; the exit status. Every error comes out as one line on standard error, never a traceback."""
    if hasattr(sys.stdout, "reconfigure"):
        # A letter that the terminal's encoding lacks must not end the program.
        sys.stdout.reconfigure(errors="replace")
        sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        with zhize.make_context("zhize", [_clean(a) for a in arguments]) as context:
            status = zhize.invoke(context)
            sys.stdout.flush()
            return status if isinstance(status, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        # The reader has what it wants (`zhize export | head`); nothing may be flushed into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        trouble = terminal.to_zhize_error(error)
        terminal.print_error(trouble)
        return trouble.exit_status


def _clean(argument: str) -> str:
    """Any text but the name of a file: that may hold bytes which are no letters, and must keep them."""
    return argument if os.path.lexists(argument) else terminal.mend_text(argument)


@click.group(invoke_without_command=True, help="职责：读岗位说明文档，回答谁负责什么。")
@click.version_option(package_name="zhize", message="zhize %(version)s", help="显示版本。")
@_helped
@click.pass_context
def zhize(context: click.Context) -> None:
    """Shows the help page where no command is named."""
    if context.invoked_subcommand is None:
        terminal.print_line(context.get_help())


@contextlib.contextmanager
def _prepare(store: str | None) -> Iterator[str]:
    """The graph to work on; `memory:` is built from the default documents into a folder that is deleted afterwards."""
    chosen = store or Settings.from_environment().store
    if chosen != MEMORY:
        yield chosen
        return
    with tempfile.TemporaryDirectory(prefix="zhize-") as folder:
        _build((find_default_documents(),), folder)
        yield folder


def _build(paths: Sequence[Path], store: str, organization: str | None = None, prune: bool = False) -> "BuildReport":
    from nlp.build import build

    progress = terminal.Progress()
    try:
        return build(paths, store, organization=organization, prune=prune, progress=progress)
    finally:
        progress.clear()


@zhize.command("build", help="把文档读进图谱；同一文档以前说的由新的取代。PATH 是文件或目录，默认 data/documents。")
@_store
@click.option("--organization", metavar="NAME", help="文档没有写明组织时用这个名称。")
@click.option("--prune", is_flag=True, help="目录里已经没有的文档，也从图谱里去掉。")
@click.option("--warnings", is_flag=True, help="列出全部警告，而不只是前几条。")
@click.argument("paths", nargs=-1, metavar="[PATH]…", type=click.Path(path_type=Path))
@_helped
def build_command(
    store: str | None, organization: str | None, prune: bool, warnings: bool, paths: tuple[Path, ...]
) -> None:
    chosen = store or Settings.from_environment().store
    paths = paths or (find_default_documents(),)
    with contextlib.ExitStack() as stack:
        if chosen == MEMORY:  # reads everything and says what it found, keeps nothing
            chosen = stack.enter_context(tempfile.TemporaryDirectory(prefix="zhize-"))
        terminal.print_report(_build(paths, chosen, organization, prune), warnings)


@zhize.command("remove", help="把一份文档从图谱里去掉。DOCUMENT 是建立时相对于目录的路径。")
@_store
@click.argument("document", metavar="DOCUMENT")
@_helped
def remove_command(store: str | None, document: str) -> None:
    from nlp.build import remove

    with _prepare(store) as chosen:
        terminal.print_report(remove(document, chosen))


@zhize.command("report", help="逐行显示一份文档里读懂了什么、没读懂什么。DOCUMENT 同 remove。")
@_store
@click.option(
    "--json", "as_json", is_flag=True, help="输出一个 JSON 对象：逐行的读法，每条内容的可信度和 IRI，存疑之处。"
)
@click.argument("document", metavar="DOCUMENT")
@_helped
def report_command(store: str | None, as_json: bool, document: str) -> None:
    from graph.publish import current_snapshot
    from nlp.report import report
    from web.batch import write_json

    with _prepare(store) as chosen:
        snapshot = current_snapshot(chosen)
        if snapshot is None:
            raise ZhizeError("store-missing", path=chosen)
        with contextlib.closing(snapshot.open_store()) as graph:
            found = report(snapshot, graph, document)
        if as_json:
            terminal.speak_utf8()
            terminal.print_line(write_json(found.to_json()))
        else:
            terminal.print_document_report(found)


@zhize.command("ask", help="回答一个问题，或逐行回答一批问题。")
@_store
@_organization
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象。")
@click.option("--batch", metavar="FILE", help="每行一个 JSON 问题（id、q、context）；- 是标准输入。")
@click.argument("question", required=False, metavar="QUESTION")
@_helped
def ask_command(
    store: str | None, organization: str | None, as_json: bool, batch: str | None, question: str | None
) -> None:
    if (question is None) == (batch is None):
        raise (
            ZhizeError("nothing-asked") if batch is None else ZhizeError("usage", detail="问题和 --batch 只能给一个。")
        )
    from nlp.desk import Desk
    from web.batch import answer_lines, write_json

    with _prepare(store) as chosen:
        desk = Desk.open(chosen)
        if batch is not None:
            terminal.speak_utf8()
            with _open_lines(batch) as lines:
                for line in answer_lines(desk, lines, organization):
                    terminal.print_line(line)
            return
        answer = desk.ask(question or "", organization=organization)
        if as_json:
            terminal.speak_utf8()
            terminal.print_line(write_json(answer.to_json()))
        else:
            terminal.print_answer(answer)


def _open_lines(name: str) -> contextlib.AbstractContextManager[IO[bytes]]:
    return contextlib.nullcontext(sys.stdin.buffer) if name == "-" else open(name, "rb")


@zhize.command("evaluate", help="检验：一组写明答案的问题答对多少，或一个文件夹里的文档读对多少。")
@_store
@click.option("--gold", metavar="FILE", help="说明答案里组织、岗位代号的 JSON 文件；不给时答案按名称比较。")
@click.option(
    "--misses", type=click.IntRange(0), default=20, show_default=True, help="列出多少个没有答对、读对的地方。"
)
@click.argument("material", metavar="QUESTIONS.jsonl|FOLDER")
@_helped
def evaluate_command(store: str | None, gold: str | None, misses: int, material: str) -> None:
    if Path(material).is_dir():
        from nlp.documents.evaluation import evaluate_documents

        return terminal.print_document_scores(evaluate_documents(Path(material)), misses)
    from nlp.desk import Desk
    from nlp.evaluation import Gold, evaluate, read_gold, read_questions

    asked = read_questions(Path(material))
    known = read_gold(Path(gold)) if gold else Gold()
    with _prepare(store) as chosen:
        terminal.print_evaluation(evaluate(Desk.open(chosen), asked, known), misses)
    return None


@zhize.command("explain", help="显示从问题到答案的每一步。")
@_store
@_organization
@click.argument("question", metavar="QUESTION")
@_helped
def explain_command(store: str | None, organization: str | None, question: str) -> None:
    from nlp.desk import Desk

    with _prepare(store) as chosen:
        terminal.print_line(Desk.open(chosen).explain(question, organization=organization))


@zhize.command("serve", help="启动网页应用。")
@_store
@click.option("--host", metavar="H", help="监听的地址，默认 127.0.0.1。")
@click.option("--port", metavar="P", type=click.IntRange(0, 65535), help="监听的端口，默认 8000；0 由系统选。")
@click.option("--open", "open_page", is_flag=True, help="启动后在浏览器里打开。")
@_helped
def serve_command(store: str | None, host: str | None, port: int | None, open_page: bool) -> None:
    from web.serving import serve

    settings = Settings.from_environment()
    with _prepare(store) as chosen:
        here = replace(
            settings,
            store=chosen,
            host=settings.host if host is None else host,
            port=settings.port if port is None else port,
        )
        serve(here, terminal.print_line, open_page)


@zhize.command("sparql", help="执行一条 SPARQL 查询。QUERY_OR_FILE 是查询、文件，或 -（标准输入）。")
@_store
@click.option("--format", "form", type=click.Choice(_QUERY_FORMATS), help="结果的格式；默认表格，图是 Turtle。")
@click.argument("query_or_file", metavar="QUERY_OR_FILE")
@_helped
def sparql_command(store: str | None, form: str | None, query_or_file: str) -> None:
    from web.querying import print_result, read_query

    with _prepare(store) as chosen:
        print_result(read_query(query_or_file), form, replace(Settings.from_environment(), store=chosen))


@zhize.command("export", help="输出整个图谱；csv 用 --table 选岗位、职责或汇报关系表。")
@_store
@click.option("--format", "form", type=click.Choice(_EXPORT_FORMATS), required=True, help="格式。")
@click.option("--table", type=click.Choice(("posts", "duties", "lines")), help="csv 的表，默认 posts。")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="写到文件。")
@_helped
def export_command(store: str | None, form: str, table: str | None, output: Path | None) -> None:
    if table and form != "csv":
        raise ZhizeError("usage", detail="--table 只和 --format csv 一起用。")
    from graph.formats import export
    from graph.opening import open_store

    with _prepare(store) as chosen, contextlib.closing(open_store(chosen)) as opened:
        body = export(opened, form, table or "posts")
    if output:
        output.write_bytes(body)
    else:
        terminal.print_bytes(body)


@zhize.command("validate", help="按 SHACL 检查图谱；有违反时退出状态为 1。")
@_store
@_helped
def validate_command(store: str | None) -> int:
    from graph.opening import open_store
    from graph.validation import validate

    with _prepare(store) as chosen, contextlib.closing(open_store(chosen)) as opened:
        report = validate(opened)
    terminal.print_line(report.text)
    return 0 if report.conforms else 1


if __name__ == "__main__":
    main()
