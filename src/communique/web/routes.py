"""The addresses of the desk, and what answers each."""

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from communique.errors import CommuniqueError
from communique.export.records import document as document_plain
from communique.export.sheets import table
from communique.store.catalogue import Choice
from communique.web import answers, sources
from communique.web.calendar import calendar
from communique.web.entries import Plain, items, meetings, rows
from communique.web.errors import Trouble
from communique.web.feeds import atom, json_feed
from communique.web.query import Query, offset, parse
from communique.web.shelf import KIND_OF, Shelf
from communique.web.views.changes import changes
from communique.web.views.document import document
from communique.web.views.found import found, hits
from communique.web.views.front import front
from communique.web.views.lists import WHOLE, chosen, listing
from communique.web.views.narrow import FACETS, known
from communique.web.views.network import around, network
from communique.web.views.record import record
from communique.web.words import LABELS

_CHANGES = 200  # of a page or feed
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
        view = listing(shelf(request), kind, query, items if form else rows)
        return answers.data(request, view) if form else answers.page(request, "list.html", {**view, "query": query})
    return _whole(request, kind, chosen(shelf(request), kind, query), form)


def _whole(request: Request, kind: str, ids: list[str], form: str) -> Response:
    """All of a list, as a table, a calendar or a feed."""
    if form == "csv":
        return answers.file(request, table(items(shelf(request), kind, ids)), form, kind)
    if form == "ics" and kind == "meetings":
        return _calendar(request, meetings(shelf(request), ids), LABELS[kind])
    if form == "atom":
        return _feed(request, form, LABELS[kind], set(ids))
    raise answers.no_form(form, _FORMS)


def _calendar(request: Request, found: list[Plain], called: str) -> Response:
    body = calendar(found, f"Communiqué: {called}", answers.root(request), shelf(request).decided)
    return answers.file(request, body, "ics", "meetings")


def _feed(request: Request, form: str, called: str, ids: set[str] | None = None) -> Response:
    told = [c for c in changes(shelf(request)) if ids is None or c["record"] in ids][:_CHANGES]
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
    item = here.record(id) if id.startswith(f"{KIND_OF[kind]}-") else None
    if item is None:
        raise Trouble(404, f"No {kind} record {id[:60]!r} in this register.")
    if form == "ics":
        return _calendar(request, _meetings_of(here, kind, id), str(item.values.get("name", "meeting")))
    if form == "atom":
        return _feed(request, form, str(item.values.get("name", id)), _changed_about(here, id))
    view = record(here, item)
    return _forms(request, view, form, "record.html", kind)


def _meetings_of(here: Shelf, kind: str, id: str) -> list[Plain]:
    """A meeting itself; of a body or person, the meetings that name it."""
    if kind not in ("bodies", "people"):
        return meetings(here, [id]) if kind == "meetings" else []
    choice = Choice(kind="meetings", traits=(("about", (id,)),))
    return meetings(here, [found for _, found in here.catalogue.places(choice, WHOLE)])


def _changed_about(here: Shelf, id: str) -> set[str]:
    """The record itself, and those that changed and name it."""
    changed = {(change["kind"], change["record"]) for change in changes(here)}
    found = {id}
    for kind in {kind for kind, _ in changed}:
        cards = here.catalogue.cards(kind, [record for other, record in changed if other == kind])
        found |= {card.id for card in cards if id in card.traits.get("about", ())}
    return found


def _document(request: Request, here: Shelf, id: str, form: str) -> Response:
    reading = here.reading(id)
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
    cards, _ = hits(shelf(request), query)
    if form == "ics":
        ids = [card.id for card in cards if card.kind == "meetings"]
        return _calendar(request, meetings(shelf(request), ids), query.first("q"))
    if form == "atom":
        return _feed(request, form, query.first("q"), {card.id for card in cards})
    kinds = dict.fromkeys(card.kind for card in cards)
    listed = [i for kind in kinds for i in items(shelf(request), kind, [c.id for c in cards if c.kind == kind])]
    return answers.file(request, table(listed), form, "search")


def network_page(request: Request) -> Response:
    """Bodies, members and meetings as a picture: of all, or of one body."""
    id, form, here = request.path_params.get("id"), _form(request), shelf(request)
    item = here.record(id) if id and id.startswith("body-") else None
    if id and item is None:
        raise Trouble(404, f"No bodies record {id[:60]!r} in this register.")
    if form not in ("", "json"):
        raise answers.no_form(form, ("json",))
    view = around(here, item.id, str(item.values["name"])) if item else network(here)
    return answers.data(request, view) if form else answers.page(request, "network.html", view)


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
    start = offset(request.query_params.get("after", ""))
    view = {"title": "What changed", "items": told[start : start + _CHANGES], "total": len(told), "start": start}
    return answers.page(request, "changes.html", {**view, "next": start + _CHANGES})


def healthz(request: Request) -> Response:
    """That the server lives."""
    return PlainTextResponse("ok\n")


def readyz(request: Request) -> Response:
    """That the register can be read."""
    try:
        count = shelf(request).total("documents")
    except CommuniqueError as error:
        raise Trouble(503, str(error)) from None
    return PlainTextResponse(f"ready: {count} documents\n")


def metrics(request: Request) -> Response:
    """Counts and times for Prometheus."""
    sizes = {kind: shelf(request).total(kind) for kind in LABELS}
    text = request.app.state.meter.text(sizes) + sources.measures(request.app.state.desk.register.sources.states())
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4")


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
        *(
            Route(f"{path}{end}", network_page)
            for path in ("/network", "/bodies/{id}/network")
            for end in ("", ".{form}")
        ),
        *sources.routes(),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
        Mount("/static", StaticFiles(packages=[("communique.web", "static")]), name="static"),
    ]
