"""Answers in words: a short direct sentence first, then the list, in Simplified Chinese."""

import re

from nlp.answer import Item

_SHORT = 12
#: 未写明的组织（document，section）, which is what an organization is called that no document names.
_UNNAMED = re.compile("未写明的组织（([^，]*)(?:，(.*))?）")
_INNER = str.maketrans("“”", "‘’")
ALSO = "另外，"  # begins the sentence about those who help
INVOLVEMENT = {
    "lead": "负责",
    "execute": "执行",
    "assist": "协助",
    "approve": "审核",
    "supervise": "监督",
    "participate": "参与",
    "inform": "知会",
}


def name_item(item: Item) -> str:
    """市场专员（于龙）."""
    holders = "、".join(h.label for h in item.holders)
    return f"{item.label}（{holders}）" if holders else item.label


def shorten(organization: str) -> str:
    """An organization's name as a sentence has it: of one that no document names, the section that speaks of it."""
    unnamed = _UNNAMED.fullmatch(organization)
    return quote(unnamed.group(2) or unnamed.group(1)) if unnamed else organization


def list_names(items: tuple[Item, ...], without: str = "") -> str:
    """The items' names, joined; grouped by organization where there are several; holders but for `without`."""
    groups: dict[str, list[str]] = {}
    for item in items:
        if item.organization and item.organization.iri == item.iri:
            groups.setdefault("", []).append(shorten(item.label))
            continue
        name = item.label if without and [h.label for h in item.holders] == [without] else name_item(item)
        groups.setdefault(shorten(item.organization.label) if item.organization else "", []).append(name)
    if len(groups) < 2:
        return "、".join(name for names in groups.values() for name in names)
    return "；".join(
        f"{organization}：{'、'.join(names)}" if organization else "、".join(names)
        for organization, names in groups.items()
    )


def quote(text: str) -> str:
    """`text` between quotation marks by GB/T 15834: “…”, and those that it has itself become ‘…’."""
    return f"“{text.translate(_INNER)}”"


def quote_task(phrase: str) -> str:
    """A task as the question words it, where that is short and of one piece; else 这件事."""
    return quote(phrase) if phrase and len(phrase) <= _SHORT and phrase.isalnum() else "这件事"


def say_owners(
    phrase: str, items: tuple[Item, ...], helpers: tuple[str, ...], led: bool, involvement: str | None = None
) -> str:
    """Who owns a task, or takes part in it as the question wants to know; who else is involved."""
    part = INVOLVEMENT[involvement] if involvement else "负责"
    groups = {i.organization.label if i.organization else "" for i in items}
    task = quote_task(phrase)
    if len(groups) > 1:
        text = f"{task}在 {len(groups)} 个组织里都有人{part}——{list_names(items)}。"
    elif led:
        text = f"{task}由{list_names(items)}{part}。"
    else:
        text = f"{task}没有写明主责，参与的是{list_names(items)}。"
    if helpers:
        text += f"{ALSO}{'、'.join(helpers)}也会参与。"
    return text


def say_permitted(items: tuple[Item, ...], of: int) -> str:
    """That of the owners of a task, so many in all, some have a right to it written down, but no duty."""
    if not items:
        return ""
    return f"\n{f'其中{list_names(items)}' if len(items) < of else '文档'}写的是权限或要求，不是职责。"


def say_duties(item: Item, statements: tuple[str, ...], topic: str | None = None) -> str:
    """The duties of one post or unit, numbered."""
    about = f"在{quote(topic)}方面" if topic else ""
    head = f"{name_item(item)}{about}的职责共 {len(statements)} 条："
    return head + "\n" + "\n".join(f"{n}. {s}" for n, s in enumerate(statements, 1))


RELATION_WORDS = {
    "superior": "上级",
    "subordinates": "下属",
    "chain": "各级上级",
    "below": "各级下属",
    "peers": "同级",
    "head": "负责人",
    "held": "任职情况",
    "vacant": "空缺情况",
    "holder": "任职人",
    "post_of": "岗位",
    "posts": "岗位",
    "units": "部门",
    "people": "任职人员",
    "unit_of": "所属单位",
    "duties": "职责",
    "qualification": "任职要求",
    "authority": "权限",
    "work_condition": "工作条件",
    "headcount": "编制",
    "contact": "联系方式",
    "organizations_with": "所在组织",
}
#: Attributes of things that documents hardly ever tell.
ATTRIBUTES = {
    "pay": "收入",
    "age": "年龄",
    "person": "个人情况",
    "address": "地址",
    "history": "历史",
    "hours": "作息时间",
}


#: What a statement of each kind belongs to.
_STATED = {"duty": "职责", "authority": "权限", "qualification": "任职要求", "work-condition": "工作条件"}


def name_relation(relation: str) -> str:
    """The Chinese word for a relation of a logical form."""
    return RELATION_WORDS.get(relation, relation)


def say_stated(name: str, kind: str, statement: str) -> str:
    """教务主任的职责写明：每周排一次课。"""
    return f"{name}的{_STATED[kind]}写明：{statement}"


def say_related(subject: str, relation: str, items: tuple[Item, ...]) -> str:
    """运营主管的上级是运营经理。"""
    if relation == "chain":
        return f"{subject}逐级向上：{' → '.join(name_item(i) for i in items)}。"
    if relation == "holder":
        return f"{subject}的任职人是{list_names(items)}。"
    if relation == "post_of":
        return f"{subject}担任{list_names(items, without=subject)}。"
    many = f"有 {len(items)} 个" if len(items) > 1 else "是"
    colon = "：" if len(items) > 1 else ""
    return f"{subject}的{name_relation(relation)}{many}{colon}{list_names(items)}。"


def say_mentioned(number: int) -> str:
    """That so many posts are named beside those described, where there are any."""
    return f"另有 {number} 个岗位只在别处作为上级提到。" if number else ""
