"""What kind of words a source is: a pronoun, a noun phrase, or nothing at all."""

import re
from dataclasses import dataclass

from onrecord.declension import stem
from onrecord.orgwords import is_org
from onrecord.speakers.lexicon import DETERMINERS, ELISION, IM, POSSESSIVE_WORDS, PRONOUNS, RELATIVE, STOP, UNNAMED
from onrecord.speakers.nouns import (
    DOCUMENT,
    GENERIC_PERSONS,
    KIN,
    MEDIA,
    article_gender,
    head_noun,
    is_plural,
    is_role,
    other_titles,
    role_gender,
)
from onrecord.speakers.scene import Scene, in_quotes, place_of, source_text, verb_gender

NOUNS = frozenset({"role", "org", "media", "document", "kin", "generic", "other"})
KINDS = ("he", "it", "they", "I", "we", "you", "dropped", *sorted(NOUNS))


@dataclass(frozen=True, slots=True)
class Source:
    """The source of one attribution as its form shows it. `kind` is that of a pronoun ("he", for "she" too, "it",
    "they", "I", "we", "you"), of a noun's head ("role", "org", "media", "document", "kin", "generic", "other"), or
    "dropped" where no source stands."""

    index: int
    at: int  # where the attribution stands
    text: str
    kind: str
    quoted: bool  # whether it stands in words that somebody else is quoted with
    gender: str | None = None
    marks: frozenset[str] = frozenset()  # what else its form shows: "unnamed", "plural", "my", "his", "impersonal"
    head: str = ""  # of a noun phrase: its head in lower case, and how many words tell something
    length: int = 0
    key: str = ""  # stems: of the head, of the other words, of other words for the same office
    around: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun phrase."""
        return bool(self.head)


_KINDS = {1: ("I", "we"), 2: ("you", "you"), 3: ("he", "they")}


def read_source(scene: Scene, index: int) -> Source:
    """The source of attribution `index` by its kind."""
    attribution = scene.attributions[index]
    at, text, quoted = place_of(attribution), source_text(scene, index), in_quotes(scene, index)
    if what := pronoun_of(scene, index):
        person, gender, plural = what
        if gender == "n":
            return Source(index, at, text, "it", quoted)
        shown = gender or (None if plural else verb_gender(scene, index))
        return Source(index, at, text, _KINDS[person][plural], quoted, shown)
    if not re.search(r"\w", text):
        return _left_out(scene, index, quoted)
    return _noun(scene, index, quoted)


def pronoun_of(scene: Scene, index: int) -> tuple[int, str | None, bool] | None:
    """Person, gender (None when not told) and whether plural, when a source is a pronoun and nothing else."""
    words = [w.casefold() for w in re.findall(r"[\w’'-]+", source_text(scene, index))]
    words = [
        w
        for w in words
        if w not in ("сам", "сама", "himself", "herself", "selbst", "même", "словам", "слоў", "слів", "only")
    ]
    if len(words) != 1:
        return None
    word = words[0].rstrip("’'").removeprefix("t-").removeprefix("-t-").strip("-")
    if word == "ім" and scene.language == "be":
        return IM
    if (word == "lui" and scene.language != "fr") or (word == "il" and scene.language not in ("fr", None)):
        return None
    return PRONOUNS.get(word)


_IMPERSONAL = re.compile(
    r"(?:\b(?:is|was|are|were|been|be)\b|rumou?r|heißt|gerücht|wird|wurde|rumeur|говорят|говорится|считается|"
    r"сообщается|слух|как известно|"
    r"кажуть|кажуць|гаворыцца|сказано|йдеться|повідомляється|паведамляецца|ходят|чутк|чутак|asked|gefragt|"
    r"на вопрос|спрос|question|dit-on)",
    re.IGNORECASE,
)
# Endings of Slavic verbs in the plural, and of infinitives.
_NOBODY = re.compile(r"(?:ут|ют|ят|ат|ли|лі|лися|ть|уць|юць|аць|яць)(?:ся|сь|ца)?:?$")


def _left_out(scene: Scene, index: int, quoted: bool) -> Source:
    attribution = scene.attributions[index]
    at = place_of(attribution)
    cue = " ".join(scene.text[b:e] for b, e in attribution.cue)
    if scene.language == "fr" and (inverted := re.search(r"-(ils?|elles?)\b", cue)):
        if inverted[1].endswith("s"):
            return Source(index, at, inverted[1], "they", quoted)
        return Source(index, at, inverted[1], "he", quoted, "m" if inverted[1] == "il" else "f")
    marks = {"impersonal"} if _IMPERSONAL.search(cue) else set()
    if scene.language in ("ru", "uk", "be") and _NOBODY.search(cue):
        marks.add("plural")
    return Source(index, at, "", "dropped", quoted, verb_gender(scene, index), frozenset(marks))


_FIRST_PERSON = re.compile(r"my|our|mein\w*|unser\w*|mon|ma|mes|notre|nos|мо[йяеёіїю]|наш\w*|мая|маё|маі")


def _noun(scene: Scene, index: int, quoted: bool) -> Source:
    at, text = place_of(scene.attributions[index]), source_text(scene, index)
    core = RELATIVE.split(text)[0] if not text.startswith(",") else text
    words = [ELISION.sub("", w) for w in re.findall(r"[^\W\d_](?:[\w’'\-]*\w)?", core)] or [text]
    lows = [w.casefold() for w in words]
    head = head_noun(lows, scene.language) or lows[-1]
    kind = _head_kind(words[lows.index(head)] if head in lows else head)
    marks = set()
    if lows[0] in UNNAMED and not (scene.language == "de" and lows[0] == "des"):
        marks.add("unnamed")
    if is_plural(head, lows, scene.language):
        marks.add("plural")
    if lows[0] in POSSESSIVE_WORDS:
        marks.add("my" if _FIRST_PERSON.fullmatch(lows[0]) else "his")
    if any(w[0].isupper() for w in words[1:]):
        marks.add("capital")
    marks.add("article" if lows[0] in DETERMINERS else "bare")
    gender = GENERIC_PERSONS.get(head) or role_gender(head, scene.language) or article_gender(lows[0], scene.language)
    told = [w for w in lows if w not in DETERMINERS and w not in STOP]
    key = stem(head)
    return Source(
        index,
        at,
        text,
        kind,
        quoted,
        gender or verb_gender(scene, index),
        frozenset(marks),
        head,
        len(told),
        key,
        frozenset(stem(w) for w in told) - {key},
        frozenset(map(stem, other_titles(core, head))),
    )


def _head_kind(word: str) -> str:
    low = word.casefold()
    if low in GENERIC_PERSONS:
        return "generic"
    if DOCUMENT.match(low):
        return "document"
    if is_org(word):
        return "media" if MEDIA.match(low) else "org"
    return "kin" if low in KIN else "role" if is_role(word) else "other"
