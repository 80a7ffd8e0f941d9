"""Names the tasks that duties state, so that they can be asked for: 编制招生计划, 发票的提交; no fragments of sentences."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from nlp.documents.involvement import classify_involvement
from nlp.duties import DutyRecord
from nlp.frames import FREQUENCY

OWNING = frozenset({"lead", "execute"})
_CLAUSE = re.compile(r"[,，。;；:：!！?？]")
_PLAIN = re.compile(r"[一-鿿a-zA-Z0-9、]+")
_LEAD = re.compile("(?:并且?|以及|同时|还要|而且|主要|具体|全面)?(?:负责|主管|分管)?")
_TAIL = re.compile("(?:等|工作|等工作)$")
_LENGTH = range(4, 17)
#: What may begin a task beside a verb; other words like these begin what a task is done by or for.
_TOWARDS = frozenset("对 向 为 与 给 将 把".split())
#: Words that say what is so or not, what somebody must do or knows, and what comes of it, but no task.
_STATING = frozenset(
    "是 有 无 不 没 没有 未 别 要 应 应该 须 必须 需 需要 能 能够 会 可 可以 使 让 令 得 具有 具备 熟悉 了解 懂 懂得 精通 热爱 服从 遵守 "
    "不了 不到 进行 以便 保证 确保 避免 遇到 遇 碰到".split()
)
_VAGUE = re.compile("交办|交给|交下|其他|其它|临时|[一两二三四五六]次")
#: Pronouns that stand for nothing said before.
_ANY = frozenset("各 本 该 每 各个 各项 各类 各种 有关".split())
#: Tags of the dictionary: verbs; things, with names, short forms and words in Latin letters; what is passed over in front.
_VERBS, _THINGS, _PASSED = ("v",), ("n", "j", "l", "i", "eng", "b", "s"), ("d", "ad", "c", "t")
_UNFIT = ("r", "y", "e", "ul", "uz", "ug", "uv", "ud")


def name_tasks(
    duties: Iterable[DutyRecord],
    cut: Callable[[str], list[str]],
    read_tags: Callable[[Collection[str]], Mapping[str, str]],
    verbs: Iterable[str] = (),
    things: Iterable[str] = (),
) -> dict[str, list[str]]:
    """Duty → the tasks in its sentence that its owner leads or does; duties without one are left out.

    `read_tags` gives the parts of speech of words, as jieba's dictionary writes them; `verbs` and `things`
    are such beside those.
    """
    pieces = {d.iri: [cut(clause) for clause in _find_clauses(d)] for d in duties if d.kind == "duty"}
    tags = dict(read_tags({word for clauses in pieces.values() for words in clauses for word in words}))
    tags |= {word: "vn" for word in verbs if not tags.get(word, "").startswith("v")}
    tags |= {word: "n" for word in things if not tags.get(word, "").startswith((*_VERBS, *_THINGS))}
    named = {
        iri: list(dict.fromkeys(task for words in clauses if (task := _name(words, tags))))
        for iri, clauses in pieces.items()
    }
    return {iri: tasks for iri, tasks in named.items() if tasks}


def _find_clauses(duty: DutyRecord) -> Iterable[str]:
    """The clauses of a duty that its owner leads or does, without how often and what joins them."""
    for place, clause in enumerate(_CLAUSE.split(duty.statement)):
        part = duty.involvement if place == 0 else classify_involvement(clause)
        plain = _TAIL.sub("", _LEAD.sub("", _skip_frequency(clause.strip()), count=1))
        if part in OWNING and _PLAIN.fullmatch(plain):
            yield plain


def _skip_frequency(clause: str) -> str:
    found = FREQUENCY.match(clause)
    return clause[found.end() :].lstrip("的地") if found else clause


def _name(words: list[str], tags: Mapping[str, str]) -> str | None:
    """The task that `words` name, with a verb and a thing in it and nothing that only a sentence has; None for none."""
    kinds = [tags.get(word, "n" if len(word) > 1 else "x") for word in words]
    begin = next((n for n, kind in enumerate(kinds) if kind not in _PASSED or words[n] == "所"), len(words))
    words, kinds = words[begin:], kinds[begin:]
    task = "".join(words)
    if len(task) not in _LENGTH or _VAGUE.search(task) or kinds[0] == "a" and words[1:2] in (["地"], ["的"]):
        return None
    if any(w in _STATING or k.startswith(_UNFIT) and w not in _ANY for w, k in zip(words, kinds, strict=True)):
        return None
    acts = [n for n, kind in enumerate(kinds) if kind.startswith(_VERBS)]
    things = [n for n, kind in enumerate(kinds) if kind.startswith(_THINGS)]
    if not acts or not things or not kinds[-1].startswith((*_VERBS, *_THINGS)):
        return None
    last = len(words) - 1
    joined = any(word in ("的", "和", "与", "及", "、") for word in words)
    verbal = acts[0] == 0 and len(words[0]) > 1 or words[0] in _TOWARDS and acts[-1] < last
    done_to = verbal and things[-1] > acts[0] and (kinds[last] != "v" or joined)
    # 发票的提交, 新员工培训: what is done stands last.
    noun = things[0] < acts[-1] == last and not any(k.startswith(("p", "m", "q", "f", "d", "ad", "t")) for k in kinds)
    return task if (done_to or noun) and classify_involvement(task) in OWNING else None
