"""Places by name: which are one, and which lie in which."""

import re
from functools import cache

from communique import knowledge
from communique.knowledge import City, Country
from communique.languages.naming import fold
from communique.languages.scripts import is_latin, latin

Place = tuple[str, str | None]


@cache
def place_of(name: str | None) -> Place | None:
    """A place as (what it is known as or its folded name, the id of its country); `None` for none.

    >>> place_of("Minsk"), place_of("the Belarusian capital")
    (('city:minsk', 'by'), ('city:minsk', 'by'))
    """
    if not name:
        return None
    name = in_reader_script(name)
    capital = re.fullmatch(r"(?:the )?(.+?)(?:'s|’s)? capital", name)
    country = knowledge.country_of(capital[1]) if capital else None
    known = knowledge.look_up(country.capital if country and country.capital else name.split(",")[0].strip())
    things = [sense.thing for sense in known.senses] if known else []
    city = next((thing for thing in things if isinstance(thing, City)), None)
    if city:
        return (city.id, city.country)
    state = next((thing for thing in things if isinstance(thing, Country)), None)
    return (state.id, state.id) if state else (fold(name), None)


def in_reader_script(name: str) -> str:
    """A place by its English name where it is known by another, else in Latin letters.

    >>> in_reader_script("Женева"), in_reader_script("Minsk")
    ('Geneva', 'Minsk')
    """
    return name if is_latin(name) else knowledge.in_english(name) or latin(name)


@cache
def relation(a: str | None, b: str | None) -> str:
    """How two places lie: `same`, `within` (one in the other), `different`, or `unknown`."""
    x, y = place_of(a), place_of(b)
    if x is None or y is None:
        return "unknown"
    if x[0] == y[0]:
        return "same"
    if x[0] == y[1] or y[0] == x[1] or x[0] in y[0] or y[0] in x[0]:
        return "within"
    return "different" if (x[1] and y[1]) or (_is_town(x) and _is_town(y)) else "unknown"


def _is_town(place: Place) -> bool:
    """Whether a place is a known city, or has a name of one word, as towns have rather than houses."""
    return place[0] != place[1] if place[1] else " " not in place[0]


def exactness(name: str | None) -> int:
    """How exact a place is: 2 a city or building, 1 a country, 0 none."""
    found = place_of(name)
    return 0 if found is None else 1 if found[0] == found[1] else 2
