"""Which organization documents belong to that name none: by the folder they lie in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from nlp.documents.facts import DocumentFacts
from nlp.text import fold


@dataclass(frozen=True, slots=True)
class UncertainMerge:
    """Two mentions that may or may not be the same, and what was done about it; a person should look."""

    document: str
    line: int
    message: str


def find_homes(
    facts: Sequence[DocumentFacts], folders: Mapping[str, str], uncertain: list[UncertainMerge]
) -> dict[str, str]:
    """The organization of each document that names none, where its folder tells; doubtful ones are added to `uncertain`.

    Several documents without a name in one folder speak of one organization. It is called like the folder, unless the
    only organization that other documents of the folder name has the same posts, as a staff list has.
    """
    nameless: dict[str, list[DocumentFacts]] = defaultdict(list)
    stated: dict[str, list[DocumentFacts]] = defaultdict(list)
    for fact in facts:
        folder = folders.get(fact.document) or fact.document.rpartition("/")[0]
        if len(fact.organizations) == 1 and fact.organizations[0].name is None and not fact.organizations[0].section:
            nameless[folder].append(fact)
        else:
            stated[folder].append(fact)
    names = _names_of([folder for folder in nameless if folder])
    homes: dict[str, str] = {}
    for folder, documents in nameless.items():
        if not folder:
            continue
        name = _named_beside(documents, stated[folder])
        if name is not None:
            uncertain.append(
                UncertainMerge(
                    documents[0].document,
                    1,
                    f"同一文件夹里有 {len(documents)} 份文档没有写明组织，岗位与“{name}”的名单相符，按“{name}”处理。",
                )
            )
        if name is not None or len(documents) > 1:
            homes.update((fact.document, name or names[folder]) for fact in documents)
    return homes


def _names_of(folders: Sequence[str]) -> dict[str, str]:
    """The name of each folder; folders of one name also get that of the folder above."""
    last = {folder: PurePosixPath(folder).name for folder in folders}
    names: dict[str, str] = {}
    for folder, name in last.items():
        twins = sum(1 for other in last.values() if other == name)
        above = PurePosixPath(folder).parent.name
        names[folder] = f"{above}/{name}" if twins > 1 and above else name
    return names


def _named_beside(nameless: Sequence[DocumentFacts], stated: Sequence[DocumentFacts]) -> str | None:
    """The one organization that the other documents of a folder name, where it has the same posts."""
    names = {o.name for fact in stated for o in fact.organizations}
    if len(names) != 1:
        return None
    name = names.pop()
    mine = {fold(p.title) for fact in nameless for p in fact.posts if not p.mentioned_only}
    theirs = {fold(p.title) for fact in stated for p in fact.posts if not p.mentioned_only}
    common = len(mine & theirs)
    return name if common >= 2 and common * 2 >= min(len(mine), len(theirs)) else None
