"""Workers: the same result as without them, in order, whoever dies."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.scale.texts import (
    NOW,
    PATTERN,
    dies_once,
    dies_over_a_text,
    in_process,
    items,
    known,
    readings,
    shards,
)

from communique.cli import commands
from communique.model.reading import Refused
from communique.scale.pool import read_all
from communique.scale.shard import Shard
from communique.scale.taking import take_in
from communique.store import Register

COUNT = 30
ALONE = [known(found) for found in read_all(shards(COUNT), 1)]


def test_two_workers_give_what_one_process_gives() -> None:
    with_gap = [*shards(COUNT)[:3], Shard(items=()), *shards(COUNT)[3:]]
    assert [known(found) for found in read_all(with_gap, 2)] == [*ALONE[:3], [], *ALONE[3:]]


def test_a_text_that_kills_its_worker_is_refused_and_all_others_are_read() -> None:
    found = [line for outcomes in read_all(shards(COUNT), 2, dies_over_a_text) for line in known(outcomes)]
    expected = [line for lines in ALONE for line in lines]
    assert found[:7] + found[8:] == expected[:7] + expected[8:]
    assert found[7] == "7.txt: the process that read it died twice (killed, or out of memory)"


def test_a_worker_that_is_killed_once_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARK", str(tmp_path / "mark"))
    assert [known(found) for found in read_all(shards(COUNT), 2, dies_once)] == ALONE
    assert (tmp_path / "mark").exists()


def test_what_was_taken_in_is_passed_over_unread_with_the_same_told(tmp_path: Path) -> None:
    def unread(shards: object) -> object:
        for shard in shards:  # type: ignore[attr-defined]
            assert not shard.items
            yield []

    file = str(tmp_path / "a.db")
    told = in_process(items(COUNT), file)
    with Register(file) as register:
        again = list(take_in(items(COUNT), register, unread, NOW, PATTERN))  # type: ignore[arg-type]
    assert told == [*([True] * 9 + [False]) * 3, Refused(source="empty.txt", reason="empty")]
    assert again == [*[False] * COUNT, Refused(source="empty.txt", reason="empty")]


def test_a_run_that_is_stopped_goes_on_to_the_same_register(tmp_path: Path) -> None:
    whole, stopped = str(tmp_path / "whole.db"), str(tmp_path / "stopped.db")
    in_process(items(60), whole)
    with Register(stopped) as register:
        some = take_in(items(60), register, lambda s: read_all(s, 1), NOW, PATTERN)
        assert [next(some) for _ in range(20)].count(True) == 18
        some.close()  # type: ignore[attr-defined]
        assert list(take_in(items(60), register, lambda s: read_all(s, 1), NOW, PATTERN)).count(False) > 20
    assert readings(stopped) == readings(whole)


def test_the_command_killed_at_any_moment_leaves_no_worker_and_ends_with_the_same_register(tmp_path: Path) -> None:
    lines = "".join(f'{{"text": "{found.data.decode()!r}"}}\n'.replace("'", "") for found in items(120))
    archive, name = tmp_path / "texts.jsonl", str(tmp_path / "killed.db")
    archive.write_text(lines.replace('" "', '"x"'))
    command = [sys.executable, "-m", "communique", "add", str(archive), "--jobs", "2", "--db", name]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        while not Path(name).exists() or not readings(name):
            time.sleep(0.05)
        process.kill()
    assert 0 < len(readings(name)) < 108
    _wait_for_the_end_of(process.pid)
    assert CliRunner().invoke(commands, [*command[3:-1], name]).exit_code in (0, 3)
    whole = str(tmp_path / "whole.db")
    CliRunner().invoke(commands, ["add", str(archive), "--jobs", "1", "--db", whole])
    assert len(readings(name)) > 100
    assert readings(name) == readings(whole)


def _wait_for_the_end_of(session: int) -> None:
    """Wait until no process of a session is left. Raises `ChildProcessError` where they stay."""
    for _ in range(200):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(session, signal.SIGKILL)
    raise ChildProcessError("Workers outlived the process that they worked for.")


def test_shards_are_kept_where_they_are_asked_for_and_merged_elsewhere(tmp_path: Path) -> None:
    for found in items(20):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / found.source).write_bytes(found.data)
    first, second, out = str(tmp_path / "a.db"), str(tmp_path / "b.db"), str(tmp_path / "out")
    added = CliRunner().invoke(commands, ["add", str(tmp_path / "in"), "--db", first, "--out", out])
    assert (added.exit_code, added.stderr.splitlines()[-1][:9]) == (3, "18 added,")
    merged = CliRunner().invoke(commands, ["merge", out, "--db", second])
    assert (merged.exit_code, merged.stderr.splitlines()[-1][:9]) == (3, "18 added,")
    assert readings(first) == readings(second)


def test_a_cluster_needs_a_place_for_its_shards() -> None:
    asked = CliRunner().invoke(commands, ["add", "a.txt", "--dask", "tcp://127.0.0.1:1"])
    assert asked.exit_code == 2
    assert "--dask needs --out" in asked.stderr
