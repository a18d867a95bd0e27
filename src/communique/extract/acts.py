"""Acts: treaties, agreements, declarations, laws and the like, with the stages that they have reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract import moments, retaken, stages
from communique.extract.about import Moment, dated
from communique.extract.analysis import Analysis
from communique.extract.descriptions import described
from communique.extract.instruments import DEFINITE, NounPhrase, around, marked, same_words
from communique.extract.looks import Look, grouped, looks
from communique.extract.naming import counts, is_head, kind_of, points_back
from communique.extract.signatories import Sides, approved, sides
from communique.extract.sittings import is_at_one, named_for
from communique.extract.stages import Stage
from communique.extract.whose import Place
from communique.extract.whose import whose as likely_sides
from communique.languages import words as read_words
from communique.model.claim import Claim, Value
from communique.model.span import Span

EXTRACTOR = "acts/5"
_WORDS = read_words("en", "instruments")
_LASTING = frozenset({"under consideration", "drafted", "proposed", "submitted"})
"""Stages that a text may give with no date, though what they are part of is still to come."""


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


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The act claims of a document: one for each act and stage, in text order."""
    return tuple(_claim(analysis, f"a{number}", outcome) for number, outcome in enumerate(outcomes(analysis), 1))


def outcomes(analysis: Analysis) -> Iterator["Outcome"]:
    """What is said of the acts of a document, in text order."""
    groups = grouped(_readings(analysis), _same)
    sure = [group for group in groups if any(reading.borne_out for reading in group)]
    yield from (outcome for group in sure for outcome in _outcomes(group))


def place(outcome: "Outcome") -> tuple[Place, tuple[Sides, ...]]:
    """Where an act is named and its stage told, and what is said of its sides where else it is named."""
    group, reading, said = outcome
    here = Place(
        look=reading.look, phrase=reading.phrase, kind=named(group).kind, sides=said.sides if said else reading.sides,
        stage=said.stage if said else None, stage_look=said.look if said else reading.look,
    )  # fmt: skip
    return here, tuple(r.sides for r in group)


def named(group: Sequence[ActReading]) -> ActReading:
    """The place that names an act in most words."""
    return max(group, key=lambda r: len(r.name.quote))


def _readings(analysis: Analysis) -> Iterator[ActReading]:
    before: tuple[int, ActReading] | None = None
    for look, heads in looks(analysis, _WORDS["acts"], retaken.places(analysis)):
        last = -1
        for head in heads:
            if look.words.lower[head] == retaken.PRONOUN:
                if before and look.number - before[0] <= 1 and (again := _retaken(analysis, look, head, before[1])):
                    yield again
                continue
            reading = read_at(analysis, look, head) if head >= last else None
            if reading:
                last = reading.phrase.last
                before = look.number, reading
                yield reading


def _retaken(analysis: Analysis, look: Look, at: int, before: ActReading) -> ActReading | None:
    """What the text says of the act named just before by a pronoun."""
    found = () if before.phrase.words.lower[before.phrase.head].endswith("s") else retaken.stages(look, at)
    phrase = retaken.phrase(look, at)
    said = tuple(_said(analysis, look, phrase, before.kind, stage) for stage in found)
    evidence = analysis.document.span(*stages.bounds(look.words, phrase))
    return replace(before, said=said, own=None, borne_out=False, evidence=evidence) if said else None


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
    said = tuple(_said(analysis, look, phrase, kind, stage) for stage in found)
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


def _said(analysis: Analysis, look: Look, phrase: NounPhrase, kind: str, stage: Stage) -> Said:
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


_PERFECT = frozenset({"had", "have", "has", "would", "can", "to"})


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


def _same(a: ActReading, group: Sequence[ActReading]) -> bool:
    b = group[0]
    if a.phrase.words.lower[a.phrase.head].endswith("s") != b.phrase.words.lower[b.phrase.head].endswith("s"):
        return False
    if points_back(a.phrase) and not a.own:
        word = a.phrase.words.lower[a.phrase.head]
        named = not a.phrase.named or word in b.name.quote.lower()
        return named and b.kind in _WORDS["alike"].get(a.kind, [a.kind])
    if points_back(b.phrase) and a.phrase.determiner != "the":
        return False
    return a.kind == b.kind and same_words(a.name.quote, b.name.quote)


_MADE_AT = frozenset({"agreement", "declaration", "communiqué"})
_NEW = frozenset({"a", "an"})
Outcome = tuple[Sequence[ActReading], ActReading, Said | None]


def _outcomes(group: Sequence[ActReading]) -> Iterator[Outcome]:
    """What is said of one act: each stage with the place that says it, or the first place without any."""
    found: dict[tuple[str, str], tuple[ActReading, Said]] = {}
    for reading in group:
        for said in reading.said:
            kept = not said.stage.planned or said.told or said.moment or said.stage.name in _LASTING
            key = (said.stage.name, _signer(said))
            before = found.get(key)
            if kept and (before is None or _fullness(said) > _fullness(before[1])):
                found[key] = (reading, said)
    for reading, said in found.values():
        yield group, reading, said
    if not found:
        yield group, group[0], None


def _fullness(said: Said) -> tuple[bool, bool]:
    return said.moment is not None, said.sides.sure


def _signer(said: Said) -> str:
    """Who signs or ratifies, where that is one alone: each such signature is a claim of its own."""
    alone = said.stage.name in ("signed", "ratified") and len(said.sides.parties) == 1
    return said.sides.parties[0][0].name if alone else ""


def _claim(analysis: Analysis, id: str, outcome: Outcome) -> Claim:
    group, reading, said = outcome
    name = named(group)
    values: dict[str, Value] = {"name": name.name.quote, "kind": name.kind}
    spans: dict[str, tuple[Span, ...]] = {"name": tuple(r.name for r in group if r.name.quote == name.name.quote)}
    if said:
        values["stage"] = said.stage.name
        spans["stage"] = (said.words,)
    moment = said.moment if said else next((r.own for r in group if r.own), None)
    if moment:
        values["date"], spans["date"] = moment[0], (moment[1],)
    found = likely_sides(analysis, *place(outcome))
    if found.parties:
        values["parties"] = tuple(reference for reference, _ in found.parties)
        spans["parties"] = tuple(span for _, span in found.parties)
    if found.body:
        values["body"], spans["body"] = found.body[0], (found.body[1],)
    return Claim(
        kind="act", id=id, values=values, extractor=EXTRACTOR, spans=spans,
        evidence=(reading.evidence, *(r.evidence for r in group if r is not reading)),
        certainty=said.stage.certainty if said else "certain",
    )  # fmt: skip
