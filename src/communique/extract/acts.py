"""Acts: treaties, agreements, declarations, laws and the like, with the stages that they have reached."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from communique.extract import ratifiers, retaken, stages, staging, staging_marks
from communique.extract.act_readings import ActReading, Said, heard_at, read_at, said_at
from communique.extract.analysis import Analysis
from communique.extract.heard import heard
from communique.extract.instruments import NounPhrase, same_words
from communique.extract.looks import Look, grouped, looks
from communique.extract.naming import points_back
from communique.extract.signatories import Sides
from communique.extract.staging import Named, Places, Telling
from communique.extract.whose import Place
from communique.extract.whose import whose as likely_sides
from communique.languages import words as read_words
from communique.model.claim import Claim, Value
from communique.model.span import Span

EXTRACTOR = "acts/5"
_WORDS = read_words("en", "instruments")
_ACTS = frozenset(_WORDS["acts"])
_LASTING = frozenset({"under consideration", "drafted", "proposed", "submitted"})
"""Stages that a text may give with no date, though what they are part of is still to come."""


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The act claims of a document: one for each act and stage, in text order."""
    return tuple(_claim(analysis, f"a{number}", outcome) for number, outcome in enumerate(outcomes(analysis), 1))


def outcomes(analysis: Analysis) -> Iterator["Outcome"]:
    """What is said of the acts of a document, in text order."""
    groups = sure(analysis)
    named = places(groups)
    here = Places(analysis, [one for group in named for one in group])
    told = [list(_outcomes(here, group, where)) for group, where in zip(groups, named, strict=True)]
    more = list(ratifiers.found(analysis, groups, [[said for _, _, said in one if said] for one in told]))
    for number, (group, one) in enumerate(zip(groups, told, strict=True)):
        further = [(group, reading, said) for i, reading, said in more if i == number]
        yield from (outcome for outcome in one if not _retold(outcome[-1], [said for *_, said in further]))
        yield from further


def _retold(said: Said | None, further: Sequence[Said]) -> bool:
    """Whether who ratified an act tells what else is told of it without anybody."""
    if said is None:
        return bool(further)
    nobody = said.stage.name == ratifiers.STAGE and not said.sides.parties
    return nobody and any(said.look.number == other.look.number for other in further)


def sure(analysis: Analysis) -> list[list[ActReading]]:
    """The acts of a document, each with all places that name it."""
    groups = grouped(_readings(analysis), _same)
    return [group for group in groups if any(reading.borne_out for reading in group)]


def places(groups: Sequence[Sequence[ActReading]]) -> list[list[Named]]:
    """The places that name acts, as the words of their stages are weighed."""
    return [[_named(group, i, number) for i in range(len(group))] for number, group in enumerate(groups)]


def _named(group: Sequence[ActReading], i: int, number: int) -> Named:
    one = group[i]
    return Named(
        look=one.look, phrase=one.phrase, kind=one.kind, group=number,
        ruled=tuple((said.stage, said.look) for said in one.said),
        pronoun=any(other.phrase is one.phrase for other in group[:i]),
    )  # fmt: skip


def place(outcome: "Outcome") -> tuple[Place, tuple[Sides, ...]]:
    """Where an act is named and its stage told, and what is said of its sides where else it is named."""
    group, reading, said = outcome
    here = Place(
        look=reading.look, phrase=reading.phrase, kind=named(group).kind, sides=said.sides if said else reading.sides,
        stage=said.stage if said else None, stage_look=said.look if said else reading.look,
        others=tuple((r.look, r.phrase) for r in group if r.look is not reading.look)[:_OTHERS],
    )  # fmt: skip
    return here, tuple(r.sides for r in group)


_OTHERS = 4


def named(group: Sequence[ActReading]) -> ActReading:
    """The place that names an act in most words."""
    return max(group, key=lambda r: len(r.name.quote))


def _readings(analysis: Analysis) -> Iterator[ActReading]:
    before: tuple[int, ActReading] | None = None
    names = dict(_heard(analysis))
    for look, heads in looks(analysis, _WORDS["acts"], _elsewhere(analysis, names)):
        last, known = -1, names.get(look.number, {})
        for head in heads:
            if look.words.lower[head] == retaken.PRONOUN:
                if before and look.number - before[0] <= 1 and (again := _retaken(analysis, look, head, before[1])):
                    yield again
                continue
            reading = _reading(analysis, look, head, known.get(head)) if head >= last else None
            if reading:
                last = reading.phrase.last
                before = look.number, reading
                yield reading


def _reading(analysis: Analysis, look: Look, head: int, name: tuple[int, int] | None) -> ActReading | None:
    return (
        heard_at(analysis, look, NounPhrase(look.words, name[0], head, name[1]))
        if name
        else read_at(analysis, look, head)
    )


def _heard(analysis: Analysis) -> Iterator[tuple[int, dict[int, tuple[int, int]]]]:
    """Where the tagger alone hears acts, by the place of the sentence and the last word of the core of the name.

    A single word that it hears as one is an act less than half the time.
    """
    for number in range(len(analysis.tagged)):
        names = heard(analysis, number, "act", _ACTS)
        if found := {at: (first, last) for first, at, last in names if last - first > 1}:
            yield number, found


def _elsewhere(analysis: Analysis, names: Mapping[int, Mapping[int, tuple[int, int]]]) -> Mapping[int, Iterable[int]]:
    """Where acts are named, or taken up, by no word for one."""
    pronouns = retaken.places(analysis)
    return {number: [*pronouns.get(number, ()), *names.get(number, ())] for number in {*pronouns, *names}}


def _retaken(analysis: Analysis, look: Look, at: int, before: ActReading) -> ActReading | None:
    """What the text says of the act named just before by a pronoun."""
    found = () if before.phrase.words.lower[before.phrase.head].endswith("s") else retaken.stages(look, at)
    phrase = retaken.phrase(look, at)
    said = tuple(said_at(analysis, look, phrase, before.kind, stage) for stage in found)
    evidence = analysis.document.span(*stages.bounds(look.words, phrase))
    return replace(before, said=said, own=None, borne_out=False, evidence=evidence) if said else None


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
    alike = a.kind == b.kind or a.phrase.words.lower[a.phrase.head] == b.phrase.words.lower[b.phrase.head]
    return alike and same_words(a.name.quote, b.name.quote)


Outcome = tuple[Sequence[ActReading], ActReading, Said | None]


FIRST, FURTHER = 0.25, 0.5
"""From how likely on a stage that a rule finds, or else the likeliest, is told, and any other one."""
_HOPELESS = 0.1
"""No date is looked for where a stage that no rule finds is less likely than this without one."""


def _outcomes(here: Places, group: Sequence[ActReading], named: Sequence[Named]) -> Iterator[Outcome]:
    """What is said of one act: each stage with the place that says it, or the first place without any."""
    found: dict[tuple[str, str], tuple[float, bool, ActReading, Said]] = {}
    for telling, reading, said, marks in tellings(here, group, named, _HOPELESS):
        chance = staging_marks.chance(marks)
        key = (said.stage.name, _signer(said))
        if chance >= FIRST and (key not in found or chance > found[key][0]):
            found[key] = chance, telling.ruled, reading, said
    signed = {said.moment[0] for _, _, _, said in found.values() if said.moment and said.stage.name == "signed"}
    found = {k: one for k, one in found.items() if not _concluded_with(one[-1], signed)}
    ruled = any(rule for _, rule, _, _ in found.values())
    best = max((chance for chance, _, _, _ in found.values()), default=1.0)
    for chance, rule, reading, said in found.values():
        if rule or chance >= FURTHER or (chance == best and not ruled):
            yield group, reading, said
    if not found:
        yield group, group[0], None


def _concluded_with(said: Said, signed: Container[object]) -> bool:
    """Whether what was "concluded" that day was signed that day."""
    return said.stage.name == "agreed" and said.moment is not None and said.moment[0] in signed


def tellings(
    here: Places, group: Sequence[ActReading], named: Sequence[Named], least: float = 0.0
) -> Iterator[tuple[Telling, ActReading, Said, tuple[str, ...]]]:
    """The words that may say a stage of an act, with what they say and their marks; what is planned needs a date.

    Those that no rule finds and that are less likely than `least` without a date are left out.
    """
    for telling in staging.tellings(here, named):
        marks = staging_marks.marks(here, named, telling)
        if not telling.ruled and least and staging_marks.chance(marks) < least:
            continue
        reading, said = _told_at(here.analysis, group, telling)
        if not said.stage.planned or said.told or said.moment or said.stage.name in _LASTING:
            yield telling, reading, said, (*marks, *staging_marks.dated(telling, said.moment, said.told, said.sides))


def _told_at(analysis: Analysis, group: Sequence[ActReading], telling: Telling) -> tuple[ActReading, Said]:
    """The place that names an act with the stage that a word says of it."""
    reading = group[telling.place]
    for said in reading.said if telling.ruled else ():
        if said.stage is telling.stage:
            return reading, said
    said = said_at(analysis, telling.look, telling.phrase, reading.kind, telling.stage)
    if telling.look is reading.look:
        return reading, said
    evidence = analysis.document.span(*stages.bounds(telling.look.words, telling.phrase))
    return replace(reading, evidence=evidence), said


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
