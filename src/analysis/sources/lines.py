"""Text that is no table: reports, sections and blocks, by their lines."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property

HEAD_BYTES = 20_000


@dataclass(frozen=True, eq=False)
class Lines:
    """One text file, held as UTF-8. `lines` keep no line ends; line 1 is `lines[0]`."""

    file: str
    encoding: str
    data: bytes
    delimiter: None = None

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return self.data.decode()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Every line, without its end."""
        return tuple(line.rstrip("\r\n") for line in io.StringIO(self.text, newline=""))

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The first lines that say something, for telling whose file it is."""
        begins = self.data[:HEAD_BYTES].decode(errors="ignore")
        return tuple(line.strip() for line in begins.splitlines() if line.strip())

    def record(self, line: int, most: int = 300) -> str:
        """A line, cut to what is worth showing."""
        return self.lines[line - 1][:most] if 0 < line <= len(self.lines) else ""
