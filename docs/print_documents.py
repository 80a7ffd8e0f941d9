"""Prints the PDF files of data/documents from the Word files in docs/printed: python docs/print_documents.py.

Needs LibreOffice and the package fonts-noto-cjk, of whose letters a file keeps those that it uses. Time and numbers
that LibreOffice draws anew each time are set to fixed ones: the same version prints the same file again.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORD_FILES = ROOT / "docs" / "printed"
DOCUMENTS = ROOT / "data" / "documents"


def fix(content: bytes) -> bytes:
    """The PDF with its time and drawn numbers replaced by fixed ones of the same length, so that offsets stay."""
    content = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", b"20240301000000", content)
    return re.sub(
        rb"(/ID \[[^]]*\]|/DocChecksum /[0-9A-F]+)",
        lambda m: re.sub(rb"(?<=[</])[0-9A-F]{32}", b"0" * 32, m[0]),
        content,
    )


def main() -> None:
    program = shutil.which("soffice")
    assert program, "apt install libreoffice-writer fonts-noto-cjk"
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted(WORD_FILES.glob("*.docx")):
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
            subprocess.run(command, check=True, capture_output=True)
            target = DOCUMENTS / f"{source.stem}.pdf"
            target.write_bytes(fix((Path(folder) / target.name).read_bytes()))
            print(f"wrote {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
