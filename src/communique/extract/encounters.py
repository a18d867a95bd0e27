"""Encounters: common words that speak of an occasion only where persons and places stand beside them in the right way.

"Welcomed the president to Rome" is a visit, "welcomed the decision" none; "is to see President Castillo" is talks.
"""

from itertools import pairwise

from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.offices import Words
from communique.knowledge import country_of
from communique.languages import pattern
from communique.languages import words as read_words

_SORTS = {form: sort for sort, forms in read_words("en", "encounters")["forms"].items() for form in forms}
ENCOUNTERS = frozenset(_SORTS)
_GUESTS = frozenset(read_words("en", "encounters")["guests"])
_REACH = 8
_FAR = 16
_NEAR = 5


def encounter(words: Words, i: int) -> str | None:
    """The kind of occasion that a word speaks of, if those around it make it one."""
    sort = _SORTS.get(words.lower[i])
    if sort is None or words.owner[i] is not None:
        return None
    if sort == "be":
        return "visit" if _is_there(words, i) else None
    if sort in _TO:
        goes = _sets_out(words, i, sort) and _goes_by_itself(words, i) and not _is_undone(words, i)
        return "visit" if goes else None
    if sort == "stay":
        return "visit" if words.lower[i - 1] in _OWNERS and _is_in_town(words, i + 1) else None
    if sort == "talk" and words.lower[i - 1] in _OWNERS:
        with_one = words.lower[i + 1 : i + 2] == (_WITH,) and _person(words, i + 2, _NEAR) is not None
        return "talks" if with_one else None
    if sort == "appointment":
        return "talks" if _is_to_meet(words, i) else None
    if not _is_of_someone(words, i) or (_is_undone(words, i) and not is_as_planned(words, i)):
        return None
    if sort in ("talk", "tell"):
        return "talks" if _speaks_to(words, i, sort) else None
    if sort == "invite":
        return "visit" if _invites(words, i) else None
    if sort == "see" and _sees_there(words, i):
        return "talks"
    if sort == "call_on":
        return "talks" if _calls_on(words, i) or _envoy(words, i) else None
    if sort in _HEARERS:
        return "talks" if _HEARERS[sort](words, i) else None
    if sort == "welcome" and words.lower[i + 1 : i + 2] and words.lower[i + 1] in _GUESTS and _is_host_of(words, i):
        return "visit"
    met = _person(words, i + 1, _REACH if sort == "welcome" else _NEAR)
    if met is None or (sort == "welcome" and not (_goal(words, met) or _is_in_town(words, _after_name(words, met)))):
        return None
    return {"welcome": "visit", "ring": "call"}.get(sort, "talks")


_TO = {"come": "to", "go": "to", "leave": "for"}
_SUMMONED, _WHEN = 8, 4


def _sets_out(words: Words, i: int, sort: str) -> bool:
    """Whether a verb takes somebody to a town: "goes on to Riga", "leaves on Sunday for Riga"."""
    if sort in ("go", "come") and words.lower[i + 1 : i + 2] == ("there",):
        return True
    later = _WHEN if sort == "leave" else 1
    to = next((k for k in range(i + 1, min(len(words.lower), i + 2 + later)) if words.lower[k] == _TO[sort]), None)
    if to is None or not (_is_place(words, to + 1) or _is_state(words, to + 1)):
        return False
    return sort == "leave" or words.lower[i + 1 : to] in ((), ("on",))


def _is_there(words: Words, i: int) -> bool:
    """Whether somebody is, will be or is expected in a town: "President Berg of Norway was in Riga"."""
    at = words.lower[i + 1 : i + 2] == ("at",)
    if not (any(_is_in_town(words, k) for k in range(i + 3, i + _NEAR + 2)) if at else _is_in_town(words, i + 1)):
        return False
    said = read_words("en", "encounters")
    who = next((k for k in range(i - 1, -1, -1) if words.lower[k] not in said["helping"]), None)
    if who is not None and words.lower[who] == "who":
        who = who - 2 if who > 1 and words.lower[who - 1] == "," else None
    if who is None:
        return False
    owner = words.owner[who]
    named = owner is not None and (owner.type == "person" or country_of(owner.name) is not None)
    return named or words.lower[who] in said["doers"]


def _is_to_meet(words: Words, i: int) -> bool:
    """Whether an appointment is one to meet: "an appointment with the minister", "keeps his appointment in Riga"."""
    kept = words.lower[i - 1] in _OWNERS and _is_in_town(words, i + 1) and "as" not in words.lower[i : i + _FAR]
    return kept or bool(_APPOINTMENT.match(" ".join(words.lower[i + 1 : i + _FAR]) + " "))


_OWNERS = word_set("encounters", "owners")
_APPOINTMENT = pattern("encounters", "appointment")


def _sees_there(words: Words, i: int) -> bool:
    """Whether somebody sees one by a pronoun in a town: "came to see him in Riga", "whom he saw in Riga"."""
    if words.lower[i + 1 : i + 2] and words.lower[i + 1] in _PRONOUNS:
        return _is_in_town(words, i + 2)
    return "whom" in words.lower[max(0, i - _NEAR) : i] and _is_in_town(words, i + 1)


_PRONOUNS = word_set("encounters", "pronouns")


def _speaks_to(words: Words, i: int, sort: str) -> bool:
    """Whether somebody speaks to another in a town: "told President Berg in Riga", "will talk in Riga with him"."""
    lower = words.lower
    if not _AFAR.isdisjoint(lower):
        return False
    reach = _FAR if lower[i + 1 : i + 2] in (("about",), ("over",)) else 1
    if sort == "talk" and any(_is_in_town(words, k) for k in range(i + 1, min(len(lower), i + 1 + reach))):
        return True
    at = i + 1
    if sort == "talk" or lower[i] not in _TELLS:
        if lower[at : at + 1] not in ((_WITH,) if sort == "talk" else _TO_ONE):
            return False
        at += 1
    whom = _person(words, at, _NEAR)
    whom = at if whom is None and lower[at : at + 1] and lower[at] in _PRONOUNS else whom
    if whom is None:
        return False
    there = "where" in lower[max(0, i - _NEAR) : i]
    return there or any(_is_in_town(words, k) for k in range(whom + 1, min(len(lower), whom + _FAR)))


_AFAR, _TELLS = word_set("encounters", "from_afar"), word_set("encounters", "tells")
_WITH, _TO_ONE = "with", (("to",), ("out",))


def _invites(words: Words, i: int) -> bool:
    """Whether somebody invites a person to a town: "has invited her Finnish colleague, Aino Virta, to Riga for"."""
    met = _person(words, i + 1, _REACH)
    if met is None:
        return False
    to = next((k for k in range(met, min(len(words.lower), met + _REACH)) if words.lower[k] == "to"), None)
    return to is not None and _is_place(words, to + 1)


def _envoy(words: Words, i: int) -> bool:
    """Whether those whom somebody summons are ambassadors: "summoned the Danish ambassador"."""
    called = words.lower[i] not in _CALLED or words.lower[i + 1 : i + 2] == ("in",)
    return called and not _ENVOYS.isdisjoint(words.lower[i + 1 : i + _SUMMONED])


def _hears(words: Words, i: int) -> bool:
    """Whether those whom somebody briefs are a body or those who sit in one: "will brief the Council on Monday"."""
    after = range(i + 1, min(len(words.lower), i + _NEAR))
    named = any((m := words.owner[k]) and m.type == "body" and m.form != "adjective" for k in after)
    return named or any(words.lower[k] in word_set("meetings", "organs_at_work") for k in after)


_CALLED = frozenset({"call", "calls", "called"})
_ENVOYS = frozenset(read_words("en", "encounters")["envoys"])


def _is_host_of(words: Words, i: int) -> bool:
    """Whether somebody waits for those who come to a town: "expects him in Quito on Friday"."""
    town = next((k for k in range(i + 2, min(len(words.lower), i + _FAR)) if _is_in_town(words, k)), None)
    if town is None:
        return False
    between = words.lower[i + 1 : town]
    named = any(owner is not None and owner.type == "person" for owner in words.owner[i + 1 : town])
    return (named or not _GUESTS.isdisjoint(between)) and "to" not in between and "that" not in between


def _is_in_town(words: Words, k: int) -> bool:
    return words.lower[k : k + 1] in (("in",), ("at",)) and _is_place(words, k + 1)


_HEARERS = {"summon": _envoy, "brief": _hears, "await": _is_host_of}


def _calls_on(words: Words, i: int) -> bool:
    """Whether somebody calls on a person, and not on him to do something: "called on President Sall in Dakar"."""
    if words.lower[i + 1 : i + 2] != ("on",):
        return False
    host = _person(words, i + 2, _HOST)
    if host is None:
        return False
    owner = words.owner[host]
    last = max(k for k, m in enumerate(words.owner) if m is owner)
    after = words.lower[last + 1 : last + _ASKED]
    to = next((verb for word, verb in pairwise(after) if word == "to"), None)
    asked = to is not None and to not in read_words("en", "encounters")["purposes"]
    return not asked and after[:1] not in (("not",), ("for",))


_HOST, _ASKED = 9, 8


def _is_of_someone(words: Words, i: int) -> bool:
    """Whether a person, a body or somebody's envoys stand before a word, as those who do what it says."""
    doers = read_words("en", "encounters")["doers"]
    before = range(max(0, i - _REACH), i)
    return any(_is_party(words.owner[k]) or words.lower[k] in doers for k in before)


def _goes_by_itself(words: Words, i: int) -> bool:
    """Whether a person, a state or somebody's envoys go to a town: organs meet where they go, which is no visit."""
    before = range(0 if words.lower[i - 1 : i] == (",",) else max(0, i - _REACH), i)
    told = {words.lower[k] for k in before}
    if not told.isdisjoint(word_set("meetings", "organs_at_work")):
        return False
    sent = not told.isdisjoint(word_set("encounters", "sent"))
    named = [m for k in before if (m := words.owner[k]) and _is_party(m)]
    if any(m.type == "person" or country_of(m.name) or sent for m in named):
        return True
    return not sent and not told.isdisjoint(read_words("en", "encounters")["doers"])


def _is_party(mention: Mention | None) -> bool:
    return mention is not None and mention.type in ("person", "body") and mention.form != "adjective"


def _person(words: Words, first: int, reach: int) -> int | None:
    """Where a person is named in the next few words of the same phrase."""
    for k in range(first, min(len(words.lower), first + reach)):
        owner = words.owner[k]
        if words.lower[k] == "," and k > first and _is_named_after(words, k):
            return k + 1
        colleague = words.lower[k] in read_words("en", "encounters")["colleagues"]
        if colleague or (owner is not None and owner.type == "person"):
            return k
        if words.lower[k] in read_words("en", "encounters")["ends"]:
            return None
    return None


def _is_named_after(words: Words, comma: int) -> bool:
    """Whether the holder of an office is named behind it: "the under-secretary, Aino Virta"."""
    owner = words.owner[comma + 1] if comma + 1 < len(words.owner) else None
    office = words.lower[comma - 1].rpartition("-")[2] in word_set("parties", "officials")
    return office and owner is not None and owner.type == "person"


def _is_undone(words: Words, i: int) -> bool:
    """Whether it is said that somebody did not do what a verb says."""
    return bool(_UNDONE.search(" ".join(words.lower[max(0, i - 4) : i])))


_UNDONE, _AS_PLANNED = pattern("meetings", "undone"), pattern("meetings", "as_planned")


def is_as_planned(words: Words, i: int) -> bool:
    """Whether what a word tells of is said to have been planned: "had not met on Friday as planned"."""
    return bool(_AS_PLANNED.match(" ".join(words.lower[i + 1 : i + 16])))


def _is_place(words: Words, at: int) -> bool:
    """Whether a place or a state's seat is named right there."""
    owner = words.owner[at] if at < len(words.owner) else None
    return owner is not None and (owner.type == "place" or owner.form == "capital")


def _is_state(words: Words, at: int) -> bool:
    """Whether a state is named right there."""
    owner = words.owner[at] if at < len(words.owner) else None
    return owner is not None and owner.form == "name" and country_of(owner.name) is not None


def _after_name(words: Words, at: int) -> int:
    """The place right behind a name that a word is part of."""
    owner = words.owner[at]
    return next((k for k in range(at, len(words.owner)) if words.owner[k] is not owner), len(words.owner))


def _goal(words: Words, guest: int) -> bool:
    """Whether a guest is welcomed to a place, a state or the White House."""
    after = range(guest, min(len(words.lower), guest + _FAR))
    to = next((k + 1 for k in after if words.lower[k] == "to"), len(words.lower))
    at = to + (words.lower[to : to + 1] == ("the",))
    owner = words.owner[at] if at < len(words.owner) else None
    named = owner is not None and (owner.type == "place" or owner.form in ("name", "capital"))
    return named or words.lower[at : at + 2] == ("white", "house")
