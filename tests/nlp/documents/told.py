"""What a document told, by the names of its posts and units, for tests to compare."""

from nlp.documents.facts import DocumentFacts


def duties(facts: DocumentFacts) -> dict[str, list[str]]:
    """The statements of each post's duties, and of units' under their keys, without the signs at their ends."""
    found: dict[str, list[str]] = {p.title: [] for p in facts.posts}
    titles = {p.key: p.title for p in facts.posts}
    for duty in facts.duties:
        found.setdefault(titles.get(duty.owner, duty.owner), []).append(duty.statement.strip("。；，"))
    return found


def holders(facts: DocumentFacts) -> dict[str, list[str]]:
    """Who holds each post."""
    return {p.title: [h.name for h in p.holders] for p in facts.posts}


def superiors(facts: DocumentFacts) -> set[tuple[str, str]]:
    """Pairs of who reports and to whom."""
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    return {(names[line.subordinate], names[line.superior]) for line in facts.lines}


def homes(facts: DocumentFacts) -> dict[str, str | None]:
    """The unit of each post."""
    names: dict[str | None, str] = {u.key: u.name for u in facts.units}
    return {p.title: names.get(p.unit) for p in facts.posts}
