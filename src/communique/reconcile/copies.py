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
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from operator import itemgetter

from communique.model.document import Document
from communique.reconcile.days import apart, first_day
from communique.reconcile.groups import joined

# Rewrites of a wire story share about 0.6 of their runs of three words, two stories on one event about 0.03.
_ALIKE = 0.3
# A story cut short has nearly all its runs in the long one; stories on one matter, with its background, up to half.
_WITHIN = 0.65
_RUN = 3
_BINS = 96
_ROWS = 2
_DAYS = 14
# Shorter documents are alike by what they are about; those with as many words below the title can be copies.
_LEAST = 40
_NOTICE = 8
# A bucket of more documents than this holds boilerplate; each is compared with those published next only.
_NEXT = 12
_WORD = re.compile(r"\w+")


def groups(documents: Iterable[tuple[str, Document]]) -> Mapping[str, str]:
    """For each document's id the id of the first published among its copies, its own where it has none.

    The documents come with their ids, and in their order.
    """
    runs: dict[str, array[int]] = {}
    published: dict[str, str | None] = {}
    notices: dict[str, list[str]] = {}
    for id, document in documents:
        runs[id] = array("I", sorted(_runs(document.text)))
        published[id] = document.published
        if len(runs[id]) < _LEAST and len(words := _WORD.findall(document.text[document.body_start :])) >= _NOTICE:
            notices.setdefault(" ".join(words).casefold(), []).append(id)
    same = (sorted(ids, key=lambda id: (first_day(published[id]), id)) for ids in notices.values())
    long = sorted(
        (a, b)
        for a, b in _candidates(runs, published)
        if min(len(runs[a]), len(runs[b])) >= _LEAST and (apart(published[a], published[b]) or 0) <= _DAYS
    )
    pairs = list(_alike(runs, long))
    pairs += [(a, b) for ids in same for a, b in pairwise(ids) if (apart(published[a], published[b]) or 0) <= _DAYS]
    found = joined(list(runs), pairs)
    firsts = [min(group, key=lambda id: (first_day(published[id]), id)) for group in found]
    return {id: first for first, group in zip(firsts, found, strict=True) for id in group}


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


def _candidates(runs: Mapping[str, "array[int]"], published: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    buckets: dict[tuple[int, ...], list[str]] = {}
    for id in sorted(runs, key=lambda id: (first_day(published[id]), id)):
        sketch = _sketch(runs[id])
        for band in range(0, _BINS, _ROWS):
            buckets.setdefault((band, *sketch[band : band + _ROWS]), []).append(id)
    seen: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        for a, b in _pairs(bucket):
            pair = (a, b) if a < b else (b, a)
            if pair not in seen:
                seen.add(pair)
                yield pair


def _pairs(bucket: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(bucket) <= _NEXT:
        yield from combinations(bucket, 2)
    else:
        yield from ((a, b) for i, a in enumerate(bucket) for b in bucket[i + 1 : i + 1 + _NEXT])


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
