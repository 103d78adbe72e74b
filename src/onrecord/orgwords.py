"""Words by which a name is an organisation's, in six languages: ministries, parties, newspapers, courts."""

import re

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
    r"behörde|amt|verwaltung|(?<!mu)(?<!ma)rat|senat|kabinett|"
    r"parlament|zeitung|blatt|magazin|sender|rundfunk|radio|agentur|institut|universität|museum|krankenhaus|"
    r"klinik|verband|verein|verbund|bund|"
    r"gewerkschaft|unternehmen|firma|konzern|bank|sparkasse|kirche|bistum|feuerwehr|kommission|ausschuss|"
    r"vorstand|aufsichtsrat|opposition|leitung|leitstelle|"
    r"aufsicht|kammer|werke?|stiftung|gesellschaft|redaktion|sicherheit|bote|kurier|anzeiger|tageblatt|"
    r"nachrichten|presse|palast|botschaft|armee|wache|dienst|zentrale|stelle|union|büro|kanzlei|club|lobby|"
    r"anstalt|gemeinde|rathaus|partei|kartell|forum|zentrum)s?$"
)


def is_org(word: str) -> bool:
    """Whether a word heads names or descriptions of organisations ("ministry", "Finanzministerium", "газеты")."""
    low = word.casefold()
    if re.search(
        r"(?:[йьла]рада|райрад[аиы]|адміністраці[яїю]|администраци[яию]|выканкам[ауе]?|исполком[ау]?|ветлікарн[яі])$",
        low,
    ):
        return True
    return bool(_ORGS.search(low) or (word[:1].isupper() and _GERMAN_ORG.search(low)))
