"""Drawings as vis-network data: nodes, edges and options made by pyvis; the only home of pyvis."""

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from web.drawing import Drawing

#: What the page needs of the vis-network that pyvis brings along; its style sheet is for parts that are not shown.
SCRIPT = "vis-network.min.js"
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "tooltipDelay": 300},
}


def write_network(drawing: Drawing) -> dict[str, Any]:
    """`nodes`, `edges` and `options` for vis-network, with `size` and `hidden`.

    Colours are left to the page, which takes them from its style sheet by `group` and `kind`. Edges have their way in
    `route`, which the page draws itself.
    """
    if not drawing.boxes:
        return {"nodes": [], "edges": [], "options": {}, "size": [0, 0], "hidden": 0}
    # Imported when the first network is drawn: pyvis brings IPython along, most of a second.
    from pyvis.network import Network

    network = Network(directed=True)
    for box, (x, y) in zip(drawing.boxes, drawing.places, strict=True):
        network.add_node(
            box.iri, label=box.name, title=box.title, shape="custom", group=box.kind, x=x, y=y, physics=False,
            extent=list(box.size), lines=list(box.lines), note=box.short_note, marked=box.marked, more=box.more,
            opened=box.opened,
        )  # fmt: skip
    for line, route in zip(drawing.lines, drawing.routes, strict=True):
        network.add_edge(
            line.lower, line.upper, title=line.word, kind=line.kind, extra=line.extra, further=line.further,
            route=[list(point) for point in route], dash=list(line.dash or ()), marked=line.marked,
        )  # fmt: skip
    network.set_options(json.dumps(_OPTIONS))
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "size": list(drawing.size),
        "hidden": drawing.hidden,
    }


@lru_cache(maxsize=1)
def find_script_folder() -> Path:
    """The folder of the vis-network files inside the installed pyvis."""
    spec = find_spec("pyvis")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "lib" / "vis-9.1.2"
