//! Names people might have, by where they live. Their mail goes nowhere: every address ends in `.example`.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

/// Whose names to choose from: first names and surnames, with spaces between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct People {
    first_names: &'static str,
    surnames: &'static str,
}

impl People {
    pub(super) const AFRICAN: Self = Self::new(
        "Amara Kwame Zainab Tunde Wanjiru Sipho Adaeze Kofi",
        "Okafor Mensah Otieno Dlamini Adeyemi Boateng Kamau Nkosi",
    );
    pub(super) const ARABIC: Self = Self::new(
        "Layla Omar Yasmin Karim Nour Hassan Salma Tariq",
        "Haddad Mansour Farouk Nasser Bennani Khalil Aziz Saleh",
    );
    pub(super) const CHINESE: Self =
        Self::new("Wei Mei Jun Lan Hao Xin Ling Bo", "Chen Wang Lin Huang Zhao Liu Tan Wu");
    pub(super) const CZECH: Self = Self::new(
        "Jana Petr Eliška Tomáš Hana Ondřej Lenka Jakub",
        "Novotná Dvořák Horáková Beneš Šimek Králová Pokorný Marek",
    );
    pub(super) const DUTCH: Self = Self::new(
        "Sanne Bram Femke Joris Lotte Daan Marijke Thijs",
        "Jansen Visser Bakker Dekker Vermeer Mulder Kuipers Hoekstra",
    );
    pub(super) const ENGLISH: Self = Self::new(
        "Alice Thomas Grace Henry Eleanor Samuel Ruth Oliver",
        "Marlowe Fletcher Hartley Whitcombe Ashby Pemberton Calloway Thorne",
    );
    pub(super) const FINNISH: Self = Self::new(
        "Aino Eero Helmi Juhani Kaisa Mikko Saara Veikko",
        "Virtanen Laine Nieminen Koskela Rantala Salonen Lehto Heikkilä",
    );
    pub(super) const FRENCH: Self = Self::new(
        "Camille Julien Élodie Mathieu Claire Antoine Margaux Luc",
        "Laurent Moreau Girard Lefèvre Fontaine Chevalier Rousseau Marchand",
    );
    pub(super) const GERMAN: Self = Self::new(
        "Anna Jonas Katharina Felix Greta Matthias Lena Jürgen",
        "Hoffmann Brandt Lindner Vogel Winkler Seidel Keller Baumgarten",
    );
    pub(super) const GREEK: Self = Self::new(
        "Eleni Nikos Sofia Giorgos Katerina Dimitris Ioanna Kostas",
        "Papadaki Georgiou Vlachos Nikolaidis Makris Alexiou Dimas Pappas",
    );
    pub(super) const HUNGARIAN: Self = Self::new(
        "Zsófia Gábor Réka László Katalin Bence Ágnes Máté",
        "Kovács Szabó Tóth Horváth Kiss Molnár Farkas Balogh",
    );
    pub(super) const INDIAN: Self = Self::new(
        "Priya Arjun Ananya Rohan Kavita Imran Meera Farhan",
        "Sharma Iyer Khan Banerjee Fernando Rahman Nair Chaudhry",
    );
    pub(super) const INDONESIAN: Self = Self::new(
        "Dewi Budi Siti Agus Putri Rizal Intan Hakim",
        "Wijaya Santoso Pratama Kusuma Hidayat Rahim Lestari Saputra",
    );
    pub(super) const ITALIAN: Self = Self::new(
        "Giulia Marco Chiara Lorenzo Elena Matteo Francesca Paolo",
        "Bianchi Ferraro Moretti Galli Conti Rinaldi Marchetti Serra",
    );
    pub(super) const JAPANESE: Self = Self::new(
        "Yuki Haruto Aiko Kenji Sakura Daichi Emi Takumi",
        "Tanaka Fujimoto Nakagawa Hayashi Mori Ishida Okamoto Kondo",
    );
    pub(super) const KOREAN: Self = Self::new(
        "Ji-woo Min-jun Seo-yeon Hyun-woo Ha-eun Do-yun Su-bin Jae-won",
        "Kim Park Choi Kang Yoon Han Seo Lim",
    );
    pub(super) const NORDIC: Self = Self::new(
        "Astrid Lars Ingrid Erik Freja Nils Sigrid Mads",
        "Lindqvist Holm Nygaard Berg Dahl Sørensen Eklund Strand",
    );
    pub(super) const POLISH: Self = Self::new(
        "Marta Piotr Agnieszka Łukasz Zofia Jakub Kasia Wojciech",
        "Kowalska Nowak Wiśniewska Zieliński Mazur Kaczmarek Wójcik Lewandowska",
    );
    pub(super) const PORTUGUESE: Self = Self::new(
        "Beatriz João Larissa Thiago Inês Rafael Camila Duarte",
        "Almeida Carvalho Ribeiro Teixeira Cardoso Moura Barbosa Tavares",
    );
    pub(super) const ROMANIAN: Self = Self::new(
        "Ioana Andrei Elena Mihai Ana Radu Cristina Vlad",
        "Popescu Ionescu Dumitru Stan Munteanu Rusu Marinescu Dobre",
    );
    pub(super) const RUSSIAN: Self = Self::new(
        "Anya Dmitri Olga Sergei Vera Pavel Irina Nikolai",
        "Morozova Sokolov Orlova Belov Lebedeva Volkov Zaitseva Petrov",
    );
    pub(super) const SPANISH: Self = Self::new(
        "Lucía Diego Sofía Mateo Valentina Javier Carmen Andrés",
        "Ramírez Ortega Castillo Morales Vega Herrera Navarro Delgado",
    );
    pub(super) const THAI: Self = Self::new(
        "Malee Somchai Nok Anan Ploy Kittisak Dao Niran",
        "Srisai Wongsa Chaiyo Boonmee Saetang Thongdee Rattana Suksan",
    );
    pub(super) const TURKISH: Self =
        Self::new("Elif Emre Zeynep Mert Ayşe Kerem Defne Burak", "Yılmaz Demir Kaya Aydın Şahin Çelik Arslan Doğan");
    pub(super) const UKRAINIAN: Self = Self::new(
        "Oksana Taras Daryna Bohdan Iryna Ostap Solomiya Andriy",
        "Kovalenko Shevchuk Bondar Tkachenko Melnyk Marchenko Savchenko Lysenko",
    );
    pub(super) const VIETNAMESE: Self =
        Self::new("Linh Minh Thảo Huy Lan Quang Mai Đức", "Nguyen Tran Le Pham Hoang Vu Dang Bui");

    const fn new(first_names: &'static str, surnames: &'static str) -> Self {
        Self { first_names, surnames }
    }
}

const HOUSES: [&str; 8] =
    ["studio", "atelier", "letters", "harbour", "greenhouse", "millhouse", "northlight", "courtyard"];

/// A name and an e-mail address.
pub(super) fn draw(people: People, rng: &mut StdRng) -> (String, String) {
    let pick = |from: &'static str, rng: &mut StdRng| {
        from.split(' ').collect::<Vec<_>>().choose(rng).copied().unwrap_or_default()
    };
    let (first, last) = (pick(people.first_names, rng), pick(people.surnames, rng));
    let house = HOUSES.choose(rng).copied().unwrap_or_default();
    let email = format!("{}@{house}-{}.example", plain(first), plain(last));
    (format!("{first} {last}"), email)
}

/// Lower case, and only what an e-mail address may hold.
fn plain(name: &str) -> String {
    let folded = name.to_lowercase().chars().map(fold).collect::<String>();
    folded.chars().filter(char::is_ascii_alphabetic).collect()
}

fn fold(letter: char) -> char {
    match letter {
        'á' | 'à' | 'ả' | 'â' | 'ä' | 'ã' | 'å' | 'ą' | 'ă' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => 'e',
        'í' | 'î' | 'ï' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ó' | 'ô' | 'ö' | 'õ' | 'ø' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ú' | 'ü' | 'ů' | 'ű' | 'ứ' => 'u',
        'đ' => 'd',
        'ý' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ğ' => 'g',
        'ț' | 'ť' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;
    use crate::simulate::countries::COUNTRIES;

    #[test]
    fn mail_goes_nowhere() {
        let mut rng = StdRng::seed_from_u64(7);
        let everywhere = COUNTRIES.iter().flat_map(|country| [country.people; 20]);
        for people in everywhere {
            let (name, email) = draw(people, &mut rng);
            assert!(name.contains(' ') && email.ends_with(".example"), "{name} {email}");
            let letters = |name: &str| name.chars().filter(|letter| letter.is_alphabetic()).count();
            let (first, last) = (email.split('@').next(), email.trim_end_matches(".example").rsplit('-').next());
            let kept: usize = [first, last].into_iter().flatten().map(letters).sum();
            assert_eq!(kept, letters(&name), "{name} {email}");
            assert!(email.bytes().all(|b| b.is_ascii_lowercase() || b"@-.".contains(&b)), "{email}");
        }
    }
}
