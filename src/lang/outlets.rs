//! Names of outlets in all regions and scripts, with the names they also go by.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::words::Fnv;

/// `outlet, country, aliases` with the aliases apart by `|`; the first line names the columns.
static SOURCE: &str = include_str!("../../data/outlets.tsv");

static LISTED: LazyLock<HashSet<&'static str, Fnv>> = LazyLock::new(|| {
    let names = SOURCE.lines().skip(1).flat_map(|line| {
        let mut cells = line.split('\t');
        let (outlet, aliases) = (cells.next().unwrap_or_default(), cells.nth(1).unwrap_or_default());
        std::iter::once(outlet).chain(aliases.split('|'))
    });
    names.filter(|name| !name.is_empty()).collect()
});

static NAMES: LazyLock<HashSet<&'static str, Fnv>> = LazyLock::new(|| LISTED.iter().map(|name| bare(name)).collect());

/// Whether the list has `name` just so, an article at its beginning included, whose first letter may be small:
/// `la Repubblica`, `the Times`, `l’Équipe`, but not `the BBC`.
pub fn is_listed(name: &str) -> bool {
    let straight = name.replace('’', "'");
    let mut rest = straight.chars();
    let capital = rest.next().map(|first| first.to_uppercase().chain(rest).collect::<String>());
    LISTED.contains(straight.as_str()) || capital.is_some_and(|capital| LISTED.contains(capital.as_str()))
}

/// Whether `name` (as printed, with or without a leading `the`) is an outlet of the list. Case counts: `Time` is one,
/// `time` is not.
pub fn is_outlet(name: &str) -> bool {
    NAMES.contains(bare(name))
}

fn bare(name: &str) -> &str {
    name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_aliases_are_known_with_and_without_an_article() {
        for name in ["Reuters", "the New York Times", "NYT", "Hill", "РИА Новости", "新华社", "رويترز", "הארץ"]
        {
            assert!(is_outlet(name), "{name}");
        }
        assert!(!is_outlet("time") && !is_outlet("") && !is_outlet("Ministry"));
    }

    #[test]
    fn a_name_is_listed_with_the_article_that_belongs_to_it() {
        for name in ["la Repubblica", "the Times", "l’Équipe", "Reuters"] {
            assert!(is_listed(name), "{name}");
        }
        assert!(!is_listed("the BBC") && !is_listed("l’AFP") && !is_listed("a Reuters"));
    }

    #[test]
    fn every_line_has_a_name_a_country_and_aliases_that_are_its_own() {
        let mut seen = std::collections::BTreeMap::new();
        for line in SOURCE.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert_eq!(cells[1].len(), 2, "{line}");
            let names = std::iter::once(cells[0]).chain(cells[2].split('|').filter(|alias| !alias.is_empty()));
            for name in names {
                assert_eq!(name.trim(), name, "{line}");
                assert_ne!(seen.insert(name, line), Some(line), "{name} twice in {line}");
            }
        }
        assert!(seen.len() > 900);
    }
}
