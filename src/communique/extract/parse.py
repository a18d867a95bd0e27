"""The parse of a sentence, from each word to those below it; law: no path that is walked up is longer than `REACH`."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.extract.keeping import SENTENCES, kept
from communique.extract.tagger import Tagged
from communique.extract.tokens import small

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
REACH = 6


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence's parse, from each word to the words below it."""

    lower: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    below: tuple[tuple[int, ...], ...]

    def kids(self, head: int, *relations: str) -> Iterator[int]:
        """The words right below a word by some relations; by any, where none is given."""
        return (k for k in self.below[head] if not relations or self.relations[k] in relations)

    def case(self, word: int) -> str:
        """The preposition of a phrase, by its head word; empty where it has none."""
        return next((self.lower[k] for k in self.kids(word, "case")), "")

    def negated(self, word: int) -> bool:
        """Whether a verb is negated."""
        return any(self.lower[k] in ("not", "n't", "n’t", "never", "without") for k in self.below[word])

    def coordinated(self, word: int) -> Iterator[int]:
        """A word and those coordinated with it."""
        todo, seen = [word], 0
        while todo and seen < 40:
            word = todo.pop(0)
            seen += 1
            yield word
            todo += list(self.kids(word, "conj"))

    def subject(self, verb: int) -> int | None:
        """The head word of the subject of a verb, its own or that of the verb which governs it."""
        for _ in range(REACH):
            own = next(self.kids(verb, *SUBJECTS), None)
            if own is not None:
                return self._antecedent(own, verb)
            relation, above = self.relations[verb], self.heads[verb]
            if above < 0 or relation in ("ccomp", "parataxis", "csubj"):
                return None
            if relation.startswith("acl") or relation == "amod":
                return above if self.lower[verb].endswith("ing") or any(self.kids(verb, "mark")) else None
            verb = above
        return None

    def doer(self, verb: int) -> int | None:
        """The head word of who does what a verb says, also in the passive: "was agreed by the ministers"."""
        if any(True for _ in self.kids(verb, "nsubj")):
            return self.subject(verb)
        oblique = (k for k in self.below[verb] if self.relations[k].startswith("obl") and self.upos[k] != "NUM")
        by = next((k for k in oblique if self.case(k) == "by"), None)
        return self.subject(verb) if by is None else by

    def _antecedent(self, subject: int, verb: int) -> int | None:
        """What a relative pronoun stands for."""
        if self.lower[subject] in ("who", "which", "that") and self.relations[verb].startswith("acl"):
            return self.heads[verb]
        return subject


@kept(SENTENCES)
def tree(tagged: Tagged) -> Tree:
    """The parse of a sentence, from each word to those below it."""
    below: list[list[int]] = [[] for _ in tagged.heads]
    for i, head in enumerate(tagged.heads):
        if head >= 0:
            below[head].append(i)
    lower = small(tagged.sentence)
    return Tree(lower, tagged.upos, tagged.heads, tagged.deprels, tuple(map(tuple, below)))
