"""Normal forms and keys of personal names, across scripts and transliterations.

A key finds candidates; it never proves anything. `same` compares two full names and says in words why they are one
person's, or None: a surname alone is never enough.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein


def _listed(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


# Forms of address, ranks and academic titles (en, de, fr, ru, uk, be), as they look after `fold`.
HONORIFICS = _listed(
    "mr mrs ms miss mx sir lord lady dame dr prof professor rev reverend hon judge justice gen general col "
    "colonel capt captain lt lieutenant maj major sgt sergeant cllr sen rep gov pres senator president sheikh "
    "emir king queen prince princess count countess baron baroness brother sister father bishop comrade don "
    "dona dra padre herr frau hr fr doktor professorin graf grafin furst general oberst pater m mme mlle "
    "monsieur madame mademoiselle me maitre docteur comte comtesse sieur gospodin gospozha graf knyaz doktor "
    "professor general polkovnik kapitan mayor leytenant admiral otets tovarishch pan pani dobrodiy spadar "
    "spadarynya spadarnya prafesar doktar heneral palkounik general palkaunik"
)
# Parts that belong to the surname behind them.
PARTICLES = _listed(
    "van von der den de del della di da do dos du des la le les ten ter zu zum zur af al el ben bin ibn bint "
    "abu y e wa o mac"
)
# East Slavic patronymics after `fold`: -ovich and its transliterations, -ovna / -iivna / -auna, short and spoken ones.
_PATRONYMIC = re.compile(
    r"(?:[oea][vwu]|[iy]v)(?:[iy]t?s?ch|[iy]tj|[iy]cz?|na)$"
    r"|^(?:il|fom|kuzm|luk|nikit|savv|foki)(?:[iy]y?t?s?ch|[iy]tj|[iy]cz?|inichna|ivna)$"
    r"|^(?:pal|san|mikhal|vasil|ivan|nikola|serge|andre)[iy]?ych$"
)

# Given names that differ by more than spelling between Russian, Ukrainian, Belarusian and western languages.
_GIVEN_GROUPS = [
    group.split()
    for group in (
        "vladimir volodymyr uladzimir uladzimer wladimir volodimir uladzimyr",
        "nikolai mykola mikalai mikola nikolay nikolaj nicolas",
        "dmitry dmytro dzmitry zmitser dimitri dimitry dmitrij dmitriy",
        "alexander aleksandr oleksandr aliaksandr aleksandar alaksandar alexandre aljaksandr alyaksandr sandr",
        "alexei aleksey oleksii aliaksei oleksiy alexey aljaksej alaksiej alyaksey",
        "evgeny yevgeny yevhen yauhen jauhen evgenij eugen yaugen jewgeni evguieni",
        "evgenia yevgenia yevheniia yauheniya eugenia yevgeniya",
        "sergei serhii siarhei sergey serge sjarhej syarhey",
        "mikhail mykhailo mikhas mihail michail mikhaylo",
        "pyotr petro piotr pyatro petr pjotr",
        "andrei andrii andrey andrej andriy",
        "philip filipp pylyp pilip filip",
        "stepan stsiapan stepan stsyapan",
        "vasily vasyl vasil wassili vassili",
        "yuri yurii yury jury iouri juri iurii juryj",
        "igor ihor ihar",
        "oleg oleh aleh",
        "grigory hryhorii ryhor grigori hryhoriy rygor",
        "ilya illia ilia illya",
        "joseph iosif yosyp iosip josif",
        "fyodor fedir fiodar fedor fjodor",
        "anatoly anatolii anatol anatoli anatoliy",
        "victor viktor viktar",
        "georgy heorhii heorhi georgi yuri yegor heorhiy",
        "egor yehor yahor yegor jegor",
        "ivan ivan ivan",
        "natalia nataliia natallia natalya natalja natalie nataliya natallya",
        "elena olena alena yelena jelena helena",
        "tatiana tetiana tatsiana tatyana tatjana tetyana tatsyana",
        "anna hanna ganna",
        "svetlana svitlana sviatlana swetlana svyatlana",
        "olga olha volha volga",
        "galina halyna halina",
        "irina iryna iryna",
        "maria mariia maryia mariya maryya",
        "ekaterina kateryna katsiaryna yekaterina katerina jekaterina katsyaryna",
        "julia yulia yuliia juliya yuliya iuliia",
        "vyacheslav viacheslav viachaslau viacheslau wjatscheslaw vyachaslau",
        "stanislav stanislau",
        "vladislav vladyslav uladzislau wladislaw",
        "konstantin kostiantyn kanstantsin constantin kostyantyn kanstantsyn",
        "denis denys dzianis dzyanis",
        "timofei tymofii tsimafei timofey tymofiy",
        "artem artyom artsiom artsyom",
        "kirill kyrylo kiryl cyril kyryl",
        "maxim maksym maksim maxime",
        "roman raman",
        "leonid leanid",
        "eduard edvard edouard edward",
        "valery valerii valeri valeriy",
        "valentina valiantsina valyantsina",
        "lyudmila liudmyla liudmila ludmila ljudmila lyudmyla",
        "lydia lidia lidiia lidziya",
        "nadezhda nadiia nadzeya nadiya nadzezhda",
    )
]

_APOSTROPHES = re.compile(r"['`´’ʼ‘ʹʺ]")
_DASHES = re.compile(r"[-‐-―_/]+")
# Longest first. Sibilants fall together because ш, ч, ж, щ, ц are sh, ch, sch, tsch, sz, cz, š, s ...; г is g or h.
_SOUNDS = [
    (re.compile(p), r)
    for p, r in (
        (
            r"schtsch|chtch|shch|szcz|sjtj|stsj|shtsh|sch|tsch|tch|cz|sz|rz|dzh|dsch|dj(?=[aeiou])|zh|sh|sj|ts|"
            r"tz|cs|dz",
            "s",
        ),
        (r"tj(?=i|e|o|u|k|n|$)", "s"),
        (r"ck|qu|q|kk", "k"),
        (r"x", "ks"),
        (r"kh|gh|gu(?=[eiy])|h|g", "g"),
        (r"ph|ff|f|w", "v"),
        (r"th|tt", "t"),
        (r"[zc]", "s"),
        (r"j", "y"),
    )
]
_FIXED = re.compile(r"schtsch|chtch|shch|szcz|tsch|dsch|sch|tch|sj|tj|dj|dzh")  # digraphs of one sound
_BELARUSIAN_V = re.compile(r"(?<=[aeo])u$")  # Зайцаў is Zaitsau, Zaitsev


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart, in folded form. `given` is empty for a surname alone, `surname` for a first name with a
    patronymic."""

    given: str
    patronymic: str
    surname: str
    middle: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """`name` in lower-case ASCII letters, words parted by one space: accents, dots and apostrophes off."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", name) if not unicodedata.combining(c))
    plain = plain.replace("ў", "u").replace("Ў", "U")
    ascii_form = _DASHES.sub("-", _APOSTROPHES.sub("", anyascii(_APOSTROPHES.sub("", plain)))).casefold()
    return " ".join(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", ascii_form))


def words(name: str) -> list[str]:
    """The folded words of a name without honorifics. A name made of honorifics alone keeps its last word."""
    if "," in name:  # "PUTIN, Vladimir"
        last, _, first = name.partition(",")
        if first.strip() and "," not in first:
            name = f"{first.strip()} {last.strip()}"
    every = fold(name).split()
    kept = [w for i, w in enumerate(every) if w not in HONORIFICS or (i == len(every) - 1 and i > 0)]
    return kept or every[-1:]


def is_patronymic(word: str) -> bool:
    """Whether a word has the form of an East Slavic patronymic ("Ryhorovich", "Сергеевна"). Some surnames do too."""
    return bool(_PATRONYMIC.search(fold(word)))


@lru_cache(maxsize=65536)
def _sounds(word: str) -> tuple[str, ...]:
    """The ways a folded word may sound, with consonants in classes: "ch" is ч, ш or х, "j" is й or ж."""
    variants = {_BELARUSIAN_V.sub("v", word)}
    for letters, sounds in (("ch", ("sh", "kh")), ("j", ("y", "zh")), ("dz", ("d", "zh"))):
        variants = {
            _FIXED.sub(lambda m: m[0].upper(), form).replace(letters, sound).lower()
            for form in variants
            for sound in sounds
        }
    out = set()
    for form in variants:
        for pattern, sound in _SOUNDS:
            form = pattern.sub(sound, form)
        out.add(re.sub(r"([^aeiouy])\1+", r"\1", form))
    return tuple(sorted(out))


def _skeletons(word: str) -> frozenset[str]:
    """Consonant classes of each way a word may sound; a vowel in front, whichever it is, is kept as "a"."""
    return frozenset(_bones(form) for form in _sounds(word))


@lru_cache(maxsize=65536)
def _bones(form: str) -> str:
    bones = re.sub(r"([^aeiouy])\1+", r"\1", re.sub(r"(?<!^)[aeiouy]+", "", form))
    return re.sub(r"^[aeiouy]+", "a", bones)


_GIVEN_GROUP: dict[str, frozenset[int]] = {}
for _number, _group in enumerate(_GIVEN_GROUPS):
    for _form in _group:
        _GIVEN_GROUP[_form] = _GIVEN_GROUP.get(_form, frozenset()) | {_number}


@lru_cache(maxsize=65536)
def parts(name: str) -> Parts:
    """A name taken apart: "Lukashenko, Alexander Ryhorovich", "Petrov Ivan Sergeevich" and "Ivan Petrov" are
    all put into order. A single word counts as a surname."""
    got = words(name)
    if len(got) < 2:
        return Parts("", "", "".join(got))
    for i, word in enumerate(got):
        if i and _PATRONYMIC.search(word):
            if len(got) == 2:
                return Parts(got[0], word, "")
            if i == len(got) - 1 and not (len(got) > 3 or _PATRONYMIC.search(got[i - 1])):
                return Parts(got[i - 1], word, " ".join(got[: i - 1]))  # surname first
            if i < len(got) - 1:
                return Parts(" ".join(got[:i]), word, _join(got[i + 1 :]))
    start = next((i for i in range(1, len(got)) if got[i] in PARTICLES and i < len(got) - 1), len(got) - 1)
    return Parts(got[0], "", _join(got[start:]), tuple(got[1:start]))


def _join(surname: list[str]) -> str:
    return " ".join(surname)


@lru_cache(maxsize=65536)
def keys(name: str) -> frozenset[str]:
    """Look-up keys of a name. Spellings of one surname, in whatever script, share at least one; so do those of a
    first name with patronymic. Different people share keys too: a key is a question, not an answer."""
    taken = parts(name)
    out: set[str] = set()
    for word in _surname_words(taken.surname):
        out |= {f"s:{bones}" for bones in _skeletons(word) if bones}
    if taken.patronymic:
        fathers = _marks(_patronymic_stem(taken.patronymic), _fathers)
        out |= {f"p:{given} {father}" for given in _marks(taken.given, _groups) for father in fathers}
        if not taken.surname:  # "Ivan Petrovich" may be a surname after all
            out |= {f"s:{bones}" for bones in _skeletons(taken.patronymic)}
    if taken.middle:  # double surnames, and names of two given words in the other order
        out |= {f"s:{bones}" for bones in _skeletons(taken.middle[-1])}
    return frozenset(out)


def _marks(word: str, groups: Callable[[str], frozenset[int]]) -> frozenset[str]:
    """What the East Slavic forms of one given name share: the number of its group, else its consonants."""
    return frozenset(str(n) for n in groups(word)) or _skeletons(word)


def _groups(given: str) -> frozenset[int]:
    return _GIVEN_GROUP.get(given, frozenset())


def _surname_words(surname: str) -> list[str]:
    found = [w for w in re.split(r"[ -]", surname) if w and w not in PARTICLES]
    return found or [w for w in surname.split() if w]


def _patronymic_stem(patronymic: str) -> str:
    """What is left of a patronymic without its ending, so that -ovich, -avich and -auna of one father agree."""
    return re.sub(r"(?:[iy]?[oea][vwu]|[iy]+v)?(?:[iy]y?t?s?ch|[iy]tj|[iy]cz?|inichna|ichna|na)$", "", patronymic)


@lru_cache(maxsize=65536)
def _vowelled(form: str) -> str:
    """One way a word may sound, with its vowels in three classes (front e, back a, u)."""
    form = re.sub(r"ou|oo", "u", form)
    form = re.sub(r"[iey]*[ao]+[iey]*|[ao]+", "a", form)
    return re.sub(r"[iey]+", "e", form)


# Least likeness (1 - edit distance / length, vowels in classes) of two spellings with equal consonants. Swept on the EU
# lists of tests/test_names.py: surnames 0.5 / 0.6 / 0.8 give precision 0.989 / 0.991 / 0.993 at recall 0.923 / 0.923 /
# 0.921; given names 0.4 to 0.7 change neither by more than 0.003.
LIKE_SURNAMES = 0.8
LIKE_GIVEN = 0.55


def _alike(a: str, b: str, least: float) -> bool:
    """Whether two folded words are one name spelled twice: equal consonants, and vowels that do not clash."""
    if a == b:
        return True
    return any(
        _bones(x) == _bones(y) and Levenshtein.normalized_similarity(_vowelled(x), _vowelled(y)) >= least
        for x in _sounds(a)
        for y in _sounds(b)
    )


def same_given(a: str, b: str) -> bool:
    """Whether two first names are spellings or East Slavic forms of one ("Alexander", "Аляксандр"). An initial or a
    pet form is not enough."""
    a, b = fold(a), fold(b)
    if a == b:
        return True
    if min(len(a), len(b)) < 3 or (
        (a[-1] == "a") != (b[-1] == "a") and not _GIVEN_GROUP.get(a, frozenset()) & _GIVEN_GROUP.get(b, frozenset())
    ):
        return False
    if _GIVEN_GROUP.get(a, frozenset()) & _GIVEN_GROUP.get(b, frozenset()):
        return True
    return _alike(a, b, LIKE_GIVEN)


def same_surname(a: str, b: str) -> bool:
    """Whether two surnames are spellings of one ("Łukaszenka", "Loukachenko"). The feminine form counts as another."""
    a, b = fold(a), fold(b)
    if a == b:
        return True
    first, second = _surname_words(a), _surname_words(b)
    return len(first) == len(second) and all(_alike(x, y, LIKE_SURNAMES) for x, y in zip(first, second, strict=True))


# Patronymics only speak against a pair whose other names agree, so that a distant likeness is enough. On the EU lists
# 0.5 keeps "Semionovich / Siamionavich" together and still parts "Petrovich / Pavlovich".
LIKE_PATRONYMICS = 0.5


def same_patronymic(a: str, b: str) -> bool:
    """Whether two patronymics may name one father ("Ryhorovich", "Рыгоравіч", "Grigorievich")."""
    x, y = _patronymic_stem(fold(a)), _patronymic_stem(fold(b))
    if x == y or _skeletons(x) & _skeletons(y) or _fathers(x) & _fathers(y):
        return True
    return any(
        p[:1] == q[:1] and Levenshtein.normalized_similarity(_vowelled(p), _vowelled(q)) > LIKE_PATRONYMICS
        for p in _sounds(x)
        for q in _sounds(y)
    )


@lru_cache(maxsize=4096)
def _fathers(stem: str) -> frozenset[int]:
    """The groups of given names that a patronymic's stem may come from."""
    hit = {n for n, group in enumerate(_GIVEN_GROUPS) if any(form.startswith(stem) for form in group)}
    return frozenset(hit) if len(stem) >= 4 else frozenset()


@lru_cache(maxsize=65536)
def same(a: str, b: str) -> str | None:
    """Why two full names are one person's, in words ("same given name and surname, spelled …"), or None.

    Both must have a given name and a surname; a patronymic that only one has does not matter, two that differ do.
    """
    x, y = parts(a), parts(b)
    if fold(a) == fold(b) and x.given and x.surname:
        return "same name"
    if not (x.given and x.surname and y.given and y.surname):
        return None
    if x.patronymic and y.patronymic and not same_patronymic(x.patronymic, y.patronymic):
        return None
    for other in (y, Parts(y.surname, y.patronymic, y.given, y.middle)):
        if same_given(x.given, other.given) and same_surname(x.surname, other.surname):
            if x.middle and other.middle and not _middles_agree(x.middle, other.middle):
                return None
            return f"same given name and surname, spelled {a} / {b}"
    return None


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return any(x[0] == y[0] if min(len(x), len(y)) == 1 else _alike(x, y, LIKE_GIVEN) for x in a for y in b)


# Female first names that do not end in -a, male ones that do, in forms after `fold`: what endings do not tell.
_FEMALE = _listed(
    "helen ellen karen susan alice jane anne ann ruth elizabeth margaret mary rachel judith gwen dawn iris "
    "ingrid astrid marit els solveig birgit edith agnes doris ines carmen isabel claire camille marie julie "
    "sophie lucie elise louise odile mireille nicole michele danielle simone denise irene ivy lise heike silke "
    "elke ute anke antje wiebke imke hilde gerlinde dagmar ingeborg margarete renate brigitte beate christine "
    "sabine simone ulrike gesine heidi katrin karin kirsten maren britt margit gudrun sigrid hedwig elisabeth "
    "charlotte annette jeanette nadine celine solene helene amelie aurelie delphine clotilde nadege valerie "
    "sylvie nathalie brigitte josephine florence laurence constance clemence maud anouk margaux agathe mathilde "
    "muriel isabelle estelle gaelle joelle noelle corinne martine francoise monique dominique veronique "
    "genevieve bridget bridie dorothy kathleen eileen maureen joyce grace hope faith pearl rose daisy molly "
    "emily lucy nancy amy sally betty peggy mabel winifred hannelore greer freya nell liubov lyubov luybov "
    "nelli adel zoe chloe penelope phoebe siv runa liv ebba rut tove femke lieke sanne nelli esfir lyubov adel "
    "melani mariam nastassia olesya lesia zosia stefa rut rahil judit agnes ines beatriz pilar mercedes dolores "
    "leonor fatou aminata"
)
_MALE = _listed(
    "nikita fama ilya illya illia luka foma kuzma savva fedia misha sasha kolya vanya petya mykola mikola mikita "
    "mikalay danila gavrila lavrila khoma sava mykyta joshua luca noah elijah jonah ezra mustafa musa isa toma "
    "costa zaza giga nika ola hryhora janka yanka kirila george steve charles james jesse dave mike luke pete "
    "joe lawrence clarence maurice pierre philippe antoine jerome guillaume gustave achille baptiste hippolyte "
    "alphonse rene andre rune uwe arne helge ole kalle sonke malte moritz henri ali rafi levi eli remi jeremy "
    "anthony henry harry barry larry terry gary jerry tony billy bobby johnny timothy gregory zachary stanley "
    "geoffrey jeffrey sidney rodney murray percy roy guy ray aleksandr aleksei andrei anatoli anton arkadi "
    "arseni artem boris bogdan vadim valentin valeri vasili viktor vitali vladimir vladislav viacheslav gennadi "
    "georgi gleb grigori daniil denis dmitri evgeni egor ivan ignat igor iosif kirill klim konstantin lavrenti "
    "lev leonid leonti maksim makar mark matvei mikhail mitrofan nazar nikolai oleg osip orest pavel petr pyotr "
    "prokhor rodion roman rostislav ruslan savel semen sergei stanislav stepan taras tikhon timofei timur "
    "trofim fedor fyodor feliks filipp foka eduard emil erik yuri yakov yaroslav german genrikh gerasim demyan "
    "efim zakhar innokenti ippolit kondrat kuprian luki naum porfiri artur albert adam avgust aleks alois otto "
    "oskar robert rudolf richard karl konrad tomas filip frants friderik oleksandr oleksii andrii vasyl "
    "volodymyr vitalii hryhorii dmytro yevhen ihor illia kostiantyn mykhailo oleh petro pavlo serhii stepan "
    "taras fedir yurii ostap orest roman bohdan danylo zenon levko marko nazarii severyn pylyp aliaksandr "
    "alyaksandr ales anatol andrei uladzimir uladzimer viktar vital vasil hleb dzianis dzmitry zmitser yauhen "
    "ihar kastus mikalai mikhas mikhail paval pavel piotr pyotr siarhei syargei stsiapan tsimafei yury yuri "
    "yanka ryhor ihnat"
)
_EAST = frozenset({"ru", "uk", "be"})
# Women's first names of the East in -a and -ya: with them "Полина" is no genitive.
_EASTERN_WOMEN = _listed(
    "anna hanna olga olha volha elena olena alena maria mariia mariya irina iryna natalia nataliya tatyana "
    "tetyana tatiana tatsyana svetlana svitlana ekaterina katerina kateryna katsyaryna yuliya oksana galina "
    "halina halyna larisa larysa valentina valyantsina vera vira nina lyudmila lyudmyla nadezhda nadiya sofya "
    "sofiya darya polina alina alisa marina maryna inna zhanna raisa zoya tamara zinaida lidiya klavdiya "
    "klaudziya antonina kira eva yeva ada emma klara roza varvara vasilisa veronika viktoriya kristina diana "
    "elizaveta evgeniya rita margarita marta agata agafya stefaniya ulyana yana yanina bronislava stanislava "
    "yadviga alla bella stella regina paula paulina sabina elvira albina liliya greta gerda berta frida elza "
    "ida ilona inga rada zlata orysya soloma khrystyna esfira taisiya serafima evdokiya aglaya marfa praskovya "
    "paraska fedora zina tonya lena dina lina mila nelya galya valya katya masha dasha sasha ema emiliya "
    "amaliya roksolana myroslava"
)


def known_given(word: str) -> str | None:
    """ "f" or "m" for a word on the short lists of first names (or their East Slavic forms), else None."""
    low = fold(word)
    if low in _FEMALE or low in _MALE or low in _EASTERN_WOMEN:
        return "m" if low in _MALE else "f"
    groups = _GIVEN_GROUP.get(low)
    return None if not groups else "f" if low.endswith("a") and low not in ("illya",) else "m"


def gender(name: str, language: str | None = None) -> str | None:
    """ "f" or "m" as far as a name's form tells: by patronymic, first name, else ending. A guess outside the lists: a
    first name in -a is a woman's, one in a consonant or -o a man's; -e, -i and -y tell nothing but in ru, uk and be."""
    taken = parts(name)
    if taken.patronymic:
        return "f" if taken.patronymic.endswith("na") else "m"
    if not taken.given:
        return None
    given = taken.given.split(" ")[0].split("-")[0]
    if known := known_given(given):
        return known
    if given.endswith("a") and len(given) > 2:
        return "f"
    if language in _EAST:
        if re.search(r"(?:ova|eva|yova|ina|skaya|ska|tskaya|aya)$", taken.surname):
            return "f"
        return "m" if given[-1:] not in "e" else None
    if (
        len(given) < 3
        or given[-1] in "eiy"
        or re.search(r"(?:een|yn|eth|elle|iet|inn|unn|run|gerd|traud|lind)$", given)
    ):
        return None
    return "m"


# Case endings of Russian, Ukrainian and Belarusian nouns, names and adjectives, longest first.
_ENDINGS = re.compile(
    r"(?<=\w\w)(?:ого|его|ому|ему|ыми|ими|ьою|ією|аго|яго|ага|яга|аму|яму|ами|ями|амі|ямі|ымі|імі|ові|еві|єві|ией|"
    r"ой|ей|ою|ею|ай|яй|аю|яю|ом|ем|ём|ам|ям|ах|ях|ым|им|ім|ую|юю|ая|яя|ий|ый|ій|ої|ые|ие|ыя|ія|ии|ию|ия|ью|ья|ьи|"
    r"ье|єю|ых|их|іх|ії|ію|ыі|ыю)$"
    r"|(?<=\w\w)(?:а|я|у|ю|ы|и|і|ї|е|э|є|о|й|ь)$"
)
_FLEETING = re.compile(r"[еоёієь](?=[бвгґджзклмнпрстфхцчшщў]$)")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without case endings and fleeting vowels, lower-case: what its forms in ru, uk and be share. Words in
    Latin letters only lose a plural or genitive -s."""
    low = word.casefold().replace("ё", "е").replace("’", "'").replace("ў", "в" if word[:1] not in "ўЎ" else "у")
    if re.search(r"[а-яіїєґў]", low):
        bare = _ENDINGS.sub("", low)
        if len(bare) < 3 and len(low) > 3:
            bare = re.sub(r"[аяуюыиіеєоёйь]$", "", low)
        return _FLEETING.sub("", bare) if len(bare) > 2 else bare
    low = re.sub(r"['’]s?$", "", low)
    return re.sub(r"(?:in|innen|s|es|e)$", "", low) if len(low) > 5 else low


def nominative(word: str, woman: bool | None) -> str:
    """The nominative of one word of a name that stands in another case in Russian, Ukrainian or Belarusian text, by its
    ending alone (`woman` tells the gender, None when unknown). A form that may be nominative already stays."""
    if woman is False and (after := re.search(r"(?<=[аеёиоуыэіїє])(?:я|ю|ем|єм)$", word)):
        return word[: after.start()] + "й"
    rules = _OBLIQUE_WOMAN if woman else _OBLIQUE_MAN if woman is False else ()
    for ending, base in rules:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)] + base
    return word


def _pairs(text: str) -> list[tuple[str, str]]:
    """Endings and what they become, first match first, written "from>to"."""
    return [(a, b) for a, b in (pair.split(">") for pair in text.split())]


_OBLIQUE_WOMAN = _pairs(
    "ской>ская цкой>цкая скую>ская ської>ська цької>цька ській>ська ською>ська скай>ская цкай>цкая овой>ова "
    "евой>ева ёвой>ёва ову>ова еву>ева иной>ина ової>ова евої>ева овай>ова авай>ава евай>ева ной>ная овны>овна "
    "евны>евна івни>івна їни>їна ии>ия ії>ія ыі>ыя іі>ія ьи>ья ею>я ою>а ы>а и>а у>а ю>я і>а ой>а ай>а яй>я ей>я"
)
_OBLIQUE_MAN = _pairs(
    "ского>ский цкого>цкий скому>ский ским>ский ського>ський цького>цький ському>ський скага>скі скаму>скі "
    "цкага>цкі ого>ой ага>ы его>ий ия>ий ію>ій ія>ій ыя>ый ея>ей ая>ай яя>яй ию>ий ею>ей аю>ай овым>ов евым>ев "
    "иным>ин ам> ым> ові> еві>ь єві>й ом> ем>ь я>ь ю>ь а> у> ы>а і>а и>а"
)
