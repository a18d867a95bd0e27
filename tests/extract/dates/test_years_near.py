"""Years of days that give none, in texts that tell of times long before."""

from communique.extract import dates

LONG_AGO = (
    "It was let in in 1996, left in 2013, was back on 16 March 2019 and asked on 12 May 2022, as in 1989 and 1991. "
)


def test_a_day_close_ahead_is_of_the_year_of_writing() -> None:
    text = LONG_AGO + "The paper goes to the Assembly, which sits from 15 to 19 April."
    assert dates.find(text, published="2026-04-02", language="en")[-1].day == "2026-04-15/2026-04-19"


def test_a_day_told_as_past_is_of_the_story() -> None:
    text = LONG_AGO + "The paper was adopted from 15 to 19 April."
    assert dates.find(text, published="2026-04-02", language="en")[-1].day == "2022-04-15/2022-04-19"
