"""The command line: parse, one library call, print, exit status."""

import os

# The allocator of polars keeps four stores of memory a core, and what one store gets back the others cannot use. With
# one store a core a long import takes less time and memory. It is read when polars is loaded, so it is set before all
# else; what the user has set stays.
os.environ.setdefault("_RJEM_MALLOC_CONF", f"narenas:{os.cpu_count() or 1}")

# The verdict's matrices are small: threads of linear algebra wait for one another, and many reports are made side by side.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from analysis.cli.exits import main

__all__ = ["main"]
