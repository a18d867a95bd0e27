"""What is remembered of sources: states, visits in their order, and edits, each once, in both databases."""

from pathlib import Path

import pytest

from communique.model.followed import Alteration, Edit, Example, SourceState, Visit
from communique.store import Register, restore

GOOD = Example(address="https://a.example/1", title="One", document="d1", at=5.0)
STATE = SourceState(name="A", news=(1.0, 2.0), alarms=((3.0, "silent"),), good=GOOD, outcomes="aar")
MOVED = Alteration(kind="meeting", title="Talks", field="date", before="a", after="b", items=(("d1", "m1"),))
EDIT = Edit(source="A", address="u", before="d1", after="d2", at="2026-11-26T01:00:00+00:00", alterations=(MOVED,))


def visit(number: int, found: float, due: float | None = 0.0, **values: object) -> Visit:
    return Visit(source="A", address=f"u{number}", found=found, place=number, due=due, **values)  # type: ignore[arg-type]


def test_what_was_kept_comes_back_equal(name: str) -> None:
    with Register(name) as register:
        sources = register.sources
        assert (sources.state("A"), sources.states()) == (None, {})
        sources.keep(STATE, [visit(1, 1.0, stamp="x", document="d1")], EDIT)
        sources.keep(STATE, [visit(1, 1.0, stamp="y", document="d2")], EDIT)
        assert sources.state("A") == STATE
        assert sources.known("A", ["u1", "u2"]) == {"u1": visit(1, 1.0, stamp="y", document="d2")}
        assert sources.edits() == [EDIT]
    assert SourceState.of({**STATE.plain, "of another version": 1}) == STATE


def test_visits_are_due_with_the_latest_offered_first_in_the_order_of_the_source(name: str) -> None:
    with Register(name) as register:
        sources = register.sources
        sources.keep(
            STATE, [visit(3, 1.0), *(visit(n, 2.0) for n in (1, 0)), visit(2, 2.0, due=9.0), visit(4, 3.0, due=None)]
        )
        assert [v.address for v in sources.due("A", 5.0, 10)] == ["u0", "u1", "u3"]
        assert [v.address for v in sources.due("A", 5.0, 1)] == ["u0"]
        assert (sources.waiting("A", 5.0), sources.waiting("A", 9.0), sources.waiting("B", 9.0)) == (3, 4, 0)


def test_a_copy_of_the_register_remembers_its_sources(name: str, tmp_path: Path) -> None:
    with Register(name) as register:
        register.sources.keep(STATE, [visit(1, 1.0)], EDIT)
        register.backup(tmp_path / "copy")
    restore(tmp_path / "copy", str(tmp_path / "again.db"))
    with Register(str(tmp_path / "again.db")) as register:
        assert (register.sources.state("A"), register.sources.edits()) == (STATE, [EDIT])
        assert register.sources.waiting("A", 1.0) == 1


def test_a_source_may_have_any_name(name: str, tmp_path: Path) -> None:
    called = SourceState(name="alerts taken")
    with Register(name) as register:
        register.sources.keep(called, [])
        register.backup(tmp_path / "copy")
    restore(tmp_path / "copy", f"{tmp_path}/restored.db")
    with Register(f"{tmp_path}/restored.db") as register:
        assert register.sources.states() == {called.name: called}


@pytest.mark.parametrize(("alteration", "what"), [
    (MOVED, "date: a → b"), (Alteration(kind="act", title="Treaty", after="Treaty"), "now said"),
    (Alteration(kind="act", title="Treaty", before="Treaty"), "no longer said"),
    (Alteration(kind="act", title="Treaty", field="agenda_count", after="4"), "agenda count: not said → 4"),
])  # fmt: skip
def test_an_alteration_says_what_happened(alteration: Alteration, what: str) -> None:
    assert alteration.what == what
