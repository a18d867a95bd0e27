"""Sessions in a row: the number of one that a report only calls the one before or after another that has a number."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from communique.reconcile.occasions import Occasion, kin


def in_sequence(occasions: Iterable[Occasion]) -> Iterator[Occasion]:
    """The reports of meetings, those with numbers that only say that they are next to a numbered one of the text.

    Given in the order of their keys.
    """
    for _, some in groupby(occasions, key=lambda o: o.voice):
        own = list(some)
        numbered = sorted((o for o in own if o.ordinal), key=lambda o: o.start)
        for o in own:
            unnumbered = o.step != 0 and o.ordinal is None
            before = [n.ordinal for n in numbered if unnumbered and n.start < o.start and _of_one_row(n, o)]
            yield replace(o, ordinal=(before[-1] or 0) + o.step or None) if before else o


def _of_one_row(a: Occasion, b: Occasion) -> bool:
    """Whether two meetings of a text can be sessions of one body."""
    return a.body is None or b.body is None or a.body == b.body or kin(a, b)
