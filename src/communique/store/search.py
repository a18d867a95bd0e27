"""Full-text search in both databases; law: what is found does not hang on which database it is kept in."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.store import bulk, shown, tables
from communique.store.connection import alone, among, cause
from communique.store.pages import Hit, Page
from communique.store.query import WEIGHED, Term, snippet, terms, tokens, weight

Asked = tuple[tuple[Term, ...], Sequence[str]]
Entry = tuple[str, str, str, str]
_ENTRY = ("kind", "id", "title", "text")

_LAST_POSITION = 16383  # the highest that a tsvector holds

# Triggers had the index written once for every row; registers of version 9 and earlier had them.
_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5(kind, title, text, content='entries', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5')",
    "DROP TRIGGER IF EXISTS entries_added",
    "DROP TRIGGER IF EXISTS entries_deleted",
)
_INDEXED = text(
    "INSERT INTO found(rowid, kind, title, text) SELECT number, kind, title, text FROM entries WHERE number > :last"
)
_UNINDEXED = text(
    "INSERT INTO found(found, rowid, kind, title, text) SELECT 'delete', number, kind, title, text FROM entries"
    " WHERE kind = :kind AND id IN (SELECT value FROM json_each(:ids))"
)
# All that match are found by the index, however common the words are; ranked are the latest, and the latest names.
_MOST, _RANKED, _NAMES = 1000, 50, 30
_NAMING = ("people", "bodies")
_ERA = 2048  # so many entries that follow each other have one more word in common, by which the latest are found first
_LATE = 8  # so many of the latest eras are looked through before all are
_LATEST = 4096  # of documents, which may be older than all records, the eras of so many, but twice as many eras at most
_NUMBERS = {
    "sqlite": text("SELECT rowid FROM found WHERE found MATCH :query ORDER BY rowid DESC LIMIT :most"),
    # without the detour the planner may read the whole table backwards
    "postgresql": text(
        "WITH hits AS MATERIALIZED (SELECT number FROM entries WHERE words @@ CAST(:query AS tsquery))"
        " SELECT number FROM hits ORDER BY number DESC LIMIT :most"
    ),
}
# an index of names alone: in that of all words those of the texts are in the way, above all for beginnings of words
_NAMED = text(
    "WITH hits AS MATERIALIZED (SELECT number FROM entries WHERE kind IN ('people', 'bodies') AND kind = ANY(:kinds)"
    " AND ts_filter(words, '{a}') @@ CAST(:query AS tsquery))"
    " SELECT number FROM hits ORDER BY number DESC LIMIT :most"
)
_LAST = text("SELECT max(number) FROM entries")
_OF_DOCUMENTS = text(
    f"SELECT DISTINCT number / {_ERA} FROM (SELECT number FROM entries WHERE kind = 'documents'"
    f" ORDER BY number DESC LIMIT {_LATEST}) AS latest"
)
_NEW_NUMBERS = text("SELECT nextval(pg_get_serial_sequence('entries', 'number')) FROM generate_series(1, :wanted)")


def search(engine: Engine, name: str, asked: tuple[str, Sequence[str]], limit: int, cursor: str | None) -> Page[Hit]:
    """The entries that hold all terms of a query, of some kinds or (none given) of any. Raises `RegisterError`."""
    offset = int(cursor) if cursor and cursor.isdecimal() else 0
    wanted, columns = terms(asked[0]), tables.entries.c
    query = select(columns.number, columns.kind, columns.id, columns.title, columns.text)
    part = (offset, offset + limit + 1)
    rows = _rows(engine, name, asked, part, query) if wanted and offset < _MOST else []
    hits = tuple(_hit(row, wanted) for row in rows[:limit])
    return Page(items=hits, next=str(offset + limit) if len(rows) > limit else None)


def found(engine: Engine, name: str, asked: tuple[str, Sequence[str]], most: int) -> list[Any]:
    """Of the same entries, the columns of their cards, behind the entry's number. Raises `RegisterError`."""
    entries, cards = tables.entries, tables.cards
    both = entries.join(cards, (cards.c.kind == entries.c.kind) & (cards.c.id == entries.c.id))
    return _rows(engine, name, asked, (0, most), select(entries.c.number, *shown.CARD).select_from(both))


def _rows(
    engine: Engine, name: str, asked: tuple[str, Sequence[str]], part: tuple[int, int], query: "Select[Any]"
) -> list[Any]:
    """What a query for entries by their numbers finds of a part of those that are searched, in their order."""
    wanted = terms(asked[0])
    if not wanted:
        return []
    try:
        with alone(engine) as connection:
            numbers = _ranked(connection, (wanted, asked[1]), part[1])[part[0] :]
            rows = connection.execute(query.where(among(engine, tables.entries.c.number, numbers))).all()
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it could not be searched: {cause(error)}") from error
    place = {number: i for i, number in enumerate(numbers)}
    return sorted(rows, key=lambda row: place[row[0]])


def _ranked(connection: Connection, asked: Asked, most: int) -> list[int]:
    """The first numbers: of the latest and the names the best first, then the others from late to early."""
    wanted, kinds = asked
    naming = [kind for kind in _NAMING if not kinds or kind in kinds]
    names = _named(connection, wanted, naming) if naming else []
    latest = _latest(connection, wanted, kinds, min(_MOST, max(_RANKED, most + _NAMES)))
    first = {*names, *latest[:_RANKED]}
    columns = tables.entries.c
    query = select(columns.number, columns.title, func.substr(columns.text, 1, WEIGHED))
    rows = connection.execute(query.where(among(connection, columns.number, sorted(first))))
    weighed = [(-weight(title, text, wanted), -number) for number, title, text in rows]
    ordered = [-number for _, number in sorted(weighed)]
    return [*ordered, *(number for number in latest[_RANKED:] if number not in first)][:most]


def _named(connection: Connection, wanted: Iterable[Term], kinds: Sequence[str]) -> list[int]:
    """The numbers of the latest persons and bodies (or one of these kinds) whose names have all terms."""
    if connection.dialect.name == "sqlite":
        return _numbers(connection, _sqlite_query(wanted, kinds, title=True), _NAMES)
    given = {"query": _postgresql_query(wanted, ()), "kinds": list(kinds), "most": _NAMES}
    return list(connection.execute(_NAMED, given).scalars())


def _latest(connection: Connection, wanted: Iterable[Term], kinds: Sequence[str], most: int) -> list[int]:
    """The numbers of the latest entries of some kinds, or (none given) of any, that have all terms."""
    if connection.dialect.name == "sqlite":
        return _numbers(connection, _sqlite_query(wanted, kinds), most)
    query = _postgresql_query(wanted, kinds)
    last = (connection.execute(_LAST).scalar() or 0) // _ERA
    if last < _LATE:
        return _numbers(connection, query, most)
    late = _numbers(connection, _of_eras(query, range(last - _LATE + 1, last + 1)), most)
    return late if len(late) == most else _of_all(connection, query, kinds, most)


def _of_all(connection: Connection, query: str, kinds: Sequence[str], most: int) -> list[int]:
    """The same of all eras: documents by themselves, as to look through their many words takes long."""
    found: list[int] = []
    if set(kinds) != {"documents"}:
        found += _numbers(connection, f"{query} & !'/documents'", most)
    if not kinds or "documents" in kinds:
        documents = f"{query} & '/documents'"
        eras = sorted(connection.execute(_OF_DOCUMENTS).scalars())[-2 * _LATE :]
        late = _numbers(connection, _of_eras(documents, eras), most) if eras else []
        found += late if len(late) == most else _numbers(connection, documents, most)
    return sorted(found, reverse=True)[:most]


def _of_eras(query: str, eras: Iterable[int]) -> str:
    return f"{query} & ({' | '.join(_lexemes(f'#{era}' for era in eras))})"


def _numbers(connection: Connection, query: str, most: int) -> list[int]:
    """The numbers of the latest entries that a query of the database's own finds, from late to early."""
    statement = _NUMBERS[connection.dialect.name]
    return list(connection.execute(statement, {"query": query, "most": most}).scalars())


def entry(kind: str, id: str, title: str, words: str) -> Entry:
    """What can be searched of a document or record."""
    return (kind, id, title, words)


def put(connection: Connection, entries: Sequence[Entry]) -> None:
    """Make entries searchable that are not there yet."""
    with indexing(connection):
        keep(connection, entries)


@contextmanager
def indexing(connection: Connection) -> Iterator[None]:
    """Have the entries that are kept meanwhile found by their words: of many all at once, which is faster."""
    if connection.dialect.name != "sqlite":
        yield
        return
    last = connection.execute(select(func.max(tables.entries.c.number))).scalar() or 0
    yield
    connection.execute(_INDEXED, {"last": last})


def keep(connection: Connection, entries: Sequence[Entry]) -> None:
    """Keep entries that are not there yet, and are not dropped again, while they are being indexed."""
    if not entries:
        return
    if connection.dialect.name == "postgresql":
        numbers = connection.execute(_NEW_NUMBERS, {"wanted": len(entries)}).scalars()
        rows = [(*item, n, _vector(item, n)) for item, n in zip(entries, numbers, strict=True)]
        bulk.insert(connection, tables.entries, (*_ENTRY, "number", "words"), rows)
    else:
        bulk.insert(connection, tables.entries, _ENTRY, entries)


def drop(connection: Connection, items: Sequence[tuple[str, str]]) -> None:
    """Take entries out of the search."""
    for kind in {kind for kind, _ in items}:
        ids = [id for other, id in items if other == kind]
        if connection.dialect.name == "sqlite":
            connection.execute(_UNINDEXED, {"kind": kind, "ids": json.dumps(ids)})
        connection.execute(delete(tables.entries).where(tables.entries.c.kind == kind, tables.entries.c.id.in_(ids)))


def make(connection: Connection) -> None:
    """Make the index of words where the database needs one beside the table."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else ():
        connection.execute(text(statement))


def remake(connection: Connection) -> None:
    """Make the index of words anew, from an earlier form of it."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TABLE found"))
        make(connection)
        connection.execute(text("INSERT INTO found(found) VALUES ('rebuild')"))
        return
    era = f"array_to_tsvector(ARRAY['#' || (number / {_ERA})::text])"
    connection.execute(text(f"UPDATE entries SET words = words || {era}"))


def _hit(row: Any, wanted: tuple[Term, ...]) -> Hit:
    words, marks = snippet(row.text, wanted)
    return Hit(kind=row.kind, id=row.id, title=row.title, snippet=words, marks=marks)


def _sqlite_query(wanted: Iterable[Term], kinds: Sequence[str], *, title: bool = False) -> str:
    """Everything is in quotation marks, which no token has, so nothing is taken for an operator."""
    phrases = " AND ".join(f'"{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in wanted)
    query = f"{{{'title' if title else 'title text'}}} : ({phrases})"
    return f"{query} AND kind : ({' OR '.join(_quoted(kinds))})" if kinds else query


def _quoted(kinds: Iterable[str]) -> list[str]:
    return [f'"{words}"' for words in _words(kinds)]


def _postgresql_query(wanted: Iterable[Term], kinds: Sequence[str]) -> str:
    parts = [" <-> ".join(_lexemes(term.words)) + (":*" if term.prefix else "") for term in wanted]
    if kinds:
        parts.append(f"({' | '.join(_lexemes(f'/{kind}' for kind in _words(kinds)))})")
    return " & ".join(f"({part})" for part in parts)


def _words(kinds: Iterable[str]) -> list[str]:
    return [" ".join(tokens(kind)) or "none" for kind in kinds]


def _lexemes(words: Iterable[str]) -> list[str]:
    return [f"'{word}'" for word in words]


def _vector(item: Entry, number: int) -> str:
    """The words of an entry with their places, as PostgreSQL reads them; the title weighs more than the text."""
    places: dict[str, list[str]] = {}
    kind, _, heading, words = item
    title = tokens(heading)
    for i, word in enumerate(title, 1):
        places.setdefault(word, []).append(f"{min(i, _LAST_POSITION)}A")
    for i, word in enumerate(tokens(words), len(title) + 2):
        places.setdefault(word, []).append(str(min(i, _LAST_POSITION)))
    lexemes = (f"'{word}':{','.join(at[:255])}" for word, at in places.items())
    return " ".join((f"'/{kind}'", f"'#{number // _ERA}'", *lexemes))
