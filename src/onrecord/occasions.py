"""Where, through which medium or to whom something was said, in the text's own words.

Only the reporting clause is read: the sentence of the cue without what is said in it. The words that open an occasion
("in an interview", "на заседании", "gegenüber") are listed by language; what they do not open is left alone.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.contents import Contents
from onrecord.dates.timex import find
from onrecord.model import Article, Attribution, Span
from onrecord.passages import sentences

# An occasion is a phrase, not a clause: longer ones are cut here.
WORDS = 12

# Stands for each letter of what is said.
_SAID = "\x00"

_EN_TALK = (
    r"interview|news conference|press conference|press briefing|briefing|meeting|speech|statement|letter"
    r"|hearing|session|"
    r"debate|summit|rally|conference|call|post|column|article|memoirs?|report|e-?mail|address|broadcast|podcast|"
    r"programme|program|conversation|negotiations|talks|lecture|ceremony|forum|congress|inquest|trial|message|tweet|"
    r"documentary|book|testimony|dinner|lunch|breakfast|reception|gathering|tribunal|thread|press release"
)
# Places that people speak at; others ("in the north") are rather part of what happened.
_EN_PLACE = (
    r"lobby|door|doorstep|gate|corridor|courtroom|court|studio|airport|interval|gallery|pulpit|quay|quayside|steps|"
    r"stairs|stand|residence|market|counter"
)
_SLAVIC_PRESS = (
    r"журналістам\w?|журналистам\w?|репорт[её]рам\w?|кореспонденту|корреспонденту|карэспандэнту|журналістк?[ауе]й?"
)
# Up to three words between the preposition and the occasion ("в эксклюзивном интервью").
_SLAVIC_WORDS = r"(?:(?!(?:в|во|на|у|ў)\b)[\w-]+\ ){0,3}?"
_OPENERS: dict[str, str] = {
    "en": rf"""(?:in|during|at|after|before|on)\ (?:(?!in|at|on)[\w’'.-]+\ ){{0,5}}?(?:{_EN_TALK})\b
            (?!\ (?:broke|failed|collapsed|ended|began|started)\b)
        |(?:in|at|on|outside|through|from)\ (?:the|his|her|its|their|an?|another)\ (?:[\w’'-]+\ )?(?:{_EN_PLACE})\b
        |on\ (?:Facebook|Twitter|X|Telegram|Instagram|YouTube|social\ media|(?:\w+\ )?(?:television|TV|radio)|air)\b
        |on\ (?:his|her|its|their)\ (?:\w+\ )?(?:page|channel|blog|website)\b
        |by\ (?:(?:tele)?phone|e-?mail|letter|postcard|video\ link|text(?:\ message)?)\b
        |over\ the\ (?:(?:tele)?phone|loudspeaker|radio)\b
        |(?:to|before)\ (?:reporters|journalists|parliament|deputies|lawmakers|lawyers|the\ (?:court|jury|committee
        |press|assembly|council|senate|nation|public|police))\b
        |on\ the\ (?:sidelines|fringes)\ of\b|outside\ (?:the\ )?(?:court|parliament)\b""",
    "de": r"""(?:in|im|bei|beim|auf|während|nach|am\ Rande)\ (?:(?!in|im|bei|auf)[\w-]+\ ){0,4}?(?:\w*[Ii]nterviews?
        |Gesprächs?|\w*[Pp]ressekonferenz|\w*[Ss]itzung|\w*[Kk]onferenz|\w*[Rr]ede|\w*[Aa]nsprache|Brief|Schreiben
        |Erklärung|\w*[Mm]itteilung|Bundestag|Landtag|Parlament|Rat|Stadtrat|Gemeinderat|Ausschuss|\w*ausschuss
        |Sendung|\w*[Vv]ersammlung|Kundgebung|Parteitag|Anfrage|Podcast|Facebook|Twitter|X|Telegram|Instagram|Prozess
        |\w*[Ff]eier|\w*[Vv]orstellung|\w*[Vv]eranstaltung|Empfang|Treffen|Gipfel|Frühstücksradio|\w*[Ff]ernsehen
        |\w*[Rr]adio|Rundfunk|Flur|E-Mail|Urteilsbegründung|Plädoyer)\b
        |über\ (?:Facebook|Twitter|X|Telegram|Instagram|(?:seine|ihre)n?\ (?:Anwältin|Anwalt|Sprecherin|Sprecher))\b
        |am\ Telefon\b|telefonisch\b|per\ (?:E-Mail|Mail|Brief|SMS|Video)\b
        |gegenüber\b|vor\ (?:Journalisten|Reportern|Gericht|Abgeordneten|Anhängern|der\ Presse|dem\ (?:\w*[Aa]usschuss
        |Parlament|Gericht)|den\ (?:Abgeordneten|Delegierten))\b
        |(?:dem|der|dieser)\ (?:\w*[Ss]ender|Zeitung|\w*[Zz]eitung|Agentur|\w*agentur|Magazin|Nachrichtenagentur
        |Wochenzeitung)\b""",
    "fr": r"""(?:dans|lors\ d|pendant|durant|au\ cours\ d|à\ l[’']occasion\ d|à\ l[’']issue\ d|en\ marge\ d
        |à)(?:[’']une?|[eu]s?\ )?\ ?(?:[\w’'-]+\ ){0,3}?(?:entretien|interview|communiqué|lettre|message|discours
        |réunion|conférence(?:\ de\ presse)?|séance|session|audience|débat|meeting|tribune|émission|rencontre
        |point\ presse|courriel|procès|tweet|couloirs?)\b
        |en\ (?:conférence\ de\ presse|marge\ d|séance|réunion|audience)\b|à\ la\ (?:barre|tribune|radio|télévision)\b
        |à\ l[’'](?:AFP|antenne|Assemblée)\b|(?:par|au)\ téléphone\b|par\ (?:courriel|écrit|lettre|SMS)\b
        |devant\ (?:la\ presse|les?\ |la\ |l[’'])\w*|au\ micro\ d|sur\ (?:Facebook|Twitter|X|Telegram|Instagram
        |les\ réseaux\ sociaux|les\ ondes|le\ plateau)\b|au(?:\ journal|\ quotidien|\ magazine|x\ journalistes)\b
        |à\ (?:notre|la)\ rédaction\b|dans\ (?-i:L(?:e\ |a\ |es\ |[’'])[A-ZÉ][\w’-]+)""",
    "ru": rf"""(?:в|во)\ {_SLAVIC_WORDS}(?:интервью|беседе|разговоре|эфире|комментарии|письме|заявлении|выступлении
        |послании|посте|обращении|видеообращении|пресс-релизе|ответе|[Тт]елеграм\w*|телеграм-канале|Telegram\w*
        |[Ff]acebook\w*|фейсбуке|соцсет\w+|парламенте|суде|отч[её]те|докладе)\b
        |на\ {_SLAVIC_WORDS}(?:пресс-конференции|заседании|встрече|брифинге|совещании|митинге|форуме|съезде
        |слушаниях|переговорах|саммите|суде|план[её]рке|собрании|дебатах|странице|похоронах|при[её]ме)\b
        |по\ (?:телефону|видеосвязи|радио|телевидению)\b|с\ трибуны\b
        |во\ время\b|перед\ (?:{_SLAVIC_PRESS}|депутатами|судом)|(?:{_SLAVIC_PRESS}|депутатам|послам|агентству|газете
        |телеканалу|каналу|изданию|порталу|сайту|следователям|парламенту|наше(?:й|му)\ (?:редакции|корреспонденту
        |изданию|газете))\b""",
    "uk": rf"""(?:в|у)\ {_SLAVIC_WORDS}(?:інтерв[’'ʼ]ю|розмові|бесіді|ефірі|коментарі|листі|заяві|виступі|зверненні
        |відеозверненні|дописі|відповіді|[Тт]елеграм\w*|телеграм-каналі|Telegram\w*|[Ff]acebook\w*|фейсбуці
        |соцмереж\w+|парламенті|суді|звіті)\b
        |на\ {_SLAVIC_WORDS}(?:пресконференції|прес-конференції|засіданні|зустрічі|брифінгу|нараді|мітингу|форумі
        |з[’'ʼ]їзді|слуханн\w+|переговорах|саміті|зборах|дебатах|сторінці|прийомі)\b
        |(?:по\ телефону|телефоном)\b|з\ трибуни\b
        |під\ час\b|перед\ (?:{_SLAVIC_PRESS}|депутатами|судом)|(?:{_SLAVIC_PRESS}|депутатам|агенції|газеті
        |телеканалу|каналу|виданню|порталу|слідчим|парламенту|наш(?:ій|ому)\ (?:газеті|редакції|кореспонденту
        |виданню))\b""",
    "be": rf"""(?:у|ў|ва)\ {_SLAVIC_WORDS}(?:інтэрв(?:’|'|ʼ)?[юі]ю?|гутарцы|размове|эфіры|каментары|лісьце|лісце|заяве
        |выступе|звароце|відэазвароце|допісе|адказе|[Тт]элеграм\w*|тэлеграм-канале|Telegram\w*|[Ff]acebook\w*|фэйсбуку
        |фэйсбуке|сацсетк\w+|парламенце|судзе)\b
        |на\ {_SLAVIC_WORDS}(?:прэс-канферэнцыі|паседжаньні|пасяджэнні|сустрэчы|брыфінгу|нарадзе|мітынгу|форуме
        |зьезьдзе|з[’'ʼ]ездзе|слуханн\w+|перамовах|саміце|сходзе|дэбатах|старонцы)\b
        |(?:па\ тэлефоне|тэлефонам)\b|з\ трыбуны\b
        |падчас\b|перад\ (?:{_SLAVIC_PRESS}|дэпутатамі|судом)|(?:{_SLAVIC_PRESS}|дэпутатам|агенцтву|агенцыі|газеце
        |тэлеканалу|каналу|выданню|парталу|сьледчым|следчым|парламенту)\b""",
}
_OPENER = {
    code: re.compile(rf"(?<![\w’'-])(?:{words})", re.IGNORECASE | re.VERBOSE) for code, words in _OPENERS.items()
}

# "told parliament": verbs whose next words are the addressee.
_TELLS = re.compile(r"\b(?:t[eo]ll?(?:s|d|ing)?|assur|inform|remind|warn|brief|advis)\w*$", re.IGNORECASE)
_ADDRESSEE = re.compile(
    r"\s+(?P<to>(?!(?:me|him|her|them|us|you|it|that|of|about|how|why|what|to|on|in|he|she|they)\b)"
    r"[\w’'-]+(?:\s+(?!(?:that|on|in|by|at|last|how|why|what|who|he|she|they|to|it|was|were|is|had|has)\b)"
    r"[\w’'-]+){0,7})"
)
# "сообщил «Полдню»", "au Méridional libre": a paper or station right behind the verb, by its name.
_OUTLET = {
    **dict.fromkeys(("ru", "uk", "be"), re.compile(r"\s+(?P<to>[«„“\"]\w[^»“”\"\x00]{1,40}[»“”\"])")),
    "fr": re.compile(
        r"\s+(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?"
        r"(?P<to>(?:au|à\ la|à\ l[’'])\s?[A-ZÉ][\w’-]+(?:\s\w+)?)"
    ),
}
# German puts the verb behind the occasion ("In dem Brief ging es um …"): only these go on with the phrase.
_GERMAN_LINK = re.compile(
    r"\s*(?:$|[A-ZÄÖÜ„«\"]|(?:mit|für|über|zu|zum|zur|im|in|des|der|am|an|auf|von|vom|dem|den)\b)"
)
_STOP = re.compile(
    rf"[.,;:!?()–—{_SAID}\n]|\s-\s|\b(?:that|what|who|which|что|котор\w+|що|який|яка|які|што|які|якая|dass|que|qui)\b"
    r"|[\"“„](?!\w[^\"”“]{0,40}[\"”“])"
)
_TRAILING = re.compile(
    r"(?:\s+(?:on|in|at|the|a|and|of|last|early|dated|parue?|publiée?|datée?|am|von|im|vom|den|der|und|le|la|les|de|du|en|et|в|во|на|у|ў|і|и|й"
    r"|від|от|ад))+$",
    re.IGNORECASE,
)


def occasions(article: Article, attributions: Sequence[Attribution]) -> list[str | None]:
    """Venue, medium or addressee of each attribution, in the article's own words ("in an interview with Radio Halm"),
    white space made single; None where its reporting clause names none. English is tried on unknown languages."""
    spans = sentences(article.text, article.language)
    contents = Contents(attributions)
    out = []
    for a in attributions:
        place = a.cue[0][0] if a.cue else -1
        sentence = spans[bisect_right(spans, place, key=lambda s: s[0]) - 1] if spans else (0, 0)
        inside = attributions[a.parent].content if a.parent is not None else None
        clause = _clause(article.text, sentence, place, contents, inside)
        out.append(_occasion(clause, a, sentence[0], article.language) if a.cue else None)
    return out


def _occasion(clause: str, attribution: Attribution, begin: int, language: str | None) -> str | None:
    """What `clause`, which begins at offset `begin`, names as the occasion of the attribution whose cue is in it."""
    cue, end = attribution.cue, begin + len(clause)
    first, last = cue[0][0] - begin, min(cue[-1][1], end) - begin
    opener = _OPENER.get(language or "en", _OPENER["en"])
    said_by = [(b - begin, e - begin) for b, e in attribution.source]
    found = [m.span() for m in opener.finditer(clause) if m.start() >= first or m.end() <= first]
    # Not what names the source ("according to the committee"), but "говорится в письме" has the letter as medium too.
    to = len("to ") if opener is _OPENER["en"] else 0
    found = [(b, e) for b, e in found if not any(x - to <= b < y for x, y in said_by)]
    outlet = _OUTLET[language].match(clause, last) if language in _OUTLET else None
    if outlet and not found and not any(outlet.start() < y and x < outlet.end() for x, y in said_by):
        return outlet["to"]
    told = _ADDRESSEE.match(clause, last) if opener is _OPENER["en"] and _TELLS.search(clause[first:last]) else None
    if told:  # "told the court by video link": what follows at once goes with it
        joined = [e for b, e in found if told.end() <= b and not clause[told.end() : b].strip()]
        found = [(told.start("to"), (joined or [told.end()])[0])]
    if not found:
        return None
    start, least = min(found, key=lambda f: max(first - f[1], f[0] - last))
    stops = [first] if start < first else []
    stops += [s for s, _ in said_by if s >= least]
    return _phrase(clause, start, min([s for s in stops if s >= least], default=len(clause)), least, language)


def _clause(text: str, sentence: Span, cue: int, contents: Contents, inside: Sequence[Span] | None) -> str:
    """The sentence with what is said in it blotted out, and for a relayed statement what its relayer says besides (all
    that is not `inside`)."""
    begin, end = sentence
    letters = list(re.sub(r"\s", " ", text[begin:end]))
    around = contents.at(cue)
    for (b, e), owner in contents.meeting(begin, end):
        if owner not in around:
            for k in range(max(b, begin), min(e, end)):
                letters[k - begin] = _SAID
    if inside is not None:
        letters = [x if any(b <= begin + k < e for b, e in inside) else _SAID for k, x in enumerate(letters)]
    return "".join(letters)


def _phrase(clause: str, start: int, limit: int, least: int, language: str | None) -> str | None:
    """The phrase that begins at `start` and reaches `least` at least: up to the next stop, date or `limit`."""
    if language == "de" and not _GERMAN_LINK.match(clause[least:limit]):
        limit = least
    stop = _STOP.search(clause, least, limit)
    stretch = clause[start : stop.start() if stop else limit]
    for timex in find(stretch, language):
        if start + timex.span[0] >= least:
            stretch = stretch[: timex.span[0]]
            break
    words = _TRAILING.sub("", " ".join(stretch.split()[:WORDS]))
    for opening, closing in ("«»", "„“", "“”"):
        if words.count(opening) > words.count(closing):
            words += closing if clause[start + len(stretch) :][:1] == closing else ""
    return words.strip(" '\"") or None
