"""Reads older word processor files by way of LibreOffice, where this machine has it."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from graph.errors import ZhizeError
from nlp.documents.archives import check_archive
from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark
from nlp.documents.reading_docx import read_docx

SECONDS = 90  # a larger document takes LibreOffice a few


def read_legacy(content: bytes, name: str) -> tuple[list[SourceLine], list[Remark]]:
    """The lines of the document that LibreOffice makes of `content`; ZhizeError where it is missing or fails."""
    return read_docx(convert(content, name), name)


def convert(content: bytes, name: str) -> bytes:
    """The Word document that LibreOffice makes of `content`; ZhizeError where it is missing or fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ZhizeError("document-format", path=name, detail="这种旧格式要用 LibreOffice 转换，这台机器上没有装")
    suffix = Path(name).suffix.lower()
    if content.startswith(b"PK"):
        check_archive(content, name)
    with tempfile.TemporaryDirectory(prefix="zhize-") as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(content)
        command = [
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
            "--convert-to", "docx", "--outdir", f"{folder}/out", str(source),
        ]  # fmt: skip
        _run(command, name)
        made = Path(folder) / "out" / "document.docx"
        if not made.is_file():
            raise ZhizeError("document-damaged", path=name, detail="LibreOffice 转换不了")
        return made.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run to the end or for SECONDS; the program starts others, so that its whole group is ended."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise ZhizeError("document-damaged", path=name, detail=f"LibreOffice 在 {SECONDS} 秒内没有转换完") from error
