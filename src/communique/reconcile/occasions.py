"""What is known of one report of a meeting, enough to compare it with another."""

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from communique import knowledge
from communique.knowledge import Body
from communique.languages import pattern
from communique.languages.levels import levels
from communique.languages.naming import body_words
from communique.model.claim import Claim
from communique.model.entity import Reference
from communique.model.hanging import hanging
from communique.reconcile.days import Window, first_day, gap, window
from communique.reconcile.entities import Who
from communique.reconcile.groups import Key
from communique.reconcile.places import Place, place_of
from communique.reconcile.said import Said, is_relocated
from communique.reconcile.weights import WEIGHTS as W

# A report says nothing of its date: then it lies, by its status, within so many days of publication.
_BEFORE, _AFTER = 400, 400
# Within how many days of a report that gives no date a meeting may lie, for which that speaks more or less.
_NEAR = (4, 10, 35, 100)
# Within how many days of each other two reports without a date may be published, and from when on they are not of one.
_TOGETHER = (2, 7)
_APART = 45
_OVER = ("held", "ongoing")
# What is given up is told so many days after it was to be, at most.
_GIVEN_UP = 60
# Within how many days of its old date a meeting is held that is put off to no day that is told.
_SOON = 60
# A value that a person gave says so in its basis; the spans of a stored claim's values are not at hand here.
_RULED = ("corrected by ", "accepted by ", "added by ")
# An occasion lasts from the first day that one report gives to the last that another gives: a fortnight at most.
_LASTS = 13
# Of the states of two forums that reports mistake for each other so many are in both, and so many more in one.
_MOSTLY, _MORE = 0.8, 2
# Heads of state and of government are named together.
_ONE_LEVEL = 2
# Two days of one occasion in reports that disagree lie at most this far apart.
SLIP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A report of a meeting: who, where, when, and how it speaks of it.

    `families` are the ids of the body in the knowledge base and of those that it belongs to, `above` the latter of an
    organ that is not in it; `days` the run of days that its date can mean, which is `guessed` where the report gives
    none; `implied` tells that the body is not in its words, `beneath` that they name a committee or board; `levels` are
    those on which all its words agree; `edge` tells that its day is only that on which it `begins` or `ends`, `hangs`
    from which other report's meeting its date is counted; `step` tells that it is the session before (-1) or after
    another (1); `around` are the persons and bodies of the document. What is `moved` has another date than before,
    which is given where it is `renewed`; what is `relocated` has another place.
    """

    key: Key
    voice: str
    group: str
    kind: str
    status: str
    body: str | None
    families: tuple[str, ...]
    above: tuple[str, ...]
    implied: bool
    beneath: bool
    ordinal: int | None
    step: int
    days: Window | None
    guessed: bool
    published: int
    place: Place | None
    people: frozenset[str]
    states: frozenset[str]
    levels: frozenset[str]
    moved: bool
    renewed: bool
    relocated: bool
    edge: str | None
    hangs: tuple[Key, int, str] | None
    start: int
    text: frozenset[str] = field(repr=False)
    around: frozenset[str] = field(repr=False)

    @property
    def exact(self) -> bool:
        """Whether the report gives the days, not merely a month or a week."""
        return self.days is not None and not self.guessed and self.days[1] - self.days[0] < 6

    @property
    def timeless(self) -> "Occasion":
        """The same, as likely past as to come where the report gives no date: others are counted from it."""
        wide = (self.published - _BEFORE, self.published + _AFTER)
        return replace(self, days=wide) if self.guessed and self.published else self

    @property
    def reach(self) -> Window | None:
        """The days on which the occasion can be: more than its report gives, where this is its first or last one."""
        if self.days is None or not self.exact or self.edge is None or self.body is None:
            return self.days
        first, last = self.days
        return (first, first + _LASTS) if self.edge == "begins" else (last - _LASTS, last)


def occasion(said: Said, who: Who, around: frozenset[str]) -> Occasion:
    """What a claim says of a meeting; `around` holds the records of the document's persons and bodies."""
    claim = said.claim
    people, states = _parties(said, who)
    implied = _implied(said.claim)
    ordinal = claim["ordinal"]
    # Several persons who meet are no session of a body that their meeting's words do not name, nor number.
    nobody = implied and len(people) > 1 and ordinal is None
    body = None if nobody else who.record(said.document, claim["body"])
    families = family(who.known.get(body or ""))
    published, status = first_day(said.published), str(claim["status"])
    stated = window(str(claim["date"])) if claim["date"] else None
    return Occasion(
        key=said.key,
        voice=said.voice,
        group=said.group,
        kind=str(claim["kind"]),
        status=status,
        body=body,
        families=families,
        above=() if families else owners(who.names.get(body or "", "")),
        implied=implied,
        beneath=bool(pattern("register", "beneath").search(claim.evidence[0].quote)),
        ordinal=ordinal if isinstance(ordinal, int) else None,
        step=_step(claim.evidence[0].quote),
        days=stated or _guessed(published, status),
        guessed=stated is None,
        published=published,
        place=place_of(str(claim["place"])) if claim["place"] else None,
        people=people,
        states=states,
        levels=_levels_of(claim, who.names.get(body or "", ""), len(people)),
        moved=status == "postponed" or bool(pattern("register", "moved").search(said.words)),
        renewed=stated is not None and bool(pattern("register", "renewed").search(said.words)),
        relocated=is_relocated(said),
        edge=edge(claim),
        hangs=_hangs(said),
        start=claim.evidence[0].start,
        text=body_words(said.words),
        around=around,
    )


def _step(words: str) -> int:
    """Whether a meeting is called the one before another, -1, or the one after it, 1."""
    if pattern("register", "step_back").search(words):
        return -1
    return 1 if pattern("register", "step_on").search(words) else 0


def edge(claim: Claim) -> str | None:
    """Whether a report's one day is that on which the meeting `begins` or `ends`."""
    if len(str(claim["date"] or "")) != len("2024-12-31"):
        return None
    words = claim.evidence[0].quote
    return next((edge for edge in ("ends", "begins") if pattern("register", edge).search(words)), None)


def _hangs(said: Said) -> tuple[Key, int, str] | None:
    """The report of the meeting from which the date of this one is counted, and by how many of which unit."""
    found = hanging(said.claim.basis.get("date"))
    return ((said.document, found.anchor), found.amount, found.unit) if found else None


def _implied(claim: Claim) -> bool:
    """Whether the body is one that the text is about, or whose meeting came before, and not in the words themselves."""
    basis = claim.basis.get("body")
    return basis is not None and not basis.startswith(_RULED)


def _levels_of(claim: Claim, body: str, people: int) -> frozenset[str]:
    """On which levels they meet by the tightest evidence, but for what its date hangs on, else by the body's name.

    Of several persons who meet only the words for one level tell: "the foreign ministers", not "the ministers".
    """
    words, counted = claim.evidence[0].quote, hanging(claim.basis.get("date"))
    found = levels(words.replace(counted.words, "") if counted else words)
    if people > 1:
        return found if len(found) <= _ONE_LEVEL else frozenset()
    return found or levels(body)


@lru_cache(maxsize=1 << 14)
def owners(name: str) -> tuple[str, ...]:
    """The ids of the known bodies that an organ belongs to by its name: "the Assembly of Judges of ECOWAS"."""
    parts = re.split(r"\sof\s(?:the\s)?", name)
    named = (" of ".join(parts[n:]) for n in range(1, len(parts)))
    known = (thing for of in named if isinstance(thing := knowledge.resolve(of), Body))
    return next((family(body.id) for body in known), ())


@cache
def family(known: str | None) -> tuple[str, ...]:
    """The ids of a known body and of those that it belongs to, itself first; what succeeds a body stands for it."""
    found: list[str] = []
    body = _of_today(known)
    while body and body.id not in found:
        found.append(body.id)
        body = _of_today(body.parent)
    return tuple(found)


def _of_today(id: str | None) -> Body | None:
    """A known body, or the last of those that succeeded it."""
    seen: set[str] = set()
    while id and id not in seen:
        seen.add(id)
        thing = knowledge.thing(id)
        if not isinstance(thing, Body) or not thing.successor:
            return thing if isinstance(thing, Body) else None
        id = thing.successor
    return None


@cache
def of_one_circle(a: str, b: str) -> bool:
    """Whether two known forums have nearly the same states, so that reports mistake one for the other.

    >>> of_one_circle("group-of-five", "group-of-seven"), of_one_circle("group-of-seven", "group-of-twenty")
    (True, False)
    """
    x, y = knowledge.thing(a), knowledge.thing(b)
    if a == b or not (isinstance(x, Body) and isinstance(y, Body) and x.kind == y.kind == "forum"):
        return False
    mine, theirs = ({m.country for m in body.memberships if m.status == "member"} for body in (x, y))
    fewer = min(len(mine), len(theirs))
    return fewer > 2 and len(mine & theirs) >= _MOSTLY * fewer and abs(len(mine) - len(theirs)) <= _MORE


@cache
def circle(id: str) -> tuple[str, ...]:
    """The known forums that reports mistake for a known one, and itself."""
    return tuple(sorted({id, *(body.id for body in knowledge.bodies() if of_one_circle(id, body.id))}))


@cache
def related(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two bodies with those that they belong to can have one meeting: one is in the other, or taken for it."""
    return a[0] in b or b[0] in a or of_one_circle(a[-1], b[-1])


def kin(a: Occasion, b: Occasion) -> bool:
    """Whether one's body is the other's, or belongs to it."""
    if not (a.families and b.families):
        return bool(a.families + b.families) and (a.families or a.above)[:1] == (b.families or b.above)[:1]
    return a.families[0] in b.families or b.families[0] in a.families


def date_evidence(a: Occasion, b: Occasion) -> tuple[float, str] | None:
    """How much the dates of two reports speak for one occasion, and how; `None` where they cannot be of one."""
    if a.days is None or b.days is None:
        return 0.0, ""
    if a.guessed and b.guessed and abs(a.published - b.published) > _APART:
        return None
    apart = gap(a.days, b.days)
    if apart == 0:
        if a.exact and b.exact:
            ends = a.days[0] == b.days[0] or a.days[1] == b.days[1] or (a.body is not None and a.body == b.body)
            return (W["same_days"], "the same days") if ends else (W["one_sitting"], "days of one sitting")
        return (_nearness(a, b), "") if a.guessed or b.guessed else (W["dates_agree"], "dates that agree")
    if a.guessed or b.guessed:
        return None
    if a.reach and b.reach and (a.edge or b.edge) and gap(a.reach, b.reach) == 0:
        return W["one_sitting"], "days of one sitting"
    if _moves(a, b, a.days, b.days):
        return W["moved"], "the later report says that it was moved"
    close = apart <= SLIP and a.exact and b.exact
    return (0.0 if apart == 1 else W["days_apart"], "") if close else None


def _nearness(a: Occasion, b: Occasion) -> float:
    """How much speaks for a meeting that a report without a date means: the one next to its publication."""
    if not a.days or not b.days:
        return W["not_dated"]
    if a.guessed and b.guessed:
        apart = abs(a.published - b.published) if (a.status in _OVER) == (b.status in _OVER) else _APART
        return next((W[f"together_{most}"] for most in _TOGETHER if apart <= most), W["not_dated"])
    day, days = (a.published, b.days) if a.guessed else (b.published, a.days)
    apart = gap((day, day), days)
    return next((W[f"near_{most}"] for most in _NEAR if apart <= most), W["far_off"])


def _moves(a: Occasion, b: Occasion, a_days: Window, b_days: Window) -> bool:
    """Whether one report can tell the old date and the other the new one."""
    if (b.published, b.key) < (a.published, a.key):
        return _moves(b, a, b_days, a_days)
    if b.moved and a.published < b.published:
        # What is put off was still to come.
        return gap(a_days, b_days) <= _AFTER and a_days[1] >= b.published - 7 and a.status != "held"
    most = SLIP if a.renewed else _SOON
    return a.status == "postponed" and b_days[0] > a_days[1] and gap(a_days, b_days) <= most


def _guessed(published: int, status: str) -> Window | None:
    if not published:
        return None
    if status == "held":
        return (published - _BEFORE, published + SLIP)
    if status in ("cancelled", "postponed"):
        return (published - _GIVEN_UP, published + _AFTER)
    return (published - 5, published + 5) if status == "ongoing" else (published - SLIP, published + _AFTER)


def _parties(said: Said, who: Who) -> tuple[frozenset[str], frozenset[str]]:
    """The records of the persons, and of the states and bodies, that take part."""
    value = said.claim["participants"]
    given = [ref for ref in value if isinstance(ref, Reference)] if isinstance(value, tuple) else []
    found = {id for ref in given if (id := who.of(said.document, ref.id))}
    people = frozenset(id for id in found if id.startswith("person-"))
    return people, frozenset(found) - people
