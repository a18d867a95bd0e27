"""The command line as a person or a script meets it."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result

from communique._version import __version__
from communique.cli import commands, main
from communique.settings import SETTINGS

STORY = """---
title: Ministers to meet in Riga
published: 2026-03-03
---
Transport ministers of the Baltic Assembly will meet in Riga on 12 March, said Ilze Ozola, a spokeswoman.
"""


def call(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(commands, arguments, input=stdin, catch_exceptions=False)


@pytest.fixture
def story(tmp_path: Path) -> str:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    return str(file)


def test_the_version_takes_less_than_a_fifth_of_a_second_of_work() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-m", "communique", "--version"], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout == f"communique {__version__}\n"
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.2


def test_help_lists_every_command_and_the_exit_codes() -> None:
    shown = call("--help").stdout
    assert all(name in shown for name in ("read", "explain", "add", "show", "dates", "example", "Exit codes"))


@pytest.mark.parametrize("command", ["read", "explain", "example"])
def test_the_help_of_a_command_shows_an_example(command: str) -> None:
    assert f"communique {command}" in call(command, "--help").stdout.partition("Examples:")[2]


def test_read_prints_one_json_object_a_document(story: str) -> None:
    result = call("read", "--json", story, "-", stdin=STORY)
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert first["document"]["text"].startswith("Ministers to meet in Riga\n\nTransport")
    assert first["document"] | {"source": "-"} == second["document"]
    assert {"document", "people", "bodies", "posts", "meetings", "statements"} < first.keys()


def test_read_prints_a_dossier_for_people(story: str) -> None:
    result = call("read", story)
    assert result.exit_code == 0
    assert "Ministers to meet in Riga" in result.stdout
    assert "Tue 3 March 2026" in result.stdout


def test_what_is_refused_is_told_the_rest_is_read_and_the_exit_code_says_so(story: str, site) -> None:
    lost = site.page("/lost", status=404)
    result = call("read", "--json", "no-such-file.txt", story, lost)
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.splitlines() == [
        "communique: no-such-file.txt: no such file or folder",
        f"communique: {lost}: answered 404 Not Found",
    ]


def test_an_address_is_read(site) -> None:
    result = call("read", "--json", site.page("/story", STORY, headers={"Content-Type": "text/plain"}))
    assert json.loads(result.stdout)["document"]["url"] == f"{site.address}/story"


def test_a_text_in_a_language_that_is_not_read_is_refused() -> None:
    result = call("read", "-", stdin="Рада міністрів збереться в Києві, її засідання має відбутися в грудні, є їжа.")
    assert result.exit_code == 3
    assert "in a language that is not read yet (uk); read are: en, ru" in result.stderr


@pytest.mark.parametrize("arguments", [["read"], ["raed"], ["read", "--jsno", "x"], ["example", "novel"], ["explain"]])
def test_a_wrong_call_is_exit_code_2(arguments: list[str]) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_bad_setting_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COMMUNIQUE_TIMEOUT", "soon")
    monkeypatch.setattr(sys, "argv", ["communique", "read", "x"])
    with pytest.raises(SystemExit, match="1"):
        main()
    assert capsys.readouterr().err == "communique: COMMUNIQUE_TIMEOUT is 'soon', but must be a number.\n"


def test_explain_shows_the_text_and_writes_a_page(story: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert "Transport ministers" in call("explain", story).stdout
    result = call("explain", story, "--html", str(page))
    assert result.stdout == ""
    assert page.read_text().startswith("<!DOCTYPE html>")
    assert call("explain", story, "--html", "-").stdout == page.read_text()


def test_a_page_that_cannot_be_written_is_told(story: str) -> None:
    result = call("explain", story, "--html", "/no/such/folder/page.html")
    assert result.exit_code == 1
    assert "page.html" in result.stderr


def test_the_examples_are_listed_and_printed_and_read() -> None:
    names = call("example").stdout.split()
    assert names == ["communique", "diary", "interview", "press-release", "translated", "wire"]
    for name in names:
        text = call("example", name).stdout
        read = json.loads(call("read", "--json", "-", stdin=text).stdout)
        assert read["document"]["title"]
        assert read["document"]["published"]


def test_every_command_and_setting_is_in_the_manual() -> None:
    manual = (Path(__file__).parents[1] / "docs" / "cli.md").read_text(encoding="utf-8")
    names = [*commands.list_commands(Context(commands)), *(setting.variable for setting in SETTINGS)]
    assert [name for name in names if f"`{name}`" not in manual] == []
