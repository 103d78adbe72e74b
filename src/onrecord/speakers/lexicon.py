"""Small words of six languages: pronouns, determiners, prepositions, and what a verb tells of its subject."""

import re

from onrecord.spelling import listed

_M, _F, _N = (3, "m", False), (3, "f", False), (3, "n", False)
# Forms and what they tell: person, gender (None when not told), plural. The first line that has a form counts.
_PRONOUN_FORMS: tuple[tuple[str, tuple[int, str | None, bool]], ...] = (
    ("he him his himself er ihm ihn sein seine seinen seiner seinem il celui-ci lui dieser", _M),
    ("он его него ему нему ним нём він його нього йому ньому ён яго ягоны ягонага ягоных", _M),
    ("der", _M),
    ("die", _F),
    ("she her hers herself sie ihr ihre ihren ihrer ihrem elle celle-ci diese", _F),
    ("она её ее неё нее ней ей вона її неї їй яна яе яё ёй", _F),
    ("it its оно воно яно es", _N),
    ("they them their theirs ils elles eux они их них ими вони їх яны іх", (3, None, True)),
    ("i me my myself ich mir mich mein meine je j moi я мне меня мой моему мені мене мой мяне", (1, None, False)),
    ("we us our wir uns unser nous мы нам нас наш ми нас", (1, None, True)),
    ("you du ihnen vous tu вы вам ты ви ти", (2, None, False)),
)
PRONOUNS = {form: what for forms, what in reversed(_PRONOUN_FORMS) for form in forms.split()}
IM = _M  # what "ім" is in Belarusian: "by him"

DETERMINERS = listed(
    "the a an this that these those its his her their my our your one same own der die das den dem des ein eine "
    "einen einem einer eines dieser diese dieses le la les l un une des du ce cet cette ces son sa ses leur "
    "leurs notre nos mon ma сам сама сами сам самі этот эта это ця цей гэты гэтая его её их свой наш наша ваш "
    "мой його її їх наш яго яе іх mr late former bisherige ancien ancienne ehemalige ehemaliger même selbst"
)
# Words that begin sentences and are no part of a name, by language.
STOPS: dict[str, frozenset[str]] = {
    "en": listed(
        "the a an in on at by for from of to and but or as if when while after before since because so then there "
        "here he she it they we i you his her its their my our asked according yesterday today tomorrow now not no "
        "yes what who why how where both most some many all one two three four five six seven eight nine ten every "
        "each few another other others even only still just also however meanwhile later earlier last next than "
        "with without under over through during about against between monday tuesday wednesday thursday friday "
        "saturday sunday january february march april may june july august september october november december "
        "nobody somebody everyone everybody someone anyone neither either whose which such"
    ),
    "de": listed(
        "der die das den dem des ein eine einen einem einer und oder aber als wenn weil dass im in am an auf aus "
        "bei mit nach von vor zu zum zur über unter für gegen ohne durch er sie es wir ich ihr laut so doch auch "
        "noch nur schon heute gestern morgen jetzt dann dort hier montag dienstag mittwoch donnerstag freitag "
        "samstag sonntag januar februar märz april mai juni juli august september oktober november dezember mein "
        "meine meinen meiner meinem sein seine seinen seiner unser unsere viele beide jeder jede jedes wer ob "
        "manche mancher zwei drei vier fünf"
    ),
    "fr": listed(
        "le la les un une des du de et ou mais si quand car donc à au aux en dans sur sous par pour avec sans chez "
        "selon il elle ils elles on nous vous je ce cette ces son sa ses leur puis hier lundi mardi mercredi jeudi "
        "vendredi samedi dimanche mon ma mes notre nos votre deux trois"
    ),
    "ru": listed(
        "в во на с со к ко о об от до из у за по под над при без для через и а но или что как когда если то это его "
        "её их он она они мы я вы не ни же бы ли по-моему словам по-прежнему однако потом тогда сейчас сегодня "
        "вчера там здесь після від із зі що як коли якщо та і й але або це його її вони він вона ми ви ні про "
        "паводле пра ў што калі гэта яго яе ён яна яны ад да з са па сам сама сами самі само ніхто никто хто "
        "кто"
    ),
}
STOPS["uk"] = STOPS["be"] = STOPS["ru"]
STOP = frozenset().union(*STOPS.values())
PREPOSITIONS = listed(
    "of for from to by at in with on about between against under near von des der für bei aus an im in zu zum "
    "zur mit de du des d à au aux pour chez par en sur в во у из от к для при из-под у з із від до для при в на "
    "ў пры ад да з са"
)
# Words by which "his deputy" or "наш корреспондент" begins.
POSSESSIVE_WORDS = listed(
    "his her its their my our your sein seine seiner ihr ihre son sa ses leur mon ma его её их його її їхній "
    "яго яе іх ягоны мой моя наш наша твой"
)
# Cues whose source stands in the genitive: "по словам …", "за даними …".
GENITIVE_CUE = re.compile(
    r"слов|слоў|мнени|думк|данн|даны|дани|версии|версі|вэрс|оценк|оцінк|ацэнк|утвержден|приказ|заявлени|признани|"
    r"наказ|информации|інформац|інфармац|сведени|звестк|відомост|паводле|приз|нав|рассказ|расповед",
    re.IGNORECASE,
)
# Past tenses of ru, uk and be, by their endings.
SHE_SAID = re.compile(r"(?:ла|лась|лася)$")
HE_SAID = re.compile(r"[аеёиіїоуыэюяєв](?:л|лся|в|вся|ў|ўся)$")
# French articles and pronouns run together with a word ("l’", "qu’").
ELISION = re.compile(r"^(?:[ldjnmtsc]|qu)[’']", re.IGNORECASE)
# Where a noun phrase ends and a clause about it begins.
RELATIVE = re.compile(r",|\s(?:who|which|that|whose|qui|que|dont)\s|\s[-–—]\s")


# Words by which a source begins that names nobody in particular.
UNNAMED = listed(
    "a an one two three four five some several many most another both ein eine einer einem einen einige mehrere "
    "viele manche un une des plusieurs certains deux trois один одна одно два две двое трое несколько некоторые "
    "многие большинство адзін адна двое некалькі шмат некаторыя деякі двоє кілька багато інший інша другой "
    "другая іншы people nobody somebody everyone"
)
