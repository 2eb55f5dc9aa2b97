//! Words that are no common ground: small ones in several languages, verbs everybody uses, the days
//! of a week, and those of a family everybody has. Folded, as they are compared.

use std::collections::HashSet;
use std::sync::LazyLock;

/// So many letters at least; "go" and "of" say nothing.
const LETTERS: usize = 3;

const WORDS: &[&str] = &[
    // English
    "a about above across after afternoon again against ago all almost along already also although am among an and \
     another any anybody anyone anything are around as at away back because been before behind being below between \
     both but by came can cannot could did didn do does doesn doing don done down during each either else enough \
     even evening ever every everybody everyone everything few first for from front fully further gave given goes \
     going gone gotten had half has hasn have haven having her here hers herself him himself his hour hours how \
     however if in inside instead into is isn it its itself just last lately later least less lot lots made mainly \
     many may maybe me meant might mine minute minutes month months more morning mornings most mostly much must my \
     myself near nearly never new next nice night nights no nobody none nor not nothing now of off often old on \
     once one ones only onto or other others our ours out outside over own part people per perhaps person quite \
     rather really recently said same saw seen several shall she should since small so some somebody someone \
     something sometimes somewhere soon still such sure taken than that the their theirs them themselves then there \
     these they thing things third this those though three through time times to today together told tomorrow \
     too took toward towards twice two under until up upon us used usual usually very via was wasn way ways we week \
     weekend weekends weekly weeks well went were weren what whatever when where whether which while who whole whom \
     whose why will with within without won worked would year years yes yesterday yet you young your yours yourself \
     best better big bit daily early favorite favourite fine free friend friends full good great happy hard high \
     important kind late little long main monthly nice person place places second short stuff ten",
    // Days and months
    "monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays \
     sunday sundays january february march april june july august september october november december summer \
     winter autumn spring montag montags dienstag dienstags mittwoch mittwochs donnerstag donnerstags freitag \
     freitags samstag samstags sonntag sonntags januar februar marz juni juli oktober dezember sommer herbst \
     wochenende lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado \
     domingo lunedi martedi mercoledi giovedi venerdi sabato domenica",
    // Whom everybody has, and where everybody works
    "mother mothers father fathers mum mom dad parent parents family families wife husband partner spouse mutter \
     vater eltern familie frau mann ehefrau ehemann mere pere parents famille femme mari madre padre familia marito \
     moglie marido colleague colleagues team teams company companies office job jobs boss manager customer client \
     kollege kollegen kollegin firma buro arbeit chef project projects projekt",
    // German
    "aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beide beim bin bis bist da \
     dabei damit dann das dass dein deine dem den denn der des deshalb die dies diese diesem diesen dieser dieses \
     doch dort durch ein eine einem einen einer eines einmal er es etwas euch euer fur gar gegen gern gerne gerade \
     hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist jede jedem \
     jeden jeder jedes jetzt kann kein keine keinem keinen keiner kommt konnen konnte lieber man manche mal mehr \
     mein meine meinem meinen meiner mich mir mit muss nach nicht nichts nie noch nun nur ob oder ohne oft schon \
     sehr sein seine seinem seinen seiner seit sich sie sind so sogar soll sondern uber um und uns unser unsere \
     unter viel viele vom von vor wann war waren warum was weil weiter welche wenig wenn wer werden wie wieder will \
     wir wird wo wollen wurde wurden zu zum zur zusammen zwei zwischen jahr jahre jahren tag tage woche wochen monat \
     mag mochte liebt macht geht spielt arbeitet wohnt neu neue neuen neuer gut gute guten gross grosse klein kleine",
    // French
    "alors apres aussi autre autres avant avec avoir beaucoup bien car ce cela ces cet cette chez comme dans de des \
     deux donc du elle elles en encore entre est et etait etre eux fait faire il ils jamais je la le les leur leurs \
     lui mais me meme mes moi moins mon ne nos notre nous on ont ou par parce pas pendant peu plus pour pourquoi \
     quand que quel quelle qui sans sa se ses si son sont sous sur ta tes toi tous tout toute toutes tres trop tu un \
     une vers vos votre vous aime aimer adore veut faire jour jours annee annees",
    // Spanish, Portuguese, Italian
    "algo ante antes aqui asi aun bajo bien cada casi como con contra cual cuando de del desde donde dos el ella ellas \
     ellos en entre era es esa ese eso esta estan estar este esto estos fue ha hace hacer hasta hay la las le les lo los \
     mas me mi mis mucho muy nada ni no nos nosotros nunca otra otro para pero poco por porque que quien se ser si sin \
     sobre son su sus tambien te tiene toda todo todos tres tu un una uno unos yo gusta gustan encanta quiere ama anos \
     ano dia dias ao aos com da das dele dela do dos ela ele eles em esse essa foi isso mais mas meu minha muito na nao \
     nas no nos num numa os ou pela pelo quando quem sao sem seu sua tem uma voce gosta adora alla alle anche ancora \
     agli ai al che chi ci col come con cosa cui dai dal dalla degli dei del della delle di dopo due dove e ed fa fra \
     gli ha hanno ho il in io lei loro lui ma mai me mio mia molto ne negli nei nel nella noi non nostro per perche piu \
     poi qual quale quando quello questa questo sara sempre senza sia sono sopra sotto sta su sua sue sui sul sulla \
     suo tra tutti tutto tuo un una uno vi voi piace ama vuole anni anno giorno giorni",
    // Dutch, Swedish, Danish, Norwegian
    "aan altijd als bij dan dat de deze die dit doen door dus een en er ge geen haar had heb hebben heeft het hij hoe \
     hun iets ik in is ja je kan kon maar meer met mijn moet na naar nee niet nog nu of om omdat onder ons ook op over \
     te tegen toch toen tot uit van veel voor want waren wat we weer wel wie wij wordt zal ze zich zij zijn zo zonder \
     houdt graag gaat gaan komt speelt werkt woont leest nieuwe nieuw goed groot klein jaar dag dagen att av blev bli den det dig din du efter eller ett fran for ha hade han hans har hon honom hur i inte \
     jag kan man med men mig min mot mycket nar och om pa sa sedan sig sin ska som till upp ut var vi vid vill ville \
     af alle andre at da de dem der deres dig eller en er et har hvad hvor ikke jeg kun mange meget mit nogle og ogsaa \
     sig sit skal til ud vaere vil gillar alskar elsker liker",
];

/// Verbs everybody uses of anything, without their endings.
const VERBS: &str = "like love enjoy want prefer hate dislike plan hope try learn start begin play take make keep get \
     use know think feel talk speak ask tell say see look find work live move come need spend grow grew born stay \
     care help give put set turn call run bring buy read visit watch collect study teach meet leave train practise \
     practice go have do join share choose wish dream worry mind matter happen mention volunteer support follow";

/// Verbs that do say something as a noun or an activity: "running" is common ground, "runs a team" is not.
const TELLING: &[&str] = &[
    "running", "runner", "runners", "reading", "training", "teaching",
];

const DENIALS: &str = "no not never none nothing without neither nor cannot t dislike dislikes disliked hate hates \
     hated avoid avoids stopped quit against nicht nichts nie niemals kein keine keinen keinem keiner ohne hasst \
     gegen pas jamais sans nunca nada sin niet geen nooit zonder inte aldrig ikke aldri nao sem senza mai";

/// Read once: a person may have thousands of notes.
static SMALL: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lists = WORDS.iter().flat_map(|list| list.split_ascii_whitespace());
    lists.collect()
});
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| VERBS.split_ascii_whitespace().collect());
static DENYING: LazyLock<HashSet<&str>> =
    LazyLock::new(|| DENIALS.split_ascii_whitespace().collect());

/// Whether a word, folded, is none that two people share.
pub(super) fn is_small(word: &str) -> bool {
    if word.chars().count() < LETTERS || !word.chars().any(char::is_alphabetic) {
        return true;
    }
    !TELLING.contains(&word) && (SMALL.contains(word) || is_common_verb(word))
}

/// Whether a word says that something is not so.
pub(super) fn denies(word: &str) -> bool {
    DENYING.contains(word)
}

fn is_common_verb(word: &str) -> bool {
    let stems = ["", "s", "d", "ed", "ing"]
        .into_iter()
        .filter_map(|ending| word.strip_suffix(ending));
    let mut stems = stems.filter(|stem| stem.len() >= 2);
    stems.any(|stem| {
        let short = stem.get(..stem.len() - 1).unwrap_or(stem);
        let is_doubled = ["gg", "nn", "pp", "tt"]
            .iter()
            .any(|two| stem.ends_with(two));
        COMMON.contains(stem)
            || COMMON.contains(format!("{stem}e").as_str())
            || (is_doubled && COMMON.contains(short))
    })
}
