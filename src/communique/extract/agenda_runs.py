"""The runs of words that name what an occasion deals with: each subject for itself, to the end of its phrase."""

from collections.abc import Iterator

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.offices import Words
from communique.extract.parse import Tree

Run = tuple[int, int]

_OUT = frozenset({"acl:relcl", "conj", "cc", "parataxis", "appos", "advcl", "punct", "nsubj", "cop", "mark"})
_JOINTS = frozenset({",", ";", "and", "as", "or", "&"})
_WRAPS = frozenset({"of", "including", "as", "on", "to", "like", ""})


def head_of(tree: Tree, run: Run) -> int:
    """The word of a run that governs the others."""
    first, last = run
    return next((i for i in range(*run) if not first <= tree.heads[i] < last), first)


def carried(analysis: Analysis, number: int, tree: Tree, run: Run) -> Run:
    """A run that goes on to the end of its phrase, or to the first comma or person in that."""
    first, last = run
    words, top = analysis.words[number], head_of(tree, run)
    if tree.upos[top] == "DET" and tree.heads[top] >= last:
        top = tree.heads[top]
    start, end = _run(analysis, words, tree, top)
    if start > first:
        return run
    rest = range(last, end)
    marks = (i for i in rest if tree.upos[i] == "PUNCT" and tree.lower[i] != "-")
    persons = (i for i in rest if (owner := words.owner[i]) and owner.type == "person")
    return first, max(last, min(next(marks, end), next(persons, end)))


def parted(tree: Tree, first: int, last: int) -> Iterator[Run]:
    """A marked run as one run for each subject that the parse coordinates at its top; none under a "not"."""
    top = head_of(tree, (first, last))
    if tree.heads[top] >= 0 and tree.negated(tree.heads[top]):
        return
    start = first
    for head in _conjuncts(tree, top)[1:]:
        cut = _joint(tree, start, head) if start < head < last else None
        if cut is not None and cut > start:
            yield start, cut
            start = next((i for i in range(cut, head) if tree.relations[i] not in ("cc", "punct")), head)
    if start < last:
        yield start, last


def _conjuncts(tree: Tree, head: int) -> list[int]:
    """A head word and those coordinated with it; one alone where "beef and citrus trade" share the last word."""
    before = (k for k in tree.kids(head, "compound", "amod") if k < head)
    strayed = [c for k in before for c in tree.kids(k, "conj") if c > head]
    heads = sorted({*tree.coordinated(head), *(c for k in strayed for c in tree.coordinated(k))})
    if len(heads) == 2 and not any(True for _ in tree.kids(heads[0], "det", "amod", "compound", "nmod", "acl")):
        shared = any(True for _ in tree.kids(heads[1], "compound", "amod"))
        return [heads[1]] if shared and not any(True for _ in tree.kids(heads[1], "det")) else heads
    return heads


def _joint(tree: Tree, first: int, head: int) -> int | None:
    """Where "and" or a comma parts a coordinated word from what stands before it."""
    return next((k for k in tree.below[head] if first <= k < head and tree.lower[k] in _JOINTS), None)


def runs_under(analysis: Analysis, words: Words, tree: Tree, head: int) -> Iterator[Run]:
    """One run of words for each subject that is coordinated under a head word, without clauses that only describe."""
    for word in _conjuncts(tree, head):
        inner = unwrapped(tree, word)
        if inner:
            for k in inner:
                yield from runs_under(analysis, words, tree, k)
        elif not _is_empty(words, tree, word):
            yield _run(analysis, words, tree, word)


def unwrapped(tree: Tree, word: int) -> list[int]:
    """What "the issue of" and "a range of issues, including" hold."""
    if tree.lower[word] not in word_set("agenda", "wrapping"):
        return []
    kids = [k for k in tree.kids(word, "nmod", "obl", "appos") if tree.case(k) in _WRAPS]
    return kids or [n for k in tree.kids(word, "acl", "amod") for n in tree.kids(k, "obl", "nmod")]


def _is_empty(words: Words, tree: Tree, word: int) -> bool:
    owner = words.owner[word]
    if tree.lower[word] in word_set("agenda", "empty") or tree.upos[word] in ("PRON", "NUM", "DET"):
        return True
    named = owner is not None and owner.type in ("person", "place")
    return named and tree.lower[word] not in word_set("places", "vague")


def _run(analysis: Analysis, words: Words, tree: Tree, head: int) -> Run:
    """The words under a head word that stand together with it."""
    inside, todo = {head}, [head]
    while todo:
        word = todo.pop()
        for k in tree.below[word]:
            strayed = word < head < k and tree.relations[k] == "conj"
            outside = strayed or (word == head and tree.relations[k] in _OUT)
            if not outside and not _is_dated(analysis, words, tree, k):
                inside.add(k)
                todo.append(k)
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    if tree.relations[first] == "case":
        first += 1
    return first, last + 1


def _is_dated(analysis: Analysis, words: Words, tree: Tree, word: int) -> bool:
    """Whether a word stands in a date."""
    start = words.sentence.tokens[word].start
    oblique = tree.relations[word].startswith(("obl", "nmod"))
    return oblique and any(d.start <= start < d.end for d in analysis.dates)
