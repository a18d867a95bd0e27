"""Programmes in Russian: named or counted plans of common work with how far they are, each once."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract.mentions import Mention
from communique.extract.ru import instruments
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.instruments import Phrase, Stage
from communique.extract.ru.words import Sentence, Word
from communique.languages import pattern as pattern_of
from communique.model.claim import Claim, Value
from communique.model.span import Span
from communique.model.times import TimeExpression

EXTRACTOR = "ru.programmes/1"

Share = float | tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one mention of a programme says of it."""

    phrase: Phrase
    count: tuple[int, Word] | None
    stage: Stage | None
    period: TimeExpression | None
    progress: tuple[Share, Span] | None
    makers: tuple[Mention, ...]
    evidence: Span


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The programme claims of a document, in text order."""
    groups: list[list[Said]] = []
    for sentence in analysis.sentences:
        for phrase in instruments.phrases(analysis, sentence, instruments.table("programmes")):
            said = _said(analysis, sentence, phrase)
            home = next((group for group in reversed(groups) if _one(group, said)), None)
            if home:
                home.append(said)
            elif _names(said):
                groups.append([said])
    return tuple(_claim(f"p{i}", analysis, group) for i, group in enumerate(groups, 1))


def _said(analysis: Analysis, sentence: Sentence, phrase: Phrase) -> Said:
    stage = instruments.stage_of(phrase, "planning", "planning_nouns", "planning_being")
    states, bodies = instruments.whose(analysis, phrase, None)
    end = phrase.words[-1].end
    after = [d for d in analysis.dates if 0 <= d.start - end <= 4 and d.edtf and "/" in d.edtf]
    return Said(
        phrase=phrase,
        count=_count(phrase),
        stage=stage,
        period=next(iter(after), None),
        progress=_progress(analysis, sentence),
        makers=(*bodies, *states),
        evidence=analysis.document.span(sentence.start, sentence.end),
    )


def _count(phrase: Phrase) -> tuple[int, Word] | None:
    """How many: "28 союзных программ"."""
    words = phrase.sentence.words
    before = words[phrase.first - 1] if phrase.first else None
    if before and before.text.isdecimal() and len(before.text) < 4:
        return int(before.text), before
    return None


def _progress(analysis: Analysis, sentence: Sentence) -> tuple[Share, Span] | None:
    """How much is done: a share from 0 to 1, or how many of how many."""
    text = analysis.document.text
    if found := pattern_of("instruments", "done", "ru").search(text, sentence.start, sentence.end):
        done, whole = int(found["done"] or found["done2"]), int(found["all"] or found["all2"])
        if done <= whole:
            return (done, whole), analysis.document.span(found.start(), found.end())
    if found := pattern_of("instruments", "share", "ru").search(text, sentence.start, sentence.end):
        share = float((found["share"] or found["share2"]).replace(",", ".")) / 100
        if share <= 1 and any(w.lemma in ("выполнить", "реализовать", "завершить") for w in sentence.words):
            return share, analysis.document.span(found.start(), found.end())
    return None


def _one(group: Sequence[Said], said: Said) -> bool:
    """Whether a mention is of a programme told before; a noun alone is the last one."""
    first = group[0].phrase
    same = first.sentence.words[first.head].lemma == said.phrase.sentence.words[said.phrase.head].lemma
    if group[0].count and said.count and group[0].count[0] != said.count[0]:
        return False
    return same and (said.phrase.bare or any(instruments.one(s.phrase.key, said.phrase.key) for s in group))


def _names(said: Said) -> bool:
    """Whether a mention is of a programme, and not of programmes in general."""
    if said.count:
        return True
    phrase, words = said.phrase, said.phrase.sentence.words
    if phrase.plural or (phrase.first and words[phrase.first - 1].lemma == "по"):
        return False
    own = range(phrase.first, phrase.head + 1)
    capital = any(words[i].text[:1].isupper() for i in own if i) and not words[phrase.head].text.isupper()
    quoted = any(w.text == "«" for w in phrase.words)
    if words[phrase.head].lemma in instruments.listed("quoted"):
        return quoted
    whole = len(phrase.key) > 2
    return quoted or capital or (whole and bool(said.makers or said.stage or said.period))


def _claim(id: str, analysis: Analysis, group: Sequence[Said]) -> Claim:
    best = max(group, key=lambda s: (len(s.phrase.key), -s.evidence.start))
    values: dict[str, Value] = {"name": best.phrase.name}
    spans: dict[str, tuple[Span, ...]] = {"name": (best.phrase.span(analysis),)}
    if count := next((s.count for s in group if s.count), None):
        values["count"], spans["count"] = count[0], (_span(analysis, count[1]),)
    staged = next((s for s in group if s.stage and not s.stage.planned), None)
    if staged and staged.stage:
        values["stage"] = staged.stage.stage
        spans["stage"] = (_span(analysis, staged.phrase.sentence.words[staged.stage.at]),)
    if period := next((s.period for s in group if s.period), None):
        values["period"], spans["period"] = period.edtf or "", (analysis.document.span(period.start, period.end),)
    if progress := next((s.progress for s in group if s.progress), None):
        values["progress"], spans["progress"] = progress[0], (progress[1],)
        values["stage"], spans["stage"] = "under way", (progress[1],)
    maker = next((m for s in group for m in s.makers), None)
    entity = analysis.mentions.of(maker) if maker else None
    if maker and entity:
        values["of"], spans["of"] = entity.reference, (analysis.document.span(maker.start, maker.end),)
    return Claim(
        kind="programme", id=id, values=values, spans=spans, extractor=EXTRACTOR,
        evidence=tuple(dict.fromkeys(s.evidence for s in group)),
    )  # fmt: skip


def _span(analysis: Analysis, word: Word) -> Span:
    return analysis.document.span(word.start, word.end)
