"""Acts and programmes: examples beside the rules."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "name", "kind", "stage"),
    [
        (
            "The parties signed the Agreement on Transit Fees in Baku.",
            "Agreement on Transit Fees",
            "agreement",
            "signed",
        ),
        ("Parliament ratified the Paris Convention on Salmon.", "Paris Convention on Salmon", "treaty", "ratified"),
        ("The ministers adopted a joint declaration on water.", "joint declaration on water", "declaration", "adopted"),
        ("The Protocol on Ports entered into force on 1 May 2030.", "Protocol on Ports", "protocol", "in force"),
    ],
)
def test_an_act_with_its_stage(claims: Claims, text: str, name: str, kind: str, stage: str) -> None:
    (act,) = claims("acts", text)
    assert (act["name"], act["kind"], act["stage"]) == (name, kind, stage)


def test_a_counted_programme(claims: Claims) -> None:
    (programme,) = claims("programmes", "The council reviewed 28 union programmes of the Union State.")
    assert programme["count"] == 28
    assert programme["name"] == "union programmes of the Union State"


def test_a_programme_with_its_period_and_progress(claims: Claims) -> None:
    text = "Of the ASEAN Digital Strategy 2021-2025, 31 out of 40 measures have been completed."
    (programme,) = claims("programmes", text)
    assert programme["period"] == "2021/2025"
    assert programme["progress"] == [31, 40]


@pytest.mark.parametrize("text", ["They plan to act.", "He has a plan.", "A deal is a deal."])
def test_plain_words_are_neither(claims: Claims, text: str) -> None:
    assert claims("acts", text) == []
    assert claims("programmes", text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council adopted the amendments to the Fisheries Regulation on Friday.", "regulation"),
        ("The states adopted the amendments to the Salmon Convention on Friday.", "treaty"),
        ("Parliament adopted the constitutional amendment on Friday.", "law"),
        ("The ministers signed the Code of Conduct on Salmon on Friday.", "agreement"),
        ("The members signed the Constitutive Act of the Salmon Union in Riga.", "treaty"),
        ("The ministers signed the Regional Comprehensive Economic Partnership on Friday.", "agreement"),
        ("The commission submitted the farm price package on Friday.", "regulation"),
    ],
)
def test_the_kind_of_an_act_by_other_words_of_its_name(claims: Claims, text: str, kind: str) -> None:
    assert [act["kind"] for act in claims("acts", text)] == [kind]


def test_other_partnerships_are_no_acts(claims: Claims) -> None:
    assert claims("acts", "The presidents signed up to the Partnership for Clean Rivers on Friday.") == []
