"""Memberships: which state or body stands in which relation to a body, where the text says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.extract.analysis import Analysis
from communique.extract.mentions import Mention
from communique.languages import words
from communique.model.claim import Claim, Value
from communique.model.entity import Entity
from communique.model.span import Span

EXTRACTOR = "memberships/1"
_LIST = re.compile(r"(?:\s*\([^)]*\))?\s*(?:,|and|, and|as well as|&)\s+(?:the\s+)?$")
_MEMBER, _BODY = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence in which each state is one sign and each other body another, and the mentions behind the signs."""

    text: str
    offset: int
    starts: tuple[int, ...]
    mentions: tuple[Mention, ...]

    def at(self, position: int) -> int:
        """The index of the mention whose sign stands at a position."""
        return self.starts.index(position)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for pattern in words("en", "memberships")["patterns"]:
        text = re.sub(r"\bM\b", "(?P<m>[\ue000\ue001])", pattern["text"], count=1)
        text = re.sub(r"\bB\b", f"(?:the )?(?P<b>{_BODY})", text, count=1)
        text = re.sub(r"\bB\b", f"(?:the )?{_BODY}", text)
        found.append((pattern["status"], re.compile(text)))
    return tuple(found)


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The membership claims of a document, in text order."""
    claims: dict[tuple[str, str, str], Claim] = {}
    for tagged in analysis.tagged:
        sentence = tagged.sentence
        masked = _mask(analysis, sentence.start, sentence.end)
        if len(masked.mentions) > 1:
            for member, body, status, where in _matches(analysis, masked):
                key = (member[1].id, body[1].id, status)
                if key not in claims and member[1].id != body[1].id:
                    claims[key] = _claim(f"k{len(claims) + 1}", analysis, member, body, status, where)
    return tuple(claims.values())


def _mask(analysis: Analysis, start: int, end: int) -> Masked:
    text, out, starts, kept = analysis.document.text, [], [], []
    at, length = start, 0
    for mention in analysis.mentions.within(start, end):
        entity = analysis.mentions.of(mention)
        if entity is None or entity.type != "body" or mention.form == "adjective":
            continue
        out.append(text[at : mention.start])
        length += mention.start - at
        starts.append(length)
        kept.append(mention)
        out.append(_MEMBER if entity.kind == "state" else _BODY)
        at, length = mention.end, length + 1
    out.append(text[at:end])
    return Masked("".join(out), start, tuple(starts), tuple(kept))


Side = tuple[Mention, Entity]


def _matches(analysis: Analysis, masked: Masked) -> Iterator[tuple[Side, Side, str, Span]]:
    taken: set[tuple[int, int]] = set()
    for status, pattern in _patterns():
        for found in pattern.finditer(masked.text):
            first, body = masked.at(found.start("m")), masked.at(found.start("b"))
            for index in _listed(analysis, masked, first):
                if index == body or (index, body) in taken:
                    continue
                taken.add((index, body))
                member, union = masked.mentions[index], masked.mentions[body]
                a, b = analysis.mentions.of(member), analysis.mentions.of(union)
                if a and b:
                    where = analysis.document.span(min(member.start, union.start), max(member.end, union.end))
                    yield (member, a), (union, b), status, where


def _listed(analysis: Analysis, masked: Masked, first: int) -> list[int]:
    """The members coordinated with one: "Egypt, Qatar and Saudi Arabia"."""
    text, found = analysis.document.text, [first]
    for step in (1, -1):
        i = first
        while 0 <= i + step < len(masked.mentions):
            a, b = sorted((i, i + step))
            if not _LIST.fullmatch(text[masked.mentions[a].end : masked.mentions[b].start]):
                break
            if masked.text[masked.starts[i + step]] != masked.text[masked.starts[first]]:
                break
            i += step
            found.append(i)
    return sorted(found)


def _claim(id: str, analysis: Analysis, member: Side, body: Side, status: str, where: Span) -> Claim:
    document = analysis.document
    values: dict[str, Value] = {"member": member[1].reference, "body": body[1].reference, "status": status}
    spans = {
        "member": (document.span(member[0].start, member[0].end),),
        "body": (document.span(body[0].start, body[0].end),),
    }
    date = next((d for d in analysis.dates if d.edtf and d.kind == "date" and where.start <= d.start < where.end + 40), None)
    if date and date.edtf:
        values["date"], spans["date"] = date.edtf, (document.span(date.start, date.end),)
    return Claim(kind="membership", id=id, values=values, evidence=(where,), extractor=EXTRACTOR, spans=spans)
