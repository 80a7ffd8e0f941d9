"""A reading worker: one process that reads strangers' files and says what stands in them, within limits.

    python -m nlp.documents.reading_main PARENT_PID MEMORY_BYTES

It speaks the frames of `graph.processes`; the first reply tells that the worker is ready.
"""

import json
import sys
from pathlib import Path
from typing import Any

from graph.confinement import confine, limit_cpu, peak_memory
from graph.errors import ZhizeError
from graph.processes import Channel, describe_failure
from nlp.documents.extraction import extract
from nlp.documents.facts import to_plain
from nlp.documents.readers import read
from nlp.documents.understood import measure_share


def main(arguments: list[str]) -> None:
    """Serves until standard input ends."""
    parent, memory = map(int, arguments)
    channel = Channel()
    confine(parent, memory)
    channel.send({"ready": True})
    at_start = peak_memory()
    while (request := channel.receive()) is not None:
        limit_cpu(float(request["seconds"]))
        reply, body = answer(request)
        reply["spent"] = peak_memory() - at_start > memory // 8
        channel.send(reply, body)


def answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The reply to one request, and facts, lines and understood share of the document as JSON."""
    name = request["name"]
    try:
        source = read(Path(request["path"]), name, request["kind"])
        facts = extract(source, organization=request["organization"])
        lines = [(line.number, line.text, line.place) for line in source.lines]
        share = measure_share(facts, lines)
    except ZhizeError as error:
        return describe_failure(error), b""
    except MemoryError:
        return describe_failure(ZhizeError("document-memory", path=name)), b""
    except Exception as error:  # a library that stumbles over one file must not take the others along
        detail = f"{type(error).__name__}: {error}"[:200]
        return describe_failure(ZhizeError("document-failed", path=name, detail=detail)), b""
    read_from = {"facts": facts, "lines": lines, "share": round(share, 4)}
    body = json.dumps(read_from, default=to_plain, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return {"size": len(body)}, body


if __name__ == "__main__":
    main(sys.argv[1:])
