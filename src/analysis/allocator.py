"""How the allocator of polars keeps memory, where the command line sets it.

By default it has four stores of memory a core, and what one store gets back the others cannot use; large pieces go back
to the system as soon as they are free; and every column of a long log is a large piece. With one store a core that keeps
what it has for ten seconds, a long import takes a tenth less time and no more memory (docs/performance.md).
"""

from __future__ import annotations

import os
from typing import Final

VARIABLE: Final = "_RJEM_MALLOC_CONF"
"""It is read once, when polars is loaded."""

POLARS_OWN: Final = "dirty_decay_ms:500,muzzy_decay_ms:1000"
"""What polars writes into the variable when it is loaded, and a program started from a notebook finds there."""

SETTING: Final = f"narenas:{os.cpu_count() or 1},oversize_threshold:0,dirty_decay_ms:10000,lg_tcache_max:22"


def setting(before: str | None) -> str:
    """Return what the variable is to say; of what it said before, the user's own wishes stay, and win.

    >>> setting(None) == setting(POLARS_OWN) == SETTING
    True
    >>> setting("narenas:8").endswith(",narenas:8")
    True
    """
    wished = (before or "").removeprefix(POLARS_OWN).strip(",")
    if SETTING in wished:
        return wished
    return f"{SETTING},{wished}" if wished else SETTING
