"""Homes: the state that a document comes from, that a person governed, or where a name is at home; unknown stays so."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from communique import knowledge
from communique.knowledge.origins import origins
from communique.languages import words
from communique.languages.naming import person_words, same_full_name
from communique.model.document import Document
from communique.model.entity import Entity

_HOST = re.compile(r"https?://(?:[\w-]+\.)*?(?P<own>gov|mil)(?:\.(?P<state>[a-z]{2}))?(?:[:/]|$)")


def publisher_state(document: Document) -> knowledge.Country | None:
    """The state whose government published a document, by the publisher's name or the address: ".gov.au"."""
    named = _named(document.publisher or "")
    return named or _addressed(document.url or "")


def _named(publisher: str) -> knowledge.Country | None:
    plain = publisher.lower()
    issuers = words("en", "offices")["issuers"]
    state = issuers.get(plain)
    if state is None and set(re.findall(r"\w+", plain)) & set(issuers["words"]):
        found = [f.entry.thing for f in knowledge.find_names(publisher)]
        return next((thing for thing in found if isinstance(thing, knowledge.Country)), None)
    thing = knowledge.thing(state) if state else None
    return thing if isinstance(thing, knowledge.Country) else None


def _addressed(url: str) -> knowledge.Country | None:
    found = _HOST.match(url)
    if not found:
        return None
    code = found["state"] or "us"
    thing = knowledge.thing("gb" if code == "uk" else code)
    return thing if isinstance(thing, knowledge.Country) else None


def publisher_town(document: Document) -> str | None:
    """The town with which the name of the outlet begins: Almaty for the "Almaty Standard"."""
    return _town_of(document.publisher or "")


@lru_cache(maxsize=1 << 10)
def _town_of(publisher: str) -> str | None:
    names = publisher.split()
    for n in range(min(_LONGEST, len(names) - 1), 0, -1):
        entry = knowledge.look_up(" ".join(names[:n]))
        if entry and any(isinstance(s.thing, knowledge.City) for s in entry.senses):
            return " ".join(names[:n])
    return None


_LONGEST = 3  # words: "New South Hampton Post"


def governed(person: Entity) -> str | None:
    """The id of the country that a person is known to have governed or spoken for, if the name points to one only."""
    name = person_words(person.name)
    known = _by_surname().get(name[-1], ())
    found = {country for other, country in known if len(name) == 1 or same_full_name(name, other)}
    return found.pop() if len(found) == 1 else None


@cache
def _by_surname() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, country in knowledge.leaders().items():
        parts = person_words(name)
        table.setdefault(parts[-1], []).append((parts, country))
    return {surname: tuple(rows) for surname, rows in table.items()}


def at_home(name: str, states: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Marks of states, given by key and country id, by how well a person's name is at home there beside the others."""
    keys = {country: key for key, country in states}
    found = origins(name, tuple(keys))
    if len(found) < 2 or not any(found.values()):
        return {}
    first, second = sorted(found.values(), reverse=True)[:2]
    return {
        keys[country]: (
            f"at-home{_step(value - second)}" if value == first else f"behind{_step(first - value)}",
            f"origin{_step(value)}",
        )
        for country, value in found.items()
    }


def _step(value: float) -> int:
    return max(-3, min(4, int(value // 1.5)))
