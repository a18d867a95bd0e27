"""When an occasion is: the date that hangs on its word in the tree of the sentence, and how it lies to publication.

Law: a date that tells when something is said, or how long before or after an occasion another thing is, is not its own.
"""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from communique.extract import diaries, wording
from communique.extract.diaries import Notice
from communique.extract.edges import side_of
from communique.extract.given_up import counted_behind, counted_from, is_given_up
from communique.extract.leaning import leaning
from communique.extract.nearness import BLOCKED, far, is_day, is_near
from communique.extract.scenes import Scene, dates_within
from communique.languages import pattern
from communique.languages import words as read_words
from communique.model.span import Span
from communique.model.times import TimeExpression

_REACHING = frozenset({"by", "before"})
_KINDS = ("date", "time")
_SEASON = re.compile(r"\d{4}[/–-]\d{2,4}")  # of trade, or of a budget
_BY = 40
_BESIDE = 24  # characters after an occasion from which days are counted: "the session, which opens on 5 May"
_MOVED = pattern("meetings", "moved_from")


def date_of(scene: Scene, spans: dict[str, tuple[Span, ...]], basis: dict[str, str]) -> str | None:
    """The date nearest to the trigger in the tree of its sentence, if one is near enough."""
    sentence, notice = scene.words.sentence, diaries.at(scene.analysis.diary, scene.trigger.start)
    if back := _counted_back(scene, spans, basis) or _day_apart(scene, spans, basis):
        return back
    told = {start for start, _ in notice.said} if notice else set()
    dates = [d for d in dates_within(scene.analysis, sentence.start, sentence.end) if d.kind in _KINDS]
    behind = counted_behind(scene, dates)
    if behind and not behind.day:
        basis["date"] = behind.why or ""
    dates = [d for d in ([behind] if behind else dates) if d.day]
    if apart := counted_from(scene.analysis, scene.trigger):
        dates = [d for d in dates if apart[0] <= d.start < apart[1] + _BESIDE]
    dates = [d for d in dates if d.start not in told and not (_SEASON.fullmatch(d.text) or is_given_up(scene, d))]
    if wording.is_earlier(scene.words.lower, scene.trigger.token):
        dates = [d for d in dates if d.start != scene.analysis.dateline]
    if moved := _moved_to(scene, dates):
        spans["date"] = (scene.analysis.document.span(moved.start, moved.end),)
        return moved.day
    if by := _moved_by(scene, dates, spans, basis):
        return by
    near = [(cost, d.start, d) for d in dates if is_near(scene, d, cost := far(scene, d))]
    ranked = sorted(near, key=lambda found: found[:2])
    if not ranked and (days := _just_ended(scene)):
        spans["date"], basis["date"] = (scene.analysis.document.span(scene.trigger.start, scene.trigger.end),), _ENDED
        return days
    if not ranked:
        return _announced(scene, notice, spans, basis) if notice else None
    best, document = _narrowed(scene, ranked[0][2], dates), scene.analysis.document
    ranked = ranked if best is ranked[0][2] else [(0.0, best.start, best)]
    joined = [d for d in dates if d.start > best.end and document.text[best.end : d.start] in (" and ", " and on ")]
    ranked = [ranked[0], *((0.0, d.start, d) for d in joined if far(scene, d) < BLOCKED), *ranked[1:]]
    value, used = _run(scene, [leaning(scene, d) for _, _, d in ranked])
    if value and "/" in value and _MOVED.search(document.text, max(0, best.start - _BY), best.start):
        value = value.partition("/")[2]
    spans["date"] = tuple(document.span(d.start, d.end) for d in used)
    if best.why or len(used) > 1:
        basis["date"] = best.why or "from the day that it begins to the day that it ends"
    return value


def _narrowed(scene: Scene, date: TimeExpression, dates: Sequence[TimeExpression]) -> TimeExpression:
    """A week or month, or the day of it that is named right after it: "next week, on the 16th"."""
    text = scene.analysis.document.text
    after = next((d for d in dates if d.start > date.end and text[date.end : d.start] in (", on ", ", ")), None)
    first, _, last = (date.day or "").partition("/")
    if (
        after is not None
        and date.operation[-1:]
        and date.operation[-1].verb == "shift"
        and _DAYS.fullmatch(after.day or "")
    ):
        return after
    if after is None or is_day(date.day or "") or not is_day(after.day or ""):
        return date
    inside = first <= (after.day or "") <= last if last else (after.day or "").startswith(first)
    return after if inside else date


_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
_ENDED = "days that ended on the day of writing"


def _just_ended(scene: Scene) -> str | None:
    """The days of an occasion of so many that a text tells of first at its end: "at the end of a two-day meeting"."""
    written, start = scene.analysis.written or "", scene.trigger.start
    text = scene.analysis.document.text
    found = _END_OF.search(text, max(scene.words.sentence.start, start - _BEFORE), start)
    if not found or not is_day(written) or start - scene.analysis.document.body_start > _LEAD:
        return None
    return days_from(written, "ends", _number(found["number"]))


_BEFORE, _LEAD = 60, 700
_END_OF = pattern("meetings", "end_of")
_NTH_DAY = pattern("meetings", "nth_day")


def _moved_to(scene: Scene, dates: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day to which an occasion was put off: "the summit, due on 10 May, has been moved to 2021"."""
    text, start = scene.analysis.document.text, scene.trigger.end
    for date in dates:
        if date.end < scene.trigger.start and _PUTS_OFF_TO.search(text, max(0, date.start - _BY), date.start):
            return None if _PARTED.search(text, date.end, scene.trigger.start) else date
        if start < date.start and _INSTEAD.match(text, date.end) and dates[0].start < date.start:
            return date
        near = max(start, date.start - _FAR)
        found = _MOVED_TO.search(text, near, date.start) if start < date.start else None
        if found and _is_put_off(scene, found.start()) and not _PERHAPS.search(text, near, found.start()):
            return date
    return None


def _moved_by(
    scene: Scene, dates: Sequence[TimeExpression], spans: dict[str, tuple[Span, ...]], basis: dict[str, str]
) -> str | None:
    """The day of an occasion that comes so much later, or sooner, than on the day that is named before: "by a week"."""
    document, end = scene.analysis.document, scene.words.sentence.end
    found = _MOVED_BY.search(document.text, scene.trigger.end, end)
    old = next((d for d in dates if found and d.end < found.start() and is_day(d.day or "")), None)
    if found is None or old is None or not is_near(scene, old, far(scene, old)):
        return None
    days = _number(found["number"]) * _COUNTS[found["unit"]] * (-1 if found["sooner"] else 1)
    spans["date"] = (document.span(old.start, old.end), document.span(found.start(), found.end()))
    basis["date"] = f"counted from {old.text!r}"
    return (dt.date.fromisoformat(old.day or "") + dt.timedelta(days=days)).isoformat()


_MOVED_BY = pattern("meetings", "moved_by")


def _is_put_off(scene: Scene, start: int) -> bool:
    """Whether it is the occasion, or that of which a verb tells more, that a verb at a place says was put off."""
    tree, tokens = scene.parsed.tree, scene.words.sentence.tokens
    verb = next(i for i, token in enumerate(tokens) if token.end > start)
    if start - scene.trigger.end < _FAR and _HAS_BEEN.fullmatch(scene.analysis.document.text, scene.trigger.end, start):
        return True
    what = {scene.trigger.token, wording.told_of(scene)}
    return tree.heads[verb] in what or not what.isdisjoint(tree.kids(verb, "nsubj", "nsubj:pass"))


_FAR = 200
_HAS_BEEN = pattern("meetings", "has_been")
_INSTEAD = pattern("meetings", "instead")
_PUTS_OFF_TO, _PARTED = pattern("meetings", "puts_off_to"), re.compile(r"[,;:.]")
_MOVED_TO, _PERHAPS = pattern("meetings", "moved_to"), pattern("meetings", "moved_perhaps")


def _counted_back(scene: Scene, spans: dict[str, tuple[Span, ...]], basis: dict[str, str]) -> str | None:
    """The day of what another occasion's day is counted from: "on 5 May, a week after the forum"."""
    document, sentence, at = scene.analysis.document, scene.words.sentence, scene.trigger.start
    for first, second in pairwise(dates_within(scene.analysis, sentence.start, sentence.end)):
        day, shift = (first, second) if second.anchor.kind == "event" else (second, first)
        step, event = shift.operation[0] if shift.operation else None, shift.anchor.pair
        beside = document.text[first.end : second.start] in (", ", ", on ")
        beside = beside and is_day(day.day or "") and day.anchor.kind != "event"
        if (
            beside
            and step
            and step.unit in _COUNTS
            and event
            and shift.anchor.kind == "event"
            and event[0] <= at < event[1]
        ):
            days = dt.timedelta(days=-step.amount * _COUNTS[step.unit])
            spans["date"] = (document.span(first.start, second.end),)
            basis["date"] = f"counted back from {day.text!r}"
            return (dt.date.fromisoformat(day.day or "") + days).isoformat()
    return None


_COUNTS = {"day": 1, "week": 7}


def _day_apart(scene: Scene, spans: dict[str, tuple[Span, ...]], basis: dict[str, str]) -> str | None:
    """The day of what another thing came after or before: "said on Tuesday, a day after the ministers met"."""
    document, start = scene.analysis.document, scene.trigger.start
    for day in dates_within(scene.analysis, scene.words.sentence.start, start):
        found = _DAY_APART.match(document.text, day.end, start) if is_day(day.day or "") else None
        if found and day.anchor.kind != "event":
            days = _number(found["number"]) * _COUNTS[found["unit"]] * (-1 if found["way"] == "after" else 1)
            spans["date"] = (document.span(day.start, found.end("way")),)
            basis["date"] = f"counted from {day.text!r}"
            then = (dt.date.fromisoformat(day.day or "") + dt.timedelta(days=days)).isoformat()
            length = days_of(scene) if found["ended"] else 0
            return days_from(then, "ends", length) if length > 1 else then
    return None


_DAY_APART = pattern("meetings", "day_apart")


def _announced(scene: Scene, notice: Notice, spans: dict[str, tuple[Span, ...]], basis: dict[str, str]) -> str:
    """The day of a diary on which what a notice announces is."""
    spans["date"] = tuple(scene.analysis.document.span(*pair) for pair in notice.said)
    if notice.said[0][0] < notice.start:
        basis["date"] = "the day of the heading above it"
    return notice.date


def _run(scene: Scene, ranked: Sequence[TimeExpression]) -> tuple[str | None, list[TimeExpression]]:
    """The date of an occasion with the expressions that say it: days from its beginning, or to its end, where told."""
    best = ranked[0]
    side, day = side_of(scene, best), best.day or ""
    others = (d for d in ranked[1:] if d.anchor.kind != "event")
    other = next((d for d in others if side and side_of(scene, d) not in (None, side)), None)
    if other and other.day:
        first, last = (day, other.day) if side == "begins" else (other.day, day)
        if is_day(first) and is_day(last) and first < last:
            return f"{first}/{last}", [best, other]
    if ours := _respectively(scene, best):
        return ours, [best]
    if is_day(day) and (number := _which_day(scene)) > 1:
        return days_from(day, "ends", number), [best]
    if side and is_day(day) and (length := days_of(scene)) > 1:
        return days_from(day, side, length), [best]
    if len(ranked) > 1 and (both := _adjoining(scene, best, ranked[1])):
        return both, [best, ranked[1]]
    by = best.relation in _REACHING and best.reach and "T" not in best.reach
    by = by and not scene.analysis.document.text.startswith(_WHEN, best.end)
    return (best.reach if by else best.day), [best]


def _which_day(scene: Scene) -> int:
    """Which day of an occasion its date is: 2 of "a second day of talks today"."""
    first = max(scene.words.sentence.start, scene.trigger.start - _BEFORE)
    found = _NTH_DAY.search(scene.analysis.document.text, first, scene.trigger.start)
    return int(read_words("en", "besides")["days"][found["nth"].lower()]) if found else 0


def _respectively(scene: Scene, date: TimeExpression) -> str | None:
    """The day of one of two that are named together: "the meeting and the summit are on 3 and 4 May respectively"."""
    first, _, last = (date.day or "").partition("/")
    if not last or len(scene.others) != 1 or not scene.analysis.document.text.startswith(" respectively", date.end):
        return None
    return last if min(scene.others) < scene.trigger.token else first


_WHEN = (" when ", ", when ")


def _adjoining(scene: Scene, a: TimeExpression, b: TimeExpression) -> str | None:
    """Two days on end that "and" joins: "on Thursday and yesterday"."""
    first, last = sorted((a, b), key=lambda d: d.start)
    between = scene.analysis.document.text[first.end : last.start].split()
    if between[:1] != ["and"] or len(between) > 2 or not (is_day(first.day or "") and is_day(last.day or "")):
        return None
    day, following = (dt.date.fromisoformat(d.day or "") for d in (first, last))
    days = (following - day).days % _WEEK if last.operation[:1] and last.operation[0].verb == "weekday" else 0
    return f"{day}/{day + dt.timedelta(days=1)}" if 1 in (days, (following - day).days) else None


_LENGTH = pattern("meetings", "length")


def days_from(day: str, side: str, length: int) -> str:
    """So many days of which the first or the last is known; a week from a Monday or to a Friday is a working week."""
    known = dt.date.fromisoformat(day)
    if length == _WEEK and known.weekday() == (_MONDAY if side == "begins" else _FRIDAY):
        length = _WORKING_WEEK
    other_end = known + dt.timedelta(days=(length - 1) * (1 if side == "begins" else -1))
    return "/".join(sorted((day, other_end.isoformat())))


def days_of(scene: Scene) -> int:
    """How many days an occasion lasts, by the words before it: 3 of "three-day meeting", 7 of "week-long"; else 0."""
    text, start = scene.analysis.document.text, scene.words.sentence.start
    found = _LENGTH.search(text, max(start, scene.trigger.start - 60), scene.words.sentence.end)
    if not found or text.endswith(" by ", 0, found.start()) or _is_anothers(scene, found.start()):
        return 0
    if not found["number"]:
        return _WEEK
    return _number(found["number"])


def _is_anothers(scene: Scene, start: int) -> bool:
    """Whether a length is said in the clause of another word for an occasion."""
    at = next(i for i, token in enumerate(scene.words.sentence.tokens) if token.end > start)
    of, mine = scene.parsed.of, scene.parsed.of[scene.trigger.token]
    return of[at] != mine and any(of[other] == of[at] for other in scene.others)


def _number(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else int(read_words("en", "meetings")["numbers"].get(word, 0))


_WEEK, _WORKING_WEEK = 7, 5
_MONDAY, _FRIDAY = 0, 4
