"""Serves the web application by waitress until it is told to stop."""

import contextlib
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable
from typing import Any

from graph.errors import ZhizeError
from web.config import Settings

_HEADER_BYTES = 2**16
_SILENT_SECONDS = 30


def serve(settings: Settings, announce: Callable[[str], None], open_page: bool = False) -> None:
    """Serves `settings.store` at `settings.host` and `settings.port`; returns at SIGTERM or Ctrl+C, requests answered.

    `announce` gets the line with the address once the port is open. ZhizeError where it cannot be.
    """
    from web.app import create_app
    from web.asking import warm_up
    from web.services import KEY

    signal.signal(signal.SIGTERM, _stop)
    app = create_app(settings)
    threading.Thread(target=warm_up, args=(app.extensions[KEY].reception.desk(),), daemon=True).start()
    with contextlib.closing(app.extensions[KEY].pool):
        _serve(app, settings, announce, open_page)


def _serve(app: Any, settings: Settings, announce: Callable[[str], None], open_page: bool) -> None:
    import waitress

    from web.refusing import refuse_in_words

    try:
        server = waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident=None,
            max_request_body_size=settings.max_body,
            max_request_header_size=_HEADER_BYTES,
            channel_timeout=_SILENT_SECONDS,
            cleanup_interval=10,
            asyncore_use_poll=True,
            # Nothing believes them; that they are there tells a request that was passed on (web/security.py).
            clear_untrusted_proxy_headers=False,
        )
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise ZhizeError("address-taken", host=settings.host, port=settings.port, detail=detail) from error
    refuse_in_words(server, app)
    address = _say_address(settings.host, server)
    try:
        announce(f"Zhize 已启动：{address}（按 Ctrl+C 停止）")
        if open_page and _has_screen():
            webbrowser.open(address)
        server.run()
    except (SystemExit, KeyboardInterrupt):
        pass
    finally:
        server.close()


def _stop(*_: Any) -> None:
    # Only one stop is needed: a second signal while requests end must not cut them off.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(0)


def _say_address(host: str, server: Any) -> str:
    """The address to open: the machine itself where the server listens on all of its addresses."""
    port = server.effective_port if hasattr(server, "effective_port") else server.effective_listen[0][1]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "*": "127.0.0.1", "": "127.0.0.1"}.get(host, host)  # noqa: S104
    return f"http://{f'[{name}]' if ':' in name and not name.startswith('[') else name}:{port}"


def _has_screen() -> bool:
    """Whether a browser window can appear; without one Python would start a text browser in this terminal."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
