"""Dates that stand beside what is done with an act: taken where they are likely, left where they are another's."""

from communique.run import read_text


def dates(text: str, kind: str) -> list[object]:
    found = read_text(f"---\npublished: 2024-06-14\n---\n{text}")
    return [claim.values.get("date") for claim in found.claims if claim.kind == kind]


BESIDE = (
    "DUSHANBE (AP) - The ministers of the Economic Cooperation Organization met in Dushanbe on Wednesday.\n\n"
    "The council adopted a declaration on water and signed a protocol on transit."
)


def test_what_is_signed_at_a_meeting_has_its_day() -> None:
    assert dates(BESIDE, "act") == ["2024-06-12", "2024-06-12"]


def test_what_only_may_be_reached_has_no_day_of_a_meeting() -> None:
    text = (
        "The Council of Ministers of the Union State will meet in Minsk on 7 December 2024. "
        "The concept of safety may be submitted for consideration by the Council of Ministers."
    )
    assert dates(text, "act") == [None]


def test_a_date_of_something_else_is_left() -> None:
    assert dates("The parties will sign a protocol on water. Rain fell on 12 June.", "act") in ([], [None])
