"""Who speaks: from the sources of an article's attributions to names, and from names in many articles to persons.

Within one article a source is resolved by what the text shows: a name, a role that only one of the named has, a pronoun
that fits one of those talked of. Where that does not settle it the speaker stays None: a wrong speaker is worse than
none. Across articles `cluster` merges only what names and context together bear out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from rapidfuzz.distance import Levenshtein

from onrecord import names
from onrecord.model import Article, Attribution, Entity, Person, Span, Speaker
from onrecord.passages import sentences

# --- words of six languages ---------------------------------------------------------------------------------------


def _listed(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


# pronoun -> (person, gender or None, plural)
_PRONOUNS: dict[str, tuple[int, str | None, bool]] = {}
for _form, _what in (
    (
        "he him his himself er ihm ihn sein seine seinen seiner seinem il он его него ему нему ним нём він його "
        "нього йому ньому "
     "ён яго ягоны ягонага ягоных celui-ci lui dieser", (3, "m", False)),
    ("der", (3, "m", False)), ("die", (3, "f", False)),
    (
        "she her hers herself sie ihr ihre ihren ihrer ihrem elle она её ее неё нее ней ей вона її неї їй яна яе яё "
        "ёй celle-ci diese",
     (3, "f", False)),
    ("it its оно воно яно es", (3, "n", False)),
    ("they them their theirs ils elles eux они их них ими вони їх яны іх", (3, None, True)),
    ("i me my myself ich mir mich mein meine je j moi я мне меня мой моему мені мене мой мяне", (1, None, False)),
    ("we us our wir uns unser nous мы нам нас наш ми нас", (1, None, True)),
    ("you du ihnen vous tu вы вам ты ви ти", (2, None, False)),
):  # fmt: skip
    for _word in _form.split():
        _PRONOUNS.setdefault(_word, _what)
_IM = {"be": (3, "m", False)}  # "ім" is "by him" in Belarusian

_DETERMINERS = _listed(
    "the a an this that these those its his her their my our your one same own der die das den dem des ein eine "
    "einen einem einer eines dieser diese dieses le la les l un une des du ce cet cette ces son sa ses leur "
    "leurs notre nos mon ma сам сама сами сам самі этот эта это ця цей гэты гэтая его её их свой наш наша ваш "
    "мой його її їх наш яго яе іх mr late former bisherige ancien ancienne ehemalige ehemaliger même selbst"
)
# Words that begin sentences and are no part of a name, by language.
_STOPS: dict[str, frozenset[str]] = {
    "en": _listed(
        "the a an in on at by for from of to and but or as if when while after before since because so then there "
        "here he she it they we i you his her its their my our asked according yesterday today tomorrow now not no "
        "yes what who why how where both most some many all one two three four five six seven eight nine ten every "
        "each few another other others even only still just also however meanwhile later earlier last next than "
        "with without under over through during about against between monday tuesday wednesday thursday friday "
        "saturday sunday january february march april may june july august september october november december "
        "nobody somebody everyone everybody someone anyone neither either whose which such"
    ),
    "de": _listed(
        "der die das den dem des ein eine einen einem einer und oder aber als wenn weil dass im in am an auf aus "
        "bei mit nach von vor zu zum zur über unter für gegen ohne durch er sie es wir ich ihr laut so doch auch "
        "noch nur schon heute gestern morgen jetzt dann dort hier montag dienstag mittwoch donnerstag freitag "
        "samstag sonntag januar februar märz april mai juni juli august september oktober november dezember mein "
        "meine meinen meiner meinem sein seine seinen seiner unser unsere viele beide jeder jede jedes wer ob "
        "manche mancher zwei drei vier fünf"
    ),
    "fr": _listed(
        "le la les un une des du de et ou mais si quand car donc à au aux en dans sur sous par pour avec sans chez "
        "selon il elle ils elles on nous vous je ce cette ces son sa ses leur puis hier lundi mardi mercredi jeudi "
        "vendredi samedi dimanche mon ma mes notre nos votre deux trois"
    ),
    "ru": _listed(
        "в во на с со к ко о об от до из у за по под над при без для через и а но или что как когда если то это его "
        "её их он она они мы я вы не ни же бы ли по-моему словам по-прежнему однако потом тогда сейчас сегодня "
        "вчера там здесь після від із зі що як коли якщо та і й але або це його її вони він вона ми ви ні про "
        "паводле пра ў што калі гэта яго яе ён яна яны ад да з са па сам сама сами самі само ніхто никто хто "
        "кто"
    ),
}
_STOPS["uk"] = _STOPS["be"] = _STOPS["ru"]
_STOP = frozenset().union(*_STOPS.values())
_PREPOSITIONS = _listed(
    
        "of for from to by at in with on about between against under near von des der für bei aus an im in zu zum "
        "zur mit de du des d à au aux pour chez par en sur в во у из от к для при из-под у з із від до для при в на "
        "ў пры ад да з са"

)  # fmt: skip
_POSSESSIVE_WORDS = _listed(
    "his her its their my our your sein seine seiner ihr ihre son sa ses leur mon ma его её их його її їхній "
    "яго яе іх ягоны мой моя наш наша твой"
)

# Heads of titles. Latin words whole, German ones as endings, Slavic ones as stems.
_ROLES = _listed(
    "minister president chancellor premier secretary chair chairman chairwoman chairperson chief head leader "
    "deputy director manager governor mayor mayoress senator congressman congresswoman mp councillor "
    "commissioner ambassador consul envoy spokesman spokeswoman spokesperson lawyer counsel attorney solicitor "
    "barrister prosecutor judge justice detective inspector constable sergeant officer commander captain "
    "colonel general major lieutenant admiral brigadier marshal professor doctor dr prof teacher headmaster "
    "headmistress rector dean principal economist analyst historian scientist researcher engineer editor "
    "columnist correspondent reporter journalist commentator critic writer author poet novelist painter artist "
    "actor actress singer director conductor coach trainer captain striker midfielder goalkeeper player owner "
    "founder banker farmer fisherman driver witness defendant plaintiff accused deacon archpriest mep mla msp "
    "majesty highness excellency grace ladyship lordship management priest vicar bishop archbishop abbot rabbi "
    "imam pastor father sister brother king queen prince princess emperor emir sheikh count countess duke "
    "duchess baron lord lady sir dame mr mrs ms miss comrade aide adviser advisor ombudsman auditor treasurer "
    "whip mp cllr rep sen gov gen col capt lt sgt rev hon retired acting former foreign prime vice interior "
    "defence defense finance culture ministre président présidente secrétaire maire préfet préfète député "
    "députée sénateur sénatrice directeur directrice porte-parole avocat avocate procureur procureure juge "
    "commissaire capitaine colonel général commandant professeur professeure docteur me maître médecin "
    "historien historienne économiste sociologue journaliste éditorialiste rédacteur rédactrice écrivain "
    "entraîneur entraîneuse délégué déléguée syndicaliste chef cheffe responsable conseiller conseillère "
    "adjoint adjointe gérant gérante patron patronne propriétaire berger bergère agriculteur agricultrice "
    "boulanger boulangère instituteur institutrice curé père soeur sœur évêque abbé monsieur madame mme m mlle "
    "premier première ingénieur ingénieure chercheur chercheuse géologue météorologue pdg greffier greffière "
    "bâtonnier sous-préfet frau herr dr prof pater pfarrer bischof könig königin graf gräfin prinz fürst vater "
    "mutter bruder schwester anwohner anwohnerin zeuge zeugin angeklagter kapitän lotse wirt bauer arzt ärztin "
    "kommissar kommissarin kollege kollegin"
)
_GERMAN_ROLE = re.compile(
    r"(?:minister|präsident|kanzler|sekretär|chef|leiter|direktor|sprecher|anwält|anwalt|richter|meister|"
    r"vorsitzende[rn]?|"
    r"professor|forscher|wissenschaftler|historiker|ökonom|politiker|abgeordnete[rn]?|trainer|spieler|kapitän|händler|"
    r"besitzer|eigentümer|führer|rektor|intendant|dirigent|redakteur|journalist|reporter|korrespondent|kommissar|"
    r"ermittler|"
    r"gutachter|senator|rat|rätin|landrat|lehrer|pfarrer|bischof|general|oberst|arzt|ärztin|bauer|bäuerin|"
    r"schäfer|förster|"
    r"fischer|inspektor|beauftragte[rn]?|experte|expertin|analyst|kritiker|autor|verteidiger|ankläger|wirt|unternehmer|"
    r"mitarbeiter|biologe|biologin|geologe|geologin|meteorologe|meteorologin|soziologe|soziologin|botschafter|"
    r"sachverständige[rn]?|kollege|kollegin|witwe|bruder|schwester|sohn|tochter|vetter|cousin)(?:in|innen|s|n|"
    r"en)?$"
)
_SLAVIC_ROLE = tuple(
    _listed(
        "министр міністр міністар прэм премьер прем президент прэзідэнт прэзыдэнт канцлер губернатор губэрнатар мэр "
        "мер посол амбасад консул секретар сакратар глава голова голов главы галава галов кіраўн керівн руководит "
        "начальник начальн директор дирэктар дырэктар председател старшын заместит заступ намесн зам депутат "
        "дэпутат сенатор спикер спікер лидер лідер лідэр пресс-секретар прес-секретар прессекретар прэс-сакратар "
        "речни спікер представител представн прадстаўн пресс-атташе атташе адвокат адвакат юрист юрыст прокурор "
        "пракурор судья судь суддя судд судзьд суддз следовател слідч сьледч следч защитник захисник абарон генерал "
        "генэрал полковник палкоўн полковн капитан капітан майор маёр лейтенант лейтэнант адмирал адмірал командующ "
        "командувач камандз командир командув маршал контр-адмирал вице-адмирал вицэ профессор професор прафэсар "
        "прафесар доктор доктар врач лікар лекар учител вчител настаўн завуч ректор рэктар декан академик эксперт "
        "експерт экспэрт аналитик аналітик аналітык политолог політолог палітоляг палітолаг экономист економіст "
        "эканаміст историк історик гісторык социолог соціолог учёный ученый вчен навукоўц инженер інженер інжынэр "
        "інжынер эколог еколог эколяг архитектор архітект архітэкт агроном журналист журналіст редактор рэдактар "
        "обозревател оглядач аглядальн колумнист колумніст корреспондент кореспондент карэспандэнт ведущ ведуч "
        "вядоўц писател письменн пісьменьн пісьменн поэт поет паэт художн мастак скульптор режиссёр режиссер "
        "режисер рэжысэр дирижёр дирижер тренер трэнер вратар воротар форвард капитан владелец власник уласьнік "
        "уладальн хозяин хозяйк господар гаспадар фермер фэрмэр предпринимател підприєм прадпрымальн банкир банкір "
        "свидетел свідок сьведк сведк вдова удова муж чоловік жена дружин жонка сын син отец батько бацьк мать мати "
        "маці брат сестра сястра дочь дочка тесть кузен кузина внук дядя тётя епископ єпископ біскуп митрополит "
        "священник священик святар отец граф графин король кароль королев князь барон помощник помічник памочнік "
        "советник радник дарадц уполномоч уповноваж упаўнаваж координатор хранительниц смотрител бухгалтер краевед "
        "краєзнав краязнав житель жительк житель пенсионер лётчик рыбак рыбал водител водій кіроўц господин госпожа "
        "пан пани пані спадар спадарын гражданин староста настоятел настаятел библиотекар кандидат претендент "
        "сотрудни рэстаўратар реставратор диспетчер дыспетчар временный исполняющ"
    )
)
# Heads of names of organisations and of what they put out, stems in six languages.
_ORGS = re.compile(
    r"^(?:ministr(?:y|ies)$|government|cabinet|council$|courts?$|police$|party$|parliament|senate$|assembly|"
    r"agency$|office$|commission$|committee|"
    r"association|federation|union$|compan(?:y|ies)$|bank$|institute|university|museum|hospital|newspaper|daily$|"
    r"weekly$|magazine|paper$|radio|television|tv$|"
    r"channel|network|group$|foundation|trust$|league|club|church|palace|kremlin|embass|army|navy|board$|"
    r"authority$|services?$|administration$|department$|"
    r"treasury|registry|secretariat|chancellery|ombuds|compact$|nato$|eu$|un$|inquir|presidency|diocese|society|"
    r"team$|firm$|airline|campaign$|bureau$|chamber$|press$|news$|wire$|"
    r"post$|times$|gazette|tribune|courier|herald|standard$|observer|mail$|opposition|prosecution|defence$|"
    r"defense$|regulator|centre|center|forum|alliance|front$|movement|brigade|"
    r"minist[eè]re|gouvernement|mairie|préfecture|parquet|tribunal|cour$|conseil$|assemblée$|parti$|syndicat|"
    r"fédération|association|agence|entreprise|"
    r"société|banque|institut|université|musée|hôpital|journal|quotidien|hebdomadaire|revue|chaîne|direction$|"
    r"gendarmerie$|comité$|cabinet|"
    r"observatoire|collectif$|opposition|église|évêché|armée|élysée|rédaction|bureau|centre|ligue|ambassade|"
    r"inspection$|accusation$|jury$|autorité$|fondation|groupe|"
    r"минист[ер]*ств|міністэрств|міністерств|мид$|мід$|мзс$|минздрав|правительств|уряд|урад|совет$|совета$|рада$|"
    r"суд$|суда$|суду$|полици|поліц|міліц|милиц|паліц|парти|парті|"
    r"партый|парламент|дум[аыу]|агентств|агенцтв|комисси|комісі|камісі|комитет|комітет|камітэт|союз|саюз|спілк|"
    r"федерац|фэдэрац|компани|компан|кампан|банк|институт|інститут|"
    r"інстытут|университет|університет|універсітэт|музе|больниц|лікарн|бальніц|газет|журнал|еженедельник|"
    r"тижневик|тыднёвік|издани|видан|выдан|радио|радіо|радыё|телеканал|тэлеканал|канал|сайт|"
    r"портал|агенци|штаб|прокуратур|пракуратур|администрац|адміністрац|адміністрацы|мэри|мері|управлени|управлін|"
    r"управа|упраўлен|служб|пресс-служб|прес-служб|прэс-служб|ведомств|відомств|"
    r"ведамств|мисси|місі|фонд|церк|єпархі|епархи|завод|фирм|фірм|клуб|команд[аы]$|делегац|дэлегац|кремл|палац|"
    r"дворец|оппозици|опозиц|апазыц|следстви|слідств|защит[аы]|абарон[аы]|обвинен|"
    r"редакц|рэдакц|академ|школ|регулятор|центробанк|минфин|госдеп|посольств|амбасад[аы]|секретариат|сакратарыят|"
    r"апарат|дирекци|дырэкцы|типограф|аэрапорт|аэропорт|лаборатори|инспекци|інспекці|інспекцы|совбез|агенці|"
    r"гидрометцентр|гідраметцэнтр|гідрометцентр|мин(?:обороны|транс|юст|культур|эконом|цифр|пром|энерго)|"
    r"мін(?:оборони|транс|юст|культур|фін|здрав|цифр)|цэнтравыбаркам|центризбирком|канцеляри|канцелярі|альянс|"
    r"ассоциац|асоціац|асацыяц|профсоюз|профспілк|прафсаюз|движени|рух$)"
)
_GERMAN_ORG = re.compile(
    r"(?:ministerium|regierung|polizei|partei|fraktion|gericht|gerichtshof|staatsanwaltschaft|anwaltschaft|"
    r"behörde|amt|verwaltung|rat|senat|kabinett|"
    r"parlament|zeitung|blatt|magazin|sender|rundfunk|radio|agentur|institut|universität|museum|krankenhaus|"
    r"klinik|verband|verein|verbund|bund|"
    r"gewerkschaft|unternehmen|firma|konzern|bank|sparkasse|kirche|bistum|feuerwehr|kommission|ausschuss|"
    r"vorstand|aufsichtsrat|opposition|leitung|leitstelle|"
    r"aufsicht|kammer|werke?|stiftung|gesellschaftredaktion|sicherheit|botebote|kurier|anzeiger|tageblatt|"
    r"nachrichten|presse|palast|botschaft|armee|wache|dienst|zentrale|stelle|union|büro|kanzlei|club|lobby|"
    r"anstalt|gemeinde|rathaus|partei|kartell|forum|zentrum)s?$"
)
# The relation of somebody unnamed to the name behind it: "the wife of X", "Жена Михаила Прайса".
_GENERIC_PERSONS = {
    "man": "m", "woman": "f", "politician": None, "lady": "f", "gentleman": "m", "mann": "m", "frau": "f",
    "politiker": "m", "politikerin": "f", "politicien": "m", "politicienne": "f", "homme": "m", "femme": "f",
    "intéressé": "m",
    "intéressée": "f", "политик": "m", "мужчина": "m", "женщина": "f", "чиновник": "m", "чиновница": "f",
    "политикиня": "f",
    "політик": "m", "чоловік": "m", "жінка": "f", "посадовець": "m", "урядовець": "m", "палітык": "m", "мужчына": "m",
    "жанчына": "f", "чыноўнік": "m", "latter": None, "dernier": "m", "dernière": "f",
}  # fmt: skip
_HE_TITLES = _listed(
    "mr sir lord father brother king prince herr monsieur m pater господин пан спадар отец отець айцец chairman "
    "spokesman sheikh baron count duke"
)
_SHE_TITLES = _listed(
    "mrs ms miss madam lady dame sister queen princess frau madame mme mlle госпожа пани пані спадарыня "
    "chairwoman spokeswoman countess duchess baroness mayoress actress"
)
_GENITIVE_CUE = re.compile(
    r"слов|слоў|мнени|думк|данн|даны|дани|версии|версі|вэрс|оценк|оцінк|ацэнк|утвержден|приказ|заявлени|признани|"
    r"наказ|информации|інформац|інфармац|сведени|звестк|відомост|паводле|приз|нав|рассказ|расповед",
    re.IGNORECASE,
)
_SHE_SAID = re.compile(r"(?:ла|лась|лася)$")
_HE_SAID = re.compile(r"[аеёиіїоуыэюяєв](?:л|лся|в|вся|ў|ўся)$")

_WORD = re.compile(r"[^\W\d_](?:\w|[’'ʼ\-‑](?=\w))*\.?")
_ELISION = re.compile(r"^(?:[ldjnmtsc]|qu)[’']", re.IGNORECASE)

# --- names in a text ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Token:
    begin: int
    end: int
    text: str  # without a possessive 's
    possessive: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row: what may be a name, with the title words that stood in front of it."""

    begin: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    possessive: bool
    organisation: bool


@dataclass(slots=True)
class _Figure:
    """A person or organisation of the article: the words of the fullest name, where it is named, what is said of it."""

    words: tuple[str, ...]
    organisation: bool
    gender: str | None = None
    sure: bool = False  # a person for certain: named as a source, with a title, or by a first name that is known as one
    spellings: dict[tuple[str, ...], int] = field(default_factory=dict)
    places: list[tuple[int, float]] = field(default_factory=list)
    roles: dict[str, int] = field(default_factory=dict)  # stem -> how often
    titles: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.words)


def _tokens(text: str, begin: int, end: int, french: bool) -> list[_Token]:
    out = []
    for match in _WORD.finditer(text, begin, end):
        b, e = match.span()
        word = match[0]
        if french and (elided := _ELISION.match(word)):
            out.append(_Token(b, b + elided.end(), word[: elided.end()], False))
            b, word = b + elided.end(), word[elided.end() :]
        if (
            word.endswith(".")
            and not (len(word) == 2 and word[0].isupper())
            and word.casefold()[:-1] not in names.HONORIFICS
        ):
            e, word = e - 1, word[:-1]
        possessive = bool(re.search(r"['’]s?$", word)) or (text[e : e + 1] in "'’" and word[-1:] == "s" and not french)
        out.append(_Token(b, e, re.sub(r"['’]s$", "", word), possessive and not french))
    return [t for t in out if t.text]


def _is_role(word: str) -> bool:
    low = word.casefold().rstrip(".")
    if low in _ROLES or low in _GENERIC_PERSONS:
        return True
    if re.search(r"[а-яіїєґў]", low):
        return any(part.startswith(_SLAVIC_ROLE) for part in {low, low.rpartition("-")[2]})
    return bool(_GERMAN_ROLE.search(low))


def _is_org(word: str) -> bool:
    low = word.casefold()
    if re.search(
        r"(?:[йьла]рада|райрад[аиы]|адміністраці[яїю]|администраци[яию]|выканкам[ауе]?|исполком[ау]?|ветлікарн[яі])$",
        low,
    ):
        return True
    return bool(_ORGS.search(low) or (word[:1].isupper() and _GERMAN_ORG.search(low)))


def _runs(text: str, tokens: Sequence[_Token], language: str | None) -> list[_Run]:
    out: list[_Run] = []
    i = 0
    while i < len(tokens):
        if not tokens[i].text[0].isupper():
            i += 1
            continue
        j = i
        while j + 1 < len(tokens) and not tokens[j].possessive:
            nxt = j + 1
            while nxt < len(tokens) and _is_particle(tokens, nxt, j, language):
                nxt += 1
            gap = text[tokens[j].end : tokens[nxt].begin] if nxt < len(tokens) else "\n"
            if (
                nxt >= len(tokens)
                or not tokens[nxt].text[0].isupper()
                or not re.fullmatch(r"[ \u00a0]?(?:[\w’']+ )*", gap)
                or gap == ""
            ):
                break
            j = nxt
        run = _run(tokens[i : j + 1], language)
        if run:
            out.append(run)
        i = j + 1
    return out


def _is_particle(tokens: Sequence[_Token], at: int, last: int, language: str | None) -> bool:
    """Whether a lower-case word ties a surname: "van", "de"; not the "de" of "le maire de Lyon"."""
    low = tokens[at].text.casefold()
    if (
        tokens[at].text[0].isupper()
        or low not in names.PARTICLES
        or _is_role(tokens[last].text)
        or _is_org(tokens[last].text)
    ):
        return False
    if low in ("der", "den", "des", "dem", "la", "le", "les"):
        return at - 1 > last and tokens[at - 1].text in ("von", "van", "de", "zu")
    return language != "de" or low not in ("du", "da", "do", "zum", "zur", "zu") or low == "zu"


def _run(tokens: Sequence[_Token], language: str | None) -> _Run | None:
    """A run of capitalised words without words that only begin a sentence, its titles cut off in front."""
    toks = list(tokens)
    stops = _STOPS.get(language or "en", _STOPS["en"])
    while toks and (toks[0].text.casefold() in stops or _ELISION.fullmatch(toks[0].text)):
        toks.pop(0)
    while len(toks) > 1 and toks[-1].text.casefold() in stops and not toks[-1].text.endswith("."):
        toks.pop()
    if not toks:
        return None
    cut = max(
        (i for i, t in enumerate(toks[:-1]) if _is_role(t.text) or names.fold(t.text) in names.HONORIFICS), default=-1
    )
    titles, rest = toks[: cut + 1], toks[cut + 1 :]
    if titles and _is_role(rest[-1].text) and not all(names.fold(t.text) in names.HONORIFICS for t in titles):
        return None  # "First Deputy State Secretary": a title without a name
    organisation = any(_is_org(t.text) for t in rest) and not titles
    if organisation:
        rest = toks
    elif len(rest) > 2 and language in ("ru", "uk", "be", "de"):
        rest = _tail(rest)
    return _Run(
        rest[0].begin,
        rest[-1].end,
        tuple(t.text for t in rest),
        tuple(t.text for t in titles),
        rest[-1].possessive,
        organisation,
    )


def _tail(toks: list[_Token]) -> list[_Token]:
    """The last given name and surname of a run that began with a place or title: "Торвии Дарья Ленк"."""
    at = len(toks) - 2
    while at > 0 and (toks[at].text[0].islower() or len(toks[at].text) <= 2 or names.is_patronymic(toks[at].text)):
        at -= 1
    return toks[at:]


# --- the cast of an article ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Scene:
    """What is known while an article's speakers are worked out."""

    article: Article
    attributions: Sequence[Attribution]
    language: str | None
    starts: list[int]  # of sentences
    figures: list[_Figure] = field(default_factory=list)
    tokens: list[_Token] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    subjects: set[str] = field(default_factory=set)  # single names that stand as the subject of a cue (ru, uk, be)
    shown: dict[str, set[str]] = field(default_factory=dict)  # stem of such a name -> genders that verbs show

    @property
    def text(self) -> str:
        return self.article.text

    def sentence(self, at: int) -> int:
        return bisect_right(self.starts, at)


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return _stems_of(tuple(words))


@lru_cache(maxsize=16384)
def _stems_of(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(names.stem(w) for w in words if names.fold(w) not in names.PARTICLES) or tuple(map(names.stem, words))


def _matches(figure: _Figure, words: Sequence[str]) -> bool:
    """Whether `words` can name the figure: all its words, or a surname, first name, or first name and patronymic."""
    mine, theirs = _stems(figure.words), _stems(words)
    if not theirs or figure.organisation:
        return mine == theirs
    if len(theirs) == 1:
        pet = len(words[0]) > 2 and len(mine) > 1 and figure.words[0].startswith(words[0])
        if theirs[0] == mine[-1] or _respelled(words[0], figure.words[-1]):
            return True
        return ((theirs[0] == mine[0] or pet) and figure.sure) or (
            len(mine) > 2 and theirs[0] == mine[1] and not names.is_patronymic(figure.words[1])
        )
    if len(mine) == 1:
        return mine[0] == theirs[-1]
    if all(len(w.rstrip(".")) == 1 for w in words) and len(words) == len(figure.words):
        return all(a[0] == b[0] for a, b in zip(words, figure.words, strict=True))
    if theirs[-1] == mine[-1] and (theirs[0] == mine[0] or _initial(words[0], figure.words[0])):
        return True
    if names.is_patronymic(words[-1]):
        return _patronymic_fits(words, figure)
    return len(words) == 2 == len(figure.words) and names.same(" ".join(words), figure.name) is not None


# Edits between two spellings of one surname within an article ("Lukashenko", "Lukashenka"); Slavic cases go by stems.
RESPELLED = 2


def _respelled(a: str, b: str) -> bool:
    if min(len(a), len(b)) < 6 or not a.isascii() or not b.isascii():
        return False
    return Levenshtein.distance(a, b) <= RESPELLED and names.same_surname(a, b)


def _initial(a: str, b: str) -> bool:
    return a[0] == b[0] and min(len(a.rstrip(".")), len(b.rstrip("."))) == 1


def _patronymic_fits(words: Sequence[str], figure: _Figure) -> bool:
    if len(figure.words) < 2:
        return False
    taken = names.parts(figure.name)
    if taken.patronymic and not names.same_patronymic(words[-1], taken.patronymic):
        return False
    return names.stem(words[0]) == names.stem(figure.words[0]) or names.same_given(words[0], figure.words[0])


def _cast(scene: _Scene) -> None:
    """Find the persons and organisations named in the text; full names first, so that surnames find theirs."""
    runs = _runs(scene.text, scene.tokens, scene.language)
    runs = scene.runs = _without_first_words(scene, runs)
    full = [r for r in runs if len(r.words) > 1 and not r.organisation]
    _read_subjects(scene)
    base = _base_forms(scene, full)
    for run in sorted(full, key=lambda r: (_short(r.words), r.begin)):
        words = base[_stems(run.words)]
        figure = next((f for f in scene.figures if len(f.words) > 1 and _same_figure(f, run)), None)
        if figure is None:
            figure = _Figure(words, False)
            figure.gender = names.gender(figure.name, scene.language)
            figure.sure = names.known_given(words[0]) is not None
            scene.figures.append(figure)
        if not _short(words):
            figure.spellings[words] = figure.spellings.get(words, 0) + 1
        _note(scene, figure, run)
    for figure in scene.figures:
        if figure.spellings:
            figure.words = max(figure.spellings, key=lambda w: (len(w), figure.spellings[w]))
    for run in runs:
        if len(run.words) == 1 and not run.organisation:
            fits = [f for f in scene.figures if len(f.words) > 1 and _matches(f, run.words)]
            if len(fits) == 1:
                _note(scene, fits[0], run)
                fits[0].sure = fits[0].sure or run.words[0] == fits[0].words[-1]


def _without_first_words(scene: _Scene, runs: Sequence[_Run]) -> list[_Run]:
    """Runs without an ordinary word that is capital only because it begins a sentence ("План Веледа")."""
    surnames: dict[str, set[str]] = {}
    for run in runs:
        if len(run.words) == 2 and run.begin not in scene.starts:
            surnames.setdefault(names.stem(run.words[1]), set()).add(names.stem(run.words[0]))
    common = {names.stem(t.text) for t in scene.tokens if t.text[0].islower()}
    out = []
    for run in runs:
        first = names.stem(run.words[0])
        others = surnames.get(names.stem(run.words[-1]), set())
        if (
            len(run.words) == 2 and not run.titles and not run.organisation and run.begin in scene.starts
            and names.known_given(run.words[0]) is None and first not in others and (others or first in common)
        ):  # fmt: skip
            begin = run.end - len(run.words[1])
            run = _Run(begin, run.end, run.words[1:], (), run.possessive, False)
        out.append(run)
    return out


def _short(words: Sequence[str]) -> bool:
    """Whether a name is not yet a full one: with an initial, or a first name with patronymic alone."""
    return len(words[0].rstrip(".")) == 1 or (len(words) == 2 and names.is_patronymic(words[1]))


def _base_forms(scene: _Scene, runs: Sequence[_Run]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The nominative of each name, by its stems: as it stands as a subject, else the form that the others come from."""
    forms: dict[tuple[str, ...], list[_Run]] = {}
    for run in runs:
        forms.setdefault(_stems(run.words), []).append(run)
    if scene.language not in ("ru", "uk", "be"):
        return {key: group[0].words for key, group in forms.items()}
    subjects = _subjects(scene)
    out = {}
    for key, group in forms.items():
        stands = [
            r.words
            for r in group
            if (r.begin, r.end) in subjects or any(b <= r.begin and r.end <= e for b, e in subjects)
        ]
        good = [w for w in stands if not _looks_oblique(scene, w)]
        base = good[0] if good else _nominative_name(scene, group[0].words)
        out[key] = tuple(re.sub(r"^Ў", "У", w) for w in base)
    return out


def _read_subjects(scene: _Scene) -> None:
    """Note names that stand alone as subjects: their form is the nominative, their verb may show a gender."""
    if scene.language not in ("ru", "uk", "be"):
        return
    for i, attribution in enumerate(scene.attributions):
        words = _source_text(scene, i).split()
        if len(words) > 1 and words[0].casefold() in ("сам", "сама"):
            words = words[1:]
        if (
            len(words) == 1
            and words[0][0].isupper()
            and attribution.source
            and not _oblique(scene, i)
            and words[0].casefold() not in _PRONOUNS
        ):
            scene.subjects.add(words[0])
            if said := _verb_gender(scene, i):
                scene.shown.setdefault(names.stem(words[0]), set()).add(said)


def _subjects(scene: _Scene) -> list[Span]:
    """The spans of sources that stand in the nominative."""
    return [s for i, a in enumerate(scene.attributions) if a.source and not _oblique(scene, i) for s in a.source]


def _looks_oblique(scene: _Scene, words: Sequence[str]) -> bool:
    """Whether a name in a subject is still in another case, as in "жена Михаила Прайса"."""
    woman = _woman(scene, words)
    if woman:
        return words[0][-1] not in "ая" and bool(re.search(r"(?:ой|ы|и|ої|ай|у|ю)$", words[-1]))
    return woman is False and (
        names.known_given(words[0][:-1]) == "m"
        or names.known_given(names.nominative(words[0], False)) == "m"
        or bool(re.search(r"(?:ого|ага)$", words[-1]))
        or any(w != words[-1] and names.stem(w) == names.stem(words[-1]) for w in scene.subjects)
    )


def _same_figure(figure: _Figure, run: _Run) -> bool:
    if names.is_patronymic(run.words[-1]) and len(run.words) == 2:
        return _patronymic_fits(run.words, figure)
    return _matches(figure, run.words)


def _oblique(scene: _Scene, index: int) -> bool:
    """Whether the source of an attribution stands in another case than the nominative ("по словам …", "в …")."""
    if scene.language not in ("ru", "uk", "be"):
        return False
    attribution = scene.attributions[index]
    begin = attribution.source[0][0]
    before = scene.text[max(0, begin - 12) : begin].split()
    if before and before[-1].casefold() in _PREPOSITIONS and scene.text[begin - 1 : begin] == " ":
        return True
    cue = " ".join(scene.text[b:e] for b, e in attribution.cue)
    return (
        bool(_GENITIVE_CUE.search(cue)) and not re.search(r"(?:ил|ал|ла|ло|ли|ет|ит|ть|ти|в|ў|є|е)(?:ся|сь)?:?$", cue)
    ) or cue.casefold().startswith(("согласно", "згідно", "згодна", "паводле", "по "))


def _nominative_name(scene: _Scene, words: Sequence[str]) -> tuple[str, ...]:
    """A name in ru, uk or be put into the nominative by its endings and by the forms that the article has."""
    woman = _woman(scene, words)
    if woman is None:
        return tuple(words)
    seen = {t.text for t in scene.tokens if t.text[0].isupper()}
    return tuple(_nominative_word(w, woman, (seen, scene.subjects), first=i == 0) for i, w in enumerate(words))


def _nominative_word(word: str, woman: bool, known: tuple[set[str], set[str]], first: bool) -> str:
    """One word of a name; a form of the same stem with a nominative's ending, if the article has one, goes first."""
    seen, subjects = known
    subject = next((w for w in sorted(subjects) if names.stem(w) == names.stem(word)), None)
    if subject and not first:
        return subject
    if (woman and re.search(r"[ая]$", word)) or (not woman and _man_in_nominative(word)):
        return word
    ends = r"[ая]$" if woman else r"[бвгґджзйклмнпрстўфхцчшщьо]$"
    same = [
        s
        for s in seen
        if s != word
        and names.stem(s) == names.stem(word)
        and re.search(ends, s)
        and not re.search(r"(?:[оеё]м|ым|ой|ей)$", s)
    ]
    if same:
        return min(same, key=len)
    if (
        woman
        and not first
        and re.search(r"[бвгґджзклмнпрстфхцчшщйьоіеи]$", word)
        and not re.search(r"(?:[оеё]й|ай)$", word)
    ):
        return word  # a woman's surname in a consonant stays
    base = names.nominative(word, woman)
    if woman and first and names.known_given(base) is None and names.known_given(base[:-1] + "я") == "f":
        return base[:-1] + "я"
    if (
        not woman
        and first
        and base.endswith("ь")
        and names.known_given(base) is None
        and names.known_given(base[:-1] + "й")
    ):
        return base[:-1] + "й"
    full = f"{base[:-1].removesuffix('ь')}е{base[-1]}" if len(base) > 2 else base  # "Павла", "Льва"
    if not woman and first and names.known_given(base) is None and names.known_given(full) == "m":
        return full
    return base


def _man_in_nominative(word: str) -> bool:
    if re.search(r"(?:ого|ага|яга|ві|[оеё]м|ым)$", word):
        return False
    return bool(re.search(r"[^аеёиіїоуыэюя]$|[ое]$|(?:ск|цк|зьк)і$", word))


def _woman(scene: _Scene, words: Sequence[str]) -> bool | None:
    """Whose name it is, True for a woman's, False for a man's in another case than the nominative; None when it is
    a man's nominative or tells nothing."""
    first, last = words[0], words[-1]
    known = names.known_given(first)
    if re.search(r"[а-яіїєґў]", first.casefold()) is None or known == "m":
        return None
    shown = scene.shown.get(names.stem(last), set())
    if shown == {"m"} and last not in scene.subjects and first[-1] in "аяуюеіім":
        return False
    if known == "f" or names.known_given(names.nominative(first, True)) == "f":
        return True
    if len(shown) == 1 and first[-1] in "аяуюеыиіїм":
        return shown == {"f"}
    bare = (names.nominative(first, False), first[:-1], first[:-1] + "й", first[:-1] + "о")
    seen = {t.text for t in scene.tokens}
    if first[-1] in "аяуюемі" and (
        any(names.known_given(b) == "m" for b in bare) or any(b in seen for b in bare[:1] if b != first)
    ):
        return False
    if re.search(r"[бвгґджзйклмнпрстўфхцчшщь]$", first) and not re.search(r"(?:ой|ей|ай|яй|ем|ом|ём|ам)$", first):
        return None
    if re.search(r"(?:ой|ей|ай|яй)$", first):
        return True if re.search(r"(?:ой|ей|ай|яй)$", last) else None
    if re.search(r"(?:ом|ем|ём|ам|ові|еві|єві)$", first):
        return False if re.search(r"(?:ом|ем|ём|ам|ым|им|ім|ові|еві|єві|у|ю)$", last) else None
    if first[-1] in "ая":
        return not (
            re.search(r"(?:ого|ага|ому|аму|[бгґджзклмнпрстфхцчшщ]а|[лрнт]я)$", last)
            and not re.search(r"(?:[оеёа]ва|ина|іна|ына|їна)$", last)
        )
    if re.search(r"[ыиії]$", first) and re.search(r"[бвгґджзйклмнпрстўфхцчшщь]$", last):
        return True
    if re.search(r"[ыиіїюу]$", first):
        return True if re.search(r"(?:[ыиіїую]|ой|ей|ай)$", last) else None
    return None


def _note(scene: _Scene, figure: _Figure, run: _Run) -> None:
    """Keep where a figure is named and which words stand by it as titles or in apposition."""
    figure.places.append((run.begin, PLAIN))
    if run.titles:
        figure.sure = True
    for word in run.titles:
        low = word.casefold().rstrip(".")
        figure.gender = figure.gender or ("m" if low in _HE_TITLES else "f" if low in _SHE_TITLES else None)
    before, after = _phrase_before(scene, run), _phrase_after(scene, run)
    heads = _add_roles(figure, before, scene.language) | _add_roles(figure, after, scene.language)
    if len(run.words) > 1 and ((before and _is_role(before[-1])) or any(_is_role(h) for h in heads)):
        figure.sure = True
    for head in heads:
        if _is_role(head) and figure.gender is None:
            figure.gender = _role_gender(head, scene.language)


def _add_roles(figure: _Figure, phrase: Sequence[str], language: str | None) -> set[str]:
    """Keep the words of a noun phrase as roles of a figure, its heads for more; returns the heads."""
    lows = [_ELISION.sub("", w).casefold() for w in phrase]
    heads = _heads(lows, language)
    for word in lows:
        if word not in _STOP and word not in _DETERMINERS and len(word) > 2:
            key = names.stem(word)
            figure.roles[key] = max(figure.roles.get(key, 0), 2 if word in heads else 1)
    return heads


def _phrase_before(scene: _Scene, run: _Run) -> list[str]:
    """The words of the noun phrase in front of a name: its titles, without whose spokesman or brother he is."""
    left = re.split(
        r"[.;:!?()«»„“”\"—–\n]|,(?=.*,\s*$)|['’]s\s", scene.text[max(0, run.begin - 90) : run.begin].removesuffix(" ")
    )[-1]
    words = re.findall(r"[^\W\d_][\w’'\-]*", left)[-7:]
    at = max(
        (
            i
            for i, w in enumerate(words)
            if w.casefold() in _DETERMINERS and not (i and words[i - 1].casefold() in _PREPOSITIONS)
        ),
        default=-1,
    )
    words = words[at + 1 :]
    if (words and words[-1].casefold() in _PREPOSITIONS) or (
        len(words) > 1 and words[-1].casefold() in _DETERMINERS and words[-2].casefold() in _PREPOSITIONS
    ):
        words = []
    return [*words, *(t for t in run.titles if t not in words)]


def _phrase_after(scene: _Scene, run: _Run) -> list[str]:
    right = re.match(r"(?:,? \d\d)?,\s+([^.;:!?()«»„“”\"—–\n,]{3,70})[,.)]", scene.text[run.end : run.end + 90])
    words = re.findall(r"[^\W\d_][\w’'\-]*", right[1])[:8] if right else []
    if (
        scene.language != "de"
        and len(words) > 1
        and words[-1][0].isupper()
        and not any(w in _PREPOSITIONS for w in words)
    ):
        return []  # "Donduk, the shaman Kara-ool, …": the next in a list
    return (
        words
        if (
            words
            and words[0].casefold()
            not in ("who", "which", "qui", "and", "und", "et", "и", "і", "but", "der", "die", "який", "яка", "який")
        )
        or scene.language == "de"
        else []
    )


def _heads(lows: Sequence[str], language: str | None) -> set[str]:
    """The title words of a noun phrase that are the person's own: in "министр обороны" not the defence."""
    kept = list(lows)
    if language in ("en", None):
        cut = next((i for i, w in enumerate(kept) if i and w in _PREPOSITIONS), len(kept))
        kept = kept[:cut]
        return {w for w in (*kept, *lows[-1:]) if _is_role(w)} | set(kept[-1:])
    roles = [w for w in kept if _is_role(w)]
    head = _head(lows, language)
    return set(roles[:1]) | ({head} if head else set())


def _role_gender(word: str, language: str | None) -> str | None:
    low = word.casefold()
    if low in _HE_TITLES or low in _SHE_TITLES:
        return "m" if low in _HE_TITLES else "f"
    if language == "de":
        return (
            "f"
            if re.search(r"(?:in|frau|schwester|tochter|mutter|witwe)$", low)
            else "m"
            if _GERMAN_ROLE.search(low)
            else None
        )
    if language == "fr":
        return "f" if re.search(r"(?:trice|ière|euse|esse|ienne|ère|veuve|mère|sœur)$", low) else None
    if language in ("ru", "uk", "be"):
        return (
            "f"
            if re.search(r"(?:ница|чица|ка|иня|іня|ыня|эса|ша|вдова|удова|сестра|жена|мать)$", low)
            and low not in ("голова",)
            else None
        )
    return "f" if low.endswith("woman") else "m" if low.endswith("man") and low != "woman" else None


# --- sources -------------------------------------------------------------------------------------------------------

_DOCUMENT = re.compile(
    r"^(?:reports?|letters?|polls?|surveys?|statements?|articles?|columns?|books?|diar(?:y|ies)|study|"
    r"memo(?:ir)?s?|notes?|emails?|circular|"
    r"press release|post|tweet|leader|editorial|minutes|notice|petition|thesis|review|bericht|brief|umfrage|"
    r"studie|mitteilung|papier|gutachten|"
    r"tagebuch|schreiben|rapport|lettre|sondage|étude|communiqué|note|tribune|livre|article|billet|отч[её]т|"
    r"доклад|письм|опрос|заявлени|стать|"
    r"дневник|лист|листі|звіт|опитуван|заяв|апытан|ліст|справаздач|паведамлен|повідомлен|сообщени)"
)
_RELATIVE = re.compile(r",|\s(?:who|which|that|whose|qui|que|dont)\s|\s[-–—]\s")


@dataclass(slots=True)
class _Found:
    """What a source comes to: a figure (or None), and why."""

    figure: _Figure | None
    why: str


def _source_text(scene: _Scene, index: int) -> str:
    return " ".join(scene.text[b:e] for b, e in scene.attributions[index].source).strip()


def _pronoun(scene: _Scene, index: int) -> tuple[int, str | None, bool] | None:
    words = [w.casefold() for w in re.findall(r"[\w’'-]+", _source_text(scene, index))]
    words = [
        w
        for w in words
        if w not in ("сам", "сама", "himself", "herself", "selbst", "même", "словам", "слоў", "слів", "only")
    ]
    if len(words) != 1:
        return None
    word = words[0].rstrip("’'").removeprefix("t-").removeprefix("-t-").strip("-")
    if word == "ім" and scene.language == "be":
        return _IM["be"]
    if (word == "lui" and scene.language != "fr") or (word == "il" and scene.language not in ("fr", None)):
        return None
    return _PRONOUNS.get(word)


def _place(attribution: Attribution) -> int:
    return min(b for b, _ in (attribution.source or attribution.cue or attribution.content or ((0, 0),)))


def _within(scene: _Scene, span: Span) -> list[_Token]:
    at = bisect_left(scene.tokens, span[0], key=lambda t: t.begin)
    return list(takewhile(lambda t: t.end <= span[1], scene.tokens[at : at + span[1] - span[0]]))


def _named(scene: _Scene, index: int) -> _Found | None:
    """The person or organisation that a source names, or None when it names none of its own."""
    attribution = scene.attributions[index]
    tokens = [t for span in attribution.source for t in _within(scene, span)]
    if not tokens:
        return None
    quoted = _quoted_name(scene, index)
    if quoted:
        return quoted
    runs = [
        r
        for r in _runs(scene.text, tokens, scene.language)
        if not (len(r.words) == 1 and not r.titles and _common(scene, r, tokens))
    ]
    end = tokens[-1].end
    free = [
        r
        for r in runs
        if (not r.possessive or r.end >= end - 2) and not _governed(scene, r, index) and not _modifies(scene, r, tokens)
    ]
    head = next((r for r in free if len(r.words) > 1 and not r.organisation), free[0] if free else None)
    if head is None:
        first = next((r for r in runs if _governed(scene, r, index) or r.possessive), None)
        document = any(_DOCUMENT.search(t.text.casefold()) for t in tokens[:5])
        if first is not None and document:
            return _Found(_figure_for(scene, first, index), "named as the author")
        return None
    figure = _figure_for(scene, head, index)
    before = [t.text for t in tokens if t.end < head.begin]
    if _MEDIA_NAME.search(figure.name) or (
        scene.language not in ("ru", "uk", "be")
        and before
        and _is_org(before[-1])
        and not any(_is_role(w) for w in before)
    ):
        figure.organisation, figure.gender = True, None
        for word in before:
            figure.roles[names.stem(word)] = 2
    if not figure.organisation:
        opening = next((b for b, e in attribution.source if b <= head.begin < e), head.begin)
        phrase = re.split(r"['’]s\s|,(?=.*,\s*$)", scene.text[opening : head.begin].rstrip(", \n"), flags=re.DOTALL)[-1]
        _add_roles(
            figure,
            [w for w in re.findall(r"[^\W\d_][\w’'\-]*", phrase) if w.casefold() not in _DETERMINERS],
            scene.language,
        )
    _keep_title(scene, figure, head, attribution, index)
    return _Found(figure, "named" if len(head.words) > 1 else f"called {' '.join(head.words)} here")


def _modifies(scene: _Scene, run: _Run, tokens: Sequence[_Token]) -> bool:
    """Whether a capitalised word only describes the noun behind it ("the Torvian treasury"), or is a people's name."""
    if run.titles or scene.language not in ("en", None):
        return False
    follows = next((t for t in tokens if t.begin >= run.end), None)
    low = follows.text.casefold() if follows else ""
    if follows and scene.text[run.end : follows.begin] == " " and follows.text[0].islower():
        return (
            low not in _PREPOSITIONS
            and low not in _STOP
            and low not in ("himself", "herself", "itself", "junior", "senior")
        )
    before = [t.text.casefold() for t in tokens if t.end <= run.begin]
    return len(run.words) == 1 and before[-1:] == ["the"] and run.words[0].endswith(("ians", "ans", "ish", "ese"))


_GERMAN_NOUN = re.compile(r"(?:er|ern|en|te|ende|ung|ungen|schaft|heit|keit|kreise|kreisen|leute)$")
_KIN = _listed(
    "mum mummy mom dad daddy father mother grandma grandpa granny papa mama oma opa maman mamie papi бабушка "
    "дед дедушка мама папа отец мать бабця баба дід прабаба бабуля бабка маці бацька дзед истец истица позивач "
    "адказчыца ісцец"
)


def _common(scene: _Scene, run: _Run, tokens: Sequence[_Token]) -> bool:
    """Whether a single capitalised word is an ordinary one: at the start of a sentence, a German noun, a title."""
    word = run.words[0]
    if any(_matches(f, run.words) for f in scene.figures if not f.organisation):
        return False
    if (
        _is_role(word)
        or _is_org(word)
        or word.casefold() in _KIN
        or word.casefold() in _GENERIC_PERSONS
        or word.casefold() in _PRONOUNS
    ):
        return True
    before = [t for t in tokens if t.end < run.begin]
    if before and _is_org(before[-1].text):
        return False
    if re.search(rf"(?<![\w’'-]){re.escape(word.casefold())}(?![\w])", scene.text):
        return True
    if scene.language == "de":
        return run.begin > tokens[0].begin or bool(_GERMAN_NOUN.search(word))
    begins = run.begin in scene.starts or scene.text[max(0, run.begin - 2) : run.begin].strip(" \n") in tuple(
        '«»„“"—–:'
    )
    if not begins or run.begin != tokens[0].begin:
        return False
    elsewhere = any(t.text == word and t.begin not in scene.starts and t.begin != run.begin for t in scene.tokens)
    if scene.language in ("en", "fr", None) and len(tokens) == 1:
        return word.endswith("s") and not elsewhere
    return not elsewhere or (len(tokens) > 1 and not scene.text[tokens[0].end : tokens[1].begin].startswith(","))


def _quoted_name(scene: _Scene, index: int) -> _Found | None:
    """An organisation's name in quotation marks: "газеты «Рассвет»"."""
    source = _source_text(scene, index)
    match = re.search(r"[«„“\"]\s?([A-ZÀ-ÞА-ЯІЇЄҐЎ0-9][^«»„“”\"]*?)\s?[»“”\"]", source)
    if not match or scene.language == "en":
        return None
    before, after = source[: match.start()].split(), source[match.end() :]
    if (
        before
        and not any(_is_org(w.strip(",")) for w in before)
        and before[0].casefold() not in _DETERMINERS
        and not before[0][0].islower()
    ):
        return None
    if re.search(r"[A-ZА-ЯІЇЄҐЎ]\w+\s+[A-ZА-ЯІЇЄҐЎ]", after) or any(_is_role(w) for w in before):
        return None
    words = tuple(match[1].split())
    if any(re.match(r"пр[еэ]с+[оа]?в?а?я?-?служб", w.casefold()) for w in before):
        words = tuple(source.split())
    figure = next((f for f in scene.figures if f.organisation and _stems(f.words) == _stems(words)), None)
    if figure is None:
        figure = _Figure(words, True, sure=True)
        scene.figures.append(figure)
    for word in before:
        figure.roles[names.stem(word)] = 2
    return _Found(figure, "named")


def _governed(scene: _Scene, run: _Run, index: int) -> bool:
    attribution = scene.attributions[index]
    begin = next((b for b, e in attribution.source if b <= run.begin < e), run.begin)
    before = scene.text[begin : run.begin].rstrip()
    words = re.findall(r"[\w’'-]+|,", before)
    if not words or words[-1] == ",":
        return False
    trimmed = [
        w for w in words if w.casefold() not in ("the", "la", "le", "les", "l", "dem", "den") and w not in run.titles
    ]
    if trimmed and (trimmed[-1].casefold() in _PREPOSITIONS or trimmed[-1].casefold() in ("d’", "d'", "d")):
        return trimmed[-1].casefold() not in ("der", "des", "en") or len(trimmed) > 1
    return scene.language in ("ru", "uk", "be") and not _oblique(scene, index) and _genitive(scene, run)


def _genitive(scene: _Scene, run: _Run) -> bool:
    """In a Slavic subject: whether a name is in the genitive after its governing noun ("адвокат Веледа")."""
    word = run.words[-1]
    same = [
        t.text
        for t in scene.tokens
        if t.text != word and names.stem(t.text) == names.stem(word) and t.text[0].isupper()
    ]
    bare = word[:-1] if word[-1] in "аяуюыиії" else word
    if any(s in (bare, bare + "ь", bare + "й", bare + "а", bare + "я") for s in same) and word[-1] in "аяыиії":
        return not (names.gender(run.words[0]) == "f" and word[-1] in "ая")
    return bool(re.search(r"(?:ого|ага|его|ской|ської|скай|овой|ової)$", word)) or (
        len(run.words) == 1 and word[-1] in "ыиії"
    )


def _figure_for(scene: _Scene, run: _Run, index: int) -> _Figure:
    """The figure that a run of words in a source names; a new one when nobody known fits."""
    at = run.begin
    fits = [f for f in scene.figures if f.organisation == run.organisation and _matches(f, run.words)]
    if not fits and not run.organisation:
        fits = [f for f in scene.figures if not f.organisation and _same_figure(f, run)]
    wanted = _wanted_gender(scene, index, run)
    if len(run.words) == 1 and run.titles and wanted:
        fits = [f for f in fits if f.gender in (wanted, None)]
    if len(fits) > 1:
        exact = [f for f in fits if _stems(f.words) == _stems(run.words)]
        fits = exact or [f for f in fits if wanted is None or f.gender in (wanted, None)] or fits
        fits.sort(
            key=lambda f: max((p + 1000 * (w >= AS_SPEAKER) for p, w in f.places if p < at), default=-1), reverse=True
        )
    if fits:
        figure = fits[0]
    else:
        words = _nominative_name(scene, run.words) if _oblique(scene, index) and not run.organisation else run.words
        figure = _Figure(words, run.organisation)
        if not run.organisation:
            figure.gender = names.gender(figure.name, scene.language) if len(words) > 1 else None
            figure.organisation = len(words) == 1 and not run.titles and _is_place(scene, words[0])
        scene.figures.append(figure)
        _note(scene, figure, run)
        for other in scene.runs if not run.organisation else ():
            if other.words == run.words and other.begin != run.begin:
                _note(scene, figure, other)
    figure.sure = True
    weight = AS_SPEAKER if scene.attributions[index].parent is None else AS_RELAYED
    figure.places.append((at, weight))
    said = _verb_gender(scene, index)
    if figure.gender is None and said and not figure.organisation:
        figure.gender = said
    return figure


def _is_place(scene: _Scene, word: str) -> bool:
    pattern = (
        rf"(?:\bin|\bв|\bво|\bу|\bў|\bà|\ben|\baus|\bnach|\bde)\s+{re.escape(word[:-1] if len(word) > 4 else word)}"
    )
    return bool(re.search(pattern, scene.text)) or bool(re.search(r"(?:ia|ien|ия|ія|land|stan)$", word))


def _wanted_gender(scene: _Scene, index: int, run: _Run | None = None) -> str | None:
    for title in run.titles if run else ():
        low = title.casefold().rstrip(".")
        if low in _HE_TITLES or low in _SHE_TITLES:
            return "m" if low in _HE_TITLES else "f"
        if got := _role_gender(low, scene.language):
            return got
    if run:
        before = scene.text[max(0, run.begin - 14) : run.begin].split()
        low = before[-1].casefold().rstrip(".") if before else ""
        if low in _HE_TITLES or low in _SHE_TITLES:
            return "m" if low in _HE_TITLES else "f"
    return _verb_gender(scene, index)


def _verb_gender(scene: _Scene, index: int) -> str | None:
    """The gender that a past tense in Russian, Ukrainian or Belarusian shows ("сказала")."""
    if scene.language not in ("ru", "uk", "be"):
        return None
    for b, e in scene.attributions[index].cue:
        for word in re.findall(r"\w+", scene.text[b:e]):
            if _SHE_SAID.search(word) and len(word) > 3:
                return "f"
            if _HE_SAID.search(word) and len(word) > 3:
                return "m"
    return None


def _keep_title(scene: _Scene, figure: _Figure, run: _Run, attribution: Attribution, index: int) -> None:
    """Keep the title that a source gives its speaker, lower-cased, when it stands in the nominative."""
    begin = next((b for b, e in attribution.source if b <= run.begin < e), run.begin)
    if figure.organisation or _oblique(scene, index):
        return
    before = re.split(r"['’]s\s|,(?=.*,\s*$)", scene.text[begin : run.begin].rstrip(", "))[-1]
    title = [w for w in before.split() if w.casefold().strip(",.") not in _DETERMINERS]
    while title and title[0][0].isupper() and not _is_role(title[0]):
        title.pop(0)
    phrase = " ".join(title).casefold().strip(" ,")
    if phrase and any(_is_role(w) for w in title) and phrase not in figure.titles and len(title) <= 8:
        figure.titles.append(phrase)


# --- roles and organisations without a name ---------------------------------------------------------------------------


def _described(scene: _Scene, index: int) -> _Found:
    """Whom a source without a name of its own means: "the minister", "газета", "le parquet"."""
    source = _source_text(scene, index)
    core = _RELATIVE.split(source)[0] if not source.startswith(",") else source
    words = re.findall(r"[^\W\d_](?:[\w’'\-]*\w)?", core)
    lows = [_ELISION.sub("", w).casefold() for w in words]
    if not lows:
        return _Found(None, "no words")
    own = lows[0] in _POSSESSIVE_WORDS
    content = [w for w in lows if w not in _DETERMINERS and w not in _STOP]
    head = _head(lows, scene.language)
    if head is None:
        return _Found(None, "names nobody")
    if lows[0] in _UNNAMED and not (scene.language == "de" and lows[0] == "des"):
        return _Found(None, "an unnamed source")
    at = _place(scene.attributions[index])
    generic = _GENERIC_PERSONS.get(head, "?") if not (scene.language == "de" and head == "man") else "?"
    if generic != "?" and not own and len(content) <= 1:
        wanted = generic or _verb_gender(scene, index)
        return _focus(scene, index, wanted, f"“{source}”, the one talked of last")
    if own and _DOCUMENT.match(head) and (pronoun := _PRONOUNS.get(lows[0])) and pronoun[0] == 3:
        return _focus(scene, index, pronoun[1], f"“{source}”, of the one talked of last")
    if head == "office" and (office := _office(scene, index, words)):
        return office
    fits = [] if own and not _is_org(head) and not _own_role(scene, head) else _with_role(scene, head, content, at)
    if not fits and not own:
        fits = next((f for other in _other_titles(core, head) if (f := _with_role(scene, other, [other], at))), [])
    wanted = (
        _role_gender(head, scene.language) or _article_gender(lows[0], scene.language) or _verb_gender(scene, index)
    )
    fits = [f for f in fits if _fits(f, wanted)]
    if fits and not _is_org(head):
        figure = fits[0]
        weight = AS_SPEAKER if scene.attributions[index].parent is None else AS_RELAYED
        figure.places.append((at, weight))
        return _Found(figure, f"“{source}” is a title of {figure.name} in this article")
    named = (
        any(_is_org(w) for w in words if w[0].isupper())
        and not _is_role(head)
        and not (head.endswith("s") and scene.language in ("en", None))
    )
    if _is_org(head) or (named and scene.language not in ("ru", "uk", "be")):
        return _organisation(scene, index, words, head)
    return _Found(None, f"nobody named in the article is called “{source}”")


def _article_gender(word: str, language: str | None) -> str | None:
    """The gender that a French or German article shows of a person in the singular."""
    if language == "fr":
        return {"le": "m", "la": "f", "ce": "m", "cette": "f"}.get(word)
    return {"der": "m", "die": "f"}.get(word) if language == "de" else None


_UNNAMED = _listed(
    "a an one two three four five some several many most another both ein eine einer einem einen einige mehrere "
    "viele manche un une des plusieurs certains deux trois один одна одно два две двое трое несколько некоторые "
    "многие большинство адзін адна двое некалькі шмат некаторыя деякі двоє кілька багато інший інша другой "
    "другая іншы people nobody somebody everyone"
)


def _office(scene: _Scene, index: int, words: Sequence[str]) -> _Found | None:
    """ "His office", "Aldous's office", "the bishop's office" as "Office of …"."""
    if len(words) < 2:
        return None
    pronoun = _PRONOUNS.get(words[0].casefold())
    owner = words[-2].removesuffix("'s").removesuffix("’s")
    if pronoun and pronoun[0] == 3 and len(words) == 2:
        held = _focus(scene, index, pronoun[1], "")
        whose = held.figure.name if held.figure else None
    elif owner != words[-2]:
        held_by = next((f for f in scene.figures if not f.organisation and _matches(f, (owner,))), None)
        titles = [w for w in words[:-2] if w.casefold() not in _DETERMINERS]
        whose = (
            held_by.name
            if held_by
            else owner
            if owner[0].isupper() and not _is_role(owner)
            else f"the {' '.join([*titles, owner]).title()}"
        )
    else:
        return None
    if whose is None:
        return None
    name = f"Office of {whose}"
    figure = _organisation_called(scene, name)
    figure.roles["office"] = 2
    figure.places.append((_place(scene.attributions[index]), AS_SPEAKER))
    return _Found(figure, "an office named by its holder")


# Titles that news uses for one another.
_PREMIERS = (
    "prime",
    "premier",
    "ministerpräsident",
    "премьер",
    "премьер-министр",
    "прем'єр",
    "прем'єр-міністр",
    "прэм'ер",
)
_PRESIDENTS = ("president", "präsident", "président", "президент", "прэзідэнт", "прэзыдэнт", "король", "king")
_MAYORS = ("mayor", "bürgermeister", "oberbürgermeister", "maire", "мэр", "мер", "голова", "градоначальник")
_HEAD_OF_STATE = re.compile(
    r"(?:head of state|staats(?:chef|oberhaupt)|chef de l.état|глав[аы] (?:государства|держави)|кіраўніка? дзяржавы)",
    re.IGNORECASE,
)
_HEAD_OF_GOVERNMENT = re.compile(
    r"(?:premier\b|head of government|regierungschef|chef du gouvernement|глав[аы] (?:правительства|уряду)|"
    r"кіраўніка? [ўу]рад[ау]|премьер\b|прем.єр\b|прэм.ер\b)",
    re.IGNORECASE,
)


def _other_titles(phrase: str, head: str) -> tuple[str, ...]:
    """Other words for the office that a phrase names: "глава государства" is the president."""
    if _HEAD_OF_STATE.search(phrase):
        return _PRESIDENTS
    if _HEAD_OF_GOVERNMENT.search(phrase):
        return _PREMIERS
    return _MAYORS if head in _MAYORS and head != "голова" else ()


def _own_role(scene: _Scene, head: str) -> bool:
    """ "His deputy", "her lawyer": only when one figure alone has the title."""
    return sum(f.roles.get(names.stem(head), 0) > 1 for f in scene.figures if not f.organisation) == 1 and _is_role(
        head
    )


def _head(lows: Sequence[str], language: str | None) -> str | None:
    """The head noun of a noun phrase given in lower-case words."""
    kept = list(lows)
    for i, word in enumerate(kept):
        if (
            i
            and word in _PREPOSITIONS
            and kept[i - 1] not in _PREPOSITIONS
            and any(w not in _DETERMINERS for w in kept[:i])
        ):
            kept = kept[:i]
            break
    kept = [
        w for w in kept if w not in _DETERMINERS and w not in ("same", "himself", "herself", "itself", "themselves")
    ]
    if not kept:
        return None
    if language == "fr":
        return next((w for w in kept if _is_role(w) or _is_org(w)), kept[0])
    if language in ("ru", "uk", "be"):
        nouns = [
            w
            for w in kept
            if not re.search(r"(?:ый|ий|ая|яя|ое|ого|его|ому|ой|ій|ом|ым|им|ім|ага|аму|ай|ую|ых|их|іх|ые|ие)$", w)
            or _is_role(w)
            or _is_org(w)
        ]
        first = (nouns or kept)[0]
        return (
            first
            if _is_role(first) or _is_org(first)
            else next((w for w in kept[:2] if _is_org(w) or _is_role(w)), first)
        )
    return kept[-1]


_NARROWING = _listed("prime deputy vice former first second junior opposition вице бывший бывшая первый")


def _with_role(scene: _Scene, head: str, content: Sequence[str], at: int) -> list[_Figure]:
    """Figures that the article gives this title, the best fit first; [] when none or when it cannot be told."""
    key = names.stem(head)
    fits = [f for f in scene.figures if not f.organisation and f.sure and _has_role(f, key)]
    if not fits:
        return []
    more = [names.stem(w) for w in content if names.stem(w) != key]

    def rank(figure: _Figure) -> tuple[float, int]:
        agree = sum(m in figure.roles for m in more)
        before = [p for p, w in figure.places if p < at]
        return (agree, max(before, default=-1))

    if any(w in _NARROWING for w in content):
        fits = [f for f in fits if any(names.stem(w) in f.roles for w in content if w in _NARROWING)]
    ranked = sorted(fits, key=rank, reverse=True)
    if not ranked:
        return []
    return ranked if rank(ranked[0])[1] >= 0 or len(ranked) == 1 else []


def _has_role(figure: _Figure, key: str) -> bool:
    if any(n > 1 and role.startswith(f"{key}-") for role, n in figure.roles.items()):
        return True
    return figure.roles.get(key, 0) > 1 or (
        len(key) >= 4 and any(n > 1 and role.endswith(key) for role, n in figure.roles.items())
    )


def _organisation(scene: _Scene, index: int, words: Sequence[str], head: str) -> _Found:
    """The organisation that a source describes; the fuller name when the article has one with the same head."""
    at = _place(scene.attributions[index])
    kept = [w for i, w in enumerate(words) if not (w.casefold() in _DETERMINERS and i < 2)]
    if not kept:
        return _Found(None, "names nobody")
    key = names.stem(head)
    if (
        re.match(r"(?:this|our|notre|unsere?|наш[аеу]?|ця|эта)\s", _source_text(scene, index).casefold())
        and _MEDIA.match(head)
        and scene.article.outlet
    ):
        return _Found(_outlet(scene), "this outlet itself")
    if len([w for w in kept if w.casefold() != "same"]) == 1:
        known = [
            f
            for f in scene.figures
            if f.organisation
            and f.places
            and (key in f.roles or key in _stems(f.words) or (_MEDIA.match(head) and _is_media(f)))
        ]
        before = [f for f in known if min(p for p, _ in f.places) < at]
        if before:
            figure = max(before, key=lambda f: max(p for p, _ in f.places if p < at))
            figure.places.append((at, AS_SPEAKER))
            return _Found(figure, f"“{words[-1]}” is {figure.name}, named before")
    if len(kept) == 1 and (longer := _longer_name(scene, kept[0], at)):
        longer.places.append((at, AS_SPEAKER))
        return _Found(longer, f"“{kept[0]}” is {longer.name}, named before")
    if len(kept) == 1 and (_MEDIA.match(head) or _VAGUE_ORG.match(head) or _plural(head, words, scene.language)):
        return _Found(None, f"“{head}” without a name")
    phrase = re.sub(r"\s+", " ", _RELATIVE.split(_source_text(scene, index))[0]).strip(' ,.“”"')
    phrase = re.sub(
        rf"^(?:(?:{'|'.join(sorted(_DETERMINERS, key=len, reverse=True))})\s+|l[’'])+", "", phrase, flags=re.IGNORECASE
    )
    if _oblique(scene, index):
        phrase = _nominative_phrase(scene, phrase)
    if scene.language == "de" and re.match(r"(?:des|eines)\s", _source_text(scene, index).casefold()):
        phrase = re.sub(r"(?<=[a-zäöüß])s$", "", phrase) if " " not in phrase else phrase
    figure = _organisation_called(scene, phrase)
    figure.roles[key] = 2
    figure.places.append((at, AS_SPEAKER))
    return _Found(figure, "an organisation named so here")


_MEDIA = re.compile(
    r"(?:news)?paper$|dail(?:y|ies)$|weekl|magazine|tabloid|outlet|site$|channel$|broadcaster|station$|zeitung|"
    r"blatt|magazin|sender|journal|quotidien|hebdo|revue|"
    r"газет|издани|видан|выдан|журнал|еженедельник|тижневик|тыднёвік|портал|сайт|телеканал|тэлеканал|канал"
)
_MEDIA_NAME = re.compile(
    r"\b(?:tribune|times|post|courier|herald|gazette|news|mail|observer|standard|sentinel|journal|daily|weekly|beacon|"
    r"chronicle|echo|examiner|dispatch|review|magazine|kurier|zeitung|anzeiger|bote|tageblatt|pravda|glas)\b",
    re.IGNORECASE,
)


_ANAPHORIC = re.compile(r"(?:behörde|ведомств[оае]|відомств[оаі]|ведамств[аео])$")


def _longer_name(scene: _Scene, word: str, at: int) -> _Figure | None:
    """The organisation that "Amt", "Behörde" or "ведомство" takes up: one named before, or a compound with it."""
    before = [f for f in scene.figures if f.organisation and any(p < at for p, _ in f.places)]
    if _ANAPHORIC.search(word.casefold()):
        return max(before, key=lambda f: max(p for p, _ in f.places if p < at), default=None)
    if scene.language != "de" or len(word) < 3:
        return None
    fits = [f for f in before if f.words[-1].casefold().endswith(word.casefold()) and f.words[-1] != word]
    if fits:
        return fits[-1]
    compound = next(
        (
            t
            for t in scene.tokens
            if t.begin < at and t.text.casefold().endswith(word.casefold()) and len(t.text) > len(word)
        ),
        None,
    )
    if compound is None:
        return None
    figure = _Figure((compound.text,), True)
    scene.figures.append(figure)
    return figure


_VAGUE_ORG = re.compile(
    r"compan|firm$|group$|club$|team$|bank$|party$|opposition$|defen[cs]e$|prosecution$|society$|union$|"
    r"entreprise|société|groupe|club|cabinet|"
    r"firma|unternehmen|konzern|verein|behörde|direction|services|компани|компан|кампан|фирм|фірм|банк|клуб|"
    r"ведомств|відомств|ведамств|команд|школ|парти|парті"
)


def _plural(head: str, words: Sequence[str], language: str | None) -> bool:
    """Whether a lone noun is a plural: several of a kind are nobody in particular."""
    if language == "fr":
        return words[0].casefold() in ("les", "des", "ses", "leurs", "nos") and head not in ("services", "autorités")
    if language in ("ru", "uk", "be"):
        return bool(re.search(r"(?:[ыиі]|аў|ов|ів)$", head)) and not head.endswith(("ції", "ии"))
    return (
        language in ("en", None)
        and head.endswith("s")
        and head not in ("news", "times", "services", "authorities", "police")
    )


def _is_media(figure: _Figure) -> bool:
    return any(_MEDIA.match(role) for role in figure.roles) or bool(_MEDIA_NAME.search(figure.name))


def _outlet(scene: _Scene) -> _Figure:
    return _organisation_called(scene, scene.article.outlet or "")


def _organisation_called(scene: _Scene, name: str) -> _Figure:
    """The organisation of that name, a new one if the article has none yet."""
    figure = next((f for f in scene.figures if f.organisation and f.name.casefold() == name.casefold()), None)
    if figure is None:
        figure = _Figure(tuple(name.split()), True)
        scene.figures.append(figure)
    return figure


def _nominative_phrase(scene: _Scene, phrase: str) -> str:
    """An organisation's name put into the nominative: as it stands elsewhere in the article, else by its endings."""
    words = phrase.split()
    head = next((i for i, w in enumerate(words) if _is_org(w)), 0)
    out = list(words)
    out[head] = _nominative_noun(words[head])
    neuter, woman = (
        out[head][-1:] in "оеа" and out[head].endswith(("во", "ие", "ння", "ньне", "не")),
        out[head][-1:] in "ая",
    )
    for i in range(head):
        base = re.sub(r"(?:ого|ому|ом|ой|ої|ым|ій|ай|ага|аму|ую|ою|ей|ему|его|им)$", "", words[i])
        if base != words[i]:
            soft = words[i].endswith(("его", "ему", "ей"))
            latin = {
                "ru": ("ое", "ая", "ий" if base[-1:] in "кгхжш" or soft else "ый"),
                "uk": ("е", "а", "ий"),
                "be": ("ае", "ая", "і" if base[-1:] in "кг" else "ы"),
            }
            out[i] = base + latin[scene.language or "ru"][0 if neuter else 1 if woman else 2]
    return " ".join(out)


def _nominative_noun(word: str) -> str:
    for pattern, base in (
        (r"ств[еау]$", "ство"), (r"ству$", "ство"), (r"(ни|ени|ани)[ияю]$", r"\1е"), (r"(ци|си|зи|ми|ти|ни)и$", r"\1я"),
        (r"(ці|сі|зі|ті|ні|рі|хі)ї$", r"\1я"), (r"(цы|сі|ты|зі|ры)і$", r"\1я"), 
        (r"([бвгдзклмнпрстфхжшчц])(?:ы|е|и|і|ой)$", r"\1а"),
        (r"([бвгдзклмнпрстф])(?:у|ом)$", r"\1"), (
            r"(суд|штаб|сайт|канал|журнал|комитет|комітет|союз|саюз|фонд|банк|завод|клуб|институт|інститут|центр|"
            r"совет)[ауе]$", r"\1"),
    ):  # fmt: skip
        if re.search(pattern, word):
            return re.sub(pattern, base, word)
    return word


# --- pronouns and dropped subjects ---------------------------------------------------------------------------------

# How a mention keeps somebody in view for a pronoun, swept on the 540 articles of marked/train: fading by 0.55 to 0.75
# a sentence moves the right speakers by 0.001 (0.85 costs 0.008); the mentions' weights below move them by 0.003.
FADES = 0.6  # what a mention loses with each sentence
CLOSE_CALL = 0.97  # a second candidate this near to the first leaves the pronoun unresolved
AS_SPEAKER, AS_RELAYED = 1.0, 0.6  # named as the source of the article's own attributions, of those inside them
AS_SUBJECT, ELSEWHERE, IN_CONTENT = 0.95, 0.65, 0.5  # named near the start of a sentence, later, in what others say
HARDLY_A_PERSON, GENDER_UNKNOWN = 0.3, 0.85  # factors: a name that may be a place, a gender not told
PLAIN = 0.0  # a mention whose weight is told by where it stands
SUBJECT_WITHIN = 25  # characters from the start of a sentence that hold its subject


def _focus(scene: _Scene, index: int, gender: str | None, why: str, barred: Sequence[_Figure | None] = ()) -> _Found:
    """The figure most in view where a pronoun stands, or None when there is none or two are as likely."""
    attribution = scene.attributions[index]
    at = _place(attribution)
    scored = sorted(
        (
            (_view(scene, f, at), n)
            for n, f in enumerate(scene.figures)
            if _fits(f, gender) and not any(f is b for b in barred)
        ),
        reverse=True,
    )
    scored = [(s, n) for s, n in scored if s > 0]
    if not scored:
        return _Found(None, f"“{_source_text(scene, index)}”: nobody who fits was named before")
    if len(scored) > 1 and scored[1][0] >= CLOSE_CALL * scored[0][0]:
        return _Found(None, f"“{_source_text(scene, index)}” may be more than one of those named")
    figure = scene.figures[scored[0][1]]
    figure.places.append((at, AS_SPEAKER if attribution.parent is None else AS_RELAYED))
    if figure.gender is None and gender in ("m", "f"):
        figure.gender = gender
    return _Found(figure, why)


def _fits(figure: _Figure, gender: str | None) -> bool:
    if gender == "n":
        return figure.organisation
    return not figure.organisation and (gender is None or figure.gender in (gender, None))


def _view(scene: _Scene, figure: _Figure, at: int) -> float:
    here = scene.sentence(at)
    sure = 1.0 if figure.sure else HARDLY_A_PERSON
    known = 1.0 if figure.gender else GENDER_UNKNOWN
    best = 0.0
    for place, weight in figure.places:
        if place < at:
            if weight == PLAIN:
                weight = _mention_weight(scene, place)
            best = max(best, weight * FADES ** (here - scene.sentence(place)) * (1 + 0.00001 * min(place, 9999)))
    return best * sure * known


def _mention_weight(scene: _Scene, place: int) -> float:
    """How much in view a plain mention puts somebody: less inside what others say, more as a sentence's first word."""
    inside = any(b <= place < e for a in scene.attributions for b, e in a.content)
    if inside:
        return IN_CONTENT
    start = scene.starts[max(0, scene.sentence(place) - 1)]
    return AS_SUBJECT if place - start < SUBJECT_WITHIN else ELSEWHERE


def _figure_of(found: dict[int, _Found], index: int) -> _Figure | None:
    """The figure that an attribution's source was resolved to, None too while it is not yet looked at."""
    return found[index].figure if index in found else None


def _spoken(scene: _Scene, index: int, found: dict[int, _Found]) -> _Found:
    """Who is meant by a pronoun, by what kind of words it stands in."""
    attribution = scene.attributions[index]
    what = _pronoun(scene, index)
    assert what is not None
    person, gender, plural = what
    source = _source_text(scene, index)
    parent = found.get(attribution.parent) if attribution.parent is not None else None
    if person == 1:
        if plural or attribution.parent is None:
            return _Found(None, f"“{source}” without a name")
        quoting = _quoting(scene, index, found)
        return (
            _Found(quoting, f"“{source}” in the words of {quoting.name}")
            if quoting
            else _Found(None, f"“{source}” in the words of somebody unnamed")
        )
    if person == 2 or plural:
        return _Found(None, f"“{source}” names nobody")
    if gender == "n":
        if parent and parent.figure and parent.figure.organisation:
            return _Found(parent.figure, f"“{source}”, in a sentence of {parent.figure.name}")
        return _focus(scene, index, "n", f"“{source}”, the organisation named last")
    why = f"“{source}”, the one talked of last"
    if attribution.parent is None:
        return _focus(scene, index, gender, why)
    speaker = parent.figure if parent else None
    if _in_quotes(scene, index):
        return _focus(scene, index, gender, why, (speaker,))
    inside = _inside_first(scene, index, gender, speaker)
    if inside:
        inside.places.append((_place(attribution), AS_RELAYED))
        return _Found(inside, why)
    if speaker and _fits(speaker, gender):
        return _Found(speaker, f"“{source}”, in a sentence of {speaker.name}")
    if parent and parent.figure is None and not _place(attribution) < _place(scene.attributions[attribution.parent]):
        return _Found(None, f"“{source}” in the words of somebody unnamed")
    return _focus(scene, index, gender, why, (speaker,))


def _quoting(scene: _Scene, index: int, found: dict[int, _Found]) -> _Figure | None:
    """Whose "I" it is: the speaker of the nearest frame, past frames in reported speech when the words are quoted."""
    above = scene.attributions[index].parent
    seen = 0
    while above is not None and seen < len(scene.attributions):
        at = _place(scene.attributions[index])
        if _opens_quote(scene, above, at) or scene.attributions[above].parent is None:
            return _figure_of(found, above)
        above = scene.attributions[above].parent
        seen += 1
    return None


def _opens_quote(scene: _Scene, index: int, at: int) -> bool:
    """Whether the content of an attribution, at offset `at`, is the speaker's own words (quoted, or after a dash)."""
    for b, e in scene.attributions[index].content:
        if b <= at < e:
            lead = scene.text[max(0, b - 2) : b].rstrip()[-1:]
            return scene.text[b:e].lstrip()[:1] in "\"“”„«‘»'" or lead in "—–"
    return False


def _in_quotes(scene: _Scene, index: int) -> bool:
    parent = scene.attributions[index].parent
    at = _place(scene.attributions[index])
    if parent is None:
        return False
    if _opens_quote(scene, parent, at):
        return True
    for b, e in scene.attributions[parent].content:
        if b <= at < e:
            return any(o.start() < at - b < o.end() for o in re.finditer(r"[“„«\"][^“„«»”\"]*[»”“\"]", scene.text[b:e]))
    return False


def _inside_first(scene: _Scene, index: int, gender: str | None, speaker: _Figure | None) -> _Figure | None:
    """Somebody else who is named in the frame's content before the pronoun and fits it."""
    parent = scene.attributions[index].parent
    at = _place(scene.attributions[index])
    if parent is None:
        return None
    spans = [(b, min(e, at)) for b, e in scene.attributions[parent].content if b < at]
    best: tuple[int, _Figure] | None = None
    for figure in scene.figures:
        if (
            figure is speaker
            or not _fits(figure, gender)
            or (figure.gender is None and speaker and speaker.gender == gender)
        ):
            continue
        for place, _ in figure.places:
            if any(b <= place < e for b, e in spans) and (best is None or place < best[0]):
                best = (place, figure)
    return best[1] if best else None


_IMPERSONAL = re.compile(
    r"(?:\b(?:is|was|are|were|been|be)\b|rumou?r|heißt|gerücht|wird|wurde|rumeur|говорят|говорится|считается|"
    r"сообщается|слух|как известно|"
    r"кажуть|кажуць|гаворыцца|сказано|йдеться|повідомляється|паведамляецца|ходят|чутк|чутак|asked|gefragt|"
    r"на вопрос|спрос|question|dit-on)",
    re.IGNORECASE,
)


def _dropped(scene: _Scene, index: int, found: dict[int, _Found]) -> _Found:
    """Who is meant where no source stands: the subject goes on from the attribution before, or it is unknown."""
    attribution = scene.attributions[index]
    cue = " ".join(scene.text[b:e] for b, e in attribution.cue)
    at = _place(attribution)
    if not attribution.cue and attribution.content:
        return _continued(scene, index, found)
    inverted = re.search(r"-(il|elle)\b", cue) if scene.language == "fr" else None
    if inverted:
        gender = "m" if inverted[1] == "il" else "f"
        return _focus(scene, index, gender, f"“{inverted[1]}”, the one talked of last")
    if _IMPERSONAL.search(cue) or re.search(r"(?:ут|ют|ят|ат|ли|лі|лися|ть|уць|юць|аць|яць)(?:ся|сь|ца)?:?$", cue):
        return _Found(None, "no source is named")
    here = scene.sentence(at)
    before = [
        i
        for i, a in enumerate(scene.attributions)
        if i != index
        and a.parent == attribution.parent
        and a.source
        and _place(a) < at
        and scene.sentence(_place(a)) == here
    ]
    if before:
        last = max(before, key=lambda i: _place(scene.attributions[i]))
        figure = _figure_of(found, last)
        if figure and _agrees(scene, index, figure):
            return _Found(figure, "goes on with the subject of the sentence")
    if attribution.parent is not None:
        inside = _inside_first(scene, index, _verb_gender(scene, index), _figure_of(found, attribution.parent))
        if inside and _agrees(scene, index, inside):
            return _Found(inside, "the subject of the sentence")
        speaker = _figure_of(found, attribution.parent)
        if speaker and not _in_quotes(scene, index) and _agrees(scene, index, speaker):
            return _Found(speaker, f"in a sentence of {speaker.name}")
        return _Found(None, "no source is named")
    near = [
        i
        for i, a in enumerate(scene.attributions)
        if i != index and a.parent is None and a.source and _place(a) < at and here - scene.sentence(_place(a)) <= 1
    ]
    if near and scene.language in ("ru", "uk", "be"):
        figure = _figure_of(found, max(near, key=lambda i: _place(scene.attributions[i])))
        if figure and _agrees(scene, index, figure):
            return _Found(figure, "goes on with the subject of the sentence before")
    return _Found(None, "no source is named")


def _continued(scene: _Scene, index: int, found: dict[int, _Found]) -> _Found:
    """A piece of direct speech with no tag of its own belongs to the speaker of the piece right before it."""
    start = scene.attributions[index].content[0][0]
    ends = [
        (max(e for _, e in a.content), i)
        for i, a in enumerate(scene.attributions)
        if i != index and a.content and a.parent == scene.attributions[index].parent
    ]
    ends = [(e, i) for e, i in ends if e <= start and scene.sentence(start) - scene.sentence(e) <= 1]
    if ends and (figure := _figure_of(found, max(ends)[1])):
        return _Found(figure, "goes on with the quotation before")
    return _Found(None, "no source is named")


def _agrees(scene: _Scene, index: int, figure: _Figure) -> bool:
    said = _verb_gender(scene, index)
    return figure.organisation or said is None or figure.gender in (said, None)


# --- speakers ------------------------------------------------------------------------------------------------------


def resolve_speakers(article: Article, attributions: Sequence[Attribution]) -> list[Speaker]:
    """Who speaks in each attribution of an article, in their order: the fullest name the article has for them.

    Offsets are code points into `article.text`. A speaker has the name None, and a reason, where the text does not
    settle who it is: crowds, unnamed sources, pronouns that fit nobody or two.
    """
    language = article.language if article.language in ("en", "ru", "uk", "be", "de", "fr") else None
    starts = [b for b, _ in sentences(article.text, language)]
    scene = _Scene(article, attributions, language, starts)
    scene.tokens = _tokens(article.text, 0, len(article.text), language == "fr")
    _cast(scene)
    order = sorted(range(len(attributions)), key=lambda i: (_place(attributions[i]), i))
    found: dict[int, _Found] = {}
    later = []
    for i in order:
        named = None if not attributions[i].source or _pronoun(scene, i) else _named(scene, i)
        if named:
            found[i] = named
        else:
            later.append(i)
    for i in later:
        if attributions[i].source and not _pronoun(scene, i):
            found[i] = _described(scene, i)
    rest = [i for i in later if i not in found]
    for i in sorted(rest, key=lambda i: _depth(attributions, i)):
        found[i] = _spoken(scene, i, found) if attributions[i].source else _dropped(scene, i, found)
    return [_speaker(found[i]) for i in range(len(attributions))]


def _depth(attributions: Sequence[Attribution], index: int) -> int:
    depth, above = 0, attributions[index].parent
    while above is not None and depth <= len(attributions):
        depth, above = depth + 1, attributions[above].parent
    return depth


def _speaker(found: _Found) -> Speaker:
    figure = found.figure
    if figure is None:
        return Speaker(None, found.why)
    return Speaker(figure.name, found.why, figure.organisation, tuple(figure.titles))


# --- persons across articles ---------------------------------------------------------------------------------------

# How many other names two articles must share before a surname in one may be the full name in the other.
SHARED_NAMES = 1
# Two surnames alone, without a full name to go with either, need more.
SHARED_NAMES_BARE = 2


@dataclass(slots=True)
class _Group:
    """Entities held to be one, with the reasons."""

    members: list[Entity]
    reasons: list[str]

    def articles(self) -> set[str]:
        return {e.article for e in self.members}


def cluster(entities: Sequence[Entity]) -> list[Person]:
    """Persons and organisations out of the speakers of articles, whatever the order of `entities`.

    Full names that are one name spelled twice are one person. A surname, or a first name with patronymic, joins the
    one full name that it fits when a role or other names in the article agree; else it stays a person of its own.
    Persons come in the order of their ids, each the smallest id of its entities.
    """
    ordered = sorted(entities, key=lambda e: (e.id, e.article, e.name))
    groups = _organisations([e for e in ordered if e.organisation])
    people = [e for e in ordered if not e.organisation]
    full = [e for e in people if _is_full(e.name)]
    groups += _join_partial(_join_full(full), [e for e in people if not _is_full(e.name)])
    return sorted((_person(g) for g in groups), key=lambda p: p.id)


def _is_full(name: str) -> bool:
    taken = names.parts(name)
    return len(taken.given) > 1 and bool(taken.surname)


def _organisations(entities: Sequence[Entity]) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for entity in entities:
        _put(groups, _bare(entity.name), entity)
    return list(groups.values())


def _bare(name: str) -> str:
    """An organisation's name folded, without articles."""
    kept = [w for w in names.fold(name).split() if w not in ("the", "der", "die", "das", "le", "la", "les", "l")]
    return " ".join(kept) or names.fold(name)


def _put(groups: dict[str, _Group], key: str, entity: Entity) -> None:
    if key in groups:
        groups[key].members.append(entity)
        groups[key].reasons = groups[key].reasons or ["same name"]
    else:
        groups[key] = _Group([entity], [])


def _join_full(entities: Sequence[Entity]) -> list[_Group]:
    """One group for each full name and its spellings. A name joins when it agrees with every name of just one group."""
    by_name: dict[str, _Group] = {}
    for entity in entities:
        _put(by_name, names.fold(entity.name), entity)
    done: list[tuple[list[str], _Group]] = []
    for folded in sorted(by_name, key=lambda n: (not names.parts(n).patronymic, -len(n.split()), n)):
        group = by_name[folded]
        name = group.members[0].name
        fits = [(spellings, into) for spellings, into in done if all(names.same(name, s) for s in spellings)]
        if len(fits) == 1:
            spellings, into = fits[0]
            reason = names.same(spellings[0], name)
            spellings.append(name)
            into.members += group.members
            into.reasons = list(dict.fromkeys([*into.reasons, *group.reasons, *([reason] if reason else [])]))
        else:
            done.append(([name], group))
    return [group for _, group in done]


def _join_partial(groups: list[_Group], entities: Sequence[Entity]) -> list[_Group]:
    """Put surnames and first names with patronymics to the one full name that name and context allow."""
    context = [_context(g.members) for g in groups]
    articles = [g.articles() for g in groups]
    fitting = {n: [i for i, g in enumerate(groups) if _name_fits(n, g)] for n in {e.name for e in entities}}
    left: list[Entity] = []
    added: list[tuple[int, Entity, str]] = []
    for entity in entities:
        own = _context([entity])
        fits = [i for i in fitting[entity.name] if entity.article not in articles[i]]
        agreed = [(i, reason) for i in fits if (reason := _agreement(own, context[i], SHARED_NAMES))]
        if len(agreed) == 1 and (len(fits) == 1 or agreed[0][1].startswith("same role")):
            added.append((agreed[0][0], entity, f"“{entity.name}”: {agreed[0][1]}"))
        else:
            left.append(entity)
    for i, entity, reason in added:
        groups[i].members.append(entity)
        groups[i].reasons = list(dict.fromkeys([*groups[i].reasons, reason]))
    return groups + _join_bare(left)


def _join_bare(entities: Sequence[Entity]) -> list[_Group]:
    """Equal surnames that no full name took in: one person where role or surroundings agree with just one group."""
    by_name: dict[str, list[tuple[_Group, _Context]]] = {}
    for entity in entities:
        groups = by_name.setdefault(names.fold(entity.name), [])
        own = _context([entity])
        fits = [
            (n, reason)
            for n, (group, context) in enumerate(groups)
            if (reason := _agreement(own, context, SHARED_NAMES_BARE)) and entity.article not in group.articles()
        ]
        if len(fits) == 1:
            at, reason = fits[0]
            group, context = groups[at]
            group.members.append(entity)
            group.reasons = list(dict.fromkeys([*group.reasons, f"same name, {reason}"]))
            groups[at] = (group, _Context(context.roles | own.roles, context.around | own.around))
        else:
            groups.append((_Group([entity], []), own))
    return [group for groups in by_name.values() for group, _ in groups]


def _name_fits(name: str, group: _Group) -> bool:
    """Whether a surname, initial and surname, or first name and patronymic may be short for a group's full name."""
    short = names.parts(name)
    fits = []
    for full in {names.fold(m.name): m.name for m in group.members}.values():
        long = names.parts(full)
        if short.surname and short.given:
            fits.append(short.given[0] == long.given[0] and names.same_surname(short.surname, long.surname))
        elif short.surname:
            fits.append(names.same_surname(short.surname, long.surname))
        else:
            agrees = not long.patronymic or names.same_patronymic(short.patronymic, long.patronymic)
            fits.append(agrees and names.same_given(short.given, long.given))
    return bool(fits) and any(fits)


@dataclass(frozen=True, slots=True)
class _Context:
    roles: frozenset[str]
    around: frozenset[str]


def _context(entities: Iterable[Entity]) -> _Context:
    members = list(entities)
    return _Context(
        frozenset(names.fold(r) for e in members for r in e.roles),
        frozenset(_mark(n) for e in members for n in e.around),
    )


def _mark(name: str) -> str:
    """A name as it is compared among those around: by a key, so that spellings and surnames alone agree."""
    return min(names.keys(name), default=_bare(name))


def _agreement(a: _Context, b: _Context, least: int) -> str | None:
    """What two contexts have in common, in words, or None."""
    if shared := a.roles & b.roles:
        return f"same role, {min(shared)}"
    if len(a.around & b.around) >= least:
        return "the same others are named beside it"
    return None


def _person(group: _Group) -> Person:
    members = sorted(group.members, key=lambda e: (e.id, e.article, e.name))
    counts: dict[str, int] = {}
    for member in members:
        counts[member.name] = counts.get(member.name, 0) + 1
    spelled = sorted(counts, key=lambda n: (not _is_full(n), -counts[n], -len(n), n))
    roles: dict[str, int] = {}
    for role in (r for m in members for r in m.roles):
        roles[role] = roles.get(role, 0) + 1
    why = "; ".join(sorted(group.reasons)) or "named in one article"
    return Person(
        members[0].id,
        spelled[0],
        tuple(spelled),
        tuple(sorted(roles, key=lambda r: (-roles[r], r))),
        members[0].organisation,
        why,
        tuple(m.id for m in members),
    )


def find(query: str, persons: Sequence[Person]) -> list[Person]:
    """Whom a typed name may mean, best first: the name itself, another spelling of it, a surname or first name with
    patronymic that fits, words of an organisation's name. Persons whose given name differs are left out."""
    scored = [(_fit(query, p), p) for p in persons]
    return [p for score, p in sorted(scored, key=lambda x: (-x[0], x[1].id)) if score]


def _fit(query: str, person: Person) -> int:
    wanted = names.parts(query)
    if any(_bare(query) == _bare(n) for n in person.names):
        return 4
    if person.organisation:
        return 1 if set(_bare(query).split()) <= set(_bare(person.name).split()) else 0
    if wanted.given and wanted.surname:
        return 3 if any(names.same(query, n) for n in person.names) else 0
    long = [names.parts(n) for n in person.names]
    if wanted.surname:
        exact = any(wanted.surname == p.surname for p in long)
        return 2 if exact or any(names.same_surname(wanted.surname, p.surname) for p in long) else 0
    fits = any(
        names.same_given(wanted.given, p.given)
        and (not p.patronymic or names.same_patronymic(wanted.patronymic, p.patronymic))
        for p in long
        if p.given
    )
    return 2 if fits else 0
