"""`communique show`: one record by its kind in the singular or plural, and what is said of a kind that is none."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import commands

STORY = """---
title: Council to meet
published: 2031-04-10
---
The Nordic Council will meet in Oslo on 3 May 2031, its president said.
"""


def call(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


@pytest.fixture
def db(tmp_path: Path) -> str:
    (tmp_path / "story.txt").write_text(STORY)
    name = str(tmp_path / "register.db")
    assert call("add", str(tmp_path / "story.txt"), "--db", name).exit_code == 0
    return name


def test_one_record_is_shown_by_singular_or_plural(db: str) -> None:
    plain = json.loads(call("show", "meetings", "--json", "--db", db).stdout)
    for kind in ("meeting", "meetings"):
        page = call("show", kind, plain["id"], "--db", db).stdout
        assert "History" in page
        assert "2031-04-10  announced: 2031-05-03" in page
        assert "Reports" in page
    assert json.loads(call("show", "body", "--json", "--db", db).stdout.splitlines()[0])["mentions"]


def test_a_kind_that_is_none_and_a_record_that_is_missing(db: str) -> None:
    assert "'spells' is not one of" in call("show", "spells", "--db", db).output
    assert call("show", "meeting", "meeting-0", "--db", db).exit_code != 0
