"""A unit called like its organization is the organization: what stands in it stands in the organization itself."""

from collections.abc import Mapping
from dataclasses import replace

from nlp.documents.facts import DocumentFacts
from nlp.text import fold


def absorb_namesakes(facts: DocumentFacts, names: Mapping[str, str]) -> DocumentFacts:
    """`facts` without the units that bear their organization's name; `names` has it by the organization's key.

    One that has duties or a superior stays, since an organization has none. Whoever reports to one only reports to the
    organization as a whole, which says nothing.
    """
    busy = {duty.owner for duty in facts.duties} | {line.subordinate for line in facts.lines}
    gone = {u.key for u in facts.units if u.key not in busy and fold(u.name) == fold(names.get(u.organization, ""))}
    if not gone:
        return facts
    return replace(
        facts,
        units=tuple(replace(u, parent=None) if u.parent in gone else u for u in facts.units if u.key not in gone),
        posts=tuple(replace(p, unit=None) if p.unit in gone else p for p in facts.posts),
        lines=tuple(line for line in facts.lines if line.superior not in gone),
    )
