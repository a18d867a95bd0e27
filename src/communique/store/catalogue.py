"""Records and documents as lists show them, as they were derived last; law: no reader waits for them to be derived."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine, Select, exists, func, or_, select, tuple_
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.model.reading import Reading
from communique.model.record import Record
from communique.store import cards, documents, lists, search, shown, tables
from communique.store.asking import ask
from communique.store.connection import cause, found, rows, writing

MOST = 2_000  # what is counted one by one; beyond, only that there are more is told
_CARDS, _TRAITS, _RECORDS = tables.cards.c, tables.traits.c, tables.records.c
_LAST = cards.NEVER[0]
_MARK = "SELECT name, value, (SELECT count(*) FROM pending) FROM about WHERE name IN ('taken', 'derived')"
SORTS = {"date": _CARDS.day, "name": _CARDS.name, "reports": _CARDS.support}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which cards of a kind: for each trait one of some values, days (as numbers) they touch, an order, a place."""

    kind: str
    traits: Sequence[tuple[str, tuple[str, ...]]] = ()
    days: tuple[int | None, int | None] = (None, None)
    sort: str = "-date"
    after: Sequence[Any] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A record or document in short: its days as numbers, the name that it is sorted by, its traits."""

    kind: str
    id: str
    day: int
    until: int
    name: str
    support: int
    traits: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The cards of an open register; every method raises `RegisterError` where it cannot be read.

    The cards of a value that at most `rare` have are looked up and sorted; those of others are met soon on the way.
    """

    engine: Engine
    name: str
    rare: int = 3_000

    def mark(self) -> tuple[int, str]:
        """The number of the register's state, and one of what was derived, which follows later."""
        found = {name: (value, waiting) for name, value, waiting in ask(self.engine, self.name, _MARK, {})}
        return int(found["taken"][0]) + found["taken"][1], str(found["derived"][0])

    def total(self, kind: str) -> int:
        """How many cards of a kind there are."""
        return sum(n for _, n in self.tally(kind, ""))

    def tally(self, kind: str, name: str, most: int = 12) -> list[tuple[str, int]]:
        """The values of a trait that most cards of a kind have, with their number."""
        return self.tallies(kind, (name,), most)[name]

    def tallies(self, kind: str, names: Sequence[str], most: int = 12) -> dict[str, list[tuple[str, int]]]:
        """The same of some traits, by their names."""
        return shown.tallies(self.engine, self.name, kind, names, most)

    def sizes(self, asked: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
        """How many cards of a kind have a value of a trait, for each kind, trait and value; none are left out."""
        return shown.sizes(self.engine, self.name, asked)

    def count(self, choice: Choice) -> int:
        """How many cards are chosen; `MOST` and one where there are more than `MOST`."""
        if not choice.traits and choice.days == (None, None):
            return self.total(choice.kind)
        sizes = self._sizes(choice)
        if len(sizes) == 1 and choice.days == (None, None) and len(choice.traits[0][1]) == 1:
            return sizes[0]
        inner = self._chosen(choice, _rarest(sizes)).limit(MOST + 1).subquery()
        return int(self._rows(select(func.count().label("n")).select_from(inner))[0]["n"])

    def places(self, choice: Choice, limit: int) -> list[tuple[Any, str]]:
        """The sort keys and ids of the chosen cards, in order, after the choice's place."""
        column, down = SORTS[choice.sort.removeprefix("-")], choice.sort.startswith("-")
        led = self._leading(choice, column)
        if not (down and column is _CARDS.day):
            return self._places(choice, limit, led)
        late = [] if self._undated(choice) else self._places(choice, limit, led, dated=True)
        if len(late) == limit:
            return late
        after = choice.after if self._undated(choice) else ()
        return late + self._places(replace(choice, after=after), limit - len(late), led, dated=False)

    def cards(self, kind: str, ids: Sequence[str]) -> list[Card]:
        """The cards with some ids, in the order of the ids."""
        found = {card.id: card for card in _cards(shown.rows(self.engine, self.name, kind, ids))}
        return [found[id] for id in ids if id in found]

    def there(self, kind: str, ids: Sequence[str]) -> dict[str, bool]:
        """Which of some ids are those of records or documents of a kind; the others are left out."""
        return shown.there(self.engine, self.name, kind, ids)

    def named(self, kind: str, names: Sequence[str], most: int) -> list[str]:
        """The ids of the latest records of a kind that are sorted by one of some names, undated ones last."""
        return shown.named(self.engine, self.name, kind, names, most)

    def traits(self, kind: str, ids: Sequence[str]) -> list[tuple[tuple[str, str], ...]]:
        """The names and values of the traits of each of some cards but whom they name, in no order."""
        return shown.traits(self.engine, self.name, kind, ids)

    def tied(self, asked: Sequence[tuple[str, str, str]], most: int) -> Mapping[tuple[str, str, str], list[str]]:
        """The ids of the latest cards of a kind that have a value of a trait, for each kind, trait and value."""
        return shown.latest(self.engine, self.name, asked, most)

    def between(self, kind: str, first: int, last: int, most: int) -> list[Card]:
        """The cards whose first day lies between two days, the earliest first, without their traits."""
        columns = (_CARDS.kind, _CARDS.id, _CARDS.day, _CARDS.until, _CARDS.name, _CARDS.support)
        query = select(*columns).where(_CARDS.kind == kind, _CARDS.day >= first, _CARDS.day <= last)
        query = query.order_by(_CARDS.day, _CARDS.id).limit(most)
        return _cards([(*row, "[]") for row in found(self.engine, self.name, query)])

    def data(self, kind: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """What a page shows of the records or documents with some ids, as plain data.

        Of a record that is cut to what a page shows, `support` is that of all of it.
        """
        return shown.data(self.engine, self.name, kind, ids)

    def data_of(self, wanted: Mapping[str, Sequence[str]]) -> dict[str, dict[str, dict[str, Any]]]:
        """The same of the ids of several kinds, by kind."""
        return shown.data_of(self.engine, self.name, wanted)

    def stored(self, kind: str, ids: Sequence[str]) -> dict[str, str]:
        """The same of one kind, as the JSON that is stored of each."""
        return shown.stored(self.engine, self.name, kind, ids)

    def owners(self, document: str) -> dict[str, str]:
        """The record that each claim and entity of a document went into, by their ids."""
        return self.owned([document])[document]

    def owned(self, documents: Sequence[str]) -> dict[str, dict[str, str]]:
        """The same of some documents, by their ids."""
        return shown.owned(self.engine, self.name, documents)

    def digest(self, name: str, after: int = -1) -> tuple[int, Any]:
        """What was kept under a name, with the state that it was made of; -1 and `None` where nothing later was."""
        digests = tables.digests.c
        found = self._rows(select(tables.digests).where(digests.name == name, digests.state > after))
        return (found[0]["state"], json.loads(found[0]["data"])) if found else (-1, None)

    def keep(self, name: str, state: int, data: Any) -> None:
        """Keep something under a name, in the place of what was made of an earlier state."""
        digests = tables.digests
        row = {"state": state, "data": json.dumps(data, ensure_ascii=False)}
        try:
            with writing(self.engine) as connection:
                connection.execute(digests.delete().where(digests.c.name == name))
                connection.execute(digests.insert(), {"name": name, **row})
        except SQLAlchemyError as error:
            raise RegisterError(f"{self.name}: it could not be written: {cause(error)}") from error

    def contents(self, ids: Sequence[str], kinds: Sequence[str] | None = None) -> list[documents.Contents]:
        """Some documents, each with its entities and claims (`kinds`: these alone) by their ids, as JSON."""
        return documents.contents(self.engine, self.name, ids, kinds)

    def readings(self, ids: Sequence[str]) -> list[Reading]:
        """Some documents with what was read from them."""
        return documents.held(self.engine, self.name, ids)

    def whole(self, kind: str, id: str) -> Record | None:
        """A record with all of its reports."""
        return lists.get(self.engine, self.name, kind, id)

    def found(self, query: str, kinds: Sequence[str], most: int) -> list[Card]:
        """The cards of what a search finds, of some kinds or (none given) of any, the best first."""
        return _cards([row[1:] for row in search.found(self.engine, self.name, (query, tuple(kinds)), most)])

    def texts(self, items: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The texts that are searched, of some kinds and ids."""
        entry = tables.entries.c
        query = select(entry.kind, entry.id, entry.text)
        found: dict[tuple[str, str], str] = {}
        for kind in {kind for kind, _ in items}:
            ids = [id for other, id in items if other == kind]
            rows = self._rows(query.where(entry.kind == kind, entry.id.in_(ids)))
            found |= {(kind, row["id"]): row["text"] for row in rows}
        return found

    def latest(self, most: int) -> list[str]:
        """The ids of the documents that were added last."""
        columns = tables.documents.c
        query = select(columns.id).order_by(columns.added.desc(), columns.id).limit(most)
        return [row["id"] for row in self._rows(query)]

    def _undated(self, choice: Choice) -> bool:
        return bool(choice.after) and choice.after[0] == _LAST

    def _places(
        self, choice: Choice, limit: int, led: int | None, *, dated: bool | None = None
    ) -> list[tuple[Any, str]]:
        column, down = SORTS[choice.sort.removeprefix("-")], choice.sort.startswith("-")
        base = _CARDS if led is None else _TRAITS
        key = column if led is None else _key(column, choice.kind)
        query = self._chosen(choice, led)
        if dated is not None:
            query = query.where(key < _LAST if dated else key == _LAST)
        if choice.after:
            both, place = tuple_(key, base.id), tuple(choice.after)
            query = query.where(both < place if down else both > place)
        order = (key.desc(), base.id.desc()) if down else (key, base.id)
        rows = found(self.engine, self.name, query.add_columns(key.label("key")).order_by(*order).limit(limit))
        return [(key, id) for id, key in rows]

    def _leading(self, choice: Choice, column: Any) -> int | None:
        """The trait by way of which the cards are found; none where all cards are walked through in order."""
        sizes = self._sizes(choice)
        rare = _rarest(sizes)
        if rare is None:
            return None
        in_order = column is _CARDS.day and len(choice.traits[rare][1]) == 1
        return rare if sizes[rare] <= self.rare or in_order else None

    def _chosen(self, choice: Choice, led: int | None) -> "Select[Any]":
        """The ids of the chosen cards, by way of a trait or of all cards."""
        base = _CARDS if led is None else _TRAITS
        query = select(base.id).where(base.kind == choice.kind)
        for number, (name, values) in enumerate(choice.traits):
            if number == led:
                query = query.where(_TRAITS.name == name, _TRAITS.value.in_(values))
                query = query.distinct() if len(values) > 1 else query
            else:
                query = query.where(_has(base, name, values))
        first, last = choice.days
        if first is not None:
            query = query.where(
                base.day < _LAST, _CARDS.until >= first if led is None else _reaches(choice.kind, first)
            )
        return query if last is None else query.where(base.day <= last)

    def _sizes(self, choice: Choice) -> list[int]:
        """How many cards have one of the values of each trait, as a bound."""
        if not choice.traits:
            return []
        counted, sums = tables.tallies.c, Counter[str]()
        each = [(counted.kind == choice.kind) & (counted.name == name) & counted.value.in_(values)
                for name, values in choice.traits]  # fmt: skip
        for name, n in found(self.engine, self.name, select(counted.name, counted.n).where(or_(*each))):
            sums[name] += n
        return [sums[name] for name, _ in choice.traits]

    def _rows(self, query: Any) -> list[Any]:
        return rows(self.engine, self.name, query)


def _rarest(sizes: Sequence[int]) -> int | None:
    return min(range(len(sizes)), key=sizes.__getitem__, default=None)


def _has(base: Any, name: str, values: Sequence[str]) -> Any:
    trait = tables.traits.alias()
    same = (trait.c.kind == base.kind) & (trait.c.name == name) & trait.c.value.in_(values)
    held = select(1).select_from(trait).where(same, trait.c.day == base.day, trait.c.id == base.id)
    return exists(held.limit(1).offset(0))  # PostgreSQL would join such tables, and may take them for tiny


def _reaches(kind: str, first: int) -> Any:
    """That a card found by way of a trait ends on a day or later: it begins then, or is one of the few around it."""
    around = select(_CARDS.id).where(_CARDS.kind == kind, _CARDS.day < first, _CARDS.until >= first)
    return or_(_TRAITS.day >= first, _TRAITS.id.in_(around))


def _key(column: Any, kind: str) -> Any:
    """What cards are sorted by, where they are found by way of a trait."""
    if column is _CARDS.day:
        return _TRAITS.day
    return select(column).where(_CARDS.kind == kind, _CARDS.id == _TRAITS.id).scalar_subquery()


def _cards(rows: Sequence[Sequence[Any]]) -> list[Card]:
    """The cards of rows, whose traits come last and are read at once, as there may be many."""
    made = []
    every = json.loads(f"[{','.join([row[-1] for row in rows])}]")
    for (kind, id, day, until, name, support, _), traits in zip(rows, every, strict=True):
        held: dict[str, tuple[str, ...]] = {}
        for trait, value in traits:
            held[trait] = (*held[trait], value) if trait in held else (value,)
        made.append(Card(kind=kind, id=id, day=day, until=until, name=name, support=support, traits=held))
    return made
