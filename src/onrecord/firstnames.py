"""First names: the forms that one has in several languages, and whether it is a woman's or a man's."""

from functools import lru_cache

from onrecord.spelling import LIKE_GIVEN, alike, fold, listed

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


_GIVEN_GROUP: dict[str, frozenset[int]] = {}
for _number, _group in enumerate(_GIVEN_GROUPS):
    for _form in _group:
        _GIVEN_GROUP[_form] = _GIVEN_GROUP.get(_form, frozenset()) | {_number}


def groups_of(given: str) -> frozenset[int]:
    """The numbers of the groups that a folded first name is in: forms of one name share one."""
    return _GIVEN_GROUP.get(given, frozenset())


def same_given(a: str, b: str) -> bool:
    """Whether two first names are spellings or East Slavic forms of one ("Alexander", "Аляксандр"). An initial or a
    pet form is not enough."""
    a, b = fold(a), fold(b)
    if a == b:
        return True
    if min(len(a), len(b)) < 3:
        return False
    if groups_of(a) & groups_of(b):
        return True
    return (a[-1] == "a") == (b[-1] == "a") and alike(a, b, LIKE_GIVEN)


@lru_cache(maxsize=4096)
def fathers(stem: str) -> frozenset[int]:
    """The groups of given names that a patronymic's stem may come from."""
    hit = {n for n, group in enumerate(_GIVEN_GROUPS) if any(form.startswith(stem) for form in group)}
    return frozenset(hit) if len(stem) >= 4 else frozenset()


# Female first names that do not end in -a, male ones that do, in forms after `fold`: what endings do not tell.
_FEMALE = listed(
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
_MALE = listed(
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
# Women's first names of the East in -a and -ya: with them "Полина" is no genitive.
_EASTERN_WOMEN = listed(
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
    groups = groups_of(low)
    return None if not groups else "f" if low.endswith("a") and low not in ("illya",) else "m"
