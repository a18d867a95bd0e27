"""Unnamed speakers: whom "the minister", "the council" or "two diplomats who were there" stand for."""

from dataclasses import replace

from communique.extract.chunks import word_set
from communique.extract.focus import Focus, Speaker
from communique.extract.lines import Line
from communique.model.entity import Reference

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_STOPS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "--", "and", "or", "that"})
_RELATIVE = frozenset({"who", "which", "whose", "that"})
_UP = 8
_TELLING = 5
"""A clause of more words tells more of who speaks, and does not say which one it is."""


def described(line: Line, first: int, head: int, last: int, focus: Focus) -> Speaker | None:
    """An unnamed speaker: the person in that office, the one last spoken of so, else the description as written."""
    word = line.lower[head - 1]
    singular = not word.endswith("s") or word in word_set("offices", "heads")
    definite = line.lower[first] in ("the", "this", "that") or (
        not line.determiner(first) and line.upos(first) != "NUM" and word in word_set("offices", "heads")
    )
    if singular and definite:
        known = _organ(line, first, last, focus) or _in_office(line, first, head, last, focus)
        known = known or _again(line, first, head, last, focus)
        if known is not None:
            return known
    if not singular and definite and last - first == 2 and (known := _again(line, first, head, last, focus)):
        return known
    return written(line, first, head, last)


def written(line: Line, first: int, head: int, last: int) -> Speaker:
    """A description as a speaker by itself, as it is written."""
    word = line.lower[head - 1]
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    singular = not word.endswith("s") or word in word_set("offices", "heads")
    named = line.tokens[head - 1].text[0].isupper() and word not in word_set("offices", "heads") and head > first + 1
    thing = named or word in word_set("names", "body_heads")
    number = "several" if not singular else "body" if thing else "person"
    if not named:
        end = line.tokens[_with_all_below(line, head, last) - 1].end
    return Speaker(reference=Reference(id=None, name=line.text(start, end)), number=number, start=start, end=end)


def _with_all_below(line: Line, head: int, last: int) -> int:
    """Past what goes on with a description: "an analyst at a bank", "two diplomats who were there"."""
    end = last
    while end < len(line) and line.lower[end] not in _STOPS and not line.is_mark(end) and _below(line, end, head - 1):
        end += 1
    clause = next((i for i in range(last, end) if line.lower[i] in _RELATIVE or line.lower[i].endswith("ing")), end)
    end = clause if end - clause > _TELLING else end
    return end if end < len(line) else last


def _below(line: Line, word: int, head: int) -> bool:
    """Whether a word hangs on another."""
    for _ in range(_UP):
        if word < 0 or word == head:
            break
        word = line.tagged.heads[word]
    return word == head


def _organ(line: Line, first: int, last: int, focus: Focus) -> Speaker | None:
    """The body that "the council" means."""
    word, start = line.lower[last - 1], line.tokens[first].start
    if last - first != 2 or word not in word_set("names", "body_heads"):
        return None
    body = focus.organ(word, start)
    if body is None:
        return None
    return Speaker(reference=body.reference, number="body", start=start, end=line.tokens[last - 1].end)


def _in_office(line: Line, first: int, head: int, last: int, focus: Focus) -> Speaker | None:
    if line.lower[head - 1] not in word_set("offices", "heads"):
        return None
    words = frozenset(
        w
        for i in range(first, head)
        if line.owner[i] is None and not line.determiner(i)
        for w in line.lower[i].split("-")
    )
    of = next((o for o in line.owner[first:last] if o is not None and o.type != "person"), None)
    person = focus.in_office(words - _POSSESSIVE, of, line.tokens[first].start)
    if person is None:
        return None
    return Speaker(
        reference=person.reference, number="person", start=line.tokens[first].start, end=line.tokens[last - 1].end
    )


def _again(line: Line, first: int, head: int, last: int, focus: Focus) -> Speaker | None:
    """The speaker whom "the spokesman" or "the expert" means: the last one described so, else the last person."""
    word = line.lower[head - 1]
    start = line.tokens[first].start
    said = {w for i, w in enumerate(line.lower[first:last], first) if not line.determiner(i)}
    if same := next((s for s in reversed(focus.spoken) if _so_described(s, word, said)), None):
        return same
    if word in word_set("saying", "generic") or word in word_set("offices", "heads"):
        found = focus.last_person("", start)
        via = _agency(line, head, last)
        if found and via is None and not (found.reference.id and _may_be(line, first, last, found, focus)):
            return None
        return replace(found, number="person", start=start, end=line.tokens[last - 1].end, via=via) if found else None
    return None


def _may_be(line: Line, first: int, last: int, person: Speaker, focus: Focus) -> bool:
    """Whether a phrase may mean a person: not if it names bodies and that person's offices are of others."""
    named = {name for owner in line.owner[first:last] if owner is not None for name in focus.names(owner)}
    held = focus.roles.get(person.reference.id or "", ())
    return not named or not held or any(not role.of or named & role.of for role in held)


def _so_described(speaker: Speaker, head: str, said: set[str]) -> bool:
    """Whether an unnamed speaker's description has the head and all the other words of this one."""
    words = speaker.reference.name.lower().split()
    inside = next((i for i, w in enumerate(words) if i and w in word_set("saying", "inside")), len(words))
    return speaker.reference.id is None and words[inside - 1] == head and said <= set(words)


def _agency(line: Line, head: int, last: int) -> tuple[int, int] | None:
    """The outlet in "the interlocutor of the agency"."""
    of = head + 1 < last and line.lower[head] == "of"
    return (line.tokens[head + 1].start, line.tokens[last - 1].end) if of else None
