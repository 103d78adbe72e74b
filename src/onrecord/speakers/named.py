"""Sources that name somebody: "Foreign Minister Edvin Marsk", "адвокат Веледа"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord import declension, names
from onrecord.firstnames import known_given
from onrecord.orgwords import is_org
from onrecord.speakers.cast import add_roles, note_mention, organisation_called
from onrecord.speakers.declined import in_genitive, nominative_name
from onrecord.speakers.figures import AS_SPEAKER, Figure, is_same, matches, stems_of
from onrecord.speakers.lexicon import DETERMINERS, PREPOSITIONS, PRONOUNS, STOP
from onrecord.speakers.mentions import Run, Token, runs_of
from onrecord.speakers.nouns import (
    DOCUMENT,
    GENERIC_PERSONS,
    HE_TITLES,
    KIN,
    MEDIA_NAME,
    SHE_TITLES,
    is_role,
    role_gender,
)
from onrecord.speakers.scene import Found, Scene, oblique, source_text, tokens_within, verb_gender


def named_source(scene: Scene, index: int) -> Found | None:
    """The person or organisation that a source names, or None when it names none of its own."""
    attribution = scene.attributions[index]
    tokens = [t for span in attribution.source for t in tokens_within(scene, span)]
    if not tokens:
        return None
    quoted = _quoted_name(scene, index)
    if quoted:
        return quoted
    runs = [
        r
        for r in runs_of(scene.text, tokens, scene.language)
        if not (len(r.words) == 1 and not r.titles and _common(scene, r, tokens))
    ]
    head = _head_run(scene, index, tokens, runs)
    if head is not None and any(_joined(scene, a, b) for a, b in pairwise(runs) if head in (a, b)):
        return Found(None, f"“{source_text(scene, index)}” are more than one")
    if head is None:
        first = next((r for r in runs if _governed(scene, r, index) or r.possessive), None)
        document = any(DOCUMENT.search(t.text.casefold()) for t in tokens[:5])
        if first is not None and document and not _WHERE.search(scene.text[: first.begin][-12:]):
            return Found(_figure_for(scene, first, index), "named as the author")
        return None
    figure = _figure_for(scene, head, index)
    _read_words_before(scene, figure, head, tokens)
    if not figure.organisation:
        begin = _begin_of(scene, head, index)
        phrase = re.split(r"['’]s\s|,(?=.*,\s*$)", scene.text[begin : head.begin].rstrip(", \n"), flags=re.DOTALL)[-1]
        words = [w for w in re.findall(r"[^\W\d_][\w’'\-]*", phrase) if w.casefold() not in DETERMINERS]
        add_roles(figure, words, scene.language)
    _keep_title(scene, figure, head, index)
    return Found(figure, "named" if len(head.words) > 1 else f"called {' '.join(head.words)} here")


# What stands before a place, not before the author of a document.
_WHERE = re.compile(r"\b(?:in|at|on|to|with|about|im|am|bei|über|mit|en|sur|avec|в|во|о|об|у|ў|пра|про)\s+(?:the\s+)?$")
_AND = re.compile(r"\s+(?:and|or|und|oder|et|ou|и|или|і|й|та|або|ды|альбо)\s+")


def _joined(scene: Scene, a: Run, b: Run) -> bool:
    """Whether two names of persons stand side by side, so that the source is neither of them alone."""
    return not (a.organisation or b.organisation) and bool(_AND.fullmatch(scene.text[a.end : b.begin]))


def _head_run(scene: Scene, index: int, tokens: Sequence[Token], runs: Sequence[Run]) -> Run | None:
    """The run that names the source itself, not its employer or a place: the first full name of a person, else the
    first run."""
    end = tokens[-1].end
    free = [
        r
        for r in runs
        if (not r.possessive or r.end >= end - 2) and not _governed(scene, r, index) and not _modifies(scene, r, tokens)
    ]
    return next((r for r in free if len(r.words) > 1 and not r.organisation), free[0] if free else None)


def _read_words_before(scene: Scene, figure: Figure, head: Run, tokens: Sequence[Token]) -> None:
    """See an organisation by its name or by the noun before it ("the newspaper Rassvet"); the nouns are its roles."""
    before = [t.text for t in tokens if t.end < head.begin]
    named_so = (
        scene.language not in ("ru", "uk", "be")
        and before
        and is_org(before[-1])
        and not any(is_role(w) for w in before)
    )
    if MEDIA_NAME.search(figure.name) or named_so:
        figure.organisation, figure.gender = True, None
        for word in before:
            figure.roles[declension.stem(word)] = 2


def _begin_of(scene: Scene, run: Run, index: int) -> int:
    """Where the span of the source begins that a run stands in."""
    return next((b for b, e in scene.attributions[index].source if b <= run.begin < e), run.begin)


def _modifies(scene: Scene, run: Run, tokens: Sequence[Token]) -> bool:
    """Whether a capitalised word only describes the noun behind it ("the Torvian treasury"), or is a people's name."""
    if run.titles or scene.language not in ("en", None):
        return False
    follows = next((t for t in tokens if t.begin >= run.end), None)
    low = follows.text.casefold() if follows else ""
    if follows and scene.text[run.end : follows.begin] == " " and follows.text[0].islower():
        return (
            low not in PREPOSITIONS
            and low not in STOP
            and low not in ("himself", "herself", "itself", "junior", "senior")
        )
    before = [t.text.casefold() for t in tokens if t.end <= run.begin]
    return len(run.words) == 1 and before[-1:] == ["the"] and run.words[0].endswith(("ians", "ans", "ish", "ese"))


_GERMAN_NOUN = re.compile(r"(?:er|ern|en|te|ende|ung|ungen|schaft|heit|keit|kreise|kreisen|leute)$")


def _common(scene: Scene, run: Run, tokens: Sequence[Token]) -> bool:
    """Whether a single capitalised word is an ordinary one: at the start of a sentence, a German noun, a title."""
    word = run.words[0]
    if any(matches(f, run.words) for f in scene.figures if not f.organisation):
        return False
    if (
        is_role(word)
        or is_org(word)
        or word.casefold() in KIN
        or word.casefold() in GENERIC_PERSONS
        or word.casefold() in PRONOUNS
    ):
        return True
    before = [t for t in tokens if t.end < run.begin]
    if before and is_org(before[-1].text):
        return False
    if re.search(rf"(?<![\w’'-]){re.escape(word.casefold())}(?![\w])", scene.text):
        return True
    if scene.language == "de":
        return run.begin > tokens[0].begin or bool(_GERMAN_NOUN.search(word))
    if not scene.opens(run.begin) or run.begin != tokens[0].begin:
        return False
    return known_given(word) is None and not any(t.text == word and not scene.opens(t.begin) for t in scene.tokens)


def _quoted_name(scene: Scene, index: int) -> Found | None:
    """An organisation's name in quotation marks: "газеты «Рассвет»"."""
    source = source_text(scene, index)
    match = re.search(r"[«„“\"]\s?([A-ZÀ-ÞА-ЯІЇЄҐЎ0-9][^«»„“”\"]*?)\s?[»“”\"]", source)
    if not match or scene.language == "en":
        return None
    before, after = source[: match.start()].split(), source[match.end() :]
    if (
        before
        and not any(is_org(w.strip(",")) for w in before)
        and before[0].casefold() not in DETERMINERS
        and not before[0][0].islower()
    ):
        return None
    if re.search(r"[A-ZА-ЯІЇЄҐЎ]\w+\s+[A-ZА-ЯІЇЄҐЎ]", after) or any(is_role(w) for w in before):
        return None
    words = tuple(match[1].split())
    if any(re.match(r"пр[еэ]с+[оа]?в?а?я?-?служб", w.casefold()) for w in before):
        words = tuple(source.split())
    figure = organisation_called(scene, words)
    for word in before:
        figure.roles[declension.stem(word)] = 2
    return Found(figure, "named")


def _governed(scene: Scene, run: Run, index: int) -> bool:
    before = scene.text[_begin_of(scene, run, index) : run.begin].rstrip()
    words = re.findall(r"[\w’'-]+|,", before)
    if not words or words[-1] == ",":
        return False
    trimmed = [
        w for w in words if w.casefold() not in ("the", "la", "le", "les", "l", "dem", "den") and w not in run.titles
    ]
    if trimmed and (trimmed[-1].casefold() in PREPOSITIONS or trimmed[-1].casefold() in ("d’", "d'", "d")):
        return trimmed[-1].casefold() not in ("der", "des", "en") or len(trimmed) > 1
    return scene.language in ("ru", "uk", "be") and not oblique(scene, index) and in_genitive(scene, run)


def _figure_for(scene: Scene, run: Run, index: int) -> Figure:
    """The figure that a run of words in a source names; a new one when nobody known fits."""
    at = run.begin
    fits = [f for f in scene.figures if f.organisation == run.organisation and matches(f, run.words)]
    if not fits and not run.organisation:
        fits = [f for f in scene.figures if not f.organisation and is_same(f, run)]
    wanted = _wanted_gender(scene, index, run)
    if len(run.words) == 1 and run.titles and wanted:
        fits = [f for f in fits if f.gender in (wanted, None)]
    if len(fits) > 1:
        exact = [f for f in fits if stems_of(f.words) == stems_of(run.words)]
        fits = exact or [f for f in fits if wanted is None or f.gender in (wanted, None)] or fits

        def rank(figure: Figure) -> tuple[bool, int]:
            last = max((p + 1000 * (w == AS_SPEAKER) for p, w in figure.places if p < at), default=-1)
            return wanted is not None and figure.gender == wanted, last

        fits.sort(key=rank, reverse=True)
    if fits:
        figure = fits[0]
    else:
        words = nominative_name(scene, run.words) if oblique(scene, index) and not run.organisation else run.words
        if wanted and len(run.words) == 1 and run.titles and any(matches(f, run.words) for f in scene.figures):
            words = (run.titles[-1], *words)  # "Mrs Ruane", where the article has a Mr Ruane by his full name
        figure = Figure(words, run.organisation)
        if not run.organisation:
            figure.gender = names.gender(figure.name, scene.language) if len(words) > 1 else None
            figure.organisation = len(words) == 1 and not run.titles and _is_place(scene, words[0])
        scene.figures.append(figure)
        note_mention(scene, figure, run)
        for other in scene.runs if not run.organisation else ():
            if other.words == run.words and other.begin != run.begin:
                note_mention(scene, figure, other)
    figure.sure = True
    figure.mention(at, scene.mention_of(index))
    said = verb_gender(scene, index)
    if figure.gender is None and said and not figure.organisation:
        figure.gender = said
    return figure


def _is_place(scene: Scene, word: str) -> bool:
    pattern = (
        rf"(?:\bin|\bв|\bво|\bу|\bў|\bà|\ben|\baus|\bnach|\bde)\s+{re.escape(word[:-1] if len(word) > 4 else word)}"
    )
    return bool(re.search(pattern, scene.text)) or bool(re.search(r"(?:ia|ien|ия|ія|land|stan)$", word))


def _wanted_gender(scene: Scene, index: int, run: Run | None = None) -> str | None:
    for title in run.titles if run else ():
        low = title.casefold().rstrip(".")
        if low in HE_TITLES or low in SHE_TITLES:
            return "m" if low in HE_TITLES else "f"
        if got := role_gender(low, scene.language):
            return got
    if run:
        before = scene.text[max(0, run.begin - 14) : run.begin].split()
        low = before[-1].casefold().rstrip(".") if before else ""
        if low in HE_TITLES or low in SHE_TITLES:
            return "m" if low in HE_TITLES else "f"
    return verb_gender(scene, index)


def _keep_title(scene: Scene, figure: Figure, run: Run, index: int) -> None:
    """Keep the title that a source gives its speaker, lower-cased, when it stands in the nominative."""
    begin = _begin_of(scene, run, index)
    if figure.organisation or oblique(scene, index):
        return
    before = re.split(r"['’]s\s|,(?=.*,\s*$)", scene.text[begin : run.begin].rstrip(", "))[-1]
    title = [w for w in before.split() if w.casefold().strip(",.") not in DETERMINERS]
    while title and title[0][0].isupper() and not is_role(title[0]):
        title.pop(0)
    phrase = " ".join(title).casefold().strip(" ,")
    if phrase and any(is_role(w) for w in title) and phrase not in figure.titles and len(title) <= 8:
        figure.titles.append(phrase)
