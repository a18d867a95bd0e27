"""Parts of names and plain words for bodies: "the finance committee" finds what documents of the same weeks call fully.

Law: a part joins the one body that it fits and that has by far the most around it in common, or stays alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from communique import knowledge
from communique.knowledge import Body, Thing
from communique.languages import words
from communique.languages.levels import levels
from communique.reconcile.body_names import ACRONYM, Identity, Named, identity
from communique.reconcile.called import plain_words
from communique.reconcile.groups import Clusters, Key, Link

AGREE = 0.25
"""So much around two names agrees where one abbreviates the other or is a part of it."""

# A part is ahead of the next that it fits by so much.
_MARGIN = 0.08
# It finds fuller names in documents of these weeks; a word with more of them than this tells nothing.
_WEEKS, _CROWD = 30, 300
# Words are compared by so many letters: "administrative", "administration".
_STEM = 7
_OF = re.compile(r" (?:of|for|on|to) (?:the )?")
_POSSESSOR = re.compile(r".*['’]s ")

_Index = Mapping[tuple[str, int], list[Key]]


def links(clusters: Clusters[Identity], items: Mapping[Key, Named]) -> Iterator[list[Link]]:
    """Links from parts to the one fuller name in documents of the same weeks with much the same around.

    Those of names come first, then those of plain words to names, then those of plain words to each other; each
    follows from the groups that those before it have made.
    """
    fuller: dict[tuple[str, int], list[Key]] = {}
    hints: dict[tuple[str, int], list[Key]] = {}
    for key in sorted(items):
        index = hints if items[key].hint else fuller
        for word in _stems(items[key]):
            index.setdefault((word, _week(clusters, key)), []).append(key)
    named = [key for key in sorted(items) if _is_part(items[key])]
    plain = [key for key in sorted(items) if items[key].hint]
    for some, index in ((named, fuller), (plain, fuller), (plain, hints)):
        yield [link for key in some if (link := _whole(clusters, items, key, index))]


def _is_part(item: Named) -> bool:
    return not item.hint and not item.known and not ACRONYM.fullmatch(item.name)


def _whole(clusters: Clusters[Identity], items: Mapping[Key, Named], key: Key, index: _Index) -> Link | None:
    part, root, week = items[key], clusters.of(key), _week(clusters, key)
    near = [_near(index, word, week) for word in sorted(_own(part))]
    plain = part.hint or identity(part)[0][0] == "copies"
    fitting = [o for o in min(near, key=len, default=[]) if (o[0] != key[0] or plain) and _fits(part, items[o])]
    fuller = {clusters.of(other) for other in fitting if _stems(items[other]) > _own(part)}
    found = fuller or {clusters.of(other) for other in fitting}
    ranked = sorted(
        (
            (clusters.natures[root].context.shared(clusters.natures[other].context), other)
            for other in found
            if _open(clusters, root, other, plain)
        ),
        key=lambda pair: (-pair[0][0], pair[1]),
    )
    if not ranked or ranked[0][0][0] < AGREE or (len(ranked) > 1 and ranked[0][0][0] - ranked[1][0][0] < _MARGIN):
        return None
    (score, told), other = ranked[0]
    return Link(min(0.8, 0.4 + score / 2), other, key, f"part of the name of a body of those weeks; {told}")


def _open(clusters: Clusters[Identity], a: Key, b: Key, plain: bool) -> bool:
    """Whether two groups may be one: no document has a name for each."""
    apart = plain or clusters.natures[a].documents.isdisjoint(clusters.natures[b].documents)
    return a != b and apart and not clusters.forbidden(a, b)


def _fits(part: Named, whole: Named) -> bool:
    """Whether a name has all words of a part, and its head among them, or is that of an organ of the same level."""
    own = _own(part)
    if whole.hint:
        return own == _own(whole)
    if own <= _stems(whole) and own & _heads(whole):
        return True
    meant = levels(part.name) if part.hint and whole.parent else None
    named = (whole.name, *_known_names(whole.known))
    return bool(meant) and own - _words("of_level") <= _stems(whole) and any(levels(n) == meant for n in named)


def _near(index: _Index, word: str, week: int) -> list[Key]:
    found = [key for w in range(week - _WEEKS, week + _WEEKS + 1) for key in index.get((word, w), ())]
    return found if len(found) <= _CROWD else []


def _week(clusters: Clusters[Identity], key: Key) -> int:
    days = clusters.natures[key].context.days
    return days[0] // 7 if days else -_WEEKS - 2


def tells(name: str) -> bool:
    """Whether plain words for a body say more than that leaders or ministers gather."""
    return not _telling(name) <= _words("of_level") and len(_telling(name)) > 1


def _own(part: Named) -> frozenset[str]:
    """The words by which a part is looked for: of plain words, those that tell a body from others."""
    return _telling(part.name) if part.hint else _stems_of(part.name)


@cache
def _telling(name: str) -> frozenset[str]:
    found = _stems_of(_POSSESSOR.sub("", name))
    return found - _words("neutral") or found


def _stems(item: Named) -> frozenset[str]:
    """The words of a body's name in its document and in the knowledge base, and of its parent's."""
    return _stems_of(item.name) | _known_stems(item.known) | _stems_of(item.parent or "")


@cache
def _stems_of(name: str) -> frozenset[str]:
    return _stemmed(plain_words(name))


def _stemmed(found: Iterable[str]) -> frozenset[str]:
    return frozenset(word if word.startswith("@") else word[:_STEM] for word in found)


@cache
def _known_stems(id: str | None) -> frozenset[str]:
    thing = knowledge.thing(id) if id else None
    above = thing.parent if isinstance(thing, Body) else None
    return frozenset().union(*(_stems_of(name) for name in (*_known_names(id), *_known_names(above))))


def _heads(item: Named) -> frozenset[str]:
    """The words that say what a body is: the last before "of", and who meets in a gathering."""
    return _heads_of(item.name).union(*map(_heads_of, _known_names(item.known)))


@cache
def _heads_of(name: str) -> frozenset[str]:
    front, *rest = (part.split() for part in _OF.split(name) if part)
    found = _stems_of(front[-1])
    if not found & _words("gatherings"):
        return found
    of = [word for part in rest[:1] for word in (part[0], part[-1]) if _stems_of(word) & _words("who")]
    return found.union(*map(_stems_of, (*front[-2:-1], *of)))


@cache
def _known_names(id: str | None) -> tuple[str, ...]:
    thing: Thing | None = knowledge.thing(id) if id else None
    return (thing.name, *thing.acronyms, *thing.names) if isinstance(thing, Body) else ()


@cache
def _words(sort: str) -> frozenset[str]:
    return _stemmed(words("en", "register")["parts"][sort])
