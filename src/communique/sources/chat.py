"""Questions to an endpoint that speaks OpenAI's chat protocol; law: an answer comes within the limits, or its reason.

The key goes to the very address that was given and nowhere else: nothing that the other side says moves it on, and no
reason that is told holds it.
"""

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from communique.sources.bodies import ENCODINGS, TooLarge, Unwanted, body
from communique.sources.limits import Limits
from communique.sources.polite import wait_of

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_SILENT = frozenset({401, 403})
"""What an endpoint says about a bad key is not repeated, since it may hold parts of it."""
_LONGEST = 60.0
_SHOWN = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, and how much an answer may take: bytes, seconds each try, tries, seconds before the second try."""

    address: str
    key: str = field(default="", repr=False)
    user_agent: str
    timeout: float
    max_bytes: int
    tries: int
    pause: float = 1.0

    @property
    def limits(self) -> Limits:
        """How much of an answer is taken."""
        return Limits(
            max_bytes=self.max_bytes,
            timeout=self.timeout,
            max_redirects=0,
            user_agent=self.user_agent,
            raised_by="COMMUNIQUE_ENGINE_MAX_BYTES",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of a question: the JSON object that was answered, or the reason why there is none, with the status."""

    value: Mapping[str, Any] | None = None
    reason: str = ""
    status: int | None = None
    wait: float | None = None
    again: bool = False


def ask(endpoint: Endpoint, question: Mapping[str, Any], sleep: Callable[[float], None] = time.sleep) -> Reply:
    """The answer to a question; a busy or broken endpoint is asked again, later each time, as it asks for."""
    for attempt in range(1, endpoint.tries + 1):
        reply = _once(endpoint, question)
        if not reply.again or attempt == endpoint.tries:
            break
        wait = reply.wait if reply.wait is not None else _pause(endpoint, attempt)
        if wait > _LONGEST:
            return Reply(reason=f"{reply.reason}, and asks to come back in {wait:.0f} seconds", status=reply.status)
        sleep(wait)
    return reply


def _pause(endpoint: Endpoint, attempt: int) -> float:
    """Twice as long each time, less up to a half by chance, so that many readers do not come back together."""
    return float(min(endpoint.pause * 2 ** (attempt - 1), _LONGEST) * random.uniform(0.5, 1.0))


def _once(endpoint: Endpoint, question: Mapping[str, Any]) -> Reply:
    try:
        return _post(endpoint, question)
    except httpx.TimeoutException:
        reason = f"no answer within {endpoint.timeout:g} seconds (COMMUNIQUE_ENGINE_TIMEOUT raises it)"
    except httpx.RemoteProtocolError:
        reason = "the answer broke off"
    except TooLarge as large:
        return Reply(reason=f"an answer {large}")
    except Unwanted as unwanted:
        reason = f"the answer cannot be taken: {unwanted}"
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        reason = f"cannot be reached: {_clean(endpoint, str(error)) or type(error).__name__}"
    return Reply(reason=reason, again=True)


def _post(endpoint: Endpoint, question: Mapping[str, Any]) -> Reply:
    end = time.monotonic() + endpoint.timeout
    headers = {"User-Agent": endpoint.user_agent, "Accept": "application/json", "Accept-Encoding": ENCODINGS}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    client = httpx.Client(follow_redirects=False, timeout=endpoint.timeout, headers=headers)
    with client, client.stream("POST", endpoint.address, json=dict(question)) as response:
        if response.has_redirect_location:
            host = httpx.URL(response.headers["Location"]).host or "another path"
            reason = f"sends on to {_clean(endpoint, host)}, which is not followed; name the address itself"
            return Reply(reason=reason, status=response.status_code)
        return _reply(endpoint, response, body(response, endpoint.limits, end))


def _reply(endpoint: Endpoint, response: httpx.Response, data: bytes) -> Reply:
    status, value = response.status_code, _json(data)
    if status != httpx.codes.OK:
        said = "" if status in _SILENT else _clean(endpoint, _message(value))
        reason = f"answered {status} {response.reason_phrase}".rstrip() + (f": {said}" if said else "")
        wait = wait_of(response.headers.get("Retry-After"))
        return Reply(reason=reason, status=status, wait=wait, again=status in _AGAIN)
    if not isinstance(value, dict):
        return Reply(reason="answered something else than a JSON object", status=status)
    return Reply(value=value, status=status)


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _message(value: Any) -> str:
    error = value.get("error") if isinstance(value, dict) else None
    said = error.get("message") if isinstance(error, dict) else error
    return said if isinstance(said, str) else ""


def _clean(endpoint: Endpoint, text: str) -> str:
    """Words of the other side on one line, without the key, and with nothing that moves a terminal's cursor."""
    hidden = text.replace(endpoint.key, "…") if endpoint.key else text
    line = " ".join("".join(c if c.isprintable() else " " for c in hidden[: 20 * _SHOWN]).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
