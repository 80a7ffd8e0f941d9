"""A query worker: one process that answers a stranger's queries on one snapshot, without network, within limits.

    python -m graph.worker_main STORE_FOLDER PARENT_PID MEMORY_BYTES SECONDS ROWS BYTES

It speaks the frames of `processes`; the first reply tells that the worker is ready.
"""

import sys
from typing import Any

from graph.confinement import confine, limit_cpu, peak_memory
from graph.dataset import Dataset
from graph.errors import ZhizeError
from graph.processes import Channel, describe_failure
from graph.results import Limits
from graph.store import EmbeddedStore


def main(arguments: list[str]) -> None:
    """Serves until standard input ends."""
    folder, parent, memory, seconds, rows, size = arguments
    channel = Channel()
    isolated = confine(int(parent), int(memory))
    try:
        store = EmbeddedStore(folder, read_only=True)
    except ZhizeError as error:
        channel.send(describe_failure(error))
        return
    channel.send({"ready": True, "isolated": isolated})
    limits = Limits(int(rows), int(size))
    at_start = peak_memory()
    while (request := channel.receive()) is not None:
        limit_cpu(float(seconds))
        reply, body = answer(store, request, limits)
        reply["spent"] = peak_memory() - at_start > int(memory) // 8
        channel.send(reply, body)


def answer(store: EmbeddedStore, request: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """The reply to one request, and the body that follows it."""
    try:
        dataset = request.get("dataset")
        result = store.answer(
            request["query"], request["media_type"], limits, Dataset(*map(tuple, dataset)) if dataset else None
        )
    except ZhizeError as error:
        return describe_failure(error), b""
    except MemoryError:
        return describe_failure(ZhizeError("query-memory")), b""
    except (ValueError, OSError, RuntimeError) as error:
        return describe_failure(ZhizeError("query-refused", detail=f"{type(error).__name__}: {error}"[:300])), b""
    if len(result.body) > 2 * limits.bytes:  # markup outweighs the data: what was counted was the data
        return describe_failure(ZhizeError("query-memory")), b""
    reply = {
        "media_type": result.media_type,
        "kind": result.kind,
        "rows": result.rows,
        "truncated": result.truncated,
        "size": len(result.body),
    }
    return reply, result.body


if __name__ == "__main__":
    main(sys.argv[1:])
