"""The tables of the register; law: a new kind of claim needs no new table.

`documents`, `entities`, `claims` and `decisions` are the register; all others follow from them and can be made again.
"""

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, text
from sqlalchemy.dialects.postgresql import TSVECTOR

VERSION = 11
_SORTED = Text().with_variant(Text(collation="C"), "postgresql")  # in the same order as SQLite
metadata = MetaData()

about = Table("about", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("source", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", String(40)),
    Column("language", String(16), nullable=False),
    Column("added", String(40), nullable=False),
)

entities = Table(
    "entities",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("data", JSON, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(40), nullable=False, index=True),
    Column("data", JSON, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("at", String(40), nullable=False, index=True),
    Column("action", String(16), nullable=False),
    Column("data", JSON, nullable=False),
)

inputs = Table(
    "inputs",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("document", String(16)),
    Column("refused", Text),
)
"""What was taken in, by a hash of its content and of how it is read: the document that it is, or why it is none."""

sources = Table(
    "sources", metadata, Column("name", String(200), primary_key=True), Column("data", JSON, nullable=False)
)
"""How each source that is followed does."""

visits = Table(
    "visits",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("source", String(200), nullable=False),
    Column("address", Text, nullable=False),
    Column("found", Float, nullable=False),
    Column("place", Integer, nullable=False),
    Column("due", Float),
    Column("document", String(16)),
    Column("data", JSON, nullable=False),
    Index("visits_due", "source", "due"),
)
"""The addresses that sources offer, with what came of each."""

edits = Table(
    "edits",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("source", String(200), nullable=False),
    Column("address", Text, nullable=False),
    Column("before", String(16), nullable=False),
    Column("after", String(16)),
    Column("at", String(40), nullable=False, index=True),
    Column("data", JSON, nullable=False),
)
"""The pages that say something else than before, with both versions and what differs."""

pending = Table(
    "pending",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", String(16)),
    sqlite_autoincrement=True,
)
"""What was stored since the records were last derived: a document, or (`NULL`) something else."""

records = Table(
    "records",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("id", String(60), primary_key=True),
    Column("date", _SORTED, nullable=False),
    Column("status", _SORTED, nullable=False),
    Column("name", _SORTED, nullable=False),
    Column("body", _SORTED, nullable=False),
    Column("reported", _SORTED, nullable=False),
    Column("support", Integer, nullable=False),
    Column("data", Text, nullable=False),
)
"""Each record with what it is sorted and filtered by; a value that is not said is an empty text."""

for _column in ("date", "status", "name", "body", "reported", "support"):
    Index(f"records_{_column}", records.c.kind, records.c[_column], records.c.id)

cards = Table(
    "cards",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("id", String(60), primary_key=True),
    Column("day", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    Column("name", _SORTED, nullable=False),
    Column("support", Integer, nullable=False),
    Column("traits", Text, nullable=False),
    Column("data", Text),
    Index("cards_day", "kind", "day", "id", "until"),
    Index("cards_name", "kind", "name", "id"),
    Index("cards_support", "kind", "support", "id"),
)
"""What lists show of each record and document, with the first and last day that its date can mean.

`data` is the record cut to what a page holds, or `NULL` where that is all of it; of a document, what describes it.
"""

traits = Table(
    "traits",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("name", String(30), primary_key=True),
    Column("value", _SORTED, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("id", String(60), primary_key=True),
    sqlite_with_rowid=False,
)
"""What lists are narrowed by: each value of each record or document, in order of its days."""

tallies = Table(
    "tallies",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("name", String(30), primary_key=True),
    Column("value", _SORTED, primary_key=True),
    Column("n", Integer, nullable=False),
    Index("tallies_most", "kind", "name", "n"),
    sqlite_with_rowid=False,
)
"""How many records or documents of a kind have a value; without a name, how many there are."""

owners = Table(
    "owners",
    metadata,
    Column("document", String(16), primary_key=True),
    Column("item", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("id", String(60), nullable=False),
    sqlite_with_rowid=False,
)
"""The record that each claim and entity of a document went into; one of an item that is gone may stay."""

digests = Table(
    "digests",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("state", Integer, nullable=False),
    Column("data", Text, nullable=False),
)
"""What takes long to make of the register and is shown on many pages, with the state that it was made of."""

kept = Table(
    "kept",
    metadata,
    Column("part", String(20), primary_key=True),
    Column("key", String(60), primary_key=True),
    Column("data", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What the last derivation of the records left for the next: of each document, and of each record."""

links = Table(
    "links",
    metadata,
    Column("target", String(60), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("id", String(60), primary_key=True),
    Index("links_from", "kind", "id"),
)
"""Which records speak of which persons and bodies."""

entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("id", String(60), nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("words", TSVECTOR().with_variant(Text(), "sqlite")),
    Index("entries_item", "kind", "id", unique=True),
    Index("entries_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}).ddl_if(
        dialect="postgresql"
    ),
    Index(
        "entries_names",
        text("ts_filter(words, '{a}')"),
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
        postgresql_where=text("kind IN ('people', 'bodies')"),
    ).ddl_if(dialect="postgresql"),
    Index("entries_documents", "number", postgresql_where=text("kind = 'documents'")).ddl_if(dialect="postgresql"),
    sqlite_autoincrement=True,
)
"""What can be searched, the latest with the highest number; PostgreSQL finds it by its words, SQLite by `found`."""

watches = Table(
    "watches",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("account", String(80), nullable=False, index=True),
    Column("address", Text, nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("record", String(60), nullable=False),
    Column("query", Text, nullable=False),
    Column("pace", String(12), nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("created", String(40), nullable=False),
    Column("keys", JSON, nullable=False),
)
"""What somebody wants to be told of: a record, or what a search finds."""

taken = Table(
    "taken",
    metadata,
    Column("change", String(16), primary_key=True),
    Column("day", String(10), nullable=False, index=True),
)
"""The changes of the last days that were compared with the watches already."""

alerts = Table(
    "alerts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("watch", String(16), nullable=False),
    Column("change", String(16), nullable=False),
    Column("at", String(40), nullable=False),
    Column("delivery", String(32), index=True),
    Column("data", JSON, nullable=False),
    Index("alerts_once", "watch", "change", unique=True),
    sqlite_autoincrement=True,
)
"""Each change that a watch told of, and the delivery that takes it along (`NULL`: none yet)."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("purpose", String(12), nullable=False),
    Column("channel", String(12), nullable=False),
    Column("address", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Column("due", String(40), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Index("deliveries_due", "state", "channel", "due"),
)
"""The outbox: what is to be sent, was sent, or could not be; `about` is the pace or, of a question, the watch."""
