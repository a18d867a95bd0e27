"""Other engines on the command line, against a real server on this machine."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique import run
from communique.cli import commands
from communique.settings import Settings

STORY = """---
title: Ministers to meet in Riga
published: 2026-03-03
---
Transport ministers of the Baltic Assembly will meet in Riga on 12 March, said Ilze Ozola, a spokeswoman. They are to
sign a ferry agreement.
"""
KEY = "sk-very-secret"
GOOD = {
    "kind": "session", "body": "Baltic Assembly", "date": "2026-03-12", "place": "Riga", "status": "scheduled",
    "evidence": ["Transport ministers of the Baltic Assembly will meet in Riga on 12 March"],
}  # fmt: skip
ANSWER = {"meetings": [GOOD, {**GOOD, "place": "Oslo"}, {**GOOD, "date": "soon"}, {**GOOD, "place": "Rome"}]}
TOLD = "openai:small: 3 claims left out: 2 words that are not in the text, 1 not an EDTF date"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments, catch_exceptions=False)


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COMMUNIQUE_ENGINE_KEY", KEY)
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    return str(file)


def test_read_takes_the_claims_and_tells_what_was_left_out(endpoint, story: str) -> None:
    endpoint.says(ANSWER)
    result = call("read", "--json", "--engine", endpoint.engine, story)
    shown = json.loads(result.stdout)
    assert [m["extractor"] for m in shown["meetings"]] == ["openai:small"]
    assert [d["reason"] for d in shown["dropped"]].count("words that are not in the text") == 2
    assert result.stderr == f"communique: {story}: {TOLD}\n"
    assert endpoint.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in result.output


def test_the_dossier_and_the_explanation_say_whose_claim_it_is(endpoint, story: str) -> None:
    endpoint.says(ANSWER)
    dossier = call("read", "--engine", f"own,{endpoint.engine}", story)
    assert dossier.stdout.count("scheduled · openai:small") == 1
    assert " ".join(TOLD.split()) in " ".join(dossier.stdout.split())
    assert "openai:small" in call("explain", "--engine", endpoint.engine, story).stdout
    assert KEY not in dossier.output


def test_the_register_keeps_the_claims_of_both_also_when_it_reads_again(endpoint, story: str, tmp_path: Path) -> None:
    endpoint.says(ANSWER)
    db = str(tmp_path / "register.db")
    added = call("add", "--db", db, "--engine", f"own,{endpoint.engine}", story)
    assert (added.exit_code, TOLD in added.stderr) == (0, True)
    before = _engines(db)
    assert before.count("openai:small") == 1
    assert before.count("own") > 1
    with run.register(db) as register:
        assert [len(read.differences) for read in run.reread(register)] == [0]
        (meeting,) = register.records("meetings")
        assert len(meeting.reports) == 2
        assert meeting.support == 1
    assert _engines(db) == before


def test_a_second_reader_reads_what_is_stored_and_its_claims_are_replaced_when_it_reads_again(
    endpoint, story: str, tmp_path: Path
) -> None:
    db = str(tmp_path / "register.db")
    call("add", "--db", db, story)
    own = _engines(db)
    endpoint.says(ANSWER)
    read = call("reread", "--db", db, "--engine", endpoint.engine)
    assert "1 documents read again, 1 of them otherwise: 1 read anew" in read.stderr
    assert _engines(db) == [*own, "openai:small"]
    call("reread", "--db", db, "--engine", f"own,{endpoint.engine}", "--outdated")
    assert len(endpoint.asked) == 1
    call("reread", "--db", db, "--engine", f"openai:large@{endpoint.address}")
    assert _engines(db) == [*own, "openai:large", "openai:small"]
    endpoint.turns[:] = []
    endpoint.does(status=404)
    failed = call("reread", "--db", db, "--engine", endpoint.engine)
    assert (failed.exit_code, "0 documents read again" in failed.stderr) == (3, True)
    assert _engines(db) == [*own, "openai:large", "openai:small"]


def test_several_documents_are_given_at_a_time_and_come_in_their_order(endpoint, story: str, tmp_path: Path) -> None:
    files = [tmp_path / f"story{n}.txt" for n in range(6)]
    for number, file in enumerate(files):
        file.write_text(f"{STORY} Number {number}.")
    endpoint.says(ANSWER)
    result = call("read", "--json", "--engine", endpoint.engine, *map(str, files))
    told = [json.loads(line)["document"]["source"] for line in result.stdout.splitlines()]
    assert told == [str(file) for file in files]
    assert len(endpoint.asked) == 6


def _engines(db: str) -> list[str]:
    with run.register(db) as register:
        return [claim.engine for reading in register.readings() for claim in reading.claims]


def test_a_document_whose_engine_fails_is_not_added(endpoint, story: str, tmp_path: Path) -> None:
    endpoint.does(status=404, body=b'{"error": {"message": "no such model"}}')
    db = str(tmp_path / "register.db")
    result = call("add", "--db", db, "--engine", f"own,{endpoint.engine}", story)
    assert result.exit_code == 3
    assert f"communique: {story}: openai:small: answered 404 Not Found: no such model" in result.stderr
    assert _engines(db) == []


@pytest.mark.parametrize("engine", ["gpt", "openai:m", "openai:m@file:///etc/passwd", "own,own"])
def test_an_unknown_engine_is_a_wrong_call(story: str, engine: str) -> None:
    assert call("read", "--engine", engine, story).exit_code == 2


def test_a_key_is_never_shown() -> None:
    assert KEY not in repr(Settings(engine_key=KEY))
    assert Settings(engine_key=KEY).engine_key == KEY
