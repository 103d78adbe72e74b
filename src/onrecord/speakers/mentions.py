"""Names as they stand in a text: runs of capitalised words, with the titles in front of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord import names, spelling
from onrecord.firstnames import known_given
from onrecord.orgwords import is_org
from onrecord.speakers.lexicon import ELISION, STOPS
from onrecord.speakers.nouns import is_role

_WORD = re.compile(r"[^\W\d_](?:\w|[’'ʼ\-‑](?=\w))*\.?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text with its offsets: a French elided article is one of its own, a full stop belongs to none."""

    begin: int
    end: int
    text: str  # without a possessive 's
    possessive: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row: what may be a name, with the title words that stood in front of it."""

    begin: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    possessive: bool
    organisation: bool


def tokens_of(text: str, begin: int, end: int, french: bool) -> list[Token]:
    """The words of `text` from offset `begin` to `end`, in order."""
    out = []
    for match in _WORD.finditer(text, begin, end):
        b, e = match.span()
        word = match[0]
        if french and (elided := ELISION.match(word)):
            out.append(Token(b, b + elided.end(), word[: elided.end()], False))
            b, word = b + elided.end(), word[elided.end() :]
        if (
            word.endswith(".")
            and not (len(word) == 2 and word[0].isupper())
            and word.casefold()[:-1] not in names.HONORIFICS
        ):
            e, word = e - 1, word[:-1]
        possessive = bool(re.search(r"['’]s?$", word)) or (text[e : e + 1] in "'’" and word[-1:] == "s" and not french)
        out.append(Token(b, e, re.sub(r"['’]s$", "", word), possessive and not french))
    return [t for t in out if t.text]


def runs_of(text: str, tokens: Sequence[Token], language: str | None) -> list[Run]:
    """What may be names among `tokens` of `text`, in order: capitalised words in a row, with "van" or "de" between."""
    out: list[Run] = []
    i = 0
    while i < len(tokens):
        if not tokens[i].text[0].isupper():
            i += 1
            continue
        j = i
        while j + 1 < len(tokens) and not tokens[j].possessive:
            nxt = j + 1
            while nxt < len(tokens) and _is_particle(tokens, nxt, j, language):
                nxt += 1
            gap = text[tokens[j].end : tokens[nxt].begin] if nxt < len(tokens) else "\n"
            if (
                nxt >= len(tokens)
                or not tokens[nxt].text[0].isupper()
                or not re.fullmatch(r"[ \u00a0]?(?:[\w’']+ )*", gap)
                or gap == ""
            ):
                break
            j = nxt
        run = _run(tokens[i : j + 1], language)
        if run:
            out.append(run)
        i = j + 1
    return out


def _is_particle(tokens: Sequence[Token], at: int, last: int, language: str | None) -> bool:
    """Whether a lower-case word ties a surname: "van", "de"; not the "de" of "le maire de Lyon"."""
    low = tokens[at].text.casefold()
    if (
        tokens[at].text[0].isupper()
        or low not in names.PARTICLES
        or is_role(tokens[last].text)
        or is_org(tokens[last].text)
    ):
        return False
    if low in ("der", "den", "des", "dem", "la", "le", "les"):
        return at - 1 > last and tokens[at - 1].text in ("von", "van", "de", "zu")
    return language != "de" or low not in ("du", "da", "do", "zum", "zur", "zu") or low == "zu"


def _run(tokens: Sequence[Token], language: str | None) -> Run | None:
    """A run of capitalised words without words that only begin a sentence, its titles cut off in front."""
    toks = list(tokens)
    stops = STOPS.get(language or "en", STOPS["en"])
    while toks and (toks[0].text.casefold() in stops or ELISION.fullmatch(toks[0].text)):
        toks.pop(0)
    while len(toks) > 1 and toks[-1].text.casefold() in stops and not toks[-1].text.endswith("."):
        toks.pop()
    if not toks:
        return None
    cut = max(
        (i for i, t in enumerate(toks[:-1]) if is_role(t.text) or spelling.fold(t.text) in names.HONORIFICS), default=-1
    )
    titles, rest = toks[: cut + 1], toks[cut + 1 :]
    if not titles and len(rest) == 1 and len(rest[0].text.rstrip(".")) == 1:
        return None  # "U.S."
    if titles and is_role(rest[-1].text) and not all(spelling.fold(t.text) in names.HONORIFICS for t in titles):
        return None  # "First Deputy State Secretary": a title without a name
    given = next((i for i, t in enumerate(rest[:-1]) if known_given(t.text)), None)
    if given and is_org(rest[given - 1].text) and not titles and not any(is_org(t.text) for t in rest[given:]):
        titles, rest = rest[:given], rest[given:]  # "Vorstand Gerald Mückel"
    organisation = not titles and any(is_org(t.text) for i, t in enumerate(rest) if i != given)
    if organisation:
        rest = toks
    elif len(rest) > 2 and language in ("ru", "uk", "be", "de"):
        rest = _tail(rest)
    return Run(
        rest[0].begin,
        rest[-1].end,
        tuple(t.text for t in rest),
        tuple(t.text for t in titles),
        rest[-1].possessive,
        organisation,
    )


def _tail(toks: list[Token]) -> list[Token]:
    """The last given name and surname of a run that began with a place or title: "Торвии Дарья Ленк"."""
    at = len(toks) - 2
    while at > 0 and (toks[at].text[0].islower() or len(toks[at].text) <= 2 or names.is_patronymic(toks[at].text)):
        at -= 1
    return toks[at:]
