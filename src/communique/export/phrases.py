"""Dates and claims in words for people, shared by what is printed and what is drawn."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.model.claim import OWN, Claim, Value
from communique.model.entity import Passage, Reference
from communique.model.kinds import KINDS
from communique.model.reading import Dropped

# fmt: off
_MONTHS = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")
# fmt: on
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SEASONS = {
    **dict(zip(range(21, 25), ("spring", "summer", "autumn", "winter"), strict=True)),
    **{32 + n: f"{name} quarter of" for n, name in enumerate(("first", "second", "third", "fourth"), 1)},
    **{39 + n: f"{name} half of" for n, name in enumerate(("first", "second"), 1)},
}
_DAY = re.compile(r"(\d{4}|X{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_FEW = 4
_DECADE = re.compile(r"(\d{3})X$")
_DOUBT = {"~": "about {}", "?": "{}?", "%": "about {}?"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One value of a claim in words: the field's name, what it says, and how it follows where it is not the text's."""

    name: str
    text: str
    basis: str | None = None


def date_in_words(edtf: str) -> str:
    """An EDTF date as people write it; what is not understood stays as it is.

    >>> [date_in_words(d) for d in ("2024-12-07", "2025-01~", "2026-21", "2024-12-06/2024-12-07", "2027/..")]
    ['Sat 7 December 2024', 'about January 2025', 'spring 2026', 'Fri 6 to Sat 7 December 2024', 'from 2027']
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _one_date(edtf)
    if start in ("", ".."):
        return f"until {_one_date(end)}"
    if end in ("", ".."):
        return f"from {_one_date(start)}"
    return f"{_shortened(_one_date(start), _one_date(end))} to {_one_date(end)}"


def _one_date(edtf: str) -> str:
    if edtf[-1:] in _DOUBT:
        return _DOUBT[edtf[-1]].format(_one_date(edtf[:-1]))
    decade = _DECADE.match(edtf)
    if decade:
        return f"the {decade[1]}0s"
    found = _DAY.match(edtf)
    if found is None:
        return edtf
    year, month, day = found[1].replace("XXXX", ""), int(found[2] or 0), int(found[3] or 0)
    if month > 12:
        return f"{_SEASONS.get(month, edtf)} {year}".strip() if month in _SEASONS else edtf
    words = [_weekday(year, month, day), str(day or ""), _MONTHS[month - 1] if month else "", year]
    return " ".join(word for word in words if word)


def _weekday(year: str, month: int, day: int) -> str:
    try:
        return _WEEKDAYS[date(int(year), month, day).weekday()]
    except ValueError:
        return ""


def _shortened(start: str, end: str) -> str:
    """The start of an interval without the month and year that its end repeats."""
    first, last = start.split(), end.split()
    while len(first) > 1 and first[-1] == last[-1]:
        first, last = first[:-1], last[:-1]
    return " ".join(first)


def heading(claim: Claim) -> str:
    """What the claim is about, in one line.

    A meeting is its body and ordinal, or who takes part where they are few and no body meets; a post its person, role
    and body; a programme or act its name; a statement its speaker.
    """
    return _HEADINGS[claim.kind](claim)


def facts(claim: Claim) -> tuple[Fact, ...]:
    """What else the claim says, field by field in the order of its kind."""
    headed = (*_IN_HEADING[claim.kind], "participants") if _names_participants(claim) else _IN_HEADING[claim.kind]
    said = [(f.name, claim[f.name]) for f in KINDS[claim.kind].fields if f.name not in headed]
    values = [(name, value) for name, value in said if value not in (None, ())]
    return tuple(Fact(name=name, text=in_words(name, value), basis=claim.basis.get(name)) for name, value in values)


def standing(claim: Claim) -> str:
    """How sure the claim is, whether it is denied, and the engine that read it; empty for what is simply said."""
    certainty = "" if claim.certainty == "certain" else claim.certainty
    engine = "" if claim.engine == OWN else claim.engine
    return ", ".join(filter(None, ("denied" if claim.polarity == "negated" else "", certainty, engine)))


def left_out(dropped: Iterable[Dropped]) -> str:
    """How many claims of other engines were left out, and why, the commonest reason first.

    >>> left_out([Dropped(engine="openai:m", kind="act", reason="no evidence")] * 2)
    '2 claims left out: 2 no evidence'
    """
    reasons = Counter(item.reason for item in dropped).most_common()
    total = sum(number for _, number in reasons)
    claims = "claim" if total == 1 else "claims"
    return f"{total} {claims} left out: {', '.join(f'{number} {reason}' for reason, number in reasons)}"


def in_words(name: str, value: Value | None) -> str:
    """A field's value as people write it."""
    if isinstance(value, Reference):
        return value.name
    if isinstance(value, Passage):
        return value.text
    if isinstance(value, tuple):
        if name == "progress":
            return f"{value[0]} of {value[1]}"
        return ("; " if name == "agenda" else ", ").join(in_words("", item) for item in value)
    if name in ("date", "period"):
        return date_in_words(str(value))
    if name == "progress" and isinstance(value, int | float):
        return f"{value:.0%}"
    return "" if value is None else str(value)


def ordinal(number: int) -> str:
    """A number as its ordinal.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 53)]
    ['1st', '2nd', '3rd', '4th', '11th', '53rd']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def holder(role: str, of: str) -> str:
    """An office with its body.

    >>> holder("Prime Minister", "Russia"), holder("spokeswoman", "")
    ('Prime Minister of Russia', 'spokeswoman')
    """
    return " of ".join(filter(None, (role, of)))


def _meeting(claim: Claim) -> str:
    kind = in_words("kind", claim["kind"])
    kind = "meeting" if kind == "other" else kind
    number = claim["ordinal"]
    kind = f"{ordinal(number)} {kind}" if isinstance(number, int) else kind
    body = in_words("body", claim["body"])
    if body:
        return f"{body}: {kind}"
    who = in_words("participants", claim["participants"]) if _names_participants(claim) else ""
    return ": ".join(filter(None, (kind[:1].upper() + kind[1:], who)))


def _names_participants(claim: Claim) -> bool:
    if claim.kind != "meeting" or claim["body"] is not None:
        return False
    participants = claim["participants"]
    return isinstance(participants, tuple) and 0 < len(participants) <= _FEW


def _post(claim: Claim) -> str:
    return f"{in_words('person', claim['person'])}: {holder(str(claim['role']), in_words('of', claim['of']))}"


def _membership(claim: Claim) -> str:
    return f"{in_words('member', claim['member'])}: {claim['status']} of {in_words('body', claim['body'])}"


def _programme(claim: Claim) -> str:
    return " ".join(filter(None, (in_words("count", claim["count"]), str(claim["name"]))))


def _statement(claim: Claim) -> str:
    office = holder(in_words("role", claim["role"]), in_words("of", claim["of"]))
    return ", ".join(filter(None, (in_words("speaker", claim["speaker"]), office)))


def _act(claim: Claim) -> str:
    return str(claim["name"])


_HEADINGS = {
    "meeting": _meeting,
    "post": _post,
    "membership": _membership,
    "programme": _programme,
    "act": _act,
    "statement": _statement,
}
_IN_HEADING = {
    "meeting": ("kind", "body", "ordinal"),
    "post": ("person", "role", "of"),
    "membership": ("member", "body", "status"),
    "programme": ("name", "count"),
    "act": ("name",),
    "statement": ("speaker", "role", "of"),
}
