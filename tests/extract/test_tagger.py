"""The tagger: best paths and trees against all that there are, and the laws of the shipped model."""

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


@given(st.integers(1, 4), st.integers(0, 10**6))
def test_best_path_is_the_best_of_all(size: int, seed: int) -> None:
    table, steps = scores(size, 5, seed), paths.steps_allowed(LABELS) + scores(5, 5, seed + 1)

    def total(path: tuple[int, ...]) -> float:
        said = sum(table[i, p] for i, p in enumerate(path))
        return float(said + sum(steps[a, b] for a, b in pairwise(path)))

    chain, apart = paths.Chain.of(LABELS, steps), paths.cuts(size)
    legal = (p for p in product(range(5), repeat=size) if not paths.stray(np.array(p), chain, apart).any())
    assert total(tuple(paths.best_path(table, chain, apart))) == pytest.approx(max(map(total, legal)), abs=1e-3)


@given(st.integers(1, 60), st.sets(st.integers(1, 59)), st.integers(0, 10**6), st.floats(0.1, 9))
def test_best_path_is_that_of_each_word_in_turn(size: int, breaks: set[int], seed: int, sure: float) -> None:
    table, steps = np.float32(sure) * scores(size, 5, seed), paths.steps_allowed(LABELS) + scores(5, 5, seed + 1)
    starts = [0, *sorted(b for b in breaks if b < size)]
    chain, apart = paths.Chain.of(LABELS, steps), paths.cuts(size, starts)
    found = paths.best_path(table, chain, apart).tolist()
    assert not paths.stray(np.array(found), chain, apart).any()
    for a, b in pairwise([*starts, size]):
        total = table[a] + [paths.FORBIDDEN if k[0] == "I" else 0 for k in LABELS]
        for row in table[a + 1 : b]:
            total = row + (total[:, None] + steps).max(0)
        mine = table[range(a, b), found[a:b]].sum() + sum(steps[i, j] for i, j in pairwise(found[a:b]))
        assert mine == pytest.approx(total.max(), abs=1e-2)


def test_runs_are_cut_at_sentences() -> None:
    path, chances = np.array([1, 2, 2, 0, 3]), np.full((5, 5), 0.5, np.float32)
    chain = paths.Chain.of(LABELS, paths.steps_allowed(LABELS))
    board = paths.Board.of({"x": paths.Head(chain, slice(0, 5))})
    found = [(r.start, r.end, r.label) for r in board.runs(path[:, None], chances[:, None], paths.cuts(5, [2]))["x"]]
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
