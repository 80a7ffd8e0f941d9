"""Right or wrong: visitors say so below an answer, and whoever keeps the graph takes it out as a table."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, Response, render_template, request

from graph.formats import write_csv
from nlp.desk import MAX_QUESTION
from web.asking import ask
from web.failures import Refusal
from web.journal import Journal, Opinion
from web.language import gettext
from web.readings import Inquiry, read_inquiry
from web.security import may_export, needs_token
from web.services import desk, services
from web.terminal import mend_text

blueprint = Blueprint("feedback", __name__)
VERDICTS = {"right": "答得对", "wrong": "答得不对"}
_LONGEST_NOTE = 500
_HEADER = ("时间", "问题", "此前的问题", "范围", "评价", "说明", "答案状态", "答案", "图谱版本", "选定的理解")


@dataclass(frozen=True, slots=True)
class ThanksPage:
    """What is shown after an opinion was kept: the question, to go back to."""

    asked: Inquiry
    verdict: str


@blueprint.post("/feedback")
def keep_opinion() -> Response:
    """Keeps what a visitor says of an answer; the answer is asked for again, so that nobody can put one into its mouth."""
    if not _is_own_form():
        raise Refusal(403, "这个请求不是从本页发出的。", "请在答案下面点按钮。")
    asked = read_inquiry(request.form)
    verdict = request.form.get("verdict", "")
    if not asked.question or len(asked.question) > MAX_QUESTION or verdict not in VERDICTS:
        raise Refusal(400, "缺少问题或评价。", "请在答案下面点按钮。")
    here = desk()
    answer = ask(here, asked)
    opinion = Opinion(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        question=asked.question,
        context=asked.context,
        organization=asked.organization,
        verdict=verdict,
        note=mend_text(request.form.get("note", "")).strip()[:_LONGEST_NOTE],
        status=answer.status,
        answer=answer.text,
        snapshot=here.snapshot.number,
        readings=tuple(part.meaning for part in answer.interpretation if part.chosen),
    )
    if not Journal(services().settings.store).keep(opinion):
        raise Refusal(503, "没有记下来。", "图谱所在的目录写不进去，或记录太多，请告诉维护者。")
    return Response(render_template("thanks.html", page=ThanksPage(asked, verdict)))


@blueprint.get("/feedback.csv")
def send_opinions() -> Response:
    """All opinions as a table for spreadsheets, for who keeps the graph: they hold what visitors wrote."""
    if not may_export():
        if needs_token():
            raise Refusal(401, "读者评价要凭口令下载。", "口令是环境变量 ZHIZE_EXPORT_TOKEN 的值；用户名随意填。")
        raise Refusal(
            403,
            "读者评价只能在服务器本机上下载。",
            "请在本机用 http://127.0.0.1 打开，或设置环境变量 ZHIZE_EXPORT_TOKEN 后凭口令下载。",
        )
    rows = [
        (o.time, o.question, "；".join(o.context), o.organization, gettext(VERDICTS.get(o.verdict, o.verdict)), o.note, o.status,
         o.answer, o.snapshot, "；".join(o.readings))
        for o in Journal(services().settings.store).read()
    ]  # fmt: skip
    response = Response(write_csv(tuple(map(gettext, _HEADER)), rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="feedback.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_own_form() -> bool:
    """Whether the request comes from a page of this server; browsers say so, other programs say nothing."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host
