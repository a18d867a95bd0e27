"""Polite requests: what robots.txt allows, only what changed; law: no host is asked faster, redirects included."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from communique.model.fetched import Fetched
from communique.sources.bodies import ENCODINGS, Unwanted, body
from communique.sources.limits import Limits
from communique.sources.public import NOT_PUBLIC, PublicTransport

PAUSE = 1.0
"""Seconds between two requests to one host where its robots.txt asks for no other."""

_LONGEST = 60.0
_LEFT_ALONE = 7 * 86400.0
_RULES_LAST = 3600.0
_RULES_LARGEST = 512_000
"""Bytes of a robots.txt; RFC 9309 asks for at least 500 KiB."""
_PAGE = 5_000_000
"""Bytes of a page or a feed in JSON, which are taken apart as a whole in memory."""
_WHOLE = ("text/html", "application/xhtml+xml", "application/json", "application/feed+json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a request: the bytes, or why there are none; `wait` says how long, in seconds, not to ask again.

    `headers` are those that came with the bytes; `gone` says that the host knows the address no more, `asked` whether
    the address was asked at all.
    """

    fetched: Fetched | None = None
    unchanged: bool = False
    reason: str | None = None
    etag: str | None = None
    modified: str | None = None
    wait: float | None = None
    gone: bool = False
    asked: bool = True
    headers: tuple[tuple[str, str], ...] = ()


class Pace:
    """When each host may be asked next, so that all who ask share its patience; `pause` is in seconds.

    The pause is counted anew from when a request has ended, as what was sent may reach a host later. A host counts as
    just asked when the pace begins, as the process before may have asked it; safe in threads.
    """

    def __init__(self, pause: float = PAUSE) -> None:
        self._pause = pause
        self._began = time.monotonic()
        self._last: dict[str, float] = {}
        self._lock = threading.Lock()

    def hold(self, host: str, asked: float) -> None:
        """Wait until a host may be asked again, which is no sooner than it has `asked` for, up to a minute.

        Tell by `done` when the request has ended.
        """
        gap = min(max(self._pause, asked), _LONGEST)
        while (left := self._left(host, gap)) > 0:
            time.sleep(left)

    def done(self, host: str) -> None:
        """A request to a host has ended, whatever came of it."""
        with self._lock:
            self._last[host] = time.monotonic()

    def _left(self, host: str, gap: float) -> float:
        """The seconds that are left until a host may be asked; where none are, it counts as asked now."""
        with self._lock:
            now = time.monotonic()
            left = self._last.get(host, self._began) + gap - now
            if left <= 0:
                self._last[host] = now
            return left


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a host allows, until a moment of the monotonic clock; `closed` is why nothing may be asked."""

    until: float
    parsed: RobotFileParser = field(default_factory=RobotFileParser)
    closed: str | None = None
    wait: float | None = None


class Visitor:
    """The requests of all looks, from any thread; a host is asked through one visitor only. Close it after use."""

    def __init__(self, limits: Limits, pace: Pace) -> None:
        self._limits, self._pace = limits, pace
        self._rules: dict[str, _Rules] = {}
        self._closed: dict[str, float] = {}
        self._clients: dict[bool, httpx.Client] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        for client in self._clients.values():
            client.close()

    def get(
        self,
        address: str,
        etag: str | None = None,
        modified: str | None = None,
        *,
        private: bool = False,
        most: int | None = None,
    ) -> Answer:
        """The bytes behind an address if they changed since `etag` or `modified`; never raises for what a host does.

        With `private` it may be of a private network; with `most` it may have so many bytes only.
        """
        headers = {name: mark for name, mark in (("If-None-Match", etag), ("If-Modified-Since", modified)) if mark}
        return self._follow(address, headers, private, _within(self._limits, most), ruled=True)

    def _follow(
        self, address: str, headers: Mapping[str, str], private: bool, limits: Limits, *, ruled: bool
    ) -> Answer:
        """Ask an address and those that it sends on to, each of which its own host must allow."""
        end, at = time.monotonic() + limits.timeout, address
        for _ in range(limits.max_redirects + 1):
            if urlsplit(at).scheme not in ("http", "https"):
                return Answer(reason=f"sent on to what is no http or https address: {at[:100]}")
            if refused := self._refusal(at, private, ruled):
                return refused
            waited = time.monotonic()
            self._hold(at)
            end += time.monotonic() - waited  # a host's wish for patience is no slowness of its answer
            found = self._ask(address, at, headers, (private, limits, end))
            if isinstance(found, Answer):
                if found.wait:
                    self._closed[urlsplit(at).netloc] = time.monotonic() + found.wait
                return found
            at = found
        return Answer(reason=f"sent on more than {limits.max_redirects} times")

    def _ask(self, address: str, at: str, headers: Mapping[str, str], how: tuple[bool, Limits, float]) -> Answer | str:
        private, limits, end = how
        try:
            with self._client(private).stream("GET", at, headers=dict(headers)) as response:
                if response.has_redirect_location:
                    return _target(response)
                return _answer(address, response, limits, end)
        except Unwanted as unwanted:
            return Answer(reason=str(unwanted))
        except httpx.TimeoutException:
            return Answer(reason=f"no answer within {limits.timeout:g} seconds")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            return Answer(reason=f"cannot be reached: {_said(error)}")
        finally:
            self._pace.done(urlsplit(at).netloc)

    def _client(self, private: bool) -> httpx.Client:
        with self._lock:
            if private not in self._clients:
                self._clients[private] = httpx.Client(
                    transport=None if private else PublicTransport(),
                    follow_redirects=False,
                    timeout=self._limits.timeout,
                    headers={"User-Agent": self._limits.user_agent, "Accept-Encoding": ENCODINGS},
                )
            return self._clients[private]

    def _refusal(self, address: str, private: bool, ruled: bool) -> Answer | None:
        left = self._closed.get(urlsplit(address).netloc, 0.0) - time.monotonic()
        if left > 0:
            return Answer(reason=f"its host asked to be left alone for {left:.0f} seconds more", wait=left, asked=False)
        if not ruled:
            return None
        rules = self._robots(address, private)
        if rules.closed:
            return Answer(reason=f"robots.txt cannot be had: {rules.closed}", wait=rules.wait, asked=False)
        allowed = rules.parsed.can_fetch(self._limits.user_agent, address)
        return None if allowed else Answer(reason="robots.txt forbids it")

    def _robots(self, address: str, private: bool) -> _Rules:
        """The rules of a host: all is allowed where it has none (RFC 9309), nothing while it fails to give them."""
        host = _origin(address)
        known = self._rules.get(host)
        if known is None or known.until < time.monotonic():
            limits = _within(self._limits, _RULES_LARGEST)
            answer = self._follow(f"{host}/robots.txt", {}, private, limits, ruled=False)
            known = self._rules[host] = _rules(answer, time.monotonic())
        return known

    def _hold(self, address: str) -> None:
        """Wait until the host may be asked again."""
        rules = self._rules.get(_origin(address))
        delay = float(rules.parsed.crawl_delay(self._limits.user_agent) or 0) if rules else 0.0
        self._pace.hold(urlsplit(address).netloc, delay)


def _answer(address: str, response: httpx.Response, limits: Limits, end: float) -> Answer:
    etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    if response.status_code == httpx.codes.NOT_MODIFIED:
        asked = response.request.headers
        return Answer(unchanged=True, etag=asked.get("If-None-Match"), modified=asked.get("If-Modified-Since"))
    if response.status_code != httpx.codes.OK:
        reason = f"answered {response.status_code} {response.reason_phrase}".rstrip()
        gone = response.status_code in (httpx.codes.NOT_FOUND, httpx.codes.GONE)
        return Answer(reason=reason, wait=wait_of(response.headers.get("Retry-After")), gone=gone)
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower() or None
    if media_type in _WHOLE:
        limits = _within(limits, _PAGE)
    fetched = Fetched(
        source=address,
        data=body(response, limits, end),
        media_type=media_type,
        charset=response.charset_encoding,
        url=str(response.url),
    )
    return Answer(fetched=fetched, etag=etag, modified=modified, headers=tuple(response.headers.multi_items()))


def _within(limits: Limits, most: int | None) -> Limits:
    """The limits, with so many bytes at most."""
    return replace(limits, max_bytes=most, raised_by="") if most and most < limits.max_bytes else limits


def _said(error: Exception) -> str:
    said = " ".join(str(error).split()) or type(error).__name__
    return f"{said} (allow_private = true lets a source reach it)" if said.startswith(NOT_PUBLIC) else said


def _target(response: httpx.Response) -> str:
    """Where an answer sends on to."""
    return str(response.url.join(response.headers["Location"]))


def _rules(answer: Answer, now: float) -> _Rules:
    parsed, closed = RobotFileParser(), None
    if answer.fetched is not None:
        parsed.parse(answer.fetched.data.decode("utf-8", errors="replace").splitlines())
    elif answer.wait or not (answer.reason or "").startswith("answered 4"):
        closed = answer.reason
    else:
        parsed.parse([])
    lasting = min(answer.wait or _LONGEST, _RULES_LAST) if closed else _RULES_LAST
    return _Rules(until=now + lasting, parsed=parsed, closed=closed, wait=answer.wait)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def wait_of(header: str | None) -> float | None:
    """The seconds of a Retry-After header, be it a number or a date, but no longer than a week."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return min(float(header[:20]), _LEFT_ALONE)
    try:
        return min(max(parsedate_to_datetime(header).timestamp() - time.time(), 0.0), _LEFT_ALONE)
    except (TypeError, ValueError, OverflowError):
        return None
