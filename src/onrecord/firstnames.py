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


# Women's and men's first names in forms after `fold`: those whose endings do not tell first, then common ones, by which
# a name is known for a person's.
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
    "leonor fatou aminata "
    "achieng adaeze adelheid adriana adrienne agnieszka aigerim aigul aino ainur aisha aisling akiko akinyi "
    "alessandra alexandra alison allison alma almut altynai alzbeta amanda amarachi amina ana anahit anais angela "
    "ani anja ann-kristin anneke anneli annelie annelies anneliese annika antoinette antonia aoife arlette "
    "armelle ashley aslaug astghik ava aylin ayse babette barbara beata bente bernadette berthe beryl bettina "
    "beverley birgitta blandine borghild brigid bronagh caitlin camila capucine carla carmela carol cathy "
    "celestine chantal chiara chidinma cholpon christiane christina cindy clara claudia colette constanza "
    "cornelia cynthia dana daniela danuta deborah deirdre dewi dolly dorota dorte edeltraud edita edwige eleanor "
    "elfriede eliane elif elin elisa eliza ella elsa erika ernestine esther etienette eun-ji evelyne fabienne "
    "farida fatima fatoumata federica fernanda frances francesca francine franziska frauke freda freja friederike "
    "gabi gabriela gaby gayane gertrud gillian ginette giulia gladys grainne greet grete griet gry guljan "
    "gulnar gulnaz gulsen gunilla gwenaelle hana hannah harriet hayley hazel heather hedda hedwige helena helga "
    "henrietta henriette henrike hester hildegard hiroko hjordis hoa holly honora honorine huguette huong "
    "hye-jin ilka ilse imelda ineke inger irma irmgard isabella ivana jacqueline jana janet janine janneke jasna "
    "jeannine jelena jennifer jessica jill joan joanna joanne jocelyne johanna joke josiane judy julia juliana "
    "julienne juliet kaori katarzyna katharina kathy katja katrina keiko kelly kerstin ketevan khadijah kimberly "
    "kirsti latifa laura lauren layla lea leah leila lenka leonora lerato lesley leyli lilian liliane lillian "
    "linda ling linh linn lis lisa liselotte loes lone lotte lucia lucienne ludmila lynn lynne madeleine maelle "
    "magdalena mai maike mairead maite maja malgorzata manana mandy manuela margot marguerite marian mariana "
    "marijke marinette marion marlen marlene marlies martha marthe martina maryam maryse maysoon mechthild megan "
    "mei meike meredith merit mia michaela micheline michiko midori milena min-ji mina mirela miriam mirna mona "
    "monica monika nadia naoko nargiz nasrin natasha nele ngozi niamh nienke nino njeri nkechi nomvula noor nora "
    "norah noriko norma nur nurten odette olivia orla ottilia paivi paola parvin patricia paulette pauline petra "
    "philippa phuong phyllis pia polly putri radka ragnheid ragnhild rahel raymonde rebecca rebekka roberta "
    "roisin rosa rosalia rosario roselyne roswitha rowena roxanne saga sakura salome samira sandra sandy sara "
    "sarah satu scarlett segolene selma sharon shirin shirley signe silvia sinead siobhan siranush siti sofia "
    "solange sonja soo-jin soon sophia stacy stefania susanne suzanne suzette svea svenja swantje sylvia synnove "
    "tabea tamar tanja teresa tess thandeka thelma theresa thi thorunn thuy tina tineke tone torunn tracy trudy "
    "truus turid tuulikki ulla ulrikke ursula valeria veronica vesna violet vivian vivien "
    "vivienne waltraud wambui wanda wanjiru wendy wilma xiu yasmin ylva yoko yuki yvette yvonne zahra zainab "
    "zanele zdena zeinab zeynep zuzana"
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
    "yanka ryhor ihnat "
    "abdoulaye aboubacar agha ahmed akira alain alan alasdair alberto alexander alfred alistair amadou anders "
    "andreas andrew andrzej angus antonio armand arthur attila aurelien axel baba babatunde bastien bela ben "
    "benedikt benjamin benoit bernard bernd bjorn bohumil borna boubacar branko brian bruce bruno callum calvin "
    "cameron carl carlos carsten cecil cedric christian christopher chukwuma claude clifford clive colin "
    "craig csaba cyril damien daniel david declan dennis derek dermot desmond detlef dexter didier diego dieter "
    "dirk dominic don donald douglas dragan duncan dusa dylan eamon eberhard edgar edmond edmund eduardo edward "
    "edwin einar elia emeka enea eric ernest ernst erwan esa etienne ewan fabien fabrice felix ferenc fergus "
    "fernand fernando finn florent florian francis francisco franck francois frank franz fred frederic frederick "
    "friedrich gabor gabriel garcia gareth gaspard gaston gautier gavin georg gerald gerard gerd gerhard geza "
    "gianluca gilbert gilles giovanni giuseppe glenn godfrey goran gordon gosta graham grega gregoire gunnar "
    "gunter gyula haakon halvard hamid hamish hans harald harold hartmut hassan heinrich heinz helmut henrik "
    "herbert hermann hezekiah hiroki holger horia horst hubert hugh hugo humphrey hussein ian ibrahim ibrahima "
    "ikenna ilja ilkka imre isaiah ismail issa istvan ivica ivor jack jacob jacques jaka jan janos jaroslav jason "
    "jens jeremiah jerzy jim jiri joachim joel johannes john jonas jonathan jorg jorge jose josef joseph "
    "josiah jovica jozef jozsa juan juha jukka jules julian julien juma jurgen justin karim karsten kazuya keita "
    "keith ken kenneth kenta kevin khalid kjartan klaus knut kofi kojo kosta kota krzysztof kurt kwame ladislav "
    "lars laszlo laurent leif leo leon leonard leslie lewis liam lionel ljuba lloyd loic lorenz lorenzo lothar "
    "louis lucien ludwig luis lukas magnus mahmoud malcolm mamadou manfred manuel marcel marco marcus marek "
    "marius martin masaya mateo mathieu matteo matthew matthias mattia maxence maximilian maxwell micah michael "
    "michel miguel miha mika miklos milan miles mirko miroslav mirza mitchell moctar mohammed morris moussa "
    "muhammad murtaza nathan nathaniel ned neil nicholas nick nicola nicolas niels nigel nils noe noel norbert "
    "norman obadiah obinna octave odd olaf olav oliver olivier olusegun omar oscar oumarou ousmane owen pal paolo "
    "pascal patrick paul pawel pedro pekka per percival peter philip philipp quentin rafael rainer ralf ralph "
    "raoul rashid raymond reginald regis reinhard remy rex reza ricardo roberto rod rodolphe roger roland rolf "
    "romain ron ronald ronan rory ross rufus rupert ruprecht russell ryota salim salvatore sam samir samuel "
    "sandor sasa scott seamus sean sebastian sebastien serge sergio shinya shota silas simon slavko snorri "
    "spencer stanislaw stefan stefano stephane stephen steven stjepan stuart sturla sunguta sven sverre takuya "
    "tancrede tanguy tariq tatsuya ted theodore thibault thierry thomas thor thorsten tibor tim tobia toby tom "
    "tomasz torsten trevor tristan trond ulrich vaclav vasa veikka victor vincent vincenzo volker walter warren "
    "wayne werner wilfred wilhelm william winston wojciech wolfgang xavier yann yusuf yuta yves zbigniew zdenek "
    "ziga zoltan zoran zsiga"
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
    "amaliya roksolana myroslava aksana palina antanina rehina stasya ramualda oryna odarka zenobiya alyaksandra "
    "alieksandra oleksandra aleksandra tatsiana natallya nataliia yuliia mariya volha alesya lesya vanda yustyna "
    "yelyzaveta lizaveta marusya nastya anastasiya anastasiia daryna kamila berta agneta hertruda rozaliya"
)


def known_given(word: str) -> str | None:
    """ "f" or "m" for a word on the short lists of first names (or their East Slavic forms), else None."""
    low = fold(word)
    if low in _FEMALE or low in _MALE or low in _EASTERN_WOMEN:
        return "m" if low in _MALE else "f"
    groups = groups_of(low)
    return None if not groups else "f" if low.endswith("a") and low not in ("illya",) else "m"
