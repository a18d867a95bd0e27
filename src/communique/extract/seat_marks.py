"""Marks of seats: what stands around a word that may tell of a place, and between it and the states of its sentence."""

from collections.abc import Iterator, Mapping

from communique import knowledge
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.seat_groups import Group
from communique.extract.views import View, shape, straight

_LONGEST, _FEW, _NEAR, _MANY = 6, 6, 6, 3
_GAPS = (1, 3, 6, 12, 20)
_LIGHT = frozenset({"aux", "aux:pass", "mark", "cop", "advmod", "amod", "compound", "nummod", "det", "compound:prt"})
_HEAVY = frozenset({"obl", "nmod", "obj", "xcomp", "advcl", "ccomp", "nsubj", "nsubj:pass"})
_VERBS = frozenset({"VERB", "AUX"})
_DEEP = 12
_HELPING = frozenset({"aux", "aux:pass", "mark", "advmod", "cop"})


def around(seen: View, word: int) -> tuple[str, ...]:
    """The marks of a word by what stands beside, under and above it."""
    tree = seen.tree
    left, right = seen.run(word - 3, word), seen.run(word + 1, word + 4)
    found = ["it", f"u={tree.upos[word]}/{tree.relations[word]}"]
    found += [f"l1={left[-1] if left else 'START'}", f"r1={right[0] if right else 'END'}"]
    found += [f"l2={' '.join(left[-2:])}"] if len(left) > 1 else []
    found += [f"r2={' '.join(right[:2])}"] if len(right) > 1 else []
    found += _under(seen, word)
    found += _above(seen, word)
    denying = word_set("seats", "around", "denying")
    if denying.intersection(left) or denying.intersection(tree.lower[max(0, word - _NEAR) : word]):
        found.append("neg")
    return tuple(found)


def _under(seen: View, word: int) -> Iterator[str]:
    for k in seen.tree.below[word]:
        relation = seen.tree.relations[k]
        if relation in _LIGHT:
            yield f"k={seen.signs[k]}"
        if relation in _HEAVY:
            yield f"d={seen.step(k)}:{seen.signs[k]}"
            yield f"dr={seen.step(k)}"


def _above(seen: View, word: int) -> Iterator[str]:
    tree, head = seen.tree, seen.tree.heads[word]
    if head < 0:
        return
    yield f"g={tree.lower[head]}/{seen.step(word)}"
    yield f"g={tree.lower[head]}"
    yield from (f"gk={tree.lower[k]}" for k in tree.below[head] if k != word and tree.relations[k] in _HELPING)
    if tree.heads[head] >= 0:
        yield f"gg={tree.lower[tree.heads[head]]}"


def between(seen: View, group: Group, word: int, telling: Mapping[int, str]) -> tuple[str, ...]:
    """The marks of a word and a group by how they hang together and what stands between and beside them.

    `telling` are the words of the sentence that may tell of a place, with their sorts.
    """
    route = seen.route(word, group.tops)
    found = [f"p={shape(route, _LONGEST)}"]
    if route:
        found += [f"pe={route[-1]}", f"pb={route[0]}", f"len={min(len(route), _LONGEST)}", f"q={straight(route)}"]
    found += _gap(seen, group, word, telling)
    found += _beside(seen, group, route, "left" if group.first < word else "right")
    return tuple(found)


def _gap(seen: View, group: Group, word: int, telling: Mapping[int, str]) -> Iterator[str]:
    side = "left" if group.first < word else "right"
    start, end = (group.end, word) if side == "left" else (word + 1, group.first)
    inside = seen.run(start, end)
    yield f"s={side}{sum(end - start >= gap for gap in _GAPS)}"
    if end - start <= _FEW:
        yield f"b={side}:{' '.join(inside)}"
    if inside:
        first, last = (inside[0], inside[-1]) if side == "left" else (inside[-1], inside[0])
        yield f"bn={side}:{last}"
        yield f"bm={side}:{first}"
    yield from (f"bw={side}:{w}" for w in word_set("seats", "around", "between").intersection(inside))
    yield f"bs={side}{min(inside.count('ST') + inside.count('ADJ'), _MANY)}"
    if "BODY" in inside:
        yield f"bb={side}"
    yield f"bv={side}{min(sum(upos in _VERBS for upos in seen.tree.upos[start:end]), _MANY)}"
    yield from (f"sub={side}{_is_under(seen, word, seen.tree.heads[top])}" for top in _subject(seen, group))
    others = [w for w in telling if start <= w < end]
    yield f"bt={side}{min(len(others), _MANY)}"
    yield from dict.fromkeys(f"bf={side}:{telling[w]}" for w in others)
    nearest = min(telling, key=lambda w: min(abs(w - group.first), abs(w - group.end + 1)))
    yield f"nt={nearest == word}"


def _subject(seen: View, group: Group) -> tuple[int, ...]:
    """The first word of a group that has a verb of its own, as its subject."""
    return tuple(top for top in group.tops[:1] if seen.tree.relations[top] in ("nsubj", "nsubj:pass"))


def _is_under(seen: View, word: int, head: int) -> bool:
    """Whether a word is another or hangs on it."""
    for _ in range(_DEEP):
        if word == head or word < 0:
            break
        word = seen.tree.heads[word]
    return word == head


def _beside(seen: View, group: Group, route: list[str], side: str) -> Iterator[str]:
    size = _size(len(group.mentions))
    left, right = seen.run(group.first - 3, group.first), seen.run(group.end, group.end + 3)
    before = left[-1] if left else "START"
    yield from (f"z={size}", f"z={size}/{side}", f"ml={' '.join(left[-2:])}", f"ml1={before}", f"ml1={before}/z{size}")
    yield f"mr1={right[0] if right else 'END'}"
    yield f"mr2={' '.join(right[:2])}"
    yield f"form={group.mentions[0].form}"
    if group.stands:
        pronoun, _, where = group.stands.partition(":")
        yield from (f"ana={group.stands}", f"ana={where}", f"ana={where}/{shape(route, _LONGEST)}", f"ana={pronoun}")
    head = seen.tree.heads[group.tops[0]] if group.tops else -1
    if head >= 0:
        yield f"mh={seen.tree.lower[head]}/{seen.tree.relations[group.tops[0]]}"


def _size(count: int) -> int:
    return count if count < _MANY else _MANY if count < _LISTED else _MANY + 1


_LISTED = 5


def known(analysis: Analysis, seen: View, mention: Mention) -> Iterator[str]:
    """The marks of a state by what is known of its place in the bodies that the sentence names."""
    state = analysis.mentions.of(mention)
    if state is None:
        return
    yield f"kind={state.kind}"
    if not state.known:
        return
    for owner in dict.fromkeys(m.entity for m in seen.owner if m is not None):
        entity = analysis.mentions.entities.get(owner or "")
        if entity is not None and entity.known and entity.kind != "state":
            yield from (f"kn={place}" for place in places(entity.known, state.known))


def places(body: str, state: str) -> tuple[str, ...]:
    """The places that a state is known to have or have had in a body or the one above it; "no" where it has none."""
    thing = knowledge.thing(body)
    while isinstance(thing, knowledge.Body) and thing.parent:
        thing = knowledge.thing(thing.parent)
    if not isinstance(thing, knowledge.Body) or not thing.memberships:
        return ()
    found = {m.status + ("-past" if m.until else "") for m in thing.memberships if m.country == state}
    return tuple(sorted(found)) or ("no",)
