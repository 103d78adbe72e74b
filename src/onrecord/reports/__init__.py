"""Reports: a check as a page of its own, to print, attach or keep. HTML or Markdown, by the file's name.

A page asks for nothing from anywhere: no script, no font, no picture. All that comes from articles is escaped where it
is put in, and addresses become links only when they are of the web.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.checking import NOTE
from onrecord.errors import OnRecordError
from onrecord.model import Article, Check, Checked, Evidence, Finding, Polarity, Recorded, Verdict
from onrecord.replay import MadeWith
from onrecord.show import NO_DATE, RELATIONS, VERDICTS, first, how_sure, where

# What Markdown takes for markup: signs anywhere, signs and numbers that begin a line, and what looks like an address.
# A backslash before it makes it a character.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$@]|^[#+=-]|(?<=:)/(?=/)|(?<=www)\.)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NUMBERED = re.compile(r"^(\d+)(?=[.)])")


Told = tuple[Sequence[Checked], Check | None]
"""What one check found, and the check as the record keeps it, if it does."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that a page quotes, under the number that it has there."""

    number: int
    article: Article
    link: str | None
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement as a page shows it: its words, what they do to the proposition, and where they stand."""

    statement: Recorded
    who: str
    does: str
    when: str
    late: bool
    where: str
    source: Source | None


def write(file: Path, told: Sequence[Told], articles: Mapping[str, Article], made_with: MadeWith) -> None:
    """Writes a report on checks to `file`, in the form that its suffix names. `articles` are those that it quotes, by
    their ids. Raises OnRecordError when the file cannot be written."""
    html = file.suffix.lower() != ".md"
    page = (_HTML if html else _MARKDOWN).get_template("page.html" if html else "page.md")
    named = dict.fromkeys(article for checked, _ in told for c in checked for article in articles_of(c))
    sources = _sources([articles[name] for name in named if name in articles])
    quoted = _quoting(sources)
    text = page.render(
        told=[(checked, check) for checked, check in told if checked],
        made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        version=made_with[0],
        models=made_with[1],
        settings=made_with[2],
        sources=sources,
        how_sure=how_sure,
        verdicts={verdict: (word, sign) for verdict, (word, sign, _) in VERDICTS.items()},
        undecided=(Verdict.NOT_ON_RECORD, Verdict.NO_RECORD),
        note=NOTE,
        quoted=quoted,
        evidence=lambda found: [quoted(e.statement, _does(e), e.after_claim) for e in found],
        looked_at=_looked_at,
        first=first,
    )
    if not html:
        text = re.sub(r"\n{3,}", "\n\n", text)
    try:
        file.write_text(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text), encoding="utf-8", errors="replace")
    except OSError as error:
        raise OnRecordError(f"{file}: the report cannot be written ({error.strerror}). Name another file.") from None


def articles_of(checked: Checked) -> Iterator[str]:
    """The ids of the articles that a report on a claim quotes."""
    if checked.claim.article is not None:
        yield checked.claim.article
    for finding in checked.findings:
        second = finding.second.evidence if finding.second is not None else ()
        yield from (e.statement.article for e in (*finding.evidence, *second))
        yield from (s.article for s in (*finding.nearest, *finding.second_hand))


def _sources(articles: Sequence[Article]) -> dict[str, Source]:
    return {
        article.id: Source(number, article, _link(article.url), sha256(article.text.encode()).hexdigest())
        for number, article in enumerate(articles, 1)
    }


def _quoting(sources: Mapping[str, Source]) -> Callable[..., Quoted]:
    def quoted(s: Recorded, does: str = "", late: bool = False) -> Quoted:
        if s.polarity is not Polarity.SAID and not does:
            does = s.polarity.value
        who = " › ".join([*(name or "somebody unnamed" for name in s.relayed_by), s.speaker or "?"])
        when = s.said_on or s.said_on_basis or (f"{NO_DATE}, published {s.published}" if s.published else NO_DATE)
        return Quoted(s, who, does, when, late, where(s), sources.get(s.article))

    return quoted


def _does(evidence: Evidence) -> str:
    return "denied this" if evidence.statement.polarity is Polarity.DENIED else RELATIONS[evidence.relation]


def _looked_at(finding: Finding) -> str:
    looked = finding.looked_at
    statements = f"{looked.statements} first-hand statement{'s' * (looked.statements != 1)}"
    dates = f" from {looked.first} to {looked.last}" if looked.first else ""
    outlets = f" in {looked.outlets} outlet{'s' * (looked.outlets != 1)}" if looked.outlets else ""
    return f"Looked at {statements}{dates}{outlets}."


def _link(address: str | None) -> str | None:
    """The address of a web page; None for what is none, such as a script."""
    try:
        parts = urlsplit((address or "").strip())
        return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _escaped(value: object) -> Markup:
    """A value on one line of Markdown, all its characters as they are; what is Markdown already stays so."""
    if isinstance(value, Markup):
        return value
    return Markup(_NUMBERED.sub(r"\1\\", _MARKUP.sub(r"\\\1", " ".join(str(value).split()))))


def _code(value: str) -> Markup:
    """An id or hash, which Markdown is not to touch."""
    return Markup("`" + re.sub(r"[^\w -]", "", value) + "`")


def _target(address: str) -> Markup:
    """An address of the web as a link of Markdown that shows it."""
    return Markup("<" + re.sub(r"[<>\s]", "", address) + ">")


def _environment(**options: object) -> Environment:
    loader = PackageLoader("onrecord", "reports")
    return Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, **options)  # type: ignore[arg-type]


_HTML = _environment(autoescape=True)
_MARKDOWN = _environment(autoescape=True, finalize=_escaped)
_MARKDOWN.filters |= {"code": _code, "target": _target}
