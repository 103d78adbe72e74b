"""Sources that the article names by what they are: "the harbour authority", "Дзяржкантроль", "le parquet"."""

import re

from onrecord.speakers.declined import nominative_phrase
from onrecord.speakers.figures import Figure
from onrecord.speakers.lexicon import DETERMINERS, RELATIVE
from onrecord.speakers.nouns import MEDIA
from onrecord.speakers.scene import Scene, oblique
from onrecord.speakers.sources import Source

_OWN_PAPER = re.compile(r"(?:this|our|notre|unsere?|наш[аеу]?|ця|эта)\s")
_ARTICLES = re.compile(
    rf"^(?:(?:{'|'.join(sorted(DETERMINERS, key=len, reverse=True))})\s+|l[’'])+", flags=re.IGNORECASE
)


def described(scene: Scene, source: Source) -> Figure | None:
    """The organisation that a source's own words name, or None when they name none that is not yet known. Persons whom
    an article calls by a description alone have no name in it."""
    if source.kind not in ("org", "media") or "unnamed" in source.marks:
        return None
    if _OWN_PAPER.match(source.text.casefold()) and MEDIA.match(source.head) and scene.article.outlet:
        name = scene.article.outlet
    else:
        name = _own_words(scene, source)
    if not name or any(f.name.casefold() == name.casefold() for f in scene.figures):
        return None
    return Figure(tuple(name.split()), True, sure=True)


def _own_words(scene: Scene, source: Source) -> str:
    """A source's words as a name: without articles and clauses, in the nominative."""
    phrase = _ARTICLES.sub("", re.sub(r"\s+", " ", RELATIVE.split(source.text)[0]).strip(' ,.“”"'))
    if oblique(scene, source.index):
        phrase = nominative_phrase(scene, phrase)
    if scene.language == "de" and re.match(r"(?:des|eines)\s", source.text.casefold()) and " " not in phrase:
        phrase = re.sub(r"(?<=[a-zäöüß])s$", "", phrase)
    return phrase
