"""What is known beforehand: bodies, organs, countries, cities, given names; law: data and one reader, no guesses."""

from communique.knowledge.lookup import body, country_of, look_up, organ, organs, resolve, thing
from communique.knowledge.matching import find_names
from communique.knowledge.russian import Russian, in_english, russian
from communique.knowledge.tables import bodies, cities, countries, given_names, leaders
from communique.knowledge.things import (
    BODY_KINDS,
    FORMS,
    STATUSES,
    Body,
    City,
    Country,
    Entry,
    Found,
    Membership,
    Sense,
    Thing,
)

__all__ = [
    "BODY_KINDS",
    "FORMS",
    "STATUSES",
    "Body",
    "City",
    "Country",
    "Entry",
    "Found",
    "Membership",
    "Russian",
    "Sense",
    "Thing",
    "bodies",
    "body",
    "cities",
    "countries",
    "country_of",
    "find_names",
    "given_names",
    "in_english",
    "leaders",
    "look_up",
    "organ",
    "organs",
    "resolve",
    "russian",
    "thing",
]
