"""The README is run: its transcript prints what it says, and every command is in it."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLE, Onrecord

from onrecord.onnx import MODELS

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (
    "backup",
    "stats",
    "add",
    "check",
    "correct",
    "eval",
    "explain",
    "export",
    "extract",
    "forget",
    "import",
    "index",
    "judge",
    "log",
    "merge",
    "people",
    "replay",
    "retract",
    "said",
    "search",
    "split",
    "verify",
)


def transcript() -> list[tuple[str, str]]:
    """The commands of README's console block with the output that follows each."""
    block = re.search(r"```console\n(.*?)```", README, re.DOTALL)
    assert block is not None
    pieces = re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]
    return [(command, output) for command, _, output in (p.partition("\n") for p in pieces)]


def tidy(output: str) -> list[str]:
    """The lines, without ids of checks: models count the last digits of a score differently on another processor."""
    return [re.sub(r"\b[0-9a-f]{16}\b", "…", line.rstrip()) for line in output.strip("\n").splitlines()]


def test_the_transcript_of_the_readme_is_what_the_commands_print(
    onrecord: Onrecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLE, tmp_path / "sample")
    lines = transcript()
    assert len(lines) >= 3
    for command, expected in lines:
        name, *arguments = shlex.split(command)
        assert name == "onrecord"
        assert tidy(onrecord(*arguments).out) == tidy(expected), command


def test_every_command_is_in_the_readme() -> None:
    missing = [command for command in COMMANDS if f"onrecord {command}" not in README]
    assert not missing


def test_links_of_the_documents_lead_somewhere() -> None:
    broken = []
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), SAMPLE / "README.md"]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert not broken


def test_the_documents_name_no_machine() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]
    assert not [p.name for p in pages if re.search(r"/(work|home|root|tmp)/", p.read_text(encoding="utf-8"))]


def test_the_tagger_s_figures_are_the_same_in_card_readme_and_models_page() -> None:
    scores = json.loads((MODELS / "tagger" / "card.json").read_text(encoding="utf-8"))["scores"]
    pages = [README, (ROOT / "docs" / "models.md").read_text(encoding="utf-8")]
    told = [
        scores["polnear_dev"]["attribution_f1"],
        *(scores["marked_dev"][k] for k in ("attribution_f1", "nested_f1")),
    ]
    missing = [f"{figure:.3f}" for figure in told for page in pages if f"{figure:.3f}".lstrip("0") not in page]
    assert not missing
