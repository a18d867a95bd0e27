"""`/watches`: what a user wants to be told of; `/watch/…`: what a signed link does without signing in.

Law: a link that is merely opened changes nothing; what changes something is posted.
"""

from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from communique.alerts.telling import Told, told
from communique.alerts.tokens import read
from communique.alerts.wishes import Wish, kept, ways
from communique.errors import BadWatch
from communique.model.watch import PACES, Alert, Watch
from communique.store.outbox import Outbox
from communique.store.watches import Watches
from communique.web import answers
from communique.web.door import own_form, user_of
from communique.web.errors import Trouble, wants_json
from communique.web.feeds import atom
from communique.web.routes import shelf
from communique.web.rows import href
from communique.web.shelf import PLURALS

MOST = 200
"""Watches of one user."""
_LAST, _FED = 5, 100
_NOT_FILTERS = ("token", "deed", "address", "pace", "what", "label", "sort", "after", "limit")


def _watches(request: Request) -> Watches:
    found: Watches = request.app.state.watches
    return found


def watches_page(request: Request) -> Response:
    """A user's watches, each with the last that it told."""
    if request.state.user is None:
        return RedirectResponse("/login?next=/watches", status_code=303)
    user, form = user_of(request, "reader"), request.path_params.get("form", "")
    view = {"title": "Watches", "items": [_shown(request, watch) for watch in _watches(request).of(user.name)]}
    if form == "json":
        return answers.data(request, view)
    if form:
        raise answers.no_form(form, ("json",))
    return answers.page(request, "watches.html", view)


def _shown(request: Request, watch: Watch) -> dict[str, Any]:
    store = _watches(request)
    found = ways(watch, store.secret(), answers.root(request))
    last = told(Outbox(request.app.state.desk.register).alerts(watch.id, _LAST))
    names = ("id", "label", "address", "pace", "state", "created", "record", "query")
    return {
        **{name: getattr(watch, name) for name in names},
        "link": href(watch.record) if watch.record else f"/search?{watch.query}",
        "feed": found["feed"],
        "key": found.get("key"),
        "last": [_line(one) for one in last],
    }


def _line(one: Told) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("day", "what", "path", "title", "line", "quotes")}


async def act(request: Request) -> Response:
    """Add, change or end a watch."""
    async with request.form(max_files=0, max_fields=60) as sent:
        pairs = [(name, value) for name, value in sent.multi_items() if isinstance(value, str)]
    form = dict(pairs)
    own_form(request, form)
    watch = await run_in_threadpool(_acted, request, form, pairs)
    if wants_json(request):
        return answers.data(request, {"watch": watch}, 201)
    return RedirectResponse(f"/watches#{watch}", status_code=303)


def _acted(request: Request, form: Mapping[str, str], pairs: list[tuple[str, str]]) -> str:
    user, store, deed = user_of(request, "reader"), _watches(request), form.get("deed", "")
    if deed == "add":
        return _added(request, user.name, form, pairs)
    watch = store.get(form.get("id", ""))
    if watch is None or watch.account != user.name:
        raise Trouble(404, "You have no such watch.")
    if deed == "end":
        store.end(watch.id)
    elif deed == "pace" and form.get("pace") in PACES:
        store.pace(watch.id, form["pace"])
    else:
        raise Trouble(400, f"No deed {deed[:20]!r}, or no pace for it. Known: add, pace, end.")
    return watch.id


def _added(request: Request, user: str, form: Mapping[str, str], pairs: list[tuple[str, str]]) -> str:
    request.app.state.watching.take(user)
    desk, store = request.app.state.desk, _watches(request)
    if len(store.of(user)) >= MOST:
        raise Trouble(400, f"You have {MOST} watches, which is all that one may have; end some first.")
    wish = Wish(
        what=form.get("what", ""),
        filters=[(name, value) for name, value in pairs if name not in _NOT_FILTERS],
        address=form.get("address", "").strip(),
        pace=form.get("pace", "immediate"),
        account=user,
        label=form.get("label", ""),
        ask=True,
    )
    try:
        watch = kept(shelf(request).record, store, wish, desk.now())
    except BadWatch as error:
        raise Trouble(400, str(error)) from None
    request.app.state.accounts.log(desk.now().isoformat(), user, "watches", f"{watch.label}: {watch.address or 'feed'}")
    return watch.id


async def stop(request: Request) -> Response:
    """End what a signed link is for (RFC 8058: the mail program posts, a person opens and confirms)."""
    subject = await run_in_threadpool(_subject, request, "stop")
    pace, _, address = subject.partition(" ")
    asked = f"Tell {address} nothing more ({pace})?" if address else "End this watch?"
    view = {"title": "No more alerts", "asked": asked, "button": "Yes, end it", "told": "Done: nothing more is sent."}
    if request.method == "POST":
        store = _watches(request)
        if address:
            await run_in_threadpool(store.end_all, address=address, pace=pace)
        else:
            await run_in_threadpool(store.end, subject)
    return answers.page(request, "oneclick.html", {**view, "done": request.method == "POST"})


async def confirm(request: Request) -> Response:
    """Say yes to a watch that tells one's address."""
    id = await run_in_threadpool(_subject, request, "confirm")
    watch = await run_in_threadpool(_watches(request).get, id)
    if watch is None or watch.state == "ended":
        raise Trouble(410, "This watch has ended.")
    view = {"title": "Alerts", "asked": f"Tell {watch.address} of changes: {watch.label}?", "button": "Yes, tell me"}
    if request.method == "POST":
        await run_in_threadpool(_watches(request).confirm, id)
    done = request.method == "POST" or watch.state == "live"
    return answers.page(request, "oneclick.html", {**view, "told": "Done: you will be told of changes.", "done": done})


def feed(request: Request) -> Response:
    """What a watch told, as Atom, for who has its address."""
    watch = _watches(request).get(_subject(request, "feed"))
    if watch is None or watch.state != "live":
        raise Trouble(410, "This watch has ended, or has not begun.")
    alerts = Outbox(request.app.state.desk.register).alerts(watch.id, _FED)
    body = atom(
        [_entry(alert) for alert in alerts], f"Communiqué: {watch.label}", answers.root(request), request.url.path
    )
    return answers.file(request, body, "atom", "watch")


def _entry(alert: Alert) -> dict[str, Any]:
    (one,), change = told([alert]), alert.change
    quotes = {f"words {n}": f"“{words}” ({source})" for n, (words, source) in enumerate(one.quotes, 1) if words}
    values = {str(change["field"] or change["what"]): one.line} if one.line else {}
    return {
        "id": f"change-{change['id']}",
        "when": one.day,
        "what": one.what,
        "kind": PLURALS.get(change["kind"], change["kind"]),
        "record": change["record"],
        "title": one.title,
        "values": {**values, **quotes},
    }


def _subject(request: Request, purpose: str) -> str:
    """What a signed link is about. Raises `Trouble` 404."""
    token = str(request.path_params["token"]).removesuffix(".atom")
    subject = read(_watches(request).secret(), purpose, token)
    if subject is None:
        raise Trouble(404, "This link is not one of ours, or was cut off.")
    return subject


def routes() -> list[BaseRoute]:
    """The addresses of watches."""
    return [
        Route("/watches", watches_page),
        Route("/watches.{form}", watches_page),
        Route("/watches", act, methods=["POST"]),
        Route("/watch/stop/{token}", stop, methods=["GET", "POST"]),
        Route("/watch/confirm/{token}", confirm, methods=["GET", "POST"]),
        Route("/watch/feed/{token}", feed),
    ]
