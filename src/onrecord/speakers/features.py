"""What speaks for and against each of those whom a source may mean, as words that the scorer has weights for."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.firstnames import known_given
from onrecord.model import Span
from onrecord.speakers.figures import PLAIN, Figure, stems_of
from onrecord.speakers.lexicon import DETERMINERS
from onrecord.speakers.nouns import MEDIA, MEDIA_NAME, PLACE_NAME
from onrecord.speakers.scene import Found, Scene, figure_of, opens_quote, place_of
from onrecord.speakers.sources import Source

# A mention loses so much of its weight with each sentence; mentions further back than so many sentences count nothing.
FADES, FORGOTTEN = 0.6, 6
QUOTES = tuple("\"“”„«»‘'—–")
SUBJECT_WITHIN = 25  # characters from the start of a sentence that hold its subject
NEAR = (20, 40, 60, 150)  # characters between a noun and a name that it may belong to, in steps
BACK = 6  # attributions before a source that are looked at
# So many in view are weighed, and all whose titles or names fit. With 8, or all of them, the right speakers of a
# held-out third of marked/train are 0.002 fewer.
IN_VIEW = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around one source: who spoke before it, whose words it stands in."""

    sentence: int
    line: int
    before: tuple[Figure | None, str] | None  # who spoke last, and how far back
    level: tuple[Figure | None, str] | None  # the same among attributions of the same parent
    continued: Figure | None  # whose words end right before
    frames: tuple[Figure | None, ...]  # the speakers of the attributions around it, innermost first
    quoting: Figure | None  # whose "I" stands here
    where: str  # how it stands in its frame: quoted or not, behind the frame's source or not
    inside: tuple[Span, ...]  # the frame's content up to here
    form: str  # of a noun phrase: which and how many are meant, and whether their words are quoted
    own: tuple[Span, ...]
    between: tuple[Span, ...]  # from the cue to the content


def step(number: int, edges: Sequence[int]) -> int:
    """The number of the first of `edges` that is not below `number`."""
    return bisect_left(edges, number)


def surroundings(scene: Scene, source: Source, found: dict[int, Found]) -> Surroundings:
    """What stands around a source, as far as its article is worked out in `found`."""
    attribution, at = scene.attributions[source.index], source.at
    here = scene.sentence(at)
    rank = scene.ranks[source.index]
    past = [j for j in reversed(scene.order[max(0, rank - BACK) : rank]) if j in found]
    spoke = [(j, step(here - scene.sentence(place_of(scene.attributions[j])), (0, 1))) for j in past]
    before = next(((figure_of(found, j), f"{d}") for j, d in spoke), None)
    level = next(
        ((figure_of(found, j), f"{d}") for j, d in spoke if scene.attributions[j].parent == attribution.parent), None
    )
    frames: list[int] = []
    above = attribution.parent
    while above is not None and len(frames) < BACK:
        frames.append(above)
        above = scene.attributions[above].parent
    quoting = next((j for j in frames if opens_quote(scene, j, at)), frames[-1] if frames else None)
    where = ""
    inside: tuple[Span, ...] = ()
    if frames:
        outer = scene.attributions[frames[0]]
        where = ("quoted" if source.quoted else "told") + (" after" if at >= place_of(outer) else " before")
        inside = tuple((b, min(e, at)) for b, e in outer.content if b < at)
    begin = min((b for b, _ in attribution.content), default=at)
    behind = max((e for _, e in attribution.cue), default=begin)
    return Surroundings(
        here,
        bisect_right(scene.paragraphs, at),
        before,
        level,
        _continued(scene, source, found),
        tuple(figure_of(found, j) for j in frames),
        figure_of(found, quoting) if quoting is not None else None,
        where,
        inside,
        _form(scene, source),
        attribution.content,
        ((behind, begin),) if behind < begin else (),
    )


def _form(scene: Scene, source: Source) -> str:
    """How a noun phrase stands: "the", "his", "my", "plural" or "unnamed", and whether it tags direct speech."""
    form = next((m for m in ("unnamed", "plural", "my", "his") if m in source.marks), "the")
    first = min((b for b, _ in scene.attributions[source.index].content), default=0)
    return f"{form} tag" if scene.text[first : first + 1] in QUOTES and first < source.at else form


def _continued(scene: Scene, source: Source, found: dict[int, Found]) -> Figure | None:
    """The speaker of the words that end right before those of a source, in the same frame."""
    attribution = scene.attributions[source.index]
    start = min(b for b, _ in (attribution.content or attribution.cue or attribution.source or ((0, 0),)))
    ends = scene.ends.get(attribution.parent, [])
    for k in range(bisect_right(ends, (start, len(scene.attributions))) - 1, -1, -1):
        end, j = ends[k]
        if scene.sentence(start) - scene.sentence(end) > 1:
            return None
        if j in found and j != source.index:
            return figure_of(found, j)
    return None


def in_view(scene: Scene, source: Source, around: Surroundings) -> list[tuple[Figure, float]]:
    """The figures that are worth weighing for a source, each with how much it is in view there."""
    if source.kind in ("I", "we", "you") and not around.frames:
        return []  # the writer, the reader
    weighed = []
    for n, figure in enumerate(scene.figures):
        if source.kind == "they" and not figure.organisation:
            continue
        view = _view(scene, figure, source.at, around.sentence)
        named = source.is_noun and (
            _has_role(figure, source.key, 1)
            or any(_has_role(figure, t, 2) for t in source.titles)
            or source.key in stems_of(figure.words)
        )
        weighed.append((named, view, figure.last_before(source.at), -n, figure))
    weighed.sort(key=lambda w: w[:4], reverse=True)
    fitting = sum(w[0] for w in weighed)
    return [(figure, view) for _, view, _, _, figure in weighed[: fitting + IN_VIEW]]


def _view(scene: Scene, figure: Figure, at: int, here: int) -> float:
    """How much in view a figure is at offset `at`: its mentions before, faded by the sentences between."""
    view = 0.0
    for i in range(figure.mentions_before(at) - 1, -1, -1):
        place, what = figure.places[i]
        back = here - scene.sentence(place)
        if back > FORGOTTEN:
            break
        view += FADES**back * _WEIGHTS[what if what != PLAIN else _standing(scene, place)]
    return view


_WEIGHTS = {"spoke": 1.0, "relayed": 0.6, "subject": 0.95, "elsewhere": 0.65, "said": 0.5}


def _standing(scene: Scene, place: int) -> str:
    """Where a plain mention stands: in what others say, as the subject of its sentence, or elsewhere."""
    if scene.is_said(place):
        return "said"
    start = scene.starts[max(0, scene.sentence(place) - 1)] if scene.starts else 0
    return "subject" if place - start < SUBJECT_WITHIN else "elsewhere"


def _has_role(figure: Figure, key: str, least: int) -> bool:
    """Whether a figure has a title with this stem, or one made with it ("премьер-министр", "Außenminister")."""
    if figure.roles.get(key, 0) >= least:
        return True
    return any(
        n >= least and (role.startswith(f"{key}-") or (len(key) >= 4 and role.endswith(key)))
        for role, n in figure.roles.items()
    )


def candidates(
    scene: Scene, source: Source, around: Surroundings, described: Figure | None
) -> list[tuple[Figure | None, list[str]]]:
    """Whom a source may mean, each with its features: figures of the article, the figure that the source's own words
    describe, and, last, nobody."""
    seen = in_view(scene, source, around)
    wants_org = source.kind in ("it", "org", "media", "document")
    fits = [
        (view, figure.last_before(source.at), k)
        for k, (figure, view) in enumerate(seen)
        if figure.organisation == wants_org and (source.gender is None or figure.gender in (source.gender, None))
    ]
    by_view = {k: r for r, (_, _, k) in enumerate(sorted(fits, reverse=True))}
    by_place = {k: r for r, (_, last, k) in enumerate(sorted(fits, key=lambda f: f[1], reverse=True)) if last >= 0}
    top = max((view for view, _, _ in fits), default=0.0)
    holders = sum(_has_role(figure, source.key, 2) for figure, _ in seen) if source.is_noun else 0
    out: list[tuple[Figure | None, list[str]]] = []
    for k, (figure, view) in enumerate(seen):
        marks = _kind(figure, source)
        marks += _last_mention(scene, figure, source, around)
        marks += [f"view {step(round(10 * view), (0, 2, 4, 6, 9, 13))}"]
        if k in by_view:
            share = view / top if top else 0.0
            marks += [f"most in view {min(by_view[k], 3)}", f"share {step(round(10 * share), (0, 2, 4, 6, 8, 9))}"]
            if len(fits) == 1:
                marks.append("the only one")
        if k in by_place:
            marks.append(f"named last {min(by_place[k], 3)}")
        marks += _spoken(figure, around)
        marks += _stands(figure, source, scene, around)
        if source.is_noun:
            marks += _called(scene, figure, source, holders)
            marks += [f"{around.form}, {m}" for m in marks if m in _TAKEN_UP]
        out.append((figure, marks))
    if described is not None:
        out.append((described, _description(scene, source, described, holders)))
    out.append((None, _nobody(scene, source, around, len(fits), holders)))
    return out


_FRAMED = ("frame told after", "frame quoted after")
# Signs that somebody is still talked of: they weigh otherwise for "said the monk" than for "a monk said" or "monks".
_TAKEN_UP = frozenset(["continues", "most in view 0", "0 lines back", "gender agrees", "level 1", *_FRAMED])


def _kind(figure: Figure, source: Source) -> list[str]:
    """What the figure is, and whether its gender agrees."""
    marks = ["organisation" if figure.organisation else "person" if figure.sure else "perhaps a person"]
    if len(figure.words) == 1:
        marks.append(f"one word, {marks[0]}")
    if PLACE_NAME.search(figure.words[-1]):
        marks.append("a place's name")
    elif MEDIA_NAME.search(figure.name) or any(MEDIA.match(r) for r in figure.roles):
        marks.append("a paper's name")
    if figure.organisation:
        return marks
    known = known_given(figure.words[0]) is not None
    if known:
        marks.append("known first name")
    if source.gender:
        gender = "?" if figure.gender is None else "agrees" if figure.gender == source.gender else "differs"
        marks += [f"gender {gender}", f"gender {gender}, {'known' if known else 'sure' if figure.sure else 'guess'}"]
    elif figure.gender is None:
        marks.append("no gender")
    return marks


def _last_mention(scene: Scene, figure: Figure, source: Source, around: Surroundings) -> list[str]:
    """Where the figure was named last before the source."""
    count = figure.mentions_before(source.at)
    if not count:
        return ["not named before"]
    place, what = figure.places[count - 1]
    back = around.sentence - scene.sentence(place)
    if what == PLAIN:
        what = _standing(scene, place)
    lines = around.line - bisect_right(scene.paragraphs, place)
    marks = [f"{step(back, (0, 1, 2, 4, 8))} back", f"last {what}", f"{step(lines, (0, 1, 2, 4))} lines back"]
    if back <= 1:
        marks.append(f"{back} back, {what}")
    return marks


def _spoken(figure: Figure, around: Surroundings) -> list[str]:
    """How the figure has spoken before."""
    marks = []
    if around.before and around.before[0] is figure:
        marks.append(f"spoke last {around.before[1]}")
    if around.level and around.level[0] is figure:
        marks.append(f"level {around.level[1]}")
    if around.continued is figure:
        marks.append("continues")
    return marks


def _stands(figure: Figure, source: Source, scene: Scene, around: Surroundings) -> list[str]:
    """How the figure stands to the attribution and to those around it."""
    marks = []
    spoken = bisect_left(figure.spoken, source.at)
    if spoken:
        marks.append("spoke before")
        if spoken >= 3:
            marks.append("spoke often")
    elif figure.spoken:
        marks.append("speaks later")
    if any(s in scene.headline for s in stems_of(figure.words)):
        marks.append("in the headline")
    if around.frames:
        frame = around.frames[0]
        if frame is figure:
            marks.append(f"frame {around.where}")
        elif any(f is figure for f in around.frames):
            marks.append(f"outer frame {around.where}")
        elif frame is None:
            marks.append(f"frame of nobody {around.where}")
        if around.quoting is figure:
            marks.append(f"quoting {around.where}")
        if figure.is_in(around.inside):
            marks.append(f"in the frame {around.where}")
    if figure.is_in(around.own):
        marks.append("in what is said")
    if figure.is_in(around.between):
        marks.append("addressed")
    if source.is_noun and figure.is_in(scene.attributions[source.index].source):
        marks.append("in the source")
    return marks


def _called(scene: Scene, figure: Figure, source: Source, holders: int) -> list[str]:
    """How the words of a noun phrase fit a figure: its titles, its name, what stands near its name."""
    marks = []
    held = _has_role(figure, source.key, 2)
    if held:
        marks += ["role" if holders == 1 else "role, others too"]
    elif _has_role(figure, source.key, 1):
        marks.append("in its phrase")
    elif any(_has_role(figure, t, 2) for t in source.titles):
        marks.append("role by another word")
    shared = sum(s in figure.roles for s in source.around)
    if shared:
        marks.append(f"shares {min(shared, 3)}{', role' if held else ''}")
    if held and len(source.around) > shared:
        marks.append(f"role, lacks {min(len(source.around) - shared, 2)}")
    name = stems_of(figure.words)
    if source.key in name:
        marks.append("head in its name")
    elif figure.organisation and any(w.endswith(source.key) for w in name):
        marks.append("head ends its name")
    if common := len(source.around.intersection(name)):
        marks.append(f"name shares {min(common, 2)}")
    marks += _near(scene, figure, source)
    marks += [f"form {m}" for m in source.marks if m in ("unnamed", "plural", "my", "his")]
    return marks


def _near(scene: Scene, figure: Figure, source: Source) -> list[str]:
    """How near to a mention of the figure the head stands elsewhere in the text; and whether it introduced it."""
    nearest, first = NEAR[-1] + 1, False
    inside = scene.attributions[source.index].source
    for place in scene.places.get(source.key, ()):
        if any(b <= place < e for b, e in inside):
            continue
        k = bisect_left(figure.places, (place,))
        for at, _ in figure.places[max(0, k - 1) : k + 1]:
            nearest = min(nearest, abs(at - place))
        if figure.places and place < source.at:
            first = first or 0 <= scene.sentence(figure.places[0][0]) - scene.sentence(place) <= 1
    marks = [f"near {step(nearest, NEAR)}"] if nearest <= NEAR[-1] else []
    return [*marks, "brought in by it"] if first else marks


def _description(scene: Scene, source: Source, described: Figure, holders: int) -> list[str]:
    """What speaks for taking a source's own words for a name."""
    language = scene.language or "en"
    marks = [
        "own",
        f"own {language}",
        f"own {source.kind}",
        f"own {language} {source.kind}",
        f"own of {min(source.length, 4)}",
        f"own {language} of {min(source.length, 3)}",
        f"own {'nested' if scene.attributions[source.index].parent is not None else 'outer'}",
    ]
    marks += [f"own {m}" for m in source.marks] + [f"own {language} {m}" for m in source.marks]
    marks += [f"own {source.kind} {m}" for m in source.marks]
    first = source.text.split()[0].casefold()
    if first in DETERMINERS:
        marks.append(f"own “{first}”")
    if holders:
        marks.append("own, but others hold it")
    return marks


def _nobody(scene: Scene, source: Source, around: Surroundings, fits: int, holders: int) -> list[str]:
    """What speaks for leaving a source unresolved."""
    marks = ["nobody", f"nobody {scene.language or 'en'}", f"nobody of {step(fits, (0, 1, 2, 4))}"]
    marks += [f"nobody {m}" for m in source.marks]
    if source.is_noun:
        marks += [f"nobody, {around.form}", f"nobody, {around.form} {scene.language or 'en'}"]
    if source.is_noun:
        marks.append(f"nobody, {min(source.length, 4)} words")
        if not holders:
            marks.append("nobody holds it")
    if around.frames and around.frames[0] is None:
        marks.append(f"nobody around, {around.where}")
    elif around.frames:
        marks.append(f"nobody, {around.where}")
    if around.before and around.before[0] is None:
        marks.append(f"nobody spoke last {around.before[1]}")
    if around.level and around.level[0] is None:
        marks.append(f"nobody level {around.level[1]}")
    if around.continued is None:
        marks.append("nobody continues")
    return marks
