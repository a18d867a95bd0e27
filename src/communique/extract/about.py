"""What a text is about as a whole: its union, the day that it tells of, the states between which it is."""

import re
from collections import Counter
from dataclasses import dataclass

from communique.extract import unions
from communique.extract.analysis import Analysis
from communique.model.entity import Reference
from communique.model.span import Span
from communique.model.times import TimeExpression

Owner = tuple[Reference, Span]
Moment = tuple[str, Span]

_OFTEN = 3
"""How often a text names a union, or organs of it, that is what the text is about."""
_LEAD = 700
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A text's union, and whether it is what the text is about; the day that it tells of."""

    union: Owner | None
    central: bool
    day: Moment | None
    pair: tuple[Owner, ...]


def about(analysis: Analysis) -> About:
    """What a document is about, worked out once."""
    return About(union=_main(analysis), central=_central(analysis), day=_day(analysis), pair=_pair(analysis))


def dated(analysis: Analysis, time: TimeExpression) -> Moment | None:
    """The date of a time expression with its words: `../2030` for "by 2030"."""
    if not time.day:
        return None
    open_start = time.relation in ("by", "before") and "/" not in time.day
    return f"../{time.day}" if open_start else time.day, analysis.document.span(time.start, time.end)


def _main(analysis: Analysis) -> Owner | None:
    if analysis.main is None:
        return None
    mention, entity = analysis.main
    return entity.reference, analysis.document.span(mention.start, mention.end)


def _central(analysis: Analysis) -> bool:
    if analysis.main is None or analysis.main[1].kind in ("bank", "fund"):
        return False
    sides = (unions.union(analysis.mentions, m) for m in analysis.mentions.items)
    return sum(side is not None and side[1].id == analysis.main[1].id for side in sides) >= _OFTEN


def _day(analysis: Analysis) -> Moment | None:
    """The first past or present day that the opening names."""
    start = analysis.document.body_start
    for time in analysis.dates:
        if time.start > start + _LEAD:
            return None
        usable = time.start >= start and time.kind in ("date", "time") and time.day and time.tense != "future"
        if usable and _DAY.fullmatch(time.day or ""):
            return dated(analysis, time)
    return None


def _pair(analysis: Analysis) -> tuple[Owner, ...]:
    """The two states that a text is about, where it names both often and others seldom."""
    states = [(m, e) for m in analysis.mentions.items if (e := analysis.mentions.of(m)) and e.kind == "state"]
    counts = Counter(e.id for _, e in states).most_common(3)
    if len(counts) < 2 or counts[1][1] < _OFTEN or (len(counts) > 2 and counts[2][1] * 2 > counts[1][1]):
        return ()
    firsts = (next((m, e) for m, e in states if e.id == id) for id, _ in counts[:2])
    return tuple((e.reference, analysis.document.span(m.start, m.end)) for m, e in firsts)
