"""Dates beside an occasion that are not, or no longer, its own: moved from, denied, of setting out, of another one."""

from collections.abc import Sequence

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.occasions import Trigger
from communique.extract.scenes import Scene, dates_within
from communique.languages import pattern
from communique.model.times import TimeExpression

_DENIED_BEFORE, _DENIED_AFTER = pattern("meetings", "denied_before"), pattern("meetings", "denied_after")
_THAN_PLANNED, _MOVED_BEFORE = pattern("meetings", "than_planned"), pattern("meetings", "moved_before")
_LEAVING, _LATER_THAT_DAY = pattern("meetings", "leaving"), pattern("meetings", "later_that_day")
_BROKEN_OFF, _RESUMES = pattern("meetings", "broken_off"), pattern("meetings", "resumes")
_OFF_ON, _OFF_THAT_DAY = pattern("meetings", "off_on"), pattern("meetings", "off_that_day")
_FAR, _BY, _NEXT = 200, 40, 24


def is_given_up(scene: Scene, date: TimeExpression) -> bool:
    """Whether a date is one from which an occasion was moved or went on, that is denied, or on which one sets out."""
    text, start = scene.analysis.document.text, scene.words.sentence.start
    if _LEAVING.search(text, max(start, date.start - _FAR), date.start):
        return scene.trigger.kind != "visit" and not _LATER_THAT_DAY.match(text[date.end : scene.words.sentence.end])
    if _THAN_PLANNED.match(text, date.end):
        return True
    if _DENIED_AFTER.match(text, date.end) and _DENIED_BEFORE.search(text, max(start, date.start - _FAR), date.start):
        return True
    if _is_of_one_apart(scene, date):
        return True
    if _RESUMES.match(text, date.end) and _BROKEN_OFF.search(text, max(start, date.start - _BY), date.start):
        return True
    if was_called_off_on(scene, date):
        return not _OFF_THAT_DAY.match(text, date.end)
    return bool(_MOVED_BEFORE.search(text, max(start, date.start - _BY), date.start))


def was_called_off_on(scene: Scene, date: TimeExpression) -> bool:
    """Whether a date is the day on which an occasion was called off or put off: "was cancelled on Friday"."""
    first = max(scene.trigger.end, date.start - _FAR)
    return first < date.start and bool(_OFF_ON.search(scene.analysis.document.text, first, date.start))


def counted_from(analysis: Analysis, trigger: Trigger) -> tuple[int, int] | None:
    """Where the words for an occasion stand from which a day is counted: "six weeks after the Lima talks"."""
    date = counting(analysis, trigger)
    return date.anchor.pair if date else None


def counting(analysis: Analysis, trigger: Trigger) -> TimeExpression | None:
    """The date that is counted from an occasion, where a word for it stands: "a week after the talks", "… Friday's"."""
    sentence = analysis.tagged[trigger.sentence].sentence
    dates = dates_within(analysis, sentence.start, sentence.end)
    pairs = ((d, counted_pair(analysis, d)) for d in dates)
    return next((d for d, pair in pairs if pair and pair[0] <= trigger.start < pair[1]), None)


def counted_pair(analysis: Analysis, date: TimeExpression) -> tuple[int, int] | None:
    """Where the words for an occasion stand from which a date is counted, also by its day: "after Friday's session"."""
    if date.anchor.kind == "event":
        return date.anchor.pair
    shifted = date.anchor.kind == "expression" and [step.verb for step in date.operation] == ["shift"]
    owned = _OWNED.match(analysis.document.text, date.end) if shifted else None
    return (date.start, owned.end()) if owned else None


def counted_behind(scene: Scene, dates: Sequence[TimeExpression]) -> TimeExpression | None:
    """The date counted from another occasion said of this one right behind it: "sits a week after the talks"."""
    date = next((d for d in dates if d.start > scene.trigger.end), None)
    pair = counted_pair(scene.analysis, date) if date else None
    if date is None or pair is None or any(date.end <= d.start < pair[1] + _NEXT for d in dates):
        return None
    tokens, upos = scene.words.sentence.tokens, scene.parsed.tagged.upos
    between = [i for i, token in enumerate(tokens) if scene.trigger.end <= token.start < date.start]
    parted = any(i in scene.others or upos[i] == "VERB" or tokens[i].text in (";", ":") for i in between)
    return None if parted else date


_OWNED = pattern("meetings", "owned_by_day")


def _is_of_one_apart(scene: Scene, date: TimeExpression) -> bool:
    """Whether a date is that of another occasion, before or after which this one is: "before the 9 May talks"."""
    if counted_pair(scene.analysis, date):
        return False
    tree, tokens = scene.parsed.tree, scene.words.sentence.tokens
    at = next((i for i, token in enumerate(tokens) if date.start <= token.start < date.end), None)
    above = tree.heads[at] if at is not None else -1
    while 0 <= above != scene.trigger.token and date.start <= tokens[above].start < date.end:
        above = tree.heads[above]
    return above in scene.others and above != scene.trigger.token and tree.case(above) in _APART


_APART = word_set("places", "apart")
