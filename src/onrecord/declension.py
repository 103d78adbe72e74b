"""Case endings of Russian, Ukrainian and Belarusian words: taken off, or put back to the nominative's."""

import re
from functools import lru_cache

# Case endings of Russian, Ukrainian and Belarusian nouns, names and adjectives, longest first.
_ENDINGS = re.compile(
    r"(?<=\w\w)(?:ого|его|ому|ему|ыми|ими|ьою|ією|аго|яго|ага|яга|аму|яму|ами|ями|амі|ямі|ымі|імі|ові|еві|єві|ией|"
    r"ой|ей|ою|ею|ай|яй|аю|яю|ом|ем|ём|ам|ям|ах|ях|ым|им|ім|ую|юю|ая|яя|ий|ый|ій|ої|ые|ие|ыя|ія|ии|ию|ия|ью|ья|ьи|"
    r"ье|єю|ых|их|іх|ії|ію|ыі|ыю)$"
    r"|(?<=\w\w)(?:а|я|у|ю|ы|и|і|ї|е|э|є|о|й|ь)$"
)
_FLEETING = re.compile(r"[еоёієь](?=[бвгґджзклмнпрстфхцчшщў]$)")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without case endings and fleeting vowels, lower-case: what its forms in ru, uk and be share. Words in
    Latin letters only lose a plural or genitive -s."""
    low = word.casefold().replace("ё", "е").replace("’", "'").replace("ў", "в" if word[:1] not in "ўЎ" else "у")
    if re.search(r"[а-яіїєґў]", low):
        bare = _ENDINGS.sub("", low)
        if len(bare) < 3 and len(low) > 3:
            bare = re.sub(r"[аяуюыиіеєоёйь]$", "", low)
        return _FLEETING.sub("", bare) if len(bare) > 2 else bare
    low = re.sub(r"['’]s?$", "", low)
    return re.sub(r"(?:in|innen|s|es|e)$", "", low) if len(low) > 5 else low


def nominative(word: str, woman: bool | None) -> str:
    """The nominative of one word of a name that stands in another case in Russian, Ukrainian or Belarusian text, by its
    ending alone (`woman` tells the gender, None when unknown). A form that may be nominative already stays."""
    if woman is False and (after := re.search(r"(?<=[аеёиоуыэіїє])(?:я|ю|ем|єм)$", word)):
        return word[: after.start()] + "й"
    rules = _OBLIQUE_WOMAN if woman else _OBLIQUE_MAN if woman is False else ()
    for ending, base in rules:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)] + base
    return word


def _pairs(text: str) -> list[tuple[str, str]]:
    """Endings and what they become, first match first, written "from>to"."""
    return [(a, b) for a, b in (pair.split(">") for pair in text.split())]


_OBLIQUE_WOMAN = _pairs(
    "ской>ская цкой>цкая скую>ская ської>ська цької>цька ській>ська ською>ська скай>ская цкай>цкая овой>ова "
    "евой>ева ёвой>ёва ову>ова еву>ева иной>ина ової>ова евої>ева овай>ова авай>ава евай>ева ной>ная овны>овна "
    "евны>евна івни>івна їни>їна ии>ия ії>ія ыі>ыя іі>ія ьи>ья ею>я ою>а ы>а и>а у>а ю>я і>а ой>а ай>а яй>я ей>я"
)
_OBLIQUE_MAN = _pairs(
    "ского>ский цкого>цкий скому>ский ским>ский ського>ський цького>цький ському>ський скага>скі скаму>скі "
    "цкага>цкі ого>ой ага>ы его>ий ия>ий ію>ій ія>ій ыя>ый ея>ей ая>ай яя>яй ию>ий ею>ей аю>ай овым>ов евым>ев "
    "иным>ин ам> ым> ові> еві>ь єві>й ом> ем>ь я>ь ю>ь а> у> ы>а і>а и>а"
)
