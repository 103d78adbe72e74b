"""Sources without a name of their own: "the minister", "газета", "le parquet"."""

import re
from collections.abc import Sequence

from onrecord import declension
from onrecord.orgwords import is_org
from onrecord.speakers.figures import Figure, suits
from onrecord.speakers.focus import in_focus
from onrecord.speakers.lexicon import DETERMINERS, ELISION, POSSESSIVE_WORDS, PRONOUNS, RELATIVE, STOP, UNNAMED
from onrecord.speakers.nouns import DOCUMENT, GENERIC_PERSONS, head_noun, is_role, role_gender
from onrecord.speakers.organisations import office_source, organisation_source
from onrecord.speakers.scene import Found, Scene, place_of, source_text, verb_gender
from onrecord.spelling import listed


def described_source(scene: Scene, index: int) -> Found:
    """Whom a source without a name of its own means: "the minister", "газета", "le parquet"."""
    source = source_text(scene, index)
    core = RELATIVE.split(source)[0] if not source.startswith(",") else source
    words = re.findall(r"[^\W\d_](?:[\w’'\-]*\w)?", core)
    lows = [ELISION.sub("", w).casefold() for w in words]
    if not lows:
        return Found(None, "no words")
    own = lows[0] in POSSESSIVE_WORDS
    content = [w for w in lows if w not in DETERMINERS and w not in STOP]
    head = head_noun(lows, scene.language)
    if head is None:
        return Found(None, "names nobody")
    if lows[0] in UNNAMED and not (scene.language == "de" and lows[0] == "des"):
        return Found(None, "an unnamed source")
    at = place_of(scene.attributions[index])
    generic = GENERIC_PERSONS.get(head, "?") if not (scene.language == "de" and head == "man") else "?"
    if generic != "?" and not own and len(content) <= 1:
        wanted = generic or verb_gender(scene, index)
        return in_focus(scene, index, wanted, f"“{source}”, the one talked of last")
    if own and DOCUMENT.match(head) and (pronoun := PRONOUNS.get(lows[0])) and pronoun[0] == 3:
        return in_focus(scene, index, pronoun[1], f"“{source}”, of the one talked of last")
    if head == "office" and (office := office_source(scene, index, words)):
        return office
    fits = [] if own and not is_org(head) and not _own_role(scene, head) else _with_role(scene, head, content, at)
    if not fits and not own:
        fits = next((f for other in _other_titles(core, head) if (f := _with_role(scene, other, [other], at))), [])
    wanted = role_gender(head, scene.language) or _article_gender(lows[0], scene.language) or verb_gender(scene, index)
    fits = [f for f in fits if suits(f, wanted)]
    if fits and not is_org(head):
        figure = fits[0]
        figure.mention(at, scene.weight(index))
        return Found(figure, f"“{source}” is a title of {figure.name} in this article")
    named = (
        any(is_org(w) for w in words if w[0].isupper())
        and not is_role(head)
        and not (head.endswith("s") and scene.language in ("en", None))
    )
    if is_org(head) or (named and scene.language not in ("ru", "uk", "be")):
        return organisation_source(scene, index, words, head)
    return Found(None, f"nobody named in the article is called “{source}”")


def _article_gender(word: str, language: str | None) -> str | None:
    """The gender that a French or German article shows of a person in the singular."""
    if language == "fr":
        return {"le": "m", "la": "f", "ce": "m", "cette": "f"}.get(word)
    return {"der": "m", "die": "f"}.get(word) if language == "de" else None


# Titles that news uses for one another.
_PREMIERS = (
    "prime",
    "premier",
    "ministerpräsident",
    "премьер",
    "премьер-министр",
    "прем'єр",
    "прем'єр-міністр",
    "прэм'ер",
)
_PRESIDENTS = ("president", "präsident", "président", "президент", "прэзідэнт", "прэзыдэнт", "король", "king")
_MAYORS = ("mayor", "bürgermeister", "oberbürgermeister", "maire", "мэр", "мер", "голова", "градоначальник")
_HEAD_OF_STATE = re.compile(
    r"(?:head of state|staats(?:chef|oberhaupt)|chef de l.état|глав[аы] (?:государства|держави)|кіраўніка? дзяржавы)",
    re.IGNORECASE,
)
_HEAD_OF_GOVERNMENT = re.compile(
    r"(?:premier\b|head of government|regierungschef|chef du gouvernement|глав[аы] (?:правительства|уряду)|"
    r"кіраўніка? [ўу]рад[ау]|премьер\b|прем.єр\b|прэм.ер\b)",
    re.IGNORECASE,
)


def _other_titles(phrase: str, head: str) -> tuple[str, ...]:
    """Other words for the office that a phrase names: "глава государства" is the president."""
    if _HEAD_OF_STATE.search(phrase):
        return _PRESIDENTS
    if _HEAD_OF_GOVERNMENT.search(phrase):
        return _PREMIERS
    return _MAYORS if head in _MAYORS and head != "голова" else ()


def _own_role(scene: Scene, head: str) -> bool:
    """ "His deputy", "her lawyer": only when one figure alone has the title."""
    return sum(f.roles.get(declension.stem(head), 0) > 1 for f in scene.figures if not f.organisation) == 1 and is_role(
        head
    )


_NARROWING = listed("prime deputy vice former first second junior opposition вице бывший бывшая первый")


def _with_role(scene: Scene, head: str, content: Sequence[str], at: int) -> list[Figure]:
    """Figures that the article gives this title, the best fit first; [] when none or when it cannot be told."""
    key = declension.stem(head)
    fits = [f for f in scene.figures if not f.organisation and f.sure and _has_role(f, key)]
    if not fits:
        return []
    more = [declension.stem(w) for w in content if declension.stem(w) != key]

    def rank(figure: Figure) -> tuple[float, int]:
        agree = sum(m in figure.roles for m in more)
        return (agree, figure.last_before(at))

    if any(w in _NARROWING for w in content):
        fits = [f for f in fits if any(declension.stem(w) in f.roles for w in content if w in _NARROWING)]
    ranked = sorted(fits, key=rank, reverse=True)
    if not ranked:
        return []
    return ranked if rank(ranked[0])[1] >= 0 or len(ranked) == 1 else []


def _has_role(figure: Figure, key: str) -> bool:
    if any(n > 1 and role.startswith(f"{key}-") for role, n in figure.roles.items()):
        return True
    return figure.roles.get(key, 0) > 1 or (
        len(key) >= 4 and any(n > 1 and role.endswith(key) for role, n in figure.roles.items())
    )
