"""Attributing: which statement each claim of a document stands in; law: the work grows with what overlaps a claim."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from communique.model.claim import Claim


class Within:
    """The contents of the statements of a document, by their places."""

    def __init__(self, statements: Iterable[Claim]) -> None:
        found = [(s.start, s.end, claim.id) for claim in statements for s in claim.spans.get("content", ())]
        self._contents = sorted(found, key=lambda content: content[:2])
        self._starts = [start for start, _, _ in self._contents]
        self._reach = list(accumulate((end for _, end, _ in self._contents), max))

    def attributed(self, claim: Claim) -> Claim:
        """The claim with the statement whose content it stands in, the innermost where they nest."""
        where, inside = claim.evidence[0], []
        at = bisect_right(self._starts, where.start) - 1
        while at >= 0 and self._reach[at] >= where.end:
            start, end, statement = self._contents[at]
            if end >= where.end and statement != claim.id:
                inside.append((end - start, statement))
            at -= 1
        return claim.within(min(inside)[1]) if inside else claim
