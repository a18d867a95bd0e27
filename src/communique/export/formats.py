"""The formats of an export: each takes the holdings of a register, or the records of one kind of it."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from communique.export import (
    annotations,
    events,
    followthemoney,
    opencivic,
    parquet,
    popolo,
    schemaorg,
    sheets,
    triples,
)
from communique.export.holdings import Holdings


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name, what it is, and how it is written; `kinds` says whether it writes one kind at a time."""

    name: str
    help: str
    media: str
    write: Callable[[Holdings, str], Iterator[bytes]]
    kinds: bool = False


def _whole(write: Callable[[Holdings], Iterable[str]]) -> Callable[[Holdings, str], Iterator[bytes]]:
    return lambda holdings, _: (part.encode() for part in write(holdings))


def _lines(holdings: Holdings, kind: str) -> Iterator[bytes]:
    return (json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in holdings.of(kind))


FORMATS = (
    Format(
        name="jsonl",
        help="the records of a kind, one JSON object a line",
        media="application/jsonl",
        write=_lines,
        kinds=True,
    ),
    Format(
        name="csv",
        help="the records of a kind as a table",
        media="text/csv",
        write=lambda holdings, kind: iter((sheets.table(holdings.of(kind)),)),
        kinds=True,
    ),
    Format(
        name="parquet",
        help="the records of a kind as a Parquet file",
        media="application/vnd.apache.parquet",
        write=lambda holdings, kind: iter((parquet.table(holdings.of(kind)),)),
        kinds=True,
    ),
    Format(
        name="ocd",
        help="Open Civic Data events (OCDEP 4)",
        media="application/jsonl",
        write=_whole(opencivic.write),
    ),
    Format(name="ftm", help="FollowTheMoney entities", media="application/jsonl", write=_whole(followthemoney.write)),
    Format(
        name="ftm-statements",
        help="FollowTheMoney statements",
        media="application/jsonl",
        write=_whole(followthemoney.write_statements),
    ),
    Format(
        name="popolo",
        help="Popolo persons, organizations, posts, memberships, events, speeches",
        media="application/json",
        write=_whole(popolo.write),
    ),
    Format(name="jsonld", help="a schema.org graph", media="application/ld+json", write=_whole(schemaorg.write)),
    Format(
        name="annotations",
        help="W3C Web Annotations, a claim each",
        media="application/ld+json",
        write=_whole(annotations.write),
    ),
    Format(name="turtle", help="RDF with provenance (PROV-O)", media="text/turtle", write=_whole(triples.write)),
    Format(
        name="events",
        help="events as GDELT has them, with CAMEO and PLOVER codes",
        media="text/tab-separated-values",
        write=_whole(events.write),
    ),
)


def named(name: str) -> Format:
    """The format of a name. Raises `KeyError`, naming those that there are."""
    found = next((f for f in FORMATS if f.name == name), None)
    if found is None:
        raise KeyError(f"No format named {name!r}. Known: {', '.join(f.name for f in FORMATS)}.")
    return found
