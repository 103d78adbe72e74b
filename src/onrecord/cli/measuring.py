"""`onrecord eval`: measure onrecord on texts whose gold is known."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord import shapes, show
from onrecord.checking import BALANCED, CAREFUL
from onrecord.cli.common import Failures, JsonOption, app, print_json, progress_bar, short
from onrecord.errors import ReadingError
from onrecord.evaluation import evaluate, marked_texts, trials_in
from onrecord.record import SHIPPED, judge
from onrecord.scoring import Evaluation
from onrecord.trials import judge_scores

measures = typer.Typer(help="Measure onrecord on texts whose gold is known.", no_args_is_help=True)
app.add_typer(measures, name="eval")


@measures.command("attribution")
def eval_attribution(
    gold: Annotated[list[Path], typer.Argument(help='JSON Lines of {"text", "attributions"}, or gzip of it.')],
    as_json: JsonOption = False,
) -> None:
    """Who said what, as found, against what is marked: by role, nested, by language."""
    failures, console = Failures(), show.console(stderr=True)
    for path in gold:
        found = Evaluation()
        try:
            with progress_bar(console) as progress:
                for text in progress.track(list(marked_texts(path)), description=short(path.name)):
                    found += evaluate(text, SHIPPED.tagger)
        except ReadingError as error:
            failures.tell(error)
            continue
        if as_json:
            print_json({"file": str(path), **shapes.evaluation(found)})
        else:
            show.console().print(show.evaluation(path.name, found))
    failures.exit()


class Sure(StrEnum):
    """How sure the judge must be of a link."""

    CAREFUL = "careful"
    BALANCED = "balanced"


@measures.command("judge")
def eval_judge(
    gold: Annotated[list[Path], typer.Argument(help="Dossiers as JSON Lines (see data/README.md), or gzip of it.")],
    sure: Annotated[
        Sure, typer.Option("--sure", help="As sure as `check` is, right or silent; or for the best F1.")
    ] = Sure.CAREFUL,
    as_json: JsonOption = False,
) -> None:
    """The judge's verdicts and links, held against those of dossiers: by verdict, by language."""
    failures, console = Failures(), show.console(stderr=True)
    least = CAREFUL if sure is Sure.CAREFUL else BALANCED
    for path in gold:
        trials, judgements = [], []
        try:
            with progress_bar(console) as progress:
                for dossier in progress.track(list(trials_in(path)), description=short(path.name)):
                    trials += dossier
                    judgements += [judge(t.holder, t.proposition, t.words, SHIPPED, least)[0] for t in dossier]
        except ReadingError as error:
            failures.tell(error)
            continue
        found = judge_scores(trials, judgements)
        if as_json:
            print_json({"file": str(path), "sure": sure.value, **shapes.judge_scores(found)})
        else:
            show.console().print(show.judge_scores(path.name, found))
    failures.exit()
