"""Making watches: what somebody asks for, checked against the register; law: what is made can tell something."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from communique.alerts.paces import stamp
from communique.alerts.present import keys_of, plural_of
from communique.alerts.search import query_of
from communique.alerts.telling import clean, in_words
from communique.alerts.tokens import sign, told_key, webhook_key
from communique.errors import BadWatch
from communique.model.record import Record
from communique.model.watch import Delivery, Watch, channel
from communique.store.watches import Watches

Find = Callable[[str], Record | None]
_ID = re.compile(r"[a-z]+-[0-9a-f]{12}")
_NAMES = ("name", "role", "of", "person", "member", "speaker", "body", "ordinal", "kind", "content", "participants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for: `what` is a record's id, or else the `filters` are those of a search.

    With `ask`, the owner of an e-mail address is asked first, unless that was done before.
    """

    what: str
    filters: Sequence[tuple[str, str]]
    address: str = ""
    pace: str = "immediate"
    account: str = ""
    label: str = ""
    ask: bool = False


def ways(watch: Watch, secret: bytes, desk: str) -> dict[str, str]:
    """The address of a watch's feed, and the key that messages to its webhook are signed with."""
    found = {"feed": f"{desk.rstrip('/')}/watch/feed/{sign(secret, 'feed', watch.id)}.atom"}
    if channel(watch.address) == "webhook":
        found["key"] = told_key(webhook_key(secret, watch.id))
    return found


def kept(find: Find, watches: Watches, wish: Wish, now: datetime) -> Watch:
    """Keep a watch on what is asked for; `find` gets a record by its id. Raises `BadWatch`, and `RegisterError`."""
    record, query = _subject(find, wish)
    asks = wish.ask and channel(wish.address) == "mail" and not watches.confirmed(wish.account, wish.address)
    subject = record.id if record else query
    parts = (wish.account, wish.address, subject, stamp(now))
    watch = Watch(
        id=hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16],
        address=wish.address.strip(),
        label=clean(wish.label)[:200] or (_called(record) if record else _words(wish)),
        created=stamp(now),
        account=wish.account,
        record=record.id if record else "",
        query=query,
        pace=wish.pace,
        state="waiting" if asks else "live",
        keys=keys_of(record) if record else (),
    )
    return watches.add(watch, _question(watch) if asks else None)


def _subject(find: Find, wish: Wish) -> tuple[Record | None, str]:
    """The record, or the query of the search."""
    record = find(wish.what) if plural_of(wish.what) else None
    if record is None and _ID.fullmatch(wish.what):
        raise BadWatch(f"No record {wish.what[:60]!r} in this register.")
    if record is not None:
        return record, ""
    filters: dict[str, list[str]] = {}
    for name, value in wish.filters:
        filters.setdefault(name, []).append(value)
    return None, query_of(filters)


def _called(record: Record) -> str:
    said = (in_words(name, record.values.get(name)) for name in _NAMES)
    return " · ".join(dict.fromkeys(text for text in said if text))[:200] or record.id


def _words(wish: Wish) -> str:
    values = [value if name == "q" else f"{name} {value}" for name, value in wish.filters if value.strip()]
    return clean(" · ".join(values))[:200]


def _question(watch: Watch) -> Delivery:
    id = hashlib.sha256(f"question {watch.id}".encode()).hexdigest()[:32]
    return Delivery(
        id=id, purpose="question", channel="mail", address=watch.address, about=watch.id, made=watch.created
    )
