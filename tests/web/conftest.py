"""One application over the graph of the default documents, as a test client and as a real server."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
import waitress
from flask import Flask
from flask.testing import FlaskClient

from web.app import create_app
from web.config import Settings
from web.services import KEY


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


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """The address of a real waitress server on a free port."""
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"  # type: ignore[union-attr]
    server.close()
