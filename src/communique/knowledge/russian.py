"""Names in Russian of what is known; law: in the form of a dictionary, to decline them is the reader's work."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from communique.knowledge.tables import bodies, by_id, countries, lines


class Russian(NamedTuple):
    """A name in Russian and the id of what it names; `form` is `name` or `adjective`."""

    words: str
    id: str
    form: str


def russian() -> Iterator[Russian]:
    """All names and adjectives in Russian of countries, bodies and cities, those written for this purpose first.

    >>> next(r.id for r in russian() if r.words == "белорусский")
    'by'
    """
    for id, names, adjectives in _written():
        yield from (Russian(name, id, "name") for name in names)
        yield from (Russian(word, id, "adjective") for word in adjectives)
    for country in countries():
        yield from (Russian(name.strip(" *"), country.id, "name") for name in country.russian)
    for body in bodies():
        yield from (Russian(name, body.id, "name") for name in body.russian)


@cache
def in_english(name: str) -> str | None:
    """The English name of a country, body or city by its Russian name as a dictionary has it.

    >>> in_english("Женева"), in_english("Китеж")
    ('Geneva', None)
    """
    id = _ids().get(_plain(name))
    return by_id()[id].name if id else None


def _written() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    for line in lines("russian.tsv"):
        id, names, adjectives = line.split("\t")
        yield id, tuple(filter(None, names.split(";"))), tuple(filter(None, adjectives.split(";")))


@cache
def _ids() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in russian():
        if name.form == "name":
            found.setdefault(_plain(name.words), name.id)
    return found


def _plain(name: str) -> str:
    return name.casefold().replace("ё", "е")
