"""Floors under what `python -m bench.reading` prints, where the gold stands beside the checkout."""

import pytest
from bench.reading.__main__ import GOLD, SETS, readings, unshown

from communique.export import jsonl
from communique.scoring.figures import Scores, scores
from communique.scoring.gold import by_gold, gold_of

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="no gold beside the checkout")


def read(name: str) -> Scores:
    """The scores of one of the sets, whose values all show their words."""
    folders = SETS[name]
    found = readings(folders)
    assert not unshown(found)
    gold = {id: claims for folder in folders for id, claims in gold_of(GOLD / folder / "gold").items()}
    return scores(gold, by_gold(gold, [jsonl.as_dict(reading) for reading in found]))


def test_the_story_that_the_project_grew_from_is_read_right() -> None:
    figures = read("seed")
    assert {plural: score.found.f1 for plural, score in figures.kinds.items()} == dict.fromkeys(figures.kinds, 1.0)
    assert figures.mean_slot_f1 >= 0.99


def test_the_development_test_is_read_as_well_as_before() -> None:
    figures = read("development test")
    assert figures.mean_f1 >= 0.83
    assert figures.mean_slot_f1 >= 0.76
