"""The command line: parse, one library call, print, exit status."""

import os

from analysis import allocator

# Before polars is loaded, and so before all else.
os.environ[allocator.VARIABLE] = allocator.setting(os.environ.get(allocator.VARIABLE))

# The verdict's matrices are small: threads of linear algebra wait for one another, and many reports are made side by side.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from analysis.cli.exits import main

__all__ = ["main"]
