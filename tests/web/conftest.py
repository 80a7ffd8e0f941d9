"""One application over the graph of the default documents: as a test client, as a real server, in a real browser."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
import waitress
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, sync_playwright

from web.app import create_app
from web.config import Settings
from web.services import KEY

CHROMIUM = shutil.which("chromium")
FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
FLAGS += " --accept-lang=zh-CN"  # the reader is Chinese where a test says nothing else


@pytest.fixture(scope="session")
def app(built_store: str) -> Iterator[Flask]:
    """The application over the graph of data/documents."""
    made = create_app(replace(Settings(), store=built_store))
    yield made
    made.extensions[KEY].pool.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A test client of the application."""
    return app.test_client()


@contextmanager
def serve(app: Flask) -> Iterator[str]:
    """The address of a real waitress server on a free port, for as long as it is needed."""
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"  # type: ignore[union-attr]
    server.close()


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """The address of a real waitress server on a free port."""
    with serve(app) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; a test that cannot have it is skipped."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test at a request to another host, at an error, or at what the policy refuses."""
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    foreign: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else foreign.append(r.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if "Content Security Policy" in m.text else None)
    yield page
    page.close()
    assert not foreign and not errors
