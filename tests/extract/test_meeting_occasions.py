"""Occasions: how many a text speaks of, and whose they are."""

from collections.abc import Callable
from typing import Any

Claims = Callable[..., list[dict[str, Any]]]
PUBLISHED = "2030-05-22"


def test_bilateral_meetings_with_two_are_two(claims: Claims) -> None:
    text = (
        "Japanese Foreign Minister Kenji Mori held bilateral meetings with Indian Foreign Minister Ravi Kumar and "
        "with Thai Foreign Minister Anong Suksai in Delhi on Monday."
    )
    found = claims("meetings", text, published=PUBLISHED)
    assert [m["participants"] for m in found] == [["Kenji Mori", "Ravi Kumar"], ["Kenji Mori", "Anong Suksai"]]


def test_the_next_session_is_of_the_same_body(claims: Claims) -> None:
    text = (
        "The Council of Ministers of the Economic Community of West African States held its 44th session in Abuja on "
        "6 May 2030. The next session will be held in Accra in December."
    )
    found = claims("meetings", text, published=PUBLISHED)
    assert [m["ordinal"] for m in found] == [44, None]
    assert found[0]["body"] == found[1]["body"]
    assert [m["status"] for m in found] == ["held", "scheduled"]


def test_an_organ_that_will_decide_on_a_day_meets(claims: Claims) -> None:
    found = claims(
        "meetings", "The IMF board is expected to approve the accord on 15 May 2030. The SCO board approved it."
    )
    assert [(m["kind"], m["date"]) for m in found] == [("session", "2030-05-15")]


def test_two_bodies_that_meet_each_other_are_both_parties(claims: Claims) -> None:
    found = claims(
        "meetings", "The summit of the African Union and the European Union was held in Kigali on 3 May 2030."
    )
    assert [(m["body"], list(m["participants"])) for m in found] == [(None, ["African Union", "European Union"])]


def test_a_round_of_trade_is_no_body_that_meets(claims: Claims) -> None:
    text = "Ministers pledged in Geneva to make the Tokyo Round succeed. They signed nothing in the Tokyo Round."
    assert not [m["body"] for m in claims("meetings", text) if m["body"]]


def test_two_places_are_two_occasions(claims: Claims) -> None:
    text = "The SCO summit was held in Bishkek on 3 May 2030. The next SCO summit will be held in Delhi in May 2031."
    assert [m["place"] for m in claims("meetings", text, published=PUBLISHED)] == ["Bishkek", "Delhi"]


def test_what_did_not_come_about_is_none(claims: Claims) -> None:
    text = "Japanese Foreign Minister Kenji Mori did not meet Indian Foreign Minister Ravi Kumar in Delhi on Monday."
    assert claims("meetings", text, published=PUBLISHED) == []


def test_a_postponed_meeting_without_parties_is_found(claims: Claims) -> None:
    text = (
        "Water ministers of the Southern African Development Community will meet in Gaborone on March 12.\n\n"
        "A meeting on the Kariba dam that was planned for February 24 has been postponed, a minister said."
    )
    found = claims("meetings", text, published="2026-02-19")
    assert [(m["date"], m["status"]) for m in found] == [("2026-03-12", "scheduled"), ("2026-02-24", "postponed")]


def test_a_guest_who_is_welcomed_to_a_place_visits_it(claims: Claims) -> None:
    text = "President Marcel Dupont of France will welcome President Rosa Silva of Brazil to Paris on 4 May 2031."
    (meeting,) = claims("meetings", text, published="2031-04-20")
    assert meeting["kind"] == "visit"
    assert meeting["participants"][:2] == ["Marcel Dupont", "Rosa Silva"]


def test_a_meeting_with_others_is_another(claims: Claims) -> None:
    text = (
        "Kenji Mori held talks with Ravi Kumar in Delhi on 3 May 2031. "
        "The planned meeting with Rosa Silva was cancelled."
    )
    found = claims("meetings", text, published="2031-05-10")
    assert [m["status"] for m in found] == ["held", "cancelled"]


def test_what_it_was_is_no_other_occasion(claims: Claims) -> None:
    text = "President Rosa Silva visited Paris on 4 May 2030. It was her third visit to France since 2021."
    (meeting,) = claims("meetings", text, published=PUBLISHED)
    assert (meeting["ordinal"], meeting["date"]) == (3, "2030-05-04")


def test_the_sittings_of_one_state_are_no_occasions(claims: Claims) -> None:
    text = "The Senate is set to meet on 5 June 2030. The House of Commons will begin its session on 6 June 2030."
    assert claims("meetings", text, published=PUBLISHED) == []


def test_an_organ_with_a_number_is_its_sitting(claims: Claims) -> None:
    text = "The 41st Assembly of the International Civil Aviation Organization closes in Montreal on 7 October 2030."
    (meeting,) = claims("meetings", text, published=PUBLISHED)
    assert (meeting["kind"], meeting["date"]) == ("session", "2030-10-07")


def test_a_way_and_what_it_is_for_are_one(claims: Claims) -> None:
    text = "Norwegian Foreign Minister Ola Berg flew to Lima on Monday for talks with Peruvian President Ana Ruiz."
    found = claims("meetings", text, published=PUBLISHED)
    assert [(m["kind"], m["place"]) for m in found] == [("talks", "Lima")]


def test_who_flies_home_visits_nobody(claims: Claims) -> None:
    assert claims("meetings", "Norwegian Foreign Minister Ola Berg flew home from Lima on Monday.") == []


def test_leaders_and_their_ministers_meet_apart(claims: Claims) -> None:
    text = (
        "The Council of Ministers of the East African Community will hold its 41st session in Arusha in May 2031. "
        "The summit is a matter for later."
    )
    assert next(m["kind"] for m in claims("meetings", text, published=PUBLISHED)) == "session"


def test_what_is_to_come_is_not_the_talks_that_were(claims: Claims) -> None:
    text = (
        "Kenyan President Amina Otieno met Ugandan President David Okello in Nairobi on 20 May 2030. "
        "They went over the SCO summit, which will convene in Astana on 3 June 2030."
    )
    found = claims("meetings", text, published=PUBLISHED)
    assert [(m["date"], m["place"]) for m in found] == [("2030-05-20", "Nairobi"), ("2030-06-03", "Astana")]


def test_the_summit_far_on_is_the_one_of_the_body(claims: Claims) -> None:
    more = " ".join(f"Copper rose by {n} per cent." for n in range(9))
    text = f"The 12th SCO summit will be held in Bishkek on 3 June 2030. {more} The summit may last long."
    assert len(claims("meetings", text, published=PUBLISHED)) == 1


def test_a_call_for_something_is_no_call(claims: Claims) -> None:
    text = "The call by Norwegian Foreign Minister Ola Berg was taken up by Peruvian President Ana Ruiz on Monday."
    assert claims("meetings", text, published=PUBLISHED) == []


def test_a_ministry_of_one_state_convenes_no_summit(claims: Claims) -> None:
    text = "The Norwegian Ministry of Foreign Affairs denounced the outcome of the summit in Rome on 3 May 2030."
    assert not [m["body"] for m in claims("meetings", text, published=PUBLISHED) if m["body"]]


def test_a_dinner_of_leaders_is_an_occasion(claims: Claims) -> None:
    text = "An informal dinner of the leaders in Riga on 3 June 2030 has been cancelled, the SCO said."
    assert [(m["place"], m["status"]) for m in claims("meetings", text, published=PUBLISHED)] == [("Riga", "cancelled")]


def test_what_is_decided_in_writing_is_no_session(claims: Claims) -> None:
    text = "The Council of the European Union is to adopt the list by written procedure on 3 June 2030."
    assert claims("meetings", text, published=PUBLISHED) == []


def test_who_was_not_seen_was_not_met(claims: Claims) -> None:
    text = "Norwegian Foreign Minister Ola Berg did not see Peruvian President Ana Ruiz in Lima on Monday."
    assert claims("meetings", text, published=PUBLISHED) == []


def test_a_general_meeting_is_one_of_a_body_of_states_and_none_of_a_company(claims: Claims) -> None:
    text = "The {} will hold its annual general meeting in Cairo on 9 June, Lena Okoro said."
    found = claims("meetings", text.format("African Development Bank"), published=PUBLISHED)
    assert [m["place"] for m in found] == ["Cairo"]
    assert claims("meetings", text.format("Okoro Rubber Company"), published=PUBLISHED) == []
