//! A short, speakable name for a visitor nobody knows yet: a bird and digits.

use super::ids::VisitorKey;

/// The name to try for `key`: “Linnet 482”; a digit more with each further attempt (“Linnet 4825”), for when the one
/// before is taken within the site. The same key and attempt always give the same name.
pub fn candidate(key: VisitorKey, attempt: u32) -> String {
    let bits = key.log_id();
    let bird = BIRDS[usize::from(bits.to_be_bytes()[0]) % BIRDS.len()];
    let least = 10_u64.pow(2 + attempt.min(13));
    let number = least + (bits & (u64::MAX >> 8)) % (9 * least);
    format!("{bird} {number}")
}

/// Short, easy to say on the telephone, no two alike in sound, none that could be taken amiss.
#[rustfmt::skip]
const BIRDS: [&str; 128] = [
    "Albatross", "Auklet", "Avocet", "Babbler", "Barbet", "Bee-eater", "Bellbird", "Bittern",
    "Blackbird", "Blackcap", "Bluebird", "Bluethroat", "Bobolink", "Brambling", "Bulbul", "Bullfinch",
    "Bunting", "Bustard", "Buzzard", "Canary", "Cardinal", "Cassowary", "Catbird", "Chaffinch",
    "Chickadee", "Chiffchaff", "Condor", "Coot", "Cormorant", "Corncrake", "Cotinga", "Crane",
    "Crossbill", "Cuckoo", "Curlew", "Dabchick", "Dipper", "Dotterel", "Dove", "Dunlin",
    "Dunnock", "Eagle", "Egret", "Eider", "Emerald", "Falcon", "Fantail", "Fieldfare",
    "Finch", "Firecrest", "Flamingo", "Flicker", "Fulmar", "Gadwall", "Gannet", "Garganey",
    "Goldcrest", "Goldeneye", "Goldfinch", "Goshawk", "Grackle", "Grebe", "Greenfinch", "Grosbeak",
    "Guillemot", "Harrier", "Hawfinch", "Heron", "Hobby", "Hoopoe", "Hornbill", "Ibis",
    "Jacamar", "Jackdaw", "Jay", "Junco", "Kestrel", "Kingfisher", "Kinglet", "Kite",
    "Kittiwake", "Knot", "Lapwing", "Lark", "Linnet", "Lorikeet", "Lyrebird", "Macaw",
    "Magpie", "Mallard", "Manakin", "Martin", "Meadowlark", "Merlin", "Mockingbird", "Motmot",
    "Nighthawk", "Nightingale", "Nuthatch", "Oriole", "Osprey", "Ouzel", "Owl", "Parakeet",
    "Partridge", "Pelican", "Petrel", "Phoebe", "Pintail", "Pipit", "Plover", "Ptarmigan",
    "Puffin", "Quail", "Quetzal", "Redpoll", "Redstart", "Robin", "Sandpiper", "Siskin",
    "Skylark", "Starling", "Swallow", "Teal", "Thrush", "Waxwing", "Whimbrel", "Wren",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn key(text: &str) -> VisitorKey {
        text.parse().expect("32 hex digits")
    }

    #[test]
    fn a_name_is_a_bird_and_a_digit_more_each_time() {
        let linnet = key("54000000000001e20000000000000000");
        assert_eq!(candidate(linnet, 0), "Linnet 582");
        assert_eq!(candidate(linnet, 1), "Linnet 1482");
        assert_eq!(candidate(linnet, 0), candidate(linnet, 0));
        let longest = candidate(key("ffffffffffffffffffffffffffffffff"), u32::MAX);
        assert!(longest.starts_with("Wren "), "{longest}");
    }

    #[test]
    fn no_bird_comes_twice_and_all_are_short() {
        assert_eq!(BIRDS.iter().collect::<BTreeSet<_>>().len(), BIRDS.len());
        assert!(BIRDS.iter().all(|bird| bird.len() <= 11 && bird.starts_with(|c: char| c.is_ascii_uppercase())));
    }
}
