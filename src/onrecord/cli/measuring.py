"""`onrecord eval`: measure onrecord on texts whose gold is known."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import shapes, show
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


@measures.command("judge")
def eval_judge(
    gold: Annotated[list[Path], typer.Argument(help="Dossiers as JSON Lines (see data/README.md), or gzip of it.")],
    as_json: JsonOption = False,
) -> None:
    """The judge's verdicts and links, held against those of dossiers: by verdict, by language."""
    failures, console = Failures(), show.console(stderr=True)
    for path in gold:
        trials, judgements = [], []
        try:
            with progress_bar(console) as progress:
                for dossier in progress.track(list(trials_in(path)), description=short(path.name)):
                    trials += dossier
                    judgements += [judge(t.holder, t.proposition, t.words)[0] for t in dossier]
        except ReadingError as error:
            failures.tell(error)
            continue
        found = judge_scores(trials, judgements)
        if as_json:
            print_json({"file": str(path), **shapes.judge_scores(found)})
        else:
            show.console().print(show.judge_scores(path.name, found))
    failures.exit()
