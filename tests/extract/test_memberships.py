"""Memberships: examples beside the rule."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.extract import extract, relations
from communique.model.document import Document

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laos has become a BRICS partner country.", {("Laos", "BRICS", "partner")}),
        ("Mali withdrew from ECOWAS.", {("Mali", "ECOWAS", "left")}),
        ("Niger was suspended from ECOWAS.", {("Niger", "ECOWAS", "suspended")}),
        ("Chile and Peru applied to join ASEAN.", {("Chile", "ASEAN", "applicant"), ("Peru", "ASEAN", "applicant")}),
        ("Finland joined NATO.", {("Finland", "NATO", "member")}),
        ("NATO member Turkey objected.", {("Turkey", "NATO", "member")}),
        (
            "Peru left ASEAN in 1981 and has been its associate since 2011.",
            {("Peru", "ASEAN", "left"), ("Peru", "ASEAN", "partner")},
        ),
        (
            "Mercosur is composed of Brazil and Uruguay.",
            {("Brazil", "Mercosur", "member"), ("Uruguay", "Mercosur", "member")},
        ),
        (
            "NATO was founded in 1949 by Canada and Norway.",
            {("Canada", "NATO", "founder"), ("Norway", "NATO", "founder")},
        ),
        ("Turkey will remain a member of NATO.", {("Turkey", "NATO", "member")}),
        ("Mali was thrown out of ECOWAS.", {("Mali", "ECOWAS", "expelled")}),
        ("Georgia was promised membership of NATO.", {("Georgia", "NATO", "candidate")}),
        ("Non-NATO members Austria and Malta agreed.", set()),
        ("The NATO ally Turkey objected.", {("Turkey", "NATO", "member")}),
        ("Pacific Alliance states Chile and Peru met.", {(m, "Pacific Alliance", "member") for m in ("Chile", "Peru")}),
        ("Japan was elected to the UN Security Council.", {("Japan", "UN Security Council", "member")}),
        ("Libya was suspended from the Human Rights Council.", {("Libya", "Human Rights Council", "suspended")}),
        ("The application of Ukraine to join NATO is on the agenda.", {("Ukraine", "NATO", "applicant")}),
        ("ASEAN granted observer status to Fiji.", {("Fiji", "ASEAN", "observer")}),
        (
            "Mercosur is composed of Brazil and Uruguay. Venezuela has been suspended.",
            {
                ("Brazil", "Mercosur", "member"),
                ("Uruguay", "Mercosur", "member"),
                ("Venezuela", "Mercosur", "suspended"),
            },
        ),
        (
            "The Bucharest Nine met in Sofia. The Nine are, it says, close. The Nine are Latvia and Poland.",
            {("Latvia", "Bucharest Nine", "member"), ("Poland", "Bucharest Nine", "member")},
        ),
        (
            "The Cairns Group was formed in 1986. Its members are Fiji and Chile.",
            {("Fiji", "Cairns Group", "member"), ("Chile", "Cairns Group", "member")},
        ),
        ("Norway and Iceland make up EFTA.", {("Norway", "EFTA", "member"), ("Iceland", "EFTA", "member")}),
        ("He thanked Poland, our close NATO ally.", {("Poland", "NATO", "member")}),
        (
            "The Andean Group of Peru, Bolivia, Colombia and Venezuela met.",
            {(state, "Andean Group", "member") for state in ("Peru", "Bolivia", "Colombia", "Venezuela")},
        ),
        (
            "The ministers of ASEAN met. Fiji, which had left the bloc in 1999, was readmitted in 2004.",
            {("Fiji", "ASEAN", "left"), ("Fiji", "ASEAN", "member")},
        ),
        (
            "ECOWAS met in Abuja. Gabon, a dialogue partner since 2001, was absent. Chad, the last to join, was not.",
            {("Gabon", "ECOWAS", "partner"), ("Chad", "ECOWAS", "member")},
        ),
        (
            "The EU met. Peru left the Andean Group in 1992. The remaining members are Bolivia and Colombia.",
            {("Peru", "Andean Group", "left")}
            | {(state, "Andean Group", "member") for state in ("Bolivia", "Colombia")},
        ),
        (
            "Fiji joined ASEAN and ECOWAS in 1972.",
            {("Fiji", "ASEAN", "member"), ("Fiji", "ECOWAS", "member")},
        ),
        ("Mercosur will admit nobody before Bolivia is admitted.", {("Bolivia", "Mercosur", "candidate")}),
    ],
)
def test_a_relation_is_read(claims: Claims, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(m["member"], m["body"], m["status"]) for m in claims("memberships", text)} == expected


def test_the_date_is_that_of_the_relation(claims: Claims) -> None:
    found = claims("memberships", "Peru left ASEAN in 1981 and has been its associate since 2011.")
    assert {(m["status"], m["date"]) for m in found} == {("left", "1981"), ("partner", "2011")}


def test_the_date_may_stand_apart_from_the_relation(claims: Claims) -> None:
    text = "The treaty was signed in Asunción in 1991 by Argentina, Brazil and Uruguay, the founders of Mercosur."
    assert {(m["status"], m["date"]) for m in claims("memberships", text)} == {("founder", "1991")}


def test_a_relation_goes_on_with_another_member_and_its_own_date(claims: Claims) -> None:
    found = claims("memberships", "Chile joined ASEAN in 1976, Peru in 1982 and Fiji in 1990.")
    assert {(m["member"], m["date"]) for m in found} == {("Chile", "1976"), ("Peru", "1982"), ("Fiji", "1990")}


@pytest.mark.parametrize(
    "text",
    [
        "Brazil is not a member of NATO.",
        "Fiji withdrew the request at the last NATO summit.",
        "ASEAN was asked that Fiji be admitted.",
        "Fiji may leave ASEAN.",
        "Will Fiji leave ASEAN?",
        "ASEAN met in Manila, which Fiji attended as an observer.",
        "Fiji is neither a member nor an observer of ASEAN.",
        "Fiji left the ASEAN meeting early.",
    ],
)
def test_what_is_denied_or_of_other_things_is_no_membership(claims: Claims, text: str) -> None:
    assert claims("memberships", text) == []


def test_attendance_is_no_membership(claims: Claims) -> None:
    assert claims("memberships", "Norway attended the ASEAN summit.") == []


def test_a_list_of_all_members_says_that_the_body_is_known_by_them() -> None:
    text = (
        "The Eurasian Economic Union met in Minsk. The states Armenia, Belarus, Kazakhstan, Kyrgyzstan and Russia "
        "spoke of tariffs."
    )
    found = [c for c in extract(Document(text=text)).claims if c.kind == "membership"]
    assert len(found) == 5
    assert {c.basis["body"] for c in found} == {"the body whose known members are listed"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_match_has_what_its_pattern_needs(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(relations.patterns()))
    text = data.draw(st.from_regex(pattern.regex))
    assert any(word in text for word in pattern.needs)


def test_the_place_that_is_asked_for_is_not_held(claims: Claims) -> None:
    text = "Norway, an observer since 2002, applied to become an associate member of the Pacific Islands Forum."
    assert [m["status"] for m in claims("memberships", text)] == ["applicant", "observer"]


@pytest.mark.parametrize(
    "text",
    [
        "The Salmon Union met in Riga on Friday. Oman and Qatar acceded to the Treaty of Amity there.",
        "The Salmon Union signed a trade pact in 2004. Its members are eight. Oman became a party in 2011.",
    ],
)
def test_a_party_to_a_treaty_is_no_member_of_the_body_that_has_it(claims: Claims, text: str) -> None:
    assert not [m for m in claims("memberships", text) if m["member"] in ("Oman", "Qatar")]


@pytest.mark.parametrize(
    "text",
    [
        "The Salmon Union met in Riga. Oman and Qatar are original members; Peru came later.",
        "The Salmon Union met in Riga. Oman and Qatar set it up in 1997; Peru came later.",
        "The Salmon Union met in Riga. Oman and Qatar have belonged to it from the start.",
        "The Salmon Union met in Riga. Peru is among its four founding members, along with Oman and Qatar.",
    ],
)
def test_those_who_were_there_from_the_start_are_founders(claims: Claims, text: str) -> None:
    found = {(m["member"], m["status"]) for m in claims("memberships", text) if m["member"] in ("Oman", "Qatar")}
    assert found == {("Oman", "founder"), ("Qatar", "founder")}
