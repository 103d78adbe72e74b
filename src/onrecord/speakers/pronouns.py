"""Sources that are a pronoun, or that are left out: "she", "dit-il", "(он) сказал"."""

import re

from onrecord.speakers.figures import AS_RELAYED, Figure, suits
from onrecord.speakers.focus import in_focus
from onrecord.speakers.lexicon import IM, PRONOUNS
from onrecord.speakers.scene import Found, Scene, agrees, figure_of, place_of, source_text, verb_gender


def pronoun_of(scene: Scene, index: int) -> tuple[int, str | None, bool] | None:
    """Person, gender (None when not told) and whether plural, when a source is a pronoun and nothing else."""
    words = [w.casefold() for w in re.findall(r"[\w’'-]+", source_text(scene, index))]
    words = [
        w
        for w in words
        if w not in ("сам", "сама", "himself", "herself", "selbst", "même", "словам", "слоў", "слів", "only")
    ]
    if len(words) != 1:
        return None
    word = words[0].rstrip("’'").removeprefix("t-").removeprefix("-t-").strip("-")
    if word == "ім" and scene.language == "be":
        return IM
    if (word == "lui" and scene.language != "fr") or (word == "il" and scene.language not in ("fr", None)):
        return None
    return PRONOUNS.get(word)


def pronoun_source(scene: Scene, index: int, found: dict[int, Found]) -> Found:
    """Who is meant by a pronoun, by what kind of words it stands in."""
    attribution = scene.attributions[index]
    what = pronoun_of(scene, index)
    assert what is not None
    person, gender, plural = what
    source = source_text(scene, index)
    parent = found.get(attribution.parent) if attribution.parent is not None else None
    if person == 1:
        if plural or attribution.parent is None:
            return Found(None, f"“{source}” without a name")
        quoting = _quoting(scene, index, found)
        return (
            Found(quoting, f"“{source}” in the words of {quoting.name}")
            if quoting
            else Found(None, f"“{source}” in the words of somebody unnamed")
        )
    if person == 2 or plural:
        return Found(None, f"“{source}” names nobody")
    if gender == "n":
        if parent and parent.figure and parent.figure.organisation:
            return Found(parent.figure, f"“{source}”, in a sentence of {parent.figure.name}")
        return in_focus(scene, index, "n", f"“{source}”, the organisation named last")
    why = f"“{source}”, the one talked of last"
    if attribution.parent is None:
        return in_focus(scene, index, gender, why)
    speaker = parent.figure if parent else None
    if _in_quotes(scene, index):
        return in_focus(scene, index, gender, why, (speaker,))
    inside = _inside_first(scene, index, gender, speaker)
    if inside:
        inside.mention(place_of(attribution), AS_RELAYED)
        return Found(inside, why)
    if speaker and suits(speaker, gender):
        return Found(speaker, f"“{source}”, in a sentence of {speaker.name}")
    inside_frame = place_of(attribution) >= place_of(scene.attributions[attribution.parent])
    if parent and parent.figure is None and inside_frame:
        return Found(None, f"“{source}” in the words of somebody unnamed")
    return in_focus(scene, index, gender, why, (speaker,))


def _quoting(scene: Scene, index: int, found: dict[int, Found]) -> Figure | None:
    """Whose "I" it is: the speaker of the nearest frame, past frames in reported speech when the words are quoted."""
    above = scene.attributions[index].parent
    seen = 0
    while above is not None and seen < len(scene.attributions):
        at = place_of(scene.attributions[index])
        if _opens_quote(scene, above, at) or scene.attributions[above].parent is None:
            return figure_of(found, above)
        above = scene.attributions[above].parent
        seen += 1
    return None


def _opens_quote(scene: Scene, index: int, at: int) -> bool:
    """Whether the content of an attribution, at offset `at`, is the speaker's own words (quoted, or after a dash)."""
    for b, e in scene.attributions[index].content:
        if b <= at < e:
            lead = scene.text[max(0, b - 2) : b].rstrip()[-1:]
            return scene.text[b:e].lstrip()[:1] in "\"“”„«‘»'" or lead in "—–"
    return False


def _in_quotes(scene: Scene, index: int) -> bool:
    """Whether an attribution stands in words that its frame's speaker is quoted with."""
    parent = scene.attributions[index].parent
    at = place_of(scene.attributions[index])
    if parent is None:
        return False
    if _opens_quote(scene, parent, at):
        return True
    for b, e in scene.attributions[parent].content:
        if b <= at < e:
            return any(o.start() < at - b < o.end() for o in re.finditer(r"[“„«\"][^“„«»”\"]*[»”“\"]", scene.text[b:e]))
    return False


def _inside_first(scene: Scene, index: int, gender: str | None, speaker: Figure | None) -> Figure | None:
    """Somebody else who is named in the frame's content before the pronoun and fits it."""
    parent = scene.attributions[index].parent
    at = place_of(scene.attributions[index])
    if parent is None:
        return None
    spans = [(b, min(e, at)) for b, e in scene.attributions[parent].content if b < at]
    best: tuple[int, Figure] | None = None
    for figure in scene.figures:
        if (
            figure is speaker
            or not suits(figure, gender)
            or (figure.gender is None and speaker and speaker.gender == gender)
        ):
            continue
        for b, e in spans:
            first = figure.mentions_before(b)
            if first < len(figure.places) and (place := figure.places[first][0]) < e and (not best or place < best[0]):
                best = (place, figure)
    return best[1] if best else None


_IMPERSONAL = re.compile(
    r"(?:\b(?:is|was|are|were|been|be)\b|rumou?r|heißt|gerücht|wird|wurde|rumeur|говорят|говорится|считается|"
    r"сообщается|слух|как известно|"
    r"кажуть|кажуць|гаворыцца|сказано|йдеться|повідомляється|паведамляецца|ходят|чутк|чутак|asked|gefragt|"
    r"на вопрос|спрос|question|dit-on)",
    re.IGNORECASE,
)


def dropped_source(scene: Scene, index: int, found: dict[int, Found]) -> Found:
    """Who is meant where no source stands: the subject goes on from the attribution before, or it is unknown."""
    attribution = scene.attributions[index]
    cue = " ".join(scene.text[b:e] for b, e in attribution.cue)
    if not attribution.cue and attribution.content:
        return _continued(scene, index, found)
    inverted = re.search(r"-(il|elle)\b", cue) if scene.language == "fr" else None
    if inverted:
        gender = "m" if inverted[1] == "il" else "f"
        return in_focus(scene, index, gender, f"“{inverted[1]}”, the one talked of last")
    if _IMPERSONAL.search(cue) or re.search(r"(?:ут|ют|ят|ат|ли|лі|лися|ть|уць|юць|аць|яць)(?:ся|сь|ца)?:?$", cue):
        return Found(None, "no source is named")
    figure = _last_before(scene, index, found, 0)
    if figure and agrees(scene, index, figure):
        return Found(figure, "goes on with the subject of the sentence")
    if attribution.parent is not None:
        inside = _inside_first(scene, index, verb_gender(scene, index), figure_of(found, attribution.parent))
        if inside and agrees(scene, index, inside):
            return Found(inside, "the subject of the sentence")
        speaker = figure_of(found, attribution.parent)
        if speaker and not _in_quotes(scene, index) and agrees(scene, index, speaker):
            return Found(speaker, f"in a sentence of {speaker.name}")
        return Found(None, "no source is named")
    figure = _last_before(scene, index, found, 1) if scene.language in ("ru", "uk", "be") else None
    if figure and agrees(scene, index, figure):
        return Found(figure, "goes on with the subject of the sentence before")
    return Found(None, "no source is named")


def _last_before(scene: Scene, index: int, found: dict[int, Found], back: int) -> Figure | None:
    """Who spoke last before an attribution in the same frame, not more than `back` sentences before its own."""
    at = place_of(scene.attributions[index])
    near = [
        (place, -i)
        for i, a in enumerate(scene.attributions)
        if i != index
        and a.source
        and a.parent == scene.attributions[index].parent
        and (place := place_of(a)) < at
        and scene.sentence(at) - scene.sentence(place) <= back
    ]
    return figure_of(found, -max(near)[1]) if near else None


def _continued(scene: Scene, index: int, found: dict[int, Found]) -> Found:
    """A piece of direct speech with no tag of its own belongs to the speaker of the piece right before it."""
    start = scene.attributions[index].content[0][0]
    ends = [
        (max(e for _, e in a.content), i)
        for i, a in enumerate(scene.attributions)
        if i != index and a.content and a.parent == scene.attributions[index].parent
    ]
    ends = [(e, i) for e, i in ends if e <= start and scene.sentence(start) - scene.sentence(e) <= 1]
    if ends and (figure := figure_of(found, max(ends)[1])):
        return Found(figure, "goes on with the quotation before")
    return Found(None, "no source is named")
