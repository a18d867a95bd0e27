"""Staging: words that may say how far an act is, beside those that rules find.

They stand in the sentence that names the act or the two after it; where no rule finds a stage, the word that governs
the name may say one as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.extract.analysis import Analysis
from communique.extract.clauses import clauses
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.signatories import approved
from communique.extract.stage_words import Saying, saying
from communique.extract.stages import Stage, stage_at
from communique.extract.views import View, view

UNSAID = ("adopted", "agreed", "signed", "in force", "under consideration", "drafted", "submitted", "proposed")
"""The stages that may be told by other words than those that say them."""
_AHEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place that names an act of a group: where, and the stages that rules find there."""

    look: Look
    phrase: NounPhrase
    kind: str
    group: int
    ruled: tuple[tuple[Stage, Look], ...]
    pronoun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A word that may say a stage of an act: which place of its group it is said of, and where it stands.

    `look` is its sentence, `phrase` the act's name there, or else the word itself; `ruled` says that a rule found it.
    """

    place: int
    where: str
    look: Look
    phrase: NounPhrase
    stage: Stage
    ruled: bool = False


class Places:
    """All places of a document that name acts, by sentence."""

    def __init__(self, analysis: Analysis, named: Sequence[Named]) -> None:
        self.analysis = analysis
        self.by_sentence: dict[int, list[Named]] = {}
        for one in named:
            self.by_sentence.setdefault(one.look.number, []).append(one)
        self._views: dict[int, View] = {}

    def view(self, number: int) -> View:
        """The view of a sentence, made once."""
        if number not in self._views:
            self._views[number] = view(self.analysis, number)
        return self._views[number]

    def look(self, of: Look, number: int) -> Look:
        """A sentence as acts are read from it."""
        return Look(of.text, self.analysis.words[number], clauses(self.analysis.tagged[number]), of.about, number)


def tellings(here: Places, group: Sequence[Named]) -> Iterator[Telling]:
    """The words that may say a stage of an act, each with the place nearest to it."""
    for i, one in enumerate(group):
        yield from _ruled(group, i)
        if not one.pronoun:
            yield from _beside(here, group, i)
            yield from _after(here, group, i)
            if not one.ruled:
                yield from _unsaid(group, i)


def _ruled(group: Sequence[Named], i: int) -> Iterator[Telling]:
    one = group[i]
    for stage, look in one.ruled:
        where = "pronoun" if one.pronoun else "named" if stage.at == one.phrase.head else "here"
        phrase = one.phrase if look is one.look else _alone(look, stage.at)
        yield Telling(place=i, where=where, look=look, phrase=phrase, stage=stage, ruled=True)


def _beside(here: Places, group: Sequence[Named], i: int) -> Iterator[Telling]:
    """The other words of the sentence that names the act."""
    one = group[i]
    ruled = {(s.name, s.at) for s, _ in one.ruled}
    for found in _sayings(one.look.words.lower):
        if one.phrase.first <= found.first < one.phrase.last or _nearer(group, i, found.first):
            continue
        stage = _stage(here, one, one.look, found)
        if stage and not any(name == stage.name and found.first <= at < found.last for name, at in ruled):
            yield Telling(place=i, where="beside", look=one.look, phrase=one.phrase, stage=stage)


def _stage(here: Places, one: Named, look: Look, found: Saying) -> Stage | None:
    stage = stage_at(look, found.first, found)
    return approved(here.analysis, look, one.kind, stage) if stage else None


def _nearer(group: Sequence[Named], i: int, at: int) -> bool:
    """Whether another place of the same act in the sentence is nearer to a word."""
    there = [(abs(o.phrase.head - at), j) for j, o in enumerate(group) if o.look.number == group[i].look.number]
    return min(there)[1] != i


def _after(here: Places, group: Sequence[Named], i: int) -> Iterator[Telling]:
    """The words of the two sentences after, up to one that names the act again."""
    one = group[i]
    if any(o.look.number == one.look.number for o in group[i + 1 :]):
        return
    for step in range(1, _AHEAD + 1):
        number = one.look.number + step
        if number >= len(here.analysis.tagged) or any(o.look.number == number and not o.pronoun for o in group):
            return
        found = list(_sayings(here.analysis.words[number].lower))
        look = here.look(one.look, number) if found else one.look
        for words in found:
            if stage := _stage(here, one, look, words):
                phrase = _alone(look, words.first)
                yield Telling(place=i, where=f"next{step}", look=look, phrase=phrase, stage=stage)


def _alone(look: Look, at: int) -> NounPhrase:
    """One word as a noun phrase."""
    return NounPhrase(look.words, at, at, at + 1)


def _unsaid(group: Sequence[Named], i: int) -> Iterator[Telling]:
    """The word that governs a name, for each of the stages that it may tell."""
    one = group[i]
    above = one.look.parsed.tagged.heads[one.phrase.head]
    at = above if above >= 0 and not one.phrase.first <= above < one.phrase.last else one.phrase.head
    for name in UNSAID:
        if stage := stage_at(one.look, at, Saying(name, one.look.words.lower[at], at, at + 1)):
            yield Telling(place=i, where="unsaid", look=one.look, phrase=one.phrase, stage=stage)


def _sayings(lower: Sequence[str]) -> Iterator[Saying]:
    i = 0
    while i < len(lower):
        found = saying(lower, i, "stages")
        if found:
            yield found
        i = found.last if found else i + 1
