"""The house rules that no linter knows: who may import what, what may be committed, docs in step with the code."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ontology", "graph", "nlp", "web")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
HOMES = {
    "pyoxigraph": ("graph/store.py", "graph/oxigraph_terms.py"),
    "tantivy": "graph/search.py",
    "networkx": "graph/views.py",
    "jieba": "nlp/segment.py",
    "rjieba": "nlp/segment.py",
    "pyvis": "web/network.py",
    "flask_babel": "web/language.py",
}


def find_modules() -> Iterator[tuple[str, Path]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path


def find_imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


def find_committed() -> list[Path]:
    """The files of the repository; outside of git, all that its ignore rules would leave."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    ignored = re.compile(r"/(\.venv|\.git|__pycache__|var|build|dist|\.[a-z_]*cache|\.hypothesis|[^/]*\.egg-info)(/|$)")
    return [p for p in ROOT.rglob("*") if p.is_file() and not ignored.search("/" + p.relative_to(ROOT).as_posix())]


def normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins(name: str) -> dict[str, set[str]]:
    """Package → versions of one requirements file; every pin must carry a hash."""
    pins: dict[str, set[str]] = {}
    text = (ROOT / "requirements" / name).read_text("utf-8").replace("\\\n", " ")
    for line in filter(None, map(str.strip, text.splitlines())):
        match = re.match(r"([A-Za-z0-9._-]+)==(\S+)", line)
        assert match, f"{name}: {line[:60]!r} is no pin"
        assert "--hash=sha256:" in line, f"{name}: {match[1]} has no hash"
        pins.setdefault(normalise(match[1]), set()).add(match[2])
    return pins


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_below_it(room: str) -> None:
    above = ROOMS[ROOMS.index(room) + 1 :]
    for name, path in find_modules():
        if name.startswith(room + "/"):
            assert not {i for i in find_imports(path) if i.partition(".")[0] in above}, name


@pytest.mark.parametrize("library", HOMES)
def test_a_foreign_library_is_imported_in_its_home_only(library: str) -> None:
    homes = HOMES[library]
    users = [name for name, path in find_modules() if any(i.partition(".")[0] == library for i in find_imports(path))]
    assert [name for name in users if not name.startswith(homes)] == []


def test_what_is_imported_and_what_is_declared_are_the_same() -> None:
    """No import without a dependency in pyproject.toml, no dependency that nothing imports."""
    distributions = importlib.metadata.packages_distributions()
    imported = {i.partition(".")[0] for _, path in find_modules() for i in find_imports(path)}
    foreign = {i for i in imported if i not in sys.stdlib_module_names and i not in ROOMS}
    declared = {normalise(re.split(r"[<>=!~ \[]", d)[0]) for d in PROJECT["project"]["dependencies"]}
    assert {normalise(name) for i in foreign for name in distributions.get(i, [i])} == declared


def test_every_package_is_listed_for_the_wheel() -> None:
    real = {
        p.parent.relative_to(ROOT).as_posix().replace("/", ".") for room in ROOMS for p in (ROOT / room).rglob("*.py")
    }
    listed = set(PROJECT["tool"]["setuptools"]["packages"])
    moved = set(PROJECT["tool"]["setuptools"]["package-dir"])
    assert real <= listed
    assert all((ROOT / name.replace(".", "/")).is_dir() for name in listed - moved)
    assert all((ROOT / folder).is_dir() for folder in PROJECT["tool"]["setuptools"]["package-dir"].values())


def test_every_data_file_of_a_package_travels_in_the_wheel() -> None:
    packages = [p for p in PROJECT["tool"]["setuptools"]["packages"] if (ROOT / p.replace(".", "/")).is_dir()]
    patterns = PROJECT["tool"]["setuptools"]["package-data"]
    for path in find_committed():
        name = path.relative_to(ROOT).as_posix()
        if name.partition("/")[0] not in ROOMS or path.suffix == ".py":
            continue
        home = max((p for p in packages if name.startswith(p.replace(".", "/") + "/")), key=len)
        inside = path.relative_to(ROOT / home.replace(".", "/"))
        globs = [*patterns["*"], *patterns.get(home, [])]
        assert any(path in (ROOT / home.replace(".", "/")).glob(g) for g in globs), f"{inside} of {home} is left out"


def test_requirements_pin_every_dependency_with_a_hash_and_name_no_index() -> None:
    run, dev = read_pins("run.txt"), read_pins("dev.txt")
    read_pins("build.txt")
    wanted = {normalise(re.split(r"[<>=!~ \[]", d)[0]) for d in PROJECT["project"]["dependencies"]}
    assert wanted <= set(run)
    assert {name: dev.get(name) for name in run} == run, "the tests would run on other versions than people do"
    for path in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"https?:|file:|^-", path.read_text("utf-8"), re.MULTILINE), path.name


def test_nothing_third_party_or_minified_is_committed() -> None:
    for path in find_committed():
        assert not re.search(r"\.min\.|(^|/)(node_modules|vendor|third_party)/", path.relative_to(ROOT).as_posix()), (
            path
        )
        if path.suffix in (".js", ".css", ".html"):
            longest = max(map(len, path.read_text("utf-8").splitlines()), default=0)
            assert longest <= 400, f"{path.name} has a line of {longest} characters"


def test_no_text_of_the_repository_names_a_machine_path() -> None:
    """A path of somebody's own machine helps nobody; examples use ~ or a relative path."""
    pattern = re.compile(r"(?<![\w.])/(?:" + "home|root|Users|work" + r")/\w")
    for path in find_committed():
        if path.suffix in (".py", ".md", ".toml", ".sh", ".txt", ".ipynb", ".html", ".js", ".css", ".yml", ".json", ""):
            match = pattern.search(path.read_text("utf-8", "replace"))
            assert match is None, f"{path.relative_to(ROOT)}: {match[0] if match else ''}"


def test_what_is_written_in_chinese_is_quoted_by_one_rule() -> None:
    """“…” as on the mainland (GB/T 15834); corner brackets stand only where documents that use them are read."""
    readers = ("nlp/documents/", "tests/documents/", "tests/questions/", "tests/nlp/documents/", "data/")
    for path in find_committed():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in (
            ".py",
            ".md",
            ".toml",
            ".ipynb",
            ".html",
            ".js",
            ".po",
            ".ttl",
            ".rq",
        ) and not name.startswith(readers):
            assert not set("\u300c\u300d\u300e\u300f") & set(path.read_text("utf-8")), name


@pytest.mark.parametrize("page", ["docs/cli.md", "docs/settings.md"])
def test_reference_pages_are_what_the_program_says_of_itself(page: str) -> None:
    script = ROOT / "docs" / "make_reference.py"
    space: dict[str, object] = {"__file__": str(script), "__name__": "reference"}
    exec(compile(script.read_text("utf-8"), str(script), "exec"), space)
    pages = space["PAGES"]
    assert isinstance(pages, dict)
    assert (ROOT / page).read_text("utf-8") == pages[page](), "run python docs/make_reference.py"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_names_the_two_commands_and_its_links_lead_somewhere(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert "sh run.sh" in text
    assert "sh test.sh" in text
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (ROOT / target).exists(), f"{readme} links to {target}"


def test_readme_examples_use_commands_and_options_that_exist() -> None:
    from web.cli import zhize

    for readme in ("README.md", "README.zh-CN.md"):
        for line in re.findall(r"^(?:\S*/)?zhize (.+)$", (ROOT / readme).read_text("utf-8"), re.MULTILINE):
            name, *words = line.split()
            assert name in zhize.commands, line
            options = {o for p in zhize.commands[name].params for o in p.opts}
            assert {w for w in words if w.startswith("--")} <= options, line


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_questions_are_answered_by_the_default_documents(readme: str, built_store: str) -> None:
    """Every question of the table by itself, but for those that plainly go on from the one before."""
    from nlp.desk import Desk

    desk = Desk.open(built_store)
    questions = re.findall(r"^\| (?!question|问题|-)([^|]+?) \|", (ROOT / readme).read_text("utf-8"), re.MULTILINE)
    assert len(questions) >= 5
    for before, question in zip(["", *questions], questions, strict=False):
        answer = desk.ask(question, (before,) if question.startswith("那") else ())
        # A name that several bear is asked back, as the page says; everything else must have its answer.
        assert answer.status in ("answered", "clarify"), f"{question}: {answer.status}: {answer.text}"
