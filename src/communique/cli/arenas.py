"""Memory of a process that goes on for months; law: what a thread has let go of, the others may use."""

import ctypes
import sys

_ARENA_MAX = -8
"""`M_ARENA_MAX` in glibc's malloc.h."""
_ARENAS = 2


def share_arenas() -> None:
    """Have threads share what they have let go of, to be called before any starts, as imports of numpy may do.

    The allocator of glibc gives each thread an arena of its own, which keeps some megabytes of the largest pages that
    the thread has seen. Other allocators need nothing.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_ARENA_MAX, _ARENAS)
