"""Which of many pairs of words can be alike, found at once; law: no pair that is as alike as asked is left out."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

from communique.reconcile.spelling import (
    AT_START,
    CLOSE,
    GIVEN,
    SURNAME,
    Words,
    drop_cost,
    one_edit,
    romanised,
    swap_cost,
)

_ROUNDING = 1e-4
_AT_ONCE = 1 << 17  # pairs
_LEAST_COST = 0.4  # of any change
# A little below what `spelling.alike` asks of given names, of all words together, and of surnames.
_SOMEWHAT, _IN_ALL, _MUCH = GIVEN - 0.005, CLOSE - 0.001, SURNAME - 0.005


def loosely(pairs: Sequence[tuple[Words, Words]]) -> Any:
    """Which pairs of full names of so many words each can be at least loosely alike, as an array of truths.

    All words of one are like some of the other; or one is much like one of the other, and another like another, its
    beginning, or a letter apart; or they are one when their words are joined.
    """
    import numpy

    mine, theirs = (len(name) for name in pairs[0])
    each = [(i, j) for i in range(mine) for j in range(theirs)]
    alike = numpy.array([_likenesses([a[i] for a, _ in pairs], [b[j] for _, b in pairs]) for i, j in each])
    table = alike.reshape(mine, theirs, len(pairs))
    found = numpy.zeros(len(pairs), bool)
    for best in [table.max(axis=1)] * (mine <= theirs) + [table.max(axis=0)] * (theirs <= mine):
        least = best.min(axis=0)
        found |= (least >= _SOMEWHAT) | (0.6 * least + 0.4 * best.mean(axis=0) >= _IN_ALL)
    fits = {at: _begin(at, pairs) | (table[at] >= _SOMEWHAT) for at in each}
    for i, j in each:
        found |= (table[i, j] >= _MUCH) & reduce(or_, [fits[k, m] for k, m in each if k != i and m != j])
    if mine != theirs:
        found |= _likenesses(["".join(a) for a, _ in pairs], ["".join(b) for _, b in pairs]) >= _MUCH
    return found


def _begin(at: tuple[int, int], pairs: Sequence[tuple[Words, Words]]) -> Any:
    import numpy

    return numpy.array([_begin_alike(a[at[0]], b[at[1]]) for a, b in pairs])


def _begin_alike(a: str, b: str) -> bool:
    """Whether one of two words is the initial or the beginning of the other, or they are a letter apart."""
    if min(len(a), len(b)) == 1:
        return a[0] == b[0] or romanised(a)[:1] == romanised(b)[:1]
    return a[0] == b[0] and (a.startswith(b) or b.startswith(a) or (abs(len(a) - len(b)) < 2 and one_edit(a, b)))


def _likenesses(xs: Sequence[str], ys: Sequence[str]) -> Any:
    """How alike the words of each pair are, from 0 to 1, as an array; `xs` and `ys` are the words of the pairs."""
    import numpy

    coded = _Coded(sorted({*xs, *ys}))
    a, b = (numpy.array([coded.number[word] for word in words]) for words in (xs, ys))
    return coded.likenesses(a, b)


def close(xs: Sequence[str], ys: Sequence[str], least: float) -> Iterator[tuple[str, str]]:
    """The pairs of one of `xs` and one of `ys` that are at least so alike, and perhaps some that are nearly."""
    import numpy

    coded = _Coded(sorted({*xs, *ys}))
    a, b = (numpy.array([coded.number[word] for word in words]) for words in (xs, ys))
    step = max(1, _AT_ONCE // len(b))
    for at in range(0, len(a), step):
        first, second = coded.near(a[at : at + step], b, least)
        kept = coded.likenesses(first, second) >= least - _ROUNDING
        yield from ((coded.words[x], coded.words[y]) for x, y in zip(first[kept], second[kept], strict=True))


class _Coded:
    """Words as rows of numbers of their letters, 0 behind the last one."""

    def __init__(self, words: Sequence[str]) -> None:
        import numpy

        self.words, self.number = words, {word: n for n, word in enumerate(words)}
        plain = [romanised(word) for word in words]
        letters = sorted(set().union(*plain))
        code = {letter: n for n, letter in enumerate(letters, 1)}
        self.lengths = numpy.array([len(word) for word in plain])
        self.codes = numpy.zeros((len(plain), int(self.lengths.max())), numpy.int16)
        self.counts = numpy.zeros((len(plain), len(letters) + 1), numpy.int8)
        for row, word in enumerate(plain):
            for column, letter in enumerate(word):
                self.codes[row, column] = code[letter]
                self.counts[row, code[letter]] += 1
        self.drops = numpy.array([0, *map(drop_cost, letters)], numpy.float32)
        self.swaps = numpy.zeros((len(letters) + 1, len(letters) + 1), numpy.float32)
        self.swaps[1:, 1:] = [[swap_cost(x, y) for y in letters] for x in letters]

    def near(self, a: Any, b: Any, least: float) -> tuple[Any, Any]:
        """The pairs of one of `a` and one of `b` whose letters do not differ too much, as two arrays."""
        import numpy

        more = self.counts[a][:, None, :] - self.counts[b][None, :, :]
        changes = numpy.maximum(more.clip(min=0).sum(2), (-more).clip(min=0).sum(2))
        most = (1 - least) * numpy.maximum(numpy.maximum(self.lengths[a][:, None], self.lengths[b][None, :]), 4)
        first, second = numpy.nonzero(_LEAST_COST * changes <= most + _ROUNDING)
        return a[first], b[second]

    def likenesses(self, a: Any, b: Any) -> Any:
        """How alike the words with some numbers are, pair by pair."""
        import numpy

        longest = numpy.maximum(numpy.maximum(self.lengths[a], self.lengths[b]), 4)
        return 1 - self._distances(a, b) / longest

    def _distances(self, a: Any, b: Any) -> Any:
        import numpy

        found = numpy.zeros(len(a), numpy.float32)
        if not len(a):
            return found
        long, wide = int(self.lengths[a].max()), int(self.lengths[b].max())
        columns = [self.codes[b, j] for j in range(wide)]
        dropped = [self.drops[column] for column in columns]
        above = [numpy.full(len(a), AT_START * j, numpy.float32) for j in range(wide + 1)]
        for i in range(1, long + 1):
            letter = self.codes[a, i - 1]
            drop = self.drops[letter]
            row = [numpy.full(len(a), AT_START * i, numpy.float32)]
            for j, column in enumerate(columns):
                cost = numpy.minimum(above[j + 1] + drop, row[j] + dropped[j])
                row.append(numpy.minimum(cost, above[j] + self.swaps[letter, column]))
            ended = numpy.nonzero(self.lengths[a] == i)[0]
            found[ended] = numpy.stack(row)[self.lengths[b][ended], ended]
            above = row
        return found
