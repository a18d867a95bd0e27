"""When an occasion is: the date that hangs on its word in the tree of the sentence, and how it lies to publication.

Law: a date that tells when something is said, or how long before or after an occasion another thing is, is not its own.
"""

from collections.abc import Iterator

from communique.extract.scenes import Scene, dates_within
from communique.model.span import Span
from communique.model.times import TimeExpression

_FARTHEST = 7.0
_BLOCKED = 99.0
_SAID = frozenset({"ccomp", "parataxis"})
_UP_FROM_DATE = {"acl:relcl": 2.0, "acl": 2.0, "advcl": 2.0, "conj": 3.0}
_UP_FROM_WORD = {"acl:relcl": 4.0, "advcl": 2.0, "acl": 2.0, "conj": 1.5}
_COUNTED = frozenset({"before", "after", "ahead", "following", "since", "prior"})
_REACHING = frozenset({"by", "before"})


def date_of(scene: Scene, spans: dict[str, tuple[Span, ...]], basis: dict[str, str]) -> str | None:
    """The date nearest to the trigger in the tree of its sentence, if one is near enough."""
    sentence = scene.words.sentence
    dates = [d for d in dates_within(scene.analysis, sentence.start, sentence.end) if d.day and d.kind in _KINDS]
    ranked = [(cost, d.start, d) for d in dates if (cost := _far(scene, d)) <= _FARTHEST]
    if not ranked:
        return None
    best = min(ranked, key=lambda r: r[:2])[2]
    spans["date"] = (scene.analysis.document.span(best.start, best.end),)
    if best.why:
        basis["date"] = best.why
    return best.reach if best.relation in _REACHING and best.reach and "T" not in best.reach else best.day


_KINDS = ("date", "time")


def _far(scene: Scene, date: TimeExpression) -> float:
    """How far a date lies from the trigger: the edges of the tree between them, dear where they leave a clause."""
    tokens = scene.words.sentence.tokens
    inside = [i for i, token in enumerate(tokens) if date.start <= token.start < date.end]
    if not inside or _counts_from(scene, date, inside[-1]):
        return _BLOCKED
    tagged = scene.parsed.tagged
    head = next((i for i in inside if tagged.heads[i] not in inside), inside[0])
    above = list(_upwards(scene, scene.trigger.token))
    meeting = next((i for i in _upwards(scene, head) if i in above), None)
    if meeting is None:
        return _BLOCKED
    cost = 0.01 * abs(head - scene.trigger.token)
    for i in _upwards(scene, head):
        if i == meeting:
            break
        cost += _BLOCKED if tagged.deprels[i] in _SAID else _UP_FROM_DATE.get(tagged.deprels[i], 1.0)
        cost += 2.0 if i in scene.others else 1.0 if i != head and tagged.upos[i] in ("NOUN", "PROPN") else 0.0
    for i in above[: above.index(meeting)]:
        cost += _BLOCKED if tagged.deprels[i] in _SAID else _UP_FROM_WORD.get(tagged.deprels[i], 1.0)
    return cost


def _upwards(scene: Scene, at: int) -> Iterator[int]:
    """A word and those that govern it, up to the root."""
    heads = scene.parsed.tagged.heads
    for _ in range(len(heads)):
        if at < 0:
            return
        yield at
        at = heads[at]


def _counts_from(scene: Scene, date: TimeExpression, last: int) -> bool:
    """Whether a date is counted from the occasion, or said to lie before it: "a week after the summit"."""
    at, event = scene.trigger.start, date.anchor.pair if date.anchor.kind == "event" else None
    if event and (event[0] <= at < event[1] or date.start <= at < date.end):
        return True
    following = scene.words.lower[last + 1 : last + 2]
    counted = following and (following[0] in ("before", "ahead", "prior") or (event and following[0] in _COUNTED))
    return bool(counted) and scene.trigger.token > last


def is_ahead(scene: Scene, date: str | None) -> bool | None:
    """Whether a date lies after the day on which the document was published, where both are known."""
    published = scene.analysis.document.published
    if not date or not published:
        return None
    first = date.split("/")[0].rstrip("?~%")
    if first[: len(published)] == published[: len(first)] or not first[:4].isdigit():
        return None
    return first > published
