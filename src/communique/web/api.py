"""`/api/v1`: the register for programs, and reading on request."""

import json
import re
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from communique.export.jsonl import as_dict
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.web import answers
from communique.web.errors import Trouble
from communique.web.openapi import LIMITS, document
from communique.web.past import Past
from communique.web.query import Query, parse
from communique.web.routes import shelf
from communique.web.shelf import KIND_OF, Shelf
from communique.web.views.changes import changes
from communique.web.views.document import document as document_view
from communique.web.views.found import found
from communique.web.views.lists import listing
from communique.web.views.narrow import FACETS, known
from communique.web.views.record import record

ROOT = "/api/v1"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTS = ("text", "url", "title", "published")


def _at(request: Request) -> Shelf:
    """The shelf of the present, or of the end of the day that `as_of` names."""
    day = request.query_params.get("as_of")
    if not day:
        return shelf(request)
    if not _DAY.fullmatch(day):
        raise Trouble(400, f"as_of is {day[:20]!r}, but must be a day such as 2026-03-31.")
    past: Past = request.app.state.past
    return past.shelf(shelf(request), day)


def _kind(request: Request) -> str:
    return request.url.path.removeprefix(f"{ROOT}/").partition("/")[0]


def _query(request: Request, kind: str) -> Query:
    return parse(f"{ROOT}/{kind}", request.query_params.multi_items(), (*known(kind), "as_of"))


def _without_day(query: Query) -> Query:
    filters = {name: values for name, values in query.filters.items() if name != "as_of"}
    return Query(path=query.path, filters=filters, sort=query.sort, after=query.after, limit=query.limit)


def _list(request: Request) -> Response:
    kind = _kind(request)
    query, here = _query(request, kind), _at(request)
    plain = _without_day(query)
    view = found(here, plain) if kind == "search" else listing(here, kind, plain)
    day = query.first("as_of")
    if day and view["next"]:
        view["next"] += f"&as_of={day}"
    return answers.data(request, {name: value for name, value in view.items() if name != "kind"})


def _one(request: Request) -> Response:
    kind, id, here = _kind(request), request.path_params["id"], _at(request)
    reading = here.reading(id) if kind == "documents" else None
    if reading:
        view = document_view(here, reading)
        return answers.data(request, {name: value for name, value in view.items() if name not in ("passages", "at")})
    item = here.record(id) if id.startswith(f"{KIND_OF.get(kind, '?')}-") else None
    if item is None:
        raise Trouble(404, f"No {kind} record {id[:60]!r} in this register.")
    return answers.data(request, record(here, item))


def _changes(request: Request) -> Response:
    since, told = request.query_params.get("since", ""), changes(shelf(request))
    if since and not _DAY.fullmatch(since):
        raise Trouble(400, f"since is {since[:20]!r}, but must be a day such as 2026-03-31.")
    items = [change for change in told if (change["when"] or "") > since]
    return answers.data(request, {"total": len(items), "items": items[:500]})


async def _read(request: Request) -> Response:
    """A text or an address in, its claims out."""
    request.app.state.reading.take(request.client.host if request.client else "")
    asked = _asked(await request.body(), request.headers.get("content-type", ""))
    reading = await run_in_threadpool(_reading, request, asked)
    if isinstance(reading, Refused):
        raise Trouble(422, f"Not read: {reading.reason}.")
    return answers.data(request, as_dict(reading))


def _asked(body: bytes, form: str) -> dict[str, str]:
    if form.partition(";")[0].strip() == "text/plain":
        return {"text": body.decode(errors="replace")}
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise Trouble(400, "The body is neither JSON nor text/plain.") from None
    if not isinstance(asked, dict) or not all(isinstance(value, str) for value in asked.values()):
        raise Trouble(400, f"The body must be an object of texts: {', '.join(_PARTS)}.")
    unknown = [name for name in asked if name not in _PARTS]
    if unknown or ("text" in asked) == ("url" in asked):
        told = f" Not known: {', '.join(name[:40] for name in unknown[:5])}." if unknown else ""
        raise Trouble(400, f"The body must have text or url, and may have title and published.{told}")
    return asked


def _reading(request: Request, asked: dict[str, str]) -> Any:
    desk = request.app.state.desk
    if "url" in asked:
        if not asked["url"].lower().startswith(("http://", "https://")):
            raise Trouble(400, "url must be an http or https address.")
        fetched = desk.fetch(asked["url"])
        return fetched if isinstance(fetched, Refused) else _measured(desk, fetched)
    head = {name: asked[name] for name in ("title", "published") if asked.get(name)}
    front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in head.items())
    text = f"---\n{front}---\n{asked['text']}" if head else asked["text"]
    return _measured(desk, Fetched(source="text", data=text.encode(errors="replace")))


def _measured(desk: Any, fetched: Fetched) -> Any:
    if len(fetched.data) > LIMITS["bytes"]:
        raise Trouble(413, f"Larger than the limit of {LIMITS['bytes']:,} bytes for reading on request.")
    return desk.read(fetched)


def _openapi(request: Request) -> Response:
    return answers.data(request, document())


def _manual(request: Request) -> Response:
    return answers.page(request, "api.html", {"title": "API", "document": document(), "limits": LIMITS})


def routes() -> list[BaseRoute]:
    """The addresses of the API."""
    return [
        Route(ROOT, _manual),
        Route(f"{ROOT}/openapi.json", _openapi),
        Route(f"{ROOT}/changes", _changes),
        Route(f"{ROOT}/read", _read, methods=["POST"]),
        *(Route(f"{ROOT}/{kind}", _list) for kind in FACETS),
        *(Route(f"{ROOT}/{kind}/{{id}}", _one) for kind in FACETS if kind != "search"),
    ]
