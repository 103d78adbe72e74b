"""Nouns for persons: titles, offices, kin and documents in six languages, and the head of a noun phrase."""

import re
from collections.abc import Sequence

from onrecord.orgwords import is_org
from onrecord.speakers.lexicon import DETERMINERS, PREPOSITIONS
from onrecord.spelling import listed

# Heads of titles. Latin words whole, German ones as endings, Slavic ones as stems.
_ROLES = listed(
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
    listed(
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
# Nouns that take up somebody named before, and the gender that they show.
GENERIC_PERSONS = {
    "man": "m", "woman": "f", "politician": None, "lady": "f", "gentleman": "m", "mann": "m", "frau": "f",
    "politiker": "m", "politikerin": "f", "politicien": "m", "politicienne": "f", "homme": "m", "femme": "f",
    "intéressé": "m",
    "intéressée": "f", "политик": "m", "мужчина": "m", "женщина": "f", "чиновник": "m", "чиновница": "f",
    "политикиня": "f",
    "політик": "m", "чоловік": "m", "жінка": "f", "посадовець": "m", "урядовець": "m", "палітык": "m", "мужчына": "m",
    "жанчына": "f", "чыноўнік": "m", "latter": None, "dernier": "m", "dernière": "f",
}  # fmt: skip
HE_TITLES = listed(
    "mr sir lord father brother king prince herr monsieur m pater господин пан спадар отец отець айцец chairman "
    "spokesman sheikh baron count duke"
)
SHE_TITLES = listed(
    "mrs ms miss madam lady dame sister queen princess frau madame mme mlle госпожа пани пані спадарыня "
    "chairwoman spokeswoman countess duchess baroness mayoress actress"
)


def is_role(word: str) -> bool:
    """Whether a word heads titles of persons ("minister", "адвокат", "Sprecherin")."""
    low = word.casefold().rstrip(".")
    if low in _ROLES or low in GENERIC_PERSONS:
        return True
    if re.search(r"[а-яіїєґў]", low):
        return any(part.startswith(_SLAVIC_ROLE) for part in {low, low.rpartition("-")[2]})
    return bool(_GERMAN_ROLE.search(low))


def own_titles(lows: Sequence[str], language: str | None) -> set[str]:
    """The title words of a noun phrase that are the person's own: in "министр обороны" not the defence."""
    kept = list(lows)
    if language in ("en", None):
        cut = next((i for i, w in enumerate(kept) if i and w in PREPOSITIONS), len(kept))
        kept = kept[:cut]
        return {w for w in (*kept, *lows[-1:]) if is_role(w)} | set(kept[-1:])
    roles = [w for w in kept if is_role(w)]
    head = head_noun(lows, language)
    return set(roles[:1]) | ({head} if head else set())


_SLAVIC_WOMEN = re.compile(r"(?:ница|чица|ка|иня|іня|ыня|эса|ша|вдова|удова|сестра|жена|мать)$")
# Endings of titles that a woman has.
_WOMEN = {
    "de": re.compile(r"(?:in|frau|schwester|tochter|mutter|witwe)$"),
    "fr": re.compile(r"(?:trice|ière|euse|esse|ienne|ère|veuve|mère|sœur)$"),
    "ru": _SLAVIC_WOMEN,
    "uk": _SLAVIC_WOMEN,
    "be": _SLAVIC_WOMEN,
}


def role_gender(word: str, language: str | None) -> str | None:
    """ "f" or "m" as far as the form of a title shows it."""
    low = word.casefold()
    if low in HE_TITLES or low in SHE_TITLES:
        return "m" if low in HE_TITLES else "f"
    if pattern := _WOMEN.get(language or ""):
        if pattern.search(low) and low != "голова":
            return "f"
        return "m" if language == "de" and _GERMAN_ROLE.search(low) else None
    return "f" if low.endswith("woman") else "m" if low.endswith("man") and low != "woman" else None


DOCUMENT = re.compile(
    r"^(?:reports?|letters?|polls?|surveys?|statements?|articles?|columns?|books?|diar(?:y|ies)|study|"
    r"memo(?:ir)?s?|notes?|emails?|circular|"
    r"press release|post|tweet|leader|editorial|minutes|notice|petition|thesis|review|bericht|brief|umfrage|"
    r"studie|mitteilung|papier|gutachten|"
    r"tagebuch|schreiben|rapport|lettre|sondage|étude|communiqué|note|tribune|livre|article|billet|отч[её]т|"
    r"доклад|письм|опрос|заявлени|стать|"
    r"дневник|лист|листі|звіт|опитуван|заяв|апытан|ліст|справаздач|паведамлен|повідомлен|сообщени)"
)
KIN = listed(
    "mum mummy mom dad daddy father mother grandma grandpa granny papa mama oma opa maman mamie papi бабушка "
    "дед дедушка мама папа отец мать бабця баба дід прабаба бабуля бабка маці бацька дзед истец истица позивач "
    "адказчыца ісцец"
)


def head_noun(lows: Sequence[str], language: str | None) -> str | None:
    """The head noun of a noun phrase given in lower-case words."""
    kept = list(lows)
    for i, word in enumerate(kept):
        if (
            i
            and word in PREPOSITIONS
            and kept[i - 1] not in PREPOSITIONS
            and any(w not in DETERMINERS for w in kept[:i])
        ):
            kept = kept[:i]
            break
    kept = [w for w in kept if w not in DETERMINERS and w not in ("same", "himself", "herself", "itself", "themselves")]
    if not kept:
        return None
    if language == "fr":
        return next((w for w in kept if is_role(w) or is_org(w)), kept[0])
    if language in ("ru", "uk", "be"):
        nouns = [
            w
            for w in kept
            if not re.search(r"(?:ый|ий|ая|яя|ое|ого|его|ому|ой|ій|ом|ым|им|ім|ага|аму|ай|ую|ых|их|іх|ые|ие)$", w)
            or is_role(w)
            or is_org(w)
        ]
        first = (nouns or kept)[0]
        return (
            first if is_role(first) or is_org(first) else next((w for w in kept[:2] if is_org(w) or is_role(w)), first)
        )
    return kept[-1]


MEDIA = re.compile(
    r"(?:news)?paper$|dail(?:y|ies)$|weekl|magazine|tabloid|outlet|site$|channel$|broadcaster|station$|zeitung|"
    r"blatt|magazin|sender|journal|quotidien|hebdo|revue|"
    r"газет|издани|видан|выдан|журнал|еженедельник|тижневик|тыднёвік|портал|сайт|телеканал|тэлеканал|канал"
)
MEDIA_NAME = re.compile(
    r"\b(?:tribune|times|post|courier|herald|gazette|news|mail|observer|standard|sentinel|journal|daily|weekly|beacon|"
    r"chronicle|echo|examiner|dispatch|review|magazine|kurier|zeitung|anzeiger|bote|tageblatt|pravda|glas)\b",
    re.IGNORECASE,
)


def article_gender(word: str, language: str | None) -> str | None:
    """The gender that a French or German article shows of a person in the singular."""
    if language == "fr":
        return {"le": "m", "la": "f", "ce": "m", "cette": "f"}.get(word)
    return {"der": "m", "die": "f"}.get(word) if language == "de" else None


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


def other_titles(phrase: str, head: str) -> tuple[str, ...]:
    """Other words for the office that a phrase names: "глава государства" is the president."""
    if _HEAD_OF_STATE.search(phrase):
        return _PRESIDENTS
    if _HEAD_OF_GOVERNMENT.search(phrase):
        return _PREMIERS
    return _MAYORS if head in _MAYORS and head != "голова" else ()


_SLAVIC_PLURAL = re.compile(r"(?:[ыиі]|ов|ев|аў|яў|ів|їв|ам|ям|ами|ями|амі|ямі|цы|ых|их|іх)$")


def is_plural(head: str, lows: Sequence[str], language: str | None) -> bool:
    """Whether the form of a noun phrase, given by its head and its lower-case words, is a plural's."""
    if language == "fr":
        return lows[0] in ("les", "des", "ses", "leurs", "nos", "plusieurs")
    if language in ("ru", "uk", "be"):
        return bool(_SLAVIC_PLURAL.search(head))
    if language == "de":
        plural = lows[0] in ("die", "viele", "seine", "ihre", "unsere", "mehrere")
        return plural and bool(re.search(r"(?:en|leute|ler|kreise)$", head))
    return head.endswith("s") and not head.endswith("ss")


# Last words of names of places, squares, houses and bodies: a name that ends so is hardly a person's.
PLACE_NAME = re.compile(
    r"^(?:Street|Road|Square|Lane|Islands?|Bay|Bridge|River|Lake|Hotel|House|Hall|Park|Valley|Republic|Office|Club|"
    r"Avenue|Union|Rue|Saint|Place|Lac)$|(?:ville|burg|berg|stadt|dorf|grad|land|ia|ien|ия|ія)$"
)
