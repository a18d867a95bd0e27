"""Views to answers: page, JSON or another form, with what lets a reader ask for news only."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from communique.web.errors import Trouble

_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml",
    "feed": "application/feed+json",
}


def page(request: Request, template: str, view: Mapping[str, Any], status: int = 200) -> Response:
    """A page of HTML."""
    made = request.app.state.templates.get_template(template)
    shown = {"view": view, "path": request.url.path, "user": getattr(request.state, "user", None)}
    shown |= {"token": getattr(request.state, "token", ""), "query": request.query_params}
    return fresh(request, HTMLResponse(made.render(**shown), status_code=status))


class Ready(str):
    """A text that is JSON already."""


def data(request: Request, view: Any, status: int = 200) -> Response:
    """JSON, of which parts may be `Ready`."""
    body = _joined(view) if isinstance(view, Mapping) else as_json(view)
    return fresh(request, Response(body.encode(), status_code=status, media_type=_TYPES["json"]))


def _joined(view: Mapping[str, Any]) -> str:
    parts = [f"{as_json(name)}:{held if isinstance(held, Ready) else as_json(held)}" for name, held in view.items()]
    return f"{{{','.join(parts)}}}"


def as_json(value: Any) -> str:
    """A value as the shortest JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def file(request: Request, body: bytes, form: str, called: str) -> Response:
    """Bytes in a form, under a name to be kept by."""
    headers = {"Content-Disposition": f'inline; filename="{called}.{"json" if form == "feed" else form}"'}
    return fresh(request, Response(body, media_type=_TYPES[form], headers=headers))


def fresh(request: Request, response: Response) -> Response:
    """The answer with its mark, or "nothing new" to a reader who has it already."""
    if response.status_code != 200 or request.method not in ("GET", "HEAD"):
        return response
    mark = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:20]}"'
    known = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}
    if mark in known or "*" in known:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def root(request: Request) -> str:
    """The address of the desk as the reader sees it, without a slash at its end."""
    return str(request.base_url).rstrip("/")


def no_form(form: str, known: tuple[str, ...]) -> Trouble:
    """The error for a suffix that a page does not have."""
    return Trouble(404, f"No form named {form[:20]!r} here. Known: {', '.join(known)}.")
