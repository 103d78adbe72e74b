"""The words for time in six languages: en, de, fr, ru, uk and be. Case endings are spelt out as far as news needs them.

What each table holds is told at `Words`.
"""

from onrecord.dates.grammar import Grammar, Words


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _numbers(words: str) -> dict[str, int]:
    return {word: int(number) for word, number in (pair.rsplit("=", 1) for pair in words.split())}


_EN = Words(
    months=_list(
        r"Jan(?:uary|\.)? Feb(?:ruary|\.)? Mar(?:ch|\.)? Apr(?:il|\.)? May June? July? Aug(?:ust|\.)? "
        r"Sept?(?:ember|\.)? Oct(?:ober|\.)? Nov(?:ember|\.)? Dec(?:ember|\.)?"
    ),
    weekdays=_list(r"Mon(?:day)? Tue(?:sday)? Wed(?:nesday)? Thu(?:rsday)? Fri(?:day)? Sat(?:urday)? Sun(?:day)?"),
    seasons=_list(r"[Ss]pring [Ss]ummer (?:[Aa]utumn|[Ff]all) [Ww]inter"),
    units=_list(r"days? weeks? months? years?"),
    counts=_numbers(
        r"[Aa]n?=1 [Oo]ne=1 [Tt]wo=2 [Tt]hree=3 [Ff]our=4 [Ff]ive=5 [Ss]ix=6 [Ss]even=7 [Ee]ight=8 [Nn]ine=9 "
        r"[Tt]en=10 [Ee]leven=11 [Tt]welve=12 [Tt]wenty=20 [Tt]hirty=30 [Ff]orty=40 [Ff]ifty=50"
    ),
    relatives={
        r"(?:[Tt]he )?day before yesterday": -2,
        r"(?:[Yy]esterday|[Ll]ast (?:night|evening))(?! [’']s)": -1,
        r"(?:today|Today,|(?<=[.!?] )Today|[Tt]onight|[Tt]his (?:morning|afternoon|evening)|[Ee]arlier today)": 0,
        r"(?:[Tt]he )?day after tomorrow": 2,
        r"[Tt]omorrow": 1,
    },
    years={},
    patterns=(
        r"{day}(?:st|nd|rd|th)?(?: of)? {month}(?: ?,? {year}|,? (?P<lastyear>last year))?",
        r"(?:the )?{day}(?:st|nd|rd|th) of {month}(?:,? {year})?",
        r"{month} {day}(?:st|nd|rd|th)?(?!\d|[-–]\d)(?: ?,? {year}|,? (?P<lastyear>last year))?",
        r"{month},? {year}",
        r"{month} (?:of )?(?P<lastyear>last year)",
        r"(?P<last>[Ll]ast|[Pp]ast) {month}",
        r"(?:(?<=in )|(?<=In )|(?<=since )|(?<=until )|(?<=this )|(?<=of )|(?<=early )|(?<=late )|(?<=mid-)|"
        r"(?<=for )|(?<=by )|(?<=from )|(?<=between )|(?<=and )|(?<=to )|(?<=as )|(?<=[Tt]he )|(?<=their )|"
        r"(?<=its )){month}(?! \d)",
        r"(?P<month>January|February|July|September|October|November|December)(?! \d)",
        r"(?:(?P<last>[Ll]ast|[Pp]ast) )?{weekday}(?P<lastweek> last week|"
        r" of last week)?(?:[’']s)?(?: (?:morning|afternoon|evening|night))?",
        r"(?P<next>[Nn]ext) {weekday}",
        r"(?:(?P<last>[Ll]ast) )?{season} {year}",
        r"(?:(?P<last>[Ll]ast)|[Tt]his|[Ii]n(?: the)?|[Ee]arlier this) {season}",
        r"(?:(?<=in )|(?<=In )|(?<=of )|(?<=since )|(?<=until )|(?<=early )|(?<=late )|(?<=by )|(?<=[a-z]’s )"
        r"|(?<=[a-z]'s )|(?<= a )|(?<= his )|(?<= her )|"
        r"(?<=from ))(?:the year )?{year}",
        r"(?:(?P<last>[Ll]ast)|(?P<next>[Nn]ext)|[Tt]his|[Ee]arlier this|[Ll]ater this) (?!days?\b){unit}(?:[’']s)?",
        r"{count} {unit} (?P<ago>ago)",
        r"{count} {unit} (?P<earlier>earlier|previously|before(?!\s+\w))",
        r"{count} {unit} (?P<later>later|afterwards?|after(?!\s+\w))",
        r"{count} {unit} (?P<event>)(?:(?P<earlier>before)|(?P<later>after))(?=\s+\w)",
        r"(?<=[Oo]n the ){day}(?:st|nd|rd|th)(?! (?:floor|of|century|anniversary)\b)",
    ),
    same=(
        r"(?:[Tt]he |[Oo]n the |[Oo]n that |[Tt]hat |[Ll]ater (?:the|that) )same (?:day|morning|evening|night|"
        r"afternoon)|(?:[Oo]n |[Ll]ater )?[Tt]hat (?:very )?(?:day|morning|evening|night|afternoon)|"
        r"[Ll]ater (?:in|on) the day"
    ),
    eve=r"(?:[Tt]he )?(?:day|evening|night) (?:before|earlier)|(?:[Tt]he )?previous (?:day|evening|night)",
    morrow=r"(?:[Tt]he |[Oo]n the )?(?:next|following) (?:day|morning|evening)|[Tt]he day after(?=[,.;:])",
    bound=r"since|before|after|from|as of|than|prior to|to|following|every|each",
    ahead=r"next|coming|until|till|by|through",
    feasts={
        "Christmas Eve": (12, 24),
        "Christmas Day": (12, 25),
        "Boxing Day": (12, 26),
        "New Year['’]s Eve": (12, 31),
        "New Year['’]s Day": (1, 1),
    },
    case=True,
)

_DE = Words(
    months=_list(
        r"J[aä]n(?:uar|ner|\.)? Feb(?:ruar|r\.|\.)? März Apr(?:il|\.)? Mai Juni? Juli? Aug(?:ust|\.)? "
        r"Sept?(?:ember|\.)? Okt(?:ober|\.)? Nov(?:ember|\.)? Dez(?:ember|\.)?"
    ),
    weekdays=_list(r"Montags? Dienstags? Mittwochs? Donnerstags? Freitags? (?:Samstag|Sonnabend)s? Sonntags?"),
    seasons=_list(r"(?:Frühjahrs?|Frühlings?) Sommers? Herbst(?:es)? Winters?"),
    units=_list(r"Tag(?:e[ns]?)? Wochen? Monat(?:e[ns]?|s)? Jahr(?:e[ns]?|s)?"),
    counts=_numbers(
        r"[Ee]ine[mnrs]?=1 [Ee]in=1 [Zz]wei=2 [Dd]rei=3 [Vv]ier=4 [Ff]ünf=5 [Ss]echs=6 [Ss]ieben=7 [Aa]cht=8 "
        r"[Nn]eun=9 [Zz]ehn=10 [Ee]lf=11 [Zz]wölf=12 [Zz]wanzig=20"
    ),
    relatives={
        r"[Vv]orgestern": -2,
        r"[Gg]estern(?: (?:Abend|Morgen|Mittag|Nachmittag|Nacht))?|[Aa]m gestrigen \w+": -1,
        r"[Hh]eute(?: (?:Abend|Morgen|Mittag|Nachmittag|früh|Vormittag))?|[Aa]m heutigen \w+": 0,
        r"übermorgen": 2,
    },
    years={"[Hh]euer": 0},
    patterns=(
        r"{day}\. ?{month}(?: {year}| (?P<lastyear>vergangenen Jahres|letzten Jahres|des (?:vergangenen|"
        r"letzten) Jahres))?",
        r"{month} {year}",
        r"{month} (?P<lastyear>(?:des )?(?:vergangenen|letzten|vorigen) Jahres)",
        r"(?P<last>vergangenen|letzten|vorigen) {month}",
        r"(?:(?<=im )|(?<=Im )|(?<=Anfang )|(?<=Ende )|(?<=Mitte )|(?<=seit )|(?<=Seit )|(?<=bis )|(?<=Bis )|"
        r"(?<=vom )){month}",
        r"(?:(?P<last>vergangenen|letzten|vorigen) )?{weekday}(?P<lastweek> (?:der )?(?:vergangenen|letzten|"
        r"vorigen) Woche)?(?:vormittag|mittag|nachmittag|abend|morgen|nacht)?s?",
        r"(?P<next>nächsten|kommenden) {weekday}",
        r"(?:(?P<last>vergangenen|letzten|vorigen) )?{season} {year}",
        r"(?:[Ii]m |[Dd]iese[ns] |seit |[Nn]och im |[Ii]n diesem )(?:(?P<last>vergangenen|letzten|"
        r"vorigen) )?{season}",
        r"(?:[Ii]m [Jj]ahre? |[Ss]eit |[Bb]is |[Aa]nfang |[Ee]nde |[Mm]itte )?{year}",
        r"(?:(?P<last>[Vv]ergangene[ns]?|[Ll]etzte[ns]?|[Vv]orige[ns]?|[Vv]ergangenem)|"
        r"(?P<next>[Nn]ächste[nrs]?|[Kk]ommende[nrs]?)|[Dd]iese[rmns]?) {unit}",
        r"[Vv]or (?P<ago>){count} {unit}",
        r"{count} {unit} (?P<earlier>zuvor|vorher|davor|früher)",
        r"{count} {unit} (?P<later>später|danach|darauf)",
        r"{count} {unit} (?P<event>)(?:(?P<earlier>(?:be)?vor)|(?P<later>nach(?:dem)?))",
    ),
    same=(
        r"(?:[Aa]m |[Nn]och am )?(?:selben|gleichen) (?:Tage?|Abend|Morgen|Nachmittag)|[Aa]m (?:Abend|"
        r"Nachmittag|Mittag|Morgen|Vormittag|frühen Abend|späten Abend)"
    ),
    eve=r"[Aa]m (?:Vortag|Vorabend|Tag zuvor)|[Tt]ags zuvor|[Aa]m Abend zuvor",
    morrow=r"[Aa]m (?:nächsten|folgenden) (?:Tage?|Morgen|Abend)|[Tt]ags darauf",
    bound=r"seit|seit dem|jeden|vor|vor dem|nach|nach dem|ab|ab dem|zum",
    ahead=r"nächsten|kommenden|nächste|kommende|bis|bis zum",
    feasts={"Heilig(?:en )?[Aa]bend": (12, 24), "Silvester": (12, 31), "Neujahr(?:stag)?": (1, 1)},
    case=True,
)

_FR = Words(
    months=_list(
        r"janv(?:ier|\.) févr(?:ier|\.) mars avr(?:il|\.) mai juin juil(?:let|\.) ao[uû]t sept(?:embre|\.) "
        r"oct(?:obre|\.) nov(?:embre|\.) déc(?:embre|\.)"
    ),
    weekdays=_list(r"lundi mardi mercredi jeudi vendredi samedi dimanche"),
    seasons=_list(r"printemps été automne hiver"),
    units=_list(r"jours? semaines? mois (?:ans?|années?)"),
    counts=_numbers(
        r"une?=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 quinze=15 "
        r"vingt=20 trente=30"
    ),
    relatives={
        r"avant-hier": -2,
        r"hier(?: (?:soir|matin|après-midi))?": -1,
        r"aujourd[’']hui|ce (?:matin|soir|midi)|cet après-midi": 0,
        r"après-demain": 2,
        r"demain": 1,
    },
    years={},
    patterns=(
        r"{day}(?:er)? {month}(?: {year}| (?P<last>dernier)| (?P<lastyear>de l[’']an(?:née)? (?:dernière?|"
        r"passée?)))?",
        r"{month} {year}",
        r"{month} (?P<last>dernier)",
        r"{month} (?P<lastyear>de l[’']an(?:née)? (?:dernière?|passée?))",
        r"(?:(?<=en )|(?<=dès )|(?<=début )|(?<=fin )|(?<=depuis )|(?<=de )|(?<=d’)|(?<=d')|(?<=jusqu’en )|"
        r"(?<=mi-)){month}",
        r"{weekday}(?: (?P<last>dernier)| (?P<next>prochain)|(?P<lastweek> de la semaine (?:dernière|"
        r"passée)))?(?: (?:soir|matin|après-midi|midi))?(?: {day}(?:er)? {month}(?: {year})?)?",
        r"(?:au |à l[’']|l[’']|cet |le |ce )?{season} {year}",
        r"(?:au |à l[’']|l[’']|cet |le |ce ){season}(?: (?P<last>dernier|passé))?",
        r"(?:(?<=en )|(?<=dès )|(?<=de )|(?<=depuis )|(?<=d’)|(?<=jusqu’en )|(?<=début )|(?<=fin )){year}",
        r"(?:la |le |l[’'])?{unit} (?:(?P<last>dernière?|passée?)|(?P<next>prochaine?))",
        r"(?:cette |ce |cet ){unit}(?:-ci)?",
        r"[Ii]l y a (?P<ago>){count} {unit}",
        r"{count} {unit} (?P<earlier>plus tôt|auparavant|avant(?!\s+\w))",
        r"{count} {unit} (?P<later>plus tard|après(?!\s+\w))",
        r"{count} {unit} (?P<event>)(?:(?P<earlier>avant)|(?P<later>après))(?=\s+\w)",
        r"(?<=[Ll]e ){day}(?=,)",
    ),
    same=(
        r"le (?:même jour|jour même)|le soir même|ce jour-là|dans la (?:soirée|journée|matinée)|en (?:soirée|"
        r"matinée)"
    ),
    eve=r"la veille(?: au soir)?",
    morrow=r"le lendemain(?: matin| soir)?",
    bound=r"depuis|depuis le|chaque|avant|avant le|après|après le|à partir du?",
    ahead=r"prochain|jusqu[’']à|jusqu[’']au|d[’']ici",
)

_RU = Words(
    months=_list(
        r"январ(?:ь|я|е|ю|ём|ск\w+)|янв\. феврал(?:ь|я|е|ю|ьск\w+)|февр\. март(?:а|е|у|овск\w+)? "
        r"апрел(?:ь|я|е|ю|ьск\w+)|апр\. ма(?:й|я|е|ю|йск\w+) "
        r"июн(?:ь|я|е|ю|ьск\w+) июл(?:ь|я|е|ю|ьск\w+) август(?:а|е|у|овск\w+)?|авг\. "
        r"сентябр(?:ь|я|е|ю|ьск\w+)|сент\. октябр(?:ь|я|е|ю|ьск\w+)|окт\. "
        r"ноябр(?:ь|я|е|ю|ьск\w+)|нояб\. декабр(?:ь|я|е|ю|ьск\w+)|дек\."
    ),
    weekdays=_list(
        r"понедельник(?:а|у)? вторник(?:а|у)? сред[уыае] четверг(?:а|у)? пятниц(?:у|ы|е|а) суббот(?:у|ы|е|а) "
        r"воскресень(?:е|я|ю)"
    ),
    seasons=_list(r"весной|весны|весну летом|лета осенью|осени зимой|зимы|зиму"),
    units=_list(r"сутки|суток|день|дня|дней|дне недел(?:ю|и|ь|е) месяц(?:а|ев|е)? год(?:а|у)?|лет"),
    counts=_numbers(
        r"од(?:ин|ну|но)=1 дв[ае]|двое=2 три|трое=3 четыре=4 пять=5 шесть=6 семь=7 восемь=8 девять=9 десять=10 "
        r"одиннадцать=11 двенадцать=12 двадцать=20 тридцать=30"
    ),
    relatives={
        r"позавчера": -2,
        r"вчера(?: (?:вечером|утром|днём|днем|ночью))?": -1,
        r"сегодня(?: (?:вечером|утром|днём|днем|ночью))?": 0,
        r"послезавтра": 2,
        r"завтра": 1,
    },
    years={},
    patterns=(
        r"{day}(?:-?(?:го|е|ого))? {month}(?: {year}(?: ?г(?:ода|\.))?| (?P<lastyear>прошлого года))?",
        r"{month} {year}(?: ?г(?:ода|\.))?",
        r"{month} (?P<lastyear>прошлого года)",
        r"(?:прошлым|(?P<last>прошлом|прошлого|минувшем)) {month}",
        r"(?=\w+ск(?:ий|ая|ое|ого|ой|ом|ому|ую|им|ие|их)\b){month}",
        r"(?:(?<=в )|(?<=В )|(?<=с )|(?<=до )|(?<=начале )|(?<=конце )|(?<=середине )|(?<=ещё в )){month}",
        r"(?:(?P<last>минувш\w+|прошл\w+|прошедш\w+)|эт\w+|(?P<next>следующ\w+|будущ\w+|"
        r"ближайш\w+))? ?{weekday}(?P<lastweek> (?:на )?прошлой недел[еи])?",
        r"(?:(?P<last>прошл\w+|минувш\w+) )?{season}(?: {year}(?: ?г(?:ода|\.))?|"
        r" (?P<lastyear>прошлого года))?",
        r"{year}(?:-?(?:го|м|й|ом|ого))?(?: ?(?:год[ауе]?|г\.))",
        r"(?:(?<=в )|(?<=В )|(?<=с )|(?<=до )){year}-?(?:м|го|ом|ого)",
        r"(?:(?P<last>прошл\w+|минувш\w+)|эт\w+|нынешн\w+|текущ\w+|(?P<next>следующ\w+|будущ\w+)) {unit}",
        r"(?:{count} )?{unit} (?P<ago>назад|тому назад)",
        r"(?:{count} )?{unit} (?P<earlier>раньше|до (?:этого|того))",
        r"(?:[Зз]а )(?P<earlier>){count} {unit} до (?:этого|того)",
        r"(?:[Зз]а )(?P<event>)(?P<earlier>){count} {unit} до",
        r"(?:[Чч]ерез|[Сс]пустя) (?P<event>)(?P<later>)(?:{count} )?{unit} после",
        r"(?:[Чч]ерез|[Сс]пустя) (?P<later>)(?:{count} )?{unit}",
        r"{day}-го(?! \w+ (?:года|класса))",
        r"{count} {unit} (?P<later>спустя)",
    ),
    same=(
        r"(?:[Вв] )?то[тм] же (?:самый )?(?:день|вечер)|(?:[Вв] )?этот же день|тем же (?:вечером|утром|днём)|"
        r"(?:[Вв] )тот день|вечером того же дня"
    ),
    eve=r"накануне|[Дд]нём раньше|за день до этого",
    morrow=r"на (?:следующий|другой) день|назавтра|(?:следующим|другим) утром|наутро",
    bound=r"с|со|к|ко|после|перед|начиная с|по|кажд\w+",
    ahead=r"до|следующий|следующую|следующее|ближайший|ближайшую|будущий|будущую",
)

_UK = Words(
    months=_list(
        r"січ(?:ень|ня|ні|ню) лют(?:ий|ого|ому) берез(?:ень|ня|ні|ню) квіт(?:ень|ня|ні|ню) трав(?:ень|ня|ні|ню) "
        r"черв(?:ень|ня|ні|ню) лип(?:ень|ня|ні|ню) серп(?:ень|ня|ні|ню) верес(?:ень|ня|ні|ню) жовт(?:ень|ня|ні|ню) "
        r"листопад(?:а|і|у)? груд(?:ень|ня|ні|ню)"
    ),
    weekdays=_list(
        r"понеділ(?:ок|ка|ку) вівтор(?:ок|ка|ку) серед[уиаі] четвер(?:га|гу)? п[’'ʼ]ятниц[юіяе] субот[уиаі] "
        r"неділ[юіяе]"
    ),
    seasons=_list(r"навесні|весною|весни влітку|улітку|літа восени|осені взимку|узимку|зими"),
    units=_list(r"день|дні[вь]?|дня|доб[уи]|діб тиж(?:день|ні|нів|ня) місяц(?:ь|і|ів|я) рок(?:и|ів|у|ом)?|рік|літ"),
    counts=_numbers(
        r"оди?н\w*=1 дв[аі]|двоє=2 три|троє=3 чотири=4 п[’'ʼ]ять=5 шість=6 сім=7 вісім=8 дев[’'ʼ]ять=9 десять=10 "
        r"дванадцять=12 двадцять=20 тридцять=30"
    ),
    relatives={
        r"позавчора": -2,
        r"[вуу]чора(?: (?:ввечері|увечері|вранці|вдень))?": -1,
        r"сьогодні(?: (?:ввечері|увечері|вранці|вдень))?": 0,
        r"післязавтра": 2,
        r"завтра": 1,
    },
    years={"поза?торік": -2, "торік": -1, "цьогоріч": 0},
    patterns=(
        r"{day}(?:-?(?:го|е|ого))? {month}(?: {year}(?: ?р(?:оку|\.))?| (?P<lastyear>минулого року|торік))?",
        r"{month} {year}(?: ?р(?:оку|\.))?",
        r"{month} (?P<lastyear>минулого року)",
        r"(?P<lastyear>торік|минулого року) (?:[ву] )?{month}",
        r"(?P<last>минулого) {month}",
        r"(?:(?<=в )|(?<=В )|(?<=у )|(?<=У )|(?<=з )|(?<=до )|(?<=із )|(?<=початку )|(?<=кінця )|"
        r"(?<=наприкінці )|(?<=на початку )){month}",
        r"(?:(?P<last>минул\w+)|ц\w{1,3}|(?P<next>наступн\w+))? ?{weekday}(?P<lastweek> минулого тижня)?",
        r"(?:(?P<last>минул\w+) )?{season}(?: {year}(?: ?р(?:оку|\.))?| (?P<lastyear>минулого року))?",
        r"{year}(?:-?(?:го|м|й|му|ому|ого))?(?: ?(?:ро[кц][ауіу]?|рік|р\.))",
        r"(?:(?<=в )|(?<=В )|(?<=у )|(?<=У )|(?<=з )|(?<=до )){year}-?(?:му|го|ому|ого)",
        r"(?:(?P<last>минул\w+)|ц(?:ього|ей|і|ьому|им)|поточн\w+|(?P<next>наступн\w+)) {unit}",
        r"(?:{count} )?{unit} (?P<ago>тому)",
        r"(?:{count} )?{unit} (?P<earlier>раніше|до (?:цього|того))",
        r"(?:[Зз]а )(?P<earlier>){count} {unit} до (?:цього|того)",
        r"(?:[Зз]а )(?P<event>)(?P<earlier>){count} {unit} до",
        r"(?:[Чч]ерез|[Зз]а) (?P<event>)(?P<later>)(?:{count} )?{unit} після",
        r"(?:[Чч]ерез|[Зз]а) (?P<later>)(?:{count} )?{unit}(?! до)",
        r"{count} {unit} (?P<later>потому|по тому|згодом)",
    ),
    same=r"(?:[Тт]ого|[Цц]ього) (?:ж|самого) (?:дня|вечора|ранку)|[Тт]ого ж таки дня|[Тт]ого дня",
    eve=r"напередодні|[Дд]нем раніше",
    morrow=r"наступного (?:дня|ранку)|на(?:ступний| другий) день|другого дня",
    bound=r"з|із|зі|після|перед|починаючи з|по|кожн\w+",
    ahead=r"до|наступний|наступну|наступного|наступної",
)

_BE = Words(
    months=_list(
        r"студзен[ьяію]|студзень|студзеня|студзені лют(?:ы|ага|ым|аму) сакавік(?:а|у|ом)? красавік(?:а|у|ом)? "
        r"травен[ья]|тра[ўу]н[яі]|мая|ма[йі] чэрвен[ьяі] ліпен[ьяі] жні(?:вень|ўня|ўні) верас(?:ень|ь?ня|ь?ні) "
        r"кастрычнік(?:а|у|ом)? лістапад(?:а|зе|у)? сь?неж(?:ань|ня|ні)"
    ),
    weekdays=_list(
        r"панядзел(?:ак|ка|ку) а[ўу]тор(?:ак|ка|ку) серад[уыае]|сярод[уыае]|серады чаць?(?:вер|вярга|вяргу) "
        r"пятніц[уыае] субот[уыае] нядзел[юіяе]"
    ),
    seasons=_list(
        r"[ву]ясн(?:ой|ы|у)|вясною|увесну [ўу]?лет(?:ам|ку|а)|улетку|ўлетку "
        r"[ўу]?восен(?:ь|ню|і|сьню|ьню)|увосень|восеньню [ўу]?зім(?:ой|ку|ы)|узімку"
    ),
    units=_list(
        r"дзень|дзён|дні|дня|сутак|суткі|дзе?н[ьяі] "
        r"ты(?:дзень|дні|дняў|дня|дні|дзён)|тыдзень|тыдняў|тыдні|тыдня|тыдню месяц(?:а|аў|ы|ы)? "
        r"год(?:а|ы|у|зе|дзе)?|гадоў|гады"
    ),
    counts=_numbers(
        r"адзін|адну|адно=1 дв[аеь]|дзв[еь]=2 тры=3 чатыры=4 пяць=5 шэсць|шэсьць=6 сем=7 восем=8 дзевяць=9 "
        r"дзесяць=10 дванаццаць=12 дваццаць=20 трыццаць=30"
    ),
    relatives={
        r"пазаўчора|пазаучора": -2,
        r"[ўу]чора(?: (?:увечары|ўвечары|вечарам|раніцай|удзень))?": -1,
        r"с(?:ё|ь?о)ння(?: (?:увечары|вечарам|раніцай|удзень))?|сёньня(?: \w+раніцай)?": 0,
        r"пасьлязаўтра|паслязаўтра": 2,
        r"заўтра": 1,
    },
    years={"пазалетась": -2, "летась": -1, "сёлета": 0},
    patterns=(
        r"{day}(?:-?(?:га|е|ага))? {month}(?: {year}(?: ?г(?:ода|оду|\.))?| (?P<lastyear>мінулага года|"
        r"летась))?",
        r"{month} {year}(?: ?г(?:ода|оду|\.))?",
        r"{month} (?P<lastyear>мінулага года)",
        r"(?P<lastyear>летась) (?:[уў] )?{month}",
        r"(?P<last>мінулым) {month}",
        r"(?:(?<=у )|(?<=У )|(?<=ў )|(?<=з )|(?<=да )|(?<=са )|(?<=пачатку )|(?<=канцы )){month}",
        r"(?:(?P<last>мінул\w+)|гэт\w+|(?P<next>наступн\w+))? ?{weekday}(?P<lastweek> (?:на )?мінул(?:ага|"
        r"ым) тыдн[яі])?",
        r"(?:(?P<last>мінул\w+|леташн\w+) )?{season}(?: {year}(?: ?г(?:ода|оду|\.))?|"
        r" (?P<lastyear>мінулага года))?",
        r"{year}(?:-?(?:га|м|ы|ым|ага))?(?: ?(?:год[ауе]?|годзе|г\.))",
        r"(?:(?<=у )|(?<=У )|(?<=ў )|(?<=з )|(?<=да )){year}-?(?:м|га|ым|ага)",
        r"(?:(?P<last>мінул\w+|летась)|гэт\w+|сёлет\w*|(?P<next>наступн\w+)) {unit}",
        r"(?:{count} )?{unit} (?P<ago>таму(?: назад)?|назад)",
        r"(?:{count} )?{unit} (?P<earlier>раней|да (?:гэтага|таго))",
        r"(?:[Зз]а )(?P<earlier>){count} {unit} да (?:гэтага|таго)",
        r"(?:[Зз]а )(?P<event>)(?P<earlier>){count} {unit} да",
        r"(?:[Пп]раз|[Цц]ераз) (?P<event>)(?P<later>)(?:{count} )?{unit} пас[ьл]+я",
        r"(?:[Пп]раз|[Цц]ераз) (?P<later>)(?:{count} )?{unit}",
        r"{count} {unit} (?P<later>па тым|пазней)",
    ),
    same=(
        r"(?:[Уу] |ў )?(?:той|тым) (?:жа|самы|ж) (?:самы )?(?:дзень|вечар)|таго ж дня|тым жа вечарам|(?:[Уу] |"
        r"ў )той дзень"
    ),
    eve=r"напярэдадні|[Дд]нём раней",
    morrow=r"на (?:наступны|другі) дзень|назаўтра|наступным (?:днём|ранкам)",
    bound=r"з|са|пасля|пасьля|перад|па|к|кожн\w+",
    ahead=r"да|наступны|наступную",
)

GRAMMARS: dict[str, Grammar] = {
    code: Grammar(words)
    for code, words in (("en", _EN), ("de", _DE), ("fr", _FR), ("ru", _RU), ("uk", _UK), ("be", _BE))
}
