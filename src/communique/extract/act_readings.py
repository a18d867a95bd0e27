"""Readings of acts: the places where a text names an act, each with the stages that rules find there."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract import moments, stages
from communique.extract.about import Moment, dated
from communique.extract.analysis import Analysis
from communique.extract.descriptions import described
from communique.extract.instruments import DEFINITE, NounPhrase, around, marked
from communique.extract.looks import Look
from communique.extract.naming import counts, is_head, kind_of
from communique.extract.signatories import Sides, approved, sides
from communique.extract.sittings import is_at_one, named_for
from communique.extract.stages import Stage
from communique.languages import words as read_words
from communique.model.span import Span

_WORDS = read_words("en", "instruments")
_MADE_AT = frozenset({"agreement", "declaration", "communiqué"})
_NEW = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A stage, its date, and whose act it makes it; `told` says that its own words or the story give it a date."""

    stage: Stage
    words: Span
    moment: Moment | None
    told: bool
    sides: Sides
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class ActReading:
    """One place where the text names an act."""

    look: Look
    phrase: NounPhrase
    kind: str
    name: Span
    said: tuple[Said, ...]
    own: Moment | None
    sides: Sides
    borne_out: bool
    evidence: Span


def read_at(analysis: Analysis, look: Look, head: int) -> ActReading | None:
    """What the text says of the act that a word may name; `None` where it names none."""
    if not is_head(analysis, look, head):
        return None
    phrase = described(look, around(look, head))
    kind = kind_of(phrase)
    own = moments.own(analysis, phrase)
    found = stages.said(look, phrase)
    if not counts(look, phrase, found, own) and not marked(look, phrase, "act"):
        return None
    if not found and not own and phrase.determiner in _NEW and stages.is_negated(look, phrase):
        return None
    own = None if kind == "budget" else own
    said = tuple(said_at(analysis, look, phrase, kind, stage) for stage in found)
    whose = sides(analysis, look, phrase, kind, None)
    if own and not said and len(own[0]) > 4:
        said = (_implied(look, phrase, kind, own, whose),)
    elif not own and not said and kind in _MADE_AT and (there := named_for(analysis, phrase)):
        made = dated(analysis, there)
        said = (_implied(look, phrase, kind, made, whose),) if made else ()
    return ActReading(
        look=look, phrase=phrase, kind=kind, name=analysis.document.span(phrase.start, phrase.end), said=said, own=own,
        sides=whose, borne_out=_borne_out(look, phrase, kind, said, whose),
        evidence=analysis.document.span(*stages.bounds(look.words, phrase)),
    )  # fmt: skip


def said_at(analysis: Analysis, look: Look, phrase: NounPhrase, kind: str, stage: Stage) -> Said:
    """A stage with its date and sides."""
    stage = approved(analysis, look, kind, stage)
    dates = told(analysis, look, phrase, stage)
    return Said(
        stage=stage,
        words=analysis.document.span(stage.start, stage.end),
        moment=moments.likely(analysis, look, phrase, stage, dates),
        told=bool(dates[0] or dates[1]) or (stage.planned and is_at_one(analysis, look, stage)),
        sides=sides(analysis, look, phrase, kind, stage),
        look=look,
    )


def told(analysis: Analysis, look: Look, phrase: NounPhrase, stage: Stage) -> moments.Told:
    """The dates that the words of a stage, the story and the act's name give, each where it gives one."""
    clause, story = moments.moment(analysis, look, phrase, stage), _story(analysis, look, stage)
    return clause, story, moments.own(analysis, phrase)


def _implied(look: Look, phrase: NounPhrase, kind: str, own: Moment, whose: Sides) -> Said:
    """The stage that a day or month in a name implies: "the treaty of 8 December 1999" was signed then."""
    name = _WORDS["implied"].get(kind, "adopted")
    name = "signed" if name == "agreed" and phrase.named else name
    stage = Stage(
        name=name, start=own[1].start, end=own[1].end, at=phrase.head, certainty="certain", planned=False
    )  # fmt: skip
    return Said(stage=stage, words=own[1], moment=own, told=True, sides=whose, look=look)


def _story(analysis: Analysis, look: Look, stage: Stage) -> Moment | None:
    """The day that the text tells of, for a stage that is told as a part of it."""
    tagged = look.parsed.tagged
    aux = {look.words.lower[i] for i in look.parsed.children(stage.at, "aux", "aux:pass")}
    told = tagged.upos[stage.at] == "VERB" and tagged.deprels[stage.at] in ("root", "conj", "ccomp", "parataxis")
    if stage.planned or not told or stage.name not in _TOLD or aux & _PERFECT or moments.unsure(analysis, look):
        return None
    return moments.before(analysis, look) or look.about.day


_PERFECT = frozenset(_WORDS["perfect"])


_TOLD = frozenset({"adopted", "agreed", "submitted", "rejected", "extended", "suspended", "amended"})


def _borne_out(look: Look, phrase: NounPhrase, kind: str, said: Sequence[Said], whose: Sides) -> bool:
    """Whether more than the words of a phrase speaks for an act: the tagger, what is done with it, or its sides."""
    done = any(s.stage.name in _DECISIVE for s in said)
    if phrase.words.lower[phrase.head] in _WORDS["lasting"] or (kind == "quota agreement" and _agrees(phrase)):
        return True
    if done or marked(look, phrase, "act") or (whose.sure and len(whose.parties) > 1):
        return True
    follows = phrase.words.lower[phrase.head + 1 : phrase.last][:1]
    opened = bool(follows) and follows[0] in ("on", "with", "between")
    return opened and kind in _WORDS["implied"] and phrase.determiner in DEFINITE


def _agrees(phrase: NounPhrase) -> bool:
    """Whether a phrase names an agreement by its head word, not by what it is on."""
    return str(_WORDS["acts"][phrase.words.lower[phrase.head]]) == "agreement"


_DECISIVE = frozenset({"signed", "ratified", "in force", "adopted", "submitted"})
