"""Statements in Russian: who said what, in quotation marks, after "что", or "по словам" of somebody.

Law: every statement has words of speech and its own content; what is said is cut from the text, marks trimmed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.extract.mentions import Mention
from communique.extract.quotes import Quotation
from communique.extract.ru import offices
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.names import nominative
from communique.extract.ru.words import Sentence
from communique.languages import words as read_words
from communique.model.claim import Claim, Value
from communique.model.entity import Passage, Reference
from communique.model.span import Span

EXTRACTOR = "ru.sayings/1"
_BETWEEN = re.compile(r"[\s,.:;—–-]*")
_EDGES = ' \n\t,.:;—–-«»"“”„'
_NEAR = 90
_AROUND = 8  # quotations before and after words of speech that are looked at
_MEMORY = 500  # characters between a name and a pronoun for it


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word of speech of a sentence, with its speaker where one is named."""

    sentence: Sentence
    at: int
    speaker: Reference | None
    span: Span | None


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The statement claims of a document, in text order."""
    found: list[Claim] = []
    used: set[int] = set()
    for cue in _cues(analysis):
        speaker = (cue.speaker, cue.span) if cue.speaker and cue.span else None
        speaker = speaker or (_meant(analysis, cue) if _is_pronoun(cue) else None)
        pieces = _content(analysis, cue, used)
        if speaker and pieces:
            found.append(_claim(f"s{len(found) + 1}", analysis, cue, speaker, pieces))
    return tuple(found)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(read_words("ru", "saying")[name])


def _cues(analysis: Analysis) -> Iterator[_Cue]:
    for sentence in analysis.sentences:
        for i, word in enumerate(sentence.words):
            if word.pos == "VERB" and word.lemma in _listed("verbs") and word.feats.get("VerbForm") != "Inf":
                subject = next((j for j in sentence.under(i) if sentence.words[j].rel == "nsubj"), None)
                speaker, span = _speaker(analysis, sentence, subject) if subject is not None else (None, None)
                yield _Cue(sentence, i, speaker, span)
            elif word.lemma in _listed("sources") and i and sentence.words[i - 1].text.lower() == "по":
                source = next((j for j in sentence.under(i) if sentence.words[j].case == "Gen"), None)
                if source is not None:
                    yield _Cue(sentence, i, *_speaker(analysis, sentence, source))


def _is_pronoun(cue: _Cue) -> bool:
    words = cue.sentence.words
    under = [words[i] for i in cue.sentence.under(cue.at) if words[i].rel == "nsubj" or words[i].case == "Gen"]
    silent = not under and words[cue.at].pos == "VERB"
    return silent or any(w.lemma in _listed("pronouns") for w in under)


def _meant(analysis: Analysis, cue: _Cue) -> tuple[Reference, Span] | None:
    """Whom "he" or a verb without a subject means: the person named last before the sentence."""
    start = cue.sentence.start
    before = [m for m in analysis.mentions.within(max(start - _MEMORY, 0), start) if m.type == "person"]
    entity = analysis.mentions.of(before[-1]) if before else None
    if entity is None:
        return None
    return entity.reference, analysis.document.span(before[-1].start, before[-1].end)


def _speaker(analysis: Analysis, sentence: Sentence, at: int) -> tuple[Reference | None, Span | None]:
    """Who a noun stands for: the person or body named in its branch, else its own words."""
    words = sentence.words
    if words[at].pos in ("PRON", "DET"):
        return None, None
    branch = [i for i in sentence.branch(at) if i < at + 14]
    run = _run(branch, at)
    inside = [(m, r) for m, r in analysis.named(sentence) if r.start in run and m.entity]
    people = [m for m, _ in inside if m.type == "person"]
    mention: Mention | None = people[0] if people else None
    if mention is None and not offices.is_office(words[at]):
        mention = next((m for m, r in inside if at in r and m.form != "adjective"), None)
    entity = analysis.mentions.of(mention) if mention else None
    if mention and entity:
        return entity.reference, analysis.document.span(mention.start, mention.end)
    kept = [words[i] for i in run]
    while kept and kept[-1].pos in ("PUNCT", "CCONJ"):
        kept.pop()
    if not kept:
        return None, None
    return Reference(id=None, name=nominative(kept)), analysis.document.span(kept[0].start, kept[-1].end)


def _run(branch: list[int], at: int) -> range:
    """The words of a branch that stand without a gap around its head."""
    inside = set(branch)
    first = last = at
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return range(first, last + 1)


def _content(analysis: Analysis, cue: _Cue, used: set[int]) -> list[Span]:
    """What is said: the quotation beside the cue, the clause after "что", or the rest of the sentence."""
    if quoted := _quoted(analysis, cue, used):
        return quoted
    words, sentence = cue.sentence.words, cue.sentence
    clause = next((i for i in sentence.under(cue.at) if words[i].rel == "ccomp"), None)
    if words[cue.at].pos != "VERB" or _aside(sentence, cue.at):
        return _rest(analysis, cue)
    if clause is None:
        return _before(analysis, cue)
    branch = [i for i in sentence.branch(clause) if i > cue.at]
    while branch and words[branch[0]].text.lower() in (",", "что", ":", "—", "–"):
        branch.pop(0)
    return _trimmed(analysis, words[branch[0]].start, words[branch[-1]].end) if branch else []


def _before(analysis: Analysis, cue: _Cue) -> list[Span]:
    """The sentence before one that only says who reported it: "Об этом сообщил …"."""
    words = [w.text.lower() for w in cue.sentence.words[:2]]
    place = bisect_left(analysis.sentences, cue.sentence.start, key=lambda s: s.start)
    earlier = analysis.sentences[place - 1] if place else None
    if words not in (["об", "этом"], ["о", "этом"]) or earlier is None or earlier.start < analysis.document.body_start:
        return []
    return _trimmed(analysis, earlier.start, earlier.end)


def _aside(sentence: Sentence, at: int) -> bool:
    """Whether a verb of speech stands beside the clause that it reports: "как сообщил", "— сказал он"."""
    words = sentence.words
    how = any(words[i].text.lower() == "как" for i in sentence.under(at))
    return words[at].rel == "parataxis" or how


def _rest(analysis: Analysis, cue: _Cue) -> list[Span]:
    """The sentence without the words of the cue and its speaker, on the side where more stands."""
    words, sentence = cue.sentence.words, cue.sentence
    own = set(sentence.branch(cue.at)) & set(range(cue.at - 3, cue.at + 16))
    clause = [i for i in sentence.under(cue.at) if words[i].rel in ("ccomp", "parataxis")]
    own -= {k for i in clause for k in sentence.branch(i)}
    first, last = min(own), max(own)
    before = (sentence.start, words[first].start)
    after = (words[last].end, sentence.end)
    start, end = max((before, after), key=lambda pair: pair[1] - pair[0])
    return _trimmed(analysis, start, end)


def _quoted(analysis: Analysis, cue: _Cue, used: set[int]) -> list[Span]:
    """The quotations before and after a cue, with nothing but its speaker between."""
    word, sentence = cue.sentence.words[cue.at], cue.sentence
    place = bisect_left(analysis.quotations, word.start, key=lambda q: q.start)
    near = analysis.quotations[max(place - _AROUND, 0) : place + _AROUND]
    found = [q for q in near if q.speech and q.start not in used and q.inner_end > q.inner_start]
    before = next(
        (q for q in reversed(found) if q.end <= word.start and _beside(analysis, sentence, q.end, word.start)), None
    )
    after = next((q for q in found if q.start >= word.end and _beside(analysis, sentence, word.end, q.start)), None)
    if before and after and "." in analysis.document.text[word.end : after.start]:
        after = None
    kept: list[Quotation] = [q for q in (before, after) if q]
    used.update(q.start for q in kept)
    return [span for q in kept for span in _trimmed(analysis, q.inner_start, q.inner_end)]


def _beside(analysis: Analysis, sentence: Sentence, start: int, end: int) -> bool:
    """Whether only the speaker and marks stand between a quotation and the words of speech."""
    text = analysis.document.text[start:end]
    if "\n" in text or end - start > _NEAR:
        return False
    words = [w for w in sentence.words if start <= w.start and w.end <= end]
    return bool(_BETWEEN.match(text)) and not any(w.pos == "VERB" and w.feats.get("VerbForm") == "Fin" for w in words)


def _trimmed(analysis: Analysis, start: int, end: int) -> list[Span]:
    text = analysis.document.text
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return [analysis.document.span(start, end)] if end - start > 2 else []


def _claim(id: str, analysis: Analysis, cue: _Cue, speaker: tuple[Reference, Span], pieces: list[Span]) -> Claim:
    word, document = cue.sentence.words[cue.at], analysis.document
    start = cue.sentence.words[cue.at - 1].start if word.pos != "VERB" else word.start
    said = document.span(start, word.end)
    values: dict[str, Value] = {
        "speaker": speaker[0],
        "kind": _kind(analysis, pieces),
        "content": Passage(spans=tuple(pieces)),
        "cue": said.quote,
    }
    spans = {"speaker": (speaker[1],), "content": tuple(pieces), "cue": (said,), "kind": (said,)}
    whole = document.span(
        min(cue.sentence.start, *(p.start for p in pieces)), max(cue.sentence.end, *(p.end for p in pieces))
    )
    return Claim(kind="statement", id=id, values=values, spans=spans, evidence=(said, whole), extractor=EXTRACTOR)


def _kind(analysis: Analysis, pieces: list[Span]) -> str:
    """`direct` where all stands in quotation marks, `mixed` where a part does, else `indirect`."""
    inside = [any(q.start <= p.start and p.end <= q.end for q in analysis.quotations) for p in pieces]
    if all(inside):
        return "direct"
    partly = any(p.start <= q.start and q.end <= p.end and q.speech for p in pieces for q in analysis.quotations)
    return "mixed" if partly or any(inside) else "indirect"
