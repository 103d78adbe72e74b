import json
import random
import subprocess
import sys
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import pytest

from onrecord.scoring import ROLES, Marked, Rate, Scores, scores

ROOT = Path(__file__).parent.parent
SCORER = ROOT.parent / "shared" / "tools" / "score.py"

TEXT = "Orr said that rain helps . Lind denied it ."


def said(content: tuple[int, int] = (9, 24), source: tuple[int, int] = (0, 3)) -> Marked:
    return Marked((source,), ((4, 8),), (content,))


def test_what_is_found_as_marked_is_right_in_every_figure() -> None:
    found = scores(TEXT, [said()], [said()])
    assert [r.f1 for r in (found.strict, found.soft, found.attribution)] == [1.0, 1.0, 1.0]
    assert all(found.exact[role].f1 == found.token[role].f1 == 1.0 for role in ROLES)


def test_half_of_a_content_is_soft_but_not_strict() -> None:
    found = scores(TEXT, [said()], [said((14, 24))])
    assert (found.strict.right, found.soft.right, found.attribution.right) == (0, 1, 1)


def test_less_than_half_of_a_content_is_another_one() -> None:
    assert scores(TEXT, [said()], [said((9, 13))]).soft.right == 0


def test_a_content_given_to_somebody_else_is_no_attribution() -> None:
    found = scores(TEXT, [said()], [said(source=(27, 31))])
    assert (found.soft.right, found.attribution.right) == (1, 0)


def test_one_found_twice_is_right_once() -> None:
    assert scores(TEXT, [said()], [said(), said()]).attribution == Rate(1, 2, 1)


def test_a_content_that_opens_with_a_quotation_mark_counts_as_direct() -> None:
    text = '"Rain helps," said Orr .'
    marked = Marked(((19, 22),), ((14, 18),), ((0, 13),))
    found = scores(text, [marked], [marked])
    assert (found.direct, found.indirect) == (Rate(1, 0, 1), Rate(0, 0, 0))


def test_nothing_found_and_nothing_marked_make_no_figure() -> None:
    assert scores(TEXT, [], []).attribution.f1 == 0.0


def jittered(row: dict[str, Any], rng: random.Random) -> list[dict[str, Any]]:
    """The attributions of a marked text, some lost, some doubled, their spans moved here and there."""

    def moved(spans: list[list[int]]) -> list[list[int]]:
        out = []
        for b, e in spans:
            b, e = max(0, b + rng.choice((0, 0, -9, 7))), min(len(row["text"]), e + rng.choice((0, 0, -9, 12)))
            out += [[b, e]] if b < e else []
        return out

    kept = [a for a in row["attributions"] if rng.random() < 0.8]
    kept += [a for a in kept if rng.random() < 0.1]
    return [{role: moved(a[role]) for role in ROLES} for a in kept]


@pytest.mark.skipif(not SCORER.exists(), reason="the shared scorer is not beside the project")
def test_the_figures_are_those_of_the_shared_scorer(tmp_path: Path) -> None:
    lines = (ROOT / "data" / "marked" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows, rng = [json.loads(line) for line in lines], random.Random(3)
    found = [{"doc": row["doc"], "attributions": jittered(row, rng)} for row in rows]
    (tmp_path / "found.jsonl").write_text("\n".join(map(json.dumps, found)), encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(SCORER), "attribution", str(tmp_path / "gold.jsonl"), str(tmp_path / "found.jsonl")]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)

    def marked(attributions: list[dict[str, Any]]) -> list[Marked]:
        roles = ([[(b, e) for b, e in a[role]] for role in ROLES] for a in attributions)
        return [Marked(source, cue, content) for source, cue, content in roles]

    ours = reduce(
        add,
        (
            scores(r["text"], marked(r["attributions"]), marked(f["attributions"]))
            for r, f in zip(rows, found, strict=True)
        ),
        Scores(),
    )

    def figures(rate: Rate) -> dict[str, float]:
        return {"p": round(rate.precision, 4), "r": round(rate.recall, 4), "f1": round(rate.f1, 4)}

    assert theirs["token"] == {role: figures(ours.token[role]) for role in ROLES}
    assert theirs["exact"] == {role: figures(ours.exact[role]) for role in ROLES}
    assert theirs["content"] == {"strict": figures(ours.strict), "soft": figures(ours.soft)}
    assert theirs["attribution"] == figures(ours.attribution)
    assert theirs["direct_recall"] == round(ours.direct.recall, 4)
    assert theirs["indirect_recall"] == round(ours.indirect.recall, 4)
