"""How far contents reach: to the ends that the tagger marks beside a cue, and on after a cue that interrupts them."""

from collections.abc import Sequence
from dataclasses import replace

from communique.extract import hearing
from communique.extract.contents import Content
from communique.extract.hearing import Heard
from communique.extract.lines import Line
from communique.extract.reports import Report

_BESIDE = 3  # characters
_LIKE = 0.3  # of both


def marked(line: Line, group: Report, groups: Sequence[Report], content: Content, limit: int) -> Content:
    """The content with the ends that the tagger marks, before word `limit` of its line, and what goes on after it."""
    heard, at = hearing.heard(line), line.tokens[group.cue.last - 1].end
    first, last = line.tokens[0].start, line.tokens[-1].end
    inside = line.tokens[limit - 1].end if limit < len(line) else last
    spans = []
    for start, end in content.spans:
        if first <= start and end <= last:
            low, high = _reach(line, heard, (start, end), at)
            start = start if low < at <= start else low
            end = min(high, inside) if start < inside else high
        spans.append((start, end))
    if first <= spans[-1][0] and spans[-1][1] <= line.tokens[group.cue.first].start:
        spans += _resumed(line, group, groups)
    return replace(content, spans=tuple(spans))


def _reach(line: Line, heard: Heard, span: tuple[int, int], at: int) -> tuple[int, int]:
    """A content's interval with the ends that the marks give it, where one run answers to it.

    Of two runs in it that another cue parts, it is the one with which it begins; where none answers to all of it, it is
    the one beside the cue, which ends at `at`.
    """
    best, share = span, _LIKE
    inside = sorted(run for run in hearing.intervals(line, heard.contents) if span[0] <= run[0] and run[1] <= span[1])
    if len(inside) > 1 and inside[0][0] == span[0]:
        cues = (at for at, _ in hearing.intervals(line, heard.cues))
        if any(inside[0][1] <= at < inside[1][0] for at in cues):
            return inside[0]
    for start, end in hearing.intervals(line, heard.contents):
        both = min(end, span[1]) - max(start, span[0])
        either = max(end, span[1]) - min(start, span[0])
        if both / either > share:
            best, share = (start, end), both / either
    if best == span and inside:
        after = span[0] >= at
        near = inside[0] if after else inside[-1]
        if abs(near[0] - span[0] if after else span[1] - near[1]) <= _BESIDE:
            return near
    return best


def _resumed(line: Line, group: Report, groups: Sequence[Report]) -> list[tuple[int, int]]:
    """The marked content after a cue which interrupts it, where no other cue stands before it or right after it."""
    past = max(group.cue.last, group.subject.past if group.subject.side == "right" else 0)
    run = next((run for run in hearing.heard(line).contents if run.start >= past), None)
    others = [g for g in groups if g is not group]
    if run is None or any(past <= g.cue.first <= run.start or abs(g.subject.outer - run.end) <= 1 for g in others):
        return []
    return [(line.tokens[run.start].start, line.tokens[run.end - 1].end)]
