//! Countries visitors come from: how many, what they speak, and what time it is there.

use super::people::People;

/// A country. Its weight is the people online in it, in tens of millions, those of the largest held down.
#[derive(Debug)]
pub(super) struct Country {
    pub(super) code: &'static str,
    pub(super) weight: u32,
    pub(super) languages: &'static [&'static str],
    pub(super) people: People,
    /// From west to east: up to this longitude, this time zone.
    zones: &'static [(f64, &'static str)],
}

impl Country {
    pub(super) fn time_zone(&self, longitude: f64) -> &'static str {
        let east = self.zones.last().map_or("UTC", |(_, zone)| zone);
        self.zones.iter().find(|(until, _)| longitude < *until).map_or(east, |(_, zone)| zone)
    }
}

const fn country(
    code: &'static str,
    weight: u32,
    people: People,
    languages: &'static [&'static str],
    zones: &'static [(f64, &'static str)],
) -> Country {
    Country { code, weight, languages, people, zones }
}

const EVERYWHERE: f64 = 181.0;

#[rustfmt::skip]
pub(super) const COUNTRIES: [Country; 56] = [
    country("US", 30, People::ENGLISH, &["en-US", "en-US", "en-US", "es-US"], &[(-115.0, "America/Los_Angeles"), (-102.0, "America/Denver"), (-86.5, "America/Chicago"), (EVERYWHERE, "America/New_York")]),
    country("CA", 7, People::ENGLISH, &["en-CA", "en-CA", "fr-CA"], &[(-114.0, "America/Vancouver"), (-102.0, "America/Edmonton"), (-89.0, "America/Winnipeg"), (EVERYWHERE, "America/Toronto")]),
    country("MX", 9, People::SPANISH, &["es-MX"], &[(-114.0, "America/Tijuana"), (EVERYWHERE, "America/Mexico_City")]),
    country("BR", 16, People::PORTUGUESE, &["pt-BR"], &[(-56.0, "America/Manaus"), (EVERYWHERE, "America/Sao_Paulo")]),
    country("AR", 5, People::SPANISH, &["es-AR"], &[(EVERYWHERE, "America/Argentina/Buenos_Aires")]),
    country("CL", 3, People::SPANISH, &["es-CL"], &[(EVERYWHERE, "America/Santiago")]),
    country("CO", 5, People::SPANISH, &["es-CO"], &[(EVERYWHERE, "America/Bogota")]),
    country("PE", 3, People::SPANISH, &["es-PE"], &[(EVERYWHERE, "America/Lima")]),
    country("GB", 14, People::ENGLISH, &["en-GB"], &[(EVERYWHERE, "Europe/London")]),
    country("IE", 2, People::ENGLISH, &["en-IE"], &[(EVERYWHERE, "Europe/Dublin")]),
    country("FR", 13, People::FRENCH, &["fr-FR"], &[(EVERYWHERE, "Europe/Paris")]),
    country("BE", 3, People::FRENCH, &["nl-BE", "fr-BE"], &[(EVERYWHERE, "Europe/Brussels")]),
    country("NL", 6, People::DUTCH, &["nl-NL", "nl-NL", "en-GB"], &[(EVERYWHERE, "Europe/Amsterdam")]),
    country("DE", 16, People::GERMAN, &["de-DE"], &[(EVERYWHERE, "Europe/Berlin")]),
    country("AT", 3, People::GERMAN, &["de-AT"], &[(EVERYWHERE, "Europe/Vienna")]),
    country("CH", 3, People::GERMAN, &["de-CH", "de-CH", "fr-CH"], &[(EVERYWHERE, "Europe/Zurich")]),
    country("ES", 10, People::SPANISH, &["es-ES", "es-ES", "ca-ES"], &[(EVERYWHERE, "Europe/Madrid")]),
    country("PT", 3, People::PORTUGUESE, &["pt-PT"], &[(EVERYWHERE, "Europe/Lisbon")]),
    country("IT", 12, People::ITALIAN, &["it-IT"], &[(EVERYWHERE, "Europe/Rome")]),
    country("PL", 9, People::POLISH, &["pl-PL"], &[(EVERYWHERE, "Europe/Warsaw")]),
    country("CZ", 4, People::CZECH, &["cs-CZ"], &[(EVERYWHERE, "Europe/Prague")]),
    country("HU", 2, People::HUNGARIAN, &["hu-HU"], &[(EVERYWHERE, "Europe/Budapest")]),
    country("RO", 3, People::ROMANIAN, &["ro-RO"], &[(EVERYWHERE, "Europe/Bucharest")]),
    country("GR", 2, People::GREEK, &["el-GR"], &[(EVERYWHERE, "Europe/Athens")]),
    country("SE", 4, People::NORDIC, &["sv-SE"], &[(EVERYWHERE, "Europe/Stockholm")]),
    country("NO", 3, People::NORDIC, &["nb-NO"], &[(EVERYWHERE, "Europe/Oslo")]),
    country("DK", 3, People::NORDIC, &["da-DK"], &[(EVERYWHERE, "Europe/Copenhagen")]),
    country("FI", 3, People::FINNISH, &["fi-FI"], &[(EVERYWHERE, "Europe/Helsinki")]),
    country("UA", 4, People::UKRAINIAN, &["uk-UA"], &[(EVERYWHERE, "Europe/Kyiv")]),
    country("RU", 5, People::RUSSIAN, &["ru-RU"], &[(48.0, "Europe/Moscow"), (70.0, "Asia/Yekaterinburg"), (100.0, "Asia/Novosibirsk"), (EVERYWHERE, "Asia/Vladivostok")]),
    country("TR", 7, People::TURKISH, &["tr-TR"], &[(EVERYWHERE, "Europe/Istanbul")]),
    country("IL", 2, People::ENGLISH, &["he-IL", "en-US"], &[(EVERYWHERE, "Asia/Jerusalem")]),
    country("EG", 5, People::ARABIC, &["ar-EG"], &[(EVERYWHERE, "Africa/Cairo")]),
    country("MA", 3, People::ARABIC, &["fr-MA", "ar-MA"], &[(EVERYWHERE, "Africa/Casablanca")]),
    country("NG", 6, People::AFRICAN, &["en-NG"], &[(EVERYWHERE, "Africa/Lagos")]),
    country("KE", 4, People::AFRICAN, &["en-KE", "sw-KE"], &[(EVERYWHERE, "Africa/Nairobi")]),
    country("GH", 2, People::AFRICAN, &["en-GH"], &[(EVERYWHERE, "Africa/Accra")]),
    country("ZA", 5, People::AFRICAN, &["en-ZA"], &[(EVERYWHERE, "Africa/Johannesburg")]),
    country("SA", 4, People::ARABIC, &["ar-SA"], &[(EVERYWHERE, "Asia/Riyadh")]),
    country("AE", 3, People::ARABIC, &["en-AE", "ar-AE"], &[(EVERYWHERE, "Asia/Dubai")]),
    country("PK", 6, People::INDIAN, &["en-PK", "ur-PK"], &[(EVERYWHERE, "Asia/Karachi")]),
    country("IN", 30, People::INDIAN, &["en-IN", "en-IN", "hi-IN"], &[(EVERYWHERE, "Asia/Kolkata")]),
    country("BD", 5, People::INDIAN, &["bn-BD", "en-GB"], &[(EVERYWHERE, "Asia/Dhaka")]),
    country("LK", 2, People::INDIAN, &["en-LK", "si-LK"], &[(EVERYWHERE, "Asia/Colombo")]),
    country("TH", 5, People::THAI, &["th-TH"], &[(EVERYWHERE, "Asia/Bangkok")]),
    country("VN", 7, People::VIETNAMESE, &["vi-VN"], &[(EVERYWHERE, "Asia/Ho_Chi_Minh")]),
    country("MY", 4, People::INDONESIAN, &["ms-MY", "en-MY"], &[(EVERYWHERE, "Asia/Kuala_Lumpur")]),
    country("SG", 3, People::CHINESE, &["en-SG", "zh-SG"], &[(EVERYWHERE, "Asia/Singapore")]),
    country("ID", 12, People::INDONESIAN, &["id-ID"], &[(114.0, "Asia/Jakarta"), (EVERYWHERE, "Asia/Makassar")]),
    country("PH", 7, People::SPANISH, &["en-PH", "fil-PH"], &[(EVERYWHERE, "Asia/Manila")]),
    country("CN", 14, People::CHINESE, &["zh-CN"], &[(EVERYWHERE, "Asia/Shanghai")]),
    country("TW", 4, People::CHINESE, &["zh-TW"], &[(EVERYWHERE, "Asia/Taipei")]),
    country("KR", 7, People::KOREAN, &["ko-KR"], &[(EVERYWHERE, "Asia/Seoul")]),
    country("JP", 13, People::JAPANESE, &["ja-JP"], &[(EVERYWHERE, "Asia/Tokyo")]),
    country("AU", 6, People::ENGLISH, &["en-AU"], &[(129.0, "Australia/Perth"), (141.0, "Australia/Adelaide"), (EVERYWHERE, "Australia/Sydney")]),
    country("NZ", 2, People::ENGLISH, &["en-NZ"], &[(EVERYWHERE, "Pacific/Auckland")]),
];
