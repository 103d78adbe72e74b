"""From an article to its statements: attribution, speakers, dates and occasions joined. Nothing is stored here."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.attribution import Tagger, attributions
from onrecord.cues import nowhere, polarity
from onrecord.dates import date_statements
from onrecord.model import Article, Attribution, Basis, Entity, Extract, Polarity, Speaker, Statement
from onrecord.occasions import occasions
from onrecord.passages import boilerplate, sentences
from onrecord.speakers import resolve_speakers
from onrecord.voice import lineage, suppositions

# Languages that the tagger was trained on. Articles in others are kept, but no statements are taken from them.
SERVED = ("en", "ru", "uk", "be", "de", "fr")

# One nested in another that relays nobody's words (its speaker is that of the other, or unknown) is of little use, and
# has to be this certain. PolNeAR, English news, marks nothing nested: with 0.99, and relays from 0.6 on, F1 there is
# .740 on dev (.690 with all from 0.6 on), and of nested ones in the English part of marked/dev .744 (.800). With 0.95
# for all it is .743 and .751, but then two in three of PolNeAR's relays are lost (111 of 168): each is a claim that
# nobody checks. On all of marked/dev 0.9 is best (.801), as 0.8 is. `benchmarks/nested.py` prints these figures.
LEAST_ASIDE = 0.9
LEAST_ASIDE_ENGLISH = 0.99


def statements_of(article: Article, tagger: Tagger) -> Extract:
    """The article with all statements found in it, in the order of their cues; none in a language not served."""
    if article.language not in SERVED:
        return Extract(article, ())
    found = spoken(article, attributions(article.text, tagger, boilerplate(article.text), article.language))
    everyone = resolve_speakers(article, found)
    certain = sure(found, everyone, LEAST_ASIDE_ENGLISH if article.language == "en" else LEAST_ASIDE)
    found, speakers = only(certain, found), [everyone[i] for i in certain]
    dates = date_statements(article, found, speakers)
    settings = occasions(article, found)
    polarities = polarities_of(article, found, speakers)
    statements = []
    for i, (attribution, speaker) in enumerate(zip(found, speakers, strict=True)):
        relayers = relayers_of(i, found, speakers)
        statements.append(
            Statement(
                attribution,
                speaker,
                relayers,
                Basis.RELAYED if relayers else Basis.FIRST_HAND,
                polarities[i],
                dates[_denied_by(i, found, speakers, polarities)],
                settings[i],
            )
        )
    return Extract(article, tuple(statements))


def spoken(article: Article, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that are more than the writer's own supposition, parents renumbered."""
    dropped = suppositions(article.text, found, sentences(article.text, article.language))
    return only([i for i in range(len(found)) if i not in dropped], found)


def sure(found: Sequence[Attribution], speakers: Sequence[Speaker], least: float) -> list[int]:
    """The indices of the attributions without those nested ones that relay nobody and are less certain than `least`."""

    def relays(i: int, around: int) -> bool:
        return speakers[i].name not in (None, speakers[around].name)

    return [i for i, a in enumerate(found) if a.parent is None or relays(i, a.parent) or a.score >= least]


def only(kept: Sequence[int], found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions at the indices `kept`; the parent of each is the nearest around it that is kept."""
    place = {old: new for new, old in enumerate(kept)}
    around = (next((place[j] for j in lineage(i, found)[1:] if j in place), None) for i in kept)
    return [replace(found[i], parent=parent) for i, parent in zip(kept, around, strict=True)]


def polarities_of(article: Article, found: Sequence[Attribution], speakers: Sequence[Speaker]) -> list[Polarity]:
    """The polarity of each attribution. What somebody denied, asked or refused to say of his own thoughts he did not
    say: "she did not say that she considers it …" makes no statement of hers, nor does "nowhere did she say …"."""
    starts = [b for b, _ in sentences(article.text, article.language)]
    said = bytearray(len(article.text))
    for begin, end in (span for a in found for span in a.content):
        said[begin:end] = b"\1" * (end - begin)
    own = [_own_polarity(article.text, a, starts, said) for a in found]
    return [own[_denied_by(i, found, speakers, own)] for i in range(len(found))]


def _own_polarity(text: str, attribution: Attribution, starts: Sequence[int], said: bytearray) -> Polarity:
    """The polarity that the cue has by itself, and by a "nowhere" before it; `said` marks contents."""
    first = attribution.cue[0][0]
    begin = starts[max(0, bisect_right(starts, first) - 1)] if starts else 0
    lead = "".join(text[k] for k in range(begin, first) if not said[k])
    if attribution.parent is None and nowhere(lead):
        return Polarity.REFUSED
    return polarity(" ".join(text[b:e] for b, e in attribution.cue))


def _denied_by(i: int, found: Sequence[Attribution], speakers: Sequence[Speaker], own: Sequence[Polarity]) -> int:
    """The index of the attribution whose polarity and date hold for `i`: one around it in which the same speaker
    denies, asks or refuses, or `i` itself."""
    name = speakers[i].name
    around = [j for j in lineage(i, found)[1:] if name is not None and speakers[j].name == name]
    return next((j for j in around if own[j] is not Polarity.SAID), i)


def relayers_of(i: int, found: Sequence[Attribution], speakers: Sequence[Speaker]) -> tuple[str | None, ...]:
    """The speakers through whom attribution `i` reaches us, outermost first. Nobody relays himself: "she said that
    she feared …" is first-hand, and one who comes twice in a row comes once."""
    chain = [speakers[j].name for j in reversed(lineage(i, found))]
    return tuple(name for name, inner in pairwise(chain) if name is None or name != inner)


def entities_of(extract: Extract) -> list[Entity]:
    """The speakers of an extract, one entity a name, each with the other names around it."""
    by_name: dict[str, Speaker] = {}
    for statement in extract.statements:
        speaker = statement.speaker
        if speaker.name is None:
            continue
        known = by_name.get(speaker.name, speaker)
        roles = tuple(dict.fromkeys((*known.roles, *speaker.roles)))
        by_name[speaker.name] = Speaker(speaker.name, known.why, known.organisation, roles)
    names = tuple(by_name)
    return [
        Entity(0, extract.article.id, name, s.organisation, s.roles, tuple(n for n in names if n != name))
        for name, s in by_name.items()
    ]
