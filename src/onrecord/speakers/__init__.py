"""Who the sources of one article are.

A source that names somebody is resolved by its name. Whom the others mean, pronouns, titles, sources that are left
out, is weighed among all who are named in the article. Where that does not settle it the speaker stays None: a wrong
speaker is worse than none.

The files, each importing only those before it: lexicon, nouns (words); mentions (names in a text); figures, scene (what
is known of an article); declined (cases undone); cast (who is named); named (sources that name somebody); sources (what
kind of words the others are); described (their words as a name); features, weights, choice (whom they mean).
"""

from collections.abc import Callable, Sequence

from onrecord.model import Article, Attribution, Speaker
from onrecord.passages import sentences
from onrecord.speakers.cast import find_cast
from onrecord.speakers.choice import Candidates, choose
from onrecord.speakers.described import described
from onrecord.speakers.features import candidates, surroundings
from onrecord.speakers.figures import Figure
from onrecord.speakers.mentions import tokens_of
from onrecord.speakers.named import named_source
from onrecord.speakers.scene import Found, Scene
from onrecord.speakers.sources import Source, pronoun_of, read_source

# Which of the candidates a source means, by its number.
Chooser = Callable[[Source, Candidates], int]


def resolve_speakers(article: Article, attributions: Sequence[Attribution]) -> list[Speaker]:
    """Who speaks in each attribution of an article, in their order: the fullest name the article has for them.

    Offsets are code points into `article.text`. A speaker has the name None, and a reason, where the text does not
    settle who it is: crowds, unnamed sources, pronouns that fit nobody or two.
    """
    found = find_speakers(article, attributions, lambda source, among: choose(source.kind, among))
    return [_speaker(found[i]) for i in range(len(attributions))]


def find_speakers(article: Article, attributions: Sequence[Attribution], chooser: Chooser) -> dict[int, Found]:
    """What each attribution's source comes to, by its index, with `chooser` deciding on those that name nobody."""
    language = article.language if article.language in ("en", "ru", "uk", "be", "de", "fr") else None
    starts = [b for b, _ in sentences(article.text, language)]
    tokens = tokens_of(article.text, 0, len(article.text), language == "fr")
    scene = Scene(article, attributions, language, starts, tokens)
    find_cast(scene)
    found: dict[int, Found] = {}
    rest = []
    for i in scene.order:
        named = None if not attributions[i].source or pronoun_of(scene, i) else named_source(scene, i)
        if named:
            found[i] = named
        else:
            rest.append(i)
    for i in sorted(rest, key=lambda i: _depth(attributions, i)):
        found[i] = _weighed(scene, i, found, chooser)
    return found


def _weighed(scene: Scene, index: int, found: dict[int, Found], chooser: Chooser) -> Found:
    """Whom a source means that names nobody."""
    source = read_source(scene, index)
    around = surroundings(scene, source, found)
    own = described(scene, source)
    among = candidates(scene, source, around, own)
    figure = among[chooser(source, among)][0]
    words = f"“{source.text}”" if source.text else "no source stands here; it"
    if figure is None:
        return Found(None, f"{words}: none of those named fits well enough")
    if figure is own:
        scene.figures.append(figure)
    _note(scene, figure, source)
    return Found(figure, f"{words}, by its own words" if figure is own else f"{words} is most likely {figure.name}")


def _note(scene: Scene, figure: Figure, source: Source) -> None:
    """Keep what a resolved source tells of its figure, for those that come after it."""
    figure.mention(source.at, scene.mention_of(source.index))
    if source.is_noun:
        figure.roles[source.key] = 2
    if figure.gender is None and not figure.organisation and source.gender:
        figure.gender = source.gender


def _depth(attributions: Sequence[Attribution], index: int) -> int:
    depth, above = 0, attributions[index].parent
    while above is not None and depth <= len(attributions):
        depth, above = depth + 1, attributions[above].parent
    return depth


def _speaker(found: Found) -> Speaker:
    figure = found.figure
    if figure is None:
        return Speaker(None, found.why)
    return Speaker(figure.name, found.why, figure.organisation, tuple(figure.titles))
