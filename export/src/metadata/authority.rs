//! Addresses of the terms that harvesters know: the authority tables of the Publications Office of the European Union.

use super::about::Licence;

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// ISO 3166: two letters, then three.
const COUNTRIES: &str = "ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB \
     BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR \
     BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR \
     CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK \
     FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS \
     GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN \
     ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO \
     LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD \
     MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER \
     NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM \
     PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP \
     SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF \
     TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY \
     UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE";

/// ISO 639: two letters, then three.
const LANGUAGES: &str = "aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul bibis bmbam bnben \
     bobod brbre bsbos cacat ceche chcha cocos crcre csces cuchu cvchv cycym dadan dedeu dvdiv dzdzo eeewe elell \
     eneng eoepo esspa etest eueus fafas ffful fifin fjfij fofao frfra fyfry gagle gdgla glglg gngrn guguj gvglv \
     hahau heheb hihin hohmo hrhrv hthat huhun hyhye hzher iaina idind ieile igibo iiiii ikipk ioido isisl itita \
     iuiku jajpn jvjav kakat kgkon kikik kjkua kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor kykir \
     lalat lbltz lglug lilim lnlin lolao ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal mnmon mrmar msmsa mtmlt \
     mymya nanau nbnob ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav nynya ococi ojoji omorm orori ososs papan \
     pipli plpol pspus ptpor quque rmroh rnrun roron rurus rwkin sasan scsrd sdsnd sesme sgsag shhbs sisin skslk \
     slslv smsmo snsna sosom sqsqi srsrp ssssw stsot susun svswe swswa tatam tetel tgtgk ththa titir tktuk tltgl \
     tntsn toton trtur tstso tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho yiyid \
     yoyor zazha zhzho zuzul";

/// Licences that the authority table has, by their SPDX names.
const LICENCES: &[(&str, &str)] = &[("CC-BY-4.0", "CC_BY_4_0"), ("CC-BY-SA-4.0", "CC_BYSA_4_0"), ("CC0-1.0", "CC0")];

/// The address of a term.
pub(crate) fn term(table: &str, code: &str) -> String {
    format!("{AUTHORITY}/{table}/{code}")
}

/// The address of a scheme of terms.
pub(crate) fn scheme(table: &str) -> String {
    format!("{AUTHORITY}/{table}")
}

/// The address of the country of a two-letter code.
pub(crate) fn country(code: &str) -> Option<String> {
    longer(COUNTRIES, code, &code.to_ascii_uppercase()).map(|code| term("country", &code))
}

/// The address of the language of a two-letter code.
pub(crate) fn language(code: &str) -> Option<String> {
    longer(LANGUAGES, code, &code.to_ascii_lowercase()).map(|code| term("language", &code.to_ascii_uppercase()))
}

/// The address of a licence: the authority's, else that of its text.
pub(crate) fn licence(licence: &Licence) -> Option<String> {
    let known = LICENCES.iter().find(|(name, _)| *name == licence.name);
    known.map(|(_, code)| term("licence", code)).or_else(|| licence.path.clone())
}

/// The three letters that stand behind two.
fn longer(list: &str, code: &str, two: &str) -> Option<String> {
    let found = list.split(' ').find(|pair| code.len() == 2 && pair.starts_with(two))?;
    Some(found.chars().skip(2).collect())
}

#[cfg(test)]
mod tests {
    use super::{country, language, longer};

    #[test]
    fn codes_have_their_longer_ones() {
        assert!(country("ID").is_some_and(|iri| iri.ends_with("/country/IDN")));
        assert!(country("tl").is_some_and(|iri| iri.ends_with("/country/TLS")));
        assert!(language("id").is_some_and(|iri| iri.ends_with("/language/IND")));
        assert!(language("en").is_some_and(|iri| iri.ends_with("/language/ENG")));
        assert_eq!((country("XX"), country("IDN"), language("")), (None, None, None));
        assert_eq!(longer("IDIDN", "ID", "ID"), Some("IDN".into()));
    }
}
