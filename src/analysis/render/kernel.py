"""A Jupyter kernel of the interpreter that is running, whatever kernels the machine has installed.

A coach's environment needs no `ipykernel install`, and a kernel named `python3` of some other
environment is never started by mistake.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

NAME = "python3"

ENVIRONMENT = {
    "MPLBACKEND": "agg",  # figures are shown as explicit MIME bundles, never by the inline backend
    "OPENBLAS_NUM_THREADS": "1",  # a pool of reports already uses every core
    "OMP_NUM_THREADS": "1",
    "POLARS_MAX_THREADS": "1",
    "PYTHONHASHSEED": "0",  # same inputs, same bytes: no order may hang on a random hash seed
    "PYTHONWARNINGS": "ignore",  # a report's reader can do nothing about a library's deprecations
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


class RunningInterpreter(KernelSpecManager):
    """Knows one kernel: this interpreter, with a private IPython folder and the environment above."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the one spec, under whatever name it is asked for."""
        # Neither a history database nor, through IPYTHONDIR, the coach's own IPython start-up files.
        quiet = "--HistoryManager.enabled=False"
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", quiet]
        return KernelSpec(
            argv=command,
            display_name="Python 3 (phasewise)",
            language="python",
            name=kernel_name,
            env={**ENVIRONMENT, "IPYTHONDIR": str(self._folder)},
        )


@contextmanager
def manager_class() -> Iterator[type[AsyncKernelManager]]:
    """Yield the class of kernel manager for one notebook; its files are gone after the block.

    Kernels speak over Unix sockets where there are any: no port is opened, so none can collide with
    that of a report rendered at the same moment.
    """
    with TemporaryDirectory(prefix="phasewise-") as folder:
        place = Path(folder)

        class Manager(AsyncKernelManager):
            """Starts the running interpreter, whatever kernel is asked for."""

            def __init__(self, **settings: Any) -> None:
                settings["kernel_spec_manager"] = RunningInterpreter(place / "ipython")
                settings["connection_file"] = str(place / "kernel.json")
                if os.name == "posix":
                    settings |= {"transport": "ipc", "ip": str(place / "kernel")}
                super().__init__(**settings)

        yield Manager
