use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn read(said: &str) -> Condition {
    said.parse().unwrap_or_else(|why| panic!("{said}: {why}"))
}

#[test]
fn conditions_are_read() {
    let words = |field, is, values: &[&str]| Condition::Words {
        field,
        is,
        values: values.iter().map(ToString::to_string).collect(),
    };
    for (said, meant) in [
        ("country:is:DE|FR", words(WordField::Country, WordIs::Is, &["DE", "FR"])),
        ("referrer:is:", words(WordField::Referrer, WordIs::Is, &[""])),
        ("page:contains:a:b", words(WordField::Page, WordIs::Contains, &["a:b"])),
        (r"page:starts:/a\|b\\|/c", words(WordField::Page, WordIs::Starts, &[r"/a|b\", "/c"])),
        ("event:contains_not:|x", words(WordField::Event, WordIs::ContainsNot, &["", "x"])),
        ("hour:at_least:9", Condition::Numbers { field: NumberField::Hour, is: NumberIs::AtLeast, values: vec![9] }),
        ("new:is:no", Condition::Flag { field: FlagField::New, yes: false }),
        (
            "outcome:is:declined|expired",
            Condition::Outcome { is: ChoiceIs::Is, values: vec![State::Declined, State::Expired] },
        ),
        ("visitor:is_not:Wren 7", Condition::Visitor { is: ChoiceIs::IsNot, values: vec!["Wren 7".into()] }),
    ] {
        assert_eq!(read(said), meant, "{said}");
    }
}

#[test]
fn what_makes_no_sense_is_said_in_a_sentence() {
    let long = format!("page:is:{}", "x".repeat(2_049));
    let many = format!("page:is:{}", "x|".repeat(50));
    for (said, why) in [
        ("", "is not a condition"),
        ("country:is", "is not a condition"),
        ("colour:is:red", "“colour” is nothing that visits can be filtered by."),
        ("country:at_least:DE", "is no way to compare country; there are: is, is_not, contains, contains_not, starts."),
        ("pages:contains:4", "there are: is, at_least, at_most"),
        ("pages:is:-1", "a whole number from 0"),
        ("pages:is:", "a whole number from 0"),
        ("number:is:0", "from 1"),
        ("weekday:is:8", "a number from 1 to 7"),
        ("hour:is:24", "a number from 0 to 23"),
        ("new:is:maybe", "either new:is:yes or new:is:no"),
        ("new:is_not:yes", "either"),
        ("invited:is:yes|no", "either"),
        ("goal:is:7", "not the id of any goal"),
        ("outcome:is:sent", "not how an invitation ends"),
        ("visitor:contains:W", "there are: is, is_not"),
        ("page:is:\\", "single backslash"),
        (&long, "at most 50 values of at most 2048 characters: page"),
        (&many, "at most 50 values"),
    ] {
        let told = said.parse::<Condition>().expect_err(said);
        assert!(told.contains(why) && told.ends_with('.'), "{said}: {told}");
    }
    assert!(VisitFilter::parse(["new:is:yes"; 21]).expect_err("too many").contains("at most 20 conditions"));
}

#[test]
fn a_condition_is_said_in_words() {
    for (said, words) in [
        ("country:is:DE|FR", "country is DE or FR"),
        (r"page:starts:/a\|b", "page starts /a|b"),
        ("referrer:is_not:", "referrer is not nothing"),
        ("invited_hour:at_least:9", "invited hour at least 9"),
    ] {
        assert_eq!(said.parse::<Condition>().expect(said).in_words(), words);
    }
}

fn condition() -> impl Strategy<Value = Condition> {
    let texts = || vec("\\PC{0,8}|[|:\\\\]{0,4}", 1..4);
    let choice = || select(ChoiceIs::ALL);
    let endings: Vec<_> = State::ALL.into_iter().filter(|state| !state.is_open()).collect();
    prop_oneof![
        (select(WordField::ALL), select(WordIs::ALL), texts()).prop_map(|(field, is, values)| Condition::Words {
            field,
            is,
            values
        }),
        (select(NumberField::ALL), select(NumberIs::ALL), vec(1..8_u32, 1..4))
            .prop_map(|(field, is, values)| Condition::Numbers { field, is, values }),
        (select(FlagField::ALL), any::<bool>()).prop_map(|(field, yes)| Condition::Flag { field, yes }),
        (choice(), vec(select(endings), 1..4)).prop_map(|(is, values)| Condition::Outcome { is, values }),
        (select(IdField::ALL), choice(), vec(any::<u128>().prop_map(Uuid::from_u128), 1..4))
            .prop_map(|(field, is, values)| Condition::Ids { field, is, values }),
        (choice(), texts()).prop_map(|(is, values)| Condition::Visitor { is, values }),
    ]
}

proptest! {
    #[test]
    fn what_is_said_reads_back(conditions in vec(condition(), 0..6)) {
        let filter = VisitFilter { conditions };
        let said = filter.said();
        prop_assert_eq!(VisitFilter::parse(said.iter().map(String::as_str)), Ok(filter));
    }

    #[test]
    fn nothing_said_is_too_strange(said in "(page|hour|new|goal|outcome|visitor|\\PC{0,4}):(is|at_least|\\PC{0,4}):\\PC{0,20}") {
        if let Ok(condition) = said.parse::<Condition>() {
            prop_assert_eq!(condition.to_string().parse(), Ok(condition));
        }
    }
}
