"""The words that tell of an occasion: without stops and joining words at their edges."""

from collections.abc import Callable
from typing import Any

Claims = Callable[..., list[dict[str, Any]]]


def quotes(claims: Claims, text: str) -> list[str]:
    return [text[start:end] for m in claims("meetings", text, published="2030-05-04") for start, end in m["evidence"]]


def test_evidence_has_no_stop_at_its_end(claims: Claims) -> None:
    assert quotes(claims, "Japan and India held talks in Delhi on 3 May 2030.") == [
        "Japan and India held talks in Delhi on 3 May 2030"
    ]


def test_evidence_does_not_begin_with_what_joins_it_to_another(claims: Claims) -> None:
    text = "Japan and India held talks in Delhi on 3 May 2030, and Peru and Chile met in Lima on 2 May 2030."
    assert quotes(claims, text)[-1] == "Peru and Chile met in Lima on 2 May 2030"


def test_an_abbreviation_keeps_its_stop(claims: Claims) -> None:
    assert quotes(claims, "Japan and India will hold talks in Delhi on 6 May 2030 at 4 p.m.")[0].endswith("p.m.")


def test_evidence_does_not_begin_within_a_relative_clause_of_another_meeting(claims: Claims) -> None:
    text = "The OPEC board, which met in Vienna on 3 May 2030, will hold its next session in Lima in June."
    assert quotes(claims, text)[-1] == "will hold its next session in Lima in June"
