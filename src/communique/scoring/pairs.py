"""Which claims of two readings are the same claim; law: each claim is paired once, the likest claims first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from communique.scoring.alike import dates_meet, overlap, same_date, same_name, same_named, same_person, text_of

Plain = Mapping[str, Any]
Alike = Callable[[Plain, Plain], float]


def pairs(plural: str, one: Sequence[Plain], other: Sequence[Plain]) -> list[tuple[int, int]]:
    """The numbers of the claims of one kind in two readings that are the same."""
    alike = ALIKE[plural]
    scored = [(s, i, j) for i, a in enumerate(one) for j, b in enumerate(other) if (s := alike(a, b)) > 0]
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for _, i, j in sorted(scored, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j))
    return found


def claims(reading: Plain, plural: str) -> list[Plain]:
    """The claims of one kind in a reading as JSON, with the words of their first evidence for its offsets."""
    text = reading.get("document", {}).get("text", "")
    return [_worded(claim, text) for claim in reading.get(plural) or ()]


def _worded(claim: Plain, text: str) -> Plain:
    evidence = claim.get("evidence")
    if not (isinstance(evidence, list) and evidence and isinstance(evidence[0], list | tuple)):
        return claim
    start, end = evidence[0]
    return {**claim, "evidence": text[start:end]}


def _words(claim: Plain, field: str) -> str:
    return text_of(claim.get(field))


def _post(a: Plain, b: Plain) -> float:
    if not same_person(_words(a, "person"), _words(b, "person")):
        return 0.0
    role = overlap(_words(a, "role"), _words(b, "role"))
    of = not a.get("of") or same_name(_words(a, "of"), _words(b, "of"))
    return role if role >= 0.5 and of else 0.0


def _membership(a: Plain, b: Plain) -> float:
    named = all(same_name(_words(a, field), _words(b, field)) for field in ("member", "body"))
    return float(named and a.get("status") == b.get("status"))


def _meeting(a: Plain, b: Plain) -> float:
    """The weights of body, participants, day, place and words; nothing where day or body speak against it."""
    if a.get("date") and b.get("date") and not dates_meet(a["date"], b["date"]):
        return 0.0
    body, other = _words(a, "body"), _words(b, "body")
    same_body = bool(body and other and same_name(body, other))
    who, words = _shared(a, b), overlap(_words(a, "evidence"), _words(b, "evidence"))
    when = same_date(a.get("date"), b.get("date"))
    if not same_body and who < 0.34 and words < 0.5:
        return 0.0
    if body and other and not same_body and not when and words < 0.3:
        return 0.0
    where = same_name(_words(a, "place"), _words(b, "place"))
    return 0.1 + 0.3 * same_body + 0.25 * who + 0.2 * when + 0.05 * where + 0.1 * words


def _shared(a: Plain, b: Plain) -> float:
    """How many of those who meet are the same, of those that the longer list has."""
    mine, theirs = _parties(a), _parties(b)
    shared = sum(any(same_named(x, y) for y in theirs) for x in mine)
    return shared / max(len(mine), len(theirs)) if mine and theirs else 0.0


def _parties(meeting: Plain) -> list[str]:
    names = [text_of(item) for item in meeting.get("participants") or []]
    return [name for name in (*names, _words(meeting, "body")) if name]


def _named(a: Plain, b: Plain) -> float:
    name, other = _words(a, "name"), _words(b, "name")
    found = overlap(name, other)
    return found if found >= 0.5 or (found >= 0.4 and same_name(name, other)) else 0.0


def _act(a: Plain, b: Plain) -> float:
    found = _named(a, b)
    return found + (0.5 if a.get("stage") == b.get("stage") else 0.0) if found else 0.0


def _statement(a: Plain, b: Plain) -> float:
    found = overlap(_words(a, "content"), _words(b, "content"))
    return found if found >= 0.6 and same_named(a.get("speaker"), b.get("speaker")) else 0.0


ALIKE: Mapping[str, Alike] = {
    "posts": _post,
    "memberships": _membership,
    "meetings": _meeting,
    "programmes": _named,
    "acts": _act,
    "statements": _statement,
}
