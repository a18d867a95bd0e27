"""Which of a row an occasion is, by the number that stands before or beside its word."""

from collections.abc import Iterator, Sequence

from communique.extract import ordinals
from communique.extract.chunks import word_set
from communique.extract.scenes import Scene, dates_within
from communique.languages import words as read_words
from communique.model.span import Span


def number_of(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> int | None:
    """The number of the occasion: before its word, after "for the", or set beside it ("the conference, the 178th,")."""
    tokens, lower, at = scene.words.sentence.tokens, scene.words.lower, scene.trigger.token
    days = _days(scene)
    other = max((i for i in scene.others if i < at and "and" in lower[i:at]), default=-1)
    before = [i for i in range(at - 1, max(other, at - 10), -1) if tokens[i].start >= scene.start]
    for i in (*before, *_beside(scene)):
        found = None if tokens[i].start in days else ordinals.at(lower, i, tokens[i].text)
        if found and _is_of_parts(lower, at, found[0]):
            continue
        if found and not _within_year(lower, i, at, found[0]) and not _of_another(lower, i, at):
            number, first = found
            spans["ordinal"] = (scene.analysis.document.span(tokens[first].start, tokens[i].end),)
            return number
    return None


_COUNTED, _SINCE = 4, 12
_PARTS = frozenset({"sitting", "sittings", "conversation", "conversations"})
"""Words for what may be one of several parts of an occasion, or one of many of the same persons."""


def _is_of_parts(lower: Sequence[str], at: int, number: int) -> bool:
    """Whether a small number counts parts of an occasion, or what came after a time: "the first talks since May"."""
    first = number == 1 and "since" in lower[at : at + _SINCE]
    return first or (number < _COUNTED and lower[at] in _PARTS)


def _days(scene: Scene) -> set[int]:
    """Where the numbers stand that are days of a month: "on the 16th"."""
    sentence = scene.words.sentence
    dates = dates_within(scene.analysis, sentence.start, sentence.end)
    days = [d for d in dates if any(step.verb == "nth" and step.unit == "day" for step in d.operation)]
    return {token.start for d in days for token in sentence.tokens if d.start <= token.start < d.end}


def _beside(scene: Scene) -> Iterator[int]:
    """Where a number can stand after the word: "session, the 41st,", "sat for the 95th time"."""
    lower, at = scene.words.lower, scene.trigger.token
    for i in range(at + 1, min(at + 12, len(lower) - 1)):
        if lower[i] == "the" and (lower[i - 1] == "for" or lower[i - 1] == ","):
            yield from (k for k in (i + 1, i + 3) if lower[k + 1 : k + 2] and lower[k + 1] in (",", "time", "."))


def _within_year(lower: Sequence[str], i: int, at: int, number: int) -> bool:
    """Whether a small number only counts within a time or is part of something else: "the first meeting this year"."""
    following = lower[i + 1 : i + 2]
    if following and following[0] in ("day", "morning", "afternoon", "evening", "half", "quarter", "time", "week"):
        return number < 10 and following[0] != "time"
    return number < 3 and "this" in lower[i : at + 5]


def _of_another(lower: Sequence[str], i: int, at: int) -> bool:
    """Whether a number is that of a time since another, of a day or of a rank: "for the first time since May".

    Or of whoever is there: "attends the annual meeting for the first time".
    """
    after = lower[i + 1 : i + 3]
    if after[:1] == ("time",):
        attended = word_set("parties", "verbs", "attend") & set(lower[max(0, at - _NEAR) : at])
        return i < at or "since" in after or bool(attended)
    return bool(after) and (after[0] in _RANKED or (after[0] == "of" and after[-1] in _MONTHS))


_NEAR = 12
_RANKED = frozenset(read_words("en", "meetings")["before"]["ranked"])
_MONTHS = word_set("names", "months_and_days")
