"""Last steps on the drafts of one document: names, units of mere mentions, alias posts, inferred lines, warnings."""

from collections.abc import Sequence

from nlp.documents.blocks import Line
from nlp.documents.drafts import Drafts, PostDraft
from nlp.documents.facts import LineFact
from nlp.documents.titles import is_rank, is_unit, title_book
from nlp.text import fold


def finish(drafts: Drafts, lines: Sequence[Line], organization: str | None) -> None:
    """Complete `drafts` in place; `organization` names what the document leaves without a name."""
    _drop_empty_organizations(drafts)
    if organization is not None and len(drafts.organizations) == 1 and drafts.organizations[0].name is None:
        drafts.organizations[0].name = organization
    _complete_ranks(drafts, lines)
    _merge_listed(drafts)
    _merge_held(drafts)
    _place_mentions(drafts)
    _infer_lines(drafts)
    if not drafts.posts and not drafts.units:
        drafts.remark(1, "没有找到任何岗位或部门。")


def _drop_empty_organizations(drafts: Drafts) -> None:
    used = {p.organization for p in drafts.posts} | {u.organization for u in drafts.units}
    kept = [o for o in drafts.organizations if o.key in used]
    drafts.organizations[:] = kept or drafts.organizations[:1]


def _complete_ranks(drafts: Drafts, lines: Sequence[Line]) -> None:
    """A post called by its rank only takes the full title where the document uses it (经理 → 公司金融部经理)."""
    units = {u.key: u for u in drafts.units}
    text: str | None = None
    for post in drafts.posts:
        if post.unit is None or not is_rank(post.title):
            continue
        full = units[post.unit].name + post.title
        text = text if text is not None else "\n".join(line.shape for line in lines)
        if full in text:
            others = [
                p
                for p in drafts.posts
                if p is not post and p.organization == post.organization and fold(p.title) == fold(full)
            ]
            post.aliases.append(post.title)
            post.title = full
            for other in others:
                _absorb(drafts, post, other)


def _absorb(drafts: Drafts, post: PostDraft, other: PostDraft) -> None:
    """Make everything that `other` has `post`'s."""
    drafts.posts.remove(other)
    post.headcount = post.headcount if post.headcount is not None else other.headcount
    post.holders.extend(h for h in other.holders if h.name not in {x.name for x in post.holders})
    drafts.lines[:] = [
        LineFact(
            post.key if line.subordinate == other.key else line.subordinate,
            post.key if line.superior == other.key else line.superior,
            line.passage, line.stated, line.reason, line.from_superior, line.evidence,
        )
        for line in drafts.lines
    ]  # fmt: skip


def _merge_listed(drafts: Drafts) -> None:
    """A listed post without section and a described one without listing, alike but for their rank, are one."""
    for listed in [p for p in drafts.posts if p.listed and not p.described and not p.duties]:
        stem = _stem(listed.title)
        if len(stem) < 3:
            continue
        alike = [
            p
            for p in drafts.posts
            if p.described
            and not p.listed
            and p.organization == listed.organization
            and p.unit == listed.unit
            and _stem(p.title) == stem
        ]
        if (
            len(alike) == 1
            and sum(1 for p in drafts.posts if p.organization == listed.organization and _stem(p.title) == stem) == 2
        ):
            alike[0].aliases.append(listed.title)
            drafts.remark(
                listed.passages[0].start_line,
                f"“{listed.title}”只列名未说明，按“{alike[0].title}”的另一种写法处理，请核对。",
            )
            _absorb(drafts, alike[0], listed)


def _merge_held(drafts: Drafts) -> None:
    """A post of which only the holders are told is the one described elsewhere under that title, with its unit or not."""
    with_traits = {t.owner for t in drafts.traits} | {line.subordinate for line in drafts.lines}
    for held in [p for p in drafts.posts if (p.holders or p.vacant) and not p.duties and p.key not in with_traits]:
        same = [
            p
            for p in drafts.posts
            if p is not held
            and p.duties
            and not p.holders
            and p.organization == held.organization
            and (p.unit == held.unit or held.unit is None)
            and (fold(p.title) == fold(held.title) or _is_with_unit(p.title, held.title))
        ]
        if len(same) != 1:
            continue
        if fold(same[0].title) != fold(held.title):
            same[0].aliases.append(held.title)
        same[0].vacant = same[0].vacant or held.vacant
        same[0].passages.extend(held.passages)
        _absorb(drafts, same[0], held)


def _is_with_unit(title: str, short: str) -> bool:
    """Whether `title` is `short` with its unit before it: 调度中心调度员, 调度员."""
    return title.endswith(short) and is_unit(title.removesuffix(short))


def _stem(title: str) -> str:
    for rank in sorted(title_book().ranks, key=len, reverse=True):
        if title.endswith(rank):
            return fold(title[: -len(rank)])
    return fold(title)


def _place_mentions(drafts: Drafts) -> None:
    """A mention that carries its unit's name belongs to that unit (营运部总监 → 营运部)."""
    for post in drafts.posts:
        if post.unit is None:
            inside = [
                u
                for u in drafts.units
                if u.organization == post.organization
                and post.title.startswith(u.name)
                and len(post.title) > len(u.name)
            ]
            if inside:
                post.unit = max(inside, key=lambda u: len(u.name)).key


def _infer_lines(drafts: Drafts) -> None:
    """Lines that titles imply: of an assistant or deputy; to the one post that a short title can mean."""
    superior_of = {line.subordinate for line in drafts.lines}
    by_title: dict[tuple[str, str], list[PostDraft]] = {}
    for post in drafts.posts:
        by_title.setdefault((post.organization, fold(post.title)), []).append(post)
    for post in drafts.posts:
        if not post.described or post.key in superior_of:
            continue
        for chief, why in _chiefs(post.title):
            found = by_title.get((post.organization, fold(chief)), [])
            if len(found) == 1 and found[0] is not post:
                drafts.add_line(
                    post.key, found[0].key, post.passages[0], f"职位名“{post.title}”含“{why}”", "inferred", stated=False
                )
                break
    described = [p for p in drafts.posts if p.described]
    longer: dict[tuple[str, str], list[PostDraft]] = {}
    mentions = {p.key: p for p in drafts.posts if not p.described}
    for line in list(drafts.lines):
        vague = mentions.get(line.superior)
        if vague is None or not line.stated:
            continue
        key = vague.organization, vague.title
        if key not in longer:
            longer[key] = [p for p in described if p.organization == key[0] and p.title.endswith(key[1])]
        meant = [p for p in longer[key] if p.key != line.subordinate]
        if len(meant) == 1 and len(vague.title) >= 3:
            drafts.add_line(
                line.subordinate,
                meant[0].key,
                line.passage,
                f"“{vague.title}”应指“{meant[0].title}”",
                "inferred",
                stated=False,
            )


def _chiefs(title: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if title.endswith("助理") and len(title) > 3:
        found.append((title[:-2], "助理"))
    for deputy in ("常务副", "副"):
        at = title.find(deputy)
        if at >= 0:
            found.append((title[:at] + title[at + len(deputy) :], deputy))
            if title.endswith("副总"):
                found.append((title[:at] + "总经理", deputy))
    return found
