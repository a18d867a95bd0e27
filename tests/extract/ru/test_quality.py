"""Floors under what the bench of Russian prints."""

import pytest
from bench.russian import claims, days, pairs

from communique.extract import missing


def test_dates_in_russian_mean_what_they_should() -> None:
    assert days.run().share >= 0.88


@pytest.mark.skipif(missing("ru") is not None, reason="the extra 'ru' is not installed")
def test_memberships_acts_and_programmes_are_found_with_their_values() -> None:
    for kind, figures in claims.run().items():
        assert figures.f1 >= 0.94, (kind, figures.wrong)
        assert figures.right_values >= 0.9 * figures.values, (kind, figures.wrong)


@pytest.mark.skipif(missing("ru") is not None, reason="the extra 'ru' is not installed")
def test_reports_in_two_languages_join() -> None:
    figures = pairs.run()
    assert len(figures.apart) <= 5
    assert figures.mixed == 0
