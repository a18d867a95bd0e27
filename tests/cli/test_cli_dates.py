"""`communique dates` as a person calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli.dates import dates
from communique.errors import BadDate, SourceError

TEXT = "They met on 5 May 2024 and will meet on Tuesday, a month after the council meeting."


def run(*arguments: str, text: str = TEXT) -> Result:
    return CliRunner().invoke(dates, list(arguments), input=text, catch_exceptions=False)


def test_a_line_a_date_for_people() -> None:
    found = run("-", "--published", "2024-05-09").stdout.splitlines()
    assert [line.split()[2] for line in found] == ["2024-05-05", "2024-05-14", "-"]
    assert "hangs on an event" in found[2]


def test_json_lines() -> None:
    found = [json.loads(line) for line in run("-", "--json", "--published", "2024-05-09").stdout.splitlines()]
    assert [f["text"] for f in found] == [TEXT[f["start"] : f["end"]] for f in found]
    assert {"start", "end", "text", "kind", "edtf", "anchor", "why"} <= found[0].keys()
    assert found[1]["anchor"]["kind"] == "published"
    assert found[2] | {"edtf": None, "kind": "date"} == found[2]


def test_timex3_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    found = run(str(tmp_path / "story.txt"), "--timex3")
    assert '<TIMEX3 tid="t1" type="DATE" value="2024-05-05">5 May 2024</TIMEX3>' in found.stdout


def test_an_undated_text_is_bounded_on_standard_error() -> None:
    found = run("-", text="They met on 5 May 2024. They will meet on 7 June 2024.")
    assert found.stderr == (
        "written, it seems, on or after 2024-05-05 and on or before 2024-06-07 (from “5 May 2024”, “7 June 2024”)\n"
    )


def test_what_cannot_be_done() -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        run("/no/such/file")
    with pytest.raises(BadDate):
        run("-", "--published", "tomorrow")
    assert run("-", "--json", "--timex3").exit_code == 2
