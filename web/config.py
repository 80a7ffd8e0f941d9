"""The settings of the program: one frozen value, read once at start from the environment."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from graph.errors import ZhizeError

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}


def read_text(value: str) -> str:
    """The value without blanks around it."""
    return value.strip()


def read_count(value: str) -> int:
    """A whole number of at least 1."""
    if (number := int(value)) < 1:
        raise ValueError(value)
    return number


def read_port(value: str) -> int:
    """A TCP port; 0 lets the system choose one."""
    if not 0 <= (number := int(value)) <= 65535:
        raise ValueError(value)
    return number


def read_seconds(value: str) -> float:
    """A time between a hundredth of a second and a day."""
    if not 0.01 <= (number := float(value)) <= 86400:
        raise ValueError(value)
    return number


def read_size(value: str) -> int:
    """A number of bytes, with K, M or G behind it for the multiples of 1024."""
    text = value.strip().upper()
    unit = text[-1:] if text[-1:] in _UNITS else ""
    return read_count(text.removesuffix(unit)) * _UNITS[unit]


def place_store() -> str:
    """The folder of the graph where nobody names one: below the user's data folder, as the platform has it."""
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return str(base / "zhize" / "store")


def find_default_documents() -> Path:
    """The folder that `zhize build` reads by default: the checkout's `data/documents`, or the copy in the wheel."""
    here = Path(__file__).resolve().parent
    checkout = here.parent / "data" / "documents"
    return checkout if checkout.is_dir() else here / "default_documents"


def _setting(variable: str, default: Any, read: Callable[[str], Any], form: str, meaning: str) -> Any:
    metadata = {"variable": variable, "read": read, "form": form, "meaning": meaning}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; each field carries its environment variable, form and meaning for the docs."""

    store: str = _setting(
        "ZHIZE_STORE", place_store, read_text, "folder, `memory:` or http(s) address",
        "The graph: a folder, `memory:` (made from the default documents, dropped at the end) or a SPARQL 1.1 server.",
    )  # fmt: skip
    host: str = _setting(
        "ZHIZE_HOST", "127.0.0.1", read_text, "address",
        "The address that the web application listens on.",
    )  # fmt: skip
    port: int = _setting(
        "ZHIZE_PORT", 8000, read_port, "0–65535",
        "The port that the web application listens on; 0 lets the system choose.",
    )  # fmt: skip
    threads: int = _setting(
        "ZHIZE_THREADS", 8, read_count, "number from 1",
        "How many requests the web application works on at once.",
    )  # fmt: skip
    workers: int = _setting(
        "ZHIZE_WORKERS", 2, read_count, "number from 1",
        "How many processes run visitors' SPARQL queries.",
    )  # fmt: skip
    query_seconds: float = _setting(
        "ZHIZE_QUERY_SECONDS", 10.0, read_seconds, "seconds, 0.01–86400",
        "How long a visitor's SPARQL query may run, parsing included.",
    )  # fmt: skip
    query_rows: int = _setting(
        "ZHIZE_QUERY_ROWS", 10_000, read_count, "number from 1",
        "How many rows a visitor's SPARQL query may return.",
    )  # fmt: skip
    query_memory: int = _setting(
        "ZHIZE_QUERY_MEMORY", 2**31, read_size, "bytes, or with K, M, G",
        "How much address space a query worker may take.",
    )  # fmt: skip
    contact: str = _setting(
        "ZHIZE_CONTACT", "", read_text, "text",
        "Whom a visitor may write to; shown on the pages where it is set.",
    )  # fmt: skip
    export_token: str = _setting(
        "ZHIZE_EXPORT_TOKEN", "", read_text, "text",
        "The password for `/feedback.csv`, as that of HTTP Basic (any user name) or as a Bearer token. Without one, the table "
        "is given only to requests from the machine itself without a sign of a proxy; since some proxies leave none, set it "
        "behind any.",
    )  # fmt: skip
    max_body: int = _setting(
        "ZHIZE_MAX_BODY", 2**20, read_size, "bytes, or with K, M, G",
        "How large the body of a request may be.",
    )  # fmt: skip

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """The settings that `environ` states, the defaults for the rest.

        An empty variable counts as not set; a bad value raises ZhizeError("usage") that names the variable.
        """
        return cls(**{
            item.name: _read(item, environ[item.metadata["variable"]])
            for item in fields(cls)
            if environ.get(item.metadata["variable"], "").strip()
        })  # fmt: skip


def _read(item: "Field[Any]", value: str) -> Any:
    try:
        return item.metadata["read"](value)
    except ValueError as error:
        detail = f"环境变量 {item.metadata['variable']} 的值“{value}”无效，应为 {item.metadata['form']}。"
        raise ZhizeError("usage", detail=detail) from error
