"""Acts: treaties, agreements, declarations, laws and the like, with the stage that they have reached."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.extract import offices, stages
from communique.extract.analysis import Analysis
from communique.extract.clauses import Clauses, clauses
from communique.extract.instruments import NounPhrase, around, grouped, same_words
from communique.extract.offices import Words
from communique.extract.stages import Stage
from communique.languages import words as read_words
from communique.model.claim import Claim, Value
from communique.model.entity import Entity, Reference
from communique.model.span import Span

EXTRACTOR = "acts/1"
_DEFINITE = frozenset({"the", "this", "its", "their", "'s", "’s", "his", "her", "that", "both", "these", "our"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActReading:
    """One place where the text names an act."""

    phrase: NounPhrase
    kind: str
    name: Span
    stage: Stage | None
    date: tuple[str, Span] | None
    parties: tuple[tuple[Reference, Span], ...]
    body: tuple[Reference, Span] | None
    stage_words: tuple[Span, ...]
    evidence: Span


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The act claims of a document: one for each act and stage, in text order."""
    groups = grouped(_readings(analysis), _same)
    return tuple(_claim(f"a{number}", group) for number, group in enumerate(groups, 1))


def _same(a: ActReading, b: ActReading) -> bool:
    stages_agree = a.stage is None or b.stage is None or a.stage.name == b.stage.name
    return stages_agree and same_words(a.name.quote, b.name.quote)


def _readings(analysis: Analysis) -> Iterator[ActReading]:
    for tagged in analysis.tagged:
        words = offices.look_at(tagged.sentence, analysis.mentions)
        parsed = None
        last = -1
        for i, word in enumerate(words.lower):
            kind = read_words("en", "instruments")["acts"].get(word)
            if not kind or i < last:
                continue
            parsed = parsed or clauses(tagged)
            reading = _reading(analysis, words, parsed, i, kind)
            if reading:
                last = reading.phrase.last
                yield reading


def _reading(analysis: Analysis, words: Words, parsed: Clauses, head: int, kind: str) -> ActReading | None:
    if parsed.tagged.upos[head] in ("VERB", "AUX"):
        return None
    phrase = around(words, parsed, head)
    bounds = stages.bounds(words, parsed, phrase)
    text = analysis.document.text
    stage = stages.nearest(text, phrase, bounds)
    if not _counts(words, phrase, stage):
        return None
    evidence = analysis.document.span(*bounds)
    return ActReading(
        phrase=phrase, kind=kind, name=analysis.document.span(phrase.start, phrase.end), stage=stage,
        date=_date(analysis, phrase, stage, bounds), parties=tuple(_parties(analysis, phrase, stage, bounds)),
        body=_body(analysis, phrase, bounds), evidence=evidence,
        stage_words=(analysis.document.span(stage.start, stage.end),) if stage else (),
    )  # fmt: skip


def _counts(words: Words, phrase: NounPhrase, stage: Stage | None) -> bool:
    """Whether a phrase names an act: by capitals, a definite reference with content, or its stage."""
    word = words.lower[phrase.head]
    needs = read_words("en", "instruments")["needs"].get(word)
    before = set(words.lower[phrase.first : phrase.head])
    if needs is not None and not phrase.named and not before & set(needs):
        return False
    if phrase.named and (phrase.last - phrase.first > 1 or stage is not None):
        return True
    longer = phrase.last - phrase.first > 1
    if stage is None or stage.name in ("under consideration", "agreed", "drafted", "proposed"):
        return longer and phrase.determiner in _DEFINITE
    return longer or phrase.determiner in _DEFINITE or stage.name in ("signed", "ratified")


def _date(
    analysis: Analysis, phrase: NounPhrase, stage: Stage | None, bounds: tuple[int, int]
) -> tuple[str, Span] | None:
    """The date of the stage: the nearest to the word that names it."""
    found = [
        d
        for d in analysis.dates
        if d.day and d.kind in ("date", "time") and bounds[0] <= d.start and d.end <= bounds[1] + 25
    ]
    if stage is None:
        inside = [d for d in found if phrase.start <= d.start and d.end <= phrase.end]
        found = inside
    if not found:
        return None
    at = stage.end if stage else phrase.end
    best = min(found, key=lambda d: abs(d.start - at))
    return (str(best.day), analysis.document.span(best.start, best.end)) if abs(best.start - at) < 70 else None


def _parties(
    analysis: Analysis, phrase: NounPhrase, stage: Stage | None, bounds: tuple[int, int]
) -> Iterator[tuple[Reference, Span]]:
    """The states and bodies between which an act is, or that sign or ratify it."""
    text = analysis.document.text
    seen: set[str] = set()
    for mention in analysis.mentions.within(*bounds):
        entity = analysis.mentions.of(mention)
        if entity is None or entity.type != "body" or entity.id in seen:
            continue
        inside = phrase.start <= mention.start < phrase.end
        between = inside and bool(re.search(r"\b(?:between|with|and)\b[^.]*$", text[phrase.start : mention.start]))
        signer = (
            stage and stage.name in ("signed", "ratified") and mention.end <= stage.start and entity.kind == "state"
        )
        if between or (
            signer
            and mention.form != "adjective"
            and not re.search(r"\b(?:in|at|from)\s+(?:the\s+)?$", text[bounds[0] : mention.start])
        ):
            seen.add(entity.id)
            yield entity.reference, analysis.document.span(mention.start, mention.end)


def _body(analysis: Analysis, phrase: NounPhrase, bounds: tuple[int, int]) -> tuple[Reference, Span] | None:
    """The body whose act it is: in its name, or the one that adopts it."""
    document = analysis.document
    candidates = [m for m in analysis.mentions.within(*bounds) if m.type == "body" and m.entity]
    organs = [m for m in candidates if (e := analysis.mentions.of(m)) and e.kind not in ("state", "outlet", "company")]
    inside = [m for m in organs if phrase.start - 20 <= m.start < phrase.end]
    chosen = inside[0] if inside else next((m for m in organs if m.end <= phrase.start), None)
    if chosen is None:
        return None
    entity: Entity | None = analysis.mentions.of(chosen)
    return (entity.reference, document.span(chosen.start, chosen.end)) if entity else None


def _claim(id: str, group: Sequence[ActReading]) -> Claim:
    best = max(group, key=lambda r: (r.stage is not None, r.phrase.last - r.phrase.first))
    named = max(group, key=lambda r: len(r.name.quote))
    values: dict[str, Value] = {"name": named.name.quote, "kind": named.kind}
    spans: dict[str, tuple[Span, ...]] = {"name": tuple(r.name for r in group if r.name.quote == named.name.quote)}
    if best.stage:
        values["stage"] = best.stage.name
        spans["stage"] = best.stage_words
    dated = next((r for r in (best, *group) if r.date), None)
    if dated and dated.date:
        values["date"], spans["date"] = dated.date[0], (dated.date[1],)
    if best.parties:
        values["parties"] = tuple(p for p, _ in best.parties)
        spans["parties"] = tuple(s for _, s in best.parties)
    elif best.body:
        values["body"], spans["body"] = best.body[0], (best.body[1],)
    return Claim(
        kind="act", id=id, values=values, evidence=(best.evidence, *(r.evidence for r in group if r is not best)),
        extractor=EXTRACTOR, spans=spans, certainty=best.stage.certainty if best.stage else "certain",
    )  # fmt: skip
