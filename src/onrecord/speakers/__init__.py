"""Who the sources of one article are.

A source is resolved by what the text shows: a name, a role that only one of the named has, a pronoun that fits one of
those talked of. Where that does not settle it the speaker stays None: a wrong speaker is worse than none.

The files, each importing only those before it: lexicon, nouns (words); mentions (names in a text); figures, scene (what
is known of an article); declined (cases undone); cast (who is named); focus (who is in view); named, organisations,
described, pronouns (sources, by what they are).
"""

from collections.abc import Sequence

from onrecord.model import Article, Attribution, Speaker
from onrecord.passages import sentences
from onrecord.speakers.cast import find_cast
from onrecord.speakers.described import described_source
from onrecord.speakers.mentions import tokens_of
from onrecord.speakers.named import named_source
from onrecord.speakers.pronouns import dropped_source, pronoun_of, pronoun_source
from onrecord.speakers.scene import Found, Scene, place_of


def resolve_speakers(article: Article, attributions: Sequence[Attribution]) -> list[Speaker]:
    """Who speaks in each attribution of an article, in their order: the fullest name the article has for them.

    Offsets are code points into `article.text`. A speaker has the name None, and a reason, where the text does not
    settle who it is: crowds, unnamed sources, pronouns that fit nobody or two.
    """
    language = article.language if article.language in ("en", "ru", "uk", "be", "de", "fr") else None
    starts = [b for b, _ in sentences(article.text, language)]
    tokens = tokens_of(article.text, 0, len(article.text), language == "fr")
    scene = Scene(article, attributions, language, starts, tokens)
    find_cast(scene)
    order = sorted(range(len(attributions)), key=lambda i: (place_of(attributions[i]), i))
    found: dict[int, Found] = {}
    later = []
    for i in order:
        named = None if not attributions[i].source or pronoun_of(scene, i) else named_source(scene, i)
        if named:
            found[i] = named
        else:
            later.append(i)
    for i in later:
        if attributions[i].source and not pronoun_of(scene, i):
            found[i] = described_source(scene, i)
    rest = [i for i in later if i not in found]
    for i in sorted(rest, key=lambda i: _depth(attributions, i)):
        found[i] = pronoun_source(scene, i, found) if attributions[i].source else dropped_source(scene, i, found)
    return [_speaker(found[i]) for i in range(len(attributions))]


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
