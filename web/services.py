"""What the pages of one application share: settings, the reception and the query workers."""

from dataclasses import dataclass

from flask import current_app

from graph.workers import QueryPool
from nlp.desk import Desk, Reception
from web.config import Settings

KEY = "zhize"


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, reception and query pool of one application."""

    settings: Settings
    reception: Reception
    pool: QueryPool


def services() -> Services:
    """The services of the application that handles this request."""
    found: Services = current_app.extensions[KEY]
    return found


def desk() -> Desk:
    """The desk of the newest snapshot; the query workers follow it."""
    known = services()
    return known.reception.desk()
