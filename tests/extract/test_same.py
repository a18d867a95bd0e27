"""Which occasion told of before a mention is of, by weighed marks."""

from collections.abc import Callable
from typing import Any

Claims = Callable[..., list[dict[str, Any]]]


def test_another_meeting_told_of_after_is_no_part_of_the_first(claims: Claims) -> None:
    text = (
        "President Aylin Demir travelled to Almaty in March to see President Daulet Omarov; the two parted without "
        "a result. At the meeting of the governors of the Asian Development Bank in Manila on 2 April a plan was made."
    )
    found = claims("meetings", text, published="2030-05-22")
    assert [m["place"] for m in found if m["kind"] == "session"] == ["Manila"]
    assert all("Aylin Demir" not in m["participants"] for m in found if m["place"] == "Manila")


def test_the_summit_named_again_is_the_same(claims: Claims) -> None:
    text = "The SCO summit will be held in Bishkek on 3 June. The summit will deal with water."
    (meeting,) = claims("meetings", text, published="2030-05-22")
    assert (meeting["place"], meeting["agenda"]) == ("Bishkek", ["water"])


def test_those_who_were_to_meet_do_so_on_another_day(claims: Claims) -> None:
    text = (
        "The Mekong River Commission has postponed the council that was to sit in Vientiane on 11 June 2030. "
        "The ministers will come together on 25 June instead, and in Hanoi."
    )
    (meeting,) = claims("meetings", text, published="2030-05-22")
    assert (meeting["date"], meeting["place"], meeting["status"]) == ("2030-06-25", "Hanoi", "postponed")


def test_the_length_of_another_meeting_is_not_its_own(claims: Claims) -> None:
    text = (
        "The SCO summit has been put off to 6 June 2030, the secretariat said, a day after the SCO National "
        "Coordinators ended a two-day sitting in Astana."
    )
    assert claims("meetings", text, published="2030-05-22")[0]["date"] == "2030-06-06"


def test_a_session_and_the_talks_that_follow_it_are_two(claims: Claims) -> None:
    text = (
        "Finance Minister Kenji Mori will resist when he meets Treasury Secretary Ann Doyle next week. "
        "Mori leaves to attend the IMF's Interim Committee meeting and to hold talks with Doyle on ways to trade."
    )
    found = {m["body"]: m["participants"] for m in claims("meetings", text, published="1987-03-31")}
    assert found[None] == ["Kenji Mori", "Ann Doyle"]
    assert [who for body, who in found.items() if body] == [["Kenji Mori"]]


def test_a_meeting_told_of_as_before_is_not_that_of_the_text(claims: Claims) -> None:
    text = (
        "OPEC's ministers spoke of oil at a meeting in Vienna that ended on Monday. They kept to what was said at "
        "the recent Lima meeting. The meeting of the Organization of the Petroleum Exporting Countries brought "
        "together thirteen of them."
    )
    assert [m["place"] for m in claims("meetings", text, published="2030-05-22") if len(m["evidence"]) == 1] == ["Lima"]
