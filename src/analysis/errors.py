"""Every error a user can cause, each one sentence that says what, where, what was seen, what to do.

The command line prints these and only these without a traceback; anything else is our bug.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def called(file: Path | str) -> str:
    """How a file is named to a reader: a path by its last part, a name of ours as it is.

    >>> called(Path("data/raw/anna/strong.csv")), called("export.zip/strong.csv")
    ('strong.csv', 'export.zip/strong.csv')
    """
    return file.name if isinstance(file, Path) else file


class AnalysisError(Exception):
    """Something the user can mend."""


class UnknownExportError(AnalysisError):
    """No importer claims the file."""

    def __init__(self, file: Path | str, *, seen: str, expected: str, nearest: str | None) -> None:
        """Say what the file looks like and which app's export comes nearest."""
        hint = f" The nearest is {nearest}." if nearest else ""
        super().__init__(
            f"{called(file)}: not an export phasewise knows. Seen: {seen}. Expected: {expected}.{hint}"
        )


class AmbiguousExportError(AnalysisError):
    """Two importers claim the file: a mistake in ours, not in the coach's file."""

    def __init__(self, file: Path | str, apps: Sequence[str]) -> None:
        """Name all the claimants."""
        super().__init__(
            f"{called(file)}: claimed by {' and '.join(apps)}; please report this file's header line."
        )


class UnreadableFileError(AnalysisError):
    """The bytes are not the text, table or archive they should be."""

    def __init__(self, file: Path | str, seen: str, hint: str) -> None:
        """Say what was seen and what to do."""
        super().__init__(f"{called(file)}: {seen}. {hint}")


class DamagedExportError(AnalysisError):
    """The app is known, but the file no longer says what the app wrote."""

    def __init__(self, file: Path | str, *, line: int, seen: str, hint: str) -> None:
        """Say where the damage starts."""
        super().__init__(f"{called(file)}:{line}: {seen}. {hint}")


class UnknownUnitError(AnalysisError):
    """The file states no weight unit and the numbers do not give it away."""

    CURE = 'Add weight_unit = "kg" or weight_unit = "lb" to'

    def __init__(self, file: Path | str, *, evidence: str, client_toml: str) -> None:
        """Name the setting that settles it."""
        super().__init__(
            f"{called(file)}: the weights could be kg or lb ({evidence}). {self.CURE} {client_toml}."
        )


class AmbiguousDatesError(AnalysisError):
    """The dates can be read day first or month first, and nothing in the file decides."""

    def __init__(self, file: Path | str, *, example: str, client_toml: str) -> None:
        """Name the setting that settles it."""
        self.example = example
        super().__init__(
            f"{called(file)}: {example!r} can be day/month or month/day and no date in the file decides."
            f' Add date_order = "dmy" or date_order = "mdy" to {client_toml}.'
        )


class UnmappedColumnsError(AnalysisError):
    """A table of no known app whose columns the coach has not confirmed."""

    def __init__(self, file: Path | str, *, proposal: str, client_toml: str) -> None:
        """Show the proposal in the words that go into `client.toml`."""
        self.proposal = proposal
        super().__init__(
            f"{called(file)}: a table of no app phasewise knows. Read it as below by adding"
            f" these lines to {client_toml} (mend what is wrong):\n{proposal}"
        )


class ManyPeopleError(AnalysisError):
    """A file of several people in the folder of one client."""

    def __init__(self, file: Path | str, people: int) -> None:
        """Say how to map them; nobody is named, for this stands in the client's report too."""
        super().__init__(
            f"{called(file)}: the file tells of {people} people. Move it into data/raw/ itself and say which client"
            f' each is in phasewise.toml, under [people."{Path(called(file)).name}"].'
        )


class BadSettingError(AnalysisError):
    """A key or value in `phasewise.toml` or `client.toml` that cannot be used."""

    def __init__(self, file: Path | str, *, line: int | None, key: str, problem: str, hint: str = "") -> None:
        """Say file, line, key, what is wrong and the nearest right thing."""
        where = f"{file}:{line}" if line else f"{file}"
        end = "" if problem.endswith("?") else "."
        super().__init__(f"{where}: {key}: {problem}{end}{' ' + hint if hint else ''}")


class NotAWorkspaceError(AnalysisError):
    """The folder has no exports to read."""

    def __init__(self, folder: Path | str) -> None:
        """Say how to make one."""
        super().__init__(
            f"{folder}: no data/raw/ here, so this is not a workspace."
            " Make one with `phasewise init DIR`, or try `phasewise demo DIR`."
        )


class UnknownClientError(AnalysisError):
    """A client was named that has no folder in the workspace."""

    def __init__(self, client: str, *, known: Sequence[str], nearest: str | None) -> None:
        """Name the nearest client."""
        hint = f" Did you mean {nearest}?" if nearest else ""
        how_many = "is 1 client" if len(known) == 1 else f"are {len(known)} clients"
        seen = f" There {how_many} in data/raw/." if known else " data/raw/ is empty."
        super().__init__(f"{client}: no such client.{hint}{seen}")


class NothingToReportError(AnalysisError):
    """A client has no performed set up to the end of the month asked for."""

    def __init__(self, client: str, *, month: str, first_on: str | None, last_on: str | None) -> None:
        """Say which months there are."""
        span = f" The log runs from {first_on} to {last_on}." if first_on else " The log is empty."
        super().__init__(f"{client}: no sets up to the end of {month}.{span}")


class NothingToJudgeError(AnalysisError):
    """A client has no training in the days to judge."""

    def __init__(self, client: str, *, days: str, first_on: str | None, last_on: str | None) -> None:
        """Say which days there are; `days` says which were asked for, or what is missing in them."""
        todo = (
            f"The log runs from {first_on} to {last_on}. Name other days with --from and --to."
            if first_on
            else f"The log is empty. Put exports into data/raw/{client}/."
        )
        super().__init__(f"{client}: {days}. {todo}")


class ReportFailedError(AnalysisError):
    """A notebook stopped on an error."""

    def __init__(self, client: str, *, cell: int, reason: str) -> None:
        """Say why, and in which cell; 0 where the cell tells a coach nothing, as with a setting to mend."""
        where = f"the report stopped in cell {cell}: " if cell else ""
        super().__init__(f"{client}: {where}{reason}")


class BadParametersError(AnalysisError):
    """Parameters that the notebook does not declare, or that it declares and did not get."""

    def __init__(self, notebook: str, *, unknown: Sequence[str], missing: Sequence[str]) -> None:
        """Name both kinds."""
        parts = []
        if unknown:
            parts.append(f"unknown: {', '.join(unknown)}")
        if missing:
            parts.append(f"missing: {', '.join(missing)}")
        super().__init__(f"{notebook}: wrong parameters ({'; '.join(parts)}).")


class WorkspaceBusyError(AnalysisError):
    """Another phasewise holds the workspace's lock."""

    def __init__(self, lock: Path | str) -> None:
        """Say what to do."""
        super().__init__(
            f"{lock}: another phasewise is writing to this workspace. Wait for it,"
            " or delete this file if no other is running."
        )


class FolderTakenError(AnalysisError):
    """The folder for a new workspace holds something already."""

    def __init__(self, folder: Path | str) -> None:
        """Say what to do."""
        super().__init__(f"{folder}: not empty. Name a new folder, or an empty one.")


class NothingImportedError(AnalysisError):
    """No client has a single set."""

    def __init__(self, workspace: Path) -> None:
        """Say where exports go."""
        super().__init__(
            f"{workspace / 'data' / 'raw'}: no sets in any client's folder. Put exports into data/raw/<client>/."
        )
