"""The terms a text is found by: its words and their base forms, folded; and what a query asks for. Pure functions.

Slavic words change their endings with every case, so each word is kept as written and as its lemma (simplemma); where
there is no lemma, in Belarusian and for rare names, the ending is cut off.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from onrecord.model import Span

# Languages simplemma has tables for, of those that we serve; it has none for Belarusian.
_LATIN_LEMMAS = frozenset({"en", "de", "fr"})
_CYRILLIC_LEMMAS = frozenset({"ru", "uk"})
# What stands between pieces of a text that were apart in their article: no phrase reaches over it.
GAP = " … "
# PostgreSQL counts places to 16383, and takes no endless words. A statement seldom has more than some hundred words.
MOST_WORDS = 8_000
MOST_LETTERS = 100
# Of a query no more is looked at: SQLite takes no deeper expressions, and nobody types as much.
MOST_ASKED = 50

# The case ending of an East Slavic noun or adjective, the longest that leaves a stem of three letters: shorter stems
# stand for too many words ("мір", "міру"). Endings of verbs in the past are left out: "скала" is no verb.
_ENDING = re.compile(
    r"(?<=\w\w\w)(?:[ая]м[иі]|[оеая]г[оа]|[оеая]му|єму|[ыиі]м[иі]|[оеє]ві"
    r"|[аяоеёыиі]м|[аяыіи]х|[оеёая]й|[оеєаяую]ю|[оеё]в|[ії]в|[аяоё]ў|[ыиі]й|[ая]я|[оеаяы]е|ие|[ыі]я|ь[яю]"
    r"|[аяоеэєёуюыіїийь])$"
)
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+(?:['’ʼ](?=[а-яёіїєґў]))?(?:[^\W_][\u0300-\u036f]*)*", re.IGNORECASE)
_TOKEN = re.compile(f"{GAP}|{_WORD.pattern}", re.IGNORECASE)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_APOSTROPHES = re.compile("['’ʼ]")
# A passage between quotation marks of any style; of a mark without a counterpart nothing is made.
_QUOTED = re.compile(r"[\"“”„‟«»]([^\"“”„‟«»]*)[\"“”„‟«»]")

# Word by word: as it stands, folded, and all its forms. A gap is a word without letters.
Positions = list[tuple[str, frozenset[str]]]
NOTHING: frozenset[str] = frozenset()


def words(text: str) -> list[Span]:
    """The spans of the words and numbers of `text`. An apostrophe stays inside a Cyrillic word ("м'яч"), and parts
    others ("l'accord", "Lind's")."""
    return [match.span() for match in _WORD.finditer(text)]


def positions(text: str, language: str | None) -> Positions:
    """What `text` is indexed under. `language` is an ISO 639-1 code or None."""
    languages = (language,) if language else ()
    return [(exact(m[0]), forms(m[0], languages)) if m[0] != GAP else ("", NOTHING) for m in _tokens(text)]


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return islice(_TOKEN.finditer(text), MOST_WORDS)


@lru_cache(maxsize=65536)
def forms(word: str, languages: tuple[str, ...]) -> frozenset[str]:
    """A word's folded forms: itself, its lemma in each of the languages, its stem when it is Cyrillic."""
    import simplemma  # here: it takes 0.2 s to load, and most commands look nothing up

    word = _plain(word)
    cyrillic = _CYRILLIC.search(word) is not None
    known = (_CYRILLIC_LEMMAS if cyrillic else _LATIN_LEMMAS).intersection(languages)
    # The frugal tables give the same lemmas in a sixth of the memory (66 MB for all five languages, not 416) and load
    # in half the time.
    lemmas = {simplemma.lemmatize(word, lang=language, low_memory=True) for language in known}
    found = {fold(form) for form in {word, *lemmas}}
    return frozenset(found | {_ENDING.sub("", form) for form in found} if cyrillic else found)


@lru_cache(maxsize=65536)
def exact(word: str) -> str:
    """A word as it stands, folded."""
    return fold(_plain(word))


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", _APOSTROPHES.sub("", word))[:MOST_LETTERS]


def fold(word: str) -> str:
    """A word without case and without accents; й, ї and ў are letters of their own, ё is not."""
    word = unicodedata.normalize("NFC", word.casefold())
    if _CYRILLIC.search(word):
        return word.replace("ё", "е").replace("\u0301", "")
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a query asks for: a word in any of `forms`; or, without forms, words that stand side by side as
    `phrase` has them. Of a `prefix` the last word, or the only one, may go on."""

    forms: frozenset[str] = NOTHING
    phrase: tuple[str, ...] = ()
    prefix: bool = False

    @property
    def loose(self) -> bool:
        """Whether it is a word like others, of which some may be missing."""
        return bool(self.forms)


def asked(query: str, languages: Sequence[str]) -> list[Term]:
    """What a query asks for, each thing once; its words may be of any of the languages."""
    of = tuple(sorted(languages))
    found: list[Term] = []
    for passage, quoted in _passages(query):
        spans = words(passage)[:MOST_ASKED]
        stars = [passage[end : end + 1] == "*" for _, end in spans]
        if quoted and spans:
            found.append(Term(phrase=tuple(exact(passage[b:e]) for b, e in spans), prefix=stars[-1]))
            continue
        for (begin, end), star in zip(spans, stars, strict=True):
            word = passage[begin:end]
            found.append(Term(phrase=(exact(word),), prefix=True) if star else Term(forms(word, of)))
    return list(dict.fromkeys(found))[:MOST_ASKED]


def _passages(query: str) -> Iterator[tuple[str, bool]]:
    """The query in pieces, and whether each stood in quotation marks."""
    last = 0
    for match in _QUOTED.finditer(query):
        yield query[last : match.start()], False
        yield match[1], True
        last = match.end()
    yield query[last:], False


def hits(text: str, language: str | None, wanted: Sequence[Term], quick: bool = False) -> list[list[Span]]:
    """Where `text` has each of the terms. `quick` passes over forms that begin with another letter than all forms asked
    for ("went", "go"): most words need then not be looked up, which for hundreds of texts saves a tenth of a second."""
    placed = list(_tokens(text))
    folded = [exact(m[0]) if m[0] != GAP else "" for m in placed]
    languages = (language,) if language else ()

    def known(i: int) -> frozenset[str]:
        return forms(placed[i][0], languages) if folded[i] else NOTHING

    out: list[list[Span]] = []
    for term in wanted:
        last = max(len(term.phrase) - 1, 0)
        if term.loose:
            first = {form[:1] for form in term.forms}
            some = (i for i, word in enumerate(folded) if not quick or word[:1] in first)
            at = [i for i in some if folded[i] in term.forms or not term.forms.isdisjoint(known(i))]
        elif last == 0 and term.prefix:
            (start,) = term.phrase
            some = (i for i, word in enumerate(folded) if not quick or word[:1] == start[:1])
            at = [i for i in some if folded[i].startswith(start) or any(form.startswith(start) for form in known(i))]
        else:
            starts = (i for i, word in enumerate(folded) if word.startswith(term.phrase[0]))
            at = [i for i in starts if _stands(folded[i : i + last + 1], term)]
        out.append([(placed[i].start(), placed[i + last].end()) for i in at])
    return out


def bearing(query: str, passages: Sequence[tuple[str, str | None]]) -> list[bool]:
    """Which passages, each with its language, have all that a query asks for; when none has, which have some of it."""
    wanted = asked(query, sorted({language for _, language in passages if language}))
    found = [[bool(at) for at in hits(text, language, wanted)] for text, language in passages]
    whole = [bool(each) and all(each) for each in found]
    return whole if any(whole) else [any(each) for each in found]


def _stands(there: Sequence[str], term: Term) -> bool:
    """Whether words are those of a phrase."""
    if len(there) < len(term.phrase) or tuple(there[:-1]) != term.phrase[:-1]:
        return False
    return there[-1].startswith(term.phrase[-1]) if term.prefix else there[-1] == term.phrase[-1]
