//! Names people might have, by where they live. Their mail goes nowhere: every address ends in `.example`.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

/// Whose names to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum People {
    African,
    Arabic,
    Chinese,
    Czech,
    Dutch,
    English,
    Finnish,
    French,
    German,
    Greek,
    Hungarian,
    Indian,
    Indonesian,
    Italian,
    Japanese,
    Korean,
    Nordic,
    Polish,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Thai,
    Turkish,
    Ukrainian,
    Vietnamese,
}

const HOUSES: [&str; 8] =
    ["studio", "atelier", "letters", "harbour", "greenhouse", "millhouse", "northlight", "courtyard"];

/// A name and an e-mail address.
pub(super) fn draw(people: People, rng: &mut StdRng) -> (String, String) {
    let (first_names, surnames) = names(people);
    let pick = |from: &'static str, rng: &mut StdRng| {
        from.split(' ').collect::<Vec<_>>().choose(rng).copied().unwrap_or_default()
    };
    let (first, last) = (pick(first_names, rng), pick(surnames, rng));
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

const fn names(people: People) -> (&'static str, &'static str) {
    match people {
        People::African => (
            "Amara Kwame Zainab Tunde Wanjiru Sipho Adaeze Kofi",
            "Okafor Mensah Otieno Dlamini Adeyemi Boateng Kamau Nkosi",
        ),
        People::Arabic => (
            "Layla Omar Yasmin Karim Nour Hassan Salma Tariq",
            "Haddad Mansour Farouk Nasser Bennani Khalil Aziz Saleh",
        ),
        People::Chinese => ("Wei Mei Jun Lan Hao Xin Ling Bo", "Chen Wang Lin Huang Zhao Liu Tan Wu"),
        People::Czech => (
            "Jana Petr Eliška Tomáš Hana Ondřej Lenka Jakub",
            "Novotná Dvořák Horáková Beneš Šimek Králová Pokorný Marek",
        ),
        People::Dutch => (
            "Sanne Bram Femke Joris Lotte Daan Marijke Thijs",
            "Jansen Visser Bakker Dekker Vermeer Mulder Kuipers Hoekstra",
        ),
        People::English => (
            "Alice Thomas Grace Henry Eleanor Samuel Ruth Oliver",
            "Marlowe Fletcher Hartley Whitcombe Ashby Pemberton Calloway Thorne",
        ),
        People::Finnish => (
            "Aino Eero Helmi Juhani Kaisa Mikko Saara Veikko",
            "Virtanen Laine Nieminen Koskela Rantala Salonen Lehto Heikkilä",
        ),
        People::French => (
            "Camille Julien Élodie Mathieu Claire Antoine Margaux Luc",
            "Laurent Moreau Girard Lefèvre Fontaine Chevalier Rousseau Marchand",
        ),
        People::German => (
            "Anna Jonas Katharina Felix Greta Matthias Lena Jürgen",
            "Hoffmann Brandt Lindner Vogel Winkler Seidel Keller Baumgarten",
        ),
        People::Greek => (
            "Eleni Nikos Sofia Giorgos Katerina Dimitris Ioanna Kostas",
            "Papadaki Georgiou Vlachos Nikolaidis Makris Alexiou Dimas Pappas",
        ),
        People::Hungarian => {
            ("Zsófia Gábor Réka László Katalin Bence Ágnes Máté", "Kovács Szabó Tóth Horváth Kiss Molnár Farkas Balogh")
        }
        People::Indian => (
            "Priya Arjun Ananya Rohan Kavita Imran Meera Farhan",
            "Sharma Iyer Khan Banerjee Fernando Rahman Nair Chaudhry",
        ),
        People::Indonesian => (
            "Dewi Budi Siti Agus Putri Rizal Intan Hakim",
            "Wijaya Santoso Pratama Kusuma Hidayat Rahim Lestari Saputra",
        ),
        People::Italian => (
            "Giulia Marco Chiara Lorenzo Elena Matteo Francesca Paolo",
            "Bianchi Ferraro Moretti Galli Conti Rinaldi Marchetti Serra",
        ),
        People::Japanese => (
            "Yuki Haruto Aiko Kenji Sakura Daichi Emi Takumi",
            "Tanaka Fujimoto Nakagawa Hayashi Mori Ishida Okamoto Kondo",
        ),
        People::Korean => {
            ("Ji-woo Min-jun Seo-yeon Hyun-woo Ha-eun Do-yun Su-bin Jae-won", "Kim Park Choi Kang Yoon Han Seo Lim")
        }
        People::Nordic => (
            "Astrid Lars Ingrid Erik Freja Nils Sigrid Mads",
            "Lindqvist Holm Nygaard Berg Dahl Sørensen Eklund Strand",
        ),
        People::Polish => (
            "Marta Piotr Agnieszka Łukasz Zofia Jakub Kasia Wojciech",
            "Kowalska Nowak Wiśniewska Zieliński Mazur Kaczmarek Wójcik Lewandowska",
        ),
        People::Portuguese => (
            "Beatriz João Larissa Thiago Inês Rafael Camila Duarte",
            "Almeida Carvalho Ribeiro Teixeira Cardoso Moura Barbosa Tavares",
        ),
        People::Romanian => (
            "Ioana Andrei Elena Mihai Ana Radu Cristina Vlad",
            "Popescu Ionescu Dumitru Stan Munteanu Rusu Marinescu Dobre",
        ),
        People::Russian => (
            "Anya Dmitri Olga Sergei Vera Pavel Irina Nikolai",
            "Morozova Sokolov Orlova Belov Lebedeva Volkov Zaitseva Petrov",
        ),
        People::Spanish => (
            "Lucía Diego Sofía Mateo Valentina Javier Carmen Andrés",
            "Ramírez Ortega Castillo Morales Vega Herrera Navarro Delgado",
        ),
        People::Thai => (
            "Malee Somchai Nok Anan Ploy Kittisak Dao Niran",
            "Srisai Wongsa Chaiyo Boonmee Saetang Thongdee Rattana Suksan",
        ),
        People::Turkish => {
            ("Elif Emre Zeynep Mert Ayşe Kerem Defne Burak", "Yılmaz Demir Kaya Aydın Şahin Çelik Arslan Doğan")
        }
        People::Ukrainian => (
            "Oksana Taras Daryna Bohdan Iryna Ostap Solomiya Andriy",
            "Kovalenko Shevchuk Bondar Tkachenko Melnyk Marchenko Savchenko Lysenko",
        ),
        People::Vietnamese => ("Linh Minh Thảo Huy Lan Quang Mai Đức", "Nguyen Tran Le Pham Hoang Vu Dang Bui"),
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
