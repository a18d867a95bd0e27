"""Time expressions in a text: found by the forms of its language, resolved by arithmetic over anchors.

Law: pure and linear in the length of the text; whatever the text, nothing is raised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from communique.extract.dates.join import Joiner
from communique.extract.dates.lexicon import lexicon
from communique.extract.dates.resolving import Resolver, reckon
from communique.extract.dates.scan import scan
from communique.model.edtf import days, meet
from communique.model.times import Anchor, Bounds, TimeExpression

__all__ = ["bounds", "find", "meet", "resolve", "written"]


def find(text: str, *, published: str | None = None, language: str = "en") -> tuple[TimeExpression, ...]:
    """The time expressions of a text, by where they start, each with what it means.

    `published` is the EDTF day of publication; a dateline in the text comes before it. Raises `UnknownLanguage`, and
    `BadDate` for a publication date that is none.

    >>> [e.edtf for e in find("They met on 5 May 2024 and will meet again two days later.")]
    ['2024-05-05', '2024-05-07']
    """
    words = lexicon(language)
    tokens = words.read(text)
    drafts = Joiner(tokens, words).join(list(scan(tokens, words)))
    return tuple(Resolver(tokens, words, language, drafts).run(published))


def resolve(expressions: Sequence[TimeExpression], events: Mapping[tuple[int, int], str]) -> tuple[TimeExpression, ...]:
    """The expressions with those worked out again that hang on an event whose EDTF date is now known, or on these.

    `events` has the date of an event by the offsets of its mention, as they stand in the anchor. Raises `BadDate`.
    """
    known = dict(events)
    found = list(expressions)
    for _ in range(len(found) + 1):
        changed = False
        for i, expression in enumerate(found):
            pair = expression.anchor.pair
            date = known.get(pair) if pair else None
            if date is None or (date == expression.anchor.edtf and expression.edtf is not None):
                continue
            found[i] = _moved(expression, date)
            changed |= found[i] != expression
            if (new := found[i].edtf) is not None:
                known[(expression.start, expression.end)] = new
        if not changed:
            break
    return tuple(found)


def written(expressions: Sequence[TimeExpression]) -> Anchor | None:
    """The dateline that others are counted from, if they are: the day on which the text was written."""
    return next((e.anchor for e in expressions if e.anchor.kind == "dateline"), None)


def bounds(expressions: Sequence[TimeExpression]) -> Bounds:
    """When a text was written at the earliest and at the latest, by what it tells as past and as still to come.

    Only dates that stand by themselves count, not those counted from a day of writing; none that contradict each other.

    >>> bounds(find("They met on 5 May 2024 and will meet again on 7 June 2024.")).not_after
    '2024-06-07'
    """
    fixed = [e for e in expressions if e.edtf and e.anchor.kind in ("none", "expression") and e.relation is None]
    spans = [(e, *days(e.edtf)) for e in fixed if e.edtf and "XXXX" not in e.edtf]
    past = max(((first, e) for e, first, _ in spans if e.tense == "past" and first), key=itemgetter(0), default=None)
    future = min(((last, e) for e, _, last in spans if e.tense == "future" and last), key=itemgetter(0), default=None)
    if past and future and past[0] > future[0]:
        return Bounds()
    evidence = tuple(found[1] for found in (past, future) if found)
    return Bounds(not_before=past[0] if past else None, not_after=future[0] if future else None, evidence=evidence)


def _moved(expression: TimeExpression, date: str) -> TimeExpression:
    edtf = reckon(expression.operation, date, spoken=expression.anchor.kind == "expression")
    why = "counted from an event of the text" if expression.anchor.kind == "event" else expression.why
    return replace(expression, edtf=edtf, anchor=replace(expression.anchor, edtf=date), why=why)
