"""What several test files need: the command line in this process, and the sample in a record."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from onrecord import cli

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample"


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    out: str
    err: str
    code: int

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Onrecord = Callable[..., Ran]


@pytest.fixture
def onrecord(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Onrecord:
    """Runs `onrecord …` in this process."""

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        printed = capsys.readouterr()
        return Ran(printed.out, printed.err, code)

    return run


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample, for tests that only read."""
    from onrecord import open_record
    from onrecord.model import Article
    from onrecord.reading import read

    path = tmp_path_factory.mktemp("record") / "sample.db"
    with open_record(path) as record:
        for article in read(SAMPLE):
            assert isinstance(article, Article)
            record.add(article)
    return path
