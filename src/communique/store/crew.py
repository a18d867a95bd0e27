"""Processes that derive the records of one register together; law: all see one state of it.

The first one leads: it starts the others as programs of their own, as neither threads nor open databases outlive a
fork, and stores what all have made. One that is lost is done without.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection as Line
from multiprocessing.connection import Pipe, wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, TypeVar

T = TypeVar("T")

_MOST = 2  # processes that are worth their start: a third finds little to do
_PAYS, _PAYS_AFTER = 1500, 4000  # documents from which a second one is faster, all anew or after some were added
_PAUSE = 0.05  # seconds after which is looked again for what another has made
_PAUSE_LONG = 2.0  # and for whether the first one is still there
_PROGRAM = (
    "import sys; from multiprocessing.connection import Connection; line = Connection(int(sys.argv[1]));"
    " sys.path[:] = line.recv(); from communique.store.crew import serve; serve(line)"
)


class Lost(Exception):
    """Another process ended before its work was done."""


class Lead:
    """The first process, and its lines to the others."""

    number = 0

    def __init__(self, mates: "Sequence[Mate]") -> None:
        self.mates = mates

    @property
    def of(self) -> int:
        """How many there are."""
        return 1 + len(self.mates)

    def exchange(self, found: T) -> Sequence[T]:
        """What all found at one step, in the order of their numbers. Raises `Lost`."""
        told = [found, *(mate.hear() for mate in self.mates)]
        for mate in self.mates:
            mate.tell([None if n == mate.number else each for n, each in enumerate(told)])
        return told


class Member:
    """One of the other processes, as it sees itself."""

    def __init__(self, line: Line, number: int, of: int) -> None:
        self.number, self.of, self._line = number, of, line

    def exchange(self, found: T) -> Sequence[T]:
        """What all found at one step, in the order of their numbers."""
        self._line.send(found)
        told: list[T] = self._line.recv()
        told[self.number] = found
        return told

    def tell(self, thing: object) -> None:
        """Tell the first process something."""
        self._line.send(thing)

    def hear(self) -> Any:
        """What the first process tells. Raises `EOFError` where it is gone."""
        return self._line.recv()


class Mate:
    """One of the other processes, as the first one sees it, with the files that it fills: of records, and for later."""

    def __init__(self, line: Line, number: int, files: tuple[IO[bytes], IO[bytes]]) -> None:
        self.number, self.files, self._line = number, files, line

    def hear(self) -> Any:
        """The next thing that it tells. Raises `Lost`."""
        try:
            return self._line.recv()
        except (EOFError, OSError) as error:
            raise Lost from error

    def tell(self, thing: object) -> None:
        """Tell it something. Raises `Lost`."""
        try:
            self._line.send(thing)
        except OSError as error:
            raise Lost from error

    def wait(self) -> None:
        """Wait a moment for what it makes. Raises `Lost`."""
        if wait([self._line], _PAUSE):  # it tells nothing more, so this is its end
            raise Lost


def worth(documents: int, wanted: int | None, *, anew: bool) -> int:
    """How many processes are to derive the records of so many documents, all `anew` or some, if none is `wanted`."""
    if os.name != "posix" or getattr(sys, "frozen", False):
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return wanted or (min(_MOST, cores) if documents >= (_PAYS if anew else _PAYS_AFTER) else 1)


@contextmanager
def crew(work: "Work | None", of: int) -> Iterator[Lead]:
    """A leader and as many others as there shall be besides it, at work until it is left."""
    with ExitStack() as stack:
        packed = None if work is None or of == 1 else _packed(work)
        if packed is None:
            yield Lead(())
            return
        folder = stack.enter_context(TemporaryDirectory())
        mates = [stack.enter_context(_mate(packed, Path(folder), number, of)) for number in range(1, of)]
        for mate in mates:
            mate.hear()
        for file in Path(folder).iterdir():
            file.unlink()  # whatever ends both, nothing is left
        yield Lead(mates)


Work = Callable[[Member, tuple[IO[bytes], IO[bytes]]], None]
"""What another process does for its side, filling two files."""


def _packed(work: Work) -> bytes | None:
    try:
        return pickle.dumps(work)
    except (pickle.PicklingError, AttributeError, TypeError):  # what derives records is no function of a module
        return None


@contextmanager
def _mate(work: bytes, folder: Path, number: int, of: int) -> Iterator[Mate]:
    ours, theirs = Pipe()
    with ExitStack() as stack:
        paths = [folder / f"{name}{number}" for name in ("records", "kept")]
        first, second = (stack.enter_context(path.open("w+b")) for path in paths)
        with theirs:
            command = [sys.executable, "-c", _PROGRAM, str(theirs.fileno())]
            process = subprocess.Popen(command, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL)
        try:
            mate = Mate(ours, number, (first, second))
            for thing in (sys.path, (os.getpid(), number, of, paths, work)):
                mate.tell(thing)
            yield mate
        finally:
            ours.close()
            process.kill()
            process.wait()


def _end_with(process: int) -> None:
    """End when the process that started this one has ended, however it did."""
    while os.getppid() == process:
        time.sleep(_PAUSE_LONG)
    os._exit(1)


def serve(line: Line) -> None:
    """Be one of the other processes, until the work is done or the first one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        first_one, number, of, (records, kept), packed = line.recv()
        threading.Thread(target=_end_with, args=(first_one,), daemon=True).start()
        with records.open("wb") as first, kept.open("wb") as second:
            line.send(None)  # the files are open
            work: Work = pickle.loads(packed)
            work(Member(line, number, of), (first, second))
            line.recv()  # until the first one has read all
    except (EOFError, OSError):
        os._exit(1)
