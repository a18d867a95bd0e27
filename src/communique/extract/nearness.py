"""How near a date lies to the word of an occasion in its sentence, by the tree and by what stands between them.

Law: a date that tells when something is said, or how long before or after an occasion another thing is, is not near it.
"""

import re
from collections.abc import Iterator

from communique.extract import wording
from communique.extract.given_up import counted_pair
from communique.extract.scenes import Scene, dates_within
from communique.languages import pattern
from communique.languages import words as read_words
from communique.model.times import TimeExpression

_FARTHEST = 6.0
_ALONE = 8.0  # of a date that no word of another occasion stands before or behind
BLOCKED = 99.0
_YEARLY = 1.5  # a year, season or quarter gives way to a day near by
_YEAR = re.compile(r"\d{4}(?:-[23]\d)?(?:/\d{4}(?:-[23]\d)?)?$")
_SAID = frozenset({"ccomp", "parataxis"})
_UP_FROM_DATE = {"acl:relcl": 2.0, "acl": 2.0, "advcl": 2.0, "conj": 3.0}
_UP_FROM_WORD = {"acl:relcl": 2.0, "advcl": 1.0, "acl": 2.0, "conj": 1.5}
_COUNTED = frozenset({"before", "after", "ahead", "following", "since", "prior"})


def is_near(scene: Scene, date: TimeExpression, cost: float) -> bool:
    """Whether a date that lies so far from the trigger can be its day."""
    return cost <= _FARTHEST or _alone(scene, date, cost)


def _alone(scene: Scene, date: TimeExpression, cost: float) -> bool:
    """Whether a day, week or month stands beside the trigger with nothing else between them that it can be of."""
    said = bool(_SAYING.search(scene.analysis.document.text, max(scene.start, date.start - _BY), date.start))
    if _YEAR.match(date.day or "") or said or (cost > _ALONE and _is_of_another(scene, date)):
        return False
    low, high = sorted((date.start, scene.trigger.start))
    tokens, upos, lower = scene.words.sentence.tokens, scene.parsed.tagged.upos, scene.words.lower
    between = [i for i, token in enumerate(tokens) if low < token.start < high]
    if any(i in scene.others for i in between):
        return False
    return all(upos[i] != "VERB" or lower[i] in _HOLDING for i in between)


_HOLDING = frozenset(read_words("en", "meetings")["holding"])


def far(scene: Scene, date: TimeExpression) -> float:
    """How far a date lies from the trigger: the edges of the tree between them, dear where they leave a clause."""
    tokens = scene.words.sentence.tokens
    inside = [i for i, token in enumerate(tokens) if date.start <= token.start < date.end]
    if not inside or _is_of_another(scene, date):
        return BLOCKED
    if _is_set_beside(scene, date):
        return _BESIDE
    tagged = scene.parsed.tagged
    head = next((i for i in inside if tagged.heads[i] not in inside), inside[0])
    above = list(upwards(scene, scene.trigger.token))
    meeting = next((i for i in upwards(scene, head) if i in above), None)
    if meeting is None:
        return BLOCKED
    if _is_of_what_it_did(scene, date, head, meeting) or _is_behind_another(scene, head, meeting):
        return BLOCKED
    cost = 0.01 * abs(head - scene.trigger.token) + (_YEARLY if _YEAR.match(date.day or "") else 0.0)
    if _is_parted(scene, head):
        return BLOCKED
    for i in upwards(scene, head):
        if i == meeting:
            break
        said = tagged.deprels[i] in _SAID and not _goes_on(scene, i)
        cost += BLOCKED if said else _UP_FROM_DATE.get(tagged.deprels[i], 1.0)
        cost += _OWN_SUBJECT if tagged.upos[i] == "VERB" and _has_own_subject(scene, i) else 0.0
        cost += 2.0 if i in scene.others else 1.0 if i != head and tagged.upos[i] in ("NOUN", "PROPN") else 0.0
    before = wording.is_earlier(scene.words.lower, scene.trigger.token)
    for i in above[: above.index(meeting)]:
        apart = tagged.deprels[i] in _SAID or (before and _is_set_off(scene, i))
        cost += BLOCKED if apart else _UP_FROM_WORD.get(tagged.deprels[i], 1.0)
    return cost


def _is_set_off(scene: Scene, verb: int) -> bool:
    """Whether a clause only says before or after what something is: "left on Monday after an earlier session"."""
    tree = scene.parsed.tree
    return tree.relations[verb] == "advcl" and any(tree.lower[k] in _APART for k in tree.kids(verb, "mark"))


_APART = frozenset({"after", "before", "since"})


def _is_parted(scene: Scene, head: int) -> bool:
    """Whether a semicolon parts a date from the trigger, and another occasion stands with the date."""
    first, last = sorted((head, scene.trigger.token))
    marks = [i for i in range(first, last) if scene.words.lower[i] == ";"]
    if not marks:
        return False
    return any(marks[0] < other if head > marks[0] else other < marks[-1] for other in scene.others)


_OWN_SUBJECT = 2.0
_REACH = 200
_BESIDE = 0.5
_RIGHT_AFTER = pattern("meetings", "right_after")
_ON_WHICH = pattern("meetings", "on_which")


def _is_of_what_it_did(scene: Scene, date: TimeExpression, head: int, verb: int) -> bool:
    """Whether a time longer than a day is of what the occasion dealt with: "the summit examined the plan for 2030"."""
    tree = scene.parsed.tree
    if scene.trigger.verb or _DAYS.fullmatch(date.day or "") or scene.trigger.token not in tree.kids(verb, "nsubj"):
        return False
    up = list(upwards(scene, head))
    below = up[up.index(verb) - 1] if verb in up and up.index(verb) > 1 else None
    return below is not None and tree.relations[below] == "obj" and tree.lower[verb] not in _HOLDING


def _is_behind_another(scene: Scene, head: int, verb: int) -> bool:
    """Whether a date stands behind another occasion in the clause around one that only tells more of who meets.

    It is of the other in "the panel, which met before, will hold its next session in May".
    """
    tree, at = scene.parsed.tree, scene.trigger.token
    between = any(at < other < head for other in scene.others)
    return between and scene.trigger.verb and tree.relations[at] == "acl:relcl" and verb != at


_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")


def _goes_on(scene: Scene, verb: int) -> bool:
    """Whether a clause tells more of the occasion by a pronoun: "The summit is apart: it will be in May"."""
    tree = scene.parsed.tree
    kids = tree.kids(verb, "nsubj", "nsubj:pass")
    meant = tree.subject(tree.heads[verb]) if tree.heads[verb] >= 0 else None
    return (
        tree.relations[verb] == "parataxis"
        and meant == scene.trigger.token
        and any(tree.lower[k] == "it" for k in kids)
    )


def _is_set_beside(scene: Scene, date: TimeExpression) -> bool:
    """Whether a date stands right after an occasion, or the occasion is what takes place "on Sunday, when …"."""
    text, trigger, at = scene.analysis.document.text, scene.trigger, scene.trigger.token
    owner = scene.words.owner[at]
    end = max(trigger.end, owner.end) if owner else trigger.end
    if date.start > end:
        return not trigger.verb and date.start - end < _REACH and bool(_RIGHT_AFTER.fullmatch(text, end, date.start))
    found = _ON_WHICH.match(text, date.end) if date.end < trigger.start else None
    return bool(found) and not any(i < at for i in scene.others) and not _own_later(scene)


def _own_later(scene: Scene) -> bool:
    """Whether a date stands behind an occasion, so that one before "when" is of something else."""
    following = dates_within(scene.analysis, scene.trigger.end, scene.words.sentence.end)
    return any(d.day and not d.relation and d.kind in ("date", "time") for d in following)


def _has_own_subject(scene: Scene, verb: int) -> bool:
    """Whether something else than the occasion does what a verb says: "its convention was signed in 1875"."""
    tree = scene.parsed.tree
    if tree.relations[verb] == "acl:relcl":
        return False
    kids = tree.kids(verb, "nsubj", "nsubj:pass")
    return any(scene.parsed.tagged.upos[k] in ("NOUN", "PROPN") and k != scene.trigger.token for k in kids)


def _is_of_another(scene: Scene, date: TimeExpression) -> bool:
    """Whether the words around a date say that it is not the day of the occasion."""
    last = max((i for i, t in enumerate(scene.words.sentence.tokens) if date.start <= t.start < date.end), default=-1)
    told = _tells_when_said(scene, date) or _is_last_time(scene, date) or _is_by_when_done(scene, date)
    return told or _counts_from(scene, date, last)


def _is_by_when_done(scene: Scene, date: TimeExpression) -> bool:
    """Whether a date is that by which something is to be done with: "talks which must be concluded by October"."""
    text, start = scene.analysis.document.text, scene.words.sentence.start
    done = date.relation in _REACHING and _DONE_WITH.search(text, max(start, date.start - _BY), date.start)
    return bool(done) and scene.trigger.start < date.start


_REACHING = frozenset({"by", "before"})
_DONE_WITH = pattern("meetings", "done_with")


def _is_last_time(scene: Scene, date: TimeExpression) -> bool:
    """Whether a date is of the time before: "their first in one room since 2019"."""
    before = scene.analysis.document.text[max(scene.words.sentence.start, date.start - _BY - _BY) : date.start]
    return date.relation == "since" and bool(_FIRST.search(before))


_FIRST = re.compile(r"\b[Ff]irst\b")


def _tells_when_said(scene: Scene, date: TimeExpression) -> bool:
    """Whether a date stands right after a word of saying, at the end of what is said: "…, he said on Monday"."""
    text, start = scene.analysis.document.text, scene.words.sentence.start
    said = _SAYING.search(text, max(start, date.start - _BY), date.start)
    return bool(said) and scene.trigger.start < date.start and not _AT_IT.match(text, date.end)


_BY = 40
_SAYING = pattern("meetings", "saying")
_AT_IT = pattern("meetings", "at_it")


def _counts_from(scene: Scene, date: TimeExpression, last: int) -> bool:
    """Whether a date is counted from the occasion, or said to lie before it: "a week after the summit"."""
    at, event = scene.trigger.start, date.anchor.pair if date.anchor.kind == "event" else None
    if event and (event[0] <= at < event[1] or date.start <= at < date.end):
        return True
    if date.end < at and any(
        p.search(scene.analysis.document.text, date.end - 1, at) for p in (_SET_OFF, _STILL_BEFORE)
    ):
        return True
    if not event and (pair := counted_pair(scene.analysis, date)):
        return pair[0] <= at < pair[1]
    following = scene.words.lower[last + 1 : last + 2]
    counted = following and (following[0] in ("before", "ahead", "prior") or (event and following[0] in _COUNTED))
    return bool(counted) and scene.trigger.token > last


_SET_OFF, _STILL_BEFORE = pattern("meetings", "set_off"), pattern("meetings", "still_before")


def upwards(scene: Scene, at: int) -> Iterator[int]:
    """A word and those that govern it, up to the root."""
    heads = scene.parsed.tagged.heads
    for _ in range(len(heads)):
        if at < 0:
            return
        yield at
        at = heads[at]


def is_ahead(scene: Scene, date: str | None) -> bool | None:
    """Whether a date lies after the day on which the document was published, where both are known."""
    published = scene.analysis.written
    if not date or not published:
        return None
    first = date.split("/")[0].rstrip("?~%")
    if first[: len(published)] == published[: len(first)] or not first[:4].isdigit():
        return None
    last = date.partition("/")[2].rstrip("?~%")
    if first <= published[: len(first)] and last[:4].isdigit() and published[: len(last)] <= last:
        return None
    return first > published


def is_day(edtf: str) -> bool:
    """Whether a date is one day of a year that is known."""
    return bool(_DAY.fullmatch(edtf))


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
