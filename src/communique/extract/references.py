"""Plain references: "the bloc", "its council", "the foreign ministers" as mentions of the bodies that they stand for.

Law: a reference is to a body that the text names, or to an organ of one; what may be of states is of no body.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from communique import knowledge
from communique.extract.analysis import Analysis
from communique.extract.gatherings import organ_of, organ_with
from communique.extract.referring import Said, groups, nouns
from communique.extract.respelt import respelt
from communique.extract.suiting import rank, seat_of, words_of
from communique.knowledge import Body
from communique.languages import pattern
from communique.languages.levels import levels
from communique.languages.naming import body_words, fold
from communique.model.entity import Entity
from communique.model.span import Span

_OWNER = re.compile(r"(?:['’]s?)?\s+$")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_LEAD = re.compile(
    r"(?:(?P<the>\b[Tt]he|\b[Ii]ts|\b[Tt]heir|[.!?”\"]|\n|\A)\s*)?"
    r"(?:(?:next|last|previous|full|regular|annual|special|extraordinary)\s+)?(?P<words>(?:(?!The\b|Its\b|Their\b)[A-Z][\w-]+\s+){0,3})$"
)
_ARTICLE = re.compile(r"(?:the|its|their) ", re.I)
_ITS, _NEAR = re.compile(r"(?:its|their) ", re.I), 200
_BACK, _THEIRS = 50, pattern("references", "theirs")


def referred(analysis: Analysis) -> tuple[Entity, ...]:
    """The bodies of a document, its plain references among their mentions."""
    reader = _Reader(analysis)
    taken = [item for item in analysis.mentions.items if item.type != "place" and item.form != "capital"]
    starts = [item.start for item in taken]
    spelt = respelt(reader.text, analysis.mentions.bodies, [(item.start, item.end) for item in taken])
    named = (Said(start, end, start, frozenset(), frozenset(), body=id) for start, end, id in spelt)
    for said in sorted((*named, *nouns(reader.text), *groups(reader.text)), key=lambda s: (s.start, -s.end)):
        last = bisect_right(starts, said.end - 1) - 1
        if last < 0 or taken[last].end <= said.start:
            reader.take(said)
    return reader.bodies()


def _few_members(body: Entity) -> bool:
    """Whether ministers that are named without their states can be those of a union's members."""
    thing = knowledge.thing(body.known) if body.known else None
    return isinstance(thing, Body) and thing.kind in ("union", "alliance", "forum") and 1 < len(thing.members) < _MANY


@cache
def _brings_up(noun: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:an?|new|another) (?:[\w-]+ ){{0,3}}{re.escape(noun)}", re.I)


_SECRETARIAT, _PLAIN = frozenset(("secretariat",)), frozenset(("general", "permanent"))
_SERVED = frozenset(("union", "alliance", "forum", "organisation", "commission", "conference", "organ"))
_ORGANS = frozenset(("council", "committee", "board", "assembly", "bureau", "commission", "court", "tribunal"))
_MANY = 60
_LENDERS = frozenset(("bank", "fund"))
_HEADS = levels("leaders")


class _Reader:
    """Takes the references of one document in their order, and keeps what each stands for."""

    def __init__(self, analysis: Analysis) -> None:
        self.document = analysis.document
        self.text = analysis.document.text
        self.main = analysis.main[1] if analysis.main and analysis.main[1].known else None
        self.known = {body.id: body for body in analysis.mentions.bodies}
        named = [(m.start, m.end, body) for body in self.known.values() for m in body.mentions]
        self.ends = {end: (start, body.id) for start, end, body in named}
        self.starts = {start: (end, body.id) for start, end, body in named}
        self.places = {b.id: sorted(m.start for m in b.mentions) for b in self.known.values() if b.kind != "state"}
        self.fitting: dict[tuple[frozenset[str], frozenset[str]], tuple[int, list[tuple[int, str]]]] = {}
        self.new: dict[str, re.Match[str] | None] = {}
        self.spans: dict[str, list[Span]] = {}
        self.groups: dict[frozenset[str], str | None] = {}
        self.reached = 0

    def bodies(self) -> tuple[Entity, ...]:
        """The bodies with what was found."""
        return tuple(self._with_mentions(body) for body in self.known.values())

    def _with_mentions(self, body: Entity) -> Entity:
        more = self.spans.get(body.id)
        return replace(body, mentions=tuple(sorted((*body.mentions, *more), key=lambda s: s.start))) if more else body

    def take(self, said: Said) -> None:
        """Give a reference to the body that it stands for, if there is one."""
        if said.start < self.reached:
            return
        known = (said.start, said.end, said.body) if said.body else None
        found = known or (self._group(said) if said.who else self._noun(said))
        if found:
            start, end, id = found
            self.spans.setdefault(id, []).append(self.document.span(start, end))
            self.ends[end] = (start, id)
            insort(self.places.setdefault(id, []), start)
            self.reached = end

    def _noun(self, said: Said) -> tuple[int, int, str] | None:
        """What a noun stands for: a body named before that it fits, else the only such organ of the text's union."""
        if _THEIRS.search(self.text, max(0, said.start - _BACK), said.start + len("their ")):
            return None
        before, after = self._before(said.start), self._after(said.end)
        if not said.meets and not _ARTICLE.match(self.text, said.start):
            id = self._owned(before[1], said) if before else None
            return (before[0], said.end, id) if before and id else None
        if after:
            id = self._organ_with(self.known[after[1]], said)
            return (said.start, after[0], id) if id else None
        if self.text.startswith((" of ", " for ", " on ", " to "), said.end):
            return None
        alone = self.main if self.main and not self._introduced(said) else None
        owner = self._possessor(said.start) or self._seated(said)
        id = self._organ_with(owner, said) if owner else None
        id = id or self._nearest(said) or (self._organ_with(alone, said) if alone else None)
        return (said.start, said.end, id) if id else None

    def _possessor(self, start: int) -> Entity | None:
        """Whose "its council" or "their governors" are: the union or bank that is named last, right before."""
        if not _ITS.match(self.text, start):
            return None
        placed = ((at, id) for id in self.places if (at := self._last(id, start)) is not None)
        at, id = max(placed, default=(-_NEAR, ""))
        owner = self.known.get(id)
        return owner if owner and at > start - _NEAR and (owner.parent is None or owner.kind in _LENDERS) else None

    def _seated(self, said: Said) -> Entity | None:
        """Whose secretariat is meant by the town: "the Budapest secretariat"."""
        if not said.more or said.nouns != _SECRETARIAT:
            return None
        there = [body for body in self.known.values() if body.parent is None and said.more <= seat_of(body.known)]
        return there[0] if len(there) == 1 else None

    def _introduced(self, said: Said) -> bool:
        """Whether the text speaks of something new by this noun before: "a committee of experts"."""
        noun = self.text[said.noun : said.end]
        new = _brings_up(noun)
        if noun not in self.new:
            self.new[noun] = new.search(self.text)
        first = self.new[noun]
        return first is not None and bool(new.search(self.text, first.start(), min(first.end(), said.start)))

    def _owned(self, of: str, said: Said) -> str | None:
        """The organ of a body that is named after it: "the EU council", "the bloc's parliament"."""
        owner = self.known[of]
        if owner.kind == "state":
            return None
        short = knowledge.organ(owner.known or "", " ".join(said.nouns)) if not said.more else None
        own = short if short and short.parent == owner.known else None
        return self._organ_with(owner, said) or self._organ(owner, own) or self._unknown(owner, said)

    def _nearest(self, said: Said) -> str | None:
        """The body named before that a noun fits: best by its name, else the one that the text names most, or last."""
        placed = ((rank, self._last(id, said.start), id) for rank, id in self._fitting(said))
        fitting = [(rank, start, id) for rank, start, id in placed if start is not None]
        rank, _, last = max(fitting, default=(0, 0, None))
        if rank != 1 or not last or not self.main or self.main.id not in {id for _, _, id in fitting}:
            return last
        return self.main.id if len(self.main.mentions) > len(self.known[last].mentions) else last

    def _fitting(self, said: Said) -> list[tuple[int, str]]:
        """The bodies that a noun fits, and how well, worked out once for each body and noun."""
        done, found = self.fitting.get((said.more, said.nouns), (0, []))
        more = ((rank(body, said), body.id) for body in islice(self.known.values(), done, None))
        found += [(rank, id) for rank, id in more if rank]
        self.fitting[said.more, said.nouns] = len(self.known), found
        return found

    def _last(self, id: str, before: int) -> int | None:
        """Where a body is named or meant last before a place."""
        places = self.places.get(id, [])
        at = bisect_left(places, before)
        return places[at - 1] if at else None

    def _group(self, said: Said) -> tuple[int, int, str] | None:
        """What the words for ministers or leaders stand for: the organ in which they meet, if they are of a body."""
        start, end, of, whose = self._owner(said)
        if of is None and whose != "nobody":
            self.groups |= {said.who: None} if whose == "others" else {}
            return None
        if of is None and said.who in self.groups:
            id = self.groups[said.who]
        elif (of := of or self.main) is None:
            return None
        else:
            phrase = self.text[said.start : said.end]
            organ = organ_of(of.known or "", phrase) or organ_with(of.known or "", said.nouns, frozenset())
            if whose == "nobody" and not (said.nouns or self._can_be(organ, said.who, of)):
                return None
            id = self._organ(of, organ) or self._unnamed(self.text[start:end], phrase, of)
            self.groups[said.who] = id
        return (start, end, id) if id else None

    def _can_be(self, organ: Body | None, who: frozenset[str], of: Entity) -> bool:
        """Whether "the ministers" can be a union's: of few members; "the leaders" only where it names their organ."""
        if who <= _HEADS:
            return organ is not None and any(body.known == organ.id for body in self.known.values())
        return organ is not None or _few_members(of)

    def _owner(self, said: Said) -> tuple[int, int, Entity | None, str]:
        """Where a group's words begin and end, the union that they name, and whose they make it.

        It is "a union"'s, of "others" such as states, of "nobody" where they only say "the ministers", or "unclear".
        """
        before, after = self._before(said.start), self._after(said.end)
        lead = _LEAD.search(self.text, max(0, said.start - _BACK), said.start)
        fore = lead["words"].split() if lead else []
        start = lead.start("the") if lead and _ARTICLE.match(self.text, lead.start()) else said.start
        end = after[0] if after and not before else said.end
        if fore and after and not self._like(fore):
            return start, end, None, "unclear"
        if of := before or after or None:
            union = self._union(of[1])
            return before[0] if before else start, end, union, "a union" if union else "others"
        members = pattern("references", "members").match(self.text, said.end)
        if fore or (self.text.startswith((" of ", " from "), said.end) and not members):
            like = self._like(fore) if fore and start < said.start else None
            return start, end, like, "a union" if like else "others"
        if owner := self._possessor(start):
            return start, end, owner, "a union"
        bare = bool(lead and lead["the"] is not None)
        return start, members.end() if members else end, None, "nobody" if bare else "unclear"

    def _before(self, start: int) -> tuple[int, str] | None:
        """The body whose name or reference stands right before a place: where it begins, and its id."""
        gap = _OWNER.search(self.text, max(0, start - 3), start)
        return self.ends.get(gap.start()) if gap else None

    def _after(self, end: int) -> tuple[int, str] | None:
        """The body that "of" joins to a place: where it ends, and its id."""
        of = _OF.match(self.text, end)
        return self.starts.get(of.end()) if of else None

    def _union(self, id: str) -> Entity | None:
        """The union that a named body is, or is an organ of; none for a state."""
        body = self.known[id]
        while body.parent in self.known:
            body = self.known[body.parent]
        return body if body.kind != "state" else None

    def _like(self, fore: Sequence[str]) -> Entity | None:
        """The union that the text is about, where the words before a group are among those of its names."""
        own = frozenset(part for word in fore for part in re.split("-", fold(word)))
        return self.main if self.main and own <= words_of(self.main) else None

    def _organ_with(self, of: Entity, said: Said) -> str | None:
        """The organ of a body that a noun stands for: the only one with it that is known, or one of the text."""
        said = replace(said, more=said.more - seat_of(of.known))
        there = [b.id for b in self.known.values() if b.parent == of.id and rank(b, said) == 2]
        if len(there) == 1:
            return there[0]
        found = self._organ(of, organ_with(of.known or "", said.nouns, said.more))
        return found or (None if there else self._secretariat(of, said))

    def _secretariat(self, of: Entity, said: Said) -> str | None:
        """The secretariat that every body of states has, known or not."""
        if said.nouns != _SECRETARIAT or said.more - _PLAIN or not of.known or of.kind not in _SERVED:
            return None
        return self._new(f"Secretariat of {'the ' if ' ' in of.name else ''}{of.name}", "secretariat", of, None)

    def _organ(self, of: Entity, organ: Body | None) -> str | None:
        """The body of the text that is a known organ, made where the text does not name it otherwise."""
        if organ is None:
            return None
        there = next((b.id for b in self.known.values() if b.known == organ.id), None)
        return there or self._new(organ.name, organ.kind, of, organ.id)

    def _unknown(self, of: Entity, said: Said) -> str | None:
        """An organ of a known body that nobody listed: "the union's energy council"."""
        if not of.known or of.kind not in _SERVED or not said.nouns & _ORGANS or not said.more:
            return None
        return self._unnamed(self.text[said.start : said.end], self.text[said.start : said.end], of)

    def _unnamed(self, whole: str, phrase: str, of: Entity) -> str:
        """The body that those of one level in a union make, where no organ of theirs is known."""
        name = _ARTICLE.sub("", " ".join(whole.split()), count=1)
        own = bool(words_of(of) & body_words(name))
        article = "the " if " " in of.name else ""
        return self._new(name if own else f"{phrase[0].lower()}{phrase[1:]} of {article}{of.name}", "organ", of, None)

    def _new(self, name: str, kind: str, of: Entity, known: str | None) -> str:
        same = next((b.id for b in self.known.values() if b.name == name), None)
        if same:
            return same
        id = f"b{max((int(b[1:]) for b in self.known), default=0) + 1}"
        self.known[id] = Entity(id=id, type="body", name=name, mentions=(), kind=kind, parent=of.id, known=known)
        return id
