"""When a stage was or will be reached: the time expression in its own clause, or in the sentence before."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from communique.extract.about import Moment, dated
from communique.extract.analysis import Analysis
from communique.extract.dating import Option, likeliest, options
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.occasions import Trigger
from communique.extract.scenes import Scene
from communique.extract.sittings import at_which, days
from communique.extract.stages import Stage
from communique.languages import pattern
from communique.model.times import TimeExpression

Told = tuple[Moment | None, ...]
"""The dates that the clause, the story and the name give, each where it gives one."""
ACTS = "dates-of-acts"
LIKELY = 0.3
"""A date that is less likely than this is not taken: by cross-validation, three in four of those taken are right."""
_NEAR = 40
_AMENDED = re.compile(
    r"\bto the (?:\w+ ){0,5}(?:treaty|agreement|convention|charter|statute|accord|pact)\b[^,;]{0,60}? of $",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:/\d{4}-\d\d-\d\d)?")


def moment(analysis: Analysis, look: Look, phrase: NounPhrase, stage: Stage) -> Moment | None:
    """The date of a stage that its own clause gives."""
    sentence = look.words.sentence
    outside = [t for t in _times(analysis, sentence.start, sentence.end) if not phrase.start <= t.start < phrase.end]
    times = [t for t in outside if _fits(t, stage) and not _of_amended(analysis.document.text, phrase, t)]
    same = [t for t in times if _together(look, t, stage)]
    if not same:
        same = [t for t in times if 0 <= t.start - max(stage.end, phrase.end) < _NEAR]
        same = [t for t in same if not _verb_between(look, t, stage)]
    best = min(same, key=lambda t: abs(t.start - stage.end), default=None)
    return dated(analysis, best) if best else None


def likely(analysis: Analysis, look: Look, phrase: NounPhrase, stage: Stage, told: Told) -> Moment | None:
    """The date that a stage most likely has, of its clause, of the act's name and of what is told around them."""
    found = likeliest(ACTS, act_options(analysis, look, phrase, stage, told), LIKELY) or at_which(analysis, look, stage)
    return dated(analysis, found) if found else None


def _may(analysis: Analysis, look: Look, phrase: NounPhrase, stage: Stage, date: TimeExpression) -> bool:
    """Whether nothing says that a date is of something else than a stage; what only may be has one beside it alone."""
    text, published = analysis.document.text, analysis.written or "9999"
    if stage.certainty == "possible" and not _is_within(look, date):
        return False
    if _is_others(text, phrase, stage, date) or (_is_within(look, date) and _is_apart(look, stage, date)):
        return False
    return not (_is_done(look, stage) and (date.day or "")[: len(published)] > published)


def _is_done(look: Look, stage: Stage) -> bool:
    """Whether the verb of a stage says that it was reached: "has adopted", "was signed", "they signed"."""
    aux = [look.words.lower[i] for i in look.parsed.children(stage.at, *_AUX)]
    past = not aux and look.words.lower[stage.at].endswith("ed") and bool(look.parsed.children(stage.at, "nsubj"))
    return not stage.planned and (past or not _DONE.isdisjoint(aux))


_AUX = ("aux", "aux:pass")
_DONE = frozenset({"has", "have", "had", "was", "were"})


def _is_within(look: Look, date: TimeExpression) -> bool:
    return look.words.sentence.start <= date.start < look.words.sentence.end


def _is_apart(look: Look, stage: Stage, date: TimeExpression) -> bool:
    """Whether a date is of what only came before or after, or that up to which: "after it began on Monday"."""
    tokens, tree, text = look.words.sentence.tokens, look.parsed.tree, look.text
    if _BEYOND.search(text, max(0, date.start - _NEAR), date.start):
        return True
    at = next((i for i, t in enumerate(tokens) if date.start <= t.start < date.end), -1)
    for _ in range(_STEPS):
        if at < 0 or at == stage.at:
            return False
        marks = {look.words.lower[k] for k in tree.kids(at, "mark")}
        if (
            tree.relations[at] == "advcl"
            and marks & _SETTING
            and any(True for _ in tree.kids(at, "nsubj", "nsubj:pass"))
        ):
            return True
        at = tree.heads[at]
    return False


_STEPS = 12
_SETTING = frozenset({"after", "before", "since"})
_BEYOND = re.compile(r"\b(?:beyond|past) (?:the )?$")


def _is_others(text: str, phrase: NounPhrase, stage: Stage, date: TimeExpression) -> bool:
    """Whether a date is that of another stage or act, or the year that an act is for: "the budget for 2032"."""
    covered = phrase.start <= date.start < phrase.end and text.startswith(_FOR, date.start - len(_FOR))
    return covered or _of_another(text, stage, date) or _of_amended(text, phrase, date)


_FOR = "for "


def _of_another(text: str, stage: Stage, date: TimeExpression) -> bool:
    """Whether a date hangs on the word of another stage: "ratified the agreement, signed on 3 June"."""
    return stage.end < date.start < stage.end + _REACH and bool(_STAGED.search(text, stage.end, date.start))


_REACH = 160
_STAGED = pattern("instruments", "other_stage")


def act_options(analysis: Analysis, look: Look, phrase: NounPhrase, stage: Stage, told: Told) -> list[Option]:
    """The dates that may be that of a stage."""
    text = analysis.document.text
    spots = {moment[1].start: f"told{number}" for number, moment in reversed(list(enumerate(told))) if moment}

    def more(date: TimeExpression) -> Iterator[str]:
        if date.start in spots:
            yield spots[date.start]
        if phrase.start <= date.start < phrase.end:
            yield "in-name"
        elif 0 <= date.start - phrase.end < _NEAR:
            yield f"name:{text[phrase.end : date.start].strip()[:12]}"
        if _of_amended(text, phrase, date):
            yield "amended"

    name = f"{stage.name}{'-planned' if stage.planned else ''}"
    sat = list(days(analysis, look, stage))
    found = options(_scene(analysis, look, stage), name, lambda date: tuple(more(date)), sat)
    return [o for o in found if o.date is None or _may(analysis, look, phrase, stage, o.date)]


def _scene(analysis: Analysis, look: Look, stage: Stage) -> Scene:
    """The words around a stage."""
    sentence, at = look.words.sentence, stage.at
    number = bisect_left(analysis.tagged, sentence.start, key=lambda t: t.sentence.start)
    token = sentence.tokens[at]
    trigger = Trigger(
        sentence=number, token=at, start=token.start, end=token.end, kind=stage.name,
        verb=look.parsed.tagged.upos[at] == "VERB",
    )  # fmt: skip
    return Scene(analysis, trigger, look.parsed, look.words, sentence.start, sentence.end)


def own(analysis: Analysis, phrase: NounPhrase) -> Moment | None:
    """The date that an act's name carries: "the treaty of 8 December 1999", "the 1986 accord"."""
    text = analysis.document.text
    for time in _times(analysis, phrase.start, phrase.end + _NEAR):
        if _of_amended(text, phrase, time) or _of_a_part(text, phrase, time):
            continue
        if time.end <= phrase.end or _JOINS.fullmatch(text, phrase.end, time.start):
            return dated(analysis, time)
        if phrase.named and _YEAR.fullmatch(time.text) and _COMMA.fullmatch(text, phrase.end, time.start):
            return dated(analysis, time)
    return None


_JOINS = re.compile(r"\s*(?:in(?:\sthe)?(?:\s[A-Z][\w-]+){1,3}\s)?(?:of|in)\s*")
_COMMA, _YEAR = re.compile(r",\s"), re.compile(r"\d{4}")


def _of_a_part(text: str, phrase: NounPhrase, time: TimeExpression) -> bool:
    """Whether a date in a name is that of a thing which the act is on: "the decision on imports of wheat in May"."""
    head = phrase.words.sentence.tokens[phrase.head].end
    return head < time.start < phrase.end and bool(_WHEN.search(text, head + 1, time.start))


_WHEN = re.compile(r"\w (?:in|during|by|until|from|since) $")


def _of_amended(text: str, phrase: NounPhrase, time: TimeExpression) -> bool:
    """Whether a date is that of what an act changes: "the protocol on amendments to the Treaty of May 29, 2014"."""
    return phrase.start < time.start and bool(_AMENDED.search(text, phrase.start, time.start))


def unsure(analysis: Analysis, look: Look) -> bool:
    """Whether a sentence has a time that nothing anchors ("on Monday" in a text without a date)."""
    times = _expressions(analysis, look.words.sentence.start, look.words.sentence.end)
    return any(t.kind in ("date", "time") and not t.day for t in times)


def before(analysis: Analysis, look: Look) -> Moment | None:
    """The last date of the sentence before, in the same paragraph: "They met in May. There they signed …"."""
    start = look.words.sentence.start
    floor = max(look.text.rfind("\n", 0, start), look.text.rfind(". ", 0, max(start - 2, 0)))
    found = [t for t in _times(analysis, floor, start) if _MONTH.fullmatch(t.day or "") and t.tense != "future"]
    return dated(analysis, found[-1]) if found else None


def _times(analysis: Analysis, start: int, end: int) -> list[TimeExpression]:
    """The dates that stand in a stretch of the text."""
    found = _expressions(analysis, start, end)
    return [time for time in found if time.day and time.kind in ("date", "time")]


def _expressions(analysis: Analysis, start: int, end: int) -> Iterator[TimeExpression]:
    for i in range(bisect_left(analysis.dates, start, key=lambda t: t.start), len(analysis.dates)):
        if analysis.dates[i].start >= end:
            break
        if analysis.dates[i].end <= end:
            yield analysis.dates[i]


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
