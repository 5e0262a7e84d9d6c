"""Child processes that do not outlive whoever started them."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

CANNOT_START = 2
"""Exit code of a child that will never start as things are: starting it again is no use."""

_PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int) -> None:
    """Ask the kernel for SIGTERM when the process `parent`, which started us, dies.

    Call it in the child, before anything else. Only Linux has it; elsewhere nothing happens.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM))
    if os.getppid() != parent:  # it died before we had asked
        os.kill(os.getpid(), signal.SIGTERM)
