"""Sides: a sentence in which each state is one sign and each other body another, for patterns to match."""

import re
from dataclasses import dataclass

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.tagger import Tagged
from communique.model.entity import Entity
from communique.model.span import Span

MEMBER, BODY, NOUN = "\ue000", "\ue001", "\ue002"
_PLAIN = {ord(MEMBER): " ", ord(BODY): " ", ord(NOUN): " ", ord("\n"): " "}


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked sentence, and the mentions behind its signs with their places."""

    analysis: Analysis
    text: str
    offset: int
    starts: tuple[int, ...]
    mentions: tuple[Mention, ...]

    @property
    def has_member(self) -> bool:
        """Whether it names any state."""
        return MEMBER in self.text

    def at(self, position: int) -> int:
        """The index of the mention whose sign stands at a position."""
        return self.starts.index(position)

    def where(self, found: re.Match[str]) -> Span:
        """The words of a match in the document itself."""
        return self.analysis.document.span(self._place(found.start()), self._place(found.end()))

    def joined(self, analysis: Analysis, a: int, b: int, between: re.Pattern[str]) -> bool:
        """Whether two neighbouring mentions are of one sort and only words of a list stand between them."""
        first, last = sorted((a, b))
        gap = analysis.document.text[self.mentions[first].end : self.mentions[last].start]
        same = self.text[self.starts[a]] == self.text[self.starts[b]]
        return same and bool(between.fullmatch(gap))

    def _place(self, position: int) -> int:
        past = [i for i, start in enumerate(self.starts) if start < position]
        if not past:
            return self.offset + position
        last = self.mentions[past[-1]]
        return last.end + position - self.starts[past[-1]] - 1


def names_state(analysis: Analysis, tagged: Tagged) -> bool:
    """Whether a sentence would have the sign of a state."""
    inside = analysis.mentions.within(tagged.sentence.start, tagged.sentence.end)
    found = (analysis.mentions.of(mention) for mention in inside if mention.form != "adjective")
    return any(entity is not None and entity.type == "body" and entity.kind == "state" for entity in found)


def mask(analysis: Analysis, tagged: Tagged) -> Masked:
    """A sentence with signs for the states and bodies in it; adjectives stay."""
    start, end = tagged.sentence.start, tagged.sentence.end
    text, out, starts, kept = analysis.document.text, [], [], []
    at, length = start, 0
    for mention in analysis.mentions.within(start, end):
        entity = analysis.mentions.of(mention)
        if entity is None or entity.type != "body" or mention.form == "adjective" or _role(mention, entity, text):
            continue
        out.append(text[at : mention.start].translate(_PLAIN))
        length += mention.start - at
        starts.append(length)
        kept.append(mention)
        out.append(_sign(mention, entity, text))
        at, length = mention.end, length + 1
    out.append(text[at:end].translate(_PLAIN))
    return Masked(analysis, "".join(out), start, tuple(starts), tuple(kept))


def _role(mention: Mention, entity: Entity, text: str) -> bool:
    """Whether what looks like a body's name says what its members are called: "Partner State", "Dialogue Partners"."""
    written = text[mention.start : mention.end].lower().split()
    return entity.known is None and word_set("memberships", "roles").issuperset(written)


def _sign(mention: Mention, entity: Entity, text: str) -> str:
    if entity.kind == "state":
        return MEMBER
    written = text[mention.start : mention.end].lower()
    return NOUN if entity.known is None and written in word_set("names", "single") else BODY
