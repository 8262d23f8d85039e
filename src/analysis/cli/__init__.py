"""The command line: parse, one library call, print, exit status."""

from analysis.cli.app import main

__all__ = ["main"]
