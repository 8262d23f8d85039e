"""`python -m analysis.simulate DIR [PAGE]`: write the sample workspace, and the page of its truths."""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.simulate import page, roster


def main(arguments: list[str]) -> int:
    """Write the samples into a folder, and the page if a file is named; exit status 2 on wrong use."""
    match arguments:
        case [folder]:
            roster.write(Path(folder))
        case [folder, file]:
            roster.write(Path(folder))
            Path(file).write_bytes(page.markdown().encode())
        case _:
            sys.stderr.write("usage: python -m analysis.simulate DIR [PAGE]\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
