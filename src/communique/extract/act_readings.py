"""Readings of acts: the places where a text names an act, each with the stages that rules find there."""

from dataclasses import dataclass

from communique.extract import act_names, moments, stages
from communique.extract.about import Moment, dated
from communique.extract.act_names import Candidate
from communique.extract.analysis import Analysis
from communique.extract.descriptions import described
from communique.extract.instruments import NounPhrase, around, marked
from communique.extract.looks import Look
from communique.extract.naming import is_head, is_no_one, kind_of
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


def candidate_at(analysis: Analysis, look: Look, head: int) -> Candidate | None:
    """The noun phrase around a word that may name an act; `None` where it names no one act."""
    if not is_head(analysis, look, head):
        return None
    phrase = described(look, around(look, head))
    if is_no_one(phrase) and not marked(look, phrase, "act"):
        return None
    return Candidate(
        look=look, phrase=phrase, kind=kind_of(phrase), found=stages.said(look, phrase),
        own=moments.own(analysis, phrase),
    )  # fmt: skip


def read_at(analysis: Analysis, look: Look, head: int) -> ActReading | None:
    """What the text says of the act that a word may name; `None` where it names none."""
    one = candidate_at(analysis, look, head)
    if one is None:
        return None
    likely = act_names.chance(analysis, one) >= act_names.LIKELY
    if not likely and not (one.back and one.counts):
        return None
    if not one.found and not one.own and one.phrase.determiner in _NEW and stages.is_negated(look, one.phrase):
        return None
    return _read(analysis, one, borne_out=likely)


def heard_at(analysis: Analysis, look: Look, phrase: NounPhrase) -> ActReading:
    """What the text says of an act that is named by no word for one."""
    found = stages.said(look, phrase)
    kind = _WORDS["heard"]["decided"] if found and found[0].name in _DECIDED else _WORDS["heard"]["else"]
    one = Candidate(look=look, phrase=phrase, kind=kind, found=found, own=moments.own(analysis, phrase))
    return _read(analysis, one, borne_out=True)


_DECIDED = frozenset(_WORDS["heard"]["stages"])


def _read(analysis: Analysis, one: Candidate, *, borne_out: bool) -> ActReading:
    look, phrase, kind = one.look, one.phrase, one.kind
    own = None if kind == "budget" else one.own
    said = tuple(said_at(analysis, look, phrase, kind, stage) for stage in one.found)
    whose = sides(analysis, look, phrase, kind, None)
    if own and not said and len(own[0]) > 4:
        said = (_implied(look, phrase, kind, own, whose),)
    elif not own and not said and kind in _MADE_AT and (there := named_for(analysis, phrase)):
        made = dated(analysis, there)
        said = (_implied(look, phrase, kind, made, whose),) if made else ()
    return ActReading(
        look=look, phrase=phrase, kind=kind, name=analysis.document.span(phrase.start, phrase.end), said=said, own=own,
        sides=whose, borne_out=borne_out, evidence=analysis.document.span(*stages.bounds(look.words, phrase)),
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
