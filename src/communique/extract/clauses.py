"""Clauses by the parse of a sentence: which words belong to the same one, and who is its subject."""

from dataclasses import dataclass

from communique.extract.keeping import SENTENCES, kept
from communique.extract.parse import SUBJECTS, Tree, tree
from communique.extract.tagger import Tagged

_HEADING = ("VERB", "AUX", "ADJ")
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


@kept(SENTENCES)
def clauses(tagged: Tagged) -> Clauses:
    """The clauses of a tagged sentence."""
    heads, of = tagged.heads, [i if _heads_clause(tagged, i) else -1 for i in range(len(tagged.heads))]
    for i in [i for i, head in enumerate(of) if head < 0]:
        path, at = [i], i
        while of[at] < 0 and len(path) <= len(of):
            at = heads[at]
            path.append(at)
        top = of[at] if of[at] >= 0 else at
        for word in path:
            of[word] = top
    return Clauses(tagged, tuple(of), tree(tagged))


def _heads_clause(tagged: Tagged, i: int) -> bool:
    upos = tagged.upos[i]
    if tagged.heads[i] < 0:
        return True
    if upos not in _HEADING:
        return False
    relation = tagged.deprels[i]
    return relation in _CLAUSAL or (relation == "conj" and upos != "ADJ")
