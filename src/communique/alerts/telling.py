"""A change in words: what changed, from what to what, and the words that say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from communique.alerts.search import PLURALS
from communique.export.phrases import date_in_words, ordinal
from communique.model.watch import Alert

Plain = Mapping[str, Any]
_DATES = ("date", "period", "progress_date")
_QUOTES = 3
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change for people: the record's title, what happened to it, the old and new value, quotes with their sources,
    the labels of the watches that tell of it, and the path of the record on the desk."""

    title: str
    what: str
    before: str
    after: str
    quotes: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    day: str
    path: str

    @property
    def line(self) -> str:
        """From what to what, in one line."""
        if self.what == "new record":
            return ""
        return f"{self.before} → {self.after}" if self.before and self.after else self.after or self.before


def told(alerts: Sequence[Alert]) -> list[Told]:
    """The changes of alerts, each once, with the labels of all watches that tell of it."""
    labels: dict[str, list[str]] = {}
    changes: dict[str, Plain] = {}
    for alert in alerts:
        changes[alert.change["id"]] = alert.change
        labels.setdefault(alert.change["id"], []).append(alert.label)
    return [_told(change, tuple(dict.fromkeys(labels[id]))) for id, change in changes.items()]


def _told(change: Plain, labels: tuple[str, ...]) -> Told:
    field = change.get("field")
    named = field and not change["what"].startswith(str(field).partition("_")[0])
    what = f"{change['what']} ({str(field).replace('_', ' ')})" if named else str(change["what"])
    plural = PLURALS.get(change["kind"], change["kind"])
    return Told(
        title=clean(str(change["title"])) or str(change["record"]),
        what=what,
        before=in_words(field, change.get("before")),
        after=in_words(field, change.get("after")),
        quotes=tuple(_quotes(change)),
        labels=labels,
        day=str(change["day"]),
        path=f"/{plural}/{quote(str(change['record']), safe='')}",
    )


def _quotes(change: Plain) -> list[tuple[str, str]]:
    found = [(clean(words), clean(str(r["source"]))) for r in change.get("reports", ()) for words in r["words"][:1]]
    if change.get("rule"):
        found.append(("", clean(str(change["rule"]))))
    return list(dict.fromkeys(found))[:_QUOTES]


def in_words(field: str | None, value: Any) -> str:
    """The value of a field for people, cut where it is long.

    >>> in_words("date", "2027-05-03T09:00"), in_words("ordinal", 3), in_words("of", {"id": "body-1", "name": "SCO"})
    ('Mon 3 May 2027, 09:00', '3rd', 'SCO')
    """
    return clean(_value(field, value))


def _value(field: str | None, value: Any) -> str:
    if value is None or value == []:
        return ""
    if field in _DATES and isinstance(value, str):
        day, _, clock = value.partition("T")
        return date_in_words(day) + (f", {clock[:5]}" if clock else "")
    if field == "ordinal" and isinstance(value, int):
        return ordinal(value)
    if field in ("progress", "value") and isinstance(value, list | tuple) and len(value) == 2:
        return f"{value[0]} of {value[1]}"
    if isinstance(value, float):
        return f"{value:.0%}"
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("text") or ", ".join(f"{k} {v}" for k, v in value.items()))
    if isinstance(value, list | tuple):
        return ", ".join(_value(field, item) for item in value)
    return str(value)


def clean(text: str) -> str:
    """A text in one line, without what does not print, cut where it is long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
