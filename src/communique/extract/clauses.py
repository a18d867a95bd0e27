"""Clauses by the parse of a sentence: which words belong to the same one, and who is its subject."""

from dataclasses import dataclass

from communique.extract.parse import SUBJECTS, Tree, tree
from communique.extract.tagger import Tagged

_CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "xcomp"})


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clause that each word of a sentence belongs to, by the index of the clause's head word."""

    tagged: Tagged
    of: tuple[int, ...]
    tree: Tree

    def subject(self, head: int) -> int | None:
        """The head word of the subject of a clause, looked for in the clauses above where it has none of its own."""
        seen = 0
        while head >= 0 and seen < 8:
            found = next(self.tree.kids(head, *SUBJECTS), None)
            if found is not None:
                return found
            head, seen = self.tagged.heads[head], seen + 1
        return None

    def children(self, head: int, *deprels: str) -> tuple[int, ...]:
        """The words right below a word, of the given relations only, if any are given."""
        return tuple(self.tree.kids(head, *deprels))


def clauses(tagged: Tagged) -> Clauses:
    """The clauses of a tagged sentence."""
    size, of = len(tagged.heads), dict[int, int]()
    for i in range(size):
        path = [i]
        while len(path) <= size and path[-1] not in of and not _heads_clause(tagged, path[-1]):
            path.append(tagged.heads[path[-1]])
        of.update(dict.fromkeys(path, of.get(path[-1], path[-1])))
    return Clauses(tagged, tuple(of[i] for i in range(size)), tree(tagged))


def _heads_clause(tagged: Tagged, i: int) -> bool:
    if tagged.heads[i] < 0 or (tagged.deprels[i] in _CLAUSAL and tagged.upos[i] in ("VERB", "AUX", "ADJ")):
        return True
    return tagged.deprels[i] == "conj" and tagged.upos[i] in ("VERB", "AUX")
