"""Unclaimed: the subjects that the tagger marks but links to no occasion named before them.

Law: such a subject is of the first occasion of its own sentence, else of the first of the text that stands before it;
the tagger's link to one that is named only later is right in a fifth of the cases, these in two thirds.
"""

from collections.abc import Iterator, Mapping, Sequence

from communique.extract.agenda import passages
from communique.extract.analysis import Analysis
from communique.extract.clauses import clauses
from communique.extract.linked import is_elsewhere, is_surely
from communique.extract.retellings import Occasion
from communique.extract.tagger import Labelled
from communique.model.entity import Passage


def unclaimed(analysis: Analysis, found: Sequence[Occasion]) -> Mapping[int, list[Passage]]:
    """The subjects left over, by the index of the occasion that they are given to."""
    left: dict[int, list[Passage]] = {}
    if not found:
        return left
    for number, occasion, span in _given(analysis, found):
        tagged = analysis.tagged[number]
        left.setdefault(occasion, []).extend(passages(analysis.document, tagged, clauses(tagged).tree, span))
    return left


def _given(analysis: Analysis, found: Sequence[Occasion]) -> Iterator[tuple[int, int, Labelled]]:
    """Each marked span that no occasion before it claims, with the number of its sentence and of its occasion."""
    said = sorted(
        (s.trigger.sentence, s.trigger.token, n)
        for n, occasion in enumerate(found)
        for s in occasion.slots
        if s.kind != "agenda" and s.trigger.start >= analysis.document.body_start
    )
    heard = {(s.trigger.sentence, s.trigger.token) for o in found for s in o.slots}
    first = {sentence: n for sentence, _, n in reversed(said)}
    for number, tagged in enumerate(analysis.tagged):
        for span in (s for s in tagged.spans if s.label == "agenda" and is_surely(s)):
            at = span.anchor
            away = bool(at and at[0] == number) and is_elsewhere(clauses(tagged).tree, span, at[1] if at else 0)
            if at is not None and at[0] <= number and at in heard and not away:
                continue
            before = said[0][2] if said and said[0][0] < number else None
            home = before if away else first.get(number, before)
            if home is not None:
                yield number, home, span
