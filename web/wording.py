"""Words for what the graph names in IRIs and codes, and links to the pages of this application."""

import re
from collections.abc import Callable
from urllib.parse import quote

from flask import Flask, g
from markupsafe import Markup, escape

from nlp.answer import Evidence, Place
from nlp.documents.iris import digest
from nlp.readings import Reading
from nlp.verbalize import INVOLVEMENT
from ontology import vocabulary as v
from web.language import gettext, is_english, mark_chinese, pgettext, plural, say

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
#: A cell of several lines, up to where the next one that is not empty begins.
_AFTER_CELL = re.compile(r"(\u2028[^\t\n]*)\t(?=[^\n]*\S)")
LONGEST_ADDRESS = 30_000  # letters; so it is in static/workbench.js
TYPES = {
    "Post": "岗位",
    "Person": "人员",
    "OrganizationalUnit": "部门",
    "Organization": "组织",
    "Duty": "职责",
    "Question": "问题",
}
UNKNOWN_REASONS = {
    "not-understood": "没有看懂",
    "no-such-thing": "图谱里没有",
    "nobody-assigned": "没有写明由谁负责",
    "not-recorded": "文档没有记载",
}
CLASSES = {
    v.FORMAL_ORGANIZATION: "组织",
    v.ORGANIZATIONAL_UNIT: "部门",
    v.POST: "岗位",
    v.PERSON: "人员",
    v.DUTY: "职责",
    v.REPORTING_LINE: "汇报关系",
    v.PASSAGE: "原文",
    v.DOCUMENT_CLASS: "文档",
    v.QUALIFICATION: "任职要求",
    v.AUTHORITY: "权限",
    v.WORK_CONDITION: "工作条件",
}
PREDICATES = {
    v.STATEMENT: "内容",
    v.INVOLVEMENT: "参与方式",
    v.ACTION: "动作",
    v.TOPIC: "事物",
    v.FREQUENCY: "频率",
    v.COUNTERPART: "对方",
    v.DELIVERABLE: "成果",
    v.SUBORDINATE: "下级",
    v.SUPERIOR: "上级",
    v.BASIS: "依据",
    v.REASON: "理由",
    v.CONFIDENCE: "可信度",
    v.CONTRADICTS: "与之矛盾的",
    v.QUOTE: "原文",
    v.IN_DOCUMENT: "文档",
    v.START_LINE: "起始行",
    v.END_LINE: "结束行",
    v.PLACE: "位置",
    v.IN_ORGANIZATION: "组织",
    v.PHONE: "电话",
    v.MBOX: "邮箱",
    v.HEADCOUNT: "编制",
}
#: What each involvement means, for whoever reads its word alone.
MEANINGS = {
    "lead": "文档写明负责、主管或牵头，这件事找它。",
    "execute": "文档写的是亲自做这件事，没有写“负责”二字。",
    "assist": "帮着做，主责在别人。",
    "approve": "别人做好以后，由它审核或批准。",
    "supervise": "检查、督促别人做，自己不做。",
    "participate": "和别人一起做，文档没有写它为主。",
    "inform": "把情况汇报或通知给别人。",
}
BASIS = {v.STATED: "文档写明", v.INFERRED: "推断"}
_TERMS = CLASSES | BASIS | {v.involvement_iri(code): word for code, word in INVOLVEMENT.items()}


def name_type(code: str) -> str:
    """岗位, 部门 … for a type of the answer JSON."""
    return say(TYPES.get(code, code))


def name_involvement(code: str | None) -> str:
    """负责, 协助 … for an involvement; empty for none."""
    return say(INVOLVEMENT.get(code or "", ""))


def explain_involvement(code: str) -> str:
    """What an involvement means, in a sentence."""
    return say(MEANINGS.get(code, ""))


def name_reason(code: str | None) -> str:
    """Why nothing is known, in words."""
    return say(UNKNOWN_REASONS.get(code or "", ""))


def name_meaning(meaning: str) -> Markup:
    """What a part of a question was taken for: 岗位：运营经理, in English post: 运营经理."""
    return mark_chinese(_translate(meaning) if is_english() else meaning)


def _translate(meaning: str) -> str:
    if not isinstance(meaning, Reading):
        return meaning
    parts = {name: _translate(part) for name, part in meaning.parts.items()}
    return pgettext("reading", meaning.pattern) % parts


def link_thing(iri: str) -> str:
    """The page of an entity on this server; an IRI from elsewhere stays what it is, http(s) only."""
    if iri.startswith(v.ENTITY):
        return "/id/" + quote(iri.removeprefix(v.ENTITY), safe="/")
    return iri if iri.startswith(("https://", "http://")) else "#"


def name_place(place: Place) -> str:
    """The place within its document: 第 12 行."""
    if place.place:
        return say(place.place)
    lines = f"{place.line_start}" if place.line_start == place.line_end else f"{place.line_start}–{place.line_end}"
    return plural("第 %(lines)s 行", place.line_end - place.line_start + 1, lines=lines)


def name_source(place: Place) -> Markup:
    """The document and the place within it: 手册.docx 第 12 行."""
    return mark_chinese(f"{place.document} {name_place(place)}")


def name_source_briefly(place: Place) -> Markup:
    """The same without the folder of the document."""
    return mark_chinese(f"{place.document.rpartition('/')[2]} {name_place(place)}")


def link_passage(place: Place, words: str = "") -> str:
    """The reader page at a passage: its `words` marked, or its lines where they are not given."""
    said = f"&said={digest(words, place.place or '')}" if words else ""
    lines = f"?from={place.line_start}&to={place.line_end}{said}#L{place.line_start}"
    return f"/document/{quote(place.document, safe='/')}{lines}"


def link_evidence(evidence: Evidence) -> str:
    """The reader page at a sentence, the sentence marked."""
    return link_passage(evidence.place, evidence.text)


def break_lines(text: str) -> str:
    """`text` with the line breaks inside a table's cell as such; documents keep them as U+2028, which browsers ignore.

    The cell after one of several lines begins on a line of its own. No letter changes its place.
    """
    return _AFTER_CELL.sub(r"\1\n", text).replace("\u2028", "\n")


def link_question(question: str, organization: str = "") -> str:
    """The page that answers `question`, within `organization` or the one that the page at hand keeps to."""
    within = organization or g.get("within", "")
    return "/?q=" + quote(question, safe="") + (f"&organization={quote(within, safe='')}" if within else "")


def link_chart(iri: str) -> str:
    """The chart that begins with an organization, unit or post."""
    return "/graph?iri=" + quote(iri, safe="")


def link_query(sparql: str) -> str:
    """The workbench with `sparql` in its editor."""
    return "/sparql?query=" + quote(sparql, safe="")


def fits_address(link: str) -> bool:
    """Whether servers and browsers take `link`; what is longer is sent by a form."""
    return len(link) <= LONGEST_ADDRESS


def link_contact(text: str) -> Markup:
    """Whom a visitor may write to; a mail address in it opens the mail program."""
    return Markup(_MAIL.sub(r'<a href="mailto:\g<0>">\g<0></a>', str(escape(text))))  # noqa: S704


def name_term(iri: str) -> str:
    """The word for a term of the vocabulary; another IRI as it is, shortened by its prefix where it has one."""
    if word := _TERMS.get(iri):
        return gettext(word)
    return v.shorten(iri) or iri


def add_filters(app: Flask) -> None:
    """Lets the templates of `app` use the words and links of this module."""
    filters: dict[str, Callable[..., str]] = {
        "type_word": name_type,
        "involvement_word": name_involvement,
        "involvement_meaning": explain_involvement,
        "reason_word": name_reason,
        "thing_link": link_thing,
        "place_word": name_place,
        "source": name_source,
        "source_brief": name_source_briefly,
        "meaning": name_meaning,
        "passage_link": link_passage,
        "evidence_link": link_evidence,
        "broken": break_lines,
        "question_link": link_question,
        "query_link": link_query,
        "chart_link": link_chart,
        "contact": link_contact,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.tests["address"] = fits_address
