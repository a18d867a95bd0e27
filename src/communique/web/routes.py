"""The addresses of the desk, and what answers each."""

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from communique.errors import CommuniqueError
from communique.export.records import document as document_plain
from communique.export.sheets import table
from communique.web import answers
from communique.web.calendar import calendar, dated
from communique.web.entries import Entry, entries
from communique.web.errors import Trouble
from communique.web.feeds import atom, json_feed
from communique.web.query import Query, parse
from communique.web.shelf import KIND_OF, Shelf
from communique.web.views.changes import changes
from communique.web.views.document import document
from communique.web.views.front import front
from communique.web.views.lists import FACETS, chosen, found, known, listing
from communique.web.views.record import record
from communique.web.words import LABELS

_FORMS = ("json", "csv", "ics", "atom")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def shelf(request: Request) -> Shelf:
    """The present state of the register."""
    found: Shelf = request.app.state.keeper.shelf()
    return found


def home(request: Request) -> Response:
    """The front page."""
    month = request.query_params.get("month", "")
    if month and not _MONTH.fullmatch(month):
        raise Trouble(400, f"month is {month[:20]!r}, but must be like 2026-03.")
    view = front(shelf(request), request.app.state.desk.today, month)
    return answers.data(request, view) if _form(request) == "json" else answers.page(request, "front.html", view)


def list_page(request: Request) -> Response:
    """A list of one kind, in any form."""
    kind, form = _kind(request), _form(request)
    query = _query(request, f"/{kind}", known(kind))
    if form in ("", "json"):
        view = listing(shelf(request), kind, query)
        return answers.data(request, view) if form else answers.page(request, "list.html", {**view, "query": query})
    return _whole(request, kind, chosen(shelf(request), kind, query), form)


def _whole(request: Request, kind: str, items: list[Entry], form: str) -> Response:
    """All of a list, as a table, a calendar or a feed."""
    if form == "csv":
        return answers.file(request, table(entry.item for entry in items), form, kind)
    if form == "ics" and kind == "meetings":
        return _calendar(request, items, LABELS[kind])
    if form == "atom":
        ids = {entry.id for entry in items}
        return _feed(request, form, LABELS[kind], ids)
    raise answers.no_form(form, _FORMS)


def _calendar(request: Request, items: list[Entry], called: str) -> Response:
    published = {id: reading.document.published for id, reading in shelf(request).readings.items()}
    body = calendar(dated([entry.item for entry in items], published), f"Communiqué: {called}", answers.root(request))
    return answers.file(request, body, "ics", "meetings")


def _feed(request: Request, form: str, called: str, ids: set[str] | None = None) -> Response:
    told = [c for c in changes(shelf(request)) if ids is None or c["record"] in ids][:200]
    make = atom if form == "atom" else json_feed
    body = make(told, f"Communiqué: {called}", answers.root(request), request.url.path)
    return answers.file(request, body, form, "changes")


def record_page(request: Request) -> Response:
    """One record or document, in any form."""
    kind = _kind(request)
    id, _, form = request.path_params["id"].partition(".")
    here = shelf(request)
    if kind == "documents":
        return _document(request, here, id, form)
    item = here.by_id.get(id)
    if item is None or item.kind != KIND_OF[kind]:
        raise Trouble(404, f"No {kind} record {id[:60]!r} in this register.")
    if form == "ics":
        return _calendar(request, _meetings_of(here, id), str(item.values.get("name", "meeting")))
    if form == "atom":
        return _feed(
            request, form, str(item.values.get("name", id)), {id, *(u.record.id for u in here.uses.get(id, ()))}
        )
    view = record(here, item)
    return _forms(request, view, form, "record.html", kind)


def _meetings_of(here: Shelf, id: str) -> list[Entry]:
    """A meeting itself; of a body or person, the meetings that name it."""
    wanted = {id, *(r.id for r in here.used(id, "meetings"))}
    return [entry for entry in entries(here)["meetings"] if entry.id in wanted]


def _document(request: Request, here: Shelf, id: str, form: str) -> Response:
    reading = here.readings.get(id)
    if reading is None:
        raise Trouble(404, f"No document {id[:60]!r} in this register.")
    view = document(here, reading, request.query_params.get("at", ""))
    if form == "csv":
        return answers.file(request, table([document_plain(reading.document)]), form, id)
    return _forms(request, view, form, "document.html", "documents")


def _forms(request: Request, view: dict[str, object], form: str, template: str, kind: str) -> Response:
    if form == "json":
        return answers.data(request, view)
    if form == "csv":
        return answers.file(request, table([view]), form, str(view["id"]))
    if form:
        raise answers.no_form(form, _FORMS)
    return answers.page(request, template, {**view, "kind_of_page": kind})


def search_page(request: Request) -> Response:
    """A search over everything."""
    query, form = _query(request, "/search", known("search")), _form(request)
    view = found(shelf(request), query)
    if form == "json":
        return answers.data(request, view)
    if form in ("ics", "csv", "atom"):
        return _search_form(request, query, form)
    if form:
        raise answers.no_form(form, _FORMS)
    return answers.page(request, "search.html", {**view, "query": query})


def _search_form(request: Request, query: Query, form: str) -> Response:
    whole = Query(path=query.path, filters=query.filters, limit=10_000)
    hits = {item["id"] for item in found(shelf(request), whole)["items"]}
    items = [entry for kind in entries(shelf(request)).values() for entry in kind if entry.id in hits]
    if form == "ics":
        return _calendar(request, [entry for entry in items if entry.kind == "meetings"], query.first("q"))
    return _whole(request, "search", items, form) if form == "csv" else _feed(request, form, query.first("q"), hits)


def changes_page(request: Request) -> Response:
    """What changed: a page, a table, and both kinds of feed."""
    form = _form(request)
    if form in ("atom", "json"):
        return _feed(request, "atom" if form == "atom" else "feed", "what changed")
    told = changes(shelf(request))
    if form == "csv":
        return answers.file(request, table(told), form, "changes")
    if form:
        raise answers.no_form(form, _FORMS)
    return answers.page(request, "changes.html", {"title": "What changed", "items": told[:200], "total": len(told)})


def healthz(request: Request) -> Response:
    """That the server lives."""
    return PlainTextResponse("ok\n")


def readyz(request: Request) -> Response:
    """That the register can be read."""
    try:
        count = len(shelf(request).readings)
    except CommuniqueError as error:
        raise Trouble(503, str(error)) from None
    return PlainTextResponse(f"ready: {count} documents\n")


def metrics(request: Request) -> Response:
    """Counts and times for Prometheus."""
    sizes = {kind: len(found) for kind, found in entries(shelf(request)).items()}
    return PlainTextResponse(request.app.state.meter.text(sizes), media_type="text/plain; version=0.0.4")


def _kind(request: Request) -> str:
    return request.url.path.lstrip("/").partition("/")[0].partition(".")[0]


def _form(request: Request) -> str:
    return str(request.path_params.get("form", ""))


def _query(request: Request, path: str, names: tuple[str, ...]) -> Query:
    return parse(path, request.query_params.multi_items(), names)


def routes() -> list[BaseRoute]:
    """All addresses that are read by people and by feed readers."""
    lists = [kind for kind in FACETS if kind != "search"]
    named = [("/search", search_page), ("/changes", changes_page), *((f"/{kind}", list_page) for kind in lists)]
    return [
        Route("/", home),
        Route("/index.{form}", home),
        *(Route(path, endpoint) for path, endpoint in named),
        *(Route(path + ".{form}", endpoint) for path, endpoint in named),
        *(Route(f"/{kind}/{{id}}", record_page) for kind in lists),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
        Mount("/static", StaticFiles(packages=[("communique.web", "static")]), name="static"),
    ]
