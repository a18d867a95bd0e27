"""`/review`: the questions that wait, what was decided, and deciding."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from communique.errors import BadDecision
from communique.model.decision import Decision, in_force
from communique.model.kinds import MEETING
from communique.web import answers
from communique.web.door import own_form, user_of
from communique.web.errors import Trouble, wants_json
from communique.web.people import fields
from communique.web.routes import shelf
from communique.web.rulings import ruling
from communique.web.shelf import Shelf
from communique.web.views.review import waiting

_MOST = 40


def review_page(request: Request) -> Response:
    """The questions, and the last decisions."""
    here = shelf(request)
    questions, kind = waiting(here), request.query_params.get("kind", "")
    found = [question for question in questions if kind in ("", question["kind"])]
    view = {
        "title": "Review",
        "total": len(found),
        "items": found[:_MOST],
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
    """The decisions, the latest first; those that hold no longer are marked."""
    holding = {decision.id for decision in in_force(here.decisions)}
    return [_told(here, d, d.id in holding) for d in sorted(here.decisions, key=lambda d: d.order, reverse=True)]


def _told(here: Shelf, decision: Decision, holds: bool) -> dict[str, Any]:
    items = [{"document": item.document, "quote": item.quote, "start": item.start, "end": item.end}
             for item in decision.about]  # fmt: skip
    told = {
        name: getattr(decision, name) for name in ("id", "action", "who", "when", "why", "field", "value", "supersedes")
    }
    return {**told, "holds": holds, "items": items}


async def rule(request: Request) -> Response:
    """Make a decision."""
    form = await fields(request)
    own_form(request, form)
    decision = await run_in_threadpool(_ruled, request, form)
    if wants_json(request):
        return answers.data(request, {"decision": decision.id}, 201)
    back = form.get("back", "")
    known = back.partition("#")[0] == "/review" or shelf(request).record(back.rpartition("/")[2])
    return RedirectResponse(back if known and back.startswith("/") and back[1:2] != "/" else "/review", status_code=303)


def _ruled(request: Request, form: dict[str, str]) -> Decision:
    user, desk = user_of(request, "editor"), request.app.state.desk
    request.app.state.rulings.take(user.name)
    now = desk.now().isoformat()
    decision = ruling(shelf(request), form, user.name, now)
    try:
        desk.register.decide(decision)
    except BadDecision as error:
        raise Trouble(400, str(error)) from None
    about = " ".join(filter(None, (form.get("thing"), form.get("field"), decision.id)))
    request.app.state.accounts.log(now, user.name, f"decided: {decision.action}", about)
    return decision


def routes() -> list[BaseRoute]:
    """The addresses of review."""
    return [
        Route("/review", review_page),
        Route("/review.{form}", review_page),
        Route("/review", rule, methods=["POST"]),
    ]
