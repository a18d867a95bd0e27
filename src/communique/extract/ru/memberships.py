"""Memberships in Russian: which state stands in which relation to a body, by patterns over dictionary words.

Law: a body that the words call only by a noun ("организация") is the body named last before it in the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.extract.mentions import Mention
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.declension import lemma
from communique.extract.ru.scenes import rough
from communique.extract.ru.words import Sentence, Word
from communique.knowledge import Body, thing
from communique.languages import pattern as pattern_of
from communique.languages import words as read_words
from communique.model.claim import Claim, Value
from communique.model.entity import Entity
from communique.model.span import Span
from communique.model.times import TimeExpression

EXTRACTOR = "ru.memberships/1"

_STATE, _BODY = "\ue000", "\ue001"
_LIST = rf"{_STATE}(?: (?:, |и |, а также |а также |, и )+{_STATE})"
_SLOTS = {
    "{M2}": rf"(?P<m>{_LIST}+)",
    "{N}": rf"(?P<n>{_LIST}*)",
    "{M}": rf"(?P<m>{_LIST}*)",
    "{gap}": r"(?:(?: ,)?(?: [^\s\ue000\ue001,;:«»—-]+){0,6}?)",
}
_MARK = 3
_FAR = 80
"""Characters between the words of a relation and the day that it began."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a relation is said: `event` where it begins on a day, `ends` where it ends what was."""

    status: str
    regex: re.Pattern[str]
    event: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in dictionary words, the states and bodies that it names each one sign; `units` are what stands
    where, as (offset in the line, first word, past the last word, mention)."""

    text: str
    units: tuple[tuple[int, int, int, Mention | None], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A state, a body, their relation, the words that say so, and the day."""

    member: Entity
    body: Entity
    status: str
    where: Span
    named: tuple[Span, Span | None]
    date: tuple[TimeExpression, Span] | None = None
    denied: bool = False


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The membership claims of a document, in text order: one for each member, body and status."""
    links: dict[tuple[str, str, str], list[Link]] = {}
    for sentence in analysis.sentences:
        for link in _links(analysis, sentence):
            links.setdefault((link.member.id, link.body.id, link.status), []).append(link)
    return tuple(_claim(f"s{i}", group) for i, group in enumerate(links.values(), 1))


@cache
def _patterns() -> tuple[Pattern, ...]:
    table = read_words("ru", "memberships")
    body = rf"(?P<b>{_BODY}|(?:(?:этот|данный|весь) )?(?:{'|'.join(table['nouns'])})(?!\S))"
    found = []
    for entry in table["patterns"]:
        text = entry["text"]
        for slot, regex in _SLOTS.items():
            text = text.replace(slot, regex)
        text = text.replace("{B}", body)
        compiled = re.compile(rf"(?<!\S){text}(?!\S)")
        found.append(Pattern(entry["status"], compiled, entry.get("event", False), entry.get("ends", False)))
    return tuple(found)


def _links(analysis: Analysis, sentence: Sentence) -> Iterator[Link]:
    line = _line(analysis, sentence)
    if _STATE not in line.text or not pattern_of("memberships", "cue", "ru").search(line.text):
        return
    met: set[tuple[str, str]] = set()
    for pattern in _patterns():
        for match in pattern.regex.finditer(line.text):
            for link in _of(analysis, sentence, line, (pattern, match)):
                if (link.member.id, link.body.id) not in met:
                    met.add((link.member.id, link.body.id))
                    yield link


def _line(analysis: Analysis, sentence: Sentence) -> Line:
    """The line of a sentence."""
    named = {at.start: (m, at) for m, at in analysis.named(sentence, "body") if m.form != "adjective"}
    units, text, i = [], "", 0
    while i < len(sentence.words):
        mention, at = named.get(i, (None, range(i, i + 1)))
        sign = _sign(analysis, mention) if mention else ""
        units.append((len(text) + bool(text), at.start, at.stop if sign else i + 1, mention if sign else None))
        text += (" " if text else "") + (sign or _lemma(sentence.words[i]))
        i = units[-1][2]
    return Line(text, tuple(units))


def _lemma(word: Word) -> str:
    """The dictionary word, of words that are joined each its own: "странами-партнёрами"."""
    if word.pos != "NOUN" or "-" not in word.text.strip("-"):
        return word.lemma
    return "-".join(lemma(part, word.pos, word.feats) for part in word.text.split("-"))


def _sign(analysis: Analysis, mention: Mention) -> str:
    entity = analysis.mentions.of(mention)
    if entity is None or entity.kind == "outlet":
        return ""
    return _STATE if entity.kind == "state" else _BODY


def _of(analysis: Analysis, sentence: Sentence, line: Line, found: tuple[Pattern, re.Match[str]]) -> Iterator[Link]:
    pattern, match = found
    units = [unit for unit in line.units if match.start() <= unit[0] < match.end()]
    words = [word for unit in units if unit[3] is None for word in sentence.words[unit[1] : unit[2]]]
    status = _status(pattern, words, sentence, units[0][1])
    body, where = _body(analysis, line, match, sentence)
    if status is None or body is None or (_beside(match) and not isinstance(thing(body.known or ""), Body)):
        return
    group = "n" if "n" in match.groupdict() else "m"
    members = [unit for unit in units if unit[3] is not None and match.start(group) <= unit[0] < match.end(group)]
    if group == "n" and sentence.words[members[0][1]].case not in ("Nom", ""):
        return
    span = analysis.document.span(sentence.words[units[0][1]].start, sentence.words[units[-1][2] - 1].end)
    date = _date(analysis, sentence, span) if pattern.event else None
    denied = any(word.lemma in read_words("ru", "memberships")["denying"] for word in words)
    for _, _, _, mention in members:
        member = analysis.mentions.of(mention) if mention else None
        if mention and member and member.id != body.id:
            named = (analysis.document.span(mention.start, mention.end), where)
            yield Link(member, body, status, span, named, date, denied)


def _beside(match: re.Match[str]) -> bool:
    """Whether nothing but a mark stands between a body and its members, which may be a part of its name."""
    found = match.groupdict()
    return bool(found.get("b") and found.get("m")) and 0 <= match.start("m") - match.end("b") <= _MARK


def _status(pattern: Pattern, words: Sequence[Word], sentence: Sentence, first: int) -> str | None:
    """The relation, unless it is only to come or wished for: whoever is to be a member is a candidate."""
    verbs = [word for word in words if word.pos in ("VERB", "AUX")]
    wanting = read_words("ru", "memberships")["wanting"]
    before = sentence.words[max(0, first - 2) : first]
    ahead = any(w.feats.get("Tense") == "Fut" or w.feats.get("VerbForm") == "Inf" for w in verbs)
    ahead = ahead or any(w.lemma in wanting for w in (*words, *before))
    if not ahead or pattern.status in ("applicant", "invited", "candidate"):
        return pattern.status
    return "candidate" if pattern.status == "member" else None


def _body(
    analysis: Analysis, line: Line, match: re.Match[str], sentence: Sentence
) -> tuple[Entity | None, Span | None]:
    """The body at its place in a pattern, else the one that is named last before the words' end."""
    at = match.start("b") if "b" in match.groupdict() else -1
    unit = next((unit for unit in line.units if unit[0] == at and unit[3] is not None), None)
    if unit and unit[3]:
        return analysis.mentions.of(unit[3]), analysis.document.span(unit[3].start, unit[3].end)
    end = sentence.words[next(u for u in reversed(line.units) if u[0] < match.end())[1]].start
    held = [m for m in analysis.mentions.items if m.end <= end and _sign(analysis, m) == _BODY]
    return (analysis.mentions.of(held[-1]), None) if held else (None, None)


def _date(analysis: Analysis, sentence: Sentence, where: Span) -> tuple[TimeExpression, Span] | None:
    """The day of a sentence that stands nearest to the words of a relation, if it is near."""
    near = [d for d in analysis.dates if sentence.start <= d.start and d.end <= sentence.end and d.edtf]
    fit = [d for d in near if d.kind in ("date", "time") and d.relation not in ("since", "until")]
    gaps = {d: max(where.start - d.end, d.start - where.end, 0) for d in fit}
    best = min((d for d in fit if gaps[d] <= _FAR), key=lambda d: (gaps[d], rough(d)), default=None)
    return (best, analysis.document.span(best.start, best.end)) if best else None


def _claim(id: str, group: Sequence[Link]) -> Claim:
    first = group[0]
    values: dict[str, Value] = {
        "member": first.member.reference,
        "body": first.body.reference,
        "status": first.status,
    }
    spans = {"member": (first.named[0],), "status": (first.where,)}
    if first.named[1]:
        spans["body"] = (first.named[1],)
    basis = {} if first.named[1] else {"body": "the body named last before"}
    if dated := next((link.date for link in group if link.date), None):
        values["date"], spans["date"] = dated[0].day or "", (dated[1],)
        basis.update({"date": dated[0].why} if dated[0].why else {})
    return Claim(
        kind="membership", id=id, values=values, spans=spans, basis=basis, extractor=EXTRACTOR,
        evidence=tuple(dict.fromkeys(link.where for link in group)),
        polarity="negated" if first.denied else "affirmed",
    )  # fmt: skip
