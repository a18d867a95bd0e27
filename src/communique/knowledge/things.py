"""What is known beforehand: countries, bodies, cities; law: an unknown fact is left empty, never guessed."""

from dataclasses import dataclass
from typing import NamedTuple

STATUSES = ("member", "founder", "partner", "observer", "candidate", "suspended", "left")

BODY_KINDS = (
    "union",
    "alliance",
    "organ",
    "agency",
    "bank",
    "fund",
    "court",
    "commission",
    "forum",
    "conference",
    "programme",
    "secretariat",
    "institute",
    "mission",
)

FORMS = (
    "name",
    "former",
    "acronym",
    "adjective",
    "demonym",
    "metonym",
    "capital",
    "generic",
    "foreign",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A state's relation to a body: the country's id, one of `STATUSES`, the years in which it began and ended."""

    country: str
    status: str = "member"
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state or territory. `id` is its ISO 3166 code in small letters (four letters for most former states).

    `kind` is `state`, `partial` (recognised by some), `territory`, `former` or `region` (a part of a state that acts
    abroad); `adjectives` ("Russian") and `people` ("Russians") point to it; `metonyms` are seats of government
    ("the Kremlin"); `capital` is a city's name.
    """

    id: str
    name: str
    kind: str = "state"
    official: str | None = None
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    metonyms: tuple[str, ...] = ()
    alpha3: str | None = None
    wikidata: str | None = None
    russian: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An intergovernmental body or an organ of one.

    `id` is a stable slug; `name` the fullest English name, with the parent where the organ's own is generic;
    `short` that generic part ("Council of Ministers"); `names` other English names; `kind` one of `BODY_KINDS`;
    `parent` and `successor` ids of bodies; `seat` a city's name; `founded` and `ended` years.
    """

    id: str
    name: str
    kind: str
    short: str | None = None
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    parent: str | None = None
    memberships: tuple[Membership, ...] = ()
    seat: str | None = None
    founded: int | None = None
    ended: int | None = None
    successor: str | None = None
    wikidata: str | None = None
    russian: tuple[str, ...] = ()
    french: tuple[str, ...] = ()
    spanish: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of the countries that are members now, or were at its end."""
        return tuple(m.country for m in self.memberships if m.status in ("member", "founder") and m.until is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A place where states meet. `id` is `city:` and a slug; `country` a country's id; `capital` if it is that."""

    id: str
    name: str
    country: str
    names: tuple[str, ...] = ()
    capital: bool = False


Thing = Country | Body | City


class Sense(NamedTuple):
    """One thing that some words may stand for, by which of `FORMS`; `weak` where the words alone do not settle it."""

    thing: Thing
    form: str
    weak: bool


class Entry(NamedTuple):
    """All that some words may stand for, the likeliest first; never empty."""

    senses: tuple[Sense, ...]

    @property
    def thing(self) -> Thing:
        """What the words most likely stand for."""
        return self.senses[0].thing

    @property
    def form(self) -> str:
        """How they stand for it: one of `FORMS`."""
        return self.senses[0].form

    @property
    def weak(self) -> bool:
        """Whether the words alone do not settle what they stand for."""
        return self.senses[0].weak


class Found(NamedTuple):
    """Known words at `[start, end)` of a text."""

    start: int
    end: int
    entry: Entry
