"""Senses: which of the things that a name is known for a text means by it."""

from communique import knowledge
from communique.knowledge import Body, Entry, Sense


def settled(entry: Entry) -> Sense | None:
    """The sense to go by: the first that is settled, a capital's government before its city."""
    usable = [s for s in entry.senses if s.form != "generic" and not (s.weak and isinstance(s.thing, Body))]
    capital = next((s for s in usable if s.form == "capital"), None)
    return capital or (usable[0] if usable else None)


def of_its_day(entry: Entry, year: int) -> Sense | None:
    """The body of the past that an acronym of several means in a text older than what succeeded it: EC in 1987."""
    past = [s for s in entry.senses if s.form == "acronym" and isinstance(s.thing, Body) and s.thing.successor]
    thing = past[0].thing if len(past) == 1 else None
    after = knowledge.thing(thing.successor) if isinstance(thing, Body) and thing.successor else None
    return past[0] if year and isinstance(after, Body) and year < (after.founded or 0) else None
