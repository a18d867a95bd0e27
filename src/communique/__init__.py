"""Communiqué reads what is published about how states work together, and keeps the record.

>>> import communique
>>> reading = communique.read_text("The Nordic Council will meet in Oslo on 3 March 2026, its president said.")
>>> reading.document.language, reading.document.title
('en', None)

Everything here is light to import; what reads and stores is loaded on first use.
"""

from collections.abc import Iterator

from communique._version import __version__
from communique.errors import (
    BadClaim,
    BadDate,
    BadDecision,
    BadSetting,
    BadSpan,
    CommuniqueError,
    RegisterError,
    SourceError,
    UnknownLanguage,
)
from communique.model.claim import Claim
from communique.model.decision import Decision
from communique.model.document import Document
from communique.model.entity import Entity, Passage, Reference
from communique.model.kinds import KINDS, Field, Kind
from communique.model.reading import Reading, Refused
from communique.model.span import Span
from communique.scale.shard import Shard
from communique.settings import Settings
from communique.store import Register

__all__ = [
    "KINDS",
    "BadClaim",
    "BadDate",
    "BadDecision",
    "BadSetting",
    "BadSpan",
    "Claim",
    "CommuniqueError",
    "Decision",
    "Document",
    "Entity",
    "Field",
    "Kind",
    "Passage",
    "Reading",
    "Reference",
    "Refused",
    "Register",
    "RegisterError",
    "Settings",
    "Shard",
    "SourceError",
    "Span",
    "UnknownLanguage",
    "__version__",
    "process_shard",
    "read",
    "read_text",
    "shards",
]


def read(*sources: str, settings: Settings | None = None) -> Iterator[Reading | Refused]:
    """Read paths, folders, http and https addresses and `-`, one by one.

    What cannot be read comes as a `Refused` with its reason, and the rest goes on.
    """
    from communique.run import read as read_sources

    return read_sources(sources, settings)


def read_text(text: str) -> Reading | Refused:
    """Read a text in hand as if it stood in a file: with or without front matter, its headline in the first line."""
    from communique.run import read_text as read_one

    return read_one(text)


def shards(*sources: str, out: str, settings: Settings | None = None) -> Iterator[Shard]:
    """Cut what sources hold into shards, for `process_shard` on machines of your own; `out` is where these write to.

    `out` is a folder, or an address that fsspec knows (`s3://bucket/folder`) and all machines reach.
    """
    from communique.scale.work import shards as cut

    return cut(sources, out, settings or Settings())


def process_shard(shard: Shard) -> str:
    """Read a shard, write what came of it into its file in `shard.out`, and give the file's path; pure.

    A file that is there and whole is left as it is, so that twice is as good as once. `communique merge` puts the
    files into a register. Raises `SourceError` where the file cannot be written.
    """
    from communique.scale.work import process_shard as process_one

    return process_one(shard)
