"""What the documents say is so: commands, keys, layers, dialects, rules and links."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import typer

from analysis import importers
from analysis.cli.app import app
from analysis.exercises import catalogue
from analysis.importers import document, packed, rules
from analysis.importers.reading import Importer
from analysis.ingest import bounds, pipeline
from analysis.metrics import main_lifts
from analysis.settings import ClientSettings, CoachSettings
from analysis.settings import client as client_settings
from analysis.settings.toml_file import Section
from analysis.store import overlap

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
SETTINGS: dict[str, type[Section]] = {
    "## phasewise.toml": CoachSettings,
    "### The client": ClientSettings,
    "### Planned phases": client_settings.PlannedPhase,
    "### Tested one-rep maxima": client_settings.TestedMax,
    "### Tables of your own": client_settings.Columns,
}
IN_SECTIONS_OF_THEIR_OWN = {"phase", "tested", "table", "weights"}


def _text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def _section(page: str, heading: str) -> str:
    """The text below a heading, down to the next heading of any level."""
    return re.split(r"\n#+ ", _text(page).split(f"\n{heading}\n")[1])[0]


def _first_cells(text: str) -> list[str]:
    """The code in the first cells of the tables of a text, in order."""
    return [name for cell in re.findall(r"^\| (`[^|]+) \|", text, flags=re.MULTILINE) for name in _code(cell)]


def _code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def _made_by_make() -> set[str]:
    return set(re.findall(r"^([a-z]+):", _text("Makefile"), flags=re.MULTILINE))


def _commands() -> dict[str, typer.models.CommandInfo]:
    return {
        info.name or (info.callback.__name__ if info.callback else ""): info
        for info in app.registered_commands
    }


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_every_make_target_that_a_page_names_is_in_the_makefile(page: str) -> None:
    text = _text(page)
    named = set(re.findall(r"^make ([a-z]+)", text, flags=re.MULTILINE)) | set(
        re.findall(r"`make ([a-z]+)`", text)
    )
    assert named
    assert named <= _made_by_make()


def test_every_target_of_the_makefile_is_in_contributing() -> None:
    assert _made_by_make() <= set(re.findall(r"`make ([a-z]+)`", _text("CONTRIBUTING.md")))


def test_the_first_screen_of_the_readme_has_a_sentence_a_picture_and_the_two_commands() -> None:
    screen = "\n".join(_text("README.md").splitlines()[:14])
    assert re.search(r"!\[[^\]]{40,}\]\(docs/report-page\.png\)", screen)
    assert screen.index("make report") < screen.index("make test")


def test_the_readme_documents_the_commands_that_there_are_and_no_others() -> None:
    rows = _first_cells(_section("README.md", "## Commands"))
    assert [row.split()[1] for row in rows] == list(_commands())


def test_the_options_in_the_readme_exist() -> None:
    known = {
        option
        for command in typer.main.get_command(app).commands.values()  # type: ignore[attr-defined]  # a group
        for parameter in command.params
        for option in parameter.opts
    }
    named = set(re.findall(r"(?<![\w-])--[a-z]+", _text("README.md")))
    assert named
    assert named <= known


@pytest.mark.parametrize("heading", SETTINGS)
def test_settings_documents_every_key_and_no_key_that_is_not(heading: str) -> None:
    documented = _first_cells(_section("docs/settings.md", heading))
    model = SETTINGS[heading]
    keys = list(model.model_fields)
    if model is client_settings.PlannedPhase:
        keys += list(client_settings.PlannedDay.model_fields)
    expected = set(keys) - (IN_SECTIONS_OF_THEIR_OWN if model is ClientSettings else set())
    assert set(documented) == expected
    assert sorted(documented) == sorted(key for key in keys if key in expected)


@pytest.mark.parametrize("page", ["README.md", "docs/settings.md", "docs/exports/generic.md"])
def test_the_examples_of_client_toml_can_be_read(page: str) -> None:
    examples = _blocks(_text(page), "toml")
    assert examples
    for example in examples:
        assert ClientSettings.model_validate(tomllib.loads(example)) != ClientSettings()


def test_the_example_of_a_body_log_is_read_as_the_page_says(tmp_path: Path) -> None:
    file = tmp_path / "tape.csv"
    file.write_text(_blocks(_text("docs/exports/body-log.md"), "text")[0], "utf-8")
    done = pipeline.read(file, client="anna", settings=ClientSettings())
    assert done.source["app"][0] == "body_log"
    found = done.body.select("source_line", "measure", "value").rows()
    assert sorted(found) == [
        (2, "bodyweight_kg", 80.5), (2, "right_arm_cm", 36.5), (2, "waist_cm", 84.0), (3, "bodyweight_kg", 80.1),
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["README.md", "docs/settings.md"])
def test_the_lifts_in_the_examples_are_in_the_catalogue(page: str) -> None:
    for example in _blocks(_text(page), "toml"):
        settings = ClientSettings.model_validate(tomllib.loads(example))
        lifts = (*settings.main_lifts, *(test.exercise for test in settings.tested))
        assert all(catalogue.by_id(main_lifts.lift_named(lift)) for lift in lifts)
    aliases = _blocks(_text("README.md"), "text")[-1].split()[-1]
    assert catalogue.by_id(aliases.rpartition(",")[2])


def test_packed_cells_mean_what_the_page_says() -> None:
    told = dict(
        re.findall(r"^\| `(\d[^`]+)` \| (.+?) \|$", _text("docs/exports/generic.md"), flags=re.MULTILINE)
    )
    read = {text: packed.parse(text) for text in told}
    assert read["5x5@100"] == [packed.Done(100.0, 5.0, None)] * 5
    assert read["100x5, 100x5, 95x4"] == [(100.0, 5.0, None), (100.0, 5.0, None), (95.0, 4.0, None)]
    assert read["8,8,6 @ 60"] == [(60.0, 8.0, None), (60.0, 8.0, None), (60.0, 6.0, None)]
    assert read["3x10@135lb"] == [(135.0, 10.0, "lb")] * 3
    assert len(read) == 4
    assert packed.parse("5x100") == [(5.0, 100.0, None)]


def test_the_layers_in_architecture_are_those_that_import_linter_holds() -> None:
    contracts = tomllib.loads(_text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    rows = re.findall(
        r"^\| (`[^|]+) \|", _section("ARCHITECTURE.md", "## Who may import whom"), flags=re.MULTILINE
    )
    assert [_code(row) for row in rows] == [layer.split(" | ") for layer in layers]


def test_every_part_of_the_package_is_a_layer_or_simulate() -> None:
    named = set(_first_cells(_section("ARCHITECTURE.md", "## Who may import whom"))) | {"simulate"}
    parts = {
        path.stem
        for path in (ROOT / "src" / "analysis").iterdir()
        if not path.name.startswith(("_", ".")) and (path.suffix == ".py" or (path / "__init__.py").is_file())
    }
    assert parts == named


@pytest.mark.parametrize("importer", [*importers.ALL, *importers.PLAIN], ids=lambda each: each.app)
def test_every_app_has_a_page_that_names_each_of_its_layouts(importer: Importer) -> None:
    text = (DOCS / "exports" / f"{importer.page}.md").read_text("utf-8")
    for layout in importer.dialects:
        assert re.search(rf"(?<![\w-]){re.escape(layout)}(?![\w-])", text), layout


def test_the_index_of_exports_is_what_the_registry_says() -> None:
    assert (DOCS / "exports" / "README.md").read_text("utf-8") == document.markdown(), "run make docs"


def test_the_readme_leads_to_the_page_of_every_export() -> None:
    section = _section("README.md", "## What it reads")
    linked = set(re.findall(r"\]\(docs/exports/([a-z-]+)\.md\)", section))
    assert linked - {"rules", "archives"} == {each.page for each in (*importers.ALL, *importers.PLAIN)}


def test_every_rule_of_the_ledger_is_explained() -> None:
    explained = _first_cells(_text("docs/exports/rules.md"))
    known = {
        "blank_row", "no_reps", "nothing_measured", "value_is_not_a_number", "sets_unreadable",
        *(rule for each in (*importers.ALL, *importers.PLAIN) for rule in each.rules),
        *(rule.name for rule in rules.rejections(None)),
        *(bound.rule for bound in (*bounds.of_sets([]), *bounds.of_body([]))),
        overlap.RULE_FILE, overlap.RULE_MEASUREMENT, overlap.RULE_RICHER, overlap.RULE_SESSION,
    }  # fmt: skip
    assert sorted(explained) == sorted(known)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files_and_headings_that_exist(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if re.match(r"https?:|mailto:", target):
            continue
        name, _, heading = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), flags=re.MULTILINE)
            assert heading in {title.lower().replace(" ", "-") for title in titles}, target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pages_are_sober_and_name_no_folder_of_one_machine(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|!\[", "", page.read_text("utf-8"), flags=re.DOTALL)
    assert "!" not in prose
    assert not re.search(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]", prose)
    assert not re.search(r"(?<![\w.])/(?:work|tmp|root|home)/", page.read_text("utf-8"))


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    pages = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04d}" for number in range(1, len(pages) + 1)]
    listed = re.findall(r"\[(\d{4})\]\(([^)]+)\) \| (.+) \|", _text("docs/decisions/README.md"))
    assert [name for _, name, _ in listed] == [page.name for page in pages]
    for (number, _, title), page in zip(listed, pages, strict=True):
        text = page.read_text("utf-8")
        assert text.startswith(f"# {number}. {title}\n")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences"))
