"""Looking things up by name; law: words that mean two things of a sort give neither, unless one is meant by far."""

import re
from functools import cache, lru_cache

from communique.knowledge.matching import entry, refs_of
from communique.knowledge.tables import bodies, by_id
from communique.knowledge.things import Body, Country, Entry, Thing

_ARTICLE = re.compile(r"^(?:the|The)\s+")
_JOINT = re.compile(r" (?:of|under|at|for) (?:the )?")
_INHABITED = ("name", "former", "acronym", "adjective", "demonym", "metonym", "capital")


@lru_cache(maxsize=1 << 14)
def look_up(name: str) -> Entry | None:
    """All that a name may stand for, the article left aside; `None` where it is not known."""
    refs = refs_of(name) or refs_of(_ARTICLE.sub("", name))
    return entry(refs) if refs else None


def thing(id: str) -> Thing | None:
    """The country, body or city with an id."""
    return by_id().get(id)


def country_of(words: str) -> Country | None:
    """The country that a name, acronym, adjective, people or seat of government points to.

    >>> country_of("Belarusian").id, country_of("the Kremlin").id, country_of("Moscow").id
    ('by', 'ru', 'ru')
    """
    known = look_up(words)
    senses = known.senses if known else ()
    return next((s.thing for s in senses if isinstance(s.thing, Country) and s.form in _INHABITED), None)


def body(words: str) -> Body | None:
    """The body that a name or acronym stands for; `None` where it is unknown, or weak and so of several.

    >>> body("CSTO").name
    'Collective Security Treaty Organization'
    """
    known = look_up(words)
    found = [s for s in known.senses if isinstance(s.thing, Body)] if known else []
    if not found:
        return _organ_within(words)
    first = found[0].thing
    settled = not found[0].weak or len(found) == 1
    return first if settled and isinstance(first, Body) else None


@cache
def organs(parent: str) -> tuple[Body, ...]:
    """The organs of the body with an id."""
    return tuple(b for b in bodies() if b.parent == parent)


def organ(parent: str, words: str) -> Body | None:
    """The organ of a body that a generic name means within it, also an organ of an organ.

    >>> organ("union-state", "Council of Ministers").name
    'Council of Ministers of the Union State'
    """
    asked = _fold(words)
    near = organs(parent)
    for found in near:
        if asked in {_fold(n) for n in (found.name, found.short or "", *found.names, *found.acronyms)}:
            return found
    return next((deep for child in near if (deep := organ(child.id, words))), None)


def resolve(name: str) -> Thing | None:
    """What a name most likely stands for, or `None`.

    >>> resolve("Council of Ministers of the Union State").id
    'council-of-ministers-of-the-union-state'
    """
    known = look_up(name)
    if known and not (known.weak and len(known.senses) > 1):
        return known.thing
    return _organ_within(name) or (known.thing if known else None)


def _organ_within(name: str) -> Body | None:
    """The organ behind "working group under the council of X", where X is a known body with such an organ."""
    bare = _ARTICLE.sub("", name)
    for joint in _JOINT.finditer(bare):
        known = look_up(bare[joint.end() :])
        if known and isinstance(known.thing, Body):
            return organ(known.thing.id, bare[: joint.start()])
    return None


def _fold(words: str) -> str:
    return " ".join(
        _ARTICLE.sub("", words).casefold().replace("-", " ").replace("organisation", "organization").split()
    )
