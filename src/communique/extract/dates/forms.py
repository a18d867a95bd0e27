"""The little language in which a language's forms of time are written, and the tags that they match.

A form is a row of items: `in` is that word, `MONTHS` any word of the table [months], `year=YEAR` keeps the place under
a name, `a|b` is either; `?` and `*` (up to six) follow an item or, set apart, a group; `( a | b )` is either row,
`<n>` a macro. Parentheses stand between spaces.
Every token of a text gets one character, its tag, for the set of classes that it belongs to; a form is a pattern of
tags.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PLAIN = "x"
_FIRST_TAG = 0x4E00


@dataclass(frozen=True, slots=True)
class _Piece:
    """A pattern over class names in ‹›, the classes that it can begin with, and whether it can be empty."""

    pattern: str
    first: frozenset[str]
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form ready for use: its rule and the pattern of tags."""

    rule: str
    pattern: re.Pattern[str]
    rank: int


class Tags:
    """One character for each set of classes, and the classes behind it."""

    def __init__(self) -> None:
        self._tags: dict[frozenset[str], str] = {frozenset(): PLAIN}
        self._members: dict[str, set[str]] = {}

    def of(self, classes: Iterable[str]) -> str:
        """The tag of a set of classes."""
        key = frozenset(classes)
        if key not in self._tags:
            self._tags[key] = chr(_FIRST_TAG + len(self._tags))
            for name in key:
                self._members.setdefault(name, set()).add(self._tags[key])
        return self._tags[key]

    def members(self, name: str) -> frozenset[str]:
        """The tags of all tokens that belong to a class."""
        return frozenset(self._members.get(name, ()))


def literals(form: str) -> set[str]:
    """The words that a form names as such."""
    found = set()
    for item in form.split():
        for name in item.rstrip("?*").rpartition("=")[2].split("|"):
            if name and name not in "()" and not name.isupper() and not name.startswith("<"):
                found.add(name)
    return found


def expand(form: str, macros: Mapping[str, str]) -> str:
    """A form with its macros written out."""
    for _ in range(4):
        form = re.sub(r"<(\w+)>", lambda m: macros[m[1]], form)
    return form


def compile_form(rule: str, form: str, tags: Tags, rank: int) -> tuple[Form, frozenset[str]]:
    """A form ready for use, and the tags that it can begin with."""
    items = form.split()
    piece, rest = _row(items, 0)
    if rest != len(items):
        raise ValueError(f"The form {form!r} has a parenthesis too many.")
    pattern = re.sub("‹([^‹›]+)›", lambda m: _one_of(m[1], tags), piece.pattern)
    first = frozenset().union(*(tags.members(name) for name in piece.first))
    return Form(rule=rule, pattern=re.compile(pattern), rank=rank), first


def _one_of(names: str, tags: Tags) -> str:
    found = frozenset().union(*(tags.members(name) for name in names.split("|")))
    return f"[{''.join(sorted(found))}]" if found else "(?!)"


def _row(items: list[str], at: int) -> tuple[_Piece, int]:
    """Alternatives of sequences up to the closing parenthesis or the end."""
    rows: list[list[_Piece]] = [[]]
    while at < len(items) and items[at] != ")":
        if items[at] == "|":
            rows.append([])
            at += 1
        elif items[at] == "(" or items[at].endswith("="):
            name = items[at].removesuffix("=") if items[at] != "(" else ""
            inner, at = _row(items, at + 1 + bool(name))
            at += 1
            mark = items[at] if at < len(items) and items[at] in ("?", "*") else ""
            at += len(mark)
            opening = f"(?P<{name}>" if name else "(?:"
            rows[-1].append(_repeat(_Piece(f"{opening}{inner.pattern})", inner.first, inner.empty), mark))
        else:
            rows[-1].append(_item(items[at]))
            at += 1
    sequences = [_sequence(row) for row in rows]
    pattern = "|".join(piece.pattern for piece in sequences)
    first = frozenset().union(*(piece.first for piece in sequences))
    return _Piece(pattern, first, any(piece.empty for piece in sequences)), at


def _item(item: str) -> _Piece:
    mark = item[-1] if item[-1] in "?*" and len(item) > 1 else ""
    name, _, classes = item.removesuffix(mark).rpartition("=")
    pattern = f"(?P<{name}>‹{classes}›)" if name else f"‹{classes}›"
    return _repeat(_Piece(pattern, frozenset(classes.split("|")), False), mark)


def _repeat(piece: _Piece, mark: str) -> _Piece:
    if mark not in ("?", "*"):
        return piece
    bound = "{0,6}" if mark == "*" else "?"
    return _Piece(f"(?:{piece.pattern}){bound}", piece.first, True)


def _sequence(pieces: list[_Piece]) -> _Piece:
    first: frozenset[str] = frozenset()
    for piece in pieces:
        first |= piece.first
        if not piece.empty:
            break
    return _Piece("".join(p.pattern for p in pieces), first, all(p.empty for p in pieces))
