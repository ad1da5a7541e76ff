from __future__ import annotations

import gc
import os

from dugnad.serve import warm


def test_a_child_collects_its_own_garbage_again() -> None:
    pid = os.fork()
    if not pid:
        warm.freeze()
        frozen = not gc.isenabled() and gc.get_freeze_count() > 0
        warm.thaw()
        os._exit(0 if frozen and gc.isenabled() and gc.get_threshold() == warm.COLLECTING else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
