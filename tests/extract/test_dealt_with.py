"""Which occasion a topic is given to, where a text tells of several."""

from collections.abc import Callable
from typing import Any

Claims = Callable[..., list[dict[str, Any]]]


def agendas(found: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {m["date"]: m["agenda"] for m in found}


def test_what_the_same_words_claim_for_two_is_of_one(claims: Claims) -> None:
    text = (
        "The Nordic Council met in Oslo on 5 June 2031 and discussed the fishing quota. "
        "It will meet again in Bergen on 9 September 2031 to consider the budget for 2032."
    )
    found = agendas(claims("meetings", text, published="2031-06-06"))
    assert found == {"2031-06-05": ["the fishing quota"], "2031-09-09": ["the budget for 2032"]}


def test_what_an_organ_approves_in_the_next_sentence_was_dealt_with_there(claims: Claims) -> None:
    text = (
        "The Council of Ministers of the Nordic Council held its 12th session in Oslo on 5 June 2031. "
        "The ministers approved a plan for the protection of turtles."
    )
    (found,) = claims("meetings", text, published="2031-06-06")
    assert found["agenda"] == ["a plan for the protection of turtles"]


def test_what_somebody_says_elsewhere_was_not(claims: Claims) -> None:
    text = (
        "The Nordic Council held its 12th session in Oslo on 5 June 2031. "
        "Rosa Silva, an analyst in Lima, hears that her bank raised its forecast."
    )
    (found,) = claims("meetings", text, published="2031-06-06")
    assert not found["agenda"]


def test_a_count_is_of_the_occasion_whose_subjects_follow_it(claims: Claims) -> None:
    text = (
        "The Council of Ministers of the Nordic Council held its 12th session in Oslo on 5 June 2031. "
        "The ministers considered 17 questions, among them the fishing quota and the budget for 2032."
    )
    (found,) = claims("meetings", text, published="2031-06-06")
    assert (found["agenda_count"], bool(found["agenda"])) == (17, True)


def test_points_of_a_paper_are_on_no_agenda(claims: Claims) -> None:
    text = (
        "The Nordic Council held its 12th session in Oslo on 5 June 2031. It closed with a declaration of 27 points. "
        "The Council last met on 8-9 May."
    )
    found = claims("meetings", text, published="2031-06-06")
    assert not any(m["agenda_count"] for m in found)
