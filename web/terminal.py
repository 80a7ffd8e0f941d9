"""How the command line speaks: errors of one line, progress, help and answers as a person reads them."""

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from graph.errors import ZhizeError

if TYPE_CHECKING:
    from nlp.answer import Answer
    from nlp.build import BuildReport
    from nlp.documents.evaluation import DocumentScore
    from nlp.evaluation import Report
    from nlp.report import DocumentReport

_SHOWN_WARNINGS: Final = 10
_SHOWN_SOURCES: Final = 10
_HEADINGS: Final = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}


class ChineseFormatter(click.HelpFormatter):
    """Help pages with Chinese headings; click's own are English only."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


click.Context.formatter_class = ChineseFormatter


class Progress:
    """A line on standard error that says which document is being read; nothing where no person watches."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()

    def __call__(self, document: str, number: int, total: int) -> None:
        if self._on:
            sys.stderr.write(f"\r\033[K[{number}/{total}] {document}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away."""
        if self._on:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


def speak_utf8() -> None:
    """Standard output for programs: UTF-8 whatever the locale, letters that have no code become question marks."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def print_line(text: str) -> None:
    """Prints `text` at once."""
    print(text, flush=True)


def print_bytes(body: bytes) -> None:
    """Prints serialised data as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


def mend_text(text: str) -> str:
    """`text` with U+FFFD for bytes or halves of characters that are no text; they come in by argv and by JSON."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def print_note(text: str) -> None:
    """Prints what a person should know beside the result, on standard error."""
    print(text, file=sys.stderr)


def print_error(error: ZhizeError) -> None:
    """Prints `error` as one line on standard error."""
    print("错误：" + " ".join(str(error).split()), file=sys.stderr)


def print_report(report: "BuildReport", every_warning: bool = False) -> None:
    """Prints what a build read: warnings on standard error, then the summary."""
    # Unreadable documents first: they must not drown in remarks about single lines.
    warnings = sorted(report.warnings, key=lambda w: w.document not in report.failed)
    shown = warnings if every_warning else warnings[: max(_SHOWN_WARNINGS, len(report.failed))]
    for warning in shown:
        place = f"{warning.document} 第 {warning.line} 行" if warning.line else warning.document
        print(f"警告：{place}：{warning.message}", file=sys.stderr)
    if len(shown) < len(warnings):
        print(f"另有 {len(warnings) - len(shown)} 条警告，加上 --warnings 全部列出。", file=sys.stderr)
    print(
        f"文档 {report.documents} 份，组织 {report.organizations} 个，岗位 {report.posts} 个，部门 {report.units} 个，"
        f"人员 {report.people} 名，职责 {report.duties} 条，汇报关系 {report.reporting_lines} 条，"
        f"警告 {len(report.warnings)} 条。"
    )
    if report.lines_without_fact:
        print(f"{report.lines_total} 行文字中有 {report.lines_without_fact} 行没有读出内容。")


def print_answer(answer: "Answer") -> None:
    """Prints an answer, then where it is said, then what to ask instead."""
    print(answer.text)
    sources = list(dict.fromkeys(_cite(answer)))
    if sources:
        print("\n出处：")
        _print_list(sources[:_SHOWN_SOURCES])
    if len(sources) > _SHOWN_SOURCES:
        print(f"  另有 {len(sources) - _SHOWN_SOURCES} 处，加上 --json 全部列出。")
    if answer.choices:
        print("\n可以改问：")
        _print_list(dict.fromkeys(choice.question for choice in answer.choices))
    if answer.suggestions:
        print("\n可以问：")
        _print_list(answer.suggestions)


def print_evaluation(report: "Report", misses: int) -> None:
    """Prints points per type of question, then `misses` of the questions that were not answered fully."""
    width = max((_width(name) for name, _ in report.types()), default=0) + 2
    print(f"{'':{width}}   题数  得分")
    for name, number in report.types():
        print(f"{name}{' ' * (width - _width(name))}{number:>6}  {report.points(name):.3f}")
    print(f"总计{' ' * (width - 4)}{len(report.verdicts):>6}  {report.points():.3f}  无中生有 {report.invented:.3f}")
    missed = report.misses()
    for verdict in missed[:misses]:
        expected = verdict.expected
        print(f"\n{expected.id}（{expected.type}，{verdict.points:.2f}）{expected.question}")
        print(f"  应答：{'、'.join(expected.items or expected.mention) or '不知道'}")
        print(f"  实答：{verdict.answer.text.splitlines()[0] if verdict.answer.text else ''}")
    if len(missed) > misses:
        print(f"\n另有 {len(missed) - misses} 个没有完全答对，用 --misses 列出。")


def print_document_scores(scores: "Sequence[DocumentScore]", misses: int) -> None:
    """Prints the figures of every document, of every format and of all, then `misses` of what was read wrongly."""
    from nlp.documents.evaluation import FIELDS, Tally

    def row(name: str, group: "Sequence[DocumentScore]") -> None:
        figures = (sum((s.tallies[f] for s in group), Tally()).f1 for f in FIELDS)
        print(name + " " * (width - _width(name)) + "".join(f"{figure:>8.3f}" for figure in figures))

    width = max(_width(s.name) for s in scores) + 2
    print(
        " " * width + "".join(f"{' ' * (8 - _width(word))}{word}" for word in ("岗位", "职责", "汇报", "任职", "部门"))
    )
    for score in scores:
        row(score.name, [score])
    endings = sorted({s.name.rpartition(".")[2] for s in scores})
    for ending in endings if len(endings) > 1 else ():
        row(f"全部 {ending}", [s for s in scores if s.name.endswith("." + ending)])
    row(f"总计 {len(scores)} 份", scores)
    missed = [f"{s.name} {miss}" for s in scores for miss in s.misses]
    for line in missed[:misses]:
        print("  " + line)
    if len(missed) > misses:
        print(f"另有 {len(missed) - misses} 处，用 --misses 列出。")


def _width(text: str) -> int:
    """Columns of `text` on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cite(answer: "Answer") -> Iterable[str]:
    for item in answer.items:
        for evidence in item.evidence:
            yield f"{evidence.place.cite()}：{' '.join(evidence.text.split())}"
        if not item.evidence and item.source:
            yield f"{item.source.cite()}：{item.label}"


def _print_list(lines: Iterable[str]) -> None:
    for line in lines:
        print(f"  {line}")


def print_table(names: list[str], rows: list[list[str]]) -> None:
    """Prints query results with tabs between the columns."""
    print("\t".join(names))
    for row in rows:
        print("\t".join(row))


def to_zhize_error(error: Exception) -> ZhizeError:
    """`error` as an entry of the catalogue: click's own complaints in Chinese, trouble with files, the unexpected."""
    match error:
        case ZhizeError():
            return error
        case click.UsageError():
            return ZhizeError("usage", detail=_describe_usage(error))
        case click.FileError():
            return ZhizeError("file-trouble", path=error.filename, detail=error.message)
        case FileNotFoundError() if error.filename is not None:
            return ZhizeError("document-missing", path=error.filename)
        case OSError():
            path = error.filename if error.filename is not None else "文件"
            return ZhizeError("file-trouble", path=path, detail=error.strerror or type(error).__name__)
        case _:
            return ZhizeError("internal", detail=f"{type(error).__name__}: {error}")


def _describe_usage(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}。" + _suggest(error.possibilities)
        case click.exceptions.NoSuchCommand():
            return f"没有命令 {error.command_name}。" + _suggest(error.possibilities)
        case click.MissingParameter():
            return f"缺少参数 {_name(error.param)}。"
        case click.BadParameter():
            return f"参数 {_name(error.param)} 的值无效{_expect(error.param)}。"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的用法不对：它需要一个值，或者不能带值。"
        case _:
            return "多出了不认识的参数，或参数的个数不对。"


def _suggest(names: list[str] | None) -> str:
    return f"是不是 {'、'.join(names)}？" if names else ""


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.make_metavar(_context())


def _context() -> click.Context:
    return click.get_current_context(silent=True) or click.Context(click.Command("zhize"))


def _expect(parameter: click.Parameter | None) -> str:
    kind: Any = parameter.type if parameter else None
    match kind:
        case click.Choice():
            return f"，可以是 {'、'.join(map(str, kind.choices))}"
        case click.IntRange():
            return f"，应为 {kind.min}–{kind.max} 的整数"
    return ""


def print_document_report(found: "DocumentReport") -> None:
    """Prints what was understood of a document: the share of its text, line by line what was read, what is doubtful."""
    coverage = found.coverage
    unread, left_out = found.counts["unread"], found.counts["furniture"]
    print(f"{coverage.document}：读懂 {coverage.share:.1%}，{unread} 处没有读懂，{left_out} 行页眉、页码等没有算。")
    for line in coverage.lines:
        lost = "".join(s.text for s in line.stretches if s.kind == "unread")
        sign = "·" if line.furniture else "?" if lost else "+"
        print(f"{line.number:>5} {sign} {' '.join(line.text.split())}")
        said = Counter(
            f"        {r.what}：{r.of or r.text}"
            + (f"（可信度 {r.confidence:.0%}，{r.grounds}）" if r.evidence else "")
            for r in line.readings
            if r.kind != "heading"
        )
        for text, count in said.items():
            print(text + (f" × {count}" if count > 1 else ""))
        if lost and line.readings:
            print(f"        没读懂：{' '.join(lost.split())}")
    if found.queries:
        print("请核对：")
        for query in found.queries:
            print(f"{query.line:>5} {query.what}　{query.why}")
