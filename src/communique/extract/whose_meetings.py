"""The meeting at which an act may have been made: the one that the text has told of last."""

from bisect import bisect_right

from communique.extract.analysis import Analysis
from communique.model.claim import Claim
from communique.model.entity import Reference

_REACH = 6
"""How many sentences back it may be told of."""


def meeting_of(analysis: Analysis, number: int) -> Claim | None:
    """The meeting told of last, in a sentence or in those before."""
    starts = [t.sentence.start for t in analysis.tagged]
    away = [
        (number - bisect_right(starts, e.start) + 1, i)
        for i, claim in enumerate(analysis.meetings)
        for e in claim.evidence
    ]
    near = min((pair for pair in away if 0 <= pair[0] <= _REACH), default=None)
    return analysis.meetings[near[1]] if near else None


def those_of(meeting: Claim) -> list[Reference]:
    """Who takes part in a meeting, and the body that has it."""
    who, body = meeting["participants"], meeting["body"]
    found = [r for r in who if isinstance(r, Reference)] if isinstance(who, tuple) else []
    return [*found, *([body] if isinstance(body, Reference) else [])]
