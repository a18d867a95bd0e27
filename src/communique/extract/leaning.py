"""Which of several days a date may mean, by whether its occasion was or is to come: the last Monday or the next one."""

import datetime as dt
import re
from dataclasses import replace

from communique.extract.dates.resolving import reckon
from communique.extract.given_up import was_called_off_on
from communique.extract.nearness import is_ahead, is_day, upwards
from communique.extract.scenes import Scene
from communique.extract.standings import is_called_off, is_to_come
from communique.languages import words as read_words
from communique.model.times import TimeExpression


def leaning(scene: Scene, date: TimeExpression) -> TimeExpression:
    """A weekday, month or season taken for one that is past, of an occasion that is still to come, as the next one.

    So too a month taken for the next one, of an occasion that is called the last.
    """
    first = date.operation[:1]
    if first and first[0].side == "future" and date.anchor.edtf and is_ahead(scene, date.day):
        steps = (replace(first[0], side="past"), *date.operation[1:])
        before = replace(date, operation=steps, edtf=reckon(steps, date.anchor.edtf))
        if _is_past(scene) or (_is_yearless(date) and _was_off(scene) and _is_near(scene, before, _SEASON)):
            return before
    if first and first[0].verb == "nth" and (coming := _coming(scene, date)):
        return replace(date, edtf=coming)
    yearless, anchor = _is_yearless(date), date.anchor.edtf
    weekday = first and first[0].side == "past"
    if anchor is None or not (weekday or yearless) or is_ahead(scene, date.day) is not False:
        return date
    verb, lexicon = _governor(scene, date), read_words("en", "meetings")
    if verb in lexicon["gone"] or (yearless and _is_late(scene, date)) or was_called_off_on(scene, date):
        return date
    if verb not in lexicon["going"] and not is_to_come(scene.trigger, scene.parsed, scene.words):
        return date
    if weekday and scene.analysis.document.text.endswith(" of ", 0, date.start) and _was_off(scene):
        return date
    if not first:
        return replace(date, edtf=_a_year_on(date.edtf or ""))
    steps = (replace(first[0], side="next" if yearless else "future"), *date.operation[1:])
    return replace(date, operation=steps, edtf=reckon(steps, anchor))


def _coming(scene: Scene, date: TimeExpression) -> str | None:
    """The next such day of a month, of an occasion to come whose day is taken to be past: "is planned for the 8th"."""
    written, found = scene.analysis.written or "", date.edtf or ""
    if not (is_day(written) and is_day(found)) or is_ahead(scene, found) is not False:
        return None
    if date.operation[0].unit != "day" or not is_to_come(scene.trigger, scene.parsed, scene.words):
        return None
    known = dt.date.fromisoformat(written)
    months = [(known.year + (known.month + n - 1) // 12, (known.month + n - 1) % 12 + 1) for n in range(2)]
    days = (f"{year}-{month:02}{found[7:]}" for year, month in months)
    return next((day for day in days if day >= written), None)


def _is_yearless(date: TimeExpression) -> bool:
    """Whether a date names a month, and no year, and is counted from the day of writing."""
    picked = not date.operation or (date.operation[0].verb == "pick" and date.operation[0].side not in ("last", "this"))
    plain = _DAYS.fullmatch(date.edtf or "")
    return bool(picked and plain and date.anchor.kind in _WRITTEN and not _YEAR.search(date.text))


def _is_late(scene: Scene, date: TimeExpression) -> bool:
    """Whether a date is so near before the day of writing that it will not have been meant for a year later.

    "The February meeting" still is that of this year in May; a meeting in February is not. What was called off may have
    been to be as soon before as after, unless it only has been now.
    """
    between = scene.analysis.document.text[date.end : scene.trigger.start]
    near = _SEASON if _CALLED.fullmatch(between) and not scene.trigger.verb else _MONTH
    return _is_near(scene, date, _HALF_YEAR if _was_off(scene) else near)


def _was_off(scene: Scene) -> bool:
    """Whether an occasion was called off, and not only has been now."""
    return _NOW.isdisjoint(scene.words.lower) and is_called_off(scene.trigger, scene.parsed, scene.words)


def _is_near(scene: Scene, date: TimeExpression, near: dt.timedelta) -> bool:
    """Whether a date is no longer before the day of writing than a length."""
    written, last = scene.analysis.written or "", (date.edtf or "").rpartition("/")[2]
    return not is_day(written) or dt.date.fromisoformat(written) - _day_of(last) < near


_NOW = frozenset({"has", "have", "is", "are", "will"})
_DAYS = re.compile(r"\d{4}-(?:0\d|1[0-2])(?:-\d\d)?(?:/\d{4}-(?:0\d|1[0-2])(?:-\d\d)?)?")
_YEAR = re.compile(r"\d{4}|['’]\d\d")
_WRITTEN = ("published", "dateline")
_CALLED = re.compile(r"(?:['’]s)? (?:\w+ )?")
_MONTH, _SEASON, _HALF_YEAR = (dt.timedelta(days=days) for days in (31, 92, 183))


def _day_of(edtf: str) -> dt.date:
    return dt.date.fromisoformat(f"{edtf}-28" if len(edtf) == len("2031-05") else edtf)


def _a_year_on(edtf: str) -> str:
    """The same day, month or days a year later."""
    days = edtf.split("/")
    return "/".join(f"{int(d[:4]) + 1}{d[4:]}".replace("-02-29", "-02-28") for d in days)


def _is_past(scene: Scene) -> bool:
    """Whether an occasion is called one that was: "their last conference in December"."""
    at = scene.trigger.token
    return not scene.trigger.verb and bool(_PAST.intersection(scene.words.lower[max(0, at - 3) : at]))


_PAST = frozenset(read_words("en", "meetings")["before"]["last"])


def _governor(scene: Scene, date: TimeExpression) -> str:
    """The verb that governs a date, in small letters; nothing where it has an auxiliary or there is none."""
    tagged = scene.parsed.tagged
    inside = [i for i, token in enumerate(scene.words.sentence.tokens) if date.start <= token.start < date.end]
    above = upwards(scene, inside[0]) if inside else iter(())
    verb = next((i for i in above if tagged.upos[i] == "VERB"), -1)
    if verb < 0 or any(scene.parsed.tree.kids(verb, "aux", "aux:pass", "cop", "mark")):
        return ""
    return scene.words.lower[verb]
