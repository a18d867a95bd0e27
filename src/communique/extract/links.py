"""Links: what a sentence says of members and bodies, by patterns over its signs and by its parse."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from communique.extract import belonging, relations, ties
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.masks import BODY, MEMBER, Masked, mask
from communique.extract.mentions import Mention
from communique.extract.parse import tree
from communique.extract.rosters import full_lists
from communique.extract.tie_parts import Tie
from communique.extract.tokens import Token
from communique.extract.unions import Side
from communique.languages import pattern as pattern_of
from communique.languages import words
from communique.model.span import Span
from communique.model.times import TimeExpression

_LIST = re.compile(r"(?:\s*\([^)]*\))?\s*(?:,|and|, and|as well as|&)\s+(?:the\s+)?$", re.IGNORECASE)
_AFTER = re.compile(rf"(?: \w+){{0,2}} (?:of|in|with|to|at|into|from)(?: the)? {BODY}")
_JOINING = frozenset({"union", "alliance", "organisation", "agency", "programme"})
_KNOWN = "the body whose known members are listed"


@dataclass(frozen=True, slots=True)
class Link:
    """A member, a body, their relation, the words that say so, and how the body follows where these do not name it.

    `dated` are the words beside which its date stands; `None` where it has none.
    """

    member: Side
    body: Side
    status: str
    where: Span
    dated: Span | None
    basis: str | None = None

    @property
    def names_body(self) -> bool:
        """Whether the words of the relation name its body, so that it need not be found elsewhere."""
        return self.where.start <= self.body[0].start < self.where.end + _BESIDE


_BESIDE = 40  # characters


def found(analysis: Analysis, number: int, main: Side | None) -> Iterator[Link]:
    """What a sentence says of members and bodies."""
    masked = mask(analysis, analysis.tagged[number])
    if not masked.starts or masked.text.endswith("?"):
        return
    taken: dict[int, list[re.Match[str]]] = {}
    links = list(_matched(analysis, masked, main, taken)) if masked.has_member else []
    yield from links
    if masked.has_member:
        yield from _rosters(analysis, masked, taken)
    yield from _parsed(analysis, number, masked, main, links)


def _matched(
    analysis: Analysis, masked: Masked, main: Side | None, taken: dict[int, list[re.Match[str]]]
) -> Iterator[Link]:
    for pattern, match in relations.matches(masked.text):
        body, basis = _body(analysis, masked, match, main)
        if body is None or _denied(masked, match, pattern.status):
            continue
        status = _status(pattern.status, match, body)
        for index in _listed(analysis, masked, masked.at(_member_at(match))):
            entity = analysis.mentions.of(masked.mentions[index])
            others = taken.setdefault(index, [])
            if entity and not any(_meet(match, other) or not pattern.free for other in others):
                others.append(match)
                where = masked.where(match)
                yield Link((masked.mentions[index], entity), body, status, where, where, basis)


def _member_at(match: re.Match[str]) -> int:
    return next(match.start(name) for name, sign in match.groupdict().items() if sign and name.startswith("m"))


def _meet(a: re.Match[str], b: re.Match[str]) -> bool:
    """Whether the last words of two matches are the same words."""
    return a.end() > b.end() - 12 and b.end() > a.end() - 12


def _denied(masked: Masked, match: re.Match[str], status: str) -> bool:
    start = max(0, match.start() - 12) if _member_at(match) > match.start() + 6 else match.start()
    if status == "observer" and pattern_of("memberships", "watched").search(masked.text, start, match.end() + 12):
        return True
    only_may = status in ("member", "left", "suspended", "expelled") and pattern_of("memberships", "supposed")
    return any(p.search(masked.text, start, match.end()) for p in (pattern_of("memberships", "denied"), only_may) if p)


def _status(status: str, match: re.Match[str], body: Side) -> str:
    """The relation; where members are called partner states, such a partner is a member."""
    ours = body[1].known in words("en", "memberships")["partner_states"]
    if status == "member" and pattern_of("memberships", "coming").search(match.group()):
        return "candidate"
    return "member" if status == "partner" and ours and "artner" in match.group() else status


def _body(analysis: Analysis, masked: Masked, match: re.Match[str], main: Side | None) -> belonging.Found:
    """The body at its place in a match, else the known one nearest in the sentence, else the text's; and the basis."""
    groups = match.groupdict()
    if groups.get("short") or groups.get("its"):
        return belonging.spoken_of(analysis, masked.where(match).start, main, groups.get("short"))
    after = None if groups.get("b") else _AFTER.match(masked.text, match.end())
    if groups.get("b") or after:
        at = after.end() - 1 if after else match.start("b")
        mention = masked.mentions[masked.at(at)]
        if belonging.is_paper(analysis, mention):
            return None, None
        side = belonging.named(analysis, mention)
        if side:
            return side, None
    return belonging.near(analysis, masked, match.end(), main)


def _listed(analysis: Analysis, masked: Masked, first: int) -> list[int]:
    """The members coordinated with one: "Egypt, Qatar and Saudi Arabia"."""
    found = [first]
    for step in (1, -1):
        i, closed = first, False
        while 0 <= i + step < len(masked.mentions) and masked.joined(analysis, i, i + step, _LIST):
            last = _and(analysis, masked, min(i, i + step))
            if (step > 0 and closed and not last) or (step < 0 and not last and _and(analysis, masked, i + 2 * step)):
                break
            closed = closed or last
            i += step
            found.append(i)
    return sorted(found)


def _and(analysis: Analysis, masked: Masked, i: int) -> bool:
    """Whether "and" stands between a mention and the next, so that a list ends there."""
    if not 0 <= i < len(masked.mentions) - 1:
        return False
    return " and" in analysis.document.text[masked.mentions[i].end : masked.mentions[i + 1].start].lower()


def _rosters(analysis: Analysis, masked: Masked, taken: dict[int, list[re.Match[str]]]) -> Iterator[Link]:
    """Lists of states that are all known to be members, and nearly all members, of a body that the text names."""
    for indices, side in full_lists(analysis, masked, _LIST):
        if any(i in taken for i in indices):
            continue
        first, last = masked.mentions[indices[0]], masked.mentions[indices[-1]]
        where = analysis.document.span(first.start, last.end)
        for i in indices:
            entity = analysis.mentions.of(masked.mentions[i])
            if entity:
                yield Link((masked.mentions[i], entity), side, "member", where, where, _KNOWN)


def _parsed(analysis: Analysis, number: int, masked: Masked, main: Side | None, links: list[Link]) -> Iterator[Link]:
    """What the parse says that the patterns did not."""
    if not ties.speaks(analysis.words[number].lower):
        return
    said = {(link.member[0].start, link.status): link.body[1].id for link in links}
    for tie in ties.find(tree(analysis.tagged[number])):
        here = list(_tie(analysis, number, masked, main, tie))
        bodies = {link.body[1].id for link in here}
        for link in here:
            before = said.get((link.member[0].start, link.status))
            if before is None or before in bodies:
                yield link


def _tie(analysis: Analysis, number: int, masked: Masked, main: Side | None, tie: Tie) -> Iterator[Link]:
    tokens = (tie.member,) if tie.beside is None else (tie.beside, tie.member)
    first = next((i for t in tokens if (i := _state(analysis, number, masked, t)) is not None), None)
    where = _where(analysis, number, tie)
    said = _said_bodies(analysis, number, masked, main, tie) if first is not None else []
    undated = tie.change and not _dated(analysis, analysis.tagged[number].sentence.tokens, tie)
    if first is None or undated:
        return
    members = [masked.mentions[index] for index in _listed(analysis, masked, first)]
    for mention, (body, basis) in product(members, said):
        entity = analysis.mentions.of(mention)
        if entity and body and entity.id != body[1].id:
            yield Link((mention, entity), body, tie.status, where, _when(analysis, number, tie) or where, basis)


def _state(analysis: Analysis, number: int, masked: Masked, token: int) -> int | None:
    """The number of the mention of a state that a token belongs to."""
    mention = analysis.words[number].owner[token]
    if analysis.words[number].lower[token] == "it":
        return _it(analysis, masked, analysis.tagged[number].sentence.tokens[token].start)
    if mention is None or mention not in masked.mentions:
        return None
    index = masked.mentions.index(mention)
    sign = masked.text[masked.starts[index]]
    return index if sign == MEMBER or (sign == BODY and _may_be_member(analysis, mention)) else None


def _may_be_member(analysis: Analysis, mention: Mention) -> bool:
    """Whether a body that is no state may be a member of another: a union, or one unknown to be of another sort."""
    entity = analysis.mentions.of(mention)
    return entity is not None and entity.parent is None and entity.kind in _JOINING


def _it(analysis: Analysis, masked: Masked, at: int) -> int | None:
    """The number of the mention of the one state that stands before "it" in its sentence."""
    states = [i for i, m in enumerate(masked.mentions) if m.end <= at and masked.text[masked.starts[i]] == MEMBER]
    return states[-1] if len({masked.mentions[i].entity for i in states}) == 1 else None


def _where(analysis: Analysis, number: int, tie: Tie) -> Span:
    tokens = analysis.tagged[number].sentence.tokens
    places = [tie.at, *tie.bodies, *tie.bare]
    return analysis.document.span(tokens[min(places)].start, tokens[max(places)].end)


def _when(analysis: Analysis, number: int, tie: Tie) -> Span | None:
    """The words of a date under the word of a tie."""
    tokens = analysis.tagged[number].sentence.tokens
    date = next((d for k in tie.times if (d := date_at(analysis, tokens[k].start))), None)
    return analysis.document.span(date.start, date.end) if date else None


def _said_bodies(analysis: Analysis, number: int, masked: Masked, main: Side | None, tie: Tie) -> list[belonging.Found]:
    """The body of a tie, or those that are named together; none where something else stands in its place."""
    lower, tokens = analysis.words[number].lower, analysis.tagged[number].sentence.tokens
    found, other = list[belonging.Found](), False
    for token in (*tie.bodies, *tie.bare):
        if found and analysis.tagged[number].deprels[token] != "conj":
            break
        owner = analysis.words[number].owner[token]
        side = belonging.named(analysis, owner) if owner in masked.mentions and owner else None
        if side and owner and not _is_state(analysis, owner):
            found.append((side, None))
        elif lower[token] in word_set("ties", "words", "bodies"):
            found.append((belonging.meant(analysis, tokens[token], main), belonging.SPOKEN))
        else:
            other = other or (token in tie.bodies and not _is_time(analysis, tokens[token].start))
    if found or other or not (tie.lasting or _dated(analysis, tokens, tie)):
        return found
    return [belonging.near(analysis, masked, _sign_at(masked, tokens[tie.at].start), main)]


def _sign_at(masked: Masked, at: int) -> int:
    """The place in a masked sentence of a place in the document."""
    shorter = sum(m.end - m.start - 1 for m in masked.mentions if m.end <= at)
    return at - masked.offset - shorter


def _is_state(analysis: Analysis, mention: Mention) -> bool:
    entity = analysis.mentions.of(mention)
    return entity is None or entity.kind == "state"


def _is_time(analysis: Analysis, at: int) -> bool:
    return date_at(analysis, at) is not None


def date_at(analysis: Analysis, at: int) -> TimeExpression | None:
    """The date whose words hold a place of the text."""
    last = bisect_right(analysis.dates, at, key=lambda d: d.start) - 1
    return next((d for d in analysis.dates[max(0, last - 2) : last + 1] if d.start <= at < d.end), None)


def _dated(analysis: Analysis, tokens: Sequence[Token], tie: Tie) -> bool:
    """Whether a day, month or year stands under the word of a tie."""
    return any(_is_time(analysis, tokens[k].start) for k in (*tie.bodies, *tie.bare, *tie.times))
