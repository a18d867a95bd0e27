"""The tables of the register; law: a new kind of claim needs no new table."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, String, Table, Text

VERSION = 1
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
