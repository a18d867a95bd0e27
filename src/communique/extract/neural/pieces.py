"""Words as a model sees them: wordpieces, shapes, and windows of neighbouring sentences; used by training as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from communique.knowledge import Body, given_names, look_up

MAX_PIECES = 254
"""Wordpieces of a window, the two marks at its ends not counted."""

MAX_WORD_PIECES = 12
"""Of a longer word the rest is not looked at."""

MAX_KNOWN = 50_000
"""Words whose pieces are kept in memory."""

MAX_SENTENCE_PIECES = 508
"""The encoder has 512 positions."""

SHAPES = ("special", "lower", "title", "upper", "capital", "mixed", "number", "mark", "other", "rest")
KNOWN = ("unknown", "given", "place", "given or place", "people", "body")
LOOKS = len(SHAPES) * len(KNOWN)
"""How many looks a word may have: its shape, and what it is known to name where it has a capital."""

_PLAIN = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚`´", "'"), **dict.fromkeys("–—", "-")})
_PLAIN |= str.maketrans(dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"))
"""The corpora for training write quotation marks plainly, so does the model; half a surrogate pair is no character."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence in pieces: `firsts` says where each word begins among `ids`."""

    ids: list[int]
    shapes: list[int]
    firsts: list[int]


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences that the model reads together; `sentences` numbers them for each word."""

    ids: list[int]
    shapes: list[int]
    firsts: list[int]
    sentences: list[int]


class Vocabulary:
    """The wordpieces of the model; splitting depends on the word alone."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, tuple[list[int], list[int]]] = {}
        ids = [self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[UNK]")]
        self._begin, self._end, self._unknown = (i if i is not None else 0 for i in ids)

    def words(self, words: Sequence[str]) -> Words:
        """A sentence's words in pieces, each at least one."""
        known = self._known.get
        split = [known(w) or self._split(w) for w in words]
        if sum([len(ids) for ids, _ in split]) > MAX_SENTENCE_PIECES:
            most = max(MAX_SENTENCE_PIECES // len(split), 1)
            split = [(ids[:most], looks[:most]) for ids, looks in split]
        found = Words([], [], [])
        for ids, looks in split:
            found.firsts.append(len(found.ids))
            found.ids.extend(ids)
            found.shapes.extend(looks)
        return found

    def _split(self, word: str) -> tuple[list[int], list[int]]:
        """The pieces of a word and their shapes."""
        encoded = self._tokenizer.encode(word.translate(_PLAIN), add_special_tokens=False)
        pieces = encoded.ids[:MAX_WORD_PIECES] or [self._unknown]
        found = pieces, [look(word), *[SHAPES.index("rest")] * (len(pieces) - 1)]
        if len(self._known) < MAX_KNOWN:
            self._known[word] = found
        return found

    def window(self, sentences: Sequence[Words]) -> Window:
        """One window of sentences that together are no longer than it may be."""
        ids, shapes, firsts, of = [self._begin], [0], [], []
        for number, sentence in enumerate(sentences):
            firsts += [len(ids) + f for f in sentence.firsts]
            ids += sentence.ids
            shapes += sentence.shapes
            of += [number] * len(sentence.firsts)
        return Window([*ids, self._end], [*shapes, 0], firsts, of)


def look(word: str) -> int:
    """Which of the `LOOKS` a word has."""
    form = shape(word)
    return form + len(SHAPES) * _named(word) if SHAPES[form] in ("title", "upper", "mixed") else form


def _named(word: str) -> int:
    """Which of `KNOWN` a word is, read alone."""
    given = word in given_names()
    known = look_up(word)
    if known is None:
        return int(given)
    sense = known.senses[0]
    if isinstance(sense.thing, Body):
        return KNOWN.index("body")
    if sense.form in ("adjective", "demonym"):
        return KNOWN.index("people")
    return KNOWN.index("given or place" if given else "place")


def shape(word: str) -> int:
    """Which of `SHAPES` a word has: what is lost where the model reads lower case only."""
    if word.isalpha():
        if word.islower():
            return 1
        if len(word) == 1:
            return 4
        return 3 if word.isupper() else 2 if word.istitle() else 5
    if any(c.isdigit() for c in word):
        return 6
    if not any(c.isalpha() for c in word):
        return 7
    return 2 if word[0].isupper() and not word.isupper() else 3 if word.isupper() else 8


def pack(lengths: Sequence[int], limit: int = MAX_PIECES) -> list[range]:
    """Which neighbouring items share a window: as few windows as may be, the fullest as empty as may be.

    An item that is longer than a window may be stands alone.
    """
    windows = _filled(lengths, limit)
    low, high = 0, limit
    while low + 1 < high:
        middle = (low + high) // 2
        if len(tried := _filled(lengths, middle)) == len(windows):
            windows, high = tried, middle
        else:
            low = middle
    return windows


def _filled(lengths: Sequence[int], limit: int) -> list[range]:
    windows, first, size = [], 0, 0
    for i, length in enumerate(lengths):
        if i > first and size + length > limit:
            windows.append(range(first, i))
            first, size = i, 0
        size += length
    return [*windows, range(first, len(lengths))] if lengths else []
