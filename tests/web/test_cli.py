"""The command line as scripts meet it: outputs, exit statuses, one-line errors."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import ZhizeError
from tests.web.program import KEYS, ROOT, is_one_chinese_line, start
from web.cli import run, zhize

DOCUMENT = """春熙医院护理部岗位职责

（一）护士长
1、负责病区护理质量的检查。
2、负责护士的排班。

（二）责任护士
1、执行医嘱。
2、协助护士长培训新护士。
"""


@pytest.fixture
def hospital(tmp_path: Path) -> Path:
    """A folder with one small document."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "护理部.txt").write_text(DOCUMENT, "utf-8")
    return folder


def test_the_commands_are_those_of_the_contract() -> None:
    assert sorted(zhize.commands) == [
        "ask",
        "build",
        "evaluate",
        "explain",
        "export",
        "remove",
        "report",
        "serve",
        "sparql",
        "validate",
    ]


@pytest.mark.parametrize("command", sorted(zhize.commands))
def test_every_command_has_a_help_page_and_help_for_every_option(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"用法：zhize {command}")
    for parameter in zhize.commands[command].params:
        assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), parameter.name


def test_without_a_command_the_help_page_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert "命令" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["asc", "谁"], "没有命令 asc。是不是 ask"),
        (["ask", "--jsn", "谁"], "没有选项 --jsn。是不是 --json"),
        (["ask"], "没有给出问题"),
        (["ask", "一", "二"], "多出了"),
        (["ask", "--batch", "-", "谁"], "只能给一个"),
        (["ask", "--store"], "--store"),
        (["remove"], "DOCUMENT"),
        (["report"], "DOCUMENT"),
        (["export"], "--format"),
        (["export", "--format", "xls"], "可以是 turtle、jsonld、nquads、graphml、csv"),
        (["export", "--format", "turtle", "--table", "posts"], "--table"),
        (["serve", "--port", "70000"], "0–65535"),
        (["ask", "--store", "/nowhere/at/all", "谁"], "/nowhere/at/all"),
        (["sparql", "--store", "/nowhere/at/all", "ASK {}"], "/nowhere/at/all"),
        (["export", "--store", "/nowhere/at/all", "--format", "turtle"], "/nowhere/at/all"),
        (["validate", "--store", "/nowhere/at/all"], "/nowhere/at/all"),
        (["report", "--store", "/nowhere/at/all", "护理部.txt"], "/nowhere/at/all"),
    ],
)
def test_wrong_usage_is_one_chinese_line_and_exit_status_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert is_one_chinese_line(captured.err)
    assert words in captured.err


def test_a_bad_setting_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ZHIZE_PORT", "eighty")
    assert run(["ask", "谁"]) == 2
    assert "ZHIZE_PORT" in capsys.readouterr().err


def test_an_unexpected_error_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("first\nsecond")

    monkeypatch.setattr("nlp.desk.Desk.open", fail)
    assert run(["ask", "--store", "x", "谁"]) == 1
    captured = capsys.readouterr()
    assert is_one_chinese_line(captured.err)
    assert "RuntimeError: first second" in captured.err


def test_build_says_what_it_read_and_asking_cites_it(
    hospital: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "store")
    assert run(["build", "--store", store, str(hospital)]) == 0
    summary = capsys.readouterr().out
    for word in ("文档 1 份", "组织", "岗位 2 个", "部门", "人员", "职责 4 条", "汇报关系", "警告"):
        assert word in summary
    assert run(["ask", "--store", store, "谁负责护士排班"]) == 0
    answer = capsys.readouterr().out
    assert "护士长" in answer.splitlines()[0]
    assert "护理部.txt 第 5 行：负责护士的排班" in answer.partition("出处：")[2]


def test_build_takes_settings_for_the_store_from_the_environment(
    hospital: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHIZE_STORE", str(tmp_path / "store"))
    assert run(["build", str(hospital)]) == 0
    capsys.readouterr()
    assert run(["ask", "--json", "谁执行医嘱"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == KEYS
    assert [item["label"] for item in answer["items"]] == ["责任护士"]


def test_build_reads_what_it_can_and_warns_of_the_rest(
    hospital: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (hospital / "坏.docx").write_bytes(b"PK\x03\x04 this is no document")
    assert run(["build", "--store", str(tmp_path / "store"), str(hospital)]) == 0
    captured = capsys.readouterr()
    assert "警告：坏.docx" in captured.err
    assert "文档 1 份" in captured.out


def test_build_of_nothing_readable_leaves_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 this is no document")
    store = str(tmp_path / "store")
    assert run(["build", "--store", store, str(tmp_path / "坏.docx")]) == 2
    assert run(["build", "--store", store, str(tmp_path / "没有.txt")]) == 2
    errors = capsys.readouterr().err
    assert "没有.txt" in errors
    assert "Traceback" not in errors


def test_prune_takes_out_what_the_folder_no_longer_has_and_remove_one_document(
    hospital: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "store")
    second = hospital / "药房.txt"
    second.write_text(DOCUMENT.replace("护理部", "药房").replace("护士", "药师"), "utf-8")
    assert run(["build", "--store", store, str(hospital)]) == 0
    second.unlink()
    assert run(["build", "--store", store, str(hospital)]) == 0
    assert run(["build", "--store", store, "--prune", str(hospital)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("文档")]
    assert [line.split()[1] for line in lines] == ["2", "2", "1"]
    assert run(["remove", "--store", store, "药房.txt"]) == 2
    assert "护理部.txt" in capsys.readouterr().err
    assert run(["remove", "--store", store, "护理部.txt"]) == 0
    assert "文档 0 份" in capsys.readouterr().out


def test_a_report_shows_what_was_read_from_every_line(
    hospital: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "store")
    assert run(["build", "--store", store, str(hospital)]) == 0
    capsys.readouterr()
    assert run(["report", "--store", store, "护理部.txt"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("护理部.txt：读懂 ")
    assert "职责：" in shown and "（可信度 " in shown
    assert run(["report", "--json", "--store", store, "护理部.txt"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert 0.5 < data["coverage"] <= 1.0
    assert {r["confidence"] for r in data["readings"] if r["kind"] == "duty"} <= {0.98, 1.0, 0.9}
    assert all(r["iri"].startswith("https://w3id.org/zhize/id/") for r in data["readings"] if r["kind"] == "duty")
    assert run(["report", "--store", store, "没有.txt"]) == 2
    assert "护理部.txt" in capsys.readouterr().err


def test_memory_builds_the_default_documents_first_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(["ask", "--store", "memory:", "--json", "有多少个组织"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "answered"
    assert list(tmp_path.iterdir()) == []


def test_explain_shows_the_stages(built_store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--store", built_store, "谁负责客户投诉"]) == 0
    text = capsys.readouterr().out
    assert all(stage in text for stage in ("提及", "逻辑式", "SPARQL", "答案"))


def test_sparql_prints_a_table_a_boolean_or_a_graph_and_takes_a_file(
    built_store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "SELECT (COUNT(?p) AS ?n) WHERE { ?p a <http://www.w3.org/ns/org#Post> }"
    assert run(["sparql", "--store", built_store, query]) == 0
    name, number = capsys.readouterr().out.split()
    assert name == "n"
    assert int(number) > 20
    path = tmp_path / "count.rq"
    path.write_text(query, "utf-8")
    assert run(["sparql", "--store", built_store, "--format", "csv", str(path)]) == 0
    assert capsys.readouterr().out.split() == ["n", number]
    assert run(["sparql", "--store", built_store, "ASK { ?s ?p ?o }"]) == 0
    assert capsys.readouterr().out == "true\n"
    assert run(["sparql", "--store", built_store, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1"]) == 0
    assert capsys.readouterr().out.strip().endswith(".")


@pytest.mark.parametrize("query", ["SELECT", "DROP ALL", "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"])
def test_a_query_that_cannot_run_is_bad_input(built_store: str, query: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sparql", "--store", built_store, query]) == 2
    assert is_one_chinese_line(capsys.readouterr().err)


def test_a_runaway_query_is_stopped_at_the_time_limit(
    built_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHIZE_QUERY_SECONDS", "0.5")
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    assert run(["sparql", "--store", built_store, query]) == 1
    assert "0.5 秒" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["turtle", "jsonld", "nquads", "graphml", "csv"])
def test_export_gives_the_graph_to_standard_output_or_a_file(
    built_store: str, form: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["export", "--store", built_store, "--format", form]) == 0
    body = capsysbinary.readouterr().out
    assert len(body) > 1000
    target = tmp_path / "out"
    assert run(["export", "--store", built_store, "--format", form, "--output", str(target)]) == 0
    assert len(target.read_bytes()) == len(body)


def test_the_tables_of_the_csv_export_differ(built_store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    heads = set()
    for table in ("posts", "duties", "lines"):
        assert run(["export", "--store", built_store, "--format", "csv", "--table", table]) == 0
        heads.add(capsysbinary.readouterr().out.splitlines()[0])
    assert len(heads) == 3


def test_validate_of_the_default_documents_finds_no_violation(
    built_store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", "--store", built_store]) == 0
    assert capsys.readouterr().out.strip()


def test_asking_loads_neither_the_web_nor_the_rdf_nor_the_graph_libraries(built_store: str) -> None:
    code = (
        "import sys; from web.cli import run; run(['ask', '--store', sys.argv[1], '谁负责客户投诉']);"
        "print([m for m in ('flask', 'rdflib', 'pyvis', 'networkx', 'pyshacl') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code, built_store], cwd=ROOT, capture_output=True, text=True)
    assert result.stdout.splitlines()[-1] == "[]", result.stderr


def test_a_reader_that_leaves_early_is_no_error(built_store: str) -> None:
    process = start("export", "--store", built_store, "--format", "nquads")
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(20) == 0
    assert process.stderr.read() == b""


def test_ctrl_c_leaves_with_130_and_no_traceback(built_store: str) -> None:
    process = start("ask", "--store", built_store, "--batch", "-", stdin=subprocess.PIPE, bufsize=0)
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"q": "你好"}).encode() + b"\n")
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert b"Traceback" not in errors


def test_bytes_that_are_no_text_are_asked_all_the_same(built_store: str) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "web.cli", "ask", "--json", "--store", built_store, b"\xe8\xb0\x81\xff\xfe"],
        cwd=ROOT, capture_output=True,
    )  # fmt: skip
    assert process.returncode == 0, process.stderr
    assert json.loads(process.stdout)["question"].startswith("谁")


def test_no_file_is_written_outside_the_store_and_the_cache(hospital: Path, tmp_path: Path) -> None:
    home, work, temporary = tmp_path / "home", tmp_path / "work", tmp_path / "temporary"
    for folder in (home, work, temporary):
        folder.mkdir()
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)}
    environment.pop("XDG_DATA_HOME", None)
    for arguments in (["build", str(hospital)], ["ask", "谁执行医嘱"], ["sparql", "ASK {}"], ["validate"]):
        command = [sys.executable, "-m", "web.cli", *arguments]
        subprocess.run(command, cwd=work, env=environment, check=True, capture_output=True)
    assert list(work.iterdir()) == []
    assert list(temporary.iterdir()) == []
    written = {p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file()}
    stores = (".local/share/zhize/store/", "Library/Application Support/zhize/store/", ".cache/zhize/")
    assert {name for name in written if not name.startswith(stores)} == set()


def test_every_error_of_the_catalogue_says_what_to_do() -> None:
    assert "zhize build" in str(ZhizeError("store-missing", path="x"))
