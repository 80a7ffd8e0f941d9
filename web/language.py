"""The language of the pages: Chinese, or English where a person has chosen it or their browser asks for it."""

import re
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, g, request
from flask_babel import Babel, get_locale, get_translations
from flask_babel import gettext as translate
from flask_babel import ngettext as translate_plural
from flask_babel import pgettext as translate_within
from markupsafe import Markup, escape

from web.negotiation import wants_page

#: What `?lang=` and the cookie say → the tag of the page's language.
LANGUAGES = {"zh": "zh-Hans", "en": "en"}
COOKIE = "zhize_lang"
_YEAR = 365 * 86_400
_CALLS = {"gettext": None, "plural": (1, 1)}
_SCRIPTS = ("common.js", "ask.js", "chart.js", "keyboard.js", "workbench.js", "completing.js")
_NUMBER = re.compile(r"\d+")
# A stretch of Chinese with its punctuation; what stands between two stretches stays outside.
_SIGNS = r"\u3000-\u303f\uff00-\uffef·“”‘’—…"
_LETTERS = r"\u3400-\u9fff\U00020000-\U0003ffff"
_CHINESE = re.compile(f"[{_SIGNS}]*[{_LETTERS}][{_SIGNS}{_LETTERS}]*")
# Texts that other rooms put together, and that pages show: what the reader says of a place, why a query is refused.
_SAID = (
    "第%(num)s页", "第%(num)s行", "表%(num)s", "接着上文", "接着上文问", "接着上文的第 %(num)s 个",
    "查询超过 %(num)s 字节", "括号嵌套超过 %(num)s 层", "不允许 SERVICE", "不允许 LOAD", "这是更新请求，只接受查询",
    "有不成对的引号或写法不明的 IRI，又出现 SERVICE 或 LOAD",
)  # fmt: skip


def add_languages(app: Flask) -> None:
    """Lets the pages of `app` be read in Chinese or English; the templates get what they need for it."""
    Babel(app, default_locale="zh_Hans", locale_selector=choose_language)
    app.after_request(_tell_language)
    app.jinja_env.filters["chinese"] = mark_chinese
    app.jinja_env.globals.update(plural=plural, say=say, zh=_ChineseAttribute())
    app.context_processor(_describe_language)


def choose_language() -> str:
    """`zh` or `en` for the request at hand.

    What the address says, then the cookie, then Accept-Language; Chinese where none of them names one of the two, and
    for programs, whatever they accept, unless the address says otherwise.
    """
    g.language_mattered = True
    wanted = request.args.get("lang", "")
    if wanted in LANGUAGES:
        return wanted
    if request.path.startswith("/api/") or not wants_page():
        return "zh"
    kept = request.cookies.get(COOKIE, "")
    if kept in LANGUAGES:
        return kept
    asked = (tag.lower().partition("-")[0] for tag, quality in request.accept_languages if quality > 0)
    return next((language for language in asked if language in LANGUAGES), "zh")


def is_english() -> bool:
    """Whether the request at hand is answered in English; false outside of a request."""
    if not g:
        return False
    if "english" not in g:
        g.english = str(get_locale()) == "en"
    return bool(g.english)


def gettext(text: str, **values: Any) -> str:
    """The translation of `text` in the language of the request, with `values` in its places `%(name)s`."""
    return str(translate(text, **values))


def pgettext(context: str, text: str) -> str:
    """The translation of a text that has another one elsewhere."""
    return str(translate_within(context, text))


def plural(text: str, num: int, **values: Any) -> str:
    """The translation of `text` in the form for `num` things, which is the value of `%(num)s`."""
    return str(translate_plural(text, text, num, **values))


def say(text: str) -> str:
    """The translation of a Chinese text that another room has put together, apart from its figure; else the text."""
    if not text:
        return ""
    if (translated := gettext(text)) != text:
        return translated
    figures = _NUMBER.findall(text)
    pattern = _NUMBER.sub("%(num)s", text)
    if len(figures) != 1 or (translated := gettext(pattern)) == pattern:
        return text
    return translated.replace("%(num)s", figures[0])


def mark_chinese(text: object) -> Markup:
    """`text` for a page; on an English page its Chinese stretches are marked as Chinese, so that they are read as such."""
    safe = escape(text)
    if not is_english():
        return safe
    return Markup(_CHINESE.sub(r'<span lang="zh">\g<0></span>', str(safe)))  # noqa: S704


class _ChineseAttribute:
    """The attribute of an element whose text comes from documents: `lang` on an English page, nothing on a Chinese one."""

    def __html__(self) -> str:
        return ' lang="zh"' if is_english() else ""


@lru_cache(maxsize=1)
def read_script_texts() -> tuple[tuple[str, bool], ...]:
    """The texts that the scripts of the pages show, and of each whether it counts something."""
    from babel.messages.extract import extract

    found: dict[str, bool] = {}
    for name in _SCRIPTS:
        with resources.files("web").joinpath("static", name).open("rb") as file:
            for _, message, *_ in extract("javascript", file, _CALLS, options={"encoding": "utf-8"}):
                found[message if isinstance(message, str) else message[0]] = not isinstance(message, str)
    return tuple(found.items())


def _describe_language() -> dict[str, Any]:
    """What every template knows of the language."""
    english = is_english()
    return {
        "english": english,
        "page_language": LANGUAGES["en" if english else "zh"],
        "language_link": _link_language("zh" if english else "en"),
        "script_texts": _translate_script_texts,
    }


def _link_language(language: str) -> str:
    """The address of this page in `language`; of a page that answers a form, which has none, the ask page."""
    fields = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    rule = request.url_rule
    home = rule is not None and "GET" not in (rule.methods or ())
    return ("/" if home else "") + "?" + urlencode([*([] if home else fields), ("lang", language)], errors="replace")


def _translate_script_texts() -> dict[str, str | list[str]]:
    """Chinese → English, as one form or as two, for the texts of the scripts."""
    known = get_translations()
    return {
        text: [known.ungettext(text, text, num) for num in (1, 2)] if counts else known.ugettext(text)
        for text, counts in read_script_texts()
    }


def _tell_language(response: Response) -> Response:
    """Says which language a page is in and what that depends on, and keeps a language that the address asked for."""
    if not g.get("language_mattered"):
        return response
    response.vary.update(("Accept", "Accept-Language", "Cookie"))
    if response.mimetype == "text/html":
        response.content_language.add(LANGUAGES["en" if is_english() else "zh"])
        # The page belongs to whoever has this cookie: no shared cache may hand it on, and no cache may without asking.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        wanted = request.args.get("lang", "")
        if wanted in LANGUAGES:
            response.set_cookie(
                COOKIE, wanted, max_age=_YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
            )  # fmt: skip
    return response
