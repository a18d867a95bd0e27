"""Shards: cut in order, read to the same bytes however often, written whole, read back equal."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scale.texts import items, known, readings, shards

import communique
from communique.errors import SourceError
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.scale import files
from communique.scale.lines import BadShard, decode, encode
from communique.scale.shard import Shard, batches, key_of
from communique.scale.taking import merge
from communique.scale.work import read_shard
from communique.store import Register

NOW = "2031-01-15T12:00:00+00:00"
(FIRST, *_) = shards(3)
LINES = read_shard(FIRST)


@given(st.lists(st.integers(0, 3_000_000)))
def test_batches_hold_all_items_in_order_and_no_more_than_some(sizes: list[int]) -> None:
    given = [Fetched(source=str(n), data=b"a" * (size // 1000)) for n, size in enumerate(sizes)]
    found = list(batches([*given, Refused(source="x", reason="y")]))
    assert [item for batch in found for item in batch] == [*given, Refused(source="x", reason="y")]
    assert all(0 < len(batch) <= 16 for batch in found)


def test_large_items_come_alone() -> None:
    large = [Fetched(source=str(n), data=b"a" * 2_100_000) for n in range(3)]
    assert [len(batch) for batch in batches(large)] == [1, 1, 1]


def test_the_key_of_an_item_hangs_on_its_content_and_how_it_is_read_not_on_its_name() -> None:
    key = key_of(Fetched(source="a", data=b"x"), 100)
    assert key == key_of(Fetched(source="b", data=b"x"), 100)
    others = (
        key_of(Fetched(source="a", data=b"y"), 100),
        key_of(Fetched(source="a", data=b"x", media_type="text/html"), 100),
        key_of(Fetched(source="a", data=b"x", url="https://example.org"), 100),
        key_of(Fetched(source="a", data=b"x"), 200),
    )
    assert len({key, *others}) == 5


def test_a_shard_gives_the_same_bytes_each_time_and_they_come_back_equal() -> None:
    assert read_shard(FIRST) == LINES
    assert encode(decode(LINES)) == LINES
    assert len(decode(LINES)) == 4


@given(st.integers(0, len(LINES) - 2))
def test_lines_that_are_cut_off_are_no_shard(length: int) -> None:
    with pytest.raises(BadShard):
        decode(LINES[:length])


@given(st.binary())
def test_other_bytes_are_no_shard(data: bytes) -> None:
    with pytest.raises(BadShard):
        decode(data)


def test_lines_that_quote_what_the_text_does_not_hold_are_no_shard() -> None:
    with pytest.raises(BadShard, match="damaged"):
        decode(LINES.replace(b'"mentions": [[', b'"mentions": [[9999'))


@pytest.mark.parametrize("place", ["folder", "address"])
def test_a_shard_is_written_once_and_whole(place: str, tmp_path: Path) -> None:
    out = str(tmp_path / "new" / "shards") if place == "folder" else f"memory://{tmp_path.name}/shards"
    shard = shards(3, out=out)[0]
    path = communique.process_shard(shard)
    assert path.startswith(f"{out}/0000000000-")
    assert files.read(path) == LINES
    files.write(out, path.rpartition("/")[2], LINES[:100])
    assert communique.process_shard(shard) == path
    assert files.read(path) == LINES
    marked = LINES.replace(b"Riga", b"Oslo")
    files.write(out, path.rpartition("/")[2], marked)
    assert communique.process_shard(shard) == path
    assert files.read(path) == marked  # what is whole is not read again
    assert [name.rpartition("/")[2] for name in files.listed([out])] == [path.rpartition("/")[2]]


def test_another_shard_has_another_file(tmp_path: Path) -> None:
    paths = {communique.process_shard(shard) for shard in shards(7, size=2, out=str(tmp_path))}
    assert len(paths) == 4
    with pytest.raises(SourceError, match="without a folder"):
        communique.process_shard(FIRST)


def test_files_are_merged_in_their_order_from_anywhere_any_number_of_times(tmp_path: Path) -> None:
    for shard in shards(12, out=str(tmp_path / "all")):
        communique.process_shard(shard)
    paths = [str(path) for path in sorted((tmp_path / "all").iterdir())]
    for name, asked in (("a.db", [str(tmp_path / "all")]), ("b.db", [*reversed(paths), paths[0]])):
        with Register(str(tmp_path / name)) as register:
            told = list(merge(asked, register, NOW))
            assert told.count(True) == 11
            assert told.count(False) == 1
            assert told[-1] == Refused(source="empty.txt", reason="empty")
            assert True not in list(merge(asked, register, NOW))
    assert readings(str(tmp_path / "a.db")) == readings(str(tmp_path / "b.db"))


def test_a_file_that_is_no_shard_is_refused_and_the_rest_merged(tmp_path: Path) -> None:
    files.write(str(tmp_path), "0-a.jsonl", b"{}\n")
    files.write(str(tmp_path), "1-b.jsonl", LINES)
    with Register("sqlite://") as register:
        refused, *told = merge([str(tmp_path)], register, NOW)
    assert isinstance(refused, Refused)
    assert refused.source.endswith("0-a.jsonl")
    assert "no shard, or a damaged one" in refused.reason
    assert told.count(True) == 3
    with pytest.raises(SourceError, match="there is no shard"):
        files.listed([str(tmp_path / "missing")])


def test_sources_are_cut_into_shards_with_what_was_refused(tmp_path: Path) -> None:
    for found in items(20):
        (tmp_path / found.source).write_bytes(found.data)
    cut = list(communique.shards(str(tmp_path), str(tmp_path / "missing.txt"), out="x"))
    assert [len(shard.items) for shard in cut] == [16, 4]
    assert [shard.first for shard in cut] == [0, 16]
    outcomes = decode(read_shard(cut[1]))
    assert known(outcomes)[-1].endswith("missing.txt: no such file or folder")
    assert outcomes[-1].key is None


def test_a_bug_over_one_text_is_told_and_can_be_tried_again() -> None:
    odd = Fetched(source="odd.txt", data=None)  # type: ignore[arg-type]
    (outcome,) = decode(read_shard(Shard(items=(odd,))))
    assert outcome.key is None
    assert "a bug of this program shows here (AttributeError" in str(outcome.found)
