"""The laws of dates: nothing raises, everything is linear, results move with their anchors."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.dates import bounds, find, resolve
from communique.extract.dates.arithmetic import apply
from communique.extract.dates.cells import UNITS, Cell, cell, day_cell
from communique.extract.dates.forms import expand
from communique.extract.dates.lexicon import lexicon
from communique.extract.dates.resolving import reckon
from communique.extract.dates.values import Value, value_of
from communique.model.days import number
from communique.model.edtf import iso, parse
from communique.model.icalendar import icalendar
from communique.model.phrasing import in_words
from communique.model.times import Step

DAYS = st.integers(number(1000, 1, 1), number(2999, 12, 31))
CELLS = st.builds(cell, st.sampled_from(UNITS), DAYS)
WORDS = sorted({word for table in lexicon("en").tables.values() if isinstance(table, dict) for word in table})
TOKENS = (st.sampled_from(WORDS), st.sampled_from("0123456789,.:-–/'()$"), st.integers(0, 10**12).map(str))
TEXTS = st.lists(st.one_of(*TOKENS, st.text(max_size=6)), max_size=60).map(" ".join)


TABLES = lexicon("en").tables
SHAPES = {"NUM": "3", "DAY": "31", "SHORT": "07", "YEAR": "1999", "DAYTH": "31st", "NTH": "25th", "DECADE": "1990s"}
FORMS = [expand(form, TABLES["macros"]) for forms in TABLES["forms"].values() for form in forms]


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """Words that fit a form of the language, or nearly."""
    words = []
    for item in draw(st.sampled_from(FORMS)).split():
        classes = item.rstrip("?*").rpartition("=")[2].split("|")
        if not any(classes) or item in ("(", ")") or (item[-1] in "?*" and draw(st.booleans())):
            continue
        name = draw(st.sampled_from([c for c in classes if c]))
        table = TABLES.get(name.lower()) if name.isupper() else None
        words.append(draw(st.sampled_from(sorted(table))) if table else SHAPES.get(name, name))
    return " ".join(words)


@given(
    st.lists(st.one_of(phrases(), st.sampled_from(WORDS)), max_size=8).map(" ".join),
    st.sampled_from([str.lower, str.title, str.upper]),
    st.sampled_from([None, "2024-02-29", "0001-01-01", "9999-12-31"]),
)
def test_nothing_that_the_forms_allow_raises(text: str, written: Callable[[str], str], published: str | None) -> None:
    found = find(written(text), published=published)
    for expression in found:
        if expression.edtf:
            assert in_words(expression.edtf, TABLES["people"])
            icalendar(expression.edtf)
    events = {e.anchor.pair: "2024-05-06" for e in found if e.anchor.kind == "event" and e.anchor.pair}
    resolve(found, events)
    bounds(found)


@given(st.text(max_size=200), st.sampled_from([None, "2024-12-05", "2024", "XXXX-12-19", "2024-12"]))
def test_no_text_raises(text: str, published: str | None) -> None:
    for found in find(text, published=published):
        assert text[found.start : found.end] == found.text


@given(TEXTS, st.sampled_from([None, "2024-12-05"]))
def test_no_words_of_time_raise(text: str, published: str | None) -> None:
    last = 0
    for found in find(text, published=published):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        if found.edtf is None:
            assert found.why
        else:
            parse(found.edtf)


@given(TEXTS)
def test_the_same_text_gives_the_same_dates(text: str) -> None:
    assert find(text, published="2024-12-05") == find(text, published="2024-12-05")


@given(CELLS, st.integers(-500, 500))
def test_a_cell_moved_and_moved_back_is_the_same(here: Cell, count: int) -> None:
    assert here.shift(count).shift(-count) == here


@given(CELLS, st.integers(-40, 40))
def test_a_shift_and_its_opposite_undo_each_other(here: Cell, count: int) -> None:
    there = apply((Step(verb="shift", unit=here.unit, amount=count),), Value(cell=here))
    assert there is not None
    back = apply((Step(verb="shift", unit=here.unit, amount=-count),), there)
    assert back == Value(cell=here)


@given(CELLS)
def test_cells_of_a_unit_follow_on_each_other(here: Cell) -> None:
    following = here.shift(1).days[0]
    assert here.days[0] <= here.days[1] < following
    if here.unit != "weekend":
        assert here.days[1] + 1 == following
    assert cell(here.unit, here.days[0]) == here


@given(CELLS)
def test_a_value_can_be_read_back(here: Cell) -> None:
    edtf = Value(cell=here).edtf
    assert edtf is not None
    back = value_of(edtf)
    assert back is not None
    assert back.days == here.days


@given(DAYS, st.integers(0, 3000), st.sampled_from(["day", "week", "month", "year"]), st.integers(-30, 30))
def test_a_result_moves_with_its_anchor(day: int, later: int, unit: str, amount: int) -> None:
    steps = (Step(verb="shift", unit=unit, amount=amount),)
    first, second = reckon(steps, iso(day)), reckon(steps, iso(day + later))
    assert first is not None
    assert second is not None
    assert parse(first).days[0] <= parse(second).days[0]
    if unit == "day":
        assert parse(second).days[0] - parse(first).days[0] == later


@given(st.integers(1583, 2500), st.integers(1, 12), st.integers(1, 28), st.integers(1, 100))
def test_an_anniversary_keeps_day_and_month(year: int, month: int, day: int, years: int) -> None:
    assert reckon((Step(verb="anniversary", amount=years),), f"{year}-{month:02}-{day:02}") == (
        f"{year + years}-{month:02}-{day:02}"
    )
    assert day_cell(year, month, 32) is None


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1 ", "12 May ", "May ", "5-", "2024-05-06 ", "the 25th anniversary ", "two days after ", "the eve of "),
        *("ten years ago ", "Monday and ", "in May and June ", "from May to ", "the first week of ", "twenty-", "\n"),
        *(" \n", "10 p.m. ", "last ", "1/", "a month after the meeting ", "a.m. ", "today, 5 May 2024 "),
    ],
)
def test_time_is_linear(piece: str) -> None:
    small, large = (_seconds(piece * (size // len(piece))) for size in (4_000, 20_000))
    assert large < max(1.0, 15 * small)


@pytest.mark.parametrize("piece", ["1234567890", "12 May ", "1/"])
def test_a_hundred_thousand_digits_and_months_are_read(piece: str) -> None:
    assert _seconds(piece * (100_000 // len(piece))) < 30


def _seconds(text: str) -> float:
    start = time.process_time()
    find(text, published="2024-12-05")
    return time.process_time() - start
