"""Memberships: examples beside the rule."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laos has become a BRICS partner country.", {("Laos", "BRICS", "partner")}),
        ("Mali withdrew from ECOWAS.", {("Mali", "ECOWAS", "left")}),
        ("Niger was suspended from ECOWAS.", {("Niger", "ECOWAS", "suspended")}),
        ("Chile and Peru applied to join ASEAN.", {("Chile", "ASEAN", "applicant"), ("Peru", "ASEAN", "applicant")}),
        ("Finland joined NATO.", {("Finland", "NATO", "member")}),
    ],
)
def test_a_relation_is_read(claims: Claims, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(m["member"], m["body"], m["status"]) for m in claims("memberships", text)} == expected


def test_attendance_is_no_membership(claims: Claims) -> None:
    assert claims("memberships", "Norway attended the ASEAN summit.") == []
