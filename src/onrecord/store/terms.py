"""The terms a text is found by: its words and their base forms, folded. Pure functions.

Slavic words change their endings with every case, so each word is kept as written and as its lemma (simplemma); where
there is no lemma, in Belarusian and for rare names, the ending is cut off.
"""

import re
import unicodedata
from functools import lru_cache

from onrecord.model import Span

# Languages simplemma has tables for, of those that we serve; it has none for Belarusian.
_LATIN_LEMMAS = frozenset({"en", "de", "fr"})
_CYRILLIC_LEMMAS = frozenset({"ru", "uk"})

# The case ending of an East Slavic noun or adjective, the longest that leaves a stem of three letters: shorter stems
# stand for too many words ("мір", "міру"). Endings of verbs in the past are left out: "скала" is no verb.
_ENDING = re.compile(
    r"(?<=\w\w\w)(?:[ая]м[иі]|[оеая]г[оа]|[оеая]му|єму|[ыиі]м[иі]|[оеє]ві"
    r"|[аяоеёыиі]м|[аяыіи]х|[оеёая]й|[оеєаяую]ю|[оеё]в|[ії]в|[аяоё]ў|[ыиі]й|[ая]я|[оеаяы]е|ие|[ыі]я|ь[яю]"
    r"|[аяоеэєёуюыіїийь])$"
)
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+(?:['’ʼ](?=[а-яёіїєґў]))?(?:[^\W_][\u0300-\u036f]*)*", re.IGNORECASE)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_APOSTROPHES = re.compile("['’ʼ]")


def words(text: str) -> list[Span]:
    """The spans of the words and numbers of `text`. An apostrophe stays inside a Cyrillic word ("м'яч"), and parts
    others ("l'accord", "Lind's")."""
    return [match.span() for match in _WORD.finditer(text)]


def terms(text: str, language: str | None) -> list[str]:
    """What `text` is indexed under: for each word its forms, in order; `language` is an ISO 639-1 code or None."""
    languages = (language,) if language else ()
    return [form for begin, end in words(text) for form in sorted(forms(text[begin:end], languages))]


@lru_cache(maxsize=65536)
def forms(word: str, languages: tuple[str, ...]) -> frozenset[str]:
    """A word's folded forms: itself, its lemma in each of the languages, its stem when it is Cyrillic."""
    import simplemma  # here: it takes 0.2 s to load, and most commands look nothing up

    word = unicodedata.normalize("NFC", _APOSTROPHES.sub("", word))
    cyrillic = _CYRILLIC.search(word) is not None
    known = (_CYRILLIC_LEMMAS if cyrillic else _LATIN_LEMMAS).intersection(languages)
    # The frugal tables give the same lemmas in a sixth of the memory (66 MB for all five languages, not 416) and load
    # in half the time.
    lemmas = {simplemma.lemmatize(word, lang=language, low_memory=True) for language in known}
    found = {fold(form) for form in {word, *lemmas}}
    return frozenset(found | {_ENDING.sub("", form) for form in found} if cyrillic else found)


def fold(word: str) -> str:
    """A word without case and without accents; й, ї and ў are letters of their own, ё is not."""
    word = unicodedata.normalize("NFC", word.casefold())
    if _CYRILLIC.search(word):
        return word.replace("ё", "е").replace("\u0301", "")
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
