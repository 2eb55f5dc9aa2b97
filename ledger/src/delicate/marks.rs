//! The words that mark a delicate note, in English and German, folded: whole words, stems that end in
//! a star, and phrases whose words stand side by side. `unless` holds what takes a mark back, because
//! the same word means something harmless beside it.

use super::Delicate::{self, Belief, Health, Origin, Sexuality, Union};

pub(super) struct Mark {
    pub of: Delicate,
    pub says: &'static str,
    pub unless: &'static str,
}

const fn mark(of: Delicate, says: &'static str, unless: &'static str) -> Mark {
    Mark { of, says, unless }
}

pub(super) const MARKS: &[Mark] = &[
    mark(
        Health,
        "surger*,in hospital,in the hospital,to hospital,to the hospital,from hospital,from the hospital,at the hospital,\
         out of hospital,into hospital,hospital bed*,hospital stay*,hospital visit*,hospital appointment*,\
         hospital bill*,hospitalis*,hospitaliz*,to the clinic,at the clinic,in a clinic,intensive care,hospice*,\
         had an operation,have an operation,having an operation,her operation,his operation,heart operation,\
         knee operation,hip operation,operated on her,operated on him,doctor s appointment,\
         see a doctor,seeing a doctor,to the doctor,at the doctor*,sees a therapist,seeing a therapist,her therapist,his therapist,their therapist,in therapy,physiotherap*,psychotherap*,\
         psychiatr*,counselling session*,illness*,sickness,disease*,cancer,tumour*,tumor*,chemo,chemotherap*,\
         leukaem*,leukem*,diabet*,asthma*,epilep*,migraine*,heart attack*,heart condition,heart disease,heart failure,\
         burnt out,burned out,burn out,anxiety,panic attack*,adhd,autism,autistic,\
         dyslex*,schizo*,ptsd,trauma,traumati*,addiction*,alcoholi*,rehab,pregnan*,miscarr*,ivf,fertility treatment,\
         abortion*,menopaus*,disabilit*,disabled person,wheelchair*,allerg*,medication*,takes medicine,her medicine,his medicine,insulin,hiv,has aids,medical leave,\
         medical appointment*,medical condition*,medical treatment*,medical history,\
         covid*,transplant*,dementia,alzheimer*,multiple sclerosis,endometrio*,concussion,blood pressure,blood test*,\
         biops*,mental health,health issue*,health problem*,health scare*,ill health,poor health,bad health,\
         health trouble*,health condition*,sick leave,broken leg,broken arm,broken hip,broken wrist,broken ankle,\
         broke her leg,broke his leg,broke her arm,broke his arm,stillbirth,dialysis,arthritis,bulimi*,anorexi*,\
         eating disorder*,self harm*,suicid*,hearing aid*,chronic pain,long covid,sclerosis",
        "",
    ),
    mark(Health, "sick", "sick of,sick and tired"),
    mark(
        Health,
        "a stroke",
        "stroke of,brush*,swim*,svg,path,width,keyboard",
    ),
    mark(
        Health,
        "her health,his health,their health,health of her,health of his,gesundheit",
        "check,checks,tech,insurance,gesundheit app,server*,service*,endpoint*,probe*,api,cluster*,dashboard*,metric*,\
         score,status,startup,sector,ministry,project*,product*,team*",
    ),
    mark(
        Health,
        "ill",
        "ill defined,ill advised,ill conceived,ill formed,ill suited,ill posed,ill typed,ill timed,ill informed,\
         ill fated,ill prepared",
    ),
    mark(
        Health,
        "diagnos*,depress*,burnout*,injur*,parkinson*,bipolar,seizure*,infection*,prescription*",
        "server*,service*,system*,log,logs,bug*,build,builds,network*,tool*,diagnostic*,diagnosetool*,chart*,fuse,\
         parkinson s law,transistor*,junction*,malware,usb,macro,price*,market*,key,button,great depression,economic*,software,device*,startup,trial*,outage*,incident*,problem*,data,api,code,\
         insult to",
    ),
    mark(
        Health,
        "krank,kranke,kranker,krankheit*,krankgeschrieben,krankgemeldet,krankmeldung*,krankschreib*,schwerkrank*,\
         todkrank*,herzkrank*,im krankenhaus,ins krankenhaus,krankenhaus bis,aus dem krankenhaus,erkrank*,operiert*,hatte eine operation,operation am,operation an der,in der klinik,in einer klinik,in die klinik,beim arzt,\
         zum arzt,bei der arztin,zur arztin,arzttermin*,arztbesuch*,in therapie,beim therapeuten,zum therapeuten,psychotherap*,\
         psychiat*,krebs,depressiv*,depression*,burn out,schwanger*,fehlgeburt*,schwerbehinder*,behinderung*,\
         rollstuhl*,medikament*,hat sich verletzt,bandscheib*,herzinfarkt*,schlaganfall*,suchtkrank*,alkoholsucht,\
         demenz*,gesundheitlich*,gesundheitsproblem*,reha,bluthochdruck,pflegebedurftig*,pflegegrad*,wechseljahr*,\
         angststorung*,panikattacke*,kaiserschnitt*,zuckerkrank*,magersucht*,essstorung*,dialyse*,selbstmord*",
        "great depression,economic*,market*,verkehrsbehinderung*,behinderung des verkehrs,krankenversicherer",
    ),
    mark(
        Belief,
        "religion*,religious,religios*,mosque*,synagogue*,muslim*,islam*,a christian,\
         christians,christianity,devout,catholic*,protestant*,lutheran*,evangelical*,jew,jews,jewish,judaism,hindu,hindus,hinduism,\
         buddhis*,sikh*,mormon*,jehovah*,quaker*,atheis*,prayer,prayers,prays,ramadan,kosher,halal,hijab*,reads the bible,bible study,bible studies,bible class,quran,\
         koran,torah,rabbi,rabbis,priest,priests,priesthood,imam,imams,baptis*,bar mitzvah,bat mitzvah,holy communion,\
         first communion,\
         sermon*,her parish,churchgo*,churches,his parish,their parish,orthodox church,orthodox jew*,orthodox christian*,\
         political views,political opinion*,political party,\
         far right,far left",
        "",
    ),
    mark(
        Belief,
        "church,faith",
        "church street,church road,church lane,church encoding*,church numeral*,alonzo,church turing,church rosser,good faith,bad faith,leap of faith",
    ),
    mark(
        Belief,
        "agnostic",
        "vendor*,platform*,language*,cloud*,database*,device*,framework*,tool*,provider*,system*,code,library,api,\
         software,design,layer",
    ),
    mark(
        Belief,
        "kirche,kirchen,kirchlich*,kirchengemeinde*,kirchenchor*,kirchgang*,moschee*,synagoge*,moslem*,christlich*,\
         katholi*,evangelisch*,judisch*,jude,juden,judin,hinduis*,betet,gebet,gebete,glaubt an gott,glaube an gott,\
         glaubig,glaubige,streng glaubig,tiefglaubig*,pfarrer*,pastorin,konfession,konfessionslos,taufe,bibel*,\
         zeugen jehovas,gottesdienst*,erstkommunion*,parteimitglied*",
        "",
    ),
    mark(
        Union,
        "trade union*,labour union*,labor union*,unioni*,union rep,union reps,union member*,union steward*,\
         shop steward*,joined the union,joined a union,joining the union,joining a union,active in the union,\
         active in a union,active in her union,active in his union,in her union,in his union,in their union,\
         union dues,union meeting*,union card,union official*,workers union,teachers union,the union s,on strike,\
         gewerkschaft*,ver di,ig metall,im streik,arbeitskampf",
        "union type*,struct*,typescript,union select,sql",
    ),
    mark(
        Sexuality,
        "gay,lesbian*,bisexual*,homosexual*,transgender*,transsexual*,trans man,trans woman,queer*,lgbt*,came out as,\
         came out to,coming out to,her coming out,his coming out,their coming out,sexual*,same sex,gender identity,\
         gender transition,gender reassignment,sex life,polyamor*,asexual*,schwul*,lesbisch*,lesbe,lesben,bisexuell*,\
         homosexuell*,sexuell*,transsexuell*,trans mann,trans frau,nichtbinar*,sein coming out,ihr coming out,\
         geschlechtsidentitat,geschlechtsangleich*",
        "",
    ),
    mark(
        Sexuality,
        "nonbinary,non binary,nicht binar",
        "file,files,format*,protocol*,data,tree*,search*,package*,classif*,payload*,attachment*",
    ),
    mark(
        Origin,
        "ethnic*,ethni*,racial*,racis*,rassis*,mixed race,race and ethnicity,because of her race,because of his race,\
         because of their race,skin colour,skin color,immigrant*,immigrat*,migrant*,refugee*,asylum*,fled,\
         nationality,citizenship,work visa*,residence permit*,\
         deport*,indigenous,aboriginal*,native american*,first nation*,black woman,black man,black colleague*,\
         people of colour,people of color,person of colour,person of color,woman of colour,woman of color,\
         man of colour,man of color,arab,arabs,kurdish,kurd,kurds,romani,sinti,migrationshintergrund,zuwander*,\
         einwander*,fluchtling*,gefluchtet*,asyl*,hautfarbe*,\
         staatsangehorigkeit*,staatsburgerschaft*,abgeschoben,abschiebung*,aufenthaltstitel,aufenthaltserlaubnis,\
         auslander,auslanderin,auslanderbehorde,geflohen,kurdisch*,kurdin,kurde,kurden",
        "",
    ),
    mark(
        Origin,
        "country of origin,ethnic origin,national origin,her origins,his origins,their origins,herkunft*,abstammung",
        "daten,quelle*,paket*,ware,waren,artikel*,rohstoff*,lieferung*,commit*,import,imports,goods,customs,package*,\
         product*,shipment*,tariff*,data,request*,cors",
    ),
];
