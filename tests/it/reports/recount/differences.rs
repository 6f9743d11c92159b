//! What was found to be otherwise than expected, all of it, to be said together.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use parlour::domain::report::TableRow;

use super::reference::{Figures, Rows};

/// How many are said.
const SAID: usize = 60;

#[derive(Default)]
pub(super) struct Differences {
    /// Figures that were compared.
    pub(super) figures: usize,
    found: Vec<String>,
}

impl Differences {
    pub(super) fn with(mut self, other: Self) -> Self {
        self.figures += other.figures;
        self.found.extend(other.found);
        self
    }

    pub(super) fn figures(&mut self, what: impl Display, found: &Figures, expected: &Figures) {
        self.figures += expected.len();
        if !alike(found, expected) {
            self.found.push(format!("{what}: {found:?} and not {expected:?}"));
        }
    }

    pub(super) fn same<T: PartialEq + Debug>(&mut self, what: impl Display, found: &T, expected: &T) {
        self.figures += 1;
        if found != expected {
            self.found.push(format!("{what}: {found:?} and not {expected:?}"));
        }
    }

    /// A table's rows, of which each is expected and none is missing.
    pub(super) fn rows<'a>(&mut self, what: &str, found: impl Iterator<Item = &'a TableRow>, mut expected: Rows) {
        for row in found {
            match expected.remove(&row.key) {
                Some(expected) => self.figures(format_args!("{what}, {:?}", row.key), &row.figures, &expected),
                None => self.found.push(format!("{what}: nobody expects {row:?}")),
            }
        }
        for (key, figures) in expected {
            self.found.push(format!("{what}, {key:?}: {figures:?} is missing"));
        }
    }

    /// What counts have in common, and those that only one of both has.
    pub(super) fn counts<K: Ord + Debug, V: PartialEq + Debug>(
        &mut self,
        what: &str,
        found: &BTreeMap<K, V>,
        expected: &BTreeMap<K, V>,
    ) {
        self.figures += expected.len();
        if found != expected {
            self.found.push(format!("{what}: {found:?} and not {expected:?}"));
        }
    }

    /// Fails with all of them.
    pub(super) fn none(&self) {
        let said = self.found.iter().take(SAID).map(String::as_str).collect::<Vec<_>>().join("\n");
        assert!(self.found.is_empty(), "{} comparisons of {} figures:\n{said}", self.found.len(), self.figures);
    }
}

fn alike(found: &Figures, expected: &Figures) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() <= 1e-9 * one.abs().max(1.0);
    found.len() == expected.len()
        && found.iter().zip(expected).all(|pair| match pair {
            (Some(found), Some(expected)) => near(*found, *expected),
            (None, None) => true,
            _ => false,
        })
}

#[test]
fn all_differences_are_said_together() {
    let mut differences = Differences::default();
    let row = |key: &str| TableRow {
        key: vec![key.to_owned()],
        label: String::new(),
        detail: String::new(),
        figures: vec![Some(1.0), None],
        before: None,
    };
    let expected = [("a", 1.0), ("b", 1.5), ("d", 1.0)].map(|(key, one)| (vec![key.to_owned()], vec![Some(one), None]));
    differences.rows("Pages", [row("a"), row("b"), row("c")].iter(), expected.into());
    differences.same("Views", &1, &1);
    assert_eq!((differences.figures, differences.found.len()), (5, 3), "{:?}", differences.found);
}
