"""Organs after their body, and whose meeting it then is: examples beside the rule."""

from collections.abc import Callable
from typing import Any

import pytest

from communique import knowledge
from communique.extract import senses

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The IMF's policy-making interim committee will meet in Washington on 9 April 1987.", "Interim Committee"),
        ("The IMF/World Bank interim committee met in Washington on 9 April 1987.", "Interim Committee"),
        (
            "A meeting of the International Monetary Fund/World Bank Development Committee opened.",
            "Development Committee",
        ),
        (
            "Ruding leads the IMF's Interim Committee. The IMF committee meeting is on 9 April 1987.",
            "Interim Committee",
        ),
        ("The SADC Council is divided. Angola objected at a recent council meeting.", "SADC Council"),
        ("Miyazawa will attend a meeting of seven rich nations (G-7) in Washington.", "G-7"),
        ("The executive board of the IMF met in Washington on 7 March 1987.", "Executive Board"),
        ("Executive board members of the IMF dealt with Zaire at their regular meeting.", "Executive Board"),
        ("The International Coffee Organization is split. The board will meet on 9 April 1987.", "Executive Board"),
        ("The International Coffee Organization failed. Peru left a recent council meeting.", "Coffee Council"),
        ("The policymaking session of the International Monetary Fund opens on 9 April 1987.", "Interim Committee"),
        ("Leading industrial nations will meet on 9 April 1987.", "Group of Seven"),
        ("The G-5 is split, and a meeting of major industrial countries opens on 9 April 1987.", "G-5"),
        ("A meeting of OPEC's price differentials committee on 7 March 1987 was postponed.", "differentials committee"),
    ],
)
def test_the_organ_has_the_meeting(claims: Claims, text: str, body: str) -> None:
    (meeting,) = claims("meetings", text, published="1987-03-01")
    assert body.lower() in meeting["body"].lower()


def test_the_first_of_two_bodies_has_their_meeting(claims: Claims) -> None:
    text = "The spring meeting of the IMF and the World Bank opened in Washington on 9 April 1987."
    (meeting,) = claims("meetings", text, published="1987-04-10")
    assert meeting["body"] == "IMF"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The OPEC Conference met in Vienna for the first time since 2029 on 5 June 2031.", None),
        ("The OPEC Conference will meet in Vienna on the 25th of June 2031.", None),
        ("The first sitting of the OPEC Conference in Vienna was on 5 June 2031.", None),
        ("The first talks of OPEC since the war were held in Vienna on 5 June 2031.", None),
        ("Norway attended the OPEC Conference in Vienna for the first time on 5 June 2031.", None),
        ("Vienna hosts the OPEC summit for the third time on 25 June 2031.", None),
        ("The OPEC Conference met for the 66th time in Vienna on 5 June 2031.", 66),
    ],
)
def test_a_number_of_something_else_numbers_no_meeting(claims: Claims, text: str, number: int | None) -> None:
    (meeting,) = claims("meetings", text, published="2031-06-10")
    assert meeting["ordinal"] == number


@pytest.mark.parametrize(("year", "known"), [(1987, "european-community"), (2031, None), (0, None)])
def test_an_acronym_means_what_had_it_then(year: int, known: str | None) -> None:
    entry = knowledge.look_up("EC")
    assert entry is not None
    sense = senses.of_its_day(entry, year)
    assert (sense.thing.id if sense else None) == known


def test_the_ministers_of_others_are_not_those_of_the_texts_body(claims: Claims) -> None:
    text = (
        "OPEC cut its output. OPEC ministers agree. Norway's minister is in Iceland for a meeting of Nordic ministers."
    )
    assert [m["body"] for m in claims("meetings", text) if m["place"] == "Iceland"] == [None]


def test_a_recent_meeting_was(claims: Claims) -> None:
    text = "Producers could not agree on quotas at a recent OPEC meeting here."
    (meeting,) = claims("meetings", text, published="2031-03-05")
    assert meeting["status"] == "held"


def test_the_last_meeting_was(claims: Claims) -> None:
    text = "Output was cut at the OPEC Conference's last meeting in December."
    (meeting,) = claims("meetings", text, published="2031-03-05")
    assert (meeting["date"], meeting["status"]) == ("2030-12", "held")


def test_a_date_says_which_meeting_it_hangs_on(claims: Claims) -> None:
    text = (
        "The SCO summit opens in Bishkek on 3 May 2031. "
        "The Gas Exporting Countries Forum will meet in Doha two weeks after the SCO summit."
    )
    found = claims("meetings", text, published="2031-04-20")
    assert found[1]["basis"]["date"] == "counted from 'the SCO summit' (m1): 2 weeks after"


def test_a_town_right_before_a_summit_is_its_place(claims: Claims) -> None:
    text = "The Common Market Group met in Montevideo on 6 May 2031, five weeks after the Asunción summit of Mercosur."
    places = {meeting["kind"]: meeting["place"] for meeting in claims("meetings", text, published="2031-05-10")}
    assert places["summit"] == "Asunción"


def test_a_town_before_a_body_is_no_part_of_its_name(claims: Claims) -> None:
    for text in (
        "Lawson stated it at the end of the Paris Group of Six meeting last month.",
        "Lawson stated it at last month's meeting in Paris of the Group of Six.",
    ):
        (meeting,) = claims("meetings", text, published="1987-03-06")
        assert (meeting["body"], meeting["place"]) == ("Group of Six", "Paris")
