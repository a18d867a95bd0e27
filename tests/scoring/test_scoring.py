"""Readings scored and compared; the figures are those of the gold scorer."""

import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import SourceError
from communique.model.kinds import ALL
from communique.scoring import alike
from communique.scoring.comparison import compare
from communique.scoring.figures import scores
from communique.scoring.gold import by_gold, gold_of

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "score" / "score.py"
GOLD = SHARED / "gold" / "modern" / "gold"

needs_gold = pytest.mark.skipif(
    not (SCORER.exists() and GOLD.exists()), reason="no gold and scorer beside the checkout"
)


def meeting(**changes: Any) -> dict[str, Any]:
    claim = {
        "kind": "session", "body": {"id": "b1", "name": "Grain Council"}, "date": "2031-05-06", "status": "held",
        "participants": [{"id": "b2", "name": "Peru"}], "place": "Lima", "agenda": [], "evidence": [[0, 5]],
    }  # fmt: skip
    return {**claim, **changes}


def reading(**claims: Any) -> dict[str, Any]:
    return {"document": {"id": "0" * 16, "source": "a/one.txt", "text": "They met."}, **claims}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Council of Ministers", "the Council of Ministers", True),
        ("EU", "European Union", True),
        ("WTO", "World Trade Organization", True),
        ("Grain Council", "Grain Council of the Lake Union States", False),
        ("", "Peru", False),
    ],
)
def test_names_of_bodies(a: str, b: str, same: bool) -> None:
    assert alike.same_name(a, b) is alike.same_name(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("Rumas", "Sergei Rumas", True), ("S. Rumas", "Sergei Rumas", True), ("Anna Rumas", "Sergei Rumas", False)],
)
def test_names_of_persons(a: str, b: str, same: bool) -> None:
    assert alike.same_person(a, b) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2031-05-06", "2031-05-06", True),
        ("2031-05", "2031-05-01/2031-05-31", True),
        ("2031-05", "2031-05-06", False),
        ("2031-05-06/2031-05-07", "2031-05-06", False),
        ("2031-05-01/2031-05-20", "2031-05-06/2031-05-13", True),
        ("2031-05-06", None, False),
        ("2031-21", "2031-03/2031-05", True),
        ("soon", "soon", False),
    ],
)
def test_dates(a: str, b: str | None, same: bool) -> None:
    assert alike.same_date(a, b) is alike.same_date(b, a) is same


def test_what_is_missed_and_what_is_wrong_counts() -> None:
    gold = {"one": {"meetings": [meeting(evidence="They met"), meeting(body="Fish Council", date="2030-01")]}}
    found = reading(meetings=[meeting(place="Quito")])
    result = scores(gold, by_gold(gold, [found])).plain
    told = result["meetings"]
    assert (told["gold"], told["precision"], told["recall"]) == (2, 1.0, 0.5)
    assert told["slots"]["place"] == 0.0
    assert told["slots"]["body"] == pytest.approx(2 / 3)
    assert result["mean_f1"] == pytest.approx(2 / 3)
    assert scores(gold, {}).missing == ("one",)


def test_two_readings_are_compared_claim_by_claim_and_value_by_value() -> None:
    first = reading(meetings=[meeting()], acts=[{"name": "ferry pact", "kind": "agreement", "evidence": [[0, 4]]}])
    second = reading(meetings=[meeting(status="scheduled", place=None)])
    found = compare(("a", "b"), {"one.txt": (first, second)})
    assert [(d.kind, d.what, d.field, d.first, d.second) for d in found.differences] == [
        ("meetings", "otherwise", "place", "Lima", None),
        ("meetings", "otherwise", "status", "held", "scheduled"),
        ("acts", "only first", None, {"name": "ferry pact", "kind": "agreement"}, None),
    ]
    assert found.differences[0].words == "They "
    assert found.agreements["meetings"].f1 == 1.0
    assert found.agreements["acts"].f1 == 0.0
    assert found.agreements["posts"].f1 is None


@pytest.mark.parametrize("content", ["{", "[]", '{"meetings": 3}', '{"acts": ["pact"]}'])
def test_damaged_gold_is_an_error_that_names_the_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "one.json").write_text(content)
    with pytest.raises(SourceError, match=r"one\.json: "):
        gold_of(tmp_path)
    with pytest.raises(SourceError, match="no gold here"):
        gold_of(tmp_path / "none")


def _mangled(gold: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A reading that has some of the gold's claims, some of them wrong, and some twice."""
    others = [claim for kind in ALL for claim in gold.get(kind.plural, [])]
    result: dict[str, Any] = {}
    for kind in ALL:
        claims = [json.loads(json.dumps(c)) for c in gold.get(kind.plural, []) if chance.random() < 0.8]
        for claim in claims:
            for field in kind.fields:
                donor = chance.choice(others)
                if chance.random() < 0.15 and field.name in donor and not field.required:
                    claim[field.name] = donor[field.name]
                elif isinstance(claim.get(field.name), str) and chance.random() < 0.2:
                    claim[field.name] = " ".join(claim[field.name].split()[:-1]) or claim[field.name]
        result[kind.plural] = claims + [c for c in claims if chance.random() < 0.1]
    return result


@needs_gold
@pytest.mark.parametrize("seed", [1, 2])
def test_the_figures_are_those_of_the_gold_scorer(tmp_path: Path, seed: int) -> None:
    chance, gold = random.Random(seed), gold_of(GOLD)
    found = [{"document": {"id": id, "text": ""}, **_mangled(dict(right), chance)} for id, right in gold.items()]
    del found[::7]
    file = tmp_path / "found.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in found), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(GOLD), str(file), "--json"]
    expected = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    plain = scores(gold, by_gold(gold, found)).plain
    assert {name: plain[name] for name in expected} == expected


@pytest.fixture(scope="module")
def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_gold
@settings(deadline=None)
@given(
    st.text(alphabet="0123456789-/X~?.T", max_size=21), st.sampled_from(["2031-05", "2031-05-06/..", "20XX", "2031-22"])
)
def test_dates_are_those_of_the_gold_scorer(scorer: Any, a: str, b: str) -> None:
    assert alike.days(a) == scorer.interval(a)
    assert alike.same_date(a, b) == scorer.same_date(a, b)
