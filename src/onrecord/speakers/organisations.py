"""Sources that describe an organisation, and the fuller name that the article has for it."""

import re
from collections.abc import Sequence

from onrecord import declension
from onrecord.speakers.declined import nominative_phrase
from onrecord.speakers.figures import AS_SPEAKER, Figure, matches, stems_of
from onrecord.speakers.focus import in_focus
from onrecord.speakers.lexicon import DETERMINERS, PRONOUNS, RELATIVE
from onrecord.speakers.nouns import MEDIA, MEDIA_NAME, is_role
from onrecord.speakers.scene import Found, Scene, oblique, place_of, source_text


def office_source(scene: Scene, index: int, words: Sequence[str]) -> Found | None:
    """ "His office", "Aldous's office", "the bishop's office" as "Office of …"."""
    if len(words) < 2:
        return None
    pronoun = PRONOUNS.get(words[0].casefold())
    owner = words[-2].removesuffix("'s").removesuffix("’s")
    if pronoun and pronoun[0] == 3 and len(words) == 2:
        held = in_focus(scene, index, pronoun[1], "")
        whose = held.figure.name if held.figure else None
    elif owner != words[-2]:
        held_by = next((f for f in scene.figures if not f.organisation and matches(f, (owner,))), None)
        titles = [w for w in words[:-2] if w.casefold() not in DETERMINERS]
        whose = (
            held_by.name
            if held_by
            else owner
            if owner[0].isupper() and not is_role(owner)
            else f"the {' '.join([*titles, owner]).title()}"
        )
    else:
        return None
    if whose is None:
        return None
    name = f"Office of {whose}"
    figure = _organisation_called(scene, name)
    figure.roles["office"] = 2
    figure.mention(place_of(scene.attributions[index]), AS_SPEAKER)
    return Found(figure, "an office named by its holder")


def organisation_source(scene: Scene, index: int, words: Sequence[str], head: str) -> Found:
    """The organisation that a source describes; the fuller name when the article has one with the same head."""
    at = place_of(scene.attributions[index])
    kept = [w for i, w in enumerate(words) if not (w.casefold() in DETERMINERS and i < 2)]
    if not kept:
        return Found(None, "names nobody")
    if (
        re.match(r"(?:this|our|notre|unsere?|наш[аеу]?|ця|эта)\s", source_text(scene, index).casefold())
        and MEDIA.match(head)
        and scene.article.outlet
    ):
        return Found(_organisation_called(scene, scene.article.outlet), "this outlet itself")
    if len([w for w in kept if w.casefold() != "same"]) == 1 and (known := _known_before(scene, head, at)):
        known.mention(at, AS_SPEAKER)
        return Found(known, f"“{words[-1]}” is {known.name}, named before")
    if len(kept) == 1 and (longer := _longer_name(scene, kept[0], at)):
        longer.mention(at, AS_SPEAKER)
        return Found(longer, f"“{kept[0]}” is {longer.name}, named before")
    if len(kept) == 1 and (MEDIA.match(head) or _VAGUE_ORG.match(head) or _plural(head, words, scene.language)):
        return Found(None, f"“{head}” without a name")
    figure = _organisation_called(scene, _own_words(scene, index))
    figure.roles[declension.stem(head)] = 2
    figure.mention(at, AS_SPEAKER)
    return Found(figure, "an organisation named so here")


_ARTICLES = re.compile(
    rf"^(?:(?:{'|'.join(sorted(DETERMINERS, key=len, reverse=True))})\s+|l[’'])+", flags=re.IGNORECASE
)


def _own_words(scene: Scene, index: int) -> str:
    """A source's words as the name of an organisation: without articles and clauses, in the nominative."""
    source = source_text(scene, index)
    phrase = _ARTICLES.sub("", re.sub(r"\s+", " ", RELATIVE.split(source)[0]).strip(' ,.“”"'))
    if oblique(scene, index):
        phrase = nominative_phrase(scene, phrase)
    if scene.language == "de" and re.match(r"(?:des|eines)\s", source.casefold()) and " " not in phrase:
        phrase = re.sub(r"(?<=[a-zäöüß])s$", "", phrase)
    return phrase


def _known_before(scene: Scene, head: str, at: int) -> Figure | None:
    """The organisation named last before offset `at` that a head noun may take up."""
    key = declension.stem(head)
    known = [
        f
        for f in scene.figures
        if f.organisation
        and f.last_before(at) >= 0
        and (key in f.roles or key in stems_of(f.words) or (MEDIA.match(head) and _is_media(f)))
    ]
    return max(known, key=lambda f: f.last_before(at), default=None)


_ANAPHORIC = re.compile(r"(?:behörde|ведомств[оае]|відомств[оаі]|ведамств[аео])$")


def _longer_name(scene: Scene, word: str, at: int) -> Figure | None:
    """The organisation that "Amt", "Behörde" or "ведомство" takes up: one named before, or a compound with it."""
    before = [f for f in scene.figures if f.organisation and f.last_before(at) >= 0]
    if _ANAPHORIC.search(word.casefold()):
        return max(before, key=lambda f: f.last_before(at), default=None)
    if scene.language != "de" or len(word) < 3:
        return None
    fits = [f for f in before if f.words[-1].casefold().endswith(word.casefold()) and f.words[-1] != word]
    if fits:
        return fits[-1]
    compound = next(
        (
            t
            for t in scene.tokens
            if t.begin < at and t.text.casefold().endswith(word.casefold()) and len(t.text) > len(word)
        ),
        None,
    )
    if compound is None:
        return None
    figure = Figure((compound.text,), True)
    scene.figures.append(figure)
    return figure


_VAGUE_ORG = re.compile(
    r"compan|firm$|group$|club$|team$|bank$|party$|opposition$|defen[cs]e$|prosecution$|society$|union$|"
    r"entreprise|société|groupe|club|cabinet|"
    r"firma|unternehmen|konzern|verein|behörde|direction|services|компани|компан|кампан|фирм|фірм|банк|клуб|"
    r"ведомств|відомств|ведамств|команд|школ|парти|парті"
)


def _plural(head: str, words: Sequence[str], language: str | None) -> bool:
    """Whether a lone noun is a plural: several of a kind are nobody in particular."""
    if language == "fr":
        return words[0].casefold() in ("les", "des", "ses", "leurs", "nos") and head not in ("services", "autorités")
    if language in ("ru", "uk", "be"):
        return bool(re.search(r"(?:[ыиі]|аў|ов|ів)$", head)) and not head.endswith(("ції", "ии"))
    return (
        language in ("en", None)
        and head.endswith("s")
        and head not in ("news", "times", "services", "authorities", "police")
    )


def _is_media(figure: Figure) -> bool:
    return any(MEDIA.match(role) for role in figure.roles) or bool(MEDIA_NAME.search(figure.name))


def _organisation_called(scene: Scene, name: str) -> Figure:
    """The organisation of that name, a new one if the article has none yet."""
    figure = next((f for f in scene.figures if f.organisation and f.name.casefold() == name.casefold()), None)
    if figure is None:
        figure = Figure(tuple(name.split()), True)
        scene.figures.append(figure)
    return figure
