"""Two readers compared on the command line, one of them behind a real server on this machine."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import commands

STORY = """---
title: Ministers to meet in <b>Riga</b>
published: 2026-03-03
---
Transport ministers of the Baltic Assembly will meet in Riga on 12 March, said Ilze Ozola, a spokeswoman. They are to
sign a <i>ferry</i> agreement.
"""
MEETING = {
    "kind": "session", "body": "Baltic Assembly", "participants": ["Ilze Ozola"], "date": "2026-03-12", "place": "Riga",
    "status": "tentative", "evidence": ["ministers of the Baltic Assembly will meet in Riga on 12 March"],
}  # fmt: skip
ACT = {"name": "<i>ferry</i> agreement", "kind": "agreement", "evidence": ["sign a <i>ferry</i> agreement"]}


def call(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ("compare", *arguments), catch_exceptions=False)


@pytest.fixture
def story(tmp_path: Path) -> str:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    (tmp_path / "gold").mkdir()
    gold = {"meetings": [{**MEETING, "status": "scheduled", "participants": []}], "acts": [ACT]}
    (tmp_path / "gold" / "story.json").write_text(json.dumps(gold))
    return str(file)


@pytest.fixture
def engines(endpoint) -> str:
    endpoint.says({"meetings": [MEETING], "acts": [ACT]})
    return f"own,{endpoint.engine}"


def test_the_comparison_as_json(story: str, engines: str, tmp_path: Path) -> None:
    result = call(story, "--engines", engines, "--gold", str(tmp_path / "gold"), "--json")
    told = json.loads(result.stdout)
    assert told["engines"] == ["own", "openai:small"]
    assert told["agreement"]["meetings"]["both"] == 1
    status = next(d for d in told["differences"] if d["field"] == "status")
    assert (status["document"], status["first"], status["second"]) == (story, "scheduled", "tentative")
    assert told["scores"]["openai:small"]["acts"]["f1"] == 1.0
    assert told["scores"]["openai:small"]["meetings"]["slots"]["status"] == 0.0


def test_the_comparison_for_people_and_as_a_page_free_of_markup(story: str, engines: str, tmp_path: Path) -> None:
    shown = call(story, "--engines", engines, "--gold", str(tmp_path / "gold"))
    assert shown.exit_code == 0
    for words in ("Agreement", "A on gold", "B on gold", "Differences", "A: scheduled · B: tentative"):
        assert words in shown.stdout
    page = tmp_path / "page.html"
    written = call(story, "--engines", engines, "--html", str(page))
    assert written.stdout == ""
    assert "&lt;i&gt;ferry" in page.read_text()
    assert "<i>ferry" not in page.read_text()
    assert call(story, "--engines", engines, "--html", "-").stdout == page.read_text()


def test_a_reader_does_not_differ_from_itself_nor_does_a_refusal_stop_it(story: str, endpoint, tmp_path: Path) -> None:
    endpoint.says({"meetings": [MEETING]})
    same = call(story, "no-such.txt", "--engines", f"openai:a@{endpoint.address},openai:b@{endpoint.address}", "--json")
    assert same.exit_code == 3
    assert json.loads(same.stdout)["differences"] == []
    endpoint.turns[:] = []
    endpoint.does(status=404)
    failed = call(story, "--engines", f"own,{endpoint.engine}", "--gold", str(tmp_path / "gold"), "--json")
    assert failed.exit_code == 3
    assert json.loads(failed.stdout)["documents"] == 0
    assert json.loads(failed.stdout)["scores"]["openai:small"]["missing"] == ["story"]


@pytest.mark.parametrize("given", [["own"], ["own,own"], ["own,x"], ["own,openai:a@http://h/v1,openai:b@http://h/v1"]])
def test_two_engines_are_needed(story: str, given: list[str]) -> None:
    assert call(story, "--engines", *given).exit_code == 2


def test_readers_are_compared_on_a_register_which_is_asked_before_they_are(
    story: str, engines: str, endpoint, tmp_path: Path
) -> None:
    db = str(tmp_path / "register.db")
    assert CliRunner().invoke(commands, ("add", "--db", db, story)).exit_code == 0
    told = json.loads(call("--db", db, "--engines", engines, "--gold", str(tmp_path / "gold"), "--json").stdout)
    assert (told["documents"], told["agreement"]["meetings"]["both"]) == (1, 1)
    assert told["scores"]["openai:small"]["acts"]["f1"] == 1.0
    assert len(endpoint.asked) == 1
    again = ("reread", "--db", db, "--engine", endpoint.engine)
    assert CliRunner().invoke(commands, again).exit_code == 0
    assert len(endpoint.asked) == 2
    assert json.loads(call("--db", db, "--engines", engines, "--json").stdout)["agreement"]["meetings"]["both"] == 1
    assert len(endpoint.asked) == 2


def test_documents_or_a_register_are_named(story: str, engines: str) -> None:
    assert call("--engines", engines).exit_code == 2
    assert call(story, "--db", "register.db", "--engines", engines).exit_code == 2
