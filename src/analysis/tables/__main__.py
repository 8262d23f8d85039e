"""`python -m analysis.tables`: print `docs/tables.md`, in UTF-8 with plain line ends on every system."""

import sys

from analysis.tables import document

sys.stdout.buffer.write(document.markdown().encode())
