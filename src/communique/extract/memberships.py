"""Memberships: which state or body stands in which relation to a body, where the text says so."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract import relations
from communique.extract.analysis import Analysis
from communique.extract.bodies import head_word
from communique.extract.masks import Masked, mask, names_state
from communique.extract.rosters import full_lists
from communique.extract.unions import Side, known_body, titled, union
from communique.languages import pattern as pattern_of
from communique.languages import words
from communique.model.claim import Claim, Value
from communique.model.entity import Reference
from communique.model.span import Span
from communique.model.times import TimeExpression

EXTRACTOR = "memberships/4"
_AFTER = re.compile(r"[^.;,:()\n]{0,40}")
_SINCE = re.compile(r"(?:,? (?:pending|filed|lodged|submitted|made|received|handed in))? (?:since|in|on|from) ")
_BEFORE = re.compile(r",? ?(?:the )?")
_LIST = re.compile(r"(?:\s*\([^)]*\))?\s*(?:,|and|, and|as well as|&)\s+(?:the\s+)?$", re.IGNORECASE)

_KNOWN = "the body whose known members are listed"


@dataclass(frozen=True, slots=True)
class Link:
    """A member, a body, their relation, the words that say so, and how the body follows where these do not name it."""

    member: Side
    body: Side
    status: str
    where: Span
    basis: str | None = None


def _titled(analysis: Analysis) -> Side | None:
    """The body of no state and no other body that the title names and the text names often."""
    sides = titled(analysis.mentions, analysis.document.body_start)
    return max(
        (s for s in sides if s[1].parent is None and len(s[1].mentions) > _OFTEN),
        key=lambda s: len(s[1].mentions),
        default=None,
    )


_OFTEN = 2


def _named_union(main: Side | None) -> Side | None:
    """The text's union, if its name says that it is one."""
    heads = words("en", "names")["body_kinds"]
    named = main and head_word(main[1].name) in (*heads["union"], *heads["organ"]) and " " in main[1].name
    return main if named else None


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The membership claims of a document, in text order."""
    claims: dict[tuple[str, str, str], Claim] = {}
    main = _titled(analysis) or known_body(analysis.mentions) or _named_union(analysis.main)
    naming = (tagged for tagged in analysis.tagged if names_state(analysis, tagged))
    links = [link for tagged in naming for link in _in_sentence(analysis, mask(analysis, tagged), main)]
    for link in sorted(links, key=lambda link: (link.where.start, link.member[0].start)):
        key = (link.member[1].id, link.body[1].id or link.body[1].name, link.status)
        if key not in claims and link.member[1].id != link.body[1].id:
            claims[key] = _claim(f"k{len(claims) + 1}", analysis, link)
    return tuple(claims.values())


def _in_sentence(analysis: Analysis, masked: Masked, main: Side | None) -> Iterator[Link]:
    if not masked.has_member:
        return
    taken: dict[int, list[re.Match[str]]] = {}
    for pattern, found in relations.matches(masked.text):
        body, basis = _body(analysis, masked, found, main)
        if body is None or _denied(masked, found):
            continue
        status = _status(pattern.status, found, body)
        for index in _listed(analysis, masked, masked.at(_member_at(found))):
            entity = analysis.mentions.of(masked.mentions[index])
            others = taken.setdefault(index, [])
            if entity and not any(_meet(found, other) or not pattern.free for other in others):
                others.append(found)
                yield Link((masked.mentions[index], entity), body, status, masked.where(found), basis)
    yield from _rosters(analysis, masked, taken)


def _member_at(found: re.Match[str]) -> int:
    return next(found.start(name) for name, sign in found.groupdict().items() if sign and name.startswith("m"))


def _meet(a: re.Match[str], b: re.Match[str]) -> bool:
    """Whether the last words of two matches are the same words."""
    return a.end() > b.end() - 12 and b.end() > a.end() - 12


def _denied(masked: Masked, found: re.Match[str]) -> bool:
    start = max(0, found.start() - 12) if _member_at(found) > found.start() + 6 else found.start()
    return bool(pattern_of("memberships", "denied").search(masked.text, start, found.end()))


def _status(status: str, found: re.Match[str], body: Side) -> str:
    """The relation; where members are called partner states, such a partner is a member."""
    ours = body[1].known in words("en", "memberships")["partner_states"]
    return "member" if status == "partner" and ours and "artner" in found.group() else status


def _body(
    analysis: Analysis, masked: Masked, found: re.Match[str], main: Side | None
) -> tuple[Side | None, str | None]:
    """The body at its place in a match, else the known one nearest in the sentence, else the text's; and the basis."""
    groups = found.groupdict()
    if groups.get("short") or groups.get("its"):
        return _spoken_of(analysis, masked, found, main), "the body that was spoken of before"
    if groups.get("b"):
        mention = masked.mentions[masked.at(found.start("b"))]
        side = union(analysis.mentions, mention, any_kind=True)
        if side:
            return side, None
    near = [
        (abs(start - found.end()), side)
        for start, mention in zip(masked.starts, masked.mentions, strict=True)
        if (side := union(analysis.mentions, mention)) and _states_form(side) and side[1].id
    ]
    if near:
        return min(near, key=lambda n: n[0])[1], None
    if main is None:
        return _spoken_of(analysis, masked, found, None), "the body that was spoken of before"
    return main, "the body that the text is about"


def _spoken_of(analysis: Analysis, masked: Masked, found: re.Match[str], main: Side | None) -> Side | None:
    """The body that a word stands for: the last with that word in its name, else the one just named, else the main."""
    at, short = masked.where(found).start, found.groupdict().get("short")
    near = [
        (mention, entity)
        for mention in analysis.mentions.within(max(0, at - _BACK), at)
        if (entity := analysis.mentions.of(mention)) and mention.form != "adjective"
        if entity.type == "body" and entity.kind != "state" and (short is None or short in entity.name.split())
    ]
    if short or not main or (near and at - near[-1][0].start < _JUST):
        return near[-1] if near else None
    return main


_JUST = 160  # characters
_BACK = 1500


def _states_form(side: Side) -> bool:
    return bool(side[1].known) and side[1].kind not in ("bank", "fund", "agency", "programme")


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
                yield Link((masked.mentions[i], entity), side, "member", where, _KNOWN)


def _claim(id: str, analysis: Analysis, link: Link) -> Claim:
    document, (member, state), (body, union) = analysis.document, link.member, link.body
    named = union.reference if union.id else Reference(id=None, name=union.name)
    values: dict[str, Value] = {"member": state.reference, "body": named, "status": link.status}
    spans = {"member": (document.span(member.start, member.end),), "body": (document.span(body.start, body.end),)}
    date = _date(analysis, link.where)
    if date and date.day:
        values["date"], spans["date"] = date.day, (document.span(date.start, date.end),)
    basis = {"body": link.basis} if link.basis else {}
    return Claim(
        kind="membership", id=id, values=values, evidence=(link.where,), extractor=EXTRACTOR, spans=spans, basis=basis
    )


def decided(analysis: Analysis, found: Sequence[Claim], meetings: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with the day of the body's own session where one without a day tells of what it decided."""
    held = [m for m in meetings if m["status"] in ("held", "ongoing") and m["date"] and m["body"]]
    return tuple(_at_session(analysis, claim, held) for claim in found)


def _at_session(analysis: Analysis, claim: Claim, held: Sequence[Claim]) -> Claim:
    where = claim.evidence[0]
    said = analysis.document.text[where.start : where.end + _NEXT]
    if claim["date"] or claim["status"] not in _DECIDED or not pattern_of("memberships", "decided").search(said):
        return claim
    session = next((m for m in held if _same_body(analysis, claim["body"], m["body"])), None)
    day = str(session["date"]).rpartition("/")[2] if session else ""
    if session is None or len(day) != len("2024-12-31"):
        return claim
    return replace(
        claim,
        values={**claim.values, "date": day},
        spans={**claim.spans, "date": session.spans["date"]},
        basis={**claim.basis, "date": "the day of the session that decided it"},
    )


_DECIDED = frozenset({"member", "partner", "observer", "candidate", "suspended"})
_NEXT = 40  # characters


def _same_body(analysis: Analysis, union: Value | None, body: Value | None) -> bool:
    """Whether a body is a union or an organ of it."""
    if not isinstance(union, Reference) or not isinstance(body, Reference):
        return False
    entity = analysis.mentions.entities.get(body.id or "")
    while entity is not None and entity.id != union.id and entity.parent:
        entity = analysis.mentions.entities.get(entity.parent)
    return entity is not None and entity.id == union.id


_APART = 400
"""Characters; no date that begins farther off stands right beside the words of a relation."""


def _start(date: TimeExpression) -> int:
    return date.start


def _date(analysis: Analysis, where: Span) -> TimeExpression | None:
    """The date in the words of a relation, else right after them, else right before them."""
    text = analysis.document.text
    first, last = (bisect_left(analysis.dates, at, key=_start) for at in (where.start - _APART, where.end + _APART))
    dates = [d for d in analysis.dates[first:last] if d.day and d.kind in ("date", "time")]
    inside = [d for d in dates if where.start <= d.start and d.start < where.end]
    since = next((d for d in dates if where.end <= d.start and _SINCE.fullmatch(text[where.end : d.start])), None)
    after = (d for d in dates if where.end <= d.start and _AFTER.fullmatch(text[where.end : d.start]))
    before = (d for d in dates if d.end <= where.start and _BEFORE.fullmatch(text[d.end : where.start]))
    if since:
        return since
    return inside[-1] if inside else next(after, None) or next(before, None)
