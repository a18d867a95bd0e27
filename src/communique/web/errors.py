"""Troubles told to readers: one page, and one shape in JSON."""

import http
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response


class Trouble(Exception):
    """A request that cannot be answered: its HTTP status, and why, in one line."""

    def __init__(self, status: int, reason: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.headers = headers


def plain(status: int, reason: str) -> dict[str, Any]:
    """The one shape of an error."""
    return {"error": {"status": status, "title": _title(status), "detail": reason}}


def wants_json(request: Request) -> bool:
    """Whether a program asks."""
    path = request.url.path
    asked = "application/json" in request.headers.get("accept", "")
    return path.startswith("/api/") or path.endswith(".json") or asked


def answer(request: Request, status: int, reason: str, headers: dict[str, str] | None = None) -> Response:
    """The answer to a request that cannot be answered otherwise."""
    if wants_json(request):
        return JSONResponse(plain(status, reason), status_code=status, headers=headers)
    from communique.web.answers import page

    made = page(request, "error.html", {"title": _title(status), "status": status, "reason": reason}, status)
    made.headers.update(headers or {})
    return made


def _title(status: int) -> str:
    return http.HTTPStatus(status).phrase
