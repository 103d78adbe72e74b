"""What the form of a cue tells about when it was uttered: "said" happened once, "says" and "wants" just hold."""

import re

_EN_PAST = (
    r"said|told|wrote|spoke|thought|knew|felt|saw|held|put|found|meant|understood|heard|gave|took|made|went"
    r"|began|swore|read|let|"
    r"sent|quoted|rang|sang|came|left|kept|broke|set|laid|swept|bade|drew|shot back|hit back|pleaded|pled|was"
    r"|were|did|didn['’]t|\w+ed"
)
_DE_PAST = (
    r"sprach|schrieb|hieß|gab|rief|bat|warf|widersprach|wies|ließ|stand|sah|hielt|verwies|unterstrich|warb"
    r"|trat|fand|log|schwieg|bestritt|"
    r"versprach|verbot|befahl|empfahl|beschrieb|kam|ging|wurden?|waren?|zog|schloss|nahm|riet|blieb|las"
    r"|stritt|griff|tat|sang|schwor|"
    r"gestand|verriet|begann|bekam|entschied|verschwieg|berief|\w+[^aeiou]ten?|\w+ete"
)
TENSES: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "en": (
        ("perfect", re.compile(r"\b(?:has|have|['’]s|['’]ve)\b")),
        ("past", re.compile(r"\bhad\b|['’]d\b")),
        ("modal", re.compile(r"\b(?:would|will|can|could|may|might|must|shall|should)\b")),
        ("past", re.compile(rf"\b(?:{_EN_PAST})\b")),
        ("present", re.compile(r"\b(?:is|are|am|do|does|\w+s|\w+ing)\b")),
    ),
    "de": (
        ("perfect", re.compile(r"\b(?:hat|haben|ist|sind|habe)\b")),
        ("past", re.compile(r"\b(?:hatte[nst]?)\b")),
        (
            "modal",
            re.compile(
                r"\b(?:soll(?:en|te|ten)?|will|wollen|kann|können|wird|werden|würden?|möchten?|müssen?"
                r"|darf)\b"
            ),
        ),
        ("past", re.compile(rf"\b(?:{_DE_PAST})\b")),
        ("reported", re.compile(r"\b(?:sei|seien|\w+e)\b")),
        ("present", re.compile(r"\b(?:\w+t|\w+en)\b")),
    ),
    "fr": (
        ("past", re.compile(r"\b(?:avai(?:t|ent)|étai(?:t|ent))\b")),
        ("modal", re.compile(r"\b(?:aurai(?:t|ent)|serai(?:t|ent)|\w+rai(?:t|ent)|doit|peut|veut|veulent)\b")),
        ("past", re.compile(r"\b(?:a|ont|ai|avons|est|sont|s[’']est|fut|dit-il|répondit|\w+èrent|\w+é)\b")),
        ("past", re.compile(r"\b\w+(?:ait|aient)\b")),
        ("past", re.compile(r"\b\w+a\b")),
        ("present", re.compile(r"\b\w+(?:e|t|nt|it|s|d)\b")),
    ),
    "ru": (
        ("past", re.compile(r"\b\w+(?:л|ла|ли|ло)(?:с[ья])?\b|\bвёл\b")),
        ("present", re.compile(r"\b\w+(?:[её]т|ит|ют|ут|ат|ят|ешь|ем|им|у|ю)(?:с[ья])?\b")),
    ),
    "uk": (
        ("past", re.compile(r"\b(?!слів|слова|за\b)\w+(?:[аеиіоуяює]в|ла|ли|ло|ніс|міг|рік|вів)(?:с[ья])?\b")),
        ("present", re.compile(r"\b\w+(?:[еєиї]|[еєиї]ть|[уюая]ть|емо|имо|у|ю)(?:с[ья])?\b")),
    ),
    "be": (
        ("past", re.compile(r"\b\w+(?:[аеэыіоуяюё]ў|ла|лі|ло|нёс|мог|вёў)(?:с[яь])?\b")),
        ("present", re.compile(r"\b\w+(?:[еэіыа]|[еэіыоё]ць|[уюая]ць|ем|ім|у|ю)(?:ц?ца|ся)?\b")),
    ),
}

# Cues that go on a talk already begun.
GOES_ON = re.compile(
    r"\b(?:add|continu|go(?:es)? on|went on|repl|answer|respond|ask|conclud|explain|recall|interrupt|insist"
    r"|retort|whisper|laugh|shout"
    r"|füg|ergänz|fuhr|erwider|antwort|entgegn|frag|so$|weiter|schloss|erläut"
    r"|ajout|poursui|répon|répli|demand|conclu|expliq|précis|renchér|rétorq|lanc|lâch|souffl"
    r"|добав|продолж|отве|спрос|заключ|поясн|уточн|возраз|подчеркн|напомн|отрез"
    r"|дода|продовж|відпов|запит|спит|поясн|уточн|зауваж|наголос|нагада"
    r"|дада|працягну|адказ|спыта|запыта|патлумач|удакладн|заўваж|падкрэсл|нагада)",
    re.IGNORECASE,
)

# Cues of thinking, wishing and standing claims: they hold, whatever their tense, and have no day of their own.
HOLDS = re.compile(
    r"\b(?:believ|think|thought|want(?!\w* to know)|hope|hoping|fear|doubt|expect|plan|intend|wish|know|knew"
    r"|feel|felt|consider|regard|suspect|assum|deni|deny|maintain"
    r"|view|opinion|convinc|sure|understood|understand|love|like|hate|aware|worr|afraid|ready|willing"
    r"|glaub|denk|dacht|will|woll|möcht|hoff|fürcht|befürcht|zweif|bezweif|erwart|plan|weiß|wiss|halt|hält"
    r"|hielt|rechn|mein|bestreit|geh(?:t|en)? davon"
    r"|croi|crai|pens|veu[tl]|voul|souhait|espèr|espér|redout|dout|attend|compt|estim|sav|sait|considèr|conteste|nie"
    r"|дума|счита|хоч|хоте|хоти|наде|боя|опаса|сомнев|ожида|планир|намер|зна[лею]|увер|убежд|полага|вер[иья]|отрица"
    r"|вважа|хоч|хоті|споді|боїт|боят|побою|сумнів|очіку|план|намір|зна[вєлю]|впевнен|переконан|вір|запереч"
    r"|лічы|хоч|хаце|хоча|спадзя|баі|баяц|асцерага|сумня|чака|план|намер|вед|упэўн|перакан|вер|адмаўля)",
    re.IGNORECASE,
)

# Gatherings, at which several people speak on one day, and those who listen there.
GATHERING = re.compile(
    r"\b(?:reporters|journalists|conference|briefing|courtr?o?o?m?|jury|judges?|parliament|deputies|committee|council|"
    r"chamber|hall|meeting|session|assembly|crowd|audience|rally|debate|"
    r"журналист|суд|депутат|пресс-конф|заседани|совещани|митинг|зал[ае]?\b|комисси|парламент|собрани|слушани|"
    r"журналіст|засіданн|нарад|мітинг|комісі|збор|слуханн|прэс-канф|прес-?конф|паседж|пасядж|сход|камісі|слуханьн|"
    r"\w*gericht|zeugen?\b|landtag|bundestag|\w*rat\b|\w*sitzung|pressekonf|\w*ausschuss|\w*versammlung|publikum|prozess|"
    r"journaliste|tribunal|barre\b|séance|conseil|députés|sénateurs|audience|commission|réunion|assemblée|presse\b)",
    re.IGNORECASE,
)


def tense(cue: str, language: str | None) -> str:
    """What the words of a cue are: "past" (with pluperfect), "perfect", "present", "modal", "reported" (German
    subjunctive), "colon" (no word at all) or "none" ("according to"; any cue of an unknown language)."""
    if not re.search(r"\w", cue):
        return "colon"
    return next((name for name, pattern in TENSES.get(language or "", ()) if pattern.search(cue.lower())), "none")


def manner(cue: str) -> str:
    """ "holds" for cues of thinking, wishing and standing claims, "goes on" for replies and additions, else "plain"."""
    return "holds" if HOLDS.search(cue) else "goes on" if GOES_ON.search(cue) else "plain"
