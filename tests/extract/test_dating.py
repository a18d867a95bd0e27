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
        "The Nordic Council will meet in Oslo on 3 March 2027. "
        "The doctrine of defence may be submitted for approval by the Nordic Council."
    )
    assert dates(text, "act") == [None]


def test_a_date_of_something_else_is_left() -> None:
    assert dates("The parties will sign a protocol on water. Rain fell on 12 June.", "act") in ([], [None])
