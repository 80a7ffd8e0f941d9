"""What the server refuses before the application sees it (a body too long, broken headers), in the application's words."""

from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.utilities import Error
from werkzeug.exceptions import BadRequest, default_exceptions

#: What says in which form and language the client wants to be told.
_PREFERENCES = {"ACCEPT": "Accept", "ACCEPT_LANGUAGE": "Accept-Language", "COOKIE": "Cookie"}


class Refused(Error):  # type: ignore[misc]
    """An error of the server as `app` would answer it."""

    def __init__(self, app: Flask, parser: Any) -> None:
        super().__init__(parser.error.body)
        self.code = parser.error.code
        self._app = app
        headers = getattr(parser, "headers", {})
        self._headers = {name: headers[key] for key, name in _PREFERENCES.items() if key in headers}

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Status, headers and body; `ident`, the name of the server, is not told."""
        with self._app.test_request_context("/", headers=self._headers):
            error = default_exceptions.get(self.code, BadRequest)()
            response = self._app.make_response(self._app.handle_user_exception(error))
            response = self._app.process_response(response)
            headers = [(name, value) for name, value in response.headers if name != "Content-Length"]
            return response.status, headers, response.get_data()


def refuse_in_words(server: Any, app: Flask) -> None:
    """Lets the waitress server `server` refuse as `app` does."""

    class Parser(HTTPRequestParser):  # type: ignore[misc]
        error: Any

        def received(self, data: bytes) -> int:
            consumed: int = super().received(data)
            if self.error is not None and not isinstance(self.error, Refused):
                self.error = Refused(app, self)
            return consumed

    class Channel(HTTPChannel):  # type: ignore[misc]
        parser_class = Parser

    # One that listens at several addresses is made of several servers.
    for one in getattr(server, "map", {}).values() if not hasattr(server, "channel_class") else (server,):
        if hasattr(one, "channel_class"):
            one.channel_class = Channel
