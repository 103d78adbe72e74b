"""From an article to its statements: attribution, speakers, dates and occasions joined. Nothing is stored here."""

from collections.abc import Sequence

from onrecord.attribution import Tagger, attributions
from onrecord.cues import polarity
from onrecord.dates import date_statements
from onrecord.model import Article, Attribution, Basis, Entity, Extract, Speaker, Statement
from onrecord.occasions import occasions
from onrecord.passages import boilerplate
from onrecord.people import resolve_speakers

# Languages that the tagger was trained on. Articles in others are kept, but no statements are taken from them.
SERVED = ("en", "ru", "uk", "be", "de", "fr")


def statements_of(article: Article, tagger: Tagger) -> Extract:
    """The article with all statements found in it, in the order of their cues; none in a language not served."""
    if article.language not in SERVED:
        return Extract(article, ())
    found = attributions(article.text, tagger, boilerplate(article.text))
    speakers = resolve_speakers(article, found)
    dates = date_statements(article, found, speakers)
    settings = occasions(article, found)
    statements = []
    for i, (attribution, speaker) in enumerate(zip(found, speakers, strict=True)):
        relayers = relayers_of(i, found, speakers)
        statements.append(
            Statement(
                attribution,
                speaker,
                relayers,
                Basis.RELAYED if relayers else Basis.FIRST_HAND,
                polarity(" ".join(article.text[b:e] for b, e in attribution.cue)),
                dates[i],
                settings[i],
            )
        )
    return Extract(article, tuple(statements))


def relayers_of(i: int, found: Sequence[Attribution], speakers: Sequence[Speaker]) -> tuple[str | None, ...]:
    """The speakers through whom attribution `i` reaches us, outermost first. Nobody relays himself: "she said that
    she feared …" is first-hand."""
    chain: list[str | None] = []
    parent = found[i].parent
    while parent is not None:
        chain.insert(0, speakers[parent].name)
        parent = found[parent].parent
    while chain and chain[-1] is not None and chain[-1] == speakers[i].name:
        chain.pop()
    return tuple(chain)


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
