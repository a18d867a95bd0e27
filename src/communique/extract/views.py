"""Views: a sentence as signs and routes: what its words are and how they hang on each other, to make marks of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.extract.analysis import Analysis
from communique.extract.mentions import Mention
from communique.extract.parse import Tree, tree

_REACH = 9
_FAR = "far"
_NUMBER = re.compile(r"\d+")
_PLACED = frozenset({"obl", "nmod", "advcl", "acl", "xcomp"})


@dataclass(frozen=True, slots=True)
class View:
    """A sentence's parse, with the mention that each word stands in and the sign that stands for it."""

    tree: Tree
    owner: tuple[Mention | None, ...]
    signs: tuple[str, ...]

    def run(self, start: int, end: int) -> list[str]:
        """The signs from one word up to another, one for each mention."""
        inside = range(max(0, start), min(end, len(self.signs)))
        owner = self.owner
        return [self.signs[i] for i in inside if i == inside.start or owner[i] is None or owner[i] is not owner[i - 1]]

    def tops(self, span: range) -> list[int]:
        """The words of a span that hang on none of its words."""
        return [i for i in span if self.tree.heads[i] not in span]

    def step(self, word: int) -> str:
        """How a word hangs on its head, with the preposition or conjunction that says it."""
        relation = self.tree.relations[word]
        if relation not in _PLACED:
            return relation
        return f"{relation}:{next((self.tree.lower[k] for k in self.tree.kids(word, 'case', 'mark')), '')}"

    def route(self, start: int, ends: Iterable[int]) -> list[str]:
        """The steps from a word to the nearest of some others, up ("^") and down ("_"); empty where too far."""
        up = self._above(start)
        found = [route for end in ends if (route := self._between(up, end))]
        return min(found, key=len, default=[])

    def _between(self, up: list[int], end: int) -> list[str]:
        down = [end]
        while down[-1] not in up and self.tree.heads[down[-1]] >= 0 and len(down) < _REACH:
            down.append(self.tree.heads[down[-1]])
        if down[-1] not in up:
            return []
        climbed = [f"^{self.step(i)}" for i in up[: up.index(down[-1])]]
        return climbed + [f"_{self.step(i)}" for i in reversed(down[:-1])]

    def _above(self, word: int) -> list[int]:
        up = [word]
        while self.tree.heads[up[-1]] >= 0 and len(up) < _REACH:
            up.append(self.tree.heads[up[-1]])
        return up


def view(analysis: Analysis, number: int) -> View:
    """The view of a sentence."""
    words = analysis.words[number]
    signs = tuple([_sign(analysis, w, m) for w, m in zip(words.lower, words.owner, strict=True)])
    return View(tree(analysis.tagged[number]), words.owner, signs)


def _sign(analysis: Analysis, word: str, mention: Mention | None) -> str:
    if mention is None or (entity := analysis.mentions.of(mention)) is None:
        return word if word.isalpha() else _NUMBER.sub("#", word)
    if entity.type != "body":
        return "PERS"
    if entity.kind != "state":
        return "BODY"
    return "ADJ" if mention.form == "adjective" else "ST"


def shape(route: list[str], longest: int) -> str:
    """A route in one word."""
    return " ".join(route) if route and len(route) <= longest else _FAR


def straight(route: list[str]) -> str:
    """A route without steps between words that stand side by side."""
    return " ".join(step for step in route if "conj" not in step and "appos" not in step)
