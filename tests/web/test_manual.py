"""The interface for programs, described for people."""

import re

from flask.testing import FlaskClient

from web.openapi import DESCRIPTION

_AS_PERSON = {"Accept": "text/html,*/*;q=0.8"}


def test_the_manual_has_every_operation_parameter_and_field(client: FlaskClient) -> None:
    """All that the description says, with links that lead somewhere, and the description itself."""
    text = client.get("/api", headers=_AS_PERSON).text
    plain = re.sub(r"<[^>]+>", "", text)
    for path, methods in DESCRIPTION["paths"].items():
        for method, told in methods.items():
            assert f"{method.upper()} {path}" in plain and told["summary"] in plain
            assert all(p["description"] in plain for p in told.get("parameters", ()))
    for name, schema in DESCRIPTION["components"]["schemas"].items():
        assert f'id="{name}"' in text
        assert all(f"<code>{field}</code>" in text for field in schema["properties"])
    anchors = set(re.findall(r'id="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= anchors
    assert 'href="/api/openapi.json"' in text and "文字或空" in plain and "列表：Item" in plain


def test_every_page_leads_to_the_manual(client: FlaskClient) -> None:
    assert '<a href="/api">接口说明</a>' in client.get("/", headers=_AS_PERSON).text


def test_the_manual_is_english_on_english_pages(client: FlaskClient) -> None:
    text = client.get("/api?lang=en", headers=_AS_PERSON).text
    main = text[text.index("<main") : text.index("</main>")]
    assert "Answers a question" in main and not re.search("[\u4e00-\u9fff]", main)
