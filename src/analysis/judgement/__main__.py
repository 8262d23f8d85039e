"""`python -m analysis.judgement`: print `docs/thresholds.md`, in UTF-8 with plain line ends on every system."""

import sys

from analysis.judgement import document

sys.stdout.buffer.write(document.markdown().encode())
