"""Writes docs/cli.md and docs/settings.md from the program itself: python docs/make_reference.py [--check]."""

import os
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import click  # noqa: E402  - the checkout must be importable first

from web.cli import zhize  # noqa: E402
from web.config import Settings, place_store  # noqa: E402


def describe_commands() -> str:
    """The command-line reference as Markdown: the help page of every command, as the program prints it."""
    pages = [
        "# Command line",
        "Written by `python docs/make_reference.py` from the program's own help pages; tests hold it to them.",
        "Errors are one line on standard error: exit status 2 for wrong usage or bad input, 1 for the rest. "
        "`zhize validate` leaves with 1 where shapes are violated.",
        _help_page("zhize", zhize),
    ]
    for name, command in sorted(zhize.commands.items()):
        pages += [f"## `zhize {name}`", _help_page(f"zhize {name}", command)]
    return "\n\n".join(pages) + "\n"


def _help_page(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, terminal_width=100, max_content_width=100)
    return f"```\n{command.get_help(context)}\n```"


def describe_settings() -> str:
    """The settings as Markdown, one heading each."""
    pages = [
        "# Settings",
        "Written by `python docs/make_reference.py` from `web/config.py`; tests hold it to the code. "
        "Settings are environment variables, read once at start; an empty one counts as not set. "
        "Options of a command go before them.",
    ]
    for item in fields(Settings):
        about = item.metadata
        pages += [
            f"## `{about['variable']}`",
            f"{about['meaning']}\n\n- form: {about['form']}\n- default: {_show_default(item)}",
        ]
    return "\n\n".join(pages) + "\n"


def _show_default(item: Any) -> str:
    if item.default_factory is place_store:
        return (
            "`~/.local/share/zhize/store`, on macOS `~/Library/Application Support/zhize/store`; "
            "`run.sh` uses `var/store` of the checkout"
        )
    if item.metadata["form"].startswith("bytes"):
        return f"`{item.default // 2**20}M`" if item.default < 2**30 else f"`{item.default // 2**30}G`"
    return f"`{item.default}`" if item.default != "" else "none"


PAGES = {"docs/cli.md": describe_commands, "docs/settings.md": describe_settings}


def main() -> int:
    stale = 0
    for name, describe in PAGES.items():
        path, text = ROOT / name, describe()
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        if "--check" in sys.argv:
            print(f"{name} is not in step with the program: run python docs/make_reference.py")
            stale = 1
        else:
            path.write_text(text, "utf-8")
            print(f"wrote {name}")
    return stale


if __name__ == "__main__":
    os.environ.setdefault("COLUMNS", "100")
    sys.exit(main())
