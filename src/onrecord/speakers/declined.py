"""Names and phrases of Russian, Ukrainian and Belarusian text put into the nominative.

The forms that the article itself has go first; endings decide only without them.
"""

import re
from collections.abc import Sequence

from onrecord import declension, firstnames, names
from onrecord.model import Span
from onrecord.orgwords import is_org
from onrecord.speakers.figures import stems_of
from onrecord.speakers.lexicon import PRONOUNS
from onrecord.speakers.mentions import Run
from onrecord.speakers.scene import Scene, oblique, source_text, verb_gender


def is_short(words: Sequence[str]) -> bool:
    """Whether a name is not yet a full one: with an initial, or a first name with patronymic alone."""
    return len(words[0].rstrip(".")) == 1 or (len(words) == 2 and names.is_patronymic(words[1]))


def base_forms(scene: Scene, runs: Sequence[Run]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The nominative of each name, by its stems: as it stands as a subject, else the form that the others come from."""
    forms: dict[tuple[str, ...], list[Run]] = {}
    for run in runs:
        forms.setdefault(stems_of(run.words), []).append(run)
    if scene.language not in ("ru", "uk", "be"):
        return {key: group[0].words for key, group in forms.items()}
    subjects = _subjects(scene)
    out = {}
    for key, group in forms.items():
        stands = [
            r.words
            for r in group
            if (r.begin, r.end) in subjects or any(b <= r.begin and r.end <= e for b, e in subjects)
        ]
        good = [w for w in stands if not _looks_oblique(scene, w)]
        base = good[0] if good else nominative_name(scene, group[0].words)
        out[key] = tuple(re.sub(r"^Ў", "У", w) for w in base)
    return out


def read_subjects(scene: Scene) -> None:
    """Note names that stand alone as subjects: their form is the nominative, their verb may show a gender."""
    if scene.language not in ("ru", "uk", "be"):
        return
    for i, attribution in enumerate(scene.attributions):
        words = source_text(scene, i).split()
        if len(words) > 1 and words[0].casefold() in ("сам", "сама"):
            words = words[1:]
        if (
            len(words) == 1
            and words[0][0].isupper()
            and attribution.source
            and not oblique(scene, i)
            and words[0].casefold() not in PRONOUNS
        ):
            scene.subjects.add(words[0])
            if said := verb_gender(scene, i):
                scene.shown.setdefault(declension.stem(words[0]), set()).add(said)


def _subjects(scene: Scene) -> list[Span]:
    """The spans of sources that stand in the nominative."""
    return [s for i, a in enumerate(scene.attributions) if a.source and not oblique(scene, i) for s in a.source]


def _looks_oblique(scene: Scene, words: Sequence[str]) -> bool:
    """Whether a name in a subject is still in another case, as in "жена Михаила Прайса"."""
    woman = _woman(scene, words)
    if woman:
        return words[0][-1] not in "ая" and bool(re.search(r"(?:ой|ы|и|ої|ай|у|ю)$", words[-1]))
    return woman is False and (
        firstnames.known_given(words[0][:-1]) == "m"
        or firstnames.known_given(declension.nominative(words[0], False)) == "m"
        or bool(re.search(r"(?:ого|ага)$", words[-1]))
        or any(w != words[-1] and declension.stem(w) == declension.stem(words[-1]) for w in scene.subjects)
    )


def nominative_name(scene: Scene, words: Sequence[str]) -> tuple[str, ...]:
    """A name in ru, uk or be put into the nominative by its endings and by the forms that the article has."""
    woman = _woman(scene, words)
    if woman is None:
        return tuple(words)
    return tuple(_nominative_word(scene, w, woman, first=i == 0) for i, w in enumerate(words))


def _nominative_word(scene: Scene, word: str, woman: bool, first: bool) -> str:
    """One word of a name; a form of the same stem with a nominative's ending, if the article has one, goes first."""
    subject = next((w for w in sorted(scene.subjects) if declension.stem(w) == declension.stem(word)), None)
    if subject and not first:
        return subject
    if (woman and re.search(r"[ая]$", word)) or (not woman and _man_in_nominative(word)):
        return word
    ends = r"[ая]$" if woman else r"[бвгґджзйклмнпрстўфхцчшщьо]$"
    same = [
        s
        for s in scene.capitals.get(declension.stem(word), set())
        if s != word and re.search(ends, s) and not re.search(r"(?:[оеё]м|ым|ой|ей)$", s)
    ]
    if same:
        return min(same, key=lambda s: (len(s), s))
    if (
        woman
        and not first
        and re.search(r"[бвгґджзклмнпрстфхцчшщйьоіеи]$", word)
        and not re.search(r"(?:[оеё]й|ай)$", word)
    ):
        return word  # a woman's surname in a consonant stays
    base = declension.nominative(word, woman)
    if not woman and first and scene.language == "uk" and firstnames.known_given(f"{word[:-1]}о") == "m":
        return f"{word[:-1]}о"  # "Кирила", "Данилу"
    if woman and first and firstnames.known_given(base) is None and firstnames.known_given(base[:-1] + "я") == "f":
        return base[:-1] + "я"
    if (
        not woman
        and first
        and base.endswith("ь")
        and firstnames.known_given(base) is None
        and firstnames.known_given(base[:-1] + "й")
    ):
        return base[:-1] + "й"
    full = f"{base[:-1].removesuffix('ь')}е{base[-1]}" if len(base) > 2 else base  # "Павла", "Льва"
    if not woman and first and firstnames.known_given(base) is None and firstnames.known_given(full) == "m":
        return full
    return base


def _man_in_nominative(word: str) -> bool:
    if re.search(r"(?:ого|ага|яга|ві|[оеё]м|ым)$", word):
        return False
    return bool(re.search(r"[^аеёиіїоуыэюя]$|[ое]$|(?:ск|цк|зьк)і$", word))


def _woman(scene: Scene, words: Sequence[str]) -> bool | None:
    """Whose name it is, True for a woman's, False for a man's in another case than the nominative; None when it is
    a man's nominative or tells nothing."""
    first, last = words[0], words[-1]
    known = firstnames.known_given(first)
    if re.search(r"[а-яіїєґў]", first.casefold()) is None or known == "m":
        return None
    shown = scene.shown.get(declension.stem(last), set())
    if shown == {"m"} and last not in scene.subjects and first[-1] in "аяуюеіім":
        return False
    if known == "f" or firstnames.known_given(declension.nominative(first, True)) == "f":
        return True
    if len(shown) == 1 and first[-1] in "аяуюеыиіїм":
        return shown == {"f"}
    bare = (declension.nominative(first, False), first[:-1], first[:-1] + "й", first[:-1] + "о")
    if first[-1] in "аяуюемі" and (
        any(firstnames.known_given(b) == "m" for b in bare) or (bare[0] != first and bare[0] in scene.words)
    ):
        return False
    if re.search(r"[бвгґджзйклмнпрстўфхцчшщь]$", first) and not re.search(r"(?:ой|ей|ай|яй|ем|ом|ём|ам)$", first):
        return None
    if re.search(r"(?:ой|ей|ай|яй)$", first):
        return True if re.search(r"(?:ой|ей|ай|яй)$", last) else None
    if re.search(r"(?:ом|ем|ём|ам|ові|еві|єві)$", first):
        return False if re.search(r"(?:ом|ем|ём|ам|ым|им|ім|ові|еві|єві|у|ю)$", last) else None
    if first[-1] in "ая":
        return not (
            re.search(r"(?:ого|ага|ому|аму|[бгґджзклмнпрстфхцчшщ]а|[лрнт]я)$", last)
            and not re.search(r"(?:[оеёа]ва|ина|іна|ына|їна)$", last)
        )
    if re.search(r"[ыиії]$", first) and re.search(r"[бвгґджзйклмнпрстўфхцчшщь]$", last):
        return True
    if re.search(r"[ыиіїюу]$", first):
        return True if re.search(r"(?:[ыиіїую]|ой|ей|ай)$", last) else None
    return None


def in_genitive(scene: Scene, run: Run) -> bool:
    """In a Slavic subject: whether a name is in the genitive after its governing noun ("адвокат Веледа")."""
    word = run.words[-1]
    same = scene.capitals.get(declension.stem(word), set()) - {word}
    bare = word[:-1] if word[-1] in "аяуюыиії" else word
    if any(s in (bare, bare + "ь", bare + "й", bare + "а", bare + "я") for s in same) and word[-1] in "аяыиії":
        return not (names.gender(run.words[0]) == "f" and word[-1] in "ая")
    return bool(re.search(r"(?:ого|ага|его|ской|ської|скай|овой|ової)$", word)) or (
        len(run.words) == 1 and word[-1] in "ыиії"
    )


def nominative_phrase(scene: Scene, phrase: str) -> str:
    """An organisation's name put into the nominative: as it stands elsewhere in the article, else by its endings."""
    words = phrase.split()
    head = next((i for i, w in enumerate(words) if is_org(w)), 0)
    out = list(words)
    out[head] = _nominative_noun(words[head])
    neuter, woman = (
        out[head][-1:] in "оеа" and out[head].endswith(("во", "ие", "ння", "ньне", "не")),
        out[head][-1:] in "ая",
    )
    for i in range(head):
        base = re.sub(r"(?:ого|ому|ом|ой|ої|ым|ій|ай|ага|аму|ую|ою|ей|ему|его|им)$", "", words[i])
        if base != words[i]:
            soft = words[i].endswith(("его", "ему", "ей"))
            latin = {
                "ru": ("ое", "ая", "ий" if base[-1:] in "кгхжш" or soft else "ый"),
                "uk": ("е", "а", "ий"),
                "be": ("ае", "ая", "і" if base[-1:] in "кг" else "ы"),
            }
            out[i] = base + latin[scene.language or "ru"][0 if neuter else 1 if woman else 2]
    return " ".join(out)


def _nominative_noun(word: str) -> str:
    for pattern, base in (
        (r"ств[еау]$", "ство"), (r"ству$", "ство"), (r"(ни|ени|ани)[ияю]$", r"\1е"), (r"(ци|си|зи|ми|ти|ни)и$", r"\1я"),
        (r"(ці|сі|зі|ті|ні|рі|хі)ї$", r"\1я"), (r"(цы|сі|ты|зі|ры)і$", r"\1я"), 
        (r"([бвгдзклмнпрстфхжшчц])(?:ы|е|и|і|ой)$", r"\1а"),
        (r"([бвгдзклмнпрстф])(?:у|ом)$", r"\1"), (
            r"(суд|штаб|сайт|канал|журнал|комитет|комітет|союз|саюз|фонд|банк|завод|клуб|институт|інститут|центр|"
            r"совет)[ауе]$", r"\1"),
    ):  # fmt: skip
        if re.search(pattern, word):
            return re.sub(pattern, base, word)
    return word
