"""Gold readings: a folder with a file ID.json a document, its claims as in `claims.md` with words for offsets."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from communique.errors import SourceError
from communique.model.kinds import ALL
from communique.scoring.pairs import Plain


def gold_of(folder: Path) -> dict[str, Plain]:
    """The gold readings of a folder by id. Raises `SourceError` where there are none, or one is damaged."""
    found = {file.stem: _read(file) for file in sorted(folder.glob("*.json"))}
    if not found:
        raise SourceError(f"{folder}: no gold here; it is a folder with a file ID.json for each document.")
    return found


def _read(file: Path) -> Plain:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SourceError(f"{file}: cannot be read as JSON: {type(error).__name__}.") from None
    for kind in ALL:
        claims = value.get(kind.plural) or [] if isinstance(value, dict) else None
        if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
            raise SourceError(f"{file}: no gold reading; {kind.plural} is to be a list of objects.")
    return dict(value)


def by_gold(gold: Iterable[str], readings: Iterable[Plain]) -> Mapping[str, Plain]:
    """Readings by the id of their gold: the document's id, else the name of its file without ending."""
    ids = frozenset(gold)
    return {id: reading for reading in readings if (id := _id(reading, ids)) in ids}


def _id(reading: Plain, ids: frozenset[str]) -> str:
    document = reading["document"]
    own = str(document["id"])
    return own if own in ids else PurePath(str(document.get("source") or own)).stem
