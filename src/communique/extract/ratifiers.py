"""Ratifiers: the states that a text tells of in turn as those that ratified an act which it has named before.

Law: a sentence tells of ratifying by a word of its own or goes on from one that does, and names the states; each run of
states up to a date is a claim of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract.about import Moment, Owner, dated, pointer, state_of
from communique.extract.act_readings import ActReading, Said
from communique.extract.analysis import Analysis
from communique.extract.clauses import clauses
from communique.extract.doers import doers
from communique.extract.looks import Look
from communique.extract.signatories import Sides
from communique.extract.stage_words import Saying
from communique.extract.stages import Stage, stage_at
from communique.languages import words as read_words
from communique.model.times import TimeExpression

_WORDS = read_words("en", "instruments")["ratifiers"]
_VERBS, _NOUNS = frozenset(_WORDS["verbs"]), frozenset(_WORDS["nouns"])
_HANDING, _FOLLOWING = frozenset(_WORDS["handing"]), frozenset(_WORDS["following"])
_KINDS = frozenset(_WORDS["kinds"])
_UNSAID = frozenset(_WORDS["unsaid"])
STAGE = "ratified"
_CLOSE = 4
"""How many words from a verb others deny it."""
_FAR = 6
"""How many sentences after the last that names an act one may tell who ratified it."""


@dataclass(frozen=True, slots=True)
class _Event:
    """A word that says who ratifies, in its sentence."""

    look: Look
    at: int
    stage: Stage


def found(
    analysis: Analysis, groups: Sequence[Sequence[ActReading]], told: Sequence[Sequence[Said]]
) -> Iterator[tuple[int, ActReading, Said]]:
    """Those who ratified acts beside who is `told` of, with the number of the act's group."""
    readings = [(r, number) for number, group in enumerate(groups) for r in group if r.kind in _KINDS]
    if not readings:
        return
    known = {(i, name) for i, said in enumerate(told) for one in said for name in _names(one)}
    for event in _events(analysis, readings[0][0].look):
        meant = _meant(event, readings)
        if meant is None:
            continue
        reading, number = meant
        for owners, moment in _runs(analysis, event):
            new = tuple(o for o in owners if (number, o[0].name) not in known)
            known |= {(number, o[0].name) for o in new}
            if new and (moment or not event.stage.planned):
                yield number, _read(analysis, reading, event), _said(analysis, event, new, moment)


def _meant(event: _Event, readings: Sequence[tuple[ActReading, int]]) -> tuple[ActReading, int] | None:
    """The act that is ratified: the nearest of the sentence, or else the last one before."""
    at = event.look.words.sentence.tokens[event.at].start
    here = [one for one in readings if one[0].look.number == event.look.number]
    if here:
        return min(here, key=lambda one: max(one[0].phrase.start - at, at - one[0].phrase.end))
    before = [one for one in readings if 0 < event.look.number - one[0].look.number <= _FAR]
    return before[-1] if before else None


def _read(analysis: Analysis, reading: ActReading, event: _Event) -> ActReading:
    sentence = event.look.words.sentence
    return replace(reading, evidence=analysis.document.span(sentence.start, sentence.end))


def _said(analysis: Analysis, event: _Event, owners: tuple[Owner, ...], moment: Moment | None) -> Said:
    return Said(
        stage=event.stage, words=analysis.document.span(event.stage.start, event.stage.end), moment=moment,
        told=bool(moment), sides=Sides(parties=owners, sure=True, alone=True), look=event.look,
    )  # fmt: skip


def _names(said: Said) -> Iterator[str]:
    if said.stage.name == STAGE:
        yield from (reference.name for reference, _ in said.sides.parties)


def _events(analysis: Analysis, like: Look) -> Iterator[_Event]:
    """The words that say who ratifies, in text order."""
    last = -2
    for number, words in enumerate(analysis.words):
        lower = frozenset(words.lower)
        own = not (_VERBS | _NOUNS).isdisjoint(lower)
        if not own and (last != number - 1 or _FOLLOWING.isdisjoint(lower)):
            continue
        look = Look(like.text, words, clauses(analysis.tagged[number]), like.about, number)
        for at in _telling(look, own):
            last = number
            if stage := _stage(look, at):
                yield _Event(look, at, stage)


def _stage(look: Look, at: int) -> Stage | None:
    """Ratification as a verb tells of it, unless it is denied."""
    lower = look.words.lower
    denied = not _UNSAID.isdisjoint(lower[max(0, at - _CLOSE) : at + _CLOSE])
    return None if denied else stage_at(look, at, Saying(STAGE, lower[at], at, at + 1))


def _telling(look: Look, own: bool) -> Iterator[int]:
    """The verbs of a sentence by which states ratify, and those that go on from one there or in the sentence before."""
    begun = not own
    for i, word in enumerate(look.words.lower):
        verb = look.parsed.tagged.upos[i] == "VERB"
        handed = _handed(look, i) if word in _NOUNS else None
        if verb and (word in _VERBS or (begun and word in _FOLLOWING)):
            begun = True
            yield i
        elif handed is not None:
            begun = True
            yield handed


def _handed(look: Look, noun: int) -> int | None:
    """The verb by which a ratification is handed in: "deposited its instrument of ratification"."""
    at = noun
    for _ in range(4):
        at = look.parsed.tagged.heads[at]
        if at < 0:
            return None
        if look.words.lower[at] in _HANDING and look.parsed.tagged.upos[at] == "VERB":
            return at
    return None


def _runs(analysis: Analysis, event: _Event) -> Iterator[tuple[list[Owner], Moment | None]]:
    """The states that ratify at one verb, each run of them with the date after it, else with one before all."""
    agents = doers(analysis, event.look, event.at)
    states = [(m, s) for m, e in agents if (s := state_of(analysis.mentions, e))]
    if not states or len(states) < len(agents):
        return
    first, dates = states[0][0].start, _dates(analysis, event)
    before = [d for d in dates if d.end <= first][-1:]
    after = [d for d in dates if d.start > first]
    run: list[Owner] = []
    for (mention, state), end in zip(states, [*(m.start for m, _ in states[1:]), None], strict=True):
        run.append((pointer(state), analysis.document.span(mention.start, mention.end)))
        date = next((d for d in after if mention.end <= d.start and (end is None or d.start < end)), None)
        if date or end is None:
            date = date or (before[0] if before and not after else None)
            yield run, dated(analysis, date) if date else None
            run = []


def _dates(analysis: Analysis, event: _Event) -> list[TimeExpression]:
    """The dates of a sentence up to its next verb."""
    tokens, tags = event.look.words.sentence.tokens, event.look.parsed.tagged.upos
    last = next((i for i in range(event.at + 1, len(tokens)) if tags[i] == "VERB"), len(tokens) - 1)
    near = (d for d in analysis.dates if tokens[0].start <= d.start < tokens[last].start and d.day)
    return [d for d in near if d.kind in ("date", "time") and not (d.day or "").startswith("XXXX")]
