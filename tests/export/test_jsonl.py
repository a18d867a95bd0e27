"""Readings as JSON lines."""

import json

from communique.export.jsonl import as_dict, line
from communique.model.kinds import ALL
from communique.model.reading import Reading


def test_a_reading_is_one_line_with_every_kind(reading: Reading) -> None:
    text = line(reading)
    assert "\n" not in text
    assert list(json.loads(text)) == ["document", "people", "bodies", *(kind.plural for kind in ALL)]


def test_evidence_and_spans_are_places_in_the_text(reading: Reading) -> None:
    data = as_dict(reading)
    text = data["document"]["text"]
    (first, _) = data["meetings"]
    assert [text[a:b] for a, b in first["evidence"]] == ["will meet in Riga"]
    assert [text[a:b] for a, b in first["spans"]["place"]] == ["Riga"]
    assert [text[a:b] for item in first["agenda"] for a, b in item["spans"]] == ["tickets", "<freight>"]


def test_what_points_to_a_body_is_its_id_and_name(reading: Reading) -> None:
    (post,) = as_dict(reading)["posts"]
    assert post["person"] == {"id": "p1", "name": "Ilze Ozola"}
    assert post["of"] == {"id": "b1", "name": "Amber Road Union"}


def test_what_is_not_said_is_null_or_an_empty_list(reading: Reading) -> None:
    second = as_dict(reading)["meetings"][1]
    assert (second["body"], second["ordinal"], second["participants"], second["agenda"]) == (None, None, [], [])


def test_how_a_value_follows_is_said(reading: Reading) -> None:
    first = as_dict(reading)["meetings"][0]
    assert first["basis"] == {"date": "one day before 2026-03-10"}
    assert first["attributed_to"] == "s1"
