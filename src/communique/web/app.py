"""The desk as an ASGI application."""

import logging
import time

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from communique.errors import CommuniqueError
from communique.store.accounts import Accounts
from communique.store.watches import Watches
from communique.web import api, exporting, people, reviewing, watching
from communique.web.desk import Desk
from communique.web.door import Door
from communique.web.errors import Trouble, answer
from communique.web.guard import Guard, TooLarge
from communique.web.limits import Rate
from communique.web.metrics import Meter
from communique.web.openapi import LIMITS
from communique.web.pages import environment
from communique.web.past import Past
from communique.web.query import BadQuery
from communique.web.routes import routes
from communique.web.shelf import Keeper

_LOG = logging.getLogger("communique.web")


def create(desk: Desk) -> Starlette:
    """The application that shows a desk's register."""
    meter, accounts = Meter(), Accounts(desk.db)
    app = Starlette(
        routes=[
            *routes(),
            *api.routes(),
            *people.routes(),
            *reviewing.routes(),
            *exporting.routes(),
            *watching.routes(),
        ],
        middleware=[
            Middleware(Guard, meter=meter, open_reading=desk.settings.readers == "all"),
            Middleware(Door, desk=desk, accounts=accounts),
        ],
        exception_handlers={
            Trouble: _trouble,
            BadQuery: _bad,
            CommuniqueError: _unready,
            TooLarge: _too_large,
            HTTPException: _http,
            Exception: _bug,
        },
    )
    app.state.desk = desk
    app.state.keeper = Keeper(desk.register)
    app.state.templates = environment()
    app.state.meter = meter
    app.state.accounts = accounts
    app.state.watches = Watches(desk.register)
    app.state.watching = Rate(60, 3600, time.monotonic)
    app.state.past = Past()
    app.state.logins = Rate(10, 60, time.monotonic)
    app.state.rulings = Rate(120, 60, time.monotonic)
    app.state.reading = Rate(LIMITS["times"], LIMITS["seconds"], time.monotonic)
    return app


def _trouble(request: Request, error: Exception) -> Response:
    assert isinstance(error, Trouble)
    return answer(request, error.status, error.reason, error.headers)


def _bad(request: Request, error: Exception) -> Response:
    return answer(request, 400, str(error))


def _too_large(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooLarge)
    return answer(request, error.status, str(error))


def _unready(request: Request, error: Exception) -> Response:
    return answer(request, 503, str(error))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    reason = f"Nothing at {request.url.path[:100]}." if error.status_code == 404 else error.detail
    return answer(request, error.status_code, reason, dict(error.headers or {}))


def _bug(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    return answer(request, 500, "The desk met a bug; the log of the server says more.")
