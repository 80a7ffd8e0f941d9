"""What is sent is compressed for who takes it, and the same for who does not."""

import gzip

import pytest
from flask.testing import FlaskClient

_GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize(
    "path",
    ["/?q=谁负责提交发票", "/static/zhize.css", "/api/openapi.json", "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 99"],
)
def test_text_is_sent_in_a_third_of_its_bytes(client: FlaskClient, path: str) -> None:
    """The same text behind it; a cache keeps both forms apart."""
    plain, packed = client.get(path), client.get(path, headers=_GZIP)
    assert "Content-Encoding" not in plain.headers and packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.vary and "Accept-Encoding" in packed.vary
    assert packed.content_length == len(packed.data) < len(plain.data) / 3
    assert abs(len(gzip.decompress(packed.data)) - len(plain.data)) < 50  # times in it differ


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_who_does_not_take_it_gets_plain_text(client: FlaskClient, accepted: str) -> None:
    assert "Content-Encoding" not in client.get("/static/zhize.css", headers={"Accept-Encoding": accepted}).headers


def test_what_is_short_or_no_text_stays_as_it_is(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=_GZIP).headers


def test_files_are_kept_for_a_while_and_then_asked_for_by_tag(client: FlaskClient) -> None:
    """Compressed or not, what has not changed is not sent again."""
    for headers in ({}, _GZIP):
        first = client.get("/static/zhize.css", headers=headers)
        assert first.cache_control.max_age == 600
        again = client.get("/static/zhize.css", headers={**headers, "If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304 and again.data == b""
