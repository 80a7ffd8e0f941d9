"""Refuses Office files that are bombs or carry what must not be parsed, before any library opens them."""

import io
import zipfile
from typing import Final

from graph.errors import ZhizeError

MAX_ENTRIES: Final = 5_000
MAX_UNPACKED: Final = 300 * 1024 * 1024
MAX_RATIO: Final = 200  # above this only where the part is large
_SMALL: Final = 2 * 1024 * 1024
_STEP: Final = 1 << 18


def check_archive(content: bytes, name: str) -> None:
    """Raise ZhizeError unless the zip archive is of reasonable size and its XML parts declare no document type.

    Sizes are taken from the directory first and then counted while every part is unpacked, since a directory can lie.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ZhizeError("document-damaged", path=name, detail="压缩结构损坏") from error
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise ZhizeError("document-bomb", path=name)
    if any(e.flag_bits & 0x1 for e in entries):
        raise ZhizeError("document-encrypted", path=name)
    total = 0
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise ZhizeError("document-bomb", path=name)
        total += _count(archive, entry, name, MAX_UNPACKED - total)


def _count(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, allowed: int) -> int:
    """The true size of a part; XML parts are looked through for a document type."""
    xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    size = 0
    tail = b""
    try:
        with archive.open(entry) as stream:
            while block := stream.read(_STEP):
                size += len(block)
                if size > allowed:
                    raise ZhizeError("document-bomb", path=name)
                if xml:
                    window = (tail + block).upper().replace(b"\0", b"")
                    if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                        raise ZhizeError("document-format", path=name, detail="XML 里有 DOCTYPE 声明")
                    tail = block[-24:]
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ZhizeError("document-damaged", path=name, detail="压缩内容损坏") from error
    except Exception as error:  # zlib, lzma and bz2 raise classes of their own
        if isinstance(error, ZhizeError):
            raise
        raise ZhizeError("document-damaged", path=name, detail="压缩内容损坏") from error
    return size
