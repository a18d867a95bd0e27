"""When a stage was or will be reached: the time expression in its own clause, or the day that the text is about."""

import re

from communique.extract.analysis import Analysis
from communique.extract.instruments import Look, NounPhrase
from communique.extract.stages import Stage
from communique.model.span import Span
from communique.model.times import TimeExpression

Moment = tuple[str, Span]
_NEAR = 40
_OPENING = 700
_MONTH = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:/\d{4}-\d\d-\d\d)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")


def moment(analysis: Analysis, look: Look, phrase: NounPhrase, stage: Stage) -> Moment | None:
    """The date of a stage that its own clause gives."""
    times = [t for t in _times(analysis, look) if _fits(t, stage) and not phrase.start <= t.start < phrase.end]
    same = [t for t in times if _together(look, t, stage)]
    if not same:
        same = [t for t in times if 0 <= t.start - max(stage.end, phrase.end) < _NEAR]
        same = [t for t in same if not _verb_between(look, t, stage)]
    best = min(same, key=lambda t: abs(t.start - stage.end), default=None)
    return _moment(analysis, best) if best else None


def own(analysis: Analysis, phrase: NounPhrase) -> Moment | None:
    """The date that an act's name carries: "the treaty of 8 December 1999", "the 1986 accord"."""
    found = [t for t in analysis.dates if t.day and phrase.start <= t.start and t.start <= phrase.end + 4]
    text = analysis.document.text
    for time in found:
        if time.end <= phrase.end or text[phrase.end : time.start].strip() in ("of", "in"):
            return _moment(analysis, time)
    return None


def before(analysis: Analysis, look: Look) -> Moment | None:
    """The last date of the sentence before, in the same paragraph: "They met in May. There they signed …"."""
    start = look.words.sentence.start
    floor = max(look.text.rfind("\n", 0, start), look.text.rfind(". ", 0, max(start - 2, 0)))
    found = [t for t in analysis.dates if floor < t.start and t.end <= start and t.kind in ("date", "time")]
    usable = [t for t in found if t.day and _MONTH.fullmatch(t.day) and t.tense != "future"]
    return _moment(analysis, usable[-1]) if usable else None


def story(analysis: Analysis) -> Moment | None:
    """The day that a text tells of: the first past or present one that its opening names."""
    start = analysis.document.body_start
    for time in analysis.dates:
        if time.start < start or time.kind not in ("date", "time") or not time.day:
            continue
        if time.start > start + _OPENING:
            return None
        if _DAY.fullmatch(time.day) and time.tense != "future":
            return _moment(analysis, time)
    return None


def _times(analysis: Analysis, look: Look) -> list[TimeExpression]:
    sentence = look.words.sentence
    return [
        t for t in analysis.dates
        if t.day and t.kind in ("date", "time") and sentence.start <= t.start and t.end <= sentence.end
    ]  # fmt: skip


def _fits(time: TimeExpression, stage: Stage) -> bool:
    if (time.day or "").startswith("XXXX"):
        return False
    return stage.name != "extended" or time.relation not in ("until", "by")


def _together(look: Look, time: TimeExpression, stage: Stage) -> bool:
    """Whether a time stands in the clause of the word that says the stage."""
    tokens = look.words.sentence.tokens
    at = next((i for i, token in enumerate(tokens) if token.end > time.start), len(tokens) - 1)
    return look.parsed.of[at] == look.parsed.of[stage.at]


def _verb_between(look: Look, time: TimeExpression, stage: Stage) -> bool:
    tags = look.parsed.tagged.upos
    tokens = look.words.sentence.tokens
    return any(tags[i] == "VERB" and stage.end <= t.start < time.start for i, t in enumerate(tokens))


def _moment(analysis: Analysis, time: TimeExpression) -> Moment | None:
    if not time.day:
        return None
    day = f"../{time.day}" if time.relation in ("by", "before") and "/" not in time.day else time.day
    return day, analysis.document.span(time.start, time.end)
