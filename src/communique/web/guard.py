"""What stands before every request: headers that browsers heed, limits of size and time, and the count."""

import asyncio
import re
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.metrics import Meter

BODY_LIMIT = 1_000_000
BODY_SECONDS = 15.0
_ID = re.compile(r"/[^/]+$")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


_READING = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class TooLarge(Exception):
    """A body that is larger than the limit (413), or that does not come in time (408)."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, meter: Meter, open_reading: bool, seconds: float = BODY_SECONDS) -> None:
        self.app = app
        self.meter = meter
        self.open_reading = open_reading
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self._asks_to_read(scope):
            await _preflight(send)
            return
        started, status = time.perf_counter(), 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *self._headers(scope)]
            await send(message)

        try:
            await self.app(scope, _limited(scope, receive, self.seconds), answer)
        finally:
            self.meter.count(_route(scope), _method(scope), status, time.perf_counter() - started)

    def _asks_to_read(self, scope: Scope) -> bool:
        """Whether a browser asks if a page of another site may read."""
        asked = scope["method"] == "OPTIONS" and any(n == b"access-control-request-method" for n, _ in scope["headers"])
        return asked and self.open_reading and _shared(scope["path"])

    def _headers(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        headers = dict(HEADERS)
        if self.open_reading and scope["method"] in ("GET", "HEAD", "OPTIONS") and _shared(scope["path"]):
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Access-Control-Expose-Headers"] = "ETag"
        return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


async def _preflight(send: Send) -> None:
    headers = {**HEADERS, **_READING}
    plain = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 204, "headers": plain})
    await send({"type": "http.response.body", "body": b""})


def _shared(path: str) -> bool:
    """Whether pages of other sites may read it: what is for programs, and shows nothing of who asks."""
    return path.startswith("/api/v1") or path.endswith((".json", ".csv", ".ics", ".atom"))


def _limited(scope: Scope, receive: Receive, seconds: float) -> Receive:
    """The body as it comes, up to the limit, and no longer than it may take."""
    taken, end = 0, time.monotonic() + seconds

    async def limited() -> Message:
        nonlocal taken
        if scope["method"] in ("GET", "HEAD"):
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(end - time.monotonic(), 0.01))
        except TimeoutError:
            raise TooLarge(408, "The body did not come in time.") from None
        taken += len(message.get("body", b""))
        if taken > BODY_LIMIT:
            raise TooLarge(413, f"The body is larger than the limit of {BODY_LIMIT:,} bytes.")
        return message

    return limited


def _route(scope: dict[str, Any] | Scope) -> str:
    """The address without what is particular, so that the number of counters stays small."""
    if "endpoint" not in scope:
        return "none"
    path = str(scope["path"])
    return _ID.sub("/{id}", path) if path.count("/") > 1 else path


def _method(scope: Scope) -> str:
    method = str(scope["method"])
    return method if method in ("GET", "HEAD", "POST", "OPTIONS", "DELETE") else "other"
