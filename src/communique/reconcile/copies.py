"""Copies and rewrites of one story among documents; law: the order of documents does not matter.

A document is the set of its runs of three words. Sketches of the sets (one permutation hashing, densified by rotation)
bring documents that may be alike into one bucket; a pair counts when the sets themselves overlap enough and the
documents were published within days of each other. Notices are too short for that: they are copies word for word only,
whatever their titles.
"""

import re
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from struct import pack, unpack
from typing import Any

from communique.model.document import Document
from communique.reconcile.days import apart, first_day
from communique.reconcile.groups import joined
from communique.reconcile.memory import BLANK, Memory, mark
from communique.reconcile.side import ALONE, Side
from communique.reconcile.source import Source

# Rewrites of a wire story share about 0.6 of their runs of three words, two stories on one event about 0.03.
_ALIKE = 0.3
# A story cut short has nearly all its runs in the long one; stories on one matter, with its background, up to half.
_WITHIN = 0.65
_RUN = 3
_BINS = 96
_ROWS = 2
_PACKED = f"<{_BINS // _ROWS}Q"
_DAYS = 14
# Shorter documents are alike by what they are about; those with as many words below the title can be copies.
_LEAST = 40
_NOTICE = 8
# A bucket of more documents than this holds boilerplate; each is compared with those published next only.
_NEXT = 12
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketched:
    """What tells which documents one may be a copy of: its day, the bands of its sketch, and its words if it is short.

    `short` documents have too few runs to be compared.
    """

    published: str | None
    bands: "array[int]"
    short: bool
    notice: str | None

    @property
    def plain(self) -> list[Any]:
        """As plain data."""
        return [self.published, pack(_PACKED, *self.bands).hex(), self.short, self.notice]

    @classmethod
    def of(cls, plain: Sequence[Any]) -> "Sketched":
        """From plain data."""
        return cls(plain[0], array("Q", unpack(_PACKED, bytes.fromhex(plain[1]))), plain[2], plain[3])


def groups(documents: Iterable[tuple[str, Document]], memory: Memory = BLANK, side: Side = ALONE) -> Mapping[str, str]:
    """For each document's id the id of the first published among its copies, its own where it has none.

    The documents come with their ids, and in their order.
    """
    mine = {id: sketch(document) for n, (id, document) in enumerate(documents) if n % side.of == side.number}
    found = {id: each for part in side.exchange(mine) for id, each in part.items()}
    sketched = {id: found[id][1] for id in sorted(found)}
    runs = {id: found[id][0] for id in sketched}
    bands = range(side.number, _BINS // _ROWS, side.of)
    long = sorted((a, b) for a, b in _candidates(sketched, bands) if _comparable(sketched[a], sketched[b]))
    pairs = sorted({pair for part in side.exchange(list(_alike(runs, long))) for pair in part})
    return _grouped(sketched, pairs, memory, only=mine)


def regrouped(source: Source, memory: Memory, *, keeps: bool) -> Mapping[str, str] | None:
    """The same where some documents were changed since they were grouped; `None` where all must be compared again.

    Of several processes that do it, one `keeps` what is new.
    """
    sketched, pairs = {}, []
    for id, plain in memory.recall(_PART):
        sketched[id] = Sketched.of(plain[:4])
        pairs += [(id, other) for other in plain[4]]
    fresh = {}
    for id, reading in source.some([id for id in memory.changed or () if id not in sketched]):
        fresh[id] = sketch(reading.document)
    old = set(pairs)
    sketched = dict(sorted({**sketched, **{id: found for id, (_, found) in fresh.items()}}.items()))
    met, parted = _met(sketched, fresh.keys())
    if not old.isdisjoint(parted):
        return None
    new = sorted((a, b) for a, b in met if _comparable(sketched[a], sketched[b]))
    others = {id for pair in new for id in pair if id not in fresh}
    runs = {id: found for id, (found, _) in fresh.items()}
    runs |= {id: _runs_of(reading.document) for id, reading in source.some(sorted(others))}
    only = {id for pair in new for id in pair} | set(fresh)
    return _grouped(sketched, [*pairs, *_alike(runs, new)], memory if keeps else BLANK, only)


_PART = "copies"


def _grouped(
    sketched: Mapping[str, Sketched],
    pairs: Sequence[tuple[str, str]],
    memory: Memory,
    only: Collection[str] | None = None,
) -> Mapping[str, str]:
    """The groups that pairs of copies make, and those of notices; what is known of (some) documents is kept."""
    if memory.keeps:
        found: dict[str, list[str]] = {}
        for a, b in pairs:
            found.setdefault(a, []).append(b)
        for id in sketched if only is None else sorted(only):
            memory.keep(_PART, id, [*sketched[id].plain, found.get(id, [])])
    groups = joined(list(sketched), [*pairs, *_notices(sketched)])
    firsts = [min(group, key=lambda id: (first_day(sketched[id].published), id)) for group in groups]
    return {id: first for first, group in zip(firsts, groups, strict=True) for id in group}


def _notices(sketched: Mapping[str, Sketched]) -> Iterator[tuple[str, str]]:
    """Short documents of the same words, each with the next one published."""
    found: dict[str, list[str]] = {}
    for id, each in sketched.items():
        if each.notice:
            found.setdefault(each.notice, []).append(id)
    for ids in found.values():
        for a, b in pairwise(sorted(ids, key=lambda id: (first_day(sketched[id].published), id))):
            if (apart(sketched[a].published, sketched[b].published) or 0) <= _DAYS:
                yield a, b


def _comparable(a: Sketched, b: Sketched) -> bool:
    """Whether both are long enough, and published within days of each other."""
    return not a.short and not b.short and (apart(a.published, b.published) or 0) <= _DAYS


def sketch(document: Document) -> tuple["array[int]", Sketched]:
    """The runs of a document, in order, and what tells which others they are compared with."""
    runs = _runs_of(document)
    short = len(runs) < _LEAST
    words = _WORD.findall(document.text[document.body_start :]) if short else []
    notice = mark(" ".join(words).casefold()) if len(words) >= _NOTICE else None
    least = _sketch(runs)
    bands = array("Q", (least[band] << 32 | least[band + 1] for band in range(0, _BINS, _ROWS)))
    return runs, Sketched(document.published, bands, short, notice)


def _runs_of(document: Document) -> "array[int]":
    return array("I", sorted(_runs(document.text)))


def _alike(runs: Mapping[str, "array[int]"], pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those of the pairs whose runs are alike; pairs that begin with one document follow each other."""
    for _, same in groupby(pairs, key=itemgetter(0)):
        held: frozenset[int] | None = None
        for a, b in same:
            held = held or frozenset(runs[a])
            if alike(held, runs[b]):
                yield a, b


def alike(a: frozenset[int], b: Collection[int]) -> bool:
    """Whether they share enough of the runs of either, or the shorter is for the most part in the longer.

    Both have each run once.
    """
    both = len(a.intersection(b))
    return both >= _ALIKE * (len(a) + len(b) - both) or both >= _WITHIN * min(len(a), len(b))


def _runs(text: str) -> frozenset[int]:
    words = [_number(word) for word in _WORD.findall(text.casefold())] or [0]
    if len(words) < _RUN:
        words += [0] * (_RUN - len(words))
    return frozenset(
        (a * 0x9E3779B1 ^ b * 0x85EBCA77 ^ c) & 0xFFFFFFFF for a, b, c in zip(words, words[1:], words[2:], strict=False)
    )


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return zlib.crc32(word.encode())


def _candidates(sketched: Mapping[str, Sketched], bands: Iterable[int]) -> Iterator[tuple[str, str]]:
    """Pairs in one bucket of some bands, each once; in a full one, each with those published next."""
    ids = list(sketched)
    number = {id: n for n, id in enumerate(ids)}
    seen: set[int] = set()  # most pairs meet in many buckets; numbers are faster than pairs of ids
    for bucket in _buckets(sketched, bands):
        numbers = [number[id] for id in bucket]
        for i, a in enumerate(numbers):
            seen.update([a * len(ids) + b if a < b else b * len(ids) + a for b in numbers[i + 1 : i + 1 + _NEXT]])
    for pair in seen:
        a, b = divmod(pair, len(ids))
        yield _pair(ids[a], ids[b])


def _met(sketched: Mapping[str, Sketched], fresh: Collection[str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The pairs of new documents with others in one bucket; and pairs that were in one before, and may be no more."""
    met, parted = set(), set()
    for bucket in _buckets(sketched, range(_BINS // _ROWS), fresh):
        old = [id for id in bucket if id not in fresh]
        now = {_pair(a, b) for i, a in enumerate(bucket) for b in bucket[i + 1 : i + 1 + _NEXT]}
        met |= {pair for pair in now if pair[0] in fresh or pair[1] in fresh}
        if len(bucket) > _NEXT:
            parted |= {_pair(a, b) for i, a in enumerate(old) for b in old[i + 1 : i + 1 + _NEXT]} - now
    return met, parted


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _buckets(
    sketched: Mapping[str, Sketched], bands: Iterable[int], holding: Collection[str] | None = None
) -> Iterator[list[str]]:
    """The documents that have one of some bands alike, in the order of their days; or those that hold some of them."""
    ordered = sorted(sketched, key=lambda id: (first_day(sketched[id].published), id))
    for band in bands:
        wanted = None if holding is None else {sketched[id].bands[band] for id in holding}
        buckets: dict[int, list[str]] = {}
        for id in ordered:
            value = sketched[id].bands[band]
            if wanted is None or value in wanted:
                buckets.setdefault(value, []).append(id)
        yield from (bucket for bucket in buckets.values() if len(bucket) > 1)


def _sketch(runs: "array[int]") -> list[int]:
    """The least run in each bin; an empty bin takes that of the next one that is not empty."""
    least: list[int | None] = [None] * _BINS
    for run in runs:
        bin = run % _BINS
        value = run * 2654435761 & 0xFFFFFFFF
        if least[bin] is None or value < least[bin]:  # type: ignore[operator]
            least[bin] = value
    filled: list[int] = [0] * _BINS
    last = next(v for v in least if v is not None)
    for i in range(_BINS - 1, -1, -1):
        last = least[i] if least[i] is not None else last  # type: ignore[assignment]
        filled[i] = last
    return filled
