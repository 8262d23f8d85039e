from __future__ import annotations

from pathlib import Path

import pytest

from analysis.render import shipped


def test_the_coachs_own_copy_wins(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    own = tmp_path / "notebooks" / "client_report.ipynb"
    own.write_text("{}", encoding="utf-8")
    assert shipped.find("client_report", tmp_path) == own


def test_without_a_copy_the_shipped_notebook_is_found(tmp_path: Path) -> None:
    assert shipped.find("client_report", tmp_path).parent in shipped.shipped_in()


def test_a_notebook_that_never_was_is_our_mistake(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.ipynb"):
        shipped.find("nothing", tmp_path)
