"""Gatherings: the organs of a body in which those of one level meet, by the names that are known of them."""

from collections.abc import Iterator
from functools import cache

from communique import knowledge
from communique.knowledge import Body
from communique.knowledge.called import names, plain_words
from communique.languages.levels import levels
from communique.languages.naming import body_words

_ASSEMBLIES = frozenset(("assembly", "parliament", "congress"))


@cache
def organ_of(parent: str, who: str) -> Body | None:
    """The organ of a body with an id in which "the foreign ministers" or the like meet, where one is known to be that.

    >>> organ_of("association-of-southeast-asian-nations", "top diplomats").name
    "ASEAN Foreign Ministers' Meeting"
    """
    above, meant = knowledge.thing(parent), levels(who)
    if not isinstance(above, Body):
        return None
    of_level = [organ for organ in _all_organs(parent) if any(levels(name) == meant for name in names(organ))]
    own = frozenset().union(*(body_words(name) for name in names(above))) | plain_words() | body_words(who)
    plain = [o for o in of_level if any(levels(name) == meant and body_words(name) <= own for name in names(o))]
    same = [o for o in plain if any(body_words(who) <= body_words(name) for name in names(o))]
    return next((found[0] for found in (plain, same, of_level) if len(found) == 1), None)


def _all_organs(parent: str) -> Iterator[Body]:
    """The organs of a body with an id, and theirs, where they are no committees of an assembly."""
    for organ in knowledge.organs(parent):
        yield organ
        yield from knowledge.organs(organ.id) if not body_words(organ.name) & _ASSEMBLIES else ()


@cache
def organ_with(parent: str, nouns: frozenset[str], more: frozenset[str]) -> Body | None:
    """The only organ of a body with an id whose name ends in one of some nouns, "of" aside, and has other words.

    >>> organ_with("opec-plus", frozenset(["committee"]), frozenset(["monitoring"])).name
    'Joint Ministerial Monitoring Committee'
    """
    fronts = [(organ, organ.name.split(" of ")[0]) for organ in knowledge.organs(parent)]
    fitting = [o for o, front in fronts if body_words(front.split()[-1]) & nouns and more <= body_words(front)]
    return fitting[0] if len(fitting) == 1 else None


@cache
def organ_called(parent: str, noun: str, more: frozenset[str]) -> Body | None:
    """The only organ of a body with an id that a noun and the words before it can mean, as far as they tell.

    >>> organ_called("international-monetary-fund", "committee", frozenset(["ad", "hoc", "interim"])).name
    'Interim Committee of the International Monetary Fund'
    """
    above = knowledge.thing(parent)
    own = frozenset().union(*(body_words(name) for name in names(above))) if isinstance(above, Body) else frozenset()
    fronts = [(organ, organ.name.split(" of ")[0]) for organ in knowledge.organs(parent)]
    called = [(organ, body_words(front) - own) for organ, front in fronts if noun in body_words(front.split()[-1])]
    named = [organ for organ, words in called if words - {noun} and words - {noun} <= more]
    meant = [organ for organ, words in called if more <= words]
    return next((found[0] for found in (named, meant) if len(found) == 1), None)


@cache
def organ_by_task(parent: str, task: str) -> Body | None:
    """The only organ of a body with an id that some name of it calls by what it does.

    >>> organ_by_task("international-monetary-fund", "policymaking").name
    'Interim Committee of the International Monetary Fund'
    """
    found = [o for o in knowledge.organs(parent) if any(task in name.lower().split() for name in names(o))]
    return found[0] if len(found) == 1 else None
