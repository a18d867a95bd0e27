"""Memberships: which state or body stands in which relation to a body, where the text says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.extract.analysis import Analysis
from communique.extract.mentions import Mention
from communique.extract.unions import Side, union
from communique.languages import pattern, words
from communique.model.claim import Claim, Value
from communique.model.span import Span

EXTRACTOR = "memberships/1"
_LIST = re.compile(r"(?:\s*\([^)]*\))?\s*(?:,|and|, and|as well as|&)\s+(?:the\s+)?$")
_MEMBER, _BODY = "\ue000", "\ue001"
_LONG_LIST = re.compile(f"(?P<m>{_MEMBER})(?:(?:,|,? and) (?:the )?{_MEMBER}){{2,}}")
_MEMBERS = pattern("memberships", "members")


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
    for entry in words("en", "memberships")["patterns"]:
        text = entry["text"].replace("B ", f"{_BODY} ").replace("B)", f"{_BODY})").replace("B(", f"{_BODY}(")
        text = re.sub(r"\bM\b", f"(?:the )?(?P<m>{_MEMBER})", text, count=1) if text.count("M") else text
        found.append((entry["status"], re.compile(re.sub(r"\bM\b", f"(?:the )?{_MEMBER}", text))))
    return tuple(found)


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The membership claims of a document, in text order."""
    claims: dict[tuple[str, str, str], Claim] = {}
    main = analysis.main
    for tagged in analysis.tagged:
        masked = _mask(analysis, tagged.sentence.start, tagged.sentence.end)
        for link in _matches(analysis, masked, main) if _MEMBER in masked.text else ():
            key = (link.member[1].id, link.body[1].id, link.status)
            if key not in claims and link.member[1].id != link.body[1].id:
                claims[key] = _claim(f"k{len(claims) + 1}", analysis, link)
    return tuple(claims.values())


def _mask(analysis: Analysis, start: int, end: int) -> Masked:
    text, out, starts, kept = analysis.document.text, [], [], []
    plain = {ord(_MEMBER): " ", ord(_BODY): " "}
    at, length = start, 0
    for mention in analysis.mentions.within(start, end):
        entity = analysis.mentions.of(mention)
        if entity is None or entity.type != "body" or mention.form == "adjective":
            continue
        out.append(text[at : mention.start].translate(plain))
        length += mention.start - at
        starts.append(length)
        kept.append(mention)
        out.append(_MEMBER if entity.kind == "state" else _BODY)
        at, length = mention.end, length + 1
    out.append(text[at:end].translate(plain))
    return Masked("".join(out), start, tuple(starts), tuple(kept))


@dataclass(frozen=True, slots=True)
class Link:
    """A member, a body, their relation, the words that say so, and whether the body is only the text's subject."""

    member: Side
    body: Side
    status: str
    where: Span
    implied: bool


def _matches(analysis: Analysis, masked: Masked, main: Side | None) -> Iterator[Link]:
    taken: set[int] = set()
    listed = _LONG_LIST.search(masked.text)
    patterns = (*_patterns(), ("member", _LONG_LIST)) if listed and _MEMBERS.search(masked.text) else _patterns()
    for status, regex in patterns:
        for found in regex.finditer(masked.text):
            body, implied = _body(analysis, masked, found) or main, _body(analysis, masked, found) is None
            if body is None:
                continue
            for index in _listed(analysis, masked, masked.at(found.start("m"))):
                entity = analysis.mentions.of(masked.mentions[index])
                if index not in taken and entity:
                    taken.add(index)
                    yield Link((masked.mentions[index], entity), body, status, _where(analysis, masked, found), implied)


def _where(analysis: Analysis, masked: Masked, found: re.Match[str]) -> Span:
    """The words of a match in the text itself."""

    def place(position: int) -> int:
        past = [i for i, start in enumerate(masked.starts) if start < position]
        if not past:
            return masked.offset + position
        last = masked.mentions[past[-1]]
        return last.end + position - masked.starts[past[-1]] - 1

    return analysis.document.span(place(found.start()), place(found.end()))


def _body(analysis: Analysis, masked: Masked, found: re.Match[str]) -> Side | None:
    """The union nearest to a match in its sentence."""
    unions = [
        (abs(start - found.end()), side)
        for start, mention in zip(masked.starts, masked.mentions, strict=True)
        if (side := union(analysis.mentions, mention))
    ]
    return min(unions, key=lambda u: u[0])[1] if unions else None


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


def _claim(id: str, analysis: Analysis, link: Link) -> Claim:
    document, (member, state), (body, union) = analysis.document, link.member, link.body
    values: dict[str, Value] = {"member": state.reference, "body": union.reference, "status": link.status}
    spans = {"member": (document.span(member.start, member.end),), "body": (document.span(body.start, body.end),)}
    near = (d for d in analysis.dates if d.day and d.kind in ("date", "time") and -5 < d.start - link.where.start < 90)
    date = next(near, None)
    if date and date.day and link.status != "founder":
        values["date"], spans["date"] = date.day, (document.span(date.start, date.end),)
    basis = {"body": "the body that the text is about"} if link.implied else {}
    return Claim(
        kind="membership", id=id, values=values, evidence=(link.where,), extractor=EXTRACTOR, spans=spans, basis=basis
    )
