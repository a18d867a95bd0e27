"""Names of bodies: where they begin and end."""

import pytest

from communique import Reading, read_text


@pytest.mark.parametrize(
    "text",
    [
        "The Bay of Bengal Initiative for Multi-Sectoral Technical and Economic Cooperation (BIMSTEC) groups seven.",
        "Leaders of the Southern River Basin Commission (SRBC) met on Monday.",
        "The African Development Bank (AfDB) and the West African Grain Reserve (WAGR) signed it.",
        "The Eastern Caribbean Fisheries Mechanism (ECFM), based in Kingstown, agreed.",
    ],
)
def test_no_name_takes_in_the_brackets_behind_it(text: str) -> None:
    reading = read_text(f"Talks\n\n{text}")
    assert isinstance(reading, Reading)
    quotes = [mention.quote for body in reading.bodies for mention in body.mentions]
    assert quotes
    assert all(quote[0].isalnum() and quote[-1].isalnum() and "(" not in quote for quote in quotes)
