"""A Dask cluster of two worker processes: the same register, though workers die and work is done twice."""

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import dask
import pytest
from distributed import Client, LocalCluster
from tests.scale.texts import NOW, dies_over_a_text, in_process, items, known, readings, shards

import communique
from communique.errors import CommuniqueError
from communique.scale.cluster import read_on
from communique.scale.pool import read_all
from communique.scale.shard import Shard
from communique.scale.taking import Told, merge, take_in
from communique.store import Register

COUNT = 36


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two worker processes; a task that a worker died of is given up by the cluster."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0") as cluster,
    ):
        yield cluster


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Told]]:
    """The register of one process, and what it told."""
    name = str(tmp_path_factory.mktemp("alone") / "alone.db")
    return name, in_process(items(COUNT), name)


def test_a_cluster_gives_what_one_process_gives_though_a_worker_is_killed(
    cluster: LocalCluster, alone: tuple[str, list[Told]], tmp_path: Path
) -> None:
    spread, out = str(tmp_path / "spread.db"), str(tmp_path / "out")
    pattern = Shard(items=(), out=out)
    with Client(cluster) as client, Register(spread) as register:
        told = take_in(items(COUNT), register, partial(read_on, address=cluster.scheduler_address), NOW, pattern)
        first = next(told)
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
        assert [first, *told] == alone[1]
    assert readings(spread) == readings(alone[0])
    with Register(str(tmp_path / "merged.db")) as register:
        list(merge([out], register, NOW))
    assert readings(str(tmp_path / "merged.db")) == readings(alone[0])


def test_work_that_is_done_twice_at_once_changes_nothing(
    cluster: LocalCluster, alone: tuple[str, list[Told]], tmp_path: Path
) -> None:
    out = str(tmp_path / "out")
    given = shards(COUNT, size=8, out=out)
    with Client(cluster) as client:
        twice = [client.submit(communique.process_shard, shard, pure=False) for shard in given for _ in range(2)]
        paths = client.gather(twice)
    assert sorted(set(paths)) == sorted(str(path) for path in Path(out).iterdir())
    assert len(paths) == 2 * len(set(paths)) == 2 * len(given)
    name = str(tmp_path / "twice.db")
    with Register(name) as register:
        assert list(merge(paths, register, NOW)).count(True) == len(readings(alone[0]))
    assert readings(name) == readings(alone[0])


def test_a_text_that_kills_every_worker_is_refused_and_all_others_are_read(cluster: LocalCluster) -> None:
    given = shards(12)
    expected = [line for outcomes in read_all(given, 1) for line in known(outcomes)]
    spread = read_on(given, cluster.scheduler_address, dies_over_a_text)
    found = [line for outcomes in spread for line in known(outcomes)]
    assert found[:7] + found[8:] == expected[:7] + expected[8:]
    assert found[7] == "7.txt: the process that read it died twice (killed, or out of memory)"


def test_where_no_cluster_is_the_reason_is_told() -> None:
    with pytest.raises(CommuniqueError, match=r"^tcp://127\.0\.0\.1:1: no cluster answers there"):
        list(read_on(shards(1), "tcp://127.0.0.1:1", patience=0.3))
