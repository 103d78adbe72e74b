"""Passages of an article's text: sentences, also those that hyperlinks broke into lines, and boilerplate.

Spans are (begin, end) code-point offsets into the text given, end exclusive, without white space at either end.
"""

import re

from onrecord.model import Span

# A line of at most so many words, all capitalised, is a name that a hyperlink may have set apart.
NAME_WORDS = 6
# Lines of plain text that was wrapped by hand are this long, the last line of a paragraph left out.
WRAPPED_LENGTH = range(50, 101)
# Tip lines, credits and calls to subscribe are short; a longer passage that has such words is reporting.
FURNITURE_WORDS = 25
BYLINE_WORDS = 16

_CLOSERS = "\"'”’»“›)]"
_ENDS = ".!?…"
_BULLET = re.compile(r"[•·▪◦●►*]\s|[-–—]\s+\S+(?:\s\S+){0,12}$|\d{1,2}[.)]\s")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words("de du la le von van der den zu zum al el bin d' of the and & і и й")
_ADVERBS_OF_LISTS = frozenset({"etc", "usw", "т.д", "т.п", "a.m", "p.m", "д", "п"})

# No line ends a sentence, nor a headline, with one of these.
_LEADING = _words(
    "the by of with a an and to for from that und der die das von mit dem le la les de du et par avec que "
    "и в с на что от по і у з що від ў што ад"
)

_CYRILLIC_ABBREVIATIONS = (
    "г гг г-н г-жа им ул пл пр просп обл р-н тыс млн млрд трлн руб коп см ср стр ст проф акад ген полк кап лейт св "
    "тов гр т.е т.к т.н т.ч т.зв др экз тэл тел вул пав буд кв р рр грн мн мал напр нар род в.о и.о в.а к.э"
)
ABBREVIATIONS: dict[str, frozenset[str]] = {
    "en": _words(
        "mr mrs ms dr prof gen col lt sgt capt cmdr maj adm rep reps sen sens gov pres rev hon fr sr jr st ave vs inc "
        "ltd co corp bros dept est jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e cf approx u.s u.k u.n d.c "
        "ph.d mt ft amb supt det messrs"
    ),
    "de": _words(
        "z.b u.a d.h bzw ca nr dr prof hr fr st str abs art evtl ggf inkl sog vgl mio mrd jan feb febr apr aug sept "
        "okt nov dez dipl ing geb o.ä u.ä i.d.r e.v v.a z.t s.o s.u jr sen min std tel"
    ),
    "fr": _words(
        "m mm mme mmes mlle mlles dr pr me mgr st ste art av bd env éd p pp cf ex janv févr avr juil sept oct nov déc "
        "gén col cap lt"
    ),
    "ru": _words(_CYRILLIC_ABBREVIATIONS),
    "uk": _words(_CYRILLIC_ABBREVIATIONS),
    "be": _words(_CYRILLIC_ABBREVIATIONS),
}
_ALL_ABBREVIATIONS = frozenset().union(*ABBREVIATIONS.values())

_LINK = re.compile(
    r"""[\W_]*(?:
    (?:see|read)\ also|also\ read|related\ (?:articles?|stor(?:y|ies)|coverage)|further\ reading
    |(?:read\ more|more\ on\ (?:this|the\ topic)|watch|listen|recommended|related|don['’]t\ miss|in\ pictures
       |по\ теме|подробнее|до\ теми|па\ тэме|відео|видео|відэа|à\ lire|zum\ thema|mehr\ dazu|en\ images)\s*(?::|$)
    |(?:читайте|смотрите|слушайте|см\.?)\ (?:также|еще|ещё)|ещ[её]\ по\ теме|материалы\ по\ теме|по\ этой\ теме
    |(?:читайте|дивіться|слухайте)\ (?:також|ще)|більше\ (?:на|за)\ тем[уі]
    |(?:чытайце|глядзіце|слухайце)\ (?:таксама|яшчэ)|больш\ па\ тэме
    |(?:lesen|sehen|hören)\ sie\ (?:auch|dazu|mehr)|siehe\ auch|auch\ interessant|mehr\ (?:zum|zu\ diesem)\ thema
    |(?:à\ )?(?:lire|voir|écouter)\ (?:aussi|également)|a\ lire\ aussi|sur\ le\ même\ (?:sujet|thème)
        |pour\ aller\ plus\ loin
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_DISCLAIMER = re.compile(
    r"""(?:opinions?|views?|statements?)\ (?:\w+\ ){0,4}?(?:expressed|voiced)\b.*\b(?:necessarily|own|not\ those|solely
    |represents?|reflects?)\b
    |(?:мнени[ея]|точк[аи]\ зрения|взгляд\w*|суждения)\b.*(?:не\ (?:обязательно\ )?(?:отража|совпада)|может\ не
        |могут\ не)
    |(?:думк[аи]|погляд\w*|точк[аи]\ зору)\b.*(?:не\ (?:обов.язково\ )?(?:відобража|збіга|поділя)|може\ не|можуть\ не)
    |(?:думк[аі]|меркаванн[еяі]|погляд\w*|пункт\w*\ гледжання)\b.*(?:не\ (?:абавязкова\ )?(?:адлюстр|супада)
        |можа\ не|могуць\ не)
    |(?:meinung\w*|beitr[aä]g\w*|ansicht\w*|kommentar\w*|kolumne\w*)\b.*(?:nicht\ (?:unbedingt|zwingend
        |notwendigerweise|immer)|geben\ (?:allein|nur))
    |(?:opinions?|propos|points?\ de\ vue|tribunes?|chroniques?|textes?)\b.*(?:n['’]engage(?:nt)?
        |ne\ refl[èe]te(?:nt)?\ pas)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_FURNITURE = re.compile(
    r"""(?:secure|safe|confidential|anonymous)(?:ly)?\b.*\b(?:communicat\w*|contact|tips?|editors?|newsroom
        |reporters?)\b
    |(?:got|have|send\ us)\ (?:a|your)\ (?:news\ )?(?:tip|stor(?:y|ies)|question)
    |(?:sign\ up|subscribe)\ (?:for|to)\b|follow\ us\b|join\ (?:us\ on|our\ (?:channel|newsletter))|share\ this
        |advertisement$
    |all\ rights\ reserved|©|\(c\)\ \d{4}|(?:photo|image|picture|video)(?:\ credit)?s?\s?:
    |(?:безопасн\w*|анонимн\w*)\ (?:связь|связаться|сообщ\w*)|подпи(?:сывайтесь|шитесь)\b|все\ права\ защищены
        |реклама$|фото\s?:
    |(?:безпечн\w*|анонімн\w*)\ (?:зв.язок|зв.яз\w*|повідом\w*)|підпи(?:суйтес|шіться)\w*|усі\ права\ захищен
        |світлина\s?:
    |(?:бяспечн\w*|ананімн\w*)\ (?:сувяз\w*|паведам\w*)|падпі(?:свайцеся|шыцеся)|усе\ правы\ абаронен|рэклама$
        |фота\s?:|здымак\s?:
    |(?:sicher|anonym|vertraulich)\w*\b.*\b(?:kontakt\w*|hinweise?|redaktion)\b|abonnieren\ sie
        |folgen\ sie\ uns|alle\ rechte\ vorbehalten
    |(?:anzeige|werbung)$|(?:foto|bild)\s?:
    |(?:contact(?:ez|er)?|communiqu\w+|écrivez)\b.*\b(?:sécurisée?|anonym\w+|confidentiel\w*)\b|abonnez-vous
        |suivez-nous|tous\ droits\ réservés
    |publicité$|(?:crédit\ )?photo\s?:
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CAPITALISED = r"(?:[A-ZÀ-ÞŠŽŁА-ЯЁІЇЄҐЎ][\w.'’-]*|de|du|von|van|der|di)"
_BYLINE = re.compile(
    rf"""(?:
    (?:By|Von|Par|Story\ by|Written\ by|Interview\ by|Text\ by|Words\ by|Reporting\ by|Interview\ von
        |Propos\ recueillis\ par)
       \ {_CAPITALISED}(?:\ {_CAPITALISED}){{0,4}}(?:\ (?:and|und
       |et)\ {_CAPITALISED}(?:\ {_CAPITALISED}){{0,3}})?(?:\s*[,.|(/–—-].*)?
    |(?:Author|Editor|Autor(?:in)?|Auteur|Автор|Аўтар|Текст|Тэкст|Text|Texte|Redaktion|Редактор|Рэдактар)\s?:.*
    |(?:Translated|Translation|Перевод|Переклад|Пераклад|Übersetzt|Traduit|Traduction)\ (?:from|с|з|із|aus|du
        |de\ l|by|von|par)\b.*
    )$""",
    re.VERBOSE | re.DOTALL,
)

_STOP = re.compile(rf"[{re.escape(_ENDS)}]+[{re.escape(_CLOSERS)}]*(?=\s)")
_LAST_WORD = re.compile(r"[\w.\-]*\w$")
_GERMAN_ORDINAL = re.compile(r"(?<!\d)\d{1,2}$")


def sentences(text: str, language: str | None = None) -> list[Span]:
    """The spans of the sentences of `text`, in order; lines that a hyperlink broke are read as one sentence.

    Headlines, link lines, bylines and bullets, which end without a full stop, are sentences of their own. A sentence
    inside a quotation counts singly. `language` (ISO 639-1) picks the abbreviations; None takes those of all.
    """
    out: list[Span] = []
    for begin, end in _blocks(text):
        out.extend(_split(text, begin, end, language))
    return out


def pieces(text: str) -> list[str]:
    """What of a text has a meaning of its own: the whole of it, then each of its sentences, the same words once. An
    ellipsis between pieces of a quotation is none."""
    found = [text, *(text[begin:end] for begin, end in sentences(text))]
    return list(dict.fromkeys(piece for piece in found if piece == text or any(map(str.isalnum, piece))))


def boilerplate(text: str) -> list[Span]:
    """The spans of link lines, bylines, disclaimers, credits and tip lines of `text`: nobody is reported there."""
    out: list[Span] = []
    listing = False
    for begin, end in _blocks(text):
        block = text[begin:end]
        words = len(block.split())
        link = _LINK.match(block)
        furniture = words <= FURNITURE_WORDS and _FURNITURE.match(block)
        byline = words <= BYLINE_WORDS and _BYLINE.match(block)
        title = listing and not _ends_sentence(block) and _LINK.match(block) is None
        if link or furniture or byline or title or _DISCLAIMER.search(block):
            out.append((begin, end))
        # A link heading that stands alone ("Read also:") has its links, titles without a full stop, below it.
        listing = bool(link and not block[link.end() :].strip(" :")) or bool(title)
    return out


def _blocks(text: str) -> list[Span]:
    """Lines, those joined that belong to one sentence."""
    lines = [_trim(text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    lines = [(b, e) for b, e in lines if b < e]
    wrapped = _wrapped(text, lines)
    out: list[Span] = []
    for k, (begin, end) in enumerate(lines):
        after = text[slice(*lines[k + 1])] if k + 1 < len(lines) else ""
        if out and (k in wrapped or _continues(text[slice(*out[-1])], text[begin:end], after)):
            out[-1] = (out[-1][0], end)
        else:
            out.append((begin, end))
    return out


def _trim(text: str, begin: int, end: int) -> Span:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    return begin, end


def _wrapped(text: str, lines: list[Span]) -> set[int]:
    """Indices of lines that go on the line before, in paragraphs wrapped by hand: three lines or more, no empty line
    between them, all of one length but the last."""
    out: set[int] = set()
    run: list[int] = []
    for k in range(len(lines) + 1):
        if k < len(lines) and run and text[lines[k - 1][1] : lines[k][0]].count("\n") == 1:
            run.append(k)
            continue
        full = all(lines[i][1] - lines[i][0] in WRAPPED_LENGTH for i in run[:-1])
        if len(run) > 2 and full and not any(_apart(text[slice(*lines[i])]) for i in run):
            out.update(run[1:])
        run = [k]
    return out


def _continues(before: str, line: str, after: str) -> bool:
    """Whether `line` goes on the sentence of `before`; `after` is the line that follows it."""
    if _ends_sentence(before) or _apart(before) or _apart(line):
        return False
    if line[0].islower() or line[0] in ",;.)":
        return True
    if before.endswith(","):
        return not before.isupper()
    if before.split()[-1] in _LEADING:
        return True
    if _is_name(line):
        return line.endswith(".") or (bool(after) and (after[0].islower() or after[0] in ",;.)"))
    return False


def _apart(line: str) -> bool:
    return bool(_LINK.match(line) or _BULLET.match(line) or _BYLINE.match(line))


def _ends_sentence(line: str) -> bool:
    bare = line.rstrip(_CLOSERS + " ")
    return not bare or bare[-1] in _ENDS + ":;" or (line != bare and bare[-1] in ",—–-")


def _is_name(line: str) -> bool:
    words = line.rstrip(".,").split()
    return len(words) <= NAME_WORDS and all(w[0].isupper() or w.lower() in _PARTICLES for w in words)


def _split(text: str, begin: int, end: int, language: str | None) -> list[Span]:
    out: list[Span] = []
    start = begin
    for stop in _STOP.finditer(text, begin, end):
        if _is_boundary(text, stop, start, language):
            out.append((start, stop.end()))
            start = stop.end()
            while start < end and text[start].isspace():
                start += 1
    if start < end:
        out.append((start, end))
    return out


def _is_boundary(text: str, stop: re.Match[str], start: int, language: str | None) -> bool:
    rest = text[stop.end() : stop.end() + 40].lstrip()
    opening = rest.lstrip("\"'“„«‹»([–—- ¿¡")
    if not opening or opening[0].islower():
        return not opening
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text, start, stop.start())
    word = before.group() if before else ""
    if stop.group() != ".":  # closed by a quotation mark or bracket
        return True
    if len(word) == 1 and word.isalpha() and word.lower() != "я":  # initials, "z. B."
        return False
    if _GERMAN_ORDINAL.search(word) and (language == "de" or (before is not None and before.start() == start)):
        return False
    known = ABBREVIATIONS.get(language or "", _ALL_ABBREVIATIONS)
    folded = word.lower()
    if re.fullmatch(r"(?:\w\.)+\w", word) and folded not in _ADVERBS_OF_LISTS:
        return False
    if folded in ("no", "nr", "art", "p", "pp", "ст", "стр"):
        return not opening[0].isdigit()
    return folded not in known
