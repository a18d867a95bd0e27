"""A calendar entry told as a plain notice; law: the same entry gives the same text, whatever day it is told on."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from communique.languages import pattern, words
from communique.model.fetched import Fetched
from communique.sources.entries.front import plain

STATES = ("confirmed", "tentative", "postponed", "cancelled")
_UTC = ("UTC", "Etc/UTC", "GMT")
Moment = date | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An occasion in a calendar. `state` is one of `STATES`, `end` the last moment or day of it.

    `moved` is the moment from which the calendar itself says that it was moved; `updated` the day of its last change,
    which is no part of what makes it another version.
    """

    address: str
    title: str
    start: Moment
    end: Moment | None = None
    place: str = ""
    organiser: str = ""
    participants: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    description: str = ""
    state: str = "confirmed"
    moved: Moment | None = None
    updated: str | None = None
    url: str | None = None

    @property
    def mark(self) -> str:
        """What is the same as long as the entry says the same."""
        said = [str(getattr(self, f.name)) for f in fields(self) if f.name not in ("address", "updated")]
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:32]

    @property
    def when(self) -> str:
        """The moment or day on which it begins, in ISO 8601."""
        return self.start.isoformat()

    def fetched(self, was: str | None = None) -> Fetched:
        """The notice as text; with `was`, the beginning in an earlier version, it says that the occasion was moved."""
        title, state = _state(self.title, self.state)
        lines = [_told(self, title, state, was), *_rest(self)]
        front = {"title": title, "published": self.updated, "source": self.organiser, "url": self.url}
        return plain(self.address, front, " ".join(lines) + (f"\n\n{self.description}" if self.description else ""))


def _state(title: str, state: str) -> tuple[str, str]:
    """The title without the word that calls the occasion off, and the state that the word or the calendar gives."""
    for name in ("cancelled", "postponed", "tentative"):
        rest = re.sub(pattern("notices", name).pattern, "", title, flags=re.IGNORECASE).strip()
        if rest and rest != title:
            return rest, state if state == "cancelled" else name
    return title, state


def _told(notice: Notice, title: str, state: str, was: str | None) -> str:
    forms = _table("forms")
    earlier = _moment(was) if was and was[:10] != notice.when[:10] else notice.moved
    moved = forms["moved"].format(time=_day(earlier, "for")) if earlier and state in ("confirmed", "tentative") else ""
    what = title if _is_occasion(title) else forms["unnamed"].format(title=title)
    what = what.removesuffix(",") if moved or state in ("postponed", "cancelled") else what
    time = _time(notice.start, notice.end)
    return _table("states")[state].format(what=what, moved=moved, place=_place(notice.place), time=time)


def _rest(notice: Notice) -> list[str]:
    """Who organises it, who takes part, what is on the agenda."""
    forms, found = _table("forms"), []
    if notice.organiser:
        found.append(forms["organiser"].format(who=notice.organiser))
    if notice.participants:
        found.append(forms["participants"].format(who=_joined(notice.participants)))
    if notice.agenda:
        found.append(forms["agenda"].format(items="; ".join(item.rstrip(".;") for item in notice.agenda)))
    return found


def _is_occasion(title: str) -> bool:
    """Whether a title names what takes place, as "73rd session of the council" does."""
    nouns = words("en", "meetings")["nouns"]
    return any(word in nouns or word.removesuffix("s") in nouns for word in re.findall(r"[a-z-]+", title.lower()))


def _place(place: str) -> str:
    if pattern("notices", "online").match(place):
        return _table("forms")["online"]
    return _table("forms")["in"].format(place=place) if place else ""


def _time(start: Moment, end: Moment | None) -> str:
    """When it is, in words: a day with its hour, or the first and last day."""
    first, last = _date(start), _date(end) if end else _date(start)
    if last > first:
        return _table("forms")["from"].format(first=_ends(first, last), last=_plain_day(last))
    return _day(start, "on")


def _day(moment: Moment, form: str) -> str:
    forms, day = _table("forms"), _date(moment)
    told = forms["day"].format(weekday=_list("weekdays")[day.weekday()], **_parts(day))
    hour = ""
    if isinstance(moment, datetime) and form == "on":
        zone = str(moment.tzinfo or "")
        hour = forms["at"].format(hour=f"{moment:%H:%M}")
        hour += forms["zone"].format(zone="UTC") if zone in _UTC or zone.startswith("UTC") else ""
    return forms[form].format(day=told) + hour


def _ends(first: date, last: date) -> str:
    """The first of several days, as short as the last lets it be."""
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day)
    return _plain_day(first) if first.year != last.year else " ".join(_plain_day(first).split()[:2])


def _plain_day(day: date) -> str:
    return "{day} {month} {year}".format(**_parts(day))


def _parts(day: date) -> dict[str, str]:
    return {"day": str(day.day), "month": _list("months")[day.month - 1], "year": str(day.year)}


def _date(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _moment(text: str) -> Moment:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def last_day(end: Moment | None, start: Moment) -> Moment | None:
    """The last day of an entry whose end, as in iCalendar, is the day after it."""
    if end is None or isinstance(end, datetime):
        return end
    return max(end - timedelta(days=1), _date(start))


def _joined(names: Sequence[str]) -> str:
    return _table("forms")["and"].join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)


def _table(name: str) -> Mapping[str, str]:
    found: Mapping[str, str] = words("en", "notices")[name]
    return found


def _list(name: str) -> Sequence[str]:
    found: Sequence[str] = words("en", "notices")[name]
    return found
