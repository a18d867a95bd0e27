"""Memberships: which state or body stands in which relation to a body, where the text says so."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from communique.extract import continued, links, seat_days, seated
from communique.extract.analysis import Analysis
from communique.extract.bodies import head_word
from communique.extract.masks import names_state
from communique.extract.unions import Side, known_body, titled
from communique.languages import pattern as pattern_of
from communique.languages import words
from communique.model.claim import Claim, Value
from communique.model.entity import Reference
from communique.model.span import Span
from communique.model.times import TimeExpression

EXTRACTOR = "memberships/9"
_SINCE = re.compile(r"(?:,? (?:pending|filed|lodged|submitted|made|received|handed in))? (?:since|in|on|from) ")
_BEFORE = re.compile(r",? ?(?:the )?")


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
    return tuple(_claim(f"k{number}", analysis, links) for number, links in enumerate(places(analysis), 1))


def places(analysis: Analysis) -> list[list[links.Link]]:
    """The places that a document tells of, each with all that tells of it, in text order."""
    found: dict[tuple[str, str, str], list[links.Link]] = {}
    for link in _with_seated(analysis, ruled(analysis)):
        if link.member[1].id != link.body[1].id:
            key = (link.member[1].id, link.body[1].id or link.body[1].name, link.status)
            found.setdefault(key, []).append(link)
    return list(found.values())


def ruled(analysis: Analysis) -> list[links.Link]:
    """What the rules find in a document."""
    main = _titled(analysis) or known_body(analysis.mentions) or _named_union(analysis.main)
    return list(continued.filled(analysis, _told(analysis, main)))


def _with_seated(analysis: Analysis, found: list[links.Link]) -> list[links.Link]:
    """What the rules find, with what weights tell of the places of others, or of other places."""
    weighed = list(seated.found(analysis, found))
    bodies = {_key(link): link.body[1].id for link in weighed}
    kept = [link for link in found if link.names_body or bodies.get(_key(link), link.body[1].id) == link.body[1].id]
    said = {_key(link) for link in kept}
    said |= {(member, "member") for member, status in said if status in _NARROWER}
    both = sorted((*kept, *(link for link in weighed if _key(link) not in said)), key=lambda link: link.where.start)
    told = (link for link in both if not (_outside(analysis, link) or any(_asked(link, ask) for ask in both)))
    return [link for link in told if link.status not in _JOINED or not _is_party(analysis, link)]


def _outside(analysis: Analysis, link: links.Link) -> bool:
    """Whether a place is in no body: "non-EU members"."""
    start = link.body[0].start
    return analysis.document.text[max(0, start - 4) : start].lower() in ("non-", "non ")


_JOINED = frozenset({"member", "applicant", "candidate"})


def _is_party(analysis: Analysis, link: links.Link) -> bool:
    """Whether a place is that of a party to a treaty, not in the body of its parties."""
    text, end = analysis.document.text, link.where.end
    found = pattern_of("memberships", "party").search(text, link.where.start, end + _NEXT)
    return found is not None and "\n" not in text[end : found.end()] and found.start() <= end


def _asked(link: links.Link, ask: links.Link) -> bool:
    """Whether a place is the one that is asked for: "it applied to become an associate member"."""
    if ask.status not in ("applicant", "candidate") or link.status not in ("member", "partner"):
        return False
    together = link.where.start < ask.where.end and ask.where.start < link.where.end
    return together and link.member[1].id == ask.member[1].id


def _key(link: links.Link) -> tuple[str, str]:
    return link.member[1].id, link.status


_NARROWER = frozenset({"founder", "observer", "partner"})
"""Who stands so is not told to be a member as well by weights alone."""


def _told(analysis: Analysis, main: Side | None) -> list[links.Link]:
    """What the sentences say in text order; one that names no body is of the one told of just before, else the main."""
    found: list[links.Link] = []
    last: links.Link | None = None
    for number, tagged in enumerate(analysis.tagged):
        if names_state(analysis, tagged):
            near = last is not None and tagged.sentence.start - last.where.end < _JUST
            here = list(links.found(analysis, number, last.body if last and near else main))
            here.sort(key=lambda link: (link.where.start, link.member[0].start))
            found += here
            last = next((link for link in reversed(here) if link.basis is None), last)
    return found


_JUST = 200  # characters


def told(analysis: Analysis, place: Sequence[links.Link]) -> TimeExpression | None:
    """The date beside the words that tell of a place, where it is first told with one."""
    dates = (_date(analysis, link.dated) for link in place if link.dated)
    return next((date for date in dates if date), None)


def _claim(id: str, analysis: Analysis, place: Sequence[links.Link]) -> Claim:
    link = place[0]
    document, (member, state), (body, union) = analysis.document, link.member, link.body
    named = union.reference if union.id else Reference(id=None, name=union.name)
    values: dict[str, Value] = {"member": state.reference, "body": named, "status": link.status}
    spans = {"member": (document.span(member.start, member.end),), "body": (document.span(body.start, body.end),)}
    date = seat_days.likely(analysis, place, told(analysis, place))
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
    decision = pattern_of("memberships", "decided").search(said) if claim["status"] in _DECIDED else None
    if claim["date"] or decision is None or (claim["status"] == "suspended" and "suspend" not in decision.group()):
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
    after = (d for d in dates if where.end <= d.start and continued.AFTER.fullmatch(text[where.end : d.start]))
    before = (d for d in dates if d.end <= where.start and _BEFORE.fullmatch(text[d.end : where.start]))
    if since:
        return since
    return inside[-1] if inside else next(after, None) or next(before, None)
