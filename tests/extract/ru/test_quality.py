"""Floors under what the bench of Russian prints."""

import pytest
from bench.russian import days, pairs

from communique.extract import missing


def test_dates_in_russian_mean_what_they_should() -> None:
    assert days.run().share >= 0.88


@pytest.mark.skipif(missing("ru") is not None, reason="the extra 'ru' is not installed")
def test_reports_in_two_languages_join() -> None:
    figures = pairs.run()
    assert len(figures.apart) <= 5
    assert figures.mixed == 0
