"""Quotation marks of every language and of bad typing: which stretches of a text stand in quotes."""

from collections.abc import Sequence

from onrecord.model import Kind, Span

DOUBLE = '"“”„‟«»'
SINGLE = "'‘’‚‛‹›`"
OPENING = "“„‟«‹‘‚‛"
# Content in quotes up to a sign or two at its edges (comma, dash) is direct.
EDGE = " \t\r\n.,;:!?…-–—()"


# A quotation that runs on over paragraphs without a mark at their heads closes within so many characters, or it was
# never closed: the longest of PolNeAR train and data/marked train but 1 in 100.
LONGEST = 1500


def quotations(text: str) -> list[Span]:
    """The quoted stretches of `text`, marks included, in order, without overlap; code-point offsets.

    A double mark opens when it stands before a letter and no quotation is open, or when its form only opens; it
    closes likewise. A quotation left open at the end of its paragraph goes on when the next mark, at most LONGEST
    further on, closes; else it ends with the paragraph. So one missing mark spoils one paragraph at the most.
    """
    marks = [i for i, c in enumerate(text) if c in DOUBLE or _is_quoting_single(text, i)]
    out: list[Span] = []
    start: int | None = None
    for at in marks:
        opens = _opens(text, at)
        if start is not None and (at - start > LONGEST or (opens and "\n" in text[start:at])):
            out.append((start, _line_end(text, start)))
            start = None
        if start is None:
            start = at if opens or _only_opens(text, at) else None
        elif opens and text[start] == text[at] and text[at] not in "»”":
            start = at  # the first was never closed: keep the nearer one
        elif not opens or text[at] in "»”":
            out.append((start, at + 1))
            start = None
    if start is not None:
        out.append((start, _line_end(text, start)))
    return out


def _opens(text: str, i: int) -> bool:
    """Whether the mark at `i` stands where one opens: before a word and not behind one."""
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    apart = not before or before.isspace() or before in "([—–-"
    if apart and after and not after.isspace():
        return True
    return apart and text[i] in "«‹"  # French puts a space inside


def _only_opens(text: str, i: int) -> bool:
    """Whether the form of the mark at `i` opens, wherever it stands, when no quotation is open."""
    return text[i] in OPENING and not text[i + 1 : i + 2].isspace()


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _is_quoting_single(line: str, i: int) -> bool:
    """Whether the single mark at `i` quotes rather than elides: it stands at a word's edge, with a partner."""
    if line[i] not in SINGLE:
        return False
    before, after = line[i - 1 : i], line[i + 1 : i + 2]
    if line[i] in "‹›‚":
        return True
    opens = (not before or before.isspace() or before in "(—–") and after.isalnum()
    if opens:
        return any(
            line[j] in SINGLE
            and not line[j + 1 : j + 2].isalnum()
            and (line[j - 1].isalnum() or line[j - 1] in ".,!?…")
            for j in range(i + 2, min(len(line), i + 300))
        )
    closes = not after.isalnum() and (before.isalnum() or before in ".,!?…")
    return closes and any(
        line[j] in SINGLE and line[j + 1].isalnum() and not line[j - 1 : j].isalnum()
        for j in range(max(0, i - 300), i - 1)
    )


def kind_of(text: str, content: Sequence[Span], quoted: Sequence[Span]) -> Kind:
    """direct when all of the content stands in quotes (or in a line of dash speech), mixed when some of its words
    do, else indirect. Quotes round a name or a title (capital first, up to three words) do not count."""
    words = quoted_words = 0
    for begin, end in content:
        for b, e in _words(text, begin, end):
            words += 1
            quoted_words += any(x <= b and e <= y for x, y in quoted if not _is_title(text[x:y]) or x <= begin)
    if words and quoted_words >= 0.9 * words:
        return Kind.DIRECT
    if words and all(_dash_speech(text, begin) for begin, _ in content[:1]):
        return Kind.DIRECT
    return Kind.MIXED if quoted_words else Kind.INDIRECT


def _words(text: str, begin: int, end: int) -> list[Span]:
    out: list[Span] = []
    at = begin
    for word in text[begin:end].split():
        at = text.index(word, at)
        if any(c.isalnum() for c in word):
            trimmed = word.strip(EDGE + DOUBLE + SINGLE)
            shift = word.find(trimmed)
            out.append((at + shift, at + shift + len(trimmed)))
        at += len(word)
    return out


def _is_title(quotation: str) -> bool:
    inner = quotation.strip(DOUBLE + SINGLE)
    return inner[:1].isupper() and len(inner.split()) <= 3 and inner[-1:] not in ".,!?…"


def _dash_speech(text: str, begin: int) -> bool:
    line = text.rfind("\n", 0, begin) + 1
    return text[line:begin].strip() in ("—", "–", "-") and begin - line <= 3
