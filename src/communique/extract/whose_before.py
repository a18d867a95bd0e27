"""Whose an occasion is that names no body: that of the one before, or the body that the text is about.

Law: an organ that is called by its word alone ("the council's 53rd meeting") goes before all.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.extract.analysis import Analysis
from communique.extract.bodies import head_word
from communique.extract.retellings import Occasion
from communique.extract.slots import Slots
from communique.model.entity import Reference
from communique.model.span import Span

OF_BODIES = frozenset({"session", "summit", "conference", "meeting"})


def settled(analysis: Analysis, item: Slots, found: Sequence[Occasion]) -> Slots:
    """A mention that opens an occasion, with the body of the one before or of the text where it names none itself."""
    if item.body is not None or item.kind not in OF_BODIES:
        return item
    if item.follows and item.kind != "summit" and (before := _body_before(found, item)):
        return _of_body(item, *before, "the body whose occasion was named before")
    main = (analysis.titled or analysis.main) if item.implied else None
    if main is None or item.implied is None:
        return item
    return _of_body(
        item, item.implied, analysis.document.span(main[0].start, main[0].end), "the body that the text is about"
    )


def _body_before(found: Sequence[Occasion], item: Slots) -> tuple[Reference, Span] | None:
    """The body of the latest occasion that has one, and where; before, of the one with the number before.

    An organ that is called by its word alone goes before all: "the council's 53rd meeting".
    """
    before = [o for o in found if item.ordinal and any(s.ordinal == item.ordinal - 1 for s in o.slots)]
    told = [s for o in (*reversed(before), *reversed(found[-4:])) for s in o.slots if s.kind in OF_BODIES]
    said = [(s.body, s.spans["body"][0]) for s in told if s.body and s.spans.get("body") and not s.trigger.along]
    owner = _OWNER.search(item.evidence.quote[: item.trigger.start - item.evidence.start])
    organ = head_word(owner[1]) if owner else None
    return next((b for b in said if organ and head_word(b[0].name) == organ), next(iter(said), None))


_OWNER = re.compile(r"\b([a-z]+)['’]s (?:[\w-]+ ){0,3}$")


def _of_body(item: Slots, body: Reference, span: Span, why: str) -> Slots:
    return replace(item, body=body, spans={**item.spans, "body": (span,)}, basis={**item.basis, "body": why})
