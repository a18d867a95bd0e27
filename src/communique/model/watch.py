"""Watches, the alerts that follow from them, and the deliveries that bring those; law: an id stays for good."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from communique.errors import BadWatch

PACES = ("immediate", "daily", "weekly")

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A wish to be told of changes: those of a `record` (its id), or of the records that a `query` finds.

    `account` is the desk's user whose watch it is, if any. `address` is an e-mail address, the http or https address
    of a webhook, or empty for a feed that is read. `query` is the part of a search's address behind the question mark.
    `state` is `live`, `ended`, or `waiting`: an e-mail address whose owner has not said yes. `keys` say where the
    record was spoken of, by which it is found again under another id. `created` is ISO 8601 in UTC.
    """

    id: str
    address: str
    label: str
    created: str
    account: str = ""
    record: str = ""
    query: str = ""
    pace: str = "immediate"
    state: str = "live"
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.record) == bool(self.query):
            raise BadWatch("A watch is on a record, or on a search.")
        if self.pace not in PACES:
            raise BadWatch(f"No pace {self.pace[:20]!r}. Known: {', '.join(PACES)}.")
        channel(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A change that a watch tells of, as plain values; `label` is the watch's, `at` when it was noticed."""

    watch: str
    label: str
    at: str
    change: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Something to be sent to an address; its `id` stays the same however often it is tried.

    `purpose` is `digest`, which brings `alerts`, or `question`, which asks the owner of an e-mail address whether the
    watch `about` is wanted; of a digest, `about` is its pace. Times are ISO 8601 in UTC.
    """

    id: str
    purpose: str
    channel: str
    address: str
    about: str
    made: str
    tries: int = 0
    reason: str = ""
    alerts: tuple[Alert, ...] = ()


def channel(address: str) -> str:
    """How an address is reached, `mail`, `webhook` or `feed`. Raises `BadWatch` where it is none.

    >>> [channel(a) for a in ("anna@example.org", "https://example.org/hook", "")]
    ['mail', 'webhook', 'feed']
    """
    if not address:
        return "feed"
    if len(address) <= 254 and _MAIL.fullmatch(address):
        return "mail"
    if len(address) <= 1000 and address.isascii() and address.isprintable() and _is_web(address):
        return "webhook"
    raise BadWatch(f"{address[:60]!r} is no e-mail address and no http or https address.")


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address and parts.port != 0
    except ValueError:
        return False
