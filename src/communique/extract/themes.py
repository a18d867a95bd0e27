"""Themes: the subject that dominates an occasion or comes up at it, by the verb that says so."""

from collections.abc import Iterator

from communique.extract.chunks import word_set
from communique.extract.parse import Tree


def of(tree: Tree, word: int) -> Iterator[int]:
    """What dominates an occasion, or comes up at it."""
    verb, relation = tree.heads[word], tree.relations[word]
    while verb >= 0 and relation in ("nmod", "compound") and tree.lower[verb] in word_set("agenda", "noun_of_it"):
        verb, relation = tree.heads[verb], tree.relations[verb]
    if verb < 0 or tree.negated(verb):
        return
    raised = relation == "obl" and tree.lower[verb] in ("come", "comes", "came") and "up" in tree.lower[verb : verb + 2]
    if raised or (relation == "obj" and tree.lower[verb] in word_set("agenda", "dominate")):
        subject = tree.subject(verb)
        yield from () if subject is None or tree.upos[subject] == "PRON" else (subject,)
