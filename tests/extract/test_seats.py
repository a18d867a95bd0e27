"""Places in bodies by the weights of words: what may tell of them, and what is told."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.extract import analyse, seats
from communique.extract.seat_marks import places
from communique.extract.views import shape, straight, view
from communique.extract.weighing import tables
from communique.model.document import Document

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The accession of Laos to ASEAN took ten years.", {("Laos", "ASEAN", "member")}),
        ("Gabon and Chad were taken into OPEC last year.", {("Gabon", "OPEC", "member"), ("Chad", "OPEC", "member")}),
        ("Mali and Niger have been in ECOWAS since 1975.", {(s, "ECOWAS", "member") for s in ("Mali", "Niger")}),
        ("Ghana’s membership of ECOWAS has been frozen.", {("Ghana", "ECOWAS", "suspended")}),
        ("Kenya turned its back on ECOWAS in 2003.", {("Kenya", "ECOWAS", "left")}),
        ("NATO's newest member, Sweden, was absent.", {("Sweden", "NATO", "member")}),
        (
            "Kenya is a dialogue partner of ASEAN, while Peru and Chile are to receive the status later.",
            {("Kenya", "ASEAN", "partner"), ("Peru", "ASEAN", "candidate"), ("Chile", "ASEAN", "candidate")},
        ),
        ("Fiji is no member of ASEAN.", set()),
        ("Fiji rejoined ASEAN's talks.", set()),
    ],
)
def test_a_place_is_told(claims: Claims, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(m["member"], m["body"], m["status"]) for m in claims("memberships", text)} == expected


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The Gulf Council, created by the 1981 charter, has as its members Oman and Qatar.", None),
        ("Mali and Niger have been in ECOWAS since 1975.", "1975"),
    ],
)
def test_a_list_of_members_has_no_date(claims: Claims, text: str, date: str | None) -> None:
    assert [m["date"] for m in claims("memberships", text)] == [date, date]


def test_states_are_weighed_together_and_by_what_stands_for_them() -> None:
    analysis = analyse(Document(text="Peru and Chile met. Both joined the bloc. The club took in Fiji."))
    found = {(seat.family, seat.group.stands, len(seat.group.mentions)) for seat in seats.find(analysis)}
    assert {("join", "both:prev", 2), ("admit", "", 1)} <= found


def test_each_sort_of_words_tells_of_places_that_have_weights() -> None:
    weighed = {place for found in tables("seats").values() for place in found}
    assert set(seats.families().values()) <= set(seats.tells())
    assert weighed <= set().union(*seats.tells().values())


def test_a_route_goes_up_and_down() -> None:
    analysis = analyse(Document(text="Peru joined ASEAN."))
    seen = view(analysis, 0)
    assert seen.signs == ("ST", "joined", "BODY", ".")
    assert seen.route(2, [0]) == ["^obj", "_nsubj"]
    assert shape([], 4) == shape(["a"] * 5, 4) == "far"
    assert straight(["^conj", "_nsubj"]) == "_nsubj"


def test_what_is_known_of_a_state_in_a_body() -> None:
    assert places("no-such-body", "fr") == ()
