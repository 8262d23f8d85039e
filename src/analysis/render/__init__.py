"""From a notebook to files: execute, HTML, PDF."""

from __future__ import annotations

import importlib
import sys


def _import_jsonschema_without_iris() -> None:
    """Import jsonschema, which nbformat needs, without its check of international web addresses.

    Where JupyterLab has brought `rfc3987_syntax`, jsonschema imports it, and it builds a grammar for
    some three seconds: in every worker, before every report. No notebook has such a field, and
    jsonschema does without where the package is absent.
    """
    name = "rfc3987_syntax"
    if name in sys.modules or "jsonschema" in sys.modules:
        return
    sys.modules[name] = None  # type: ignore[assignment]  # how Python marks a module as not to be had
    try:
        importlib.import_module("jsonschema")
    finally:
        del sys.modules[name]


_import_jsonschema_without_iris()
