"""`/review`: the questions that wait, what was decided, and deciding."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from communique.errors import BadDecision
from communique.model.decision import Decision, in_force
from communique.model.kinds import MEETING
from communique.store.accounts import User
from communique.web import answers
from communique.web.door import own_form, user_of
from communique.web.errors import Trouble, wants_json
from communique.web.people import fields, many
from communique.web.query import offset
from communique.web.routes import shelf
from communique.web.rulings import ruling
from communique.web.shelf import Shelf
from communique.web.views.review import at_once, waiting

_MOST = 40
MOST_AT_ONCE = 100
BATCH = "batch-"


def review_page(request: Request) -> Response:
    """The questions, and the last decisions."""
    here = shelf(request)
    questions, kind = waiting(here), request.query_params.get("kind", "")
    found = [question for question in questions if kind in ("", question["kind"])]
    start = offset(request.query_params.get("after", ""))
    view = {
        "title": "Review",
        "total": len(found),
        "items": found[start : start + _MOST],
        "kind": kind,
        "start": start,
        "next": start + _MOST,
        "kinds": sorted({question["kind"] for question in questions}),
        "decided": _decided(here)[:_MOST],
        "words": {name: MEETING.field(name).words for name in ("kind", "status")},
    }
    form = request.path_params.get("form", "")
    if form == "json":
        return answers.data(request, view)
    if form:
        raise answers.no_form(form, ("json",))
    return answers.page(request, "review.html", view)


def _decided(here: Shelf) -> list[dict[str, Any]]:
    """The decisions, the latest first; those that hold no longer are marked, those made at once are undone at once."""
    holding = {decision.id for decision in in_force(here.decisions)}
    found = [_told(here, d, d.id in holding) for d in sorted(here.decisions, key=lambda d: d.order, reverse=True)]
    batches: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for told in found:
        if told["action"] != "undo" and told["holds"]:
            batches.setdefault((told["who"], told["when"]), []).append(told)
    for batch in batches.values():
        for n, told in enumerate(batch):
            told["undo"] = ",".join(each["id"] for each in batch) if n == 0 else ""
            told["batch"] = len(batch)
    return found


def _told(here: Shelf, decision: Decision, holds: bool) -> dict[str, Any]:
    items = [{"document": item.document, "quote": item.quote, "start": item.start, "end": item.end}
             for item in decision.about]  # fmt: skip
    told = {
        name: getattr(decision, name) for name in ("id", "action", "who", "when", "why", "field", "value", "supersedes")
    }
    return {**told, "holds": holds, "items": items, "undo": "", "batch": 1}


async def rule(request: Request) -> Response:
    """Make a decision, or several at once."""
    form = await fields(request)
    own_form(request, form)
    if form.get("action", "").startswith(BATCH):
        made, left = await run_in_threadpool(_ruled_at_once, request, form, await many(request, "question"))
    else:
        made, left = await run_in_threadpool(_ruled, request, form), 0
    if wants_json(request):
        told = {"decision": made[0].id} if len(made) == 1 else {}
        return answers.data(request, {**told, "decisions": [d.id for d in made], "left": left}, 201)
    back = form.get("back", "")
    known = back.partition("#")[0] == "/review" or shelf(request).record(back.rpartition("/")[2])
    return RedirectResponse(back if known and back.startswith("/") and back[1:2] != "/" else "/review", status_code=303)


def _ruled(request: Request, form: dict[str, str]) -> list[Decision]:
    user = _editor(request)
    forms = [form]
    if form.get("action") == "undo":  # of a batch, all of its decisions
        forms = [{**form, "decision": id} for id in form.get("decision", "").split(",")[:MOST_AT_ONCE]]
    now = request.app.state.desk.now().isoformat()
    here = shelf(request)
    return _kept(request, [ruling(here, each, user.name, now) for each in forms], form.get("thing", ""))


def _ruled_at_once(request: Request, form: dict[str, str], ids: list[str]) -> tuple[list[Decision], int]:
    """The same decision on each of some questions, and how many of them cannot be decided so."""
    user, here, action = _editor(request), shelf(request), form["action"].removeprefix(BATCH)
    asked = {question["id"]: question for question in waiting(here)}
    chosen = [choice for id in ids[:MOST_AT_ONCE] if id in asked and (choice := at_once(asked[id], action))]
    if not chosen:
        raise Trouble(400, f"None of these questions can be decided by {action[:20]!r}; choose others, or one by one.")
    now, why = request.app.state.desk.now().isoformat(), form.get("why", "")
    made = [ruling(here, {**choice, "why": why}, user.name, now) for choice in chosen]
    return _kept(request, made, f"{len(made)} at once"), len(ids) - len(made)


def _editor(request: Request) -> User:
    user = user_of(request, "editor")
    request.app.state.rulings.take(user.name)
    return user


def _kept(request: Request, made: list[Decision], about: str) -> list[Decision]:
    desk = request.app.state.desk
    for decision in made:
        try:
            desk.register.decide(decision)
        except BadDecision as error:
            raise Trouble(400, str(error)) from None
        told = " ".join(filter(None, (about, decision.field, decision.id)))
        request.app.state.accounts.log(decision.when, decision.who, f"decided: {decision.action}", told)
    return made


def routes() -> list[BaseRoute]:
    """The addresses of review."""
    return [
        Route("/review", review_page),
        Route("/review.{form}", review_page),
        Route("/review", rule, methods=["POST"]),
    ]
