"""Whether a piece calls itself opinion: by its type, its section, its address, its title or a disclaimer."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

OPINION_TYPES = frozenset({"OpinionNewsArticle", "CriticReview"})

# Names of sections for opinion, as they stand in section labels and in addresses, lower case, "-" for a space.
OPINION_SECTIONS = frozenset((
    "opinion", "opinions", "op-ed", "op-eds", "oped", "blog", "blogs", "blogger", "bloggers", "column", "columns",
    "columnist", "columnists", "comment", "commentary", "commentaries", "commentisfree", "comment-is-free",
    "editorial", "editorials", "viewpoint", "viewpoints", "voices", "ideas-opinion", "kommentar", "kommentare",
    "kolumne", "kolumnen", "meinung", "meinungen", "debatte", "gastbeitrag", "gastbeiträge", "gastkommentar",
    "leitartikel", "tribune", "tribunes", "chronique", "chroniques", "éditorial", "éditoriaux", "edito", "édito",
    "point-de-vue", "points-de-vue", "billet", "мнение", "мнения", "колонка", "колонки", "колумнисты", "блог",
    "блоги", "авторская-колонка", "mnenie", "mneniya", "mnenija", "kolonka", "kolonki", "думка", "думки", "погляд",
    "погляди", "блоґ", "блоґи", "dumka", "dumky", "pohlyad", "меркаванне", "меркаванні", "думкі", "калонка",
    "калонкі", "merkavanne", "merkavanni",
))  # fmt: skip

_TITLE = re.compile(
    r"\s*\[?(?:opinion|op-ed|comment|commentary|column|editorial|blog|kommentar|kolumne|meinung|gastbeitrag|leitartikel"
    r"|tribune|chronique|éditorial|мнение|колонка|блог|думка|погляд|меркаванне|калонка)\]?\s*[:|.–—]\s",
    re.IGNORECASE,
)

# "The opinions expressed here are the author's own", in the six languages. Each wants, within one sentence, the word
# for views, the word for author, and that the two need not agree or that the first belong to the second.
_GAP = r"[^.!?\n]{0,120}?"
_DISCLAIMERS = re.compile(
    "|".join(
        (
            rf"\b(?:views?|opinions?)\b{_GAP}\bexpress{_GAP}\b(?:author|writer|columnist|contributor|blogger)s?\b"
            rf"{_GAP}\b(?:own|alone|themsel|himself|herself|and (?:do|does|need) not|not necessarily)",
            rf"\b(?:views?|opinions?)\b{_GAP}\bexpress{_GAP}\b(?:are|represent|reflect)\b{_GAP}"
            r"\b(?:author|writer|columnist|contributor|blogger)s?\b",
            rf"\b(?:views?|opinions?)\b{_GAP}\b(?:author|writer|columnist|contributor|blogger)s?\b{_GAP}"
            r"\b(?:do|does|may|need) not (?:necessarily )?(?:reflect|represent|coincide|agree)",
            rf"\b(?:мнени[еяйюм]\w*|взгляд\w*|точк\w+ зрения|позици\w+)\b{_GAP}\b(?:автор|блогер|колумнист)\w*\b{_GAP}"
            r"(?:не совпада|не обязательно|не отража|личн\w+ (?:мнени|точк|взгляд|позици)|сам(?:ого|их) автор)",
            r"\bмнени[ея] редакции\b[^.!?\n]{0,60}(?:не совпада|отлича)",
            rf"\bвыража\w+\b{_GAP}\b(?:личн\w+ )?(?:мнени|точк\w+ зрения|взгляд|позици)\w*\b{_GAP}"
            r"(?:самих |самого |исключительно |только )(?:автор|блогер)",
            rf"\b(?:думк\w+|погляд\w*|точк\w+ зору|позиці\w+)\b{_GAP}\b(?:автор|блогер|колумніст)\w*\b{_GAP}"
            r"(?:не збіга|не обов['’ʼ]язково|не відобража|особист\w+ (?:думк|погляд|позиці)|сам(?:ого|их) автор)",
            r"\b(?:думк\w+|точк\w+ зору|позиці\w+) редакції\b[^.!?\n]{0,60}(?:не збіга|відрізня)",
            rf"\b(?:меркаванн\w+|думк\w+|погляд\w*|пункт\w* (?:гледжання|погляду)|пазіцы\w+)\b{_GAP}"
            rf"\b(?:а[ўу]тар|бло[гґ]ер|калумніст)\w*\b{_GAP}"
            r"(?:не супада|не абавязкова|не адлюстро|асабіст\w+ (?:меркаванн|думк|погляд|пазіцы)|сам(?:ога|іх) аўтар)",
            r"\b(?:меркаванн\w+|пазіцы\w+|пункт\w* гледжання) рэдакцыі\b[^.!?\n]{0,60}(?:не супада|адрозніва)",
            rf"\b(?:meinung|ansicht|auffassung|standpunkt)(?:en|e)?\b{_GAP}\b(?:autor|verfasser|kolumnist|blogger)\w*\b"
            rf"{_GAP}(?:nicht (?:unbedingt|notwendig\w*|zwingend|zwangsläufig|immer)|allein|selbst)",
            r"\b(?:gibt|geben|spiegel\w+|gebe)\b[^.!?\n]{0,60}\b(?:meinung|ansicht|auffassung)(?:en)?"
            r" (?:des|der|ihrer|ihres|seines) (?:autor|verfasser|kolumnist|blogger)\w*",
            rf"\b(?:opinions?|points? de vue|propos|avis)\b{_GAP}\bauteur\w*\b{_GAP}"
            r"(?:ne (?:reflètent|représentent|engagent)|n['’]engagent|seuls?\b|eux-mêmes|lui-même|elle-même)",
            rf"\b(?:opinions?|points? de vue|propos|avis)\b{_GAP}"
            rf"(?:n['’]engagent|ne (?:reflètent|représentent|engagent)){_GAP}\b(?:auteur|rédaction)\w*",
        )
    ),
    re.IGNORECASE,
)


# Disclaimers stand at the head or the foot of a piece; quotations that resemble them may stand anywhere.
_HEAD = 1500
_FOOT = 3000


def disclaims(text: str) -> bool:
    """Whether the text says, at its head or its foot, that the views in it are its author's own."""
    return any(_DISCLAIMERS.search(part) for part in (text[:_HEAD], text[_HEAD:][-_FOOT:]))


def opinion_section(labels: Iterable[str]) -> bool:
    """Whether one of the labels (sections, genres) names an opinion section."""
    return any("-".join(label.lower().split()) in OPINION_SECTIONS for label in labels)


def opinion_address(url: str | None) -> bool:
    """Whether an address lies in an opinion section: a folder in its path or the first label of its host."""
    try:
        parts = urlsplit(url or "")
        first = (parts.hostname or "").removeprefix("www.").split(".")[0]
    except ValueError:
        return False
    folders = unquote(parts.path).lower().split("/")[:-1]
    return first in OPINION_SECTIONS or any(folder in OPINION_SECTIONS for folder in folders)


def opinion_title(title: str | None) -> bool:
    """Whether a title announces opinion: "Kommentar: …", "Opinion | …"."""
    return _TITLE.match(title or "") is not None
