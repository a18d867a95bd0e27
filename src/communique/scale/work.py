"""Reading a shard, pure; law: the same shard gives the same bytes, however often and wherever it is read."""

import hashlib
from collections.abc import Iterable, Iterator

from communique import run
from communique.errors import SourceError
from communique.extract import VERSIONS, extract
from communique.model.fetched import Fetched
from communique.model.outcome import Outcome
from communique.model.reading import Reading, Refused
from communique.scale import files
from communique.scale.lines import BadShard, decode, encode
from communique.scale.shard import Shard, batches, key_of
from communique.settings import Settings


def read_shard(shard: Shard) -> bytes:
    """What came of each item of a shard, as lines of JSON."""
    settings = Settings(max_characters=shard.max_characters)
    return encode([_outcome(item, settings) for item in shard.items])


def process_shard(shard: Shard) -> str:
    """Read a shard and write what came of it into its file in the folder `shard.out`; gives the file's path.

    The file's name hangs on the shard's items and the versions of the extractors, and its content on nothing else:
    where it is there and whole, nothing is done, and twice is as good as once. Raises `SourceError`.
    """
    if shard.out is None:
        raise SourceError("A shard without a folder to write to; give it `out`.")
    name = _name(shard)
    path = files.join(shard.out, name)
    return path if _is_whole(path) else files.write(shard.out, name, read_shard(shard))


def shards(sources: Iterable[str], out: str, settings: Settings) -> Iterator[Shard]:
    """The shards of all that sources hold, to be written to a folder or address."""
    first = 0
    for batch in batches(run.fetched(sources, settings)):
        yield Shard(items=tuple(batch), first=first, out=out, max_characters=settings.max_characters)
        first += len(batch)


def _outcome(item: Fetched | Refused, settings: Settings) -> Outcome:
    if isinstance(item, Refused):
        return Outcome(key=None, found=item)
    try:
        found: Reading | Refused
        document = run.document(item, settings)
        found = document if isinstance(document, Refused) else extract(document)
    except Exception as error:  # one text that shows a bug must not stop the reading of a million
        reason = f"a bug of this program shows here ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
        return Outcome(key=None, found=Refused(source=item.source, reason=reason))
    return Outcome(key=key_of(item, settings.max_characters), found=found)


def _name(shard: Shard) -> str:
    parts = (*sorted(VERSIONS), *(_told(item, shard.max_characters) for item in shard.items))
    found = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{shard.first:010}-{found[:16]}{files.ENDING}"


def _told(item: Fetched | Refused, max_characters: int) -> str:
    return str(item) if isinstance(item, Refused) else f"{item.source}\n{key_of(item, max_characters)}"


def _is_whole(path: str) -> bool:
    data = files.read(path)
    try:
        return data is not None and bool(decode(data, path))
    except BadShard:
        return False
