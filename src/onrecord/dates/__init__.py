"""When each attribution was said.

A date in the attribution's own reporting clause decides. Without one, its speaker's last statement may give it ("in an
interview on 2 February … the minister added"), or the event that the article is telling of ("The trial went on on
Monday. … the witness said"). Dates inside a content are about what was said, not when, but "yesterday" in a quotation
counts from the day on which it was spoken. What the text does not fix stays without a date, and dates of the text that
disagree are told in the basis.

The rules for silent dates were read off 540 marked training articles; their comments say how often each was right.

The other files: words (of time, in six languages), grammar (how they make patterns), timex (expressions of time in a
text and what they mean), cues (what the form of a cue tells of when it was uttered).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from onrecord.contents import Contents
from onrecord.dates.cues import GATHERING, manner, tense
from onrecord.dates.timex import Timex, find, value
from onrecord.model import Article, Attribution, Dating, Speaker
from onrecord.passages import sentences
from onrecord.voice import lineage

# So many clock times at the head of lines make a live blog: all is said on the day of publication (120 of 145).
LIVE_CLOCKS = 3
# A weekday so near a full date is that date's own ("on Monday, 12 December").
SAME_DATE = 6
# A count of days and the dates that it joins disagree when they differ by so few days; by more, they belong to others.
MISCOUNT = 2
# A dateline stands in the first so many characters, and is at most so many days older than the publication.
DATELINE = 70
DATELINE_AGE = 3

# Once so many utterances have one date, and none another or none, the article is of that day: who speaks then, speaks
# on it (33 of 42).
STEADY = 3

DAY_LENGTH = len("2023-02-02")
# Stands for the publication of an article that has no date: the last day of a leap year that no article is from.
UNTOLD = "9996-12-31"
UNTOLD_WORDS = "; the article's own date is not known"
_UNTOLD_COUNT = re.compile(rf", counted from (?:\w+ )*{UNTOLD[:4]}[\d-]*(?:, named before|, when it was quoted)?")

_OPENING = "\"“„«‘'»‹"
_CLOCK = re.compile(r"(?:^|\n)\W{0,4}[0-2]?\d(?:[.:]| ?[hH] ?)[0-5]\d\b")
_THEN = re.compile(r"\b(?:then|тогда|тоді|тады|damals|da|alors)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"he|she|they|er|sie|ihm|ihr|ihnen|il|elle|ils|elles|lui|on|он|она|они|его|её|ее|их|він|вона|вони|його|її|їх|ён|яна"
    r"|яны|яго|яе|іх",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"[,(–—] ?(?:who|which|whose|котор\w+|який|яка|яке|які|якого|якої|якая|якое|якога|якой|qui|dont)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression of time in the article that names a time not after publication.

    `inside` are the attributions in whose content it lies; `why` tells how `value` was found, `doubt` what in the
    article disagrees with it (empty when nothing does).
    """

    timex: Timex
    value: str
    why: str
    inside: frozenset[int]
    doubt: str = ""

    @property
    def begin(self) -> int:
        return self.timex.span[0]

    @property
    def end(self) -> int:
        return self.timex.span[1]

    @property
    def dating(self) -> Dating:
        return Dating(self.value, self.why + self.doubt)


@dataclass(frozen=True, slots=True)
class Scene:
    """An article prepared for dating. `cues` are the cues' first offsets, `forms` their tense and manner, `within` the
    attributions around each; `inside` tells in whose contents an offset lies."""

    article: Article
    attributions: Sequence[Attribution]
    names: Sequence[str | None]
    cues: Sequence[int]
    forms: Sequence[tuple[str, str]]
    within: Sequence[frozenset[int]]
    inside: Callable[[int], frozenset[int]]
    mentions: Sequence[Mention]
    sentences: Sequence[int]
    lines: Sequence[int]

    def sentence(self, at: int) -> int:
        """The number of the sentence at offset `at`."""
        return bisect_right(self.sentences, at)

    def apart(self, before: int, after: int) -> int:
        """How many lines, empty ones too, lie between two offsets."""
        return bisect_right(self.lines, after) - bisect_right(self.lines, before)

    def utters(self, i: int) -> bool:
        """Whether the cue of attribution i tells of one utterance, not of what somebody thinks or keeps saying."""
        form, how = self.forms[i]
        return form in ("past", "colon", "none") and how != "holds"

    def aside(self, mention: Mention) -> bool:
        """Whether a relative clause has the time for itself ("the window, which closed on Thursday")."""
        return bool(_RELATIVE.search(self.article.text, max(0, mention.begin - 40), mention.begin))

    def gathering(self, at: int) -> bool:
        """Whether the sentence around offset `at` tells of a gathering, what is said in it left out."""
        number = self.sentence(at)
        begin = self.sentences[number - 1]
        end = self.sentences[number] if number < len(self.sentences) else len(self.article.text)
        words = self.article.text[begin:end]
        return any(not self.inside(begin + m.start()) - self.inside(at) for m in GATHERING.finditer(words))

    def pronoun(self, i: int) -> bool:
        """Whether the source of attribution i is a pronoun of whom it is not known for whom it stands."""
        source = " ".join(self.article.text[b:e] for b, e in self.attributions[i].source)
        return self.names[i] is None and bool(_PRONOUN.fullmatch(source))


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
    # Relayers before what they relay: a quotation often stands before its speaker.
    for i in sorted(range(len(attributions)), key=lambda k: (len(lineage(k, attributions)), scene.cues[k])):
        own = _clause(scene, i)
        if own is not None:
            out[i] = _as_quoted(scene, i, own, out) or own.dating
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
    told = [" ".join(article.text[b:e] for b, e in a.cue) for a in attributions]
    cues = [a.cue[0][0] if a.cue else a.content[0][0] if a.content else 0 for a in attributions]
    return Scene(
        article,
        attributions,
        [s.name for s in speakers],
        cues,
        [(tense(words, article.language), manner(words)) for words in told],
        [inside(cue) - {i} for i, cue in enumerate(cues)],
        inside,
        _mentions(article, inside),
        [b for b, _ in spans],
        # Line ends between sentences: those that a hyperlink put into one part nothing.
        [b + m.end() for (_, b), (e, _) in pairwise(spans) for m in re.finditer("\n", article.text[b:e])],
    )


def _mentions(article: Article, inside: Callable[[int], frozenset[int]]) -> list[Mention]:
    """The points in time that the article names, none after its publication. `inside` tells in whose contents an offset
    lies: a day that somebody names in what he says is none that the author's own text counts on from."""
    found = [t for t in find(article.text, article.language) if not t.bound and not t.ahead]
    published = article.published[:10] if article.published else ""
    anchor, anchored = published, f"publication {published}"
    if found and found[0].span[1] <= DATELINE and _is_dateline(article.text, found[0]):
        line = value(found.pop(0), published, past=True)
        if line and published and 0 <= _days(line, published) <= DATELINE_AGE:
            anchor, anchored = line, f"the dateline {line}"
    out: list[Mention] = []
    lasts: dict[frozenset[int], tuple[str, str]] = {}
    for k, timex in enumerate(found):
        begin, end = timex.span
        around = inside(begin)
        last = lasts.get(around, lasts.get(frozenset()))
        base, named = last if timex.context and last else (anchor, anchored)
        if timex.context and last is None and (timex.shift == 0 or timex.event):
            continue
        meant = value(timex, base)
        if meant is None or (published and meant > published[: len(meant)]):
            continue
        words = article.text[begin:end]
        if _line_of(article.text, begin).strip(" \t.,-–—|") == words:
            continue  # a line that is only a date tells when the article appeared
        if (timex.weekday is not None or timex.event) and _beside(found, k):
            continue  # a part of that date, or counted from it
        full = timex.year is not None and timex.shift is None
        out.append(Mention(timex, meant, f"‘{words}’" if full else f"‘{words}’, counted from {named}", around))
        if len(meant) == DAY_LENGTH and not timex.event:
            lasts[around] = (meant, f"{meant}, named before")
    doubts = _doubts(article.text, out, found)
    return [replace(m, doubt=doubts.get(m.value, "") if m.timex.day else "") for m in out]


def _beside(found: Sequence[Timex], k: int) -> Timex | None:
    """The expression right before or after the k-th that names a day of the month, so near that both are one date."""
    near = [found[n] for n in (k - 1, k + 1) if 0 <= n < len(found)]
    return next((t for t in near if t.day and _gap(t, found[k]) <= SAME_DATE), None)


def _doubts(text: str, mentions: Sequence[Mention], found: Sequence[Timex]) -> dict[str, str]:
    """What the text tells otherwise of days that it names, by day: another day of the week ("on Tuesday, 2 May"), or a
    number of days to an event ("on 19 January, four days before …") whose own day is given as another."""
    days = {m.timex: date.fromisoformat(m.value) for m in mentions if m.timex.day and _is_day(m.value)}
    out: dict[str, str] = {}
    for k, timex in enumerate(found):
        beside = _beside(found, k)
        day, words = days.get(beside) if beside else None, text[slice(*timex.span)]
        if day is None:
            continue
        if timex.weekday not in (None, day.weekday()):
            out[day.isoformat()] = f"; but the text says ‘{words}’, which {day} was not"
        if timex.event and timex.unit == "day" and timex.shift is not None:
            told = day - timedelta(days=timex.shift)
            given = min(days.values(), key=lambda other: abs(other - told))
            if given != told and abs(given - told).days <= MISCOUNT:
                doubt = f"; but the text counts ‘{words}’ from {day}, which gives {told}, not {given}"
                out |= {day.isoformat(): doubt, given.isoformat(): doubt}
    return out


def _is_day(value: str) -> bool:
    return len(value) == DAY_LENGTH and value[:4] != UNTOLD[:4]


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


def _as_quoted(scene: Scene, i: int, own: Mention, dated: Mapping[int, Dating]) -> Dating | None:
    """The day that the time of a quoted statement means, when counted from the day on which it was quoted: "yesterday"
    in somebody's mouth is the day before he spoke."""
    parent = scene.attributions[i].parent
    counted = own.timex.month is None and own.timex.year is None and not own.timex.context
    said_on = dated[parent].said_on if parent is not None and parent in dated else None
    if not counted or parent not in own.inside or said_on is None or len(said_on) < DAY_LENGTH:
        return None
    pieces = [(b, e) for b, e in scene.attributions[parent].content if b <= own.begin < e]
    meant = value(own.timex, said_on)
    if meant is None or not any(scene.article.text[b] in _OPENING for b, _ in pieces):
        return None
    return Dating(meant, f"‘{scene.article.text[own.begin : own.end]}’, counted from {said_on}, when it was quoted")


def _clause(scene: Scene, i: int) -> Mention | None:
    """The time named in the reporting clause of attribution i.

    Alone, on 7,678 marked cues: 897 right, 41 wrong, 84 found where none is marked.
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
    form, how = scene.forms[i]
    if how == "holds" and form == "present":
        return False
    return not (mention.begin < at and scene.aside(mention))


def _nested(scene: Scene, i: int, dated: Mapping[int, Dating]) -> Dating:
    """A relayed statement has its relayer's date only when he speaks of himself, now: "I ask", "he said he would not"
    (17 of 44; of statements by others, 84 of 1017)."""
    parent = scene.attributions[i].parent
    assert parent is not None
    form, how = scene.forms[i]
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
    return Dating(days[-1].value, f"‘then’, after {days[-1].why}{days[-1].doubt}") if days else None


def _carried(scene: Scene, i: int, dated: Mapping[int, Dating]) -> Dating | None:
    """What the text before gives to a statement of the author's own text that names no time."""
    outer = [j for j in dated if scene.attributions[j].parent is None]
    own = [j for j in outer if scene.names[j] is not None and scene.names[j] == scene.names[i]]
    # What he says, thinks or has said at no certain time leaves the occasion as it was.
    own = [j for j in own if dated[j].said_on is not None or scene.utters(j)] or own[-1:]
    if outer and not own and (scene.pronoun(i) or _first_named(scene, i, outer)):
        own = outer[-1:]
    if own and dated[own[-1]].said_on is not None:
        return _from_speaker(scene, i, own[-1], dated[own[-1]])
    told = [m for m in scene.mentions if m.begin < scene.cues[i] and not m.inside and not scene.aside(m)]
    # A speaker whose last statement has no date has none now (599 of 627), unless a time has been named in between.
    if not told or (own and told[-1].begin < scene.cues[own[-1]]):
        return None
    return _from_event(scene, i, told[-1], [(j, dated[j]) for j in outer])


def _first_named(scene: Scene, i: int, outer: Sequence[int]) -> bool:
    """Whether attribution i brings the first speaker whose name is known: often he whom the sentences before called by
    his office ("its chief executive told analysts on Wednesday … said Priya Holt"; about 3 of 5)."""
    return scene.utters(i) and not any(scene.names[j] for j in outer)


def _from_speaker(scene: Scene, i: int, last: int, dating: Dating) -> Dating | None:
    """The date of the speaker's last statement, as long as it is the same occasion."""
    apart = scene.apart(scene.cues[last], scene.cues[i])
    form, _ = scene.forms[i]
    newer = any(
        scene.cues[last] < m.begin < scene.cues[i]
        and not m.inside
        and m.value != dating.said_on
        and not scene.aside(m)
        and scene.sentence(m.begin) != scene.sentence(scene.cues[last])
        for m in scene.mentions
    )
    # "Says" is said at no certain time (12 of 32 on the same line), "has since denied" at another.
    carries = form not in ("present", "perfect") and (not newer or apart <= 2)
    return Dating(dating.said_on, f"the speaker's statement before: {_root(dating)}") if carries else None


def _root(dating: Dating) -> str:
    return (dating.basis or "").split(": ")[-1]


def _from_event(scene: Scene, i: int, event: Mention, outer: Sequence[tuple[int, Dating]]) -> Dating | None:
    """The day of the event that the article has just told of, for a speaker who has not spoken yet.

    A time in a sentence that reports a statement is that statement's, not an event's: it carries over to others who
    speak at the same gathering (13 of 14), and to those who answer or add (about half). An event's carries over when
    nothing has been said since (74 of 100), and to whoever speaks after one who has its date, if it was a gathering
    (46 of 65; of the others 61 of 145) or all have that date so far.
    """
    form, how = scene.forms[i]
    if form not in ("past", "colon") or how == "holds" or len(event.value) < DAY_LENGTH:
        return None
    beside = scene.apart(event.begin, scene.cues[i]) == 0
    so_far = [dating.said_on for j, dating in outer if scene.utters(j) or dating.said_on is not None]
    goes_on = not so_far or so_far[-1] == event.value
    there, here = scene.gathering(event.begin), scene.gathering(scene.cues[i])
    if form == "colon":  # the speaker labels of an interview: 21 of 26
        carries = True
    elif any(scene.sentence(scene.cues[j]) == scene.sentence(event.begin) for j, _ in outer):
        carries = goes_on and ((beside and how == "goes on") or (there and here))
    else:
        steady = len(so_far) >= STEADY and so_far.count(event.value) == len(so_far)
        carries = beside or not so_far or (goes_on and (there or here or steady))
    return Dating(event.value, f"the event told of before: {event.why}{event.doubt}") if carries else None
