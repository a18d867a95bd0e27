"""Agendas: the subjects that an occasion dealt with or is to deal with, one item for each coordinated subject.

Law: an item is a run of words of one sentence, as written, found by the tagger's marks or under a verb of discussing.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from communique.extract import themes
from communique.extract.agenda_lines import entries, submitted
from communique.extract.agenda_runs import Run, carried, head_of, parted, runs_under, unwrapped
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.linked import is_elsewhere
from communique.extract.offices import Words
from communique.extract.parse import Tree
from communique.extract.scenes import Scene
from communique.extract.tagger import Labelled, Tagged
from communique.model.document import Document
from communique.model.entity import Passage

_SURE = 0.6
_WHOLLY = 0.9
"""How sure the tagger is of a run that it marks to its end."""
_CONTENT = frozenset({"NOUN", "PROPN", "VERB"})
_LOOSE = frozenset({"CCONJ", "ADP", "PUNCT", "DET"})
_LINKED = frozenset({"advcl", "xcomp", "acl", "acl:relcl", "conj", "ccomp"})


def items_of(scene: Scene) -> tuple[Passage, ...]:
    """The subjects that the words around a mention name for its occasion."""
    document, sentence, tree = scene.analysis.document, scene.words.sentence, scene.parsed.tree
    marked = tuple(_marked(scene, tree))
    if marked and scene.trigger.kind == "agenda":
        told = tuple(_under(scene, tree, _of_agenda(tree)))
        return told if len(told) > len(marked) else marked
    if marked:
        return marked
    before = tuple(submitted(document, sentence.start, sentence.end)) if scene.trigger.kind == "agenda" else ()
    if before:
        return before
    under = tuple(_under(scene, tree, _subjects(scene, tree)))
    return under or tuple(entries(document, sentence.start, sentence.end))


def _under(scene: Scene, tree: Tree, heads: Iterable[int]) -> Iterator[Passage]:
    """The subjects under some head words."""
    runs = [run for head in heads for run in runs_under(scene.analysis, scene.words, tree, head)]
    return _passages(scene.analysis.document, scene.parsed.tagged, runs)


def _passages(document: Document, tagged: Tagged, runs: Iterable[Run]) -> Iterator[Passage]:
    tokens = tagged.sentence.tokens
    for first, last in _whole(dict.fromkeys(_trimmed(tagged, run) for run in runs)):
        if any(tagged.upos[i] in _CONTENT for i in range(first, last)):
            yield Passage(spans=(document.span(tokens[first].start, tokens[last - 1].end),))


def _whole(runs: Iterable[Run]) -> list[Run]:
    """The runs, those as one between which nothing stands: "undersea cables"."""
    found: list[Run] = []
    for first, last in runs:
        if found and found[-1][1] == first:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found


def _trimmed(tagged: Tagged, run: Run) -> Run:
    """A run without the small words and marks that are left at its ends."""
    first, last = run
    while first < last and tagged.upos[first] in ("CCONJ", "ADP", "PUNCT"):
        first += 1
    while first < last and (tagged.upos[last - 1] in _LOOSE or tagged.sentence.tokens[last - 1].text.endswith("-")):
        last -= 1
    return first, last


def _marked(scene: Scene, parse: Tree) -> Iterator[Passage]:
    """The subjects that the tagger links to the mention in its sentence, or marks in one all about the agenda."""
    at, tagged = (scene.trigger.sentence, scene.trigger.token), scene.parsed.tagged
    for span in (s for s in tagged.spans if s.label == "agenda" and s.score >= _SURE):
        linked = span.anchor == at and not is_elsewhere(parse, span, at[1])
        if linked or scene.trigger.kind == "agenda":
            yield from passages(scene.analysis, at[0], parse, span)


def told(analysis: Analysis, number: int, parse: Tree) -> Iterator[Passage]:
    """What a sentence says that somebody deals with, by any of its verbs."""
    words, tagged = analysis.words[number], analysis.tagged[number]
    found = [i for i, lower in enumerate(parse.lower) if lower in _dealing() and parse.upos[i] == "VERB"]
    runs = [run for i in found for head in _of_verb(parse, i) for run in runs_under(analysis, words, parse, head)]
    return _passages(analysis.document, tagged, runs)


def deals(words: Words) -> bool:
    """Whether a sentence has a word that may say that something is dealt with."""
    return not _dealing().isdisjoint(words.lower)


@cache
def _dealing() -> frozenset[str]:
    return word_set("agenda", "discuss") | word_set("agenda", "discuss_on")


def passages(analysis: Analysis, number: int, parse: Tree, span: Labelled) -> Iterator[Passage]:
    """The subjects of a marked span of a sentence, to the ends of their phrases where the tagger is not sure.

    Of what only says that they are subjects, those that it holds: "12 issues related to trade and to health".
    """
    tagged, words = analysis.tagged[number], analysis.words[number]
    runs: list[Run] = []
    for run in parted(parse, span.start, span.end):
        head = head_of(parse, run)
        if unwrapped(parse, head):
            runs += runs_under(analysis, words, parse, head)
        else:
            runs.append(run if span.score >= _WHOLLY else carried(analysis, number, parse, run))
    yield from _passages(analysis.document, tagged, runs)


def _subjects(scene: Scene, tree: Tree) -> Iterator[int]:
    """The head words of the subjects, by the parse."""
    word = scene.trigger.token
    if not scene.trigger.verb and scene.trigger.kind != "agenda":
        yield from _of_noun(tree, word)
    yield from _of_agenda(tree)
    yield from themes.of(tree, word)
    for verb in _verbs(scene, tree, word):
        yield from _of_verb(tree, verb)


def _of_noun(tree: Tree, noun: int) -> Iterator[int]:
    """What stands after the word itself: "talks on trade", "a session devoted to the budget"."""
    if tree.lower[noun] not in ("call", "calls"):
        yield from (k for k in tree.kids(noun, "nmod", "obl") if tree.case(k) in word_set("agenda", "noun_on"))
    if tree.lower[noun] in word_set("agenda", "negotiation"):
        topics = (k for k in tree.kids(noun, "compound") if tree.upos[k] == "NOUN")
        yield from (k for k in topics if tree.lower[k] not in word_set("agenda", "no_topics"))
    for k in tree.kids(noun, "acl", "amod"):
        if any(tree.lower[m] in word_set("agenda", "noun_on") for m in tree.kids(k, "mark")):
            yield k
        if tree.lower[k] in word_set("agenda", "devoted"):
            yield from tree.kids(k, "obl", "nmod", "obj")


def _of_agenda(tree: Tree) -> Iterator[int]:
    """What the agenda includes, or what is on it."""
    for i, lower in enumerate(tree.lower):
        if lower != "agenda":
            continue
        verb = tree.heads[i]
        if tree.case(i) == "on":
            yield from tree.kids(i, "nsubj")
            yield from tree.kids(verb, "nsubj") if verb >= 0 and tree.relations[i] == "obl" else ()
        if tree.relations[i] == "nsubj" and tree.lower[verb] in word_set("agenda", "list"):
            yield from (k for k in tree.kids(verb, "obj", "nsubj", "nmod") if k > verb)


def _verbs(scene: Scene, tree: Tree, word: int) -> Iterator[int]:
    """The verbs of discussing that go with the occasion: it is their subject or place, or they are its purpose."""
    near = {word}
    above = word
    for _ in range(3):
        inside, above = tree.relations[above] in ("acl", "acl:relcl"), tree.heads[above]
        if above < 0 or inside:
            break
        near.add(above)
    for i, lower in enumerate(tree.lower):
        if lower not in _dealing() or tree.upos[i] not in ("VERB", "AUX", "NOUN"):
            continue
        token = scene.words.sentence.tokens[i]
        if not scene.start <= token.start < scene.end and tree.heads[word] != i:
            continue
        if i in near or scene.trigger.kind == "agenda" or (tree.heads[i] in near and tree.relations[i] in _LINKED):
            yield i


def _of_verb(tree: Tree, verb: int) -> Iterator[int]:
    if tree.negated(verb):
        return
    if tree.lower[verb] in word_set("agenda", "discuss"):
        yield from tree.kids(verb, "obj", "ccomp", "xcomp")
        if any(True for _ in tree.kids(verb, "aux:pass")):
            yield from (k for k in (tree.subject(verb),) if k is not None)
        return
    for k in tree.kids(verb, "obl", "nmod", "obj"):
        if tree.case(k) in word_set("agenda", "on"):
            yield k
        yield from (n for n in tree.kids(k, "nmod") if tree.lower[k] in word_set("agenda", "discussion"))
