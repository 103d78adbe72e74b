"""Signs, to be read off two texts, that one bears the other out or goes against it: words in common, who negates,
which numbers are named. Six languages at once; no model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)?")
_COUNTED = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
# A remark is a sentence, a part of one set off by a dash, or what stands between quotation marks.
_REMARK = re.compile(r"(?<=[.!?;:…])\s+|\s[—–]\s|(?<=,)\s+(?=[\"“„«])|(?<=[\"”“»]),?\s+")
FEWEST_WORDS = 2  # content words in a proposition; one word in common is no evidence
SHORTEST_REMARK = 12  # characters; "he said" and the like say nothing on their own

# Words of four letters and more that carry a sentence, or attribute it, and tell nothing of its subject.
_COMMON = """
that this these those with from into have been being does will would could should must might than then them they their
there which what when where also only even very such some more most said says saying told thinks thought believes
believed considers regards finds insists according view opinion account
dass eine einen einem einer eines sind wird werden wurde wurden haben hatte hätte sich auch noch nach über durch dies
diese dieser dieses mehr sagt sagte meint meinte findet laut zufolge ansicht
pour avec dans cette elle elles leur sont était être avoir plus aussi tout tous mais selon estime pense juge affirme
dit-il ainsi même
этот этого этом этой быть была было были будет будут если чтобы только также более очень который которая которые
мнению словам считает сказал сказала заявил заявила говорит
цього цьому цієї бути була було були буде будуть якщо тільки також більше дуже який яка які думку словами вважає сказав
сказала заявив заявила каже
гэтага гэтым гэтай быць была было былі будзе будуць каб толькі таксама больш вельмі якія думку словах лічыць сказаў
сказала заявіў заявіла кажа
"""
COMMON = frozenset(_COMMON.split())
# Words that only hold a sentence together: two remarks may differ in them and say the same.
_LIGHT = """
a an the this that these those it its he him his she her hers they them their we us our i me my you your
is are was were be been being am has have had will would do does did and of 's
der die das den dem des ein eine einen einem einer eines er ihn ihm sie ihr ihre ihrer es wir uns ich mir mich sein
seine ist sind war waren wird werden wurde wurden würde hat haben hatte hatten und dass
le la les l un une des de du d il elle on nous je ils elles son sa ses leur est sont était étaient a ont avait sera
seront que qu et ce cet cette c
он она оно они мы я его её ее их ему ей им это этот эта эти был была было были будет будут и что
він вона воно вони ми я його її їх йому їй їм це цей ця ці був була було були буде будуть і й та що
ён яна яно яны мы я яго яе іх яму ёй ім гэта гэты гэтая гэтыя быў была было былі будзе будуць і й што
"""
LIGHT = frozenset(_LIGHT.split())
# A second negation behind one of these undoes it ("нельзя не подписать").
UNDOING = frozenset(["нельзя", "нельга", "неможливо", "неможна"])

# Words that negate by themselves. French "ne" is left out: "pas", "jamais", "rien" … come with it.
_NEGATIONS = """
not no never nobody none neither nor nothing nowhere cannot without hardly
nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts ohne weder
pas jamais aucun aucune rien sans ni nulle nul
не нет ни никто никого никому ничего ничто никогда без нельзя никакой никаких никакие никакого
ні ніхто нікого нікому нічого ніколи немає нема жоден жодного жодної жодних
няма ніхто нікога ніколі нічога ніякага ніякіх нікому нельга
"""
NEGATIONS = frozenset(_NEGATIONS.split())
# Beginnings of words that deny, refuse, oppose, exclude: "denied that", "lehnt ab", "отвергает".
REFUSALS = re.compile(
    r"(?:deny|denie|refus|reject|oppos|unwilling|fail|lack|dismiss|disput|declin|exclud|unable|impossib|avoid"
    r"|forbid|forbad|prohibit|withdr|withheld|bestr|ablehn|abgelehn|lehnt|weiger|dementier|verwehr|verneint|unmöglich"
    r"|verzicht|rejet|nié|nie$|démen|contest|exclu|écart"
    r"|отриц|отказ|отклон|отверг|опроверг|исключ|невозможн|запре"
    r"|запереч|відмов|відкин|відхил|спрост|виключ|неможлив|заборон"
    r"|адмаўл|адмов|адхіл|абверг|немагчым|забаран)"
)
_NUMERALS = """
2 two zwei deux два две двух дві двох дзве twice zweimal
3 three drei trois три трех трёх трьох тры трох
4 four vier quatre четыре четырех четырёх чотири чотирьох чатыры
5 five fünf cinq пять пяти п'ять п'яти пяць пяці
6 six sechs шесть шести шість шести шэсць
7 seven sieben sept семь семи сім сем
8 eight acht huit восемь восьми вісім восем
9 nine neun neuf девять девяти дев'ять дзевяць
10 ten zehn dix десять десяти десяць дзесяць
11 eleven elf onze одиннадцать одинадцять адзінаццаць
12 twelve zwölf douze dozen dutzend douzaine двенадцать двенадцати дванадцять дванаццаць
13 thirteen dreizehn treize
14 fourteen vierzehn quatorze
15 fifteen fünfzehn quinze пятнадцать п'ятнадцять пятнаццаць
16 sixteen sechzehn seize
17 seventeen siebzehn
18 eighteen achtzehn
19 nineteen neunzehn
20 twenty zwanzig vingt двадцать двадцати двадцять дваццаць
30 thirty dreißig trente тридцать тридцять трыццаць
40 forty vierzig quarante сорок
50 fifty fünfzig cinquante пятьдесят п'ятдесят пяцьдзесят
60 sixty sechzig soixante
70 seventy siebzig
80 eighty achtzig
90 ninety neunzig
100 hundred hundert cent сто ста
1000 thousand tausend mille тысяча тысячи тысяч тисяча тисячі
0.5 half hälfte halb moitié половина половину половины половини палова палову паловы
"""
NUMERALS = {
    word: float(number) for line in _NUMERALS.split("\n") if line for number, *named in [line.split()] for word in named
}


# With one of these about, a number does not exclude another.
_BOUNDS = """
than least most over under about around nearly almost approximately
als mindestens höchstens über unter etwa rund fast knapp
plus moins environ près presque
более менее больше меньше около почти минимум максимум свыше
більше менше близько майже понад щонайменше
больш менш каля амаль звыш
"""
BOUNDS = frozenset(_BOUNDS.split())
# Beginnings of words by which a speaker denies what is said of them.
DENIALS = re.compile(
    r"(?:deny|denie|bestreit|bestritt|dementier|abgestritten|verneint|démen|nié$|nie$|nia$"
    r"|отриц|опроверг|запереч|спрост|адмаўл|абверг)"
)
# How many words before, or after, a shared word a negation may stand to be its own. Of MNLI's pairs that have 0.65 of
# the words in common and a negation on one side, 77 in 100 contradict when it stands so near, 68 when anywhere.
REACH_BEFORE, REACH_AFTER = 4, 1


@dataclass(frozen=True, slots=True)
class Signs:
    """What a proposition shows beside the remark, of a statement, that has most of its content words.

    - `covered`: the share of them that the remark has, 0 to 1;
    - `aligned`: how far the two are the same words in the same order, light words, negations and denials aside, 0 to 1;
    - `extra`: the remark has a word of weight that the proposition lacks;
    - `question`: one of them asks;
    - `opposed`: one of the two negates what they share, the other nothing;
    - `doubtful`: just one of the two negates or refuses anything;
    - `refusal`: one of them refuses something, so that negations cannot be set against each other;
    - `denied`: just one of the two denies something, which the other does not negate;
    - `number_missing`: the proposition names a number that the remark does not;
    - `number_clash`: both count the same thing, with other numbers, and neither gives a bound.
    """

    covered: float
    aligned: float
    extra: bool
    question: bool
    opposed: bool
    doubtful: bool
    refusal: bool
    denied: bool
    number_missing: bool
    number_clash: bool


@lru_cache(maxsize=50_000)
def words(text: str) -> tuple[str, ...]:
    """The words of `text` in lower case, apostrophes straight."""
    return tuple(re.sub("[’ʼ]", "'", m[0].casefold()) for m in _WORD.finditer(text))


@lru_cache(maxsize=50_000)
def content_words(text: str, holder: str) -> tuple[str, ...]:
    """The longer words and numbers of `text` in Latin letters, without common ones, negations
    and those of the holder's name."""
    name = {_latin(word) for word in words(holder)}
    found = (_latin(word) for word in words(text) if word not in COMMON and word not in NEGATIONS)
    return tuple(word for word in found if (len(word) > 3 or word.isdigit()) and word.removesuffix("s") not in name)


@lru_cache(maxsize=50_000)
def weighty(text: str, holder: str) -> tuple[str, ...]:
    """All words of `text` in Latin letters but light ones, negations, denials and those of the holder's name."""
    name = {_latin(word) for word in words(holder)}
    kept = (
        word
        for word in words(text)
        if word not in LIGHT and word not in NEGATIONS and not word.endswith("n't") and not DENIALS.match(word)
    )
    forms = (f"{NUMERALS[word]:g}" if word in NUMERALS else _latin(word) for word in kept)
    return tuple(w for w in forms if w not in name and w.removesuffix("s") not in name)


def remarks(text: str) -> list[str]:
    """`text` cut into its remarks, at least one."""
    return [piece for piece in _REMARK.split(text) if len(piece) > SHORTEST_REMARK] or [text]


def numbers(text: str) -> frozenset[float]:
    """The numbers that `text` names in digits or in words, 1 left out (it is an article in most languages)."""
    digits = (re.sub(r"[,.\s](?=\d{3}\b)", "", m[0]).replace(",", ".") for m in _NUMBER.finditer(text))
    named = {float(n) for n in digits if re.fullmatch(r"\d+(?:\.\d+)?", n)}
    return frozenset(named | {NUMERALS[word] for word in words(text) if word in NUMERALS})


def signs(holder: str, proposition: str, statement: str) -> Signs:
    """The signs that `statement` of `holder` gives on `proposition`."""
    asked = content_words(proposition, holder)
    heavy = weighty(proposition, holder)
    remark = max(
        remarks(statement),
        key=lambda text: (_covered(asked, content_words(text, holder)), _aligned(heavy, weighty(text, holder))),
    )
    told = weighty(remark, holder)
    given = content_words(remark, holder)
    wanted, named = numbers(proposition), numbers(remark)
    refusals = _any(REFUSALS, proposition), _any(REFUSALS, remark)
    negations = bool(_negations(proposition)), bool(_negations(remark))
    return Signs(
        covered=_covered(asked, given) if len(asked) >= FEWEST_WORDS else 0.0,
        aligned=_aligned(heavy, told),
        extra=_covered(told, heavy) < 1.0,
        question="?" in proposition or "?" in remark,
        opposed=negations[0] != negations[1]
        and not UNDOING & {*words(proposition), *words(remark)}
        and _negates(*((proposition, given) if negations[0] else (remark, asked))),
        doubtful=negations[0] != negations[1] or refusals[0] != refusals[1],
        refusal=any(refusals),
        denied=(_denies(remark) and not _denies(proposition) and not _negations(proposition))
        or (_denies(proposition) and not _denies(remark) and not _negations(remark)),
        number_missing=not wanted <= named,
        number_clash=_clash(proposition, remark),
    )


def _counted(text: str) -> list[tuple[float, str]]:
    """Each number in `text`, in digits or in words, with the word after it in Latin letters."""
    tokens = _COUNTED.findall(text.casefold())
    return [(n, _latin(after)) for token, after in pairwise(tokens) for n in numbers(token) if len(after) > 3]


def _clash(one: str, other: str) -> bool:
    if any(word in BOUNDS for text in (one, other) for word in words(text)):
        return False
    same = [(n, m) for n, thing in _counted(one) for m, else_ in _counted(other) if _akin(thing, else_)]
    return bool(same) and all(n != m for n, m in same)


def _denies(text: str) -> bool:
    return _any(DENIALS, text)


def _any(beginnings: re.Pattern[str], text: str) -> bool:
    return any(beginnings.match(word) for word in words(text))


def _negations(text: str) -> list[int]:
    """The places of words that negate. They are never counted: in Slavic languages they agree with each other."""
    return [i for i, word in enumerate(words(text)) if word in NEGATIONS or word.endswith("n't")]


def _negates(text: str, shared: Sequence[str]) -> bool:
    """Whether a negation in `text` stands near a word that is among `shared`."""
    places = [i for i, word in enumerate(words(text)) if any(_akin(_latin(word), other) for other in shared)]
    return any(-REACH_AFTER <= place - i <= REACH_BEFORE for i in _negations(text) for place in places)


def _covered(these: Sequence[str], those: Sequence[str]) -> float:
    return sum(any(_akin(a, b) for b in those) for a in these) / len(these) if these else 0.0


def _aligned(these: Sequence[str], those: Sequence[str]) -> float:
    """The longest common subsequence of two word rows, as a share of the longer one."""
    row = [0] * (len(those) + 1)
    for a in these:
        before = row
        row = [0]
        for j, b in enumerate(those, 1):
            row.append(before[j - 1] + 1 if _akin(a, b) else max(before[j], row[j - 1]))
    return row[-1] / max(len(these), len(those), 1)


def _akin(one: str, other: str) -> bool:
    """Whether two words are forms of one: equal, or alike in their first letters, 7 in 10 of the longer one."""
    if one.removesuffix("s") == other.removesuffix("s"):
        return True
    least = max(4, 0.7 * max(len(one), len(other)) - 0.5)
    alike = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        alike += 1
    return alike >= least


@lru_cache(maxsize=50_000)
def _latin(word: str) -> str:
    return anyascii(word).casefold().replace("'", "").replace("`", "")
