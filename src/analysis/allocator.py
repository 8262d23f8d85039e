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

SETTING: Final = f"narenas:{os.cpu_count() or 1},oversize_threshold:0,dirty_decay_ms:10000,lg_tcache_max:22"
