"""Programmes: named or counted bodies of planned work of states or bodies, and how far they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.extract import offices, stages
from communique.extract.analysis import Analysis
from communique.extract.clauses import clauses
from communique.extract.instruments import Look, NounPhrase, around, grouped, same_words
from communique.extract.offices import Words
from communique.extract.stages import Stage
from communique.languages import pattern
from communique.languages import words as read_words
from communique.model.claim import Claim, Value
from communique.model.entity import Reference
from communique.model.span import Span

EXTRACTOR = "programmes/1"
_DEFINITE = frozenset({"the", "this", "its", "their", "'s", "’s", "that", "these", "our", "both"})
_YEARS = re.compile(r"\b(\d{4})\s*(?:[-–—/]|to|and|until)\s*(\d{4}|\d{2})\b")
_UNTIL = pattern("instruments", "until")
_DONE = pattern("instruments", "done")
_PROGRESS = pattern("instruments", "progress")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeReading:
    """One place where the text names a programme."""

    name: Span
    count: tuple[int, Span] | None
    of: tuple[Reference, Span] | None
    period: tuple[str, Span] | None
    progress: tuple[float | tuple[int, int], Span] | None
    stage: Stage | None
    stage_words: tuple[Span, ...]
    evidence: Span


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The programme claims of a document, in text order."""
    groups = grouped(_readings(analysis), _same)
    return tuple(_claim(f"g{number}", group) for number, group in enumerate(groups, 1))


def _same(a: ProgrammeReading, b: ProgrammeReading) -> bool:
    return same_words(a.name.quote, b.name.quote)


def _readings(analysis: Analysis) -> Iterator[ProgrammeReading]:
    known = frozenset(read_words("en", "instruments")["programmes"]["words"])
    for tagged in analysis.tagged:
        heads = [i for i, token in enumerate(tagged.sentence.tokens) if token.text.lower() in known]
        if not heads:
            continue
        look = Look(analysis.document.text, offices.look_at(tagged.sentence, analysis.mentions), clauses(tagged))
        last = -1
        for head in heads:
            if head >= last and (reading := _reading(analysis, look, head)):
                last = reading[1].last
                yield reading[0]


def _reading(analysis: Analysis, look: Look, head: int) -> tuple[ProgrammeReading, NounPhrase] | None:
    words = look.words
    if look.parsed.tagged.upos[head] in ("VERB", "AUX"):
        return None
    phrase = around(look, head)
    count = _count(words, phrase)
    phrase = NounPhrase(words, count[1] if count else phrase.first, phrase.head, phrase.last)
    if not _counts(words, phrase, count is not None):
        return None
    document, bounds = analysis.document, stages.bounds(words, phrase)
    stage = next(iter(stages.said(look, phrase, "programme_stages")), None)
    number = None
    if count:
        token = words.sentence.tokens[count[2]]
        number = (count[0], document.span(token.start, token.end))
    reading = ProgrammeReading(
        name=document.span(phrase.start, phrase.end), count=number, of=_of(analysis, phrase, bounds), stage=stage,
        period=_period(analysis, phrase), progress=_progress(analysis, bounds),
        stage_words=(document.span(stage.start, stage.end),) if stage else (), evidence=document.span(*bounds),
    )  # fmt: skip
    return reading, phrase


def _count(words: Words, phrase: NounPhrase) -> tuple[int, int, int] | None:
    """The number before a plural name, the first token of the name after it, and the token of the number."""
    if not words.lower[phrase.head].endswith("s"):
        return None
    for i in range(phrase.first, phrase.head):
        if words.lower[i].isdigit() and len(words.lower[i]) < 4:
            return int(words.lower[i]), i + 1, i
    return None


def _counts(words: Words, phrase: NounPhrase, counted: bool) -> bool:
    """Whether a phrase names a programme: counted, named with capitals or years, or definite with a telling word."""
    before = set(words.lower[phrase.first : phrase.head])
    telling = before & set(read_words("en", "instruments")["programmes"]["before"])
    if counted:
        return bool(before)
    if (
        words.lower[phrase.head] in ("agenda", "vision", "partnership", "facility", "project", "projects")
        and not phrase.named
    ):
        return words.lower[phrase.head].startswith("project") and bool(telling) and phrase.determiner in _DEFINITE
    if phrase.named:
        return phrase.last - phrase.first > 1
    years = any(w.isdigit() and len(w) == 4 for w in words.lower[phrase.first : phrase.last])
    return years or (bool(telling) and phrase.determiner in _DEFINITE)


def _of(analysis: Analysis, phrase: NounPhrase, bounds: tuple[int, int]) -> tuple[Reference, Span] | None:
    """The body that a programme is of: in its name, before it, or the nearest union before."""
    found = [m for m in analysis.mentions.items if m.type == "body" and m.entity and m.end <= phrase.end]
    for mention in reversed(found):
        entity = analysis.mentions.of(mention)
        if entity and entity.kind not in ("state", "outlet", "company", "institute"):
            return entity.reference, analysis.document.span(mention.start, mention.end)
    return None


def _period(analysis: Analysis, phrase: NounPhrase) -> tuple[str, Span] | None:
    text, end = analysis.document.text, phrase.end + 30
    found = _YEARS.search(text, phrase.start, end)
    if found:
        first, last = found[1], found[2]
        last = first[:2] + last if len(last) == 2 else last
        return f"{first}/{last}", analysis.document.span(found.start(), found.end())
    found = _UNTIL.search(text, phrase.start, phrase.end + 12)
    return (f"../{found[1] or found[2]}", analysis.document.span(found.start(), found.end())) if found else None


def _progress(analysis: Analysis, bounds: tuple[int, int]) -> tuple[float | tuple[int, int], Span] | None:
    text = analysis.document.text
    if not _PROGRESS.search(text, *bounds):
        return None
    found = _DONE.search(text, *bounds)
    if not found:
        return None
    span = analysis.document.span(found.start(), found.end())
    if found["share"]:
        share = float(found["share"]) / 100
        return (share, span) if share <= 1 else None
    done, total = int(found["done"]), int(found["all"])
    return ((done, total), span) if done <= total else None


def _claim(id: str, group: Sequence[ProgrammeReading]) -> Claim:
    named = max(group, key=lambda r: len(r.name.quote))
    values: dict[str, Value] = {"name": named.name.quote}
    spans: dict[str, tuple[Span, ...]] = {"name": tuple(r.name for r in group if r.name.quote == named.name.quote)}
    for field in ("count", "of", "period", "progress"):
        said = next((value for r in group if (value := getattr(r, field))), None)
        if said:
            values[field], spans[field] = said[0], (said[1],)
    staged = next((r for r in group if r.stage), None)
    if staged and staged.stage:
        values["stage"], spans["stage"] = staged.stage.name, staged.stage_words
    elif "progress" in values:
        values["stage"], spans["stage"] = "under way", spans["progress"]
    return Claim(
        kind="programme", id=id, values=values, evidence=tuple(r.evidence for r in group), extractor=EXTRACTOR,
        spans=spans,
        certainty=staged.stage.certainty if staged and staged.stage else "certain",
    )  # fmt: skip
