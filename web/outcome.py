"""What came of a search in a chart, in words."""

from urllib.parse import urlencode

from web.finding import Found
from web.language import gettext, plural
from web.wishes import Wish


def say_way(wish: Wish) -> str:
    """The way that was asked for in names; why there is none; empty where none was asked for."""
    if not wish.to or not wish.found:
        return ""
    if wish.way:
        return " → ".join(wish.structure.names[node][0] for node in wish.way)
    if not wish.goals.nodes:
        return _say_missing(wish.to, wish.goals)
    return gettext("没有找到从“%(find)s”到“%(to)s”的路径。", find=wish.find, to=wish.to)


def say_found(wish: Wish) -> str:
    """That nothing was found, and where it is instead; which boxes, where several are meant."""
    nodes = wish.matches.nodes
    if wish.find and not nodes:
        return _say_missing(wish.find, wish.matches)
    if len(nodes) < 2 or wish.to:
        return ""
    names = gettext("、").join(wish.structure.names[node][0] for node in nodes)
    return plural("找到 %(num)s 个：%(names)s。", len(nodes), names=names)


def _say_missing(name: str, found: Found) -> str:
    missing = gettext("没有找到“%(name)s”。", name=name)
    if not found.elsewhere:
        return missing
    places = gettext("、").join(place.label for place in found.elsewhere)
    return gettext("这个组织里没有“%(name)s”，%(places)s有。", name=name, places=places)


def lead_elsewhere(wish: Wish) -> list[tuple[str, str]]:
    """The organizations that have what was looked for in vain, with the addresses of their charts."""
    places = [] if wish.matches.nodes else wish.matches.elsewhere
    return [
        (place.label, "/graph?" + urlencode({"organization": place.iri, "find": wish.find, "show": wish.view.layer}))
        for place in places
    ]
