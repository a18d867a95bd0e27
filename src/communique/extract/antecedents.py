"""Antecedents: whom a pronoun or a description that speaks stands for, among all of whom a text has spoken.

Law: one of those spoken of, or the description itself, is chosen by its marks, under weights that
`train/antecedents.py` fits; whom plain rules would take is one mark among others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from communique.extract import antecedent_marks, weighing
from communique.extract.antecedent_marks import Ranks
from communique.extract.chunks import word_set
from communique.extract.focus import Focus, Question, Speaker
from communique.extract.lines import Line
from communique.extract.spoken_of import Named, Place, SpokenOf, class_of, key_of

WEIGHTS = "antecedents"
_NEAR = 3
"""In so many lines before a phrase, subjects without names may be meant."""
_KEPT, _MARKS = 2_000, 500
"""For so many ways to cross marks the weights of so many marks are kept."""
_LEADS = {
    **dict.fromkeys(word_set("saying", "definite"), "the"),
    **dict.fromkeys(word_set("saying", "indefinite"), "a"),
    **dict.fromkeys(word_set("saying", "possessive"), "his"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One whom a phrase may stand for; its marks, and with what they are crossed."""

    speaker: Speaker
    marks: tuple[str, ...]
    crossed: tuple[str, ...]

    @property
    def all_marks(self) -> tuple[str, ...]:
        """The marks alone and crossed."""
        return tuple(f"{m}{c}" for m in self.marks for c in self.crossed)

    @property
    def weight(self) -> float:
        """How much speaks for it."""
        return sum(map(_weights(self.crossed).__getitem__, self.marks))


class _Weights(dict[str, float]):
    """The weights of the marks that were asked for first, each alone and crossed."""

    def __init__(self, crossed: tuple[str, ...]) -> None:
        super().__init__()
        self._crossed = crossed

    def __missing__(self, mark: str) -> float:
        known = weighing.weights(WEIGHTS)
        weight = weighing.total(known, [f"{mark}{c}" for c in self._crossed])
        if len(self) < _MARKS:
            self[mark] = weight
        return weight


@lru_cache(_KEPT)
def _weights(crossed: tuple[str, ...]) -> _Weights:
    return _Weights(crossed)


class Antecedents:
    """Whom the phrases of one document stand for."""

    def __init__(self, focus: Focus, lines: Sequence[Line]) -> None:
        self.focus = focus
        self.spoken_of = SpokenOf(focus.analysis, lines)

    def answer(self, asked: Question) -> Speaker | None:
        """The likeliest of those whom a phrase may stand for."""
        best = max(self.candidates(asked), key=lambda c: c.weight, default=None)
        if best is None or (asked.rule and best.speaker.reference == asked.rule.reference):
            return asked.rule if best else None
        return replace(best.speaker, start=asked.start, end=asked.line.tokens[asked.last - 1].end)

    def candidates(self, asked: Question) -> list[Candidate]:
        """Those whom a phrase may stand for; nobody, where rules find nobody for a pronoun."""
        if asked.rule is None and asked.written is None:
            return []
        known = self._known(asked)
        kept = [one for one in known.values() if _may_be(one, asked)]
        ranks = Ranks(self.focus, self.spoken_of, kept, asked)
        ask, situation = _kind(asked), self._situation(asked)
        found = [
            Candidate(one.speaker, antecedent_marks.of(one, ranks), _crossed(ask, one.coarse, situation))
            for one in kept
            if ranks.near(one)
        ]
        if asked.written is not None:
            marks = antecedent_marks.of_written(asked, asked.written, known.keys(), len(self.focus.spoken))
            found.append(Candidate(asked.written, marks, _crossed(ask, "written", situation)))
        return found

    def _known(self, asked: Question) -> dict[str, Named]:
        """Those of whom the text has spoken, by what they go by."""
        found, start = dict(self.spoken_of.by_name), asked.start
        for speaker in self.focus.spoken:
            if speaker.reference.id is None:
                self._add(found, speaker, "several" if speaker.number == "several" else f"unnamed:{speaker.number}")
        for number in range(max(0, asked.line.number - _NEAR), asked.line.number + 1):
            for one in (*self.spoken_of.subjects(number), *self.spoken_of.together(number, start)):
                if one.speaker.start < start:
                    _join(found, one)
        for speaker in self.focus.papers.values():
            if key_of(speaker) not in found:
                self._add(found, speaker, "issuer")
        rule, written = asked.rule, asked.written
        if rule and key_of(rule) not in found and not (written and written.reference == rule.reference):
            self._add(found, rule, f"rule:{rule.number}")
        return found

    def _add(self, found: dict[str, Named], speaker: Speaker, sort: str) -> None:
        place = Place(self.spoken_of.line_at(speaker.start), speaker.start, "nsubj")
        _join(found, Named(speaker, sort, [place]))

    def _situation(self, asked: Question) -> str:
        line = asked.line
        if asked.first == 0:
            return "begins-paragraph" if line.number in self.spoken_of.paragraphs else "begins"
        return "after-quote" if any(line.quoted[: asked.first]) else "within"


def _join(found: dict[str, Named], one: Named) -> None:
    """Add one to those known, or where one is spoken of to what is known of it."""
    known = found.get(one.key)
    if known is None:
        found[one.key] = one
    elif all(p.start != one.places[0].start for p in known.places):
        found[one.key] = replace(known, places=[*known.places, *one.places])


def _may_be(one: Named, asked: Question) -> bool:
    """Whether a pronoun can stand for one, by sort and place; a description can for all."""
    if not asked.word:
        return True
    if asked.word in ("he", "she") and one.sort != "person" and not one.sort.startswith(("unnamed", "rule")):
        return False
    if asked.word == "it" and one.sort in ("person", "several"):
        return False
    start = asked.start
    return any(p.start < start for p in one.places)


def _kind(asked: Question) -> str:
    """What is asked for: the pronoun, else what the description speaks of, how it begins, whether it has more words."""
    if asked.word:
        return asked.word
    line = asked.line
    lead = _LEADS.get(line.lower[asked.first], "none")
    return f"{class_of(line.lower[asked.head - 1])}:{lead}:{'bare' if asked.last - asked.first <= 2 else 'more'}"


def _crossed(ask: str, sort: str, situation: str) -> tuple[str, ...]:
    broad = ask.partition(":")[0]
    more = (f"|{ask}",) if ask != broad else ()
    return ("", f"|{sort}", f"|{broad}", *more, f"|{broad}|{situation}")
