"""When each attribution was said.

A date in the attribution's own reporting clause decides. Without one, its speaker's last statement may give it ("in an
interview on 2 February … the minister added"), or the event that the article is telling of ("The trial went on on
Monday. … the witness said"). Dates inside a content are about what was said, not when. What the text does not fix
stays without a date.

The rules for silent dates were read off 540 marked training articles; their comments say how often each was right.

The other files: words (of time, in six languages), grammar (how they make patterns), timex (expressions of time in a
text and what they mean), cues (what the form of a cue tells of when it was uttered).
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from onrecord.contents import Contents
from onrecord.dates.cues import manner, tense
from onrecord.dates.timex import Timex, find, value
from onrecord.model import Article, Attribution, Dating, Speaker
from onrecord.passages import sentences

# So many clock times at the head of lines make a live blog: all is said on the day of publication (100 of 125).
LIVE_CLOCKS = 3
# Line ends for which a speaker's date holds: with past cues 238 of 257 within 2, 4 of 7 beyond.
CARRY_LINES = 4
# Line ends for which the date of an event that the article tells of holds: about 2 of 3 within 4, 15 of 28 beyond.
EVENT_LINES = 6
# A weekday so near a full date is that date's own ("on Monday, 12 December").
SAME_DATE = 6
# A dateline stands in the first so many characters, and is at most so many days older than the publication.
DATELINE = 70
DATELINE_AGE = 3

DAY_LENGTH = len("2023-02-02")
# Stands for the publication of an article that has no date: the last day of a leap year that no article is from.
UNTOLD = "9996-12-31"
UNTOLD_WORDS = "; the article's own date is not known"
_UNTOLD_COUNT = re.compile(rf", counted from (?:\w+ )*{UNTOLD[:4]}[\d-]*(?:, named before)?")

_CLOCK = re.compile(r"(?:^|\n)\W{0,4}[0-2]?\d(?:[.:]| ?[hH] ?)[0-5]\d\b")
_THEN = re.compile(r"\b(?:then|тогда|тоді|тады|damals|da|alors)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"[,(–—] ?(?:who|which|whose|котор\w+|який|яка|яке|які|якого|якої|якая|якое|якога|якой|qui|dont)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression of time in the article that names a time not after publication.

    `inside` are the attributions in whose content it lies; `why` tells how `value` was found.
    """

    begin: int
    end: int
    value: str
    inside: frozenset[int]
    why: str


@dataclass(frozen=True, slots=True)
class Scene:
    """An article prepared for dating. `cues` are the cues' first offsets, `within` the attributions around each."""

    article: Article
    attributions: Sequence[Attribution]
    names: Sequence[str | None]
    cues: Sequence[int]
    within: Sequence[frozenset[int]]
    mentions: Sequence[Mention]
    sentences: Sequence[int]
    lines: Sequence[int]

    def sentence(self, at: int) -> int:
        """The number of the sentence at offset `at`."""
        return bisect_right(self.sentences, at)

    def apart(self, before: int, after: int) -> int:
        """How many lines, empty ones too, lie between two offsets."""
        return bisect_right(self.lines, after) - bisect_right(self.lines, before)

    def form(self, i: int) -> tuple[str, str]:
        """Tense and manner of the cue of attribution i."""
        cue = " ".join(self.article.text[b:e] for b, e in self.attributions[i].cue)
        return tense(cue, self.article.language), manner(cue)


def date_statements(article: Article, attributions: Sequence[Attribution], speakers: Sequence[Speaker]) -> list[Dating]:
    """When each of `attributions` was said: an ISO prefix and its basis in words, or Dating(None, None).

    `speakers` are those of the attributions, in the same order. Days are counted from `article.published`. Without it
    only dates with a year can be told; a day of an untold year has said_on None, and its words stand in the basis.
    """
    if article.published is None:
        dated = date_statements(replace(article, published=UNTOLD), attributions, speakers)
        return [_without_year(dating) for dating in dated]
    scene = _scene(article, attributions, speakers)
    live = len(_CLOCK.findall(article.text)) >= LIVE_CLOCKS
    out: dict[int, Dating] = {}
    for i in sorted(range(len(attributions)), key=lambda k: scene.cues[k]):
        own = _clause(scene, i)
        if own is not None:
            out[i] = Dating(own.value, own.why)
        elif attributions[i].parent is not None:
            out[i] = _nested(scene, i, out)
        elif live and article.published != UNTOLD:
            out[i] = Dating((article.published or "")[:10], "a live report on the day of publication")
        else:
            out[i] = _then(scene, i) or _carried(scene, i, out) or Dating(None, None)
    return [out[i] for i in range(len(attributions))]


def _without_year(dating: Dating) -> Dating:
    """A dating that was counted from UNTOLD, told without what it does not know."""
    if dating.said_on is None or dating.said_on[:4] < UNTOLD[:4]:
        return dating
    return Dating(None, _UNTOLD_COUNT.sub(UNTOLD_WORDS, dating.basis or ""))


def _scene(article: Article, attributions: Sequence[Attribution], speakers: Sequence[Speaker]) -> Scene:
    inside = Contents(attributions).at
    spans = sentences(article.text, article.language)
    cues = [a.cue[0][0] if a.cue else a.content[0][0] if a.content else 0 for a in attributions]
    return Scene(
        article,
        attributions,
        [s.name for s in speakers],
        cues,
        [inside(cue) - {i} for i, cue in enumerate(cues)],
        [Mention(b, e, v, inside(b), why) for b, e, v, why in _times(article)],
        [b for b, _ in spans],
        # Line ends between sentences: those that a hyperlink put into one part nothing.
        [b + m.end() for (_, b), (e, _) in pairwise(spans) for m in re.finditer("\n", article.text[b:e])],
    )


def _times(article: Article) -> list[tuple[int, int, str, str]]:
    """(begin, end, ISO prefix, basis) of the points in time that the article names, none after its publication."""
    found = [t for t in find(article.text, article.language) if not t.bound and not t.ahead]
    published = article.published[:10] if article.published else ""
    anchor, anchored = published, f"publication {published}"
    if found and found[0].span[1] <= DATELINE and _is_dateline(article.text, found[0]):
        line = value(found.pop(0), published, past=True)
        if line and published and 0 <= _days(line, published) <= DATELINE_AGE:
            anchor, anchored = line, f"the dateline {line}"
    out: list[tuple[int, int, str, str]] = []
    last: tuple[str, str] | None = None
    for timex in found:
        begin, end = timex.span
        base, named = last if timex.context and last else (anchor, anchored)
        if timex.context and timex.shift == 0 and last is None:
            continue
        meant = value(timex, base)
        if meant is None or (published and meant > published[: len(meant)]):
            continue
        words = article.text[begin:end]
        if _line_of(article.text, begin).strip(" \t.,-–—|") == words:
            continue  # a line that is only a date tells when the article appeared
        full = timex.year is not None and timex.shift is None
        why = f"‘{words}’" if full else f"‘{words}’, counted from {named}"
        if timex.weekday is not None and any(timex is not t and t.day and _gap(t, timex) <= SAME_DATE for t in found):
            continue
        out.append((begin, end, meant, why))
        if len(meant) == DAY_LENGTH:
            last = (meant, f"{meant}, named before")
    return out


def _line_of(text: str, at: int) -> str:
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[begin : end if end >= 0 else len(text)]


def _is_dateline(text: str, timex: Timex) -> bool:
    before, after = text[: timex.span[0]], text[timex.span[1] : timex.span[1] + 30]
    place = before.rstrip(" ,.(")
    return (
        timex.day is not None and place[-3:].isupper() and bool(re.match(r"[\s,.)]*(?:\(.{1,25}\))?\s*[-–—.:]", after))
    )


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days if len(first) == len(last) == DAY_LENGTH else 99


def _gap(one: Timex, other: Timex) -> int:
    return max(one.span[0] - other.span[1], other.span[0] - one.span[1])


def _clause(scene: Scene, i: int) -> Mention | None:
    """The time named in the reporting clause of attribution i.

    Alone, on 7,678 marked cues: 842 right, 38 wrong, 98 found where none is marked.
    """
    at = scene.cues[i]
    cue = scene.attributions[i].cue
    last = cue[-1][1] if cue else at
    near = [
        m
        for m in scene.mentions
        if m.inside == scene.within[i] and scene.sentence(m.begin) == scene.sentence(at) and _reaches(scene, i, m)
    ]
    return min(near, key=lambda m: max(at - m.end, m.begin - last, 0), default=None)


def _reaches(scene: Scene, i: int, mention: Mention) -> bool:
    """Whether a time in the sentence of cue i can be that cue's: not so when a relative clause has it for itself."""
    at = scene.cues[i]
    form, how = scene.form(i)
    if how == "holds" and form == "present":
        return False
    return not (mention.begin < at and _RELATIVE.search(scene.article.text, max(0, mention.begin - 40), mention.begin))


def _nested(scene: Scene, i: int, dated: Mapping[int, Dating]) -> Dating:
    """A relayed statement has its relayer's date only when he speaks of himself, now: "I ask", "he said he would not"
    (26 of 44; of statements by others, 84 of 1017)."""
    parent = scene.attributions[i].parent
    assert parent is not None
    form, how = scene.form(i)
    same = scene.names[i] is not None and scene.names[i] == scene.names[parent]
    now = form == "modal" or (form == "present" and how != "holds") or (form == "past" and how == "holds")
    got = dated.get(parent)
    if same and now and got is not None and got.said_on is not None:
        return Dating(got.said_on, f"said together with the statement around it: {got.basis}")
    return Dating(None, None)


def _then(scene: Scene, i: int) -> Dating | None:
    """The day named in the sentence before, wherever it stands there, for a cue that says "then"."""
    words = " ".join(scene.article.text[b:e] for b, e in scene.attributions[i].cue)
    if not _THEN.search(words):
        return None
    number = scene.sentence(scene.cues[i])
    days = [
        m
        for m in scene.mentions
        if scene.sentence(m.begin) == number - 1 and m.begin < scene.cues[i] and len(m.value) == DAY_LENGTH
    ]
    return Dating(days[-1].value, f"‘then’, after {days[-1].why}") if days else None


def _carried(scene: Scene, i: int, dated: Mapping[int, Dating]) -> Dating | None:
    """What the text before gives to a statement of the author's own text that names no time."""
    outer = [j for j in dated if scene.attributions[j].parent is None]
    own = [j for j in outer if scene.names[j] is not None and scene.names[j] == scene.names[i]]
    if own and dated[own[-1]].said_on is not None:
        return _from_speaker(scene, i, own[-1], dated[own[-1]])
    told = [m for m in scene.mentions if m.begin < scene.cues[i] and not m.inside]
    # A speaker whose last statement has no date has none now (599 of 627), unless a time has been named in between.
    if not told or (own and told[-1].begin < scene.cues[own[-1]]):
        return None
    return _from_event(scene, i, told[-1], [(j, dated[j]) for j in outer])


def _from_speaker(scene: Scene, i: int, last: int, dating: Dating) -> Dating | None:
    """The date of the speaker's last statement, as long as it is the same occasion."""
    apart = scene.apart(scene.cues[last], scene.cues[i])
    form, how = scene.form(i)
    newer = any(
        scene.cues[last] < m.begin < scene.cues[i]
        and not m.inside
        and m.value != dating.said_on
        and scene.sentence(m.begin) != scene.sentence(scene.cues[last])
        for m in scene.mentions
    )
    if form == "present":  # same line: 37 of 56, further on 18 of 44
        carries = apart == 0 and how != "holds" and not newer
    elif form == "perfect":  # "has since denied"
        carries = False
    else:
        carries = apart <= (CARRY_LINES if not newer else 2)
    return Dating(dating.said_on, f"the speaker's statement before: {_root(dating)}") if carries else None


def _root(dating: Dating) -> str:
    return (dating.basis or "").split(": ")[-1]


def _from_event(scene: Scene, i: int, event: Mention, outer: Sequence[tuple[int, Dating]]) -> Dating | None:
    """The day of the event that the article has just told of, for a speaker who has not spoken yet.

    A time in a sentence that reports a statement is that statement's, not an event's: of those 73 of 508 carry over.
    An event's does when nothing has been said since (57 of 82), or what was said last has its date (84 of 131).
    """
    form, how = scene.form(i)
    apart = scene.apart(event.begin, scene.cues[i])
    if form not in ("past", "colon") or how == "holds" or len(event.value) < DAY_LENGTH or apart > EVENT_LINES:
        return None
    last = outer[-1][1].said_on if outer else event.value
    if form == "past" and any(scene.sentence(scene.cues[j]) == scene.sentence(event.begin) for j, _ in outer):
        carries = apart == 0 and how == "goes on" and last == event.value
    else:  # the speaker labels of an interview are colons: 21 of 26
        carries = apart == 0 or last == event.value or form == "colon"
    return Dating(event.value, f"the event told of before: {event.why}") if carries else None
