"""Which persons of several documents are one; law: the order of documents does not matter.

Full names join when their spellings are alike. A name with an initial, and then a lone surname, joins the one full name
that it can stand for when something around them agrees, and stays separate when two compete.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

from communique.languages.scripts import is_latin
from communique.reconcile.context import Context
from communique.reconcile.distances import close, loosely
from communique.reconcile.groups import Clusters, Key, Link, Rulings, union
from communique.reconcile.spelling import (
    LETTER,
    LOOSE,
    SURNAME,
    Words,
    alike,
    initials,
    is_full,
    is_initialled,
    keys,
    name_of,
    skeleton,
    word_likeness,
)

# A name part joins the only full name it can stand for from here, the likeliest of several from the second on, and
# only when it is ahead of the next by the margin; measured on the training clusters of reports.
_ONLY, _SEVERAL, _MARGIN = 0.14, 0.3, 0.1
# What must agree around names a letter apart, and around names that are merely close.
_LETTER, _LOOSE = 0.3, 0.5
# More spellings than these under one key: a key that tells nothing.
_CROWD = 200
_TWO = 2
# So many pairs are looked at together, from so many on.
_AT_ONCE, _FEW = 20_000, 60


@dataclass(frozen=True, slots=True)
class Holder:
    """What is known of one person: names, documents, and what surrounds them."""

    names: frozenset[Words]
    documents: set[str] | frozenset[str]
    context: Context

    def clashes(self, other: "Holder") -> bool:
        """Whether one document names both, or their full names cannot be one person's."""
        if not self.names & other.names and not self.documents.isdisjoint(other.documents):
            return True
        return any(alike(a, b)[0] < 0.5 for a in self._fullest() for b in other._fullest())

    def plus(self, other: "Holder") -> "Holder":
        """Both together; the larger one's documents and context grow."""
        names = self.names if self.names == other.names else self.names | other.names
        return Holder(names, union(self.documents, other.documents), self.context.plus(other.context))

    def _fullest(self) -> list[Words]:
        """The full names that are part of no longer one."""
        full = [name for name in self.names if is_full(name)]
        return [name for name in full if not any(set(name) < set(other) for other in full)]


def cluster(named: Mapping[Key, str], around: Mapping[Key, Context], rulings: Rulings) -> Clusters[Holder]:
    """The persons in groups, given each one's name and context."""
    names = {key: name_of(name) for key, name in named.items()}
    single = {name: frozenset((name,)) for name in names.values()}
    alone = {key[0]: frozenset((key[0],)) for key in names}
    natures = {key: Holder(single[names[key]], alone[key[0]], around[key]) for key in sorted(names)}
    clusters = Clusters(natures, rulings)
    clusters.add(_same_names(names))
    clusters.add(_like_names(clusters, names))
    clusters.add(_parts(clusters, names, [key for key in sorted(names) if is_initialled(names[key])]))
    lone = [key for key in sorted(names) if not is_full(names[key]) and not is_initialled(names[key])]
    clusters.add(_parts(clusters, names, lone))
    clusters.add(_left(clusters, names, lone))
    return clusters


def _same_names(names: Mapping[Key, Words]) -> Iterator[Link]:
    first: dict[Words, Key] = {}
    for key in sorted(names):
        if is_full(names[key]) and first.setdefault(names[key], key) != key:
            yield Link(1.0, first[names[key]], key, "the same name")


def _like_names(clusters: Clusters[Holder], names: Mapping[Key, Words]) -> Iterator[Link]:
    """Links between the groups of full names whose spellings are alike."""
    one = {clusters.of(key): names[key] for key in sorted(names) if is_full(names[key])}
    blocks: dict[tuple[str, ...], list[Key]] = {}
    for root, name in sorted(one.items()):
        for key in keys(name):
            blocks.setdefault(key, []).append(root)
    found = (pair for block in blocks.values() for pair in combinations(block[:_CROWD], 2))
    while batch := list(islice(found, _AT_ONCE)):
        for a, b in _may_be_alike(one, batch):
            score, words = alike(one[a], one[b])
            if score > LETTER or (score >= LOOSE and _agree(clusters, a, b, _LETTER if score == LETTER else _LOOSE)):
                yield Link(round(score, 3), a, b, words)


def _may_be_alike(names: Mapping[Key, Words], pairs: Sequence[tuple[Key, Key]]) -> Iterable[tuple[Key, Key]]:
    """Those of the pairs that can be loosely alike; of many, most are told apart at once."""
    if len(pairs) < _FEW:
        return pairs
    by_length: dict[tuple[int, int], list[tuple[Key, Key]]] = {}
    for a, b in pairs:
        by_length.setdefault((len(names[a]), len(names[b])), []).append((a, b))
    return [
        pair
        for some in by_length.values()
        for pair, may in zip(some, loosely([(names[a], names[b]) for a, b in some]), strict=True)
        if may
    ]


def _agree(clusters: Clusters[Holder], a: Key, b: Key, least: float) -> bool:
    return clusters.nature(a).context.shared(clusters.nature(b).context)[0] >= least


def _parts(clusters: Clusters[Holder], names: Mapping[Key, Words], parts: Sequence[Key]) -> list[Link]:
    """Links from names with an initial, or of one word, to the fuller names that they stand for."""
    wanted = {_part_key(names[key]) for key in parts}
    fuller: dict[tuple[str, str], dict[Key, Words]] = {}
    for key in sorted(names):
        for found in _full_keys(names[key]):
            if found in wanted:
                fuller.setdefault(found, {})[clusters.of(key)] = names[key]
    by_word = {found: _by_word(found[0], holders) for found, holders in fuller.items()}
    fitting = dict(_all_fitting({names[key] for key in parts}, by_word))
    best = (_best(clusters, names[key], key, fitting[names[key]]) for key in parts)
    return [link for link in best if link]


def _by_word(key: str, holders: Mapping[Key, Words]) -> dict[str, set[Key]]:
    """Who has a word in the name, for the words that have a key."""
    found: dict[str, set[Key]] = {}
    for root, full in holders.items():
        for word in full:
            if skeleton(word) == key:
                found.setdefault(word, set()).add(root)
    return found


def _all_fitting(
    names: Iterable[Words], by_word: Mapping[tuple[str, str], Mapping[str, set[Key]]]
) -> Iterator[tuple[Words, dict[Key, float]]]:
    """For each name those who have a word in theirs that can be its surname, with how alike the two are."""
    alike_keys: dict[tuple[str, str], list[Words]] = {}
    for name in names:
        alike_keys.setdefault(_part_key(name), []).append(name)
    for key, some in alike_keys.items():
        words = by_word.get(key, {})
        surnames = sorted({name[-1] for name in some})
        if len(surnames) * len(words) < _FEW:
            fits = {surname: _fitting(surname, words) for surname in surnames}
        else:
            near: dict[str, dict[str, set[Key]]] = {}
            for surname, word in close(surnames, sorted(words), SURNAME):
                near.setdefault(surname, {})[word] = words[word]
            fits = {surname: _fitting(surname, near.get(surname, {})) for surname in surnames}
        yield from ((name, fits[name[-1]]) for name in some)


def _fitting(surname: str, by_word: Mapping[str, set[Key]]) -> dict[Key, float]:
    """Those who have a word in the name that can be a surname, with how alike the two are."""
    found: dict[Key, float] = {}
    for word, roots in by_word.items():
        if (likeness := word_likeness(surname, word, SURNAME)) >= SURNAME:
            found |= {root: max(likeness, found.get(root, 0.0)) for root in roots}
    return found


def _part_key(name: Words) -> tuple[str, str]:
    return next(initials(name)) if is_initialled(name) else (skeleton(name[-1]), "")


def _full_keys(name: Words) -> Iterator[tuple[str, str]]:
    if is_full(name):
        yield from initials(name)
        if len(name) > _TWO and len(name[-2]) > 1:  # of two surnames the first one may stand alone
            yield from initials(name[:-1])
        yield from ((skeleton(word), "") for word in name if len(word) > 1)
    elif is_initialled(name):
        yield (skeleton(name[-1]), "")


def _best(clusters: Clusters[Holder], name: Words, key: Key, fitting: Mapping[Key, float]) -> Link | None:
    own = clusters.of(key)
    ranked = []
    for root, surname in fitting.items():
        if root != own and not clusters.forbidden(own, root):
            shared, words = clusters.nature(own).context.shared(clusters.natures[root].context)
            ranked.append((shared, surname, root, words))
    ranked.sort(key=lambda found: (-found[0], -found[1], found[2]))
    if not ranked:
        return None
    first, runner = ranked[0], ranked[1][0] if len(ranked) > 1 else None
    if first[0] < (_ONLY if runner is None else _SEVERAL) or (runner is not None and first[0] - runner < _MARGIN):
        return None
    sort = "initial and surname" if is_initialled(name) else "surname"
    why = "the only full name that it fits" if runner is None else "the likeliest of several full names that it fits"
    return Link(min(0.9, 0.5 + first[0] / 2), first[2], key, f"{sort} of {why}" + (f"; {first[3]}" if first[3] else ""))


def _left(clusters: Clusters[Holder], names: Mapping[Key, Words], lone: Iterable[Key]) -> Iterator[Link]:
    """Links among the same words that no full name explains: in copies, or with much the same around them."""
    blocks: dict[Words, list[Key]] = {}
    for key in lone:
        if len(clusters.nature(key).documents) == 1:
            blocks.setdefault(names[key], []).append(key)
    for block in blocks.values():
        for a, b in pairwise(block):
            shared, words = clusters.natures[clusters.of(a)].context.shared(clusters.natures[clusters.of(b)].context)
            if shared >= _SEVERAL:
                yield Link(min(0.9, shared), a, b, f"the same surname; {words}")


def shown_name(names: Counter[str]) -> str:
    """The name to show: full before short, in Latin letters where one is, then the one most used, then the longest."""
    return max(names, key=lambda n: (is_full(name_of(n)), is_latin(n), names[n], len(n), n))
