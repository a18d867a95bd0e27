"""Records that are kept: equal to those derived from nothing, a page at a time, found by their words."""

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import RegisterError
from communique.extract import extract
from communique.model.decision import Decision, claim_item
from communique.model.document import Document
from communique.model.reading import Reading
from communique.model.recorded import record_of, record_plain
from communique.reconcile import everything, renew, stream
from communique.store import Register
from communique.store.query import snippet, terms

NOW = "2031-01-15T12:00:00+00:00"


@pytest.fixture(scope="module")
def memory() -> Iterator[Register]:
    with Register("sqlite://", derive=everything) as register:
        yield register


@pytest.fixture
def register(name: str, readings: list[Reading]) -> Iterator[Register]:
    with Register(name, derive=everything) as register:
        for reading in readings:
            register.add(reading, added=NOW)
        yield register


def test_kept_records_equal_those_derived_from_nothing(register: Register, readings: list[Reading]) -> None:
    for kind, wanted in everything(readings).items():
        assert [*register.records(kind)] == [*wanted]


def test_records_derived_kind_by_kind_are_the_same(name: str, readings: list[Reading]) -> None:
    with Register(name, derive=stream) as register:
        for reading in readings:
            register.add(reading, added=NOW)
        item = claim_item(readings[0].document.id, readings[0].of_kind("meeting")[0])
        decision = Decision(
            action="correct", who="Ada", when=NOW, items=(item,), field="date", value="2031-05-05", why="seen"
        )
        for decisions in ((), (decision,)):
            for each in decisions:
                assert register.decide(each)
            for kind, wanted in everything(readings, decisions).items():
                assert [*register.records(kind)] == [*wanted]
        assert register.list("meetings", {"since": "2031-05-05", "until": "2031-05-05"}).items


def test_records_follow_each_document(name: str, readings: list[Reading]) -> None:
    with Register(name, derive=everything) as register:
        for i, reading in enumerate(readings):
            register.add(reading, added=NOW)
            for kind, wanted in everything(readings[: i + 1]).items():
                assert [*register.records(kind)] == [*wanted]
                assert all(register.get(kind, record.id) == record for record in wanted)


def test_a_record_comes_back_equal_from_plain_values(readings: list[Reading]) -> None:
    for records in everything(readings).values():
        for record in records:
            assert record_of(json.loads(json.dumps(record_plain(record)))) == record


def test_pages_hold_each_record_once_in_every_order(register: Register) -> None:
    wanted = sorted(record.id for record in register.records("people"))
    for sort in ("id", "-id", "name", "-name", "date", "-support", "reported"):
        found, cursor = [], None
        while True:
            page = register.list("people", sort=sort, limit=1, cursor=cursor)
            found += [record.id for record in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert sorted(found) == wanted


def test_names_are_sorted_and_filtered_without_capitals_and_marks(register: Register) -> None:
    names = [str(r.values["name"]) for r in register.list("people", sort="name").items]
    assert names == sorted(names)
    assert [r.values["name"] for r in register.list("people", {"name": "NUNEZ"}).items] == ["José Núñez"]
    assert not register.list("people", {"name": "%"}).items


def test_meetings_are_filtered_by_day_and_by_what_they_speak_of(register: Register) -> None:
    days = {"since": "2031-03-01", "until": "2031-03-31"}
    assert [r.values["date"] for r in register.list("meetings", days).items] == ["2031-03-03"]
    for body in register.records("bodies"):
        for meeting in register.list("meetings", {"about": body.id}).items:
            assert body.id in json.dumps(meeting.values)


@pytest.mark.parametrize("filters", [{"colour": "red"}, {"support": "many"}])
def test_what_cannot_be_filtered_or_sorted_by_is_told(register: Register, filters: dict[str, str]) -> None:
    with pytest.raises(RegisterError):
        register.list("meetings", filters)
    with pytest.raises(RegisterError, match="not sorted by"):
        register.list("meetings", sort="colour")
    with pytest.raises(RegisterError, match="cursor"):
        register.list("meetings", cursor="there")


def test_documents_and_readings_are_found_by_id(register: Register, readings: list[Reading]) -> None:
    for reading in readings:
        assert register.document(reading.document.id) == reading.document
        assert register.reading(reading.document.id) == reading
    assert register.document("none") is register.reading("none") is register.get("meetings", "none") is None
    days = [document.published for document in register.documents(limit=3).items]
    assert days == sorted(days, reverse=True)
    assert len(register.documents(limit=3, cursor=register.documents(limit=3).next).items) == 1


def test_counts_tell_documents_and_records(register: Register, readings: list[Reading]) -> None:
    found = {kind: len(records) for kind, records in everything(readings).items() if records}
    assert register.counts() == {"documents": len(readings), **found}


def test_the_state_grows_with_what_is_stored_and_not_with_what_follows_from_it(
    name: str, readings: list[Reading]
) -> None:
    with Register(name, derive=everything) as register:
        assert register.state() == 0
        for n, reading in enumerate(readings, 1):
            assert register.add(reading, added=NOW)
            assert not register.add(reading, added=NOW)
            assert register.state() == n
            register.refresh()
            assert register.state() == n


def test_eight_who_write_and_read_at_once_lose_nothing(name: str, readings: list[Reading]) -> None:
    made = [extract(Document(text=readings[0].document.text, published=f"2031-02-{day:02}")) for day in range(1, 25)]
    Register(name).close()

    def work(number: int) -> None:
        with Register(name, derive=everything) as register:
            for reading in made[number::4]:
                register.add(reading, added=NOW)
                register.list("meetings")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, [0, 1, 2, 3, 0, 1, 2, 3]))
    with Register(name, derive=everything) as register:
        for kind, wanted in everything(made).items():
            assert [*register.records(kind)] == [*wanted]


def test_records_by_other_rules_are_derived_anew(name: str, readings: list[Reading]) -> None:
    made = everything(readings)
    with Register(name, derive=lambda readings, decisions: {**made, "meetings": ()}, rules=lambda: "1") as register:
        register.add(readings[0], added=NOW)
        assert not register.list("meetings").items
    with Register(name, derive=lambda readings, decisions: made, rules=lambda: "1") as register:
        assert not register.list("meetings").items
    with Register(name, derive=lambda readings, decisions: made, rules=lambda: "2") as register:
        assert [*register.records("meetings")] == [*made["meetings"]]
    with Register(name, rules=lambda: "3") as register, pytest.raises(RegisterError, match="behind"):
        register.list("meetings")


def test_the_best_of_many_is_found_first_and_all_are_paged_through(name: str) -> None:
    texts = [f"The council met for the {n}th time in Riga." for n in range(150)]
    with Register(name) as register:
        for number, text in enumerate(texts):
            if number == 120:
                register.add(Reading(document=Document(text="Riga\n\nA city.", title="Riga")), added=NOW)
            register.add(Reading(document=Document(text=text)), added=NOW)
        assert register.search("riga", ["documents"]).items[0].title == "Riga"
        found, cursor = [], None
        while len(found) < 200:
            page = register.search("riga", ["documents"], limit=40, cursor=cursor)
            found += [hit.id for hit in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert len(found) == len(set(found)) == 151


def test_records_that_are_behind_are_not_shown(name: str, readings: list[Reading]) -> None:
    with Register(name) as register:
        assert register.counts() == {"documents": 0}
        register.add(readings[0], added=NOW)
        with pytest.raises(RegisterError, match="behind"):
            register.list("meetings")
        with pytest.raises(RegisterError, match="behind"):
            register.search("bishkek")
        assert len(register.search("bishkek", ["documents"]).items) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bishkek", 2),
        ("BISHKEK summit", 2),
        ("bishkek oslo", 0),
        ("nunez", 1),
        ("Núñez", 1),
        ('"took place"', 1),
        ('"place took"', 0),
        ("bish*", 2),
        ('"council of minis', 0),
        ('"council of ministers', 1),
        ("ferry-traffic", 1),
        ("", 0),
        ('" "', 0),
        ("AND OR NOT NEAR(", 0),
    ],
)
def test_documents_are_found_by_words_phrases_and_beginnings(register: Register, query: str, found: int) -> None:
    hits = register.search(query, ["documents"]).items
    assert len(hits) == found
    assert all(hit.kind == "documents" and hit.marks for hit in hits)


def test_records_are_found_and_ranked_with_names_first(register: Register) -> None:
    hits = register.search("kask").items
    assert {hit.kind for hit in hits} >= {"documents", "people"}
    assert all(hit.kind in ("people", "statements") for hit in register.search("kask", ["people", "statements"]).items)
    assert register.search("kask", ["nosuch"]).items == ()
    assert register.search("kask", limit=1).next == "1"
    paged = [hit for n in range(len(hits)) for hit in register.search("kask", limit=1, cursor=str(n)).items]
    assert paged == [*hits]


NASTY = ('"', "'", "\\", "\x00", "%", "*", "a*", "(", ")", ":", "-", "^", "{", "NEAR", "\ud800", "İ", "½", "a" * 3000)


def test_no_query_is_an_error(register: Register) -> None:
    for a in NASTY:
        for b in NASTY:
            register.search(f"{a}{b} {b}{a}", ["documents", b])
    register.search(" ".join(f'"{n} word"' for n in range(500)))


@settings(deadline=None)
@given(st.text())
def test_no_text_is_an_error_in_memory(memory: Register, query: str) -> None:
    memory.search(query)


@given(st.text(), st.text())
def test_marks_lie_within_the_snippet(text: str, query: str) -> None:
    piece, marks = snippet(text, terms(query))
    assert all(0 <= start < end <= len(piece) for start, end in marks)


def test_the_command_finds_words(tmp_path: Path, readings: list[Reading]) -> None:
    from click.testing import CliRunner

    from communique.cli import commands

    file = str(tmp_path / "register.db")
    with Register(file) as register:
        register.add(readings[0], added=NOW)
    shown = CliRunner().invoke(commands, ["search", "bishkek", "--kind", "documents", "--json", "--db", file])
    assert json.loads(shown.stdout)["id"] == readings[0].document.id
    assert "Bishkek" in CliRunner().invoke(commands, ["search", "bishkek", "--db", file]).stdout
    assert CliRunner().invoke(commands, ["search", "riga", "--db", file]).stderr == "Nothing found.\n"


def test_records_follow_each_document_when_only_those_that_may_be_others_are_made(
    name: str, readings: list[Reading]
) -> None:
    seen: list[frozenset[str] | None] = []

    def watched(found: Iterable[Reading], ruled: Sequence[Decision], memory: Any) -> Iterator[Any]:
        seen.append(memory.changed)
        return renew(found, ruled, memory)

    with Register(name, renew=watched, rules=lambda: "first") as register:
        for count, reading in enumerate(readings, 1):
            register.add(reading, added=NOW)
            for kind, wanted in everything(readings[:count]).items():
                assert [*register.records(kind)] == [*wanted]
        register.replace(less := Reading(document=readings[0].document))
        assert [*register.records("people")] == [*everything([less, *readings[1:]])["people"]]
    ids = [reading.document.id for reading in readings]
    assert seen == [None, *(frozenset((id,)) for id in (*ids[1:], ids[0]))]
    with Register(name, renew=watched, rules=lambda: "second") as register:
        register.refresh()
    with Register(name, derive=everything, rules=lambda: "second") as register:
        register.add(readings[0], added=NOW)
        register.replace(readings[0])
        register.refresh()
    with Register(name, renew=watched, rules=lambda: "second") as register:
        register.replace(readings[1])
        register.refresh()
    assert seen[len(readings) + 1 :] == [None, None]  # by other rules; and nothing was kept
