"""Print docs/exports/README.md."""

import sys

from analysis.importers.document import markdown

sys.stdout.buffer.write(markdown().encode())
