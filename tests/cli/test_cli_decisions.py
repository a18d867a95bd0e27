"""Review, decisions, reading again and changes, as a person meets them on the command line."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from communique.cli import commands
from communique.cli.days import today
from communique.errors import BadDecision
from communique.extract import extract
from communique.model.document import Document
from communique.reconcile import everything
from communique.store import Register

TEXTS = {
    "2031-01-10": "The 22nd SCO summit will be held in Bishkek on 3 May 2031, the secretariat said.",
    "2031-01-12": "The 22nd SCO summit will be held in Osh on 3 May 2031, the secretariat said.",
    "2031-01-20": "Talks between Laos and Peru may be held in Lima on 2 June 2031.",
}


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A register in which each document was added on its day."""
    name = str(tmp_path / "register.db")
    monkeypatch.setenv("COMMUNIQUE_DB", name)
    with Register(name, derive=everything) as register:
        for day, text in TEXTS.items():
            document = Document(text=text, published=day, source=f"{day}.txt")
            register.add(extract(document), added=f"{day}T10:00:00+00:00")
    return name


def call(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments, catch_exceptions=False)


def lines(*arguments: str) -> list[dict[str, Any]]:
    result = call(*arguments, "--json")
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def meeting(place: str) -> dict[str, Any]:
    return next(m for m in lines("show", "meetings") if m["place"] == place)


def summit() -> dict[str, Any]:
    return next(m for m in lines("show", "meetings") if m["ordinal"] == 22)


def test_a_correction_is_shown_listed_and_undone(db: str) -> None:
    before = lines("show", "meetings")
    done = call("decide", "correct", summit()["id"], "date", "2031-05-04", "--why", "a letter", "--who", "Ann")
    assert summit()["date"] == "2031-05-04"
    (listed,) = lines("decide", "list")
    assert listed["id"] == done.stdout.strip()
    assert (listed["who"], listed["why"], listed["holds"]) == ("Ann", "a letter", True)
    call("decide", "undo", listed["id"][:6])
    assert lines("show", "meetings") == before
    assert [d["holds"] for d in lines("decide", "list")] == [False, True]


def test_the_value_that_was_accepted_is_shown(db: str) -> None:
    for place in ("Bishkek", "Osh"):
        call("decide", "accept", summit()["id"], "place", place)
        assert summit()["place"] == place


def test_an_item_is_taken_out_of_its_record_and_put_back(db: str) -> None:
    report = summit()["reports"][0]
    done = call("decide", "different", summit()["id"], f"{report['document_id']}:{report['claim']}")
    assert len(lines("show", "meetings")) == 3
    call("decide", "undo", done.stdout.strip())
    call("decide", "same", summit()["id"], meeting("Lima")["id"])
    assert len(lines("show", "meetings")) == 1


def test_a_claim_that_is_rejected_goes_and_a_record_by_hand_comes(db: str) -> None:
    call("decide", "reject", meeting("Lima")["id"])
    assert len(lines("show", "meetings")) == 1
    call("decide", "add", "meeting", "kind=talks", "status=held", "place=Quito", "participants=Laos; Peru")
    assert [p["name"] for p in meeting("Quito")["participants"]] == ["Laos", "Peru"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("accept", "meeting-none"), "No record 'meeting-none'"),
        (("accept", "feed:m1"), "No document 'feed'"),
        (("undo", "feed"), "No decision 'feed'"),
        (("correct", "SUMMIT", "colour", "red"), "no field 'colour'"),
        (("correct", "SUMMIT", "status", "done"), "'done' is no status"),
        (("correct", "SUMMIT", "date", "soon"), "is no date"),
        (("accept", "SUMMIT", "place", "Rome"), "Said is: Bishkek; Osh"),
        (("add", "feast", "name=x"), "needs a kind"),
    ],
)
def test_what_is_not_known_or_cannot_be_is_refused(db: str, arguments: tuple[str, ...], message: str) -> None:
    named = [summit()["id"] if word == "SUMMIT" else word for word in arguments]
    with pytest.raises(BadDecision, match=message):
        call("decide", *named)
    assert lines("decide", "list") == []


def test_what_is_uncertain_is_reviewed_until_it_is_accepted(db: str) -> None:
    doubt = next(d for d in lines("review") if d["what"] == "low certainty")
    assert "possible" in doubt["words"]
    assert call("decide", *doubt["choices"][0]).exit_code == 0
    assert [d for d in lines("review") if d["what"] == "low certainty"] == []
    assert "communique decide" in call("review").stdout or "Nothing is unsure" in call("review").stdout


def test_a_reading_that_changed_since_it_was_accepted_is_reviewed_again(db: str) -> None:
    call("decide", "accept", meeting("Lima")["id"])
    with Register(db) as register:
        reading = next(r for r in register.readings() if "Laos" in r.document.text)
        other = next(c for c in reading.claims if c.kind == "meeting")
        register.replace(replace(reading, claims=(replace(other, values={**other.values, "place": "Vientiane"}),)))
    worst = lines("review")[0]
    assert worst["what"] == "reading changed"
    assert "Vientiane" in worst["words"]
    (reread,) = lines("reread")
    assert {"read otherwise"} <= {d["what"] for d in reread["differences"]}
    assert [d for d in lines("review") if d["what"] == "reading changed"] == []
    assert lines("reread") == []


def test_the_register_as_it_was_and_what_changed(db: str) -> None:
    for day, count in (("2031-01-09", 0), ("2031-01-10", 1), ("2031-01-19", 1), ("2031-01-20", 2)):
        assert len(lines("show", "meetings", "--as-of", day)) == count
    assert lines("show", "meetings", "--as-of", "2031-01-20") == lines("show", "meetings")
    assert len(lines("show", "documents", "--as-of", "2031-01-12")) == 2
    found = lines("changes", "--since", "2031-01-11", "--until", "2031-01-20", "--kind", "meeting")
    assert {c["day"] for c in found} <= {"2031-01-12", "2031-01-20"}
    new = next(c for c in found if c["what"] == "new record")
    assert new["reports"][0]["words"][0] in TEXTS["2031-01-20"]
    assert "2031-01-20" in call("changes", "--since", "2031-01-11", "--until", "2031-01-20").stdout
    assert "Nothing changed" in call("changes", "--since", "2031-02-11", "--until", "2031-02-20").stdout


def test_days_are_dates_or_so_many_back() -> None:
    assert call("changes", "--since", "soon").exit_code == 2
    assert call("show", "--as-of", "7d").exit_code == 2
    assert len(today()) == 10
