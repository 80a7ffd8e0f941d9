"""The program as tests start it, and what all of its answers and errors look like."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEYS = [
    "question", "status", "kind", "text", "items", "value", "choices", "suggestions", "unknown_reason", "carried",
    "interpretation", "sparql", "elapsed_ms",
]  # fmt: skip


def start(*arguments: str | Path, **options: object) -> "subprocess.Popen[bytes]":
    """The program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "web.cli", *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, **options,  # type: ignore[call-overload]
    )  # fmt: skip


def is_one_chinese_line(text: str) -> bool:
    return text.startswith("错误：") and text.count("\n") == 1 and "Traceback" not in text
