"""`python -m analysis.exercises`: print `docs/exercises-list.md`, in UTF-8 with plain line ends on every system."""

import sys

from analysis.exercises import document

sys.stdout.buffer.write(document.markdown().encode())
