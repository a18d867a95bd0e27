"""A reading's claims laid beside the passages of its text, and each passage cut where marks begin and end."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from communique.model.claim import Claim
from communique.model.reading import Reading
from communique.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the text, and the claims whose first evidence begins in it."""

    start: int
    end: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words under the same marks: the claims that they are evidence for, shortest evidence first.

    `valued` says that a claim took a value from here.
    """

    text: str
    claims: tuple[Claim, ...]
    valued: bool


def arrange(reading: Reading, intervals: Iterable[tuple[int, int]]) -> list[Passage]:
    """The passages that the intervals cut the text into, each with its claims in the order of their evidence."""
    claims = sorted(reading.claims, key=lambda claim: min(claim.evidence).pair)
    bounds = [*intervals]
    ends = [start for start, _ in bounds[1:]] + [len(reading.document.text) + 1]
    return [
        Passage(start=start, end=end, claims=tuple(c for c in claims if start <= _place(c, bounds) < until))
        for (start, end), until in zip(bounds, ends, strict=True)
    ]


def _place(claim: Claim, bounds: list[tuple[int, int]]) -> int:
    """Where a claim begins; what begins before the first passage belongs to it."""
    return max(min(claim.evidence).start, bounds[0][0])


def pieces(reading: Reading, start: int, end: int) -> list[Piece]:
    """The words from `start` to `end`, cut wherever evidence or a value begins or ends."""
    marks = [(span.start, span.end, claim) for claim in reading.claims for span in claim.evidence]
    values = [span.pair for claim in reading.claims for span in _value_spans(claim)]
    places = [(a, b) for a, b, _ in marks] + values
    cuts = [start, *sorted({edge for place in places for edge in place if start < edge < end}), end]
    return [_piece(reading, a, b, marks, values) for a, b in pairwise(cuts)]


def _value_spans(claim: Claim) -> list[Span]:
    """The places of a claim's values, without what somebody said, which is often all of a sentence."""
    return [span for name, spans in claim.spans.items() if name != "content" for span in spans]


def _piece(
    reading: Reading, start: int, end: int, marks: list[tuple[int, int, Claim]], values: list[tuple[int, int]]
) -> Piece:
    covering = sorted((b - a, claim.id) for a, b, claim in marks if a <= start and end <= b)
    by_id = {claim.id: claim for _, _, claim in marks}
    claims = tuple(by_id[id] for id in dict.fromkeys(id for _, id in covering))
    valued = any(a <= start and end <= b for a, b in values)
    return Piece(text=reading.document.text[start:end], claims=claims, valued=valued)
