"""Who is most in view at a place in an article: whom a pronoun there means."""

from collections.abc import Sequence

from onrecord.speakers.figures import AS_SPEAKER, PLAIN, Figure, suits
from onrecord.speakers.scene import Found, Scene, place_of, source_text

# How a mention keeps somebody in view for a pronoun, swept on the 540 articles of marked/train: fading by 0.55 to 0.75
# a sentence moves the right speakers by 0.001 (0.85 costs 0.008); the mentions' weights below move them by 0.003.
FADES = 0.6  # what a mention loses with each sentence
CLOSE_CALL = 0.97  # a second candidate this near to the first leaves the pronoun unresolved
AS_SUBJECT, ELSEWHERE, IN_CONTENT = 0.95, 0.65, 0.5  # named near the start of a sentence, later, in what others say
HARDLY_A_PERSON, GENDER_UNKNOWN = 0.3, 0.85  # factors: a name that may be a place, a gender not told
LATER, LATEST = 0.00001, 9999  # of mentions as strong the later one goes first: so much a character, up to so many
MOST = AS_SPEAKER * (1 + LATER * (LATEST + 1))  # no mention weighs more before it fades
SUBJECT_WITHIN = 25  # characters from the start of a sentence that hold its subject


def in_focus(scene: Scene, index: int, gender: str | None, why: str, barred: Sequence[Figure | None] = ()) -> Found:
    """The figure most in view where a pronoun stands, or None when there is none or two are as likely."""
    at = place_of(scene.attributions[index])
    scored = sorted(
        (
            (_view(scene, f, at), n)
            for n, f in enumerate(scene.figures)
            if suits(f, gender) and not any(f is b for b in barred)
        ),
        reverse=True,
    )
    scored = [(s, n) for s, n in scored if s > 0]
    if not scored:
        return Found(None, f"“{source_text(scene, index)}”: nobody who fits was named before")
    if len(scored) > 1 and scored[1][0] >= CLOSE_CALL * scored[0][0]:
        return Found(None, f"“{source_text(scene, index)}” may be more than one of those named")
    figure = scene.figures[scored[0][1]]
    figure.mention(at, scene.weight(index))
    if figure.gender is None and gender in ("m", "f"):
        figure.gender = gender
    return Found(figure, why)


def _view(scene: Scene, figure: Figure, at: int) -> float:
    """How much in view a figure is at offset `at`: by the best of its mentions before, the last ones first."""
    here = scene.sentence(at)
    sure = 1.0 if figure.sure else HARDLY_A_PERSON
    known = 1.0 if figure.gender else GENDER_UNKNOWN
    best = 0.0
    for i in range(figure.mentions_before(at) - 1, -1, -1):
        place, weight = figure.places[i]
        faded = FADES ** (here - scene.sentence(place))
        if best >= faded * MOST:
            break  # none of the earlier ones can weigh more
        if weight == PLAIN:
            weight = _mention_weight(scene, place)
        best = max(best, weight * faded * (1 + LATER * min(place, LATEST)))
    return best * sure * known


def _mention_weight(scene: Scene, place: int) -> float:
    """How much in view a plain mention puts somebody: less inside what others say, more as a sentence's first word."""
    if scene.is_said(place):
        return IN_CONTENT
    start = scene.starts[max(0, scene.sentence(place) - 1)]
    return AS_SUBJECT if place - start < SUBJECT_WITHIN else ELSEWHERE
