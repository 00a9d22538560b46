/**
 * Words and phrases people build passwords of, in small letters and without accents; our own list. Words within a list are
 * separated by spaces. The most used ones come first, because they cost an attacker the least.
 */

/** What nearly every list of leaked passwords begins with. */
export const MOST_COMMON = words(`
haslo hasło password passwd pass admin administrator root user uzytkownik login logowanie welcome witaj witam letmein
qwerty qwertz azerty zaq xsw abc abcd iloveyou kocham kochamcie kochanie misiek misiaczek misiu polska polak polska
monkey dragon master shadow sunshine princess football baseball superman batman starwars pokemon computer komputer
internet google facebook samsung iphone windows android microsoft test tester testowe demo guest changeme secret
tajne sekret tajnehaslo mojehaslo nowehaslo starehaslo haslohaslo trudnehaslo dobrehaslo bezpiecznehaslo
default zmienmnie zmienhaslo hello hej czesc siema elo dupa kurwa cholera jasna matrix lukasz mateusz karolina
agnieszka monika kasia marcin bartek natalia agata michal tomek damian kamil dawid patryk
marta piotrek krzysiek zosia oliwia kacper kuba ania basia magda ola mama tata mamusia tatus dom domek rodzina
jestem moje moja moj twoje nasz nasza nasze spoldzielnia mieszkanie mieszkanko mieszkaniec osiedle czynsz lokator
blok wspolnota zarzad administracja portal obsluga startowe starter zima lato wiosna jesien
styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien
poniedzialek wtorek sroda czwartek piatek sobota niedziela dzisiaj jutro wczoraj
legia lech wisla widzew gornik ruch lechia zaglebie jagiellonia pogon cracovia arka slask gks lks real barcelona
`);

/** Names of people and their short forms. */
export const FIRST_NAMES = words(`
adam adas adrian adrianna agnieszka aga agusia albert alan ala alek aleksander aleksandra alfred alicja alina alojzy
amelia anastazja andrzej andrzejek anastazy aneta angelika aniela anita anka anna antek antoni antonina apolonia ariel
arek arkadiusz artur arturek asia augustyn aurelia barbara bartek bartlomiej bartosz basia beata beatka benedykt bernard
blanka blazej bogdan boguslaw boguslawa bogumil boleslaw bozena bronislaw bronislawa brygida cecylia celina cezary
czarek czeslaw czeslawa dagmara damian daniel daniela danka danuta daria dariusz darek dawid diana dominik dominika
dorota dorotka edmund edward edyta elzbieta ela eliza emil emilia eryk ernest eugeniusz eugenia ewa ewelina ewka
fabian felicja feliks filip filipek florian franciszek franek franciszka gabriel gabriela gabrysia genowefa gertruda
grazyna greta grzegorz grzes grzesiek gustaw halina halinka hanna hania helena helenka henryk henryka hubert ida
ignacy iga igor ilona inga irena irenka ireneusz irmina iwan iwona iza izabela jacek jacus jadwiga jadzia jagoda
jakub kubus jan janek jasiek jas janina janusz jarek jaroslaw jerzy jurek joanna joasia jola jolanta jolka
jozef jozefa jozek judyta julia julka julian julianna justyna kacper kaja kajetan kalina kamil kamila karina karol
karolina karolinka kasia kasper katarzyna kaska kazimierz kazik kazimiera kinga klara klaudia klemens konrad
konstanty kordian kornelia krystian krystyna krysia krzysztof krzys krzysiek ksawery lech leszek lena leon leokadia
leonard leslaw lidia liliana lila lilka lucja lucjan lucyna ludwik ludwika lukasz luiza maciej maciek magda magdalena
maja maks maksymilian malgorzata malgosia gosia marcel marcela marcelina marcin marek mareczek maria marysia marianna
marian mariola mariusz marlena marta martusia martyna maryla mateusz mati matylda maurycy marzena marzenka melania michal michalina
michalek mieczyslaw mietek mikolaj milena milosz mira miroslaw mirek miroslawa monika monia nadia nadzieja natalia
natalka nataniel nela nikodem nikola nina norbert oliwer oliwia olga olek olenka olaf oskar otylia patrycja patryk
paulina paula pawel pawelek piotr piotrek piotrus pola przemek przemyslaw rafal rafalek regina remigiusz renata robert
robercik roch roksana roland roman romek romuald rozalia roza rudolf ryszard rysiek sabina salomea samanta samuel sandra
sara sebastian seba seweryn sergiusz slawek slawomir stanislaw stasiek stas stanislawa stefan stefania stella sylwek
sylwester sylwia szczepan szymon szymek tadeusz tadek tamara tatiana teodor teresa tereska tobiasz tola tomasz tomek
tomus tymon tymoteusz urszula ula wacek waclaw waldek waldemar walenty wanda wandzia weronika wera wieslaw wiesiek
wieslawa wiktor wiktoria wilhelm wincenty wiola wioletta wit witek witold wladek wladyslaw wladyslawa wlodek
wlodzimierz wojciech wojtek wojtus zbigniew zbyszek zdzislaw zdzislawa zenek zenon zofia zosia zuzanna zuzia zuza zygmunt
zyta angelina oksana olena svitlana natasza iryna olha andrij serhij oleksandr volodymyr dmytro mykola tetiana
james john robert michael david william richard thomas charles daniel matthew anthony mark steven andrew joshua kevin
brian george edward jason jeffrey ryan jacob nicholas jonathan justin brandon samantha jessica jennifer amanda
ashley sarah emily elizabeth michelle melissa nicole heather rachel hannah taylor jordan charlie maggie harley hunter
`);

/** Family names many people have. */
export const FAMILY_NAMES = words(`
nowak kowalski kowalska wisniewski wisniewska wojcik kowalczyk kaminski kaminska lewandowski lewandowska zielinski
zielinska szymanski szymanska wozniak dabrowski dabrowska kozlowski kozlowska jankowski jankowska mazur wojciechowski
wojciechowska kwiatkowski kwiatkowska krawczyk kaczmarek piotrowski piotrowska grabowski grabowska zajac pawlowski
pawlowska michalski michalska krol wieczorek jablonski jablonska wrobel nowakowski nowakowska majewski majewska
olszewski olszewska stepien malinowski malinowska jaworski jaworska adamczyk dudek nowicki nowicka pawlak gorski
gorska witkowski witkowska walczak sikora baran rutkowski rutkowska michalak szewczyk ostrowski ostrowska tomaszewski
tomaszewska pietrzak zalewski zalewska wroblewski wroblewska marciniak jasinski jasinska zawadzki zawadzka bak
jakubowski jakubowska sadowski sadowska duda chmielewski chmielewska borkowski borkowska sokolowski sokolowska
wlodarczyk szczepanski szczepanska kubiak kalinowski kalinowska maciejewski wysocki wysocka mazurek sobczak czarnecki
czarnecka kolodziej urbanski urbanska sikorski sikorska krajewski krajewska gajewski gajewska szulc baranowski brzezinski
makowski makowska laskowski laskowska przybylski ziolkowski mroz glowacki blaszczyk gorecki
`);

/** Everyday words, places, teams, animals, love, faith, the keyboard's own vocabulary. */
export const EVERYDAY_WORDS = words(`
aniol aniolek aniolki anioly auto autobus babcia babunia dziadek dziadzio bajka balkon banan barszcz bialy biedronka
bigos bog boze bogiem brat braciszek siostra siostrzyczka buziaczek buziak cebula chata chleb chlopak chlopiec
choinka chomik ciasto ciasteczko ciocia wujek wujcio corka coreczka synek syn cukier cukierek cukiereczek czarny
czarna czekolada czerwony czerwona deszcz diabel diament dolina domowe dobry dobra dobranoc dzien dobrydzien drzewo drzwi
duzy dziecko dzieci dzieciaczek dziewczyna dzika dzik dzwonek emerytura emeryt babka ferrari fiat fiolek fiolka
garaz gdansk gdynia glupi glupia gniazdo gora gory gorale grzyb grzyby gwiazda gwiazdka gwiazdeczka harcerz herbata
herbatka historia honda hotel impreza jablko jablka jagody jajko jaskolka jezioro jezus jezu chrystus jezuschrystus
kaczka kaczuszka kaktus kanarek kapusta karta kartka kawa kawka kielbasa klucz klucze kluczyk kot kotek koteczek kotka kicia
kiciunia kobieta kochana kochany kochaniutki kochajcie kochammame kochamtate kolega kolezanka kolorowy kominek konik kon konie
korona kosciol koszyk krakow krasnal krowa krolewna krolik krolewicz kruk ksiazka ksiaze ksiezniczka ksiezyc kubek
kuchnia kura kurczak kwiat kwiaty kwiatek kwiatuszek lalka lampa las lasy lawenda lis lisek lody lodz lozko lublin
lubie lubiecie laka maczek mak malina maliny malpa malpka mala maly malutka malutki marzenie marzenia maska maslo
mazury mercedes miasto miasteczko miesiac mieszko mikolajki milosc miloscia milion mis misia mis misio mleko mloda mlody
morze motor motyl motylek mrowka mucha muzyka mysz myszka myszeczka nadzieje najlepszy najlepsza narty niebo
niebieski niebieska niedzwiedz niewiem niepamietam nikt nic nigdy niebieskie noc numer obiad ocean ogien ogrod ogrodek
ojciec ojczyzna okno opel orzel orzelbialy ogorek osiol owca owoc papier papuga paczek pani pan panda parasol pasztet
pelikan perla pieniadze pieprz pierogi pies piesek pieseczek pilka pilkanozna piwo piwko plaza pluszak poczta pociag
poduszka pogoda pole policja poludnie pomidor pomoc porsche poznan praca prezent przyjaciel przyjaciolka ptak ptaszek
pszczola pszczolka pupa rak rakieta renault rower rowerek roslina rosol rowerzysta rozowy rozowa ryba rybka rybcia
rzeka rzeszow sad samochod samolot serce serduszko serce ser sernik skarb skarbie skarbek skarbeczek skarbus sklep
skoda slon slonko slonce sloneczko slonecznik slodka slodki slodziak slodziutka smok smerf snieg sniegu solidarnosc
sowa spokoj stary stara statek sto sukces sukienka swieta swiety swiatlo swiat swinka szafa szalik szczecin szczescie
szczesliwa szczesliwy szczur szef szkola szybki szyszka slimak sliwka sluchawka tajemnica tajny taniec tata telefon
telewizor telewizja tecza toyota torun tramwaj truskawka truskawki trawa tulipan tulipany tygrys tygrysek ulica ulubiony ulubiona
urodziny urlop wakacje warszawa warszawianka wegiel wesele wesoly wiara wiatr wieczor wiewiorka wilk wilki wino woda
wolnosc wozek wrobelek wroclaw wrona zaba zabka zaba zajaczek zamek zdrowie zegar zegarek zielony zielona ziemia ziemniak
zima zlotko zloto zloty zlota znak zolnierz zolty zolta zolw zona mezus maz malzonek zuch zupa zwierzak zycie zyrafa
papiez janpawel maryja matkaboska czestochowa swietarodzina alleluja amen rozaniec mojaksiezniczka
belchatow piotrkow bydgoszcz katowice bialystok sosnowiec radom kielce gliwice zabrze bytom olsztyn tychy opole
elblag plock walbrzych wloclawek tarnow chorzow koszalin kalisz legnica grudziadz slupsk jaworzno jastrzebie nowysacz
konin siedlce inowroclaw suwalki lomza zamosc przemysl stalowawola mielec tczew leszno ostroleka zakopane sopot
polskagola niepodleglosc ojczyznamoja bialoczerwoni bialoczerwona mistrz mistrzowie kibic kibice stadion gol
about access account action alex amazing angel apple autumn baby banana beach beautiful bear believe bitch black
blue boss boston buddy bullshit buster butterfly camaro casino cheese cheshire chelsea chicken chocolate chris
christmas cookie corvette cowboy crazy cristiano ronaldo messi crystal dallas dance darkness death devil diamond dog
doggy dolphin donald dream eagle eagles earth england eminem falcon family fantasy fire fish flower forever freedom
friend friends fuck fucker fuckyou fuckoff game gamer gandalf genius ghost ginger girl god gold golden golf
guitar hammer happy heart heaven hell honey horse hockey hottie house hunter iceman india jackson jesus joker killer
king kitty klaster knight lady lakers legend liverpool arsenal juventus manchester united love lover lovely loveme
lucky magic marine marlboro maverick mercury merlin metal midnight mickey minecraft fortnite roblox money moon morning
mother father mountain music mustang naruto ninja never night nothing nirvana ocean office orange pakistan panther
paradise party peace peanut pepper phoenix please player poland polish power pretty prince purple queen rabbit rainbow
ranger red rock rocket rocky rose russia school scooter scorpion server service sexy silver smile snoopy snow soccer
softball something spider spiderman spring star steelers stupid sugar summer sun superstar swordfish system tequila
thunder tiger tigger time today tomorrow travel trustno turtle unicorn vampire victoria victory viking warrior water
weather white whatever winner winter wolf woman wonder work world xbox yamaha yankees yellow yesterday zombie
correct horse battery staple trustnoone opensesame sezamieotworzsie abrakadabra hokuspokus
raz dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec jeden zero one two three four five six seven eight nine ten
bardzo lubie nie tak jest dla moich mojego mojej wszystko wszystkie zawsze tylko kto wie gdzie tutaj tam ten ta
haslo1 hasla haslem silne mocne trudne tajna tajny prywatne dostep dostepu konto konta bank banku poczty
`);

/** Whole sentences, sayings and verses long enough to pass for good passwords; separators left out. */
export const PHRASES = words(`
niepamietamhasla niemamhasla nieznamhasla zapomnialemhasla zapomnialamhasla tojestmojehaslo tojesthaslo mojehaslotohaslo
mojetajnehaslo mojenowehaslo bardzotrudnehaslo bardzosilnehaslo bardzobezpiecznehaslo silnehaslo hasloportalu
haslodoportalu haslodokonta haslomieszkanca haslostartowe startowehaslo jestemnajlepszy jestemnajlepsza jestembogiem
kochamcie kochamciebardzo kochamciekochanie kochamciemamo kochamcienadzycie kochamcieskarbie kochammojazone
kochammojegomeza kochammojarodzine kochampolske kochamjezusa kochamzycie kochamwnuki kochammojewnuki mojewnuki
jezuufamtobie jezusmariajozef jezuschrystus bogjestmiloscia matkoboska ojczenasz ojczenaszktorysjestwniebie
zdrowasmaryjo wimieojcaisyna swietyjozefie aniolebozy aniolestrozumoj litwoojczyznomoja jeszczepolskaniezginela
mazurekdabrowskiego bogurodzica rotamarii wlazlkoteknaplotek stolatstolat stolatniechzyje ktypolski
ktotyjestespolakmaly kotnaplocie wpanskiejchacie siedzisobiezajac zajacpodmiedza lokomotywastoinastacji
stoinastacjilokomotywa panaandrzeja pantadeusz wesolychswiat szczesliwegonowegoroku dziendobry dobrywieczor
dobranocpchlynanoc idzieraknieborak alajaktoala alamakota alamakotaakotmaale kotmaale wszystkobedziedobrze
byletylkozdrowie zdrowienajwazniejsze gdziekucharekszesc ranekrannywstaje bezpracyniemakolaczy jakkubabogu
niemarozybezkolcow prawdziwychprzyjaciolpoznaje cotydzisiajpowiesz niechzyjepolska bialyorzelwkoronie
correcthorsebatterystaple thequickbrownfox thequickbrownfoxjumps maytheforcebewithyou iloveyouforever iloveyousomuch
iloveyouverymuch letmeinplease openthedoor opensesame mypasswordispassword thisismypassword passwordpassword
thisispassword nopasswordneeded ihatepasswords ilovemyfamily trustnobody tobeornottobe lettherebelight
`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
