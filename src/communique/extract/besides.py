"""Besides: an occasion that a mention only sets another beside, and what is said of one by pointing at another.

Law: what hangs on an occasion ("on the eve of the summit", "on the margins of the session") is never that occasion.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from communique.extract.analysis import Analysis
from communique.extract.retellings import Occasion
from communique.extract.slots import Slots
from communique.extract.standings import Standing
from communique.extract.there import town_before
from communique.languages import pattern
from communique.languages import words as read_words

_THERE = pattern("besides", "there")
_THAT_DAY = pattern("besides", "that_day")
_NTH_DAY, _NTH_OF = pattern("besides", "nth_day"), pattern("besides", "nth_of")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBERS: dict[str, int] = read_words("en", "besides")["days"]
_RECENT = 6
_ALONG = pattern("besides", "along")
_WHOLE = frozenset({"session", "summit", "conference", "visit"})


def pointed(analysis: Analysis, item: Slots, found: Sequence[Occasion]) -> Slots:
    """A mention with the place and date that it takes from the occasion before: "there", "on the second day"."""
    text, recent = item.evidence.quote.lower(), [s for o in found[-_RECENT:] for s in o.slots[-_RECENT:]]
    recent.sort(key=lambda s: s.trigger.start)
    before = [s for s in reversed(recent) if s.trigger.start < item.trigger.start]
    if _ALONG.search(text) and item.kind not in _WHOLE:
        hosts = [s for s in before if s.kind in _WHOLE and s.date]
        host = next((s for s in hosts if _of_one_time(s, item)), hosts[0] if len(hosts) == 1 else None)
        for name in ("place", "date") if host else ():
            value = getattr(host, name)
            item = _taken(item, host, name, value) if host and value and getattr(item, name) is None else item
    nth = _NTH_DAY.search(text) or (_day_of_whole(analysis, item) if item.kind not in _WHOLE else None)
    lasting = next((s for s in before if "/" in (s.date or "")), None) if nth else None
    if item.place is None and (there := _THERE.search(text)):
        item = _there(analysis, item, item.evidence.start + there.start(), lasting, before)
    elif item.place is None and item.trigger.along and _GOES_ALONG.search(text):
        host = next((s for s in before if s.place), None)
        item = _taken(item, host, "place", host.place) if host else item
    if item.date is None:
        host = lasting or next((s for s in before if s.date), None)
        date = _pointed_at(text, nth, host.date) if host and host.date else None
        if host and date:
            item = _taken(item, host, "date", date)
            item = replace(item, counted=(host.trigger.start, 0)) if date == host.date else item
    return _counted(item, before)


_GOES_ALONG = pattern("besides", "goes_along")


def _there(analysis: Analysis, item: Slots, at: int, lasting: Slots | None, before: Sequence[Slots]) -> Slots:
    """A mention with the place that words of it point at."""
    host = lasting if lasting and lasting.place else next((s for s in before if s.place), None)
    town = town_before(analysis, at, host)
    if town is None:
        return _taken(item, host, "place", host.place) if host else item
    where = analysis.document.span(town.start, town.end)
    basis = {**item.basis, "place": "the town named before"}
    return replace(item, place=where.quote, spans={**item.spans, "place": (where,)}, basis=basis)


def _day_of_whole(analysis: Analysis, item: Slots) -> re.Match[str] | None:
    """Which day of a session talks are on, by the words before them: "on the second day of the session"."""
    start = analysis.tagged[item.trigger.sentence].sentence.start
    return _NTH_OF.search(analysis.document.text[start : item.trigger.start].lower())


def _counted(item: Slots, before: Sequence[Slots]) -> Slots:
    """A mention so many days before or after the occasion told of just before: "there a day before", "on the eve"."""
    if item.trigger.along and (item.date is None or (item.trigger.off and item.basis.get("date") != _FROM_EVENT)):
        return _kept(item, before)
    text = item.evidence.quote.lower()
    if item.basis.get("date") in (None, _FROM_TEXT, _FROM_EVENT) and (run := _DAYS_BESIDE.search(text)):
        return _run_beside(item, before, run)
    found = _OFFSET.search(text)
    if found and found["first"] and found.start():
        return item
    if found and item.standing.status == "cancelled":  # that is when it was called off
        return replace(item, date=None) if item.basis.get("date") in (_FROM_TEXT, _FROM_NOW) else item
    days = _days_of(found) if found else 0
    if found and found["count"] == "the" and _NAMED.search(item.evidence.quote, 0, found.start()):
        return item
    host = next((s for s in before if _DAY.fullmatch((s.date or "").split("/")[0])), None)
    if not days or host is None or item.trigger.sentence - host.trigger.sentence > _NEAR:
        return item
    ends = [dt.date.fromisoformat(day) for day in (host.date or "").split("/") if _DAY.fullmatch(day)]
    date = (ends[0 if days < 0 else -1] + dt.timedelta(days=days)).isoformat()
    free = bool(found and found["that"]) or (item.date is None and bool(found and found["eve"]))
    counted = item.date is not None and item.basis.get("date") == _FROM_TEXT
    ahead = found is not None and found["side"] in _EARLIER and host.standing.status in _TO_COME and _is_to_come(item)
    if ahead and not free and not counted and item.date is not None and item.basis.get("date") == _FROM_NOW:
        item, free = replace(item, standing=host.standing), True
    if counted and any(_shifted(item.date or "", -days) in (s.date or "").split("/") for s in before):
        return item
    if not free and not counted:
        return item
    return replace(_taken(item, host, "date", date), counted=(host.trigger.start, days))


def _is_to_come(item: Slots) -> bool:
    """Whether a verb by itself tells of what is to come: "will go through the papers", "prepares it there"."""
    quote, at = item.evidence.quote.lower(), item.trigger.start - item.evidence.start
    if not item.trigger.verb or not 0 <= at < len(quote):
        return False
    verb = quote[at:].split()[0].strip(",.;")
    return not _COMING.isdisjoint(quote[:at].split()[-3:]) or (verb.endswith("s") and verb != "was")


_COMING = frozenset({"will", "shall", "to"})
_TO_COME = frozenset({"scheduled", "tentative", "postponed"})
_FROM_NOW = "counted from the publication date"


def _run_beside(item: Slots, before: Sequence[Slots], run: re.Match[str]) -> Slots:
    """A mention on the days right before the occasion told of before, or right after it."""
    host = next((s for s in before if _DAY.fullmatch((s.date or "").split("/")[0])), None)
    if host is None or item.trigger.sentence - host.trigger.sentence > _NEAR:
        return item
    count = int(read_words("en", "meetings")["numbers"][run["count"]])
    first, _, last = (host.date or "").partition("/")
    near, far = (last or first, (1, count)) if run["side"] == "after" else (first, (-count, -1))
    days = [_shifted(near, n) for n in far]
    return _taken(item, host, "date", "/".join(filter(None, days))) if all(days) else item


_DAYS_BESIDE = pattern("besides", "days_beside")


def _kept(item: Slots, before: Sequence[Slots]) -> Slots:
    """A mention of what moves with the occasion told of just before, as long before it as it was to be."""
    text = item.evidence.quote.lower()
    if item.trigger.off and (run := _DAYS_BESIDE.search(text)):
        return _run_beside(item, before, run)
    found, host = _INTERVAL.search(text) or _DAYS_OFF.search(text), next((s for s in before if s.date), None)
    if host is None or not (found or _HOURS.search(text)):
        return item
    days = _days_of(found) if found else 0
    first, _, last = (host.date or "").partition("/")
    date = _shifted((last or first) if days > 0 else first, days)
    if date is None:
        return item
    ahead = item.trigger.off and host.standing.status in _TO_COME and _is_to_come(item)
    standing = Standing("scheduled", "certain") if ahead else item.standing
    return replace(_taken(item, host, "date", date), counted=(host.trigger.start, days), standing=standing)


def moved_along(found: list[Occasion]) -> None:
    """Give what moves along with an occasion the day that follows from the one that this has now.

    What would be so many days off, but nothing is told of from which to count, is none.
    """
    for n, occasion in enumerate(found):
        first = occasion.slots[0]
        if first.trigger.along and (first.date is None or first.counted) and len(occasion.slots) == 1:
            said = [s for other in found[:n] for s in other.slots if s.trigger.start < first.trigger.start]
            said.sort(key=lambda s: -s.trigger.start)
            occasion.slots[0] = _kept(first, said)
    found[:] = [o for o in found if o.slots[0].date or not o.slots[0].trigger.off]


_INTERVAL, _HOURS, _DAYS_OFF = (
    pattern("besides", "interval"),
    pattern("besides", "hours"),
    pattern("besides", "days_off"),
)


_FROM_TEXT, _FROM_EVENT = "counted from a date in the text", "counted from an event of the text"


_OFFSET = pattern("besides", "offset")
_NAMED = re.compile(r"day\b|\b\d{1,2} [A-Z]|\b[A-Z][a-z]+ \d{1,2}\b")
"""A day that is named, from which another one may be counted."""
_NEAR = 2


def _days_of(found: re.Match[str]) -> int:
    told = found.groupdict()
    if told.get("eve"):
        return -1
    return _length(found) * (1 if told.get("side") in _LATER else -1)


def _length(found: re.Match[str]) -> int:
    """How many days a length of time has: 14 of "two weeks"."""
    word = found["count"].lower()
    number = int(word) if word.isdigit() else int(read_words("en", "meetings")["numbers"].get(word, 1))
    return number * (7 if found["unit"].startswith("week") else 1)


_EARLIER, _LATER = frozenset({"before", "earlier"}), frozenset({"later", "after", "behind"})


def _shifted(date: str, days: int) -> str | None:
    return (dt.date.fromisoformat(date) + dt.timedelta(days=days)).isoformat() if _DAY.fullmatch(date) else None


def _of_one_time(a: Slots, b: Slots) -> bool:
    """Whether both are over or under way, or both still to come."""
    return (a.standing.status in _BEGUN) == (b.standing.status in _BEGUN)


_BEGUN = frozenset({"held", "ongoing"})


def _taken(item: Slots, host: Slots, name: str, value: str | None) -> Slots:
    basis = {**item.basis, name: f"taken from {host.evidence.quote[:60]!r}"}
    changed: dict[str, Any] = {name: value, "spans": {**item.spans, name: host.spans[name]}, "basis": basis}
    return replace(item, **changed)


def _pointed_at(text: str, nth: re.Match[str] | None, date: str) -> str | None:
    """The day that words point at in the run of days of another occasion, if they do."""
    first, _, last = date.partition("/")
    if not _DAY.fullmatch(first):
        return None
    if nth:
        number = _NUMBERS[nth["number"]]
        if number < 0:
            return last if _DAY.fullmatch(last) else None
        return (dt.date.fromisoformat(first) + dt.timedelta(days=number - 1)).isoformat()
    return date if not last and _THAT_DAY.search(text) else None
