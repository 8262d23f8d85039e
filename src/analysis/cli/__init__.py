"""The command line: parse, one library call, print, exit status."""

import os

from analysis import allocator

# Before polars is loaded, and so before all else; what the user has set stays.
os.environ.setdefault(allocator.VARIABLE, allocator.SETTING)

# The verdict's matrices are small: threads of linear algebra wait for one another, and many reports are made side by side.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from analysis.cli.exits import main

__all__ = ["main"]
