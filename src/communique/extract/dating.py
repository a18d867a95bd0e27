"""Which date of a text is that of a stage: the dates that can be, and what speaks for and against each.

Law: only dates that the text names are weighed, those of the sentence, of the few around it and of the opening; one of
the sentence that tells when something is said, or is counted from what is dated, needs something else to speak for it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract import occasions
from communique.extract.analysis import Analysis
from communique.extract.dates.resolving import reckon
from communique.extract.nearness import BLOCKED, far, is_ahead
from communique.extract.scenes import Scene, dates_within
from communique.extract.tokens import Token
from communique.extract.weighing import shares, weigh
from communique.model.times import TimeExpression

_KINDS = ("date", "time")
_AROUND = (-1, -2, -3, -4, 1)
_MOST = 12
_LEAD = 700
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DIGITS = re.compile(r"\d+")
_NAMES = re.compile(
    r"\b(?:(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?P<month>(?:january|february|march|april|may|june"
    r"|july|august|september|october|november|december|jan|feb|mar|apr|aug|sept?|oct|nov|dec)\b\.?))",
)
_DATELINE = re.compile(r"(?:\s*\([^)\n]{1,30}\))?(?:\s*[-–—:]|\.\s?[-–—])")
_SAYS = re.compile(r"\b(?:said|says|told|added|announced|confirmed|reported|wrote|stated)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A date that may be the one sought, or none, with what speaks for and against it."""

    date: TimeExpression | None
    marks: tuple[str, ...]


def likeliest(weights: str, found: Sequence[Option], least: float) -> TimeExpression | None:
    """The date that is the likeliest by some weights, if it is as likely as the least that counts; else `None`."""
    chances = shares(weigh(weights, option.marks) for option in found)
    likely: dict[str, float] = {}
    for option, share in zip(found, chances, strict=True):
        if option.date and option.date.day:
            likely[option.date.day] = likely.get(option.date.day, 0.0) + share
    best = max(likely, key=likely.__getitem__, default="")
    if not best or likely[best] < least:
        return None
    said = [(share, o.date) for o, share in zip(found, chances, strict=True) if o.date and o.date.day == best]
    return max(said, key=lambda item: item[0])[1]


Marked = tuple[TimeExpression, tuple[str, ...]]


def options(
    scene: Scene, trait: str, more: Callable[[TimeExpression], Sequence[str]], days: Sequence[Marked] = ()
) -> list[Option]:
    """The dates that may be that of a scene's trigger, with their marks, in a fixed order; the last is none.

    `trait` says what sort of word a date is sought for, `more` what else speaks for or against a date, `days` are those
    of occasions, with their marks.
    """
    own = dated(scene, scene.words.sentence.start, scene.words.sentence.end)[:_MOST]
    own = [d for d in own if far(scene, d) < BLOCKED or more(d)]
    said, away = list(_own(scene, own)), list(_away(scene))
    turned = [(t, (*marks, "turned", _lies(scene, t, "turned"))) for d, marks in said + away if (t := _turned(d))]
    found = [Option(date=d, marks=_crossed((*marks, *more(d)), trait)) for d, marks in (*said, *turned, *away)]
    found += [Option(date=d, marks=_crossed(marks, trait)) for d, marks in days]
    none = ("none", f"none-own{min(len(said), 3)}", f"none-away{min(len(away), 4)}", f"none-days{min(len(days), 2)}")
    return [*found, Option(date=None, marks=_crossed(none, trait))]


def dated(scene: Scene, start: int, end: int) -> list[TimeExpression]:
    """The dates of a stretch of the text that are known."""
    return [d for d in dates_within(scene.analysis, start, end) if d.day and d.kind in _KINDS]


def _crossed(marks: Sequence[str], trait: str) -> tuple[str, ...]:
    return tuple(m for mark in marks for m in (mark, f"{mark}|{trait}"))


def _own(scene: Scene, dates: Sequence[TimeExpression]) -> Iterator[tuple[TimeExpression, tuple[str, ...]]]:
    """The dates of the sentence with how each lies to the trigger."""
    costs = {d.start: far(scene, d) for d in dates}
    ranked = sorted(dates, key=lambda d: (costs[d.start], d.start))
    near = sorted(dates, key=lambda d: abs(d.start - scene.trigger.start))
    for date in dates:
        lying = (
            f"far{min(int(2 * costs[date.start]), 14)}",
            f"rank{min(ranked.index(date), 3)}",
            f"near{min(near.index(date), 3)}",
        )
        yield date, (*_plain(scene, date), *lying, *_between(scene, date), *_path(scene, date))


def _inside(tokens: Sequence[Token], date: TimeExpression) -> list[int]:
    first = bisect_right(tokens, date.start, key=lambda t: t.end)
    last = bisect_left(tokens, date.end, lo=first, key=lambda t: t.start)
    return list(range(first, last))


def _between(scene: Scene, date: TimeExpression) -> Iterator[str]:
    """What stands between a date and the trigger, and which other occasion is nearer to it."""
    inside, at = _inside(scene.words.sentence.tokens, date), scene.trigger.token
    first, last = (at + 1, inside[0]) if inside[0] > at else (inside[-1] + 1, at)
    side = "right" if inside[0] > at else "left"
    yield f"{side}{_bucket(last - first)}"
    upos = scene.parsed.tagged.upos
    yield f"{side}-verbs{min(sum(upos[i] == 'VERB' for i in range(first, last)), 3)}"
    yield f"{side}-commas{min(scene.words.lower[first:last].count(','), 2)}"
    yield f"{side}-others{min(sum(first <= o < last for o in scene.others), 2)}"
    if any(abs(o - inside[0]) < abs(at - inside[0]) for o in scene.others):
        yield "other-nearer"
    if last - first <= 2:
        yield f"{side}:{' '.join(scene.words.lower[first:last])}"


def _path(scene: Scene, date: TimeExpression) -> Iterator[str]:
    """The way from a date to the trigger in the tree, and the verb that governs it."""
    tagged, inside = scene.parsed.tagged, _inside(scene.words.sentence.tokens, date)
    head = next((i for i in inside if tagged.heads[i] not in inside), inside[0])
    up, down = _line(tagged.heads, head), _line(tagged.heads, scene.trigger.token)
    joint = next((i for i in up if i in down), -1)
    if joint >= 0:
        ups = [tagged.deprels[i] for i in up[: up.index(joint)]]
        downs = [tagged.deprels[i] for i in down[: down.index(joint)]]
        yield f"way:{'^'.join(ups[:4])}>{'^'.join(downs[:4])}"
        yield f"ways{min(len(ups), 4)}-{min(len(downs), 4)}"
    else:
        yield "way-none"
    if scene.parsed.of[head] == scene.parsed.of[scene.trigger.token]:
        yield "clause"
    verb = next((i for i in up if tagged.upos[i] == "VERB"), -1)
    own = next((i for i in down if tagged.upos[i] == "VERB"), -1)
    yield f"verb:{scene.words.lower[verb] if verb >= 0 else ''}"
    yield f"verb-{'same' if verb == own else 'other'}"
    if any(i in scene.others for i in up):
        yield "on-other"
    if scene.trigger.token in up:
        yield "on-it"


def _line(heads: Sequence[int], at: int) -> list[int]:
    """A word and those that govern it, up to the root."""
    found: list[int] = []
    while at >= 0 and len(found) < len(heads):
        found.append(at)
        at = heads[at]
    return found


def _bucket(n: int) -> int:
    return n if n < 3 else 3 if n < 5 else 5 if n < 8 else 8 if n < 15 else 15


def _plain(scene: Scene, date: TimeExpression) -> Iterator[str]:
    """What a date is like by itself."""
    document = scene.analysis.document
    said = _DIGITS.sub("0", _NAMES.sub(_name, date.text.lower()))
    before = document.text[max(0, date.start - 20) : date.start].lower().split()
    yield f"text:{said}" if len(said) < 24 else "text-long"
    yield f"grain-{_grain(date.day or '')}"
    yield f"anchor-{date.anchor.kind}"
    yield f"before:{before[-1] if before else ''}"
    yield _lies(scene, date, "lies")
    if is_dateline(scene.analysis, date):
        yield "dateline"
    if date.relation:
        yield f"relation-{date.relation}"


def is_dateline(analysis: Analysis, date: TimeExpression) -> bool:
    """Whether a date stands in the dateline of a text."""
    document = analysis.document
    if date.start == analysis.dateline:
        return True
    return date.start - document.body_start < 60 and bool(_DATELINE.match(document.text, date.end))


def _name(found: re.Match[str]) -> str:
    return "weekday" if found["weekday"] else "month"


def _grain(day: str) -> str:
    first, _, last = day.partition("/")
    if "X" in day or not first:
        return "loose"
    return f"{len(first)}-{len(last)}" if last else f"{len(first)}"


def _lies(scene: Scene, date: TimeExpression, mark: str) -> str:
    ahead = is_ahead(scene, date.day)
    return f"{mark}-{'near' if ahead is None else 'ahead' if ahead else 'behind'}"


def _turned(date: TimeExpression) -> TimeExpression | None:
    """A weekday or month taken to be past as the next one, and the other way round."""
    first = date.operation[:1]
    if not first or first[0].side not in ("past", "future") or date.anchor.edtf is None:
        return None
    steps = (replace(first[0], side="future" if first[0].side == "past" else "past"), *date.operation[1:])
    edtf = reckon(steps, date.anchor.edtf)
    return replace(date, operation=steps, edtf=edtf) if edtf and edtf != date.edtf else None


def _away(scene: Scene) -> Iterator[tuple[TimeExpression, tuple[str, ...]]]:
    """The dates of the sentences around and of the opening, with where each stands."""
    tagged, number = scene.analysis.tagged, scene.trigger.sentence
    seen: set[int] = set()
    story = _story(scene)
    for step in _AROUND:
        if not 0 <= number + step < len(tagged):
            continue
        sentence = tagged[number + step].sentence
        for date in dated(scene, sentence.start, sentence.end):
            if len(seen) < _MOST:
                seen.add(date.start)
                yield (
                    date,
                    (f"a:step{step}", f"a:order{min(len(seen), 4)}", *_placed(scene, date, number + step, story)),
                )
    if story and story.start not in seen and not _within(scene, story):
        at = bisect_right(tagged, story.start, key=lambda t: t.sentence.start) - 1
        yield story, ("a:opening", f"a:order{min(len(seen) + 1, 4)}", *_placed(scene, story, at, story))


def _within(scene: Scene, date: TimeExpression) -> bool:
    return scene.words.sentence.start <= date.start < scene.words.sentence.end


def _placed(scene: Scene, date: TimeExpression, number: int, story: TimeExpression | None) -> Iterator[str]:
    """What a date of another sentence is to the words around it."""
    document, tagged = scene.analysis.document, scene.analysis.tagged[number]
    tokens = tagged.sentence.tokens
    inside = _inside(tokens, date)
    yield from (f"a:{mark}" for mark in _plain(scene, date))
    low, high = sorted((date.start, scene.trigger.start))
    yield "a:paragraph" if document.text.find("\n\n", low, high) < 0 else "a:paragraph-other"
    if date is story:
        yield "a:story"
    elif story and story.day == date.day:
        yield "a:story-day"
    if date.start < document.body_start:
        yield "a:title"
    if not inside:
        return
    head = next((i for i in inside if tagged.heads[i] not in inside), inside[0])
    up = _line(tagged.heads, head)
    verb = next((i for i in up if tagged.upos[i] == "VERB"), -1)
    yield f"a:depth{min(len(up), 4)}"
    yield f"a:verb:{tokens[verb].text.lower() if verb >= 0 else ''}"
    marks = {s.start for s in tagged.spans if s.label.startswith(occasions.MARK)}
    yield f"a:marks{min(len(marks), 2)}"
    yield f"a:alike{any(s.label.removeprefix(occasions.MARK) == scene.trigger.kind for s in tagged.spans)}"
    yield f"a:under{any(i in marks for i in up)}"
    if _SAYS.search(document.text, max(tagged.sentence.start, date.start - 40), date.start):
        yield "a:says"


def _story(scene: Scene) -> TimeExpression | None:
    """The first day that the opening names, past or present."""
    document = scene.analysis.document
    for date in dated(scene, document.body_start, document.body_start + _LEAD):
        if is_dateline(scene.analysis, date):
            continue
        if _DAY.match(date.day or "") and is_ahead(scene, date.day) is not True:
            return date
    return None
