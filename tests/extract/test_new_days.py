"""What is put off, called off or begun anew: the day and place that it has then, and which occasion it is."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]
PUBLISHED = "2031-05-20"


def _found(claims: Claims, text: str) -> list[dict[str, Any]]:
    return claims("meetings", text, published=PUBLISHED)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "The SADC summit will not be held in Maseru on 3 June. "
            "At Malawi's request it has been put back to 10 June.",
            "2031-06-10",
        ),
        ("The SADC council cancelled its session of 4 June. It has been put back to 11 June.", "2031-06-11"),
        ("The EAC ministers will not meet on 4 June. Instead they will come together on 11 June.", "2031-06-11"),
        ("The SADC council will not meet on 3 June. The session has been moved to 10 June.", "2031-06-10"),
        (
            "The EAC ministers' meeting of 4 June has been postponed. "
            "Instead of 4 June they will come together on 11 June.",
            "2031-06-11",
        ),
        (
            "The EAC summit of 4 June has been put off. Instead of Wednesday, the leaders will now gather on 11 June.",
            "2031-06-11",
        ),
        ("The SADC summit of 4 June has been put off. It will now open on 11 June.", "2031-06-11"),
        ("The SADC summit of 4 June has been put off. It will run from 11 to 13 June.", "2031-06-11/2031-06-13"),
    ],
)
def test_the_next_sentence_gives_the_new_day(claims: Claims, text: str, date: str) -> None:
    assert [(m["date"], m["status"]) for m in _found(claims, text)] == [(date, "postponed")]


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("SADC moved its summit from 3 June to 10 June.", "2031-06-10", None),
        (
            "South Africa has moved the SADC summit to 10 June and transferred it from Maseru to Lusaka.",
            "2031-06-10",
            "Lusaka",
        ),
        ("The session of the SADC council was adjourned in March and will resume on 3 June.", "2031-06-03", None),
        ("The SADC council session was suspended on 4 May and will now resume on 3 June.", "2031-06-03", None),
        (
            "The chairman moved the SADC council's session from 3 June to 10 June and from Maseru to Lusaka.",
            "2031-06-10",
            None,
        ),
        ("The EAC summit of 4 May was not held in Arusha but in Kigali.", "2031-05-04", "Kigali"),
        ("The SADC ministers return to Lusaka on 4 June.", "2031-06-04", "Lusaka"),
    ],
)
def test_somebody_moves_it_or_it_goes_on(claims: Claims, text: str, date: str, place: str | None) -> None:
    assert [(m["date"], m["place"]) for m in _found(claims, text)] == [(date, place)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The EAC council did not meet on 4 May as had been planned.", "2031-05-04"),
        ("The EAC council did not meet in Arusha on 4 May in the end.", "2031-05-04"),
        ("The EAC summit of 4 May was not held after all.", "2031-05-04"),
        ("The SADC summit of 3 March was called off.", "2031-03-03"),
        ("The SADC summit, which had been planned for 3 March, was cancelled.", "2031-03-03"),
        ("The EAC summit planned for 3 December was cancelled.", "2031-12-03"),
        ("The EAC summit was to be held in Arusha on 12 June but was called off.", "2031-06-12"),
        ("The EAC summit in Arusha on 4 June had to be cancelled for lack of money.", "2031-06-04"),
        ("The EAC council's session of 4 June has been struck off.", "2031-06-04"),
        ("The EAC summit, which was to be held on 4 June, has now been given up.", "2031-06-04"),
    ],
)
def test_what_was_called_off_keeps_the_day_that_it_had(claims: Claims, text: str, date: str) -> None:
    assert [(m["date"], m["status"]) for m in _found(claims, text)] == [(date, "cancelled")]


@pytest.mark.parametrize(
    "text",
    [
        "The SADC council holds its 40th session in Maseru in June. The extraordinary session was in Maseru.",
        "The SADC council sat in Maseru on 4 May. At the extraordinary session in Maseru the budget was cut.",
        "The SADC council begins its session on 3 June. The ministers' session follows.",
        "The SADC council held a session on 4 May. The session of its experts followed.",
    ],
)
def test_an_extraordinary_session_and_what_follows_are_others(claims: Claims, text: str) -> None:
    assert len(_found(claims, text)) == 2


def test_who_asks_is_no_place(claims: Claims) -> None:
    (meeting,) = _found(claims, "The EAC ministers met on 4 May at Kenya's insistence.")
    assert meeting["place"] is None


def test_the_next_number_is_of_the_body_whose_number_came_before(claims: Claims) -> None:
    text = (
        "The OPEC council held its 40th session in Vienna on 4 May. The EAC council met in Arusha on 6 May. "
        "The 41st session will be in Vienna in November."
    )
    assert [m["body"] for m in _found(claims, text)] == ["OPEC council", "EAC", "OPEC council"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers had decided on a fee at the session of the SADC council in Maseru.",
        "The members agreed on lower fees at a session of the SADC council in May.",
    ],
)
def test_what_was_agreed_at_a_session_is_past(claims: Claims, text: str) -> None:
    assert [m["status"] for m in _found(claims, text)] == ["held"]
