"""Names taken apart, their keys and whether two are one, across scripts and transliterations.

A key finds candidates; it never proves anything. `same` compares two full names and says in words why they are one
person's, or None: a surname alone is never enough.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from onrecord.firstnames import fathers, groups_of, known_given, same_given
from onrecord.orgwords import is_org
from onrecord.spelling import LIKE_GIVEN, LIKE_SURNAMES, alike, fold, listed, skeletons, sounds, vowelled

# Forms of address, ranks and academic titles (en, de, fr, ru, uk, be), as they look after `fold`.
HONORIFICS = listed(
    "mr mrs ms miss mx sir lord lady dame dr prof professor rev reverend hon judge justice gen general col "
    "colonel capt captain lt lieutenant maj major sgt sergeant cllr sen rep gov pres senator president sheikh "
    "emir king queen prince princess count countess baron baroness brother sister father bishop comrade don "
    "dona dra padre herr frau hr fr doktor professorin graf grafin furst general oberst pater m mme mlle "
    "monsieur madame mademoiselle me maitre docteur comte comtesse sieur gospodin gospozha graf knyaz doktor "
    "professor general polkovnik kapitan mayor leytenant admiral otets tovarishch pan pani dobrodiy spadar "
    "spadarynya spadarnya prafesar doktar heneral palkounik general palkaunik"
)
# Parts that belong to the surname behind them.
PARTICLES = listed(
    "van von der den de del della di da do dos du des la le les ten ter zu zum zur af al el ben bin ibn bint "
    "abu y e wa o mac"
)
# Words that stand between the words of an organisation's name, as they are written there, and in no person's.
PHRASE_WORDS = listed(
    "of for and at from to by with against & für und bei pour et aux sur en "
    "и в во по при за для от на с і й з та у ў ды"
)
# What they and articles are after `fold`: they tell nothing of whose a name is.
FUNCTION_WORDS = frozenset(map(fold, PHRASE_WORDS)) | {"the", "das", "die"}
# East Slavic patronymics after `fold`: -ovich and its transliterations, -ovna / -iivna / -auna, short and spoken ones.
_PATRONYMIC = re.compile(
    r"(?:[oea][vwu]|[iy]v)(?:[iy]t?s?ch|[iy]tj|[iy]cz?|na)$"
    r"|^(?:il|fom|kuzm|luk|nikit|savv|foki)(?:[iy]y?t?s?ch|[iy]tj|[iy]cz?|inichna|ivna)$"
    r"|^(?:pal|san|mikhal|vasil|ivan|nikola|serge|andre)[iy]?ych$"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart, in folded form. `given` is empty for a surname alone, `surname` for a first name with a
    patronymic."""

    given: str
    patronymic: str
    surname: str
    middle: tuple[str, ...] = ()


def words(name: str) -> list[str]:
    """The folded words of a name without honorifics. A name made of honorifics alone keeps its last word."""
    if "," in name:  # "PUTIN, Vladimir"
        last, _, first = name.partition(",")
        if first.strip() and "," not in first:
            name = f"{first.strip()} {last.strip()}"
    every = fold(name).split()
    kept = [w for i, w in enumerate(every) if w not in HONORIFICS or (i == len(every) - 1 and i > 0)]
    return kept or every[-1:]


def is_patronymic(word: str) -> bool:
    """Whether a word has the form of an East Slavic patronymic ("Ryhorovich", "Сергеевна"). Some surnames do too."""
    return bool(_PATRONYMIC.search(fold(word)))


@lru_cache(maxsize=65536)
def parts(name: str) -> Parts:
    """A name taken apart: "Lukashenko, Alexander Ryhorovich", "Petrov Ivan Sergeevich" and "Ivan Petrov" are
    all put into order. A single word counts as a surname."""
    got = words(name)
    if len(got) < 2:
        return Parts("", "", "".join(got))
    for i, word in enumerate(got):
        if i and _PATRONYMIC.search(word):
            if len(got) == 2:
                return Parts(got[0], word, "")
            if i == len(got) - 1 and not (len(got) > 3 or _PATRONYMIC.search(got[i - 1])):
                return Parts(got[i - 1], word, " ".join(got[: i - 1]))  # surname first
            if i < len(got) - 1:
                return Parts(" ".join(got[:i]), word, " ".join(got[i + 1 :]))
    start = next((i for i in range(1, len(got)) if got[i] in PARTICLES and i < len(got) - 1), len(got) - 1)
    return Parts(got[0], "", " ".join(got[start:]), tuple(got[1:start]))


def bare(name: str) -> str:
    """A name folded, without articles: what an organisation's name is known by."""
    kept = [w for w in fold(name).split() if w not in ("the", "der", "die", "das", "le", "la", "les", "l")]
    return " ".join(kept) or fold(name)


@lru_cache(maxsize=65536)
def keys(name: str) -> frozenset[str]:
    """Look-up keys of a name. Spellings of one surname, in whatever script, share at least one; so do those of a
    first name with patronymic. An organisation's name of several words has the whole of it for its only key. Different
    people share keys too: a key is a question, not an answer."""
    if _is_phrase(name):
        return frozenset({f"o:{bare(name)}"})
    taken = parts(name)
    out: set[str] = set()
    for word in _surname_words(taken.surname):
        out |= {f"s:{form}" for form in skeletons(word) if form}
    if taken.patronymic:
        sons = _marks(_patronymic_stem(taken.patronymic), fathers)
        out |= {f"p:{given} {father}" for given in _marks(taken.given, groups_of) for father in sons}
        if not taken.surname:  # "Ivan Petrovich" may be a surname after all
            out |= {f"s:{form}" for form in skeletons(taken.patronymic)}
    middle = [w for w in taken.middle if w not in FUNCTION_WORDS and len(w) > 1]
    if middle:  # double surnames, and names of two given words in the other order
        out |= {f"s:{form}" for form in skeletons(middle[-1])}
    return frozenset(out)


# German compounds count as an organisation's only from so many letters on, or "Marat" and "Murat" would be councils.
# With it 11 of the 5,951 spellings on the EU lists pass for organisations, and all of them are.
LEAST_COMPOUND = 7


def _is_phrase(name: str) -> bool:
    """Whether a name of several words is an organisation's by its words: "Ministry of X", "Liberal Party"."""
    got = words(bare(name))
    if len(got) < 2:
        return False
    raw = [w.strip("()«»„“”\"',.") for w in name.split()]
    if any(w in PHRASE_WORDS for w in raw):
        return True
    if parts(name).patronymic or (len(got) == 2 and known_given(got[0])):  # "Anna Church"
        return False
    return any(is_org(w.casefold()) or (len(w) >= LEAST_COMPOUND and is_org(w)) for w in raw)


def _marks(word: str, groups: Callable[[str], frozenset[int]]) -> frozenset[str]:
    """What the East Slavic forms of one given name share: the number of its group, else its consonants."""
    return frozenset(str(n) for n in groups(word)) or skeletons(word)


def _surname_words(surname: str) -> list[str]:
    found = [w for w in re.split(r"[ -]", surname) if w and w not in PARTICLES]
    return found or [w for w in surname.split() if w]


def _patronymic_stem(patronymic: str) -> str:
    """What is left of a patronymic without its ending, so that -ovich, -avich and -auna of one father agree."""
    return re.sub(r"(?:[iy]?[oea][vwu]|[iy]+v)?(?:[iy]y?t?s?ch|[iy]tj|[iy]cz?|inichna|ichna|na)$", "", patronymic)


def same_surname(a: str, b: str) -> bool:
    """Whether two surnames are spellings of one ("Łukaszenka", "Loukachenko"). The feminine form counts as another."""
    a, b = fold(a), fold(b)
    if a == b:
        return True
    first, second = _surname_words(a), _surname_words(b)
    return len(first) == len(second) and all(alike(x, y, LIKE_SURNAMES) for x, y in zip(first, second, strict=True))


# Patronymics only speak against a pair whose other names agree, so that a distant likeness is enough. On the EU lists
# 0.5 keeps "Semionovich / Siamionavich" together and still parts "Petrovich / Pavlovich".
LIKE_PATRONYMICS = 0.5


def same_patronymic(a: str, b: str) -> bool:
    """Whether two patronymics may name one father ("Ryhorovich", "Рыгоравіч", "Grigorievich")."""
    x, y = _patronymic_stem(fold(a)), _patronymic_stem(fold(b))
    if x == y or skeletons(x) & skeletons(y) or fathers(x) & fathers(y):
        return True
    return any(
        p[:1] == q[:1] and Levenshtein.normalized_similarity(vowelled(p), vowelled(q)) > LIKE_PATRONYMICS
        for p in sounds(x)
        for q in sounds(y)
    )


@lru_cache(maxsize=65536)
def same(a: str, b: str) -> str | None:
    """Why two full names are one person's, in words ("same given name and surname, spelled …"), or None.

    Both must have a given name and a surname; a patronymic that only one has does not matter, two that differ do.
    """
    x, y = parts(a), parts(b)
    if fold(a) == fold(b) and x.given and x.surname:
        return "same name"
    if not (x.given and x.surname and y.given and y.surname):
        return None
    if x.patronymic and y.patronymic and not same_patronymic(x.patronymic, y.patronymic):
        return None
    for other in (y, Parts(y.surname, y.patronymic, y.given, y.middle)):
        if same_given(x.given, other.given) and same_surname(x.surname, other.surname):
            if x.middle and other.middle and not _middles_agree(x.middle, other.middle):
                return None
            return f"same given name and surname, spelled {a} / {b}"
    return None


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return any(x[0] == y[0] if min(len(x), len(y)) == 1 else alike(x, y, LIKE_GIVEN) for x in a for y in b)


_EAST = frozenset({"ru", "uk", "be"})


def gender(name: str, language: str | None = None) -> str | None:
    """ "f" or "m" as far as a name's form tells: by patronymic, first name, else ending. A guess outside the lists: a
    first name in -a is a woman's, one in a consonant or -o a man's; -e, -i and -y tell nothing but in ru, uk and be."""
    taken = parts(name)
    if taken.patronymic:
        return "f" if taken.patronymic.endswith("na") else "m"
    if not taken.given:
        return None
    given = taken.given.split(" ")[0].split("-")[0]
    if known := known_given(given):
        return known
    if given.endswith("a") and len(given) > 2:
        return "f"
    if language in _EAST:
        if re.search(r"(?:ova|eva|yova|ina|skaya|ska|tskaya|aya)$", taken.surname):
            return "f"
        return "m" if given[-1:] not in "e" else None
    if (
        len(given) < 3
        or given[-1] in "eiy"
        or re.search(r"(?:een|yn|eth|elle|iet|inn|unn|run|gerd|traud|lind)$", given)
    ):
        return None
    return "m"
