"""Clauses by the parse of a sentence: which words belong to the same one, and who is its subject."""

from dataclasses import dataclass

from communique.extract.tagger import Tagged

_CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "xcomp"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clause that each word of a sentence belongs to, by the index of the clause's head word."""

    tagged: Tagged
    of: tuple[int, ...]

    def subject(self, head: int) -> int | None:
        """The head word of the subject of a clause, looked for in the clauses above where it has none of its own."""
        seen = 0
        while head >= 0 and seen < 8:
            found = next(
                (i for i, h in enumerate(self.tagged.heads) if h == head and self.tagged.deprels[i] in SUBJECTS), None
            )
            if found is not None:
                return found
            head, seen = self.tagged.heads[head], seen + 1
        return None

    def subtree(self, head: int) -> tuple[int, ...]:
        """The words below a word, with itself, in order."""
        below = {head}
        for _ in range(len(self.of)):
            more = {i for i, h in enumerate(self.tagged.heads) if h in below} - below
            if not more:
                break
            below |= more
        return tuple(sorted(below))

    def children(self, head: int, *deprels: str) -> tuple[int, ...]:
        """The words right below a word, of the given relations only, if any are given."""
        found = (i for i, h in enumerate(self.tagged.heads) if h == head)
        return tuple(i for i in found if not deprels or self.tagged.deprels[i] in deprels)


def clauses(tagged: Tagged) -> Clauses:
    """The clauses of a tagged sentence."""
    return Clauses(tagged, tuple(_clause(tagged, i) for i in range(len(tagged.heads))))


def _clause(tagged: Tagged, i: int) -> int:
    for _ in range(len(tagged.heads)):
        if tagged.heads[i] < 0 or (tagged.deprels[i] in _CLAUSAL and tagged.upos[i] in ("VERB", "AUX", "ADJ")):
            return i
        if tagged.deprels[i] == "conj" and tagged.upos[i] in ("VERB", "AUX"):
            return i
        i = tagged.heads[i]
    return i
