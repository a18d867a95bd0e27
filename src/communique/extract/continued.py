"""Continued: relations that the words before tell of, another member's or at another date: "and Iran in 2023"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.extract.analysis import Analysis
from communique.extract.links import Link
from communique.extract.ties import SAME
from communique.model.times import TimeExpression

_BACK = 300  # characters
_NEXT = re.compile(r"\)?(?:,|;| and|, and|; and) (?:then )?(?:the )?", re.IGNORECASE)
WHEN = re.compile(r",? (?:in|on|since|from)?\s?\(?")
AFTER = re.compile(r"[^.;,:()\n]{0,40}")


def filled(analysis: Analysis, found: Sequence[Link]) -> Iterator[Link]:
    """Links in text order, each that says "the same" with the relation before it, and those that go on after a date."""
    last: Link | None = None
    for link in found:
        if link.status == SAME:
            if last is None or link.where.start - last.where.end > _BACK:
                continue
            link = replace(link, status=last.status, body=last.body, basis=last.basis)
        yield link
        yield from _going_on(analysis, link)
        last = link


def _going_on(analysis: Analysis, link: Link) -> Iterator[Link]:
    """The members after a dated relation that have a date of their own: "joined in 2017 and Iran in 2023"."""
    at = link.dated.end if link.dated else link.where.end
    while date := date_after(analysis, at):
        following = next(iter(analysis.mentions.within(date.end, date.end + _BACK)), None)
        entity = analysis.mentions.of(following) if following else None
        if following is None or entity is None or entity.kind != "state" or following.form == "adjective":
            return
        between = analysis.document.text[date.end : following.start]
        when = date_after(analysis, following.end, WHEN)
        if not _NEXT.fullmatch(between) or when is None:
            return
        where = analysis.document.span(following.start, when.end)
        yield replace(link, member=(following, entity), where=where, dated=where)
        at = when.start


def date_after(analysis: Analysis, at: int, between: re.Pattern[str] = AFTER) -> TimeExpression | None:
    """The date right after a place of the text, or at it."""
    first = bisect_left(analysis.dates, at - 60, key=lambda d: d.start)
    for date in analysis.dates[first : first + 8]:
        if date.end < at or not date.day:
            continue
        if date.start <= at or between.fullmatch(analysis.document.text[at : date.start]):
            return date
        return None
    return None
