"""Signed messages to webhooks (Standard Webhooks); law: none goes where the public Internet does not reach, unless
private addresses are allowed, and none takes longer than it may."""

import base64
import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from communique.alerts.outcome import SENT, Outcome
from communique.sources.public import NOT_PUBLIC, PublicTransport

_GONE = 410
_RECEIVED = "webhook-received"
_FAULTS = (httpx.HTTPError, httpx.InvalidURL, RuntimeError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """How webhooks are reached: `seconds` is all that one may take, `private` allows addresses that are not public."""

    user_agent: str
    seconds: float = 20.0
    private: bool = False

    def post(self, address: str, body: bytes, headers: dict[str, str]) -> Outcome:
        """Send a message once; redirects are not followed."""
        told = {"User-Agent": self.user_agent, "Content-Type": "application/json", **headers}
        try:
            with self._client() as client, client.stream("POST", address, content=body, headers=told) as response:
                return _outcome(response)
        except httpx.TimeoutException:
            return Outcome(state="later", reason=f"no answer within {self.seconds:g} seconds", away=True)
        except _FAULTS as error:
            said = " ".join(str(error).split()) or type(error).__name__
            said += " (COMMUNIQUE_ALERT_PRIVATE=1 allows it)" if said.startswith(NOT_PUBLIC) else ""
            return Outcome(state="later", reason=f"cannot be reached: {said}", away=True)

    def took(self, address: str, headers: dict[str, str]) -> bool:
        """Whether a receiver says that it has the message of these headers: it repeats the id as `webhook-received`.

        One that knows nothing of such questions answers something else, or nothing.
        """
        told = {"User-Agent": self.user_agent, **headers}
        try:
            with self._client() as client, client.stream("HEAD", address, headers=told) as response:
                return response.is_success and response.headers.get(_RECEIVED) == headers["webhook-id"]
        except _FAULTS:
            return False

    @contextmanager
    def _client(self) -> Iterator[httpx.Client]:
        """A client for one request, which is over in time."""
        client = httpx.Client(transport=None if self.private else PublicTransport(), timeout=self.seconds / 2)
        over = threading.Timer(self.seconds, client.close)  # a receiver may drip its answer
        over.daemon = True
        over.start()
        try:
            yield client
        finally:
            over.cancel()
            client.close()


def signed(key: bytes, id: str, body: bytes, seconds: int) -> dict[str, str]:
    """The headers that say which message it is, from when, and that it is ours; `seconds` are those since 1970."""
    mark = hmac.digest(key, f"{id}.{seconds}.".encode() + body, hashlib.sha256)
    return {
        "webhook-id": id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{base64.b64encode(mark).decode()}",
        "Idempotency-Key": id,
    }


def _outcome(response: httpx.Response) -> Outcome:
    if response.is_success:
        return SENT
    reason = f"answered {response.status_code} {response.reason_phrase}".rstrip()
    if response.status_code == _GONE:
        return Outcome(state="gone", reason=reason)
    return Outcome(state="later", reason=reason, wait=_wait(response.headers.get("Retry-After", "")))


def _wait(header: str) -> float | None:
    """The seconds of a Retry-After header; a date there is not heeded, as the usual wait is long enough."""
    return float(header) if header.isascii() and header.isdigit() and len(header) < 7 else None
