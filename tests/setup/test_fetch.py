"""Files from npm: pinned by hash, all or none of them, and no set-up that fails without them."""

import base64
import hashlib
import importlib.util
import io
import json
import re
import shutil
import subprocess
import tarfile
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
_CONTENT = {"build/tool.js": b"tool()", "package.json": b'{"name": "@here/tool", "version": "1.2.3"}'}
needs_npm = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")


def _pack() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in _CONTENT.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def _hash(archive: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[bytes]:
    """A registry of one package on this machine, which npm is set to ask; its archive."""
    archive = _pack()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = archive
            if not self.path.endswith(".tgz"):
                here = f"http://{self.headers['Host']}/tool-1.2.3.tgz"
                version = {"name": "@here/tool", "version": "1.2.3"}
                version["dist"] = {"tarball": here, "integrity": _hash(archive)}  # type: ignore[assignment]
                body = json.dumps(
                    {"name": "@here/tool", "dist-tags": {"latest": "1.2.3"}, "versions": {"1.2.3": version}}
                ).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("npm_config_registry", f"http://127.0.0.1:{server.server_port}/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_noproxy", "127.0.0.1")
    yield archive
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """requirements/fetch.py over a folder of its own."""
    spec = importlib.util.spec_from_file_location("fetch", ROOT / "requirements" / "fetch.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements").mkdir()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def _pin(folder: Path, integrity: str) -> Path:
    """Writes the pin of the one package; the folder that it goes to."""
    (folder / "requirements" / "npm.toml").write_text(
        f'[[package]]\nname = "@here/tool"\nversion = "1.2.3"\nintegrity = "{integrity}"\nfolder = "static/tool"\n'
        'files = ["build/tool.js", "package.json"]\nneeded_for = "run"\nwithout = "少一件东西"\n',
        "utf-8",
    )
    return folder / "static" / "tool"


@needs_npm
def test_what_is_pinned_is_fetched_once(
    fetching: ModuleType, registry: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """By the npm that is there; what lies there already is not asked for again."""
    folder = _pin(tmp_path, _hash(registry))
    assert fetching.main("run") == 0
    assert (folder / "tool.js").read_bytes() == b"tool()"
    assert sorted(path.name for path in folder.parent.iterdir()) == ["tool"]
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    assert fetching.main("dev") == 0
    assert capsys.readouterr().err == ""


@needs_npm
def test_an_archive_of_another_hash_is_refused(
    fetching: ModuleType, registry: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever a registry says of it: the pin decides."""
    folder = _pin(tmp_path, _hash(registry + b"x"))
    assert fetching.main("run") == 1
    assert not folder.exists()
    assert "校验值不符" in capsys.readouterr().err


@needs_npm
def test_without_network_one_line_is_said(
    fetching: ModuleType, registry: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    _pin(tmp_path, _hash(registry))
    assert fetching.main("run") == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "@here/tool" in said and "少一件东西" in said


def test_set_up_goes_on_without_the_files(tmp_path: Path) -> None:
    """`fetch_files` of setup.sh: what failed is not tried again at once, what was had is not asked for again."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name in ("npm.toml", "fetch.py", "node.txt"):
        (tmp_path / "requirements" / name).write_text("", "utf-8")
    python = tmp_path / ".venv" / "bin" / "python"

    def run(program: str) -> str:
        python.write_text(f"#!/bin/sh\n{program}\n", "utf-8")
        python.chmod(0o755)
        script = f". '{ROOT}/requirements/setup.sh'; set -eu; fetch_files run; echo went on"
        return subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert run("echo tried; exit 1") == "tried\nwent on\n"
    assert run("echo tried; exit 1") == "went on\n"
    (tmp_path / "requirements" / "npm.toml").write_text("another version", "utf-8")
    assert run("echo tried; mkdir -p web/static/vendor") == "tried\nwent on\n"
    assert run("echo tried") == "went on\n"
    shutil.rmtree(tmp_path / "web")
    assert run("echo tried") == "tried\nwent on\n"


def test_pins_are_exact_and_name_no_host() -> None:
    """A version and a hash each; no address in what is committed; the folder is one that git does not keep."""
    text = (ROOT / "requirements" / "npm.toml").read_text("utf-8")
    assert not re.search(r"https?:|//|\.(com|org|io)\b", text)
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    for package in tomllib.loads(text)["package"]:
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"])
        assert any(f"{package['folder']}/".startswith(folder) for folder in ignored)
