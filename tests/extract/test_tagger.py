"""The tagger: likely runs and trees against all that there are, and the laws of the shipped model."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract.neural import grouping, paths, trees
from communique.extract.neural.pieces import pack
from communique.extract.tagger import MODELS, Tagger, tag
from communique.extract.tokens import Sentence, Token, split

LABELS = ("O", "B-a", "I-a", "B-b", "I-b")
TEXT = (
    "Ministers to meet in Minsk\n\n"
    "Russian Foreign Minister Sergei Lavrov said on Tuesday that the talks in Geneva would resume next week.\n\n"
    '"We are ready," he told reporters in Moscow.'
)


def scores(rows: int, columns: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, columns)).astype(np.float32)


def is_tree(heads: list[int]) -> bool:
    def rooted(i: int) -> bool:
        for _ in heads:
            if i < 0:
                return True
            i = heads[i]
        return i < 0

    return heads.count(-1) == 1 and all(rooted(i) for i in range(len(heads)))


@given(st.integers(1, 4), st.integers(0, 10**6))
def test_best_tree_is_the_best_of_all(size: int, seed: int) -> None:
    table = scores(size, size + 1, seed)
    candidates = product(*[[-1, *(j for j in range(size) if j != i)] for i in range(size)])

    def total(heads: list[int]) -> float:
        return float(sum(table[i, h] for i, h in enumerate(heads)))

    best = max((list(c) for c in candidates if is_tree(list(c))), key=total)
    assert total(trees.best_tree(table)) == pytest.approx(total(best), abs=1e-4)


@given(st.integers(1, 30), st.integers(0, 10**6))
def test_best_tree_is_a_tree(size: int, seed: int) -> None:
    assert is_tree(trees.best_tree(scores(size, size + 1, seed)))


@settings(deadline=None)
@given(st.lists(st.integers(1, 300), max_size=40))
def test_windows_are_few_and_evenly_filled(lengths: list[int]) -> None:
    windows = pack(lengths, 254)
    assert [i for w in windows for i in w] == list(range(len(lengths)))
    assert all(sum(lengths[w.start : w.stop]) <= 254 for w in windows if len(w) > 1)
    fullest = max((sum(lengths[w.start : w.stop]) for w in windows), default=0)
    if fullest > max(lengths, default=0):
        assert len(pack(lengths, 254)) < len(pack(lengths, fullest - 1)) or len(windows) == 1


def board(steps: np.ndarray, height: float = 0.4, across: tuple[str, ...] = ()) -> paths.Board:
    head = paths.Head(paths.Chain.of(LABELS, steps), slice(0, 5))
    return paths.Board.of({"x": head}, across, {"x": height})


def runs_of(path: tuple[int, ...]) -> list[tuple[int, int, str]]:
    starts = [i for i, label in enumerate(path) if LABELS[label][0] == "B"]
    ends = [next((i for i in range(a + 1, len(path)) if LABELS[path[i]][0] != "I"), len(path)) for a in starts]
    return [(a, b, LABELS[path[a]][2:]) for a, b in zip(starts, ends, strict=True)]


@settings(deadline=None)
@given(st.integers(1, 5), st.sets(st.integers(1, 4)), st.integers(0, 10**6), st.floats(0.1, 0.9))
def test_runs_are_those_likely_among_all_paths(size: int, breaks: set[int], seed: int, height: float) -> None:
    table, steps = scores(size, 5, seed), paths.steps_allowed(LABELS) + scores(5, 5, seed + 1) / 4
    starts = [0, *sorted(b for b in breaks if b < size)]
    weights: dict[tuple[int, int, str], float] = {}
    for a, b in pairwise([*starts, size]):
        chances: dict[tuple[int, ...], float] = {}
        for path in product(range(5), repeat=b - a):
            said = sum(table[a + i, p] for i, p in enumerate(path)) + sum(steps[i, j] for i, j in pairwise(path))
            chances[path] = 0.0 if LABELS[path[0]][0] == "I" else float(np.exp(said))
        for path, chance in chances.items():
            for start, end, label in runs_of(path):
                run = (a + start, a + end, label)
                weights[run] = weights.get(run, 0.0) + chance / sum(chances.values())
    found = [(r.start, r.end, r.label) for r in board(steps, height).runs(table, paths.cuts(size, starts))["x"]]
    for run in found:
        assert weights[run] > height - 1e-6
    for run, weight in weights.items():
        if run not in found and weight > height + 1e-6:
            assert any(f[0] < run[1] and run[0] < f[1] and weights[f] >= weight - 1e-6 for f in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))


def test_runs_are_cut_at_sentences() -> None:
    table = np.full((5, 5), -9, np.float32)
    table[range(5), [1, 2, 2, 0, 3]] = 9
    chained = board(paths.steps_allowed(LABELS), across=("x",))
    found = [(r.start, r.end, r.label) for r in chained.runs(table, paths.cuts(5, [2]))["x"]]
    assert found == [(0, 2, "a"), (2, 3, "a"), (4, 5, "b")]


def test_linked_parts_stand_together() -> None:
    spans = [(0, "source", (3, 2)), (2, "cue", None), (4, "content", (3, 2)), (9, "content", (2, 2))]
    assert grouping.linked(spans, 3) == [[0, 1, 2], [3]]


shipped = pytest.mark.skipif(not (MODELS / "tagger.onnx").exists(), reason="no model is shipped")


@shipped
def test_a_report_is_read() -> None:
    title, report, quotation = tag(split(TEXT))
    assert (report.upos[5], report.deprels[5], report.heads[5]) == ("VERB", "root", -1)
    words = [t.text for t in report.sentence.tokens]
    assert [words[n.start : n.end] for n in report.names if n.label == "PER"] == [["Sergei", "Lavrov"]]
    said = quotation.attributions[0]
    assert said.cue is not None
    assert quotation.sentence.tokens[said.cue.start].text == "told"
    assert title.upos[2] == "VERB"


@shipped
@settings(max_examples=25, deadline=None)
@given(st.text(st.characters() | st.sampled_from(" .\n\n\"'’-ABab1")))
def test_any_text_is_tagged(text: str) -> None:
    sentences = split(text)
    for sentence, tagged in zip(sentences, tag(sentences), strict=True):
        size = len(sentence.tokens)
        assert len(tagged.upos) == len(tagged.heads) == len(tagged.deprels) == size
        assert is_tree(list(tagged.heads))
        runs = [*tagged.names, *tagged.spans, *(c for a in tagged.attributions for c in a.content)]
        assert all(0 <= r.start < r.end <= size and 0 <= r.score <= 1.0001 for r in runs)


@shipped
def test_what_was_read_before_does_not_matter() -> None:
    fresh, used = Tagger.load(MODELS), Tagger.load(MODELS)
    used.tag(split("Something else. " * 50))
    assert fresh.tag(split(TEXT)) == used.tag(split(TEXT)) == tag(split(TEXT))


@shipped
def test_a_sentence_too_long_is_refused() -> None:
    tokens = tuple(Token(i, i + 1, "a") for i in range(300))
    with pytest.raises(ValueError, match="1 to 200"):
        tag([Sentence(0, 300, tokens)])
