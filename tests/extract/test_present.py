"""Who takes part in an occasion, where it is told further off than beside its word; examples beside the rules."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Negotiations have been under way between Chile and Peru for three years.", {"Chile", "Peru"}),
        ("Chile is continuing negotiations with Peru on 4 May 2031.", {"Chile", "Peru"}),
        (
            "The African Union held a session on 4 May 2031. The leaders of Ghana, Kenya and Togo took part.",
            {"Ghana", "Kenya", "Togo"},
        ),
        (
            "The African Union held a session on 4 May 2031. The leaders of Ghana, Kenya and Togo were absent.",
            set(),
        ),
        (
            "The Nordic Council held a session in Oslo on 5 June 2031. Laos and Chile will take part in what follows.",
            {"Laos", "Chile"},
        ),
        (
            "The Nordic Council held a session in Oslo on 5 June 2031.\n\nPresent: Laos, Chile and Peru.",
            {"Laos", "Chile", "Peru"},
        ),
        (
            "The OPEC summit took place in Vienna on 5 June 2031. Foreign Minister Kenji Mori of Japan gave a speech.",
            {"Kenji Mori"},
        ),
    ],
)
def test_who_takes_part(claims: Claims, text: str, parties: set[str]) -> None:
    (meeting,) = claims("meetings", text)
    assert set(meeting["participants"] or ()) == parties
