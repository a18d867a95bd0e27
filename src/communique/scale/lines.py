"""What came of a shard as lines of JSON: one about the whole, then one an item; law: what is read back is equal."""

import json
from collections.abc import Sequence
from typing import Any

from communique.errors import CommuniqueError
from communique.model.document import Document
from communique.model.outcome import Outcome
from communique.model.plain import claim_of, claim_plain, entity_of, entity_plain
from communique.model.reading import Reading, Refused

_FORM = 1
_FIELDS = ("text", "title", "source", "publisher", "url", "published", "language")


class BadShard(CommuniqueError):
    """What should be the file of a shard is none, or is damaged."""


def encode(outcomes: Sequence[Outcome]) -> bytes:
    """The lines, the same for the same outcomes byte by byte."""
    lines: list[Any] = [{"communique": "shard", "form": _FORM, "items": len(outcomes)}]
    lines += [_plain(outcome) for outcome in outcomes]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "surrogatepass")


def decode(data: bytes, name: str = "a shard") -> list[Outcome]:
    """The outcomes that lines hold. Raises `BadShard` where they are no shard's, cut off, or say what no text says."""
    try:
        about, *lines = (json.loads(line) for line in data.decode("utf-8", "surrogatepass").splitlines())
        if about["communique"] != "shard" or about["form"] != _FORM:
            raise BadShard(f"{name}: a shard of another form of this program.")
        if about["items"] != len(lines):
            raise BadShard(f"{name}: the shard is cut off: {len(lines)} of {about['items']} items.")
        return [_outcome(line) for line in lines]
    except BadShard:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, CommuniqueError) as error:
        raise BadShard(f"{name}: no shard, or a damaged one: {' '.join(str(error).split())[:200]}") from error


def _plain(outcome: Outcome) -> dict[str, Any]:
    found = outcome.found
    if isinstance(found, Refused):
        return {"key": outcome.key, "source": found.source, "refused": found.reason}
    return {
        "key": outcome.key,
        "document": {name: getattr(found.document, name) for name in _FIELDS},
        "entities": [entity_plain(entity) for entity in found.entities],
        "claims": [claim_plain(claim) for claim in found.claims],
    }


def _outcome(line: dict[str, Any]) -> Outcome:
    if "refused" in line:
        return Outcome(key=line["key"], found=Refused(source=line["source"], reason=line["refused"]))
    document = Document(**line["document"])
    entities = [entity_of(document, plain) for plain in line["entities"]]
    reading = Reading.of(document, entities, (claim_of(document, plain) for plain in line["claims"]))
    return Outcome(key=line["key"], found=reading)
