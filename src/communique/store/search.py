"""Full-text search in both databases; law: what is found does not hang on which database it is kept in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, delete, text
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.store import tables
from communique.store.connection import cause
from communique.store.pages import Hit, Page
from communique.store.query import Term, snippet, terms, tokens

_RANKED = 1000  # only the latest of those that match are ranked, as ranking all of them is slow for a common word
_LAST_POSITION = 16383  # the highest that a tsvector holds

_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5(kind, title, text, content='entries', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE TRIGGER IF NOT EXISTS entries_added AFTER INSERT ON entries BEGIN"
    " INSERT INTO found(rowid, kind, title, text) VALUES (new.number, new.kind, new.title, new.text); END",
    "CREATE TRIGGER IF NOT EXISTS entries_deleted AFTER DELETE ON entries BEGIN INSERT INTO found(found, rowid, kind,"
    " title, text) VALUES ('delete', old.number, old.kind, old.title, old.text); END",
)

# First the latest that match, of them the best, and only of these the texts, if they are wanted.
_HITS = {
    "sqlite": "WITH hits AS MATERIALIZED (SELECT rowid AS number, -bm25(found, 0.0, 4.0, 1.0) AS score FROM found"
    " WHERE found MATCH :query ORDER BY rowid DESC LIMIT :ranked),",
    "postgresql": "WITH latest AS MATERIALIZED (SELECT number, words FROM entries"
    " WHERE words @@ CAST(:query AS tsquery) ORDER BY number DESC LIMIT :ranked),"
    " hits AS (SELECT number, ts_rank(words, CAST(:query AS tsquery), 1) AS score FROM latest),",
}
_BEST = (
    "{hits} best AS MATERIALIZED"
    " (SELECT number, score FROM hits ORDER BY score DESC, number DESC LIMIT :limit OFFSET :offset)"
    " SELECT {columns} FROM best JOIN entries e ON e.number = best.number"
    " ORDER BY best.score DESC, e.number DESC"
)
_FIND, _NAMES = (
    {dialect: text(_BEST.format(hits=hits, columns=columns)) for dialect, hits in _HITS.items()}
    for columns in ("e.kind, e.id, e.title, e.text", "e.kind, e.id")
)


def search(engine: Engine, name: str, asked: tuple[str, Sequence[str]], limit: int, cursor: str | None) -> Page[Hit]:
    """The entries that hold all terms of a query, of some kinds or (none given) of any. Raises `RegisterError`."""
    offset = int(cursor) if cursor and cursor.isdecimal() else 0
    wanted = terms(asked[0])
    rows = _rows(engine, name, asked, _FIND, (limit + 1, offset)) if offset < _RANKED else []
    hits = tuple(_hit(row, wanted) for row in rows[:limit])
    return Page(items=hits, next=str(offset + limit) if len(rows) > limit else None)


def found(engine: Engine, name: str, asked: tuple[str, Sequence[str]], most: int) -> list[tuple[str, str]]:
    """The kinds and ids of the same entries, without their texts. Raises `RegisterError`."""
    return [(row.kind, row.id) for row in _rows(engine, name, asked, _NAMES, (most, 0))]


def _rows(
    engine: Engine, name: str, asked: tuple[str, Sequence[str]], find: Mapping[str, Any], part: tuple[int, int]
) -> Sequence[Any]:
    wanted, dialect = terms(asked[0]), engine.dialect.name
    if not wanted:
        return []
    query = (_sqlite_query if dialect == "sqlite" else _postgresql_query)(wanted, asked[1])
    values = {"query": query, "ranked": _RANKED, "limit": part[0], "offset": part[1]}
    try:
        with engine.connect() as connection:
            return connection.execute(find[dialect], values).all()
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it could not be searched: {cause(error)}") from error


def entry(kind: str, id: str, title: str, words: str) -> dict[str, Any]:
    """What can be searched of a document or record."""
    return {"kind": kind, "id": id, "title": title, "text": words}


def put(connection: Connection, entries: Sequence[Mapping[str, Any]]) -> None:
    """Make entries searchable that are not there yet."""
    if not entries:
        return
    indexed = connection.dialect.name == "postgresql"
    rows = [{**item, "words": _vector(item)} if indexed else dict(item) for item in entries]
    connection.execute(tables.entries.insert(), rows)


def drop(connection: Connection, items: Sequence[tuple[str, str]]) -> None:
    """Take entries out of the search."""
    for kind in {kind for kind, _ in items}:
        ids = [id for other, id in items if other == kind]
        connection.execute(delete(tables.entries).where(tables.entries.c.kind == kind, tables.entries.c.id.in_(ids)))


def make(connection: Connection) -> None:
    """Make the index of words where the database needs one beside the table."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else ():
        connection.execute(text(statement))


def _hit(row: Any, wanted: tuple[Term, ...]) -> Hit:
    words, marks = snippet(row.text, wanted)
    return Hit(kind=row.kind, id=row.id, title=row.title, snippet=words, marks=marks)


def _sqlite_query(wanted: Iterable[Term], kinds: Sequence[str]) -> str:
    """Everything is in quotation marks, which no token has, so nothing is taken for an operator."""
    phrases = " AND ".join(f'"{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in wanted)
    query = f"{{title text}} : ({phrases})"
    return f"{query} AND kind : ({' OR '.join(_quoted(kinds))})" if kinds else query


def _quoted(kinds: Iterable[str]) -> list[str]:
    return [f'"{" ".join(tokens(kind)) or "none"}"' for kind in kinds]


def _postgresql_query(wanted: Iterable[Term], kinds: Sequence[str]) -> str:
    parts = [" <-> ".join((*_lexemes(term.words[:-1]), _last(term))) for term in wanted]
    if kinds:
        parts.append(f"({' | '.join(_lexemes(f'/{kind}' for kind in _words(kinds)))})")
    return " & ".join(f"({part})" for part in parts)


def _words(kinds: Iterable[str]) -> list[str]:
    return [" ".join(tokens(kind)) or "none" for kind in kinds]


def _last(term: Term) -> str:
    return f"'{term.words[-1]}'{':*' if term.prefix else ''}"


def _lexemes(words: Iterable[str]) -> list[str]:
    return [f"'{word}'" for word in words]


def _vector(item: Mapping[str, Any]) -> str:
    """The words of an entry with their places, as PostgreSQL reads them; the title weighs more than the text."""
    places: dict[str, list[str]] = {}
    title = tokens(item["title"])
    for i, word in enumerate(title, 1):
        places.setdefault(word, []).append(f"{min(i, _LAST_POSITION)}A")
    for i, word in enumerate(tokens(item["text"]), len(title) + 2):
        places.setdefault(word, []).append(str(min(i, _LAST_POSITION)))
    lexemes = (f"'{word}':{','.join(at[:255])}" for word, at in places.items())
    return " ".join((f"'/{item['kind']}'", *lexemes))
