"""Linked: whether a subject that the tagger marks is of the occasion to which it links it, by the parse around both."""

from communique.extract.chunks import word_set
from communique.extract.parse import Tree
from communique.extract.tagger import Labelled

_FURTHER = frozenset({"conj", "ccomp", "xcomp", "parataxis", "obj"})
_DEEP = 12


def is_elsewhere(tree: Tree, span: Labelled, word: int) -> bool:
    """Whether an occasion is named only within a subject, or further on than it was dealt with: "adopted it for the
    summit that meets in May".
    """
    top = next((i for i in range(span.start, span.end) if not span.start <= tree.heads[i] < span.end), span.start)
    verb, path = tree.heads[top], [word]
    while tree.heads[path[-1]] >= 0 and path[-1] not in (top, verb) and len(path) < _DEEP:
        path.append(tree.heads[path[-1]])
    if path[-1] == top and len(path) > 1:
        return True
    dealt = verb >= 0 and tree.lower[verb] in word_set("agenda", "dealt")
    return dealt and path[-1] == verb and len(path) > 1 and tree.relations[path[-2]] in _FURTHER
