"""Makes the Flask application."""

from flask import Flask

from graph.workers import QueryLimits, QueryPool
from nlp.reception import Reception
from web import about, asking, charts, completions, feedback, manual, protocol, reading, reporting, terms, things
from web.compressing import compress
from web.config import Settings
from web.failures import handle_failures
from web.language import add_languages
from web.security import protect
from web.services import KEY, Services, Workers
from web.wording import add_filters

_BLUEPRINTS = (asking, charts, completions, feedback, manual, protocol, reading, reporting, things, terms, about)


def create_app(settings: Settings, reception: Reception | None = None, pool: QueryPool | None = None) -> Flask:
    """The application over the store of `settings`; opens desk and query workers where none are given.

    Who makes it closes `app.extensions[KEY].pool`. ZhizeError where the store cannot be opened.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_body
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    reception = reception or Reception(settings.store)
    snapshot = reception.desk().snapshot
    limits = QueryLimits(settings.query_seconds, settings.query_memory, settings.query_rows)
    pool = pool or QueryPool(snapshot.path, settings.workers, limits)
    app.extensions[KEY] = Services(settings, reception, Workers(pool, snapshot.number))
    compress(app)  # first, since what is done last to a response is what was asked for first
    for module in _BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    add_filters(app)
    add_languages(app)
    protect(app)
    handle_failures(app)
    return app
