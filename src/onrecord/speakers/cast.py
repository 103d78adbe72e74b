"""The cast of an article: who is named in it, and what it says of them."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord import declension, firstnames, names
from onrecord.orgwords import is_org
from onrecord.speakers.declined import base_forms, is_short, read_subjects
from onrecord.speakers.figures import PLAIN, Figure, is_same, matches, stems_of
from onrecord.speakers.lexicon import DETERMINERS, ELISION, PREPOSITIONS, STOP
from onrecord.speakers.mentions import Run, runs_of
from onrecord.speakers.nouns import HE_TITLES, KIN, SHE_TITLES, is_role, own_titles, role_gender
from onrecord.speakers.scene import Scene


def find_cast(scene: Scene) -> None:
    """Find the persons and organisations named in the text; full names first, so that surnames find theirs."""
    runs = runs_of(scene.text, scene.tokens, scene.language)
    runs = scene.runs = _without_first_words(scene, runs)
    full = [r for r in runs if len(r.words) > 1 and not r.organisation]
    read_subjects(scene)
    base = base_forms(scene, full)
    for run in sorted(full, key=lambda r: (is_short(r.words), r.begin)):
        words = base[stems_of(run.words)]
        figure = next((f for f in scene.figures if len(f.words) > 1 and is_same(f, run)), None)
        if figure is None:
            figure = Figure(words, False)
            figure.gender = names.gender(figure.name, scene.language)
            figure.sure = firstnames.known_given(words[0]) is not None
            scene.figures.append(figure)
        if not is_short(words):
            figure.spellings[words] = figure.spellings.get(words, 0) + 1
        note_mention(scene, figure, run)
    for figure in scene.figures:
        if figure.spellings:
            figure.words = max(figure.spellings, key=lambda w: (len(w), figure.spellings[w]))
    _place_surnames(scene)
    _find_organisations(scene)
    if scene.language != "de":  # there every noun is a capital one
        _find_single_names(scene)
    _note_titles(scene)


_THE = frozenset(["the", "der", "die", "dem", "den", "des", "le", "la", "l’", "l'"])
TITLE_OF_NAME = 40  # characters between a title and the name it belongs to


def _note_titles(scene: Scene) -> None:
    """Note where somebody is called by a title of theirs alone, which nobody else has: "the minister left"."""
    holders: dict[str, list[Figure]] = {}
    for figure in scene.figures:
        for role, weight in figure.roles.items() if figure.sure and not figure.organisation else ():
            if weight > 1 and is_role(role):
                holders.setdefault(role, []).append(figure)
    articles = scene.language not in ("ru", "uk", "be")
    named = sorted(place for figure in scene.figures for place, _ in figure.places)
    for role, figures in holders.items():
        for at in scene.places.get(role, ()) if len(figures) == 1 else ():
            before = scene.text[max(0, at - 6) : at].split()
            if articles and (not before or before[-1].casefold() not in _THE):
                continue
            after = bisect_left(named, at)
            if after == len(named) or named[after] - at > TITLE_OF_NAME:
                figures[0].mention(at, PLAIN)


# A name in quotation marks, as papers, parties and firms have it in the languages other than English.
_QUOTED_NAME = re.compile(r"[«„“\"]\s?([A-ZÀ-ÞА-ЯІЇЄҐЎ][^«»„“”\"\n.,!?:;]{1,40}?)\s?[»“”\"]")


def _find_organisations(scene: Scene) -> None:
    """Add the organisations that the text names: by a word like "ministry", or in quotation marks behind one."""
    for run in scene.runs:
        if run.organisation and len(run.words) > 1:
            note_mention(scene, organisation_called(scene, run.words), run)
    for match in _QUOTED_NAME.finditer(scene.text) if scene.language != "en" else ():
        before = re.findall(r"[^\W\d_][\w’'\-]*", scene.text[max(0, match.start() - 40) : match.start()])[-2:]
        heads = [w for w in before if is_org(w)]
        words = match[1].split()
        if len(words) <= 4 and heads:
            figure = organisation_called(scene, words)
            figure.mention(match.start(1), PLAIN)
            figure.roles.update((declension.stem(w), 2) for w in heads)


def organisation_called(scene: Scene, words: Sequence[str]) -> Figure:
    """The organisation of that name, in whatever case; a new one if the article has none yet."""
    stems = stems_of(words)
    figure = next((f for f in scene.figures if f.organisation and stems_of(f.words) == stems), None)
    if figure is None:
        figure = Figure(tuple(words), True, sure=True)
        scene.figures.append(figure)
    return figure


def _find_single_names(scene: Scene) -> None:
    """Add names of one word that fit nobody yet and that are capital elsewhere than at the start of a sentence."""
    runs: dict[str, list[Run]] = {}
    for run in scene.runs:
        if len(run.words) == 1 and not run.organisation:
            runs.setdefault(declension.stem(run.words[0]), []).append(run)
    common = {declension.stem(t.text) for t in scene.tokens if t.text[0].islower()}
    known = list(scene.figures)  # those added here differ from each other by their stems
    for stem, group in runs.items():
        inside = [r for r in group if not scene.opens(r.begin)]
        word = group[0].words[0]
        if not inside or stem in common or is_role(word) or is_org(word) or word.casefold() in KIN:
            continue
        if any(matches(f, group[0].words) for f in known):
            continue
        figure = Figure(min((r.words for r in inside), key=lambda w: len(w[0])), False)
        scene.figures.append(figure)
        for run in group:
            note_mention(scene, figure, run)


def _place_surnames(scene: Scene) -> None:
    """Give each single name to the one full name that it fits."""
    fitting: dict[tuple[str, ...], list[Figure]] = {}  # by the single name; holds until a figure becomes sure
    for run in scene.runs:
        if len(run.words) > 1 or run.organisation:
            continue
        if run.words not in fitting:
            fitting[run.words] = [f for f in scene.figures if len(f.words) > 1 and matches(f, run.words)]
        if len(fitting[run.words]) == 1:
            figure = fitting[run.words][0]
            was_sure = figure.sure
            note_mention(scene, figure, run)
            figure.sure = figure.sure or run.words[0] == figure.words[-1]
            if figure.sure and not was_sure:
                fitting.clear()


def _without_first_words(scene: Scene, runs: Sequence[Run]) -> list[Run]:
    """Runs without an ordinary word that is capital only because it begins a sentence ("План Веледа")."""
    surnames: dict[str, set[str]] = {}
    for run in runs:
        if len(run.words) == 2 and run.begin not in scene.starts:
            surnames.setdefault(declension.stem(run.words[1]), set()).add(declension.stem(run.words[0]))
    common = {declension.stem(t.text) for t in scene.tokens if t.text[0].islower()}
    out = []
    for run in runs:
        first = declension.stem(run.words[0])
        others = surnames.get(declension.stem(run.words[-1]), set())
        if (
            len(run.words) == 2 and not run.titles and not run.organisation and run.begin in scene.starts
            and firstnames.known_given(run.words[0]) is None and first not in others and (others or first in common)
        ):  # fmt: skip
            begin = run.end - len(run.words[1])
            run = Run(begin, run.end, run.words[1:], (), run.possessive, False)
        out.append(run)
    return out


def note_mention(scene: Scene, figure: Figure, run: Run) -> None:
    """Keep where a figure is named and which words stand by it as titles or in apposition."""
    figure.mention(run.begin, PLAIN)
    if run.titles:
        figure.sure = True
    for word in run.titles:
        low = word.casefold().rstrip(".")
        figure.gender = figure.gender or ("m" if low in HE_TITLES else "f" if low in SHE_TITLES else None)
    before, after = _phrase_before(scene, run), _phrase_after(scene, run)
    heads = add_roles(figure, before, scene.language) | add_roles(figure, after, scene.language)
    if len(run.words) > 1 and ((before and is_role(before[-1])) or any(is_role(h) for h in heads)):
        figure.sure = True
    for head in heads:
        if is_role(head) and figure.gender is None:
            figure.gender = role_gender(head, scene.language)


def add_roles(figure: Figure, phrase: Sequence[str], language: str | None) -> set[str]:
    """Keep the words of a noun phrase as roles of a figure, its heads for more; returns the heads."""
    lows = [ELISION.sub("", w).casefold() for w in phrase]
    heads = own_titles(lows, language)
    for word in lows:
        if word not in STOP and word not in DETERMINERS and len(word) > 2:
            key = declension.stem(word)
            figure.roles[key] = max(figure.roles.get(key, 0), 2 if word in heads else 1)
    return heads


# Verbs that stand between two people ("met", "accused", "traf"), as far as their form shows it.
_FINITE = re.compile(r"\w{3,}ed|met|told|saw|sent|rang|beat|heard|left|thanks?|traf|rief|bat|sah|\w{3,}te")

# Words behind a name and a comma that begin a clause, not an apposition.
_GOES_ON = frozenset(["who", "which", "qui", "and", "und", "et", "и", "і", "but", "der", "die", "який", "яка"])


def _phrase_before(scene: Scene, run: Run) -> list[str]:
    """The words of the noun phrase in front of a name: its titles, without whose spokesman or brother he is."""
    left = re.split(
        r"[.;:!?()«»„“”\"—–\n]|,(?=.*,\s*$)|['’]s\s", scene.text[max(0, run.begin - 90) : run.begin].removesuffix(" ")
    )[-1]
    words = re.findall(r"[^\W\d_][\w’'\-]*", left)[-7:]
    at = max(
        (
            i
            for i, w in enumerate(words)
            if w.casefold() in DETERMINERS and not (i and words[i - 1].casefold() in PREPOSITIONS)
        ),
        default=-1,
    )
    words = words[at + 1 :]
    if (words and words[-1].casefold() in PREPOSITIONS) or (
        len(words) > 1 and words[-1].casefold() in DETERMINERS and words[-2].casefold() in PREPOSITIONS
    ):
        words = []
    return [*_own_title(words, scene.language), *(t for t in run.titles if t not in words)]


def _own_title(words: list[str], language: str | None) -> list[str]:
    """The words in front of a name without those before a verb: in "The minister met President Orr" only the second
    title is Orr's, in "the minister met Orr" none."""
    if language not in ("en", "de", None):
        return words
    for i in range(len(words) - 1, 0, -1):
        if words[i].islower() and not is_role(words[i]) and (i == len(words) - 1 or _FINITE.fullmatch(words[i])):
            titled = any(is_role(w.casefold()) for w in words[:i])
            return words[i + 1 :] if titled or i < len(words) - 1 else words
    return words


def _phrase_after(scene: Scene, run: Run) -> list[str]:
    """The words of the apposition behind a name, between commas."""
    right = re.match(r"(?:,? \d\d)?,\s+([^.;:!?()«»„“”\"—–\n,]{3,70})[,.)]", scene.text[run.end : run.end + 90])
    words = re.findall(r"[^\W\d_][\w’'\-]*", right[1])[:8] if right else []
    if scene.language == "de":
        return words
    if len(words) > 1 and words[-1][0].isupper() and not any(w in PREPOSITIONS for w in words):
        return []  # "Donduk, the shaman Kara-ool, …": the next in a list
    return [] if words and words[0].casefold() in _GOES_ON else words
