"""Seat context: what the sentence and the one before tell of, and the years in which states are known to have come."""

from communique.extract import analyse, seat_context
from communique.model.document import Document

TEXT = "Estonia applied to NATO in 1999. It became a member in 2004 with Latvia."


def test_the_sorts_of_words_of_a_sentence_and_of_the_one_before_are_marks() -> None:
    analysis = analyse(Document(text=TEXT))
    assert list(seat_context.around(analysis, 0)) == ["sf=apply", "pf=none"]
    assert list(seat_context.around(analysis, 1)) == ["sf=member", "pf=apply"]


def test_a_year_in_which_a_state_is_known_to_have_come_is_a_mark() -> None:
    analysis = analyse(Document(text=TEXT))
    known = {
        analysis.document.text[m.start : m.end]: list(seat_context.known(analysis, 1, m))
        for m in analysis.mentions.items
    }
    assert known["Latvia"] == ["ky=member"]
    assert list(seat_context.known(analysis, 0, analysis.mentions.items[0])) == []
