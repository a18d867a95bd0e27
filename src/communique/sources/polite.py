"""Polite requests: what robots.txt allows, not too fast for a host, only what changed; law: no host is asked faster."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from communique.model.fetched import Fetched
from communique.sources.limits import Limits
from communique.sources.public import PublicTransport

PAUSE = 1.0
"""Seconds between two requests to one host where its robots.txt asks for no other."""

_LONGEST = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a request: the bytes, or why there are none; `wait` says how long, in seconds, not to ask again."""

    fetched: Fetched | None = None
    unchanged: bool = False
    reason: str | None = None
    etag: str | None = None
    modified: str | None = None
    wait: float | None = None


class Pace:
    """When each host was last asked, so that sources of one host share its patience; `pause` is in seconds."""

    def __init__(self, pause: float = PAUSE, sleep: Callable[[float], None] = time.sleep) -> None:
        self._pause, self._sleep = pause, sleep
        self._last: dict[str, float] = {}

    def hold(self, host: str, asked: float) -> None:
        """Wait until a host may be asked again, which is no sooner than it has `asked` for, up to a minute."""
        left = self._last.get(host, -_LONGEST) + min(max(self._pause, asked), _LONGEST) - time.monotonic()
        if left > 0:
            self._sleep(left)
        self._last[host] = time.monotonic()


class Visitor:
    """The requests of one look at a source; use it as a context manager."""

    def __init__(self, limits: Limits, pace: Pace) -> None:
        self._limits, self._pace = limits, pace
        self._rules: dict[str, RobotFileParser] = {}
        self._client = httpx.Client(
            transport=PublicTransport() if limits.public_only else None,
            follow_redirects=True,
            max_redirects=limits.max_redirects,
            timeout=limits.timeout,
            headers={"User-Agent": limits.user_agent},
        )

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, etag: str | None = None, modified: str | None = None) -> Answer:
        """The bytes behind an address if they changed since `etag` or `modified`; never raises for what a host does."""
        if not self._allowed(address):
            return Answer(reason="robots.txt forbids it")
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._ask(address, {k: v for k, v in headers.items() if v})

    def _ask(self, address: str, headers: dict[str, str]) -> Answer:
        self._hold(address)
        try:
            return self._answer(address, headers)
        except httpx.TimeoutException:
            return Answer(reason=f"no answer within {self._limits.timeout:g} seconds")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Answer(reason=f"cannot be reached: {' '.join(str(error).split()) or type(error).__name__}")

    def _answer(self, address: str, headers: dict[str, str]) -> Answer:
        end = time.monotonic() + self._limits.timeout
        with self._client.stream("GET", address, headers=headers) as response:
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return Answer(
                    unchanged=True, etag=headers.get("If-None-Match"), modified=headers.get("If-Modified-Since")
                )
            if response.status_code != httpx.codes.OK:
                reason = f"answered {response.status_code} {response.reason_phrase}".rstrip()
                return Answer(reason=reason, wait=wait_of(response.headers.get("Retry-After")))
            data = bytearray()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > self._limits.max_bytes:
                    return Answer(reason=self._limits.too_large)
                if time.monotonic() > end:
                    return Answer(reason=f"no end within {self._limits.timeout:g} seconds")
            fetched = Fetched(
                source=address,
                data=bytes(data),
                media_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower() or None,
                charset=response.charset_encoding,
                url=str(response.url),
            )
            etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
            return Answer(fetched=fetched, etag=etag, modified=modified)

    def _allowed(self, address: str) -> bool:
        return self._robots(address).can_fetch(self._limits.user_agent, address)

    def _robots(self, address: str) -> RobotFileParser:
        """The rules of a host: all is allowed where it has none (RFC 9309), nothing while it fails to give them."""
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            rules = self._rules[host] = RobotFileParser()
            answer = self._ask(f"{host}/robots.txt", {})
            if answer.fetched is not None:
                rules.parse(answer.fetched.data.decode("utf-8", errors="replace").splitlines())
            elif answer.reason and answer.reason.startswith("answered 5"):
                rules.parse(["User-agent: *", "Disallow: /"])
            else:
                rules.parse([])
        return self._rules[host]

    def _hold(self, address: str) -> None:
        """Wait until the host may be asked again."""
        host = urlsplit(address).netloc
        rules = self._rules.get(f"{urlsplit(address).scheme}://{host}")
        self._pace.hold(host, float(rules.crawl_delay(self._limits.user_agent) or 0) if rules else 0.0)


def wait_of(header: str | None) -> float | None:
    """The seconds of a Retry-After header, be it a number or a date."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max(parsedate_to_datetime(header).timestamp() - time.time(), 0.0)
    except (TypeError, ValueError):
        return None
