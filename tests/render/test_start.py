from __future__ import annotations

import subprocess
import sys


def test_no_grammar_of_web_addresses_is_built_before_a_report() -> None:
    asked = "import sys, analysis.render.report; print('rfc3987_syntax' in sys.modules, 'jsonschema' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
