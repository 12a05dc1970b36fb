//! Which column of a table is which: canonical names, the names that other tools use, the user's own.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident $text:literal [$($alias:literal)*];)*) => {
        /// A column that means something here. All others are kept but not looked at.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $($(#[$doc])* $name,)* }

        impl Column {
            /// All columns.
            pub const ALL: &'static [Column] = &[$(Column::$name,)*];

            /// The name that this program writes.
            pub fn as_str(self) -> &'static str {
                match self { $(Column::$name => $text,)* }
            }

            /// Other names that are understood, best first.
            pub fn aliases(self) -> &'static [&'static str] {
                match self { $(Column::$name => &[$($alias,)*],)* }
            }
        }
    };
}

columns! {
    /// Identifies the rendering (or the article, or the pair).
    Id "rendering_id" ["id" "uid" "quote_id" "article_id"];
    /// The input's own grouping of renderings.
    StatementId "statement_id" ["statement" "group" "cluster" "cluster_id" "group_id" "event" "event_id"];
    /// Whose wording it is.
    Outlet "outlet" ["publisher" "publication" "newspaper" "media" "agency" "site" "website" "source"];
    /// What the outlet is credited with.
    CreditKind "credit_kind" ["credit" "kind"];
    /// Language tag.
    Lang "lang" ["language" "locale"];
    /// Who said it.
    Speaker "speaker" ["speaker_resolved" "person" "said_by" "who"];
    /// When.
    Date "date" ["published" "day" "published_at"];
    /// The words.
    Text "text" ["quote" "quotation" "rendering" "translation" "statement_text" "body" "article" "content"];
    /// Where it was found.
    Source "source" ["document"];
    /// Where in the source it begins.
    Start "start" [];
    /// Where in the source it ends.
    End "end" [];
    /// First text of a pair.
    A "a" ["text_a" "sentence1"];
    /// Second text of a pair.
    B "b" ["text_b" "sentence2"];
    /// Language of the first text.
    LangA "lang_a" [];
    /// Language of the second text.
    LangB "lang_b" [];
}

/// Where each known column stands in one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    places: BTreeMap<Column, usize>,
    /// The header's own word for each column found.
    names: BTreeMap<Column, String>,
}

impl Columns {
    /// Finds the columns in `headers`. The user's own names (`mapped`) go first, then canonical names, then aliases in
    /// their order; the first of two equal headers counts. Case, outer space, and `-` or space for `_` do not matter.
    ///
    /// # Errors
    /// [`ErrorKind::MissingColumn`] when a name in `mapped` is not among the headers.
    pub fn find(file: &str, headers: &[String], mapped: &BTreeMap<Column, String>) -> Result<Columns, Error> {
        let folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
        let mut first = BTreeMap::new();
        for (place, header) in folded.iter().enumerate() {
            first.entry(header.as_str()).or_insert(place);
        }
        let mut found = Columns::default();
        for (&column, name) in mapped {
            let place = first.get(fold(name).as_str()).ok_or_else(|| missing(file, column.as_str(), name, headers))?;
            found.set(column, *place, headers);
        }
        for &column in Column::ALL {
            found.try_name(column, column.as_str(), &first, headers);
        }
        for &column in Column::ALL {
            for &alias in column.aliases() {
                found.try_name(column, alias, &first, headers);
            }
        }
        Ok(found)
    }

    /// Assigns the column `name` to `column` unless either is taken. `source` alone may be taken from its canonical
    /// column: without another outlet column it names the outlet.
    fn try_name(&mut self, column: Column, name: &str, first: &BTreeMap<&str, usize>, headers: &[String]) {
        let Some(&place) = first.get(name) else { return };
        let holder = self.places.iter().find(|&(_, &taken)| taken == place).map(|(&holder, _)| holder);
        match holder {
            _ if self.places.contains_key(&column) => {}
            None => self.set(column, place, headers),
            Some(Column::Source) if column == Column::Outlet => {
                self.places.remove(&Column::Source);
                self.names.remove(&Column::Source);
                self.set(column, place, headers);
            }
            Some(_) => {}
        }
    }

    fn set(&mut self, column: Column, place: usize, headers: &[String]) {
        self.places.insert(column, place);
        self.names.insert(column, headers.get(place).map(|header| fold(header)).unwrap_or_default());
    }

    /// The place of a column, counted from 0.
    pub fn get(&self, column: Column) -> Option<usize> {
        self.places.get(&column).copied()
    }

    /// The header of a column, in lower case.
    pub fn name(&self, column: Column) -> Option<&str> {
        self.names.get(&column).map(String::as_str)
    }

    /// Whether the table's rows are renderings rather than articles (see [`super::Wanted::Any`]); `None` where the
    /// headers do not tell.
    pub fn hold_renderings(&self) -> Option<bool> {
        let told = [Column::StatementId, Column::Outlet, Column::CreditKind, Column::Speaker];
        let text = self.name(Column::Text).unwrap_or("text");
        if matches!(text, "body" | "article" | "content") {
            return Some(false);
        }
        let renderings = text != "text"
            || self.names.get(&Column::Id).is_some_and(|id| id == "rendering_id")
            || told.iter().any(|column| self.places.contains_key(column));
        renderings.then_some(true)
    }

    /// The place of a column that the table must have.
    ///
    /// # Errors
    /// [`ErrorKind::MissingColumn`], with the headers seen and the one that looks most like it.
    pub fn need(&self, column: Column, file: &str, headers: &[String]) -> Result<usize, Error> {
        self.get(column).ok_or_else(|| missing(file, column.as_str(), column.as_str(), headers))
    }
}

/// A header as it is compared: trimmed, lower case, `_` for space and hyphen.
pub(super) fn fold(header: &str) -> String {
    header.trim().to_lowercase().replace([' ', '-'], "_")
}

/// The error for a column that is not there; `name` is what was looked for.
fn missing(file: &str, column: &'static str, name: &str, headers: &[String]) -> Error {
    let wanted = Column::ALL.iter().find(|known| known.as_str() == name);
    let names: Vec<&str> = wanted.map_or(vec![name], |known| [&[known.as_str()], known.aliases()].concat());
    let likeness = |header: &str| {
        names.iter().map(|name| strsim::damerau_levenshtein(&fold(header), &fold(name))).min().unwrap_or(usize::MAX)
    };
    // A header can be a whole page when the file is no table: only short ones are worth comparing.
    let near = headers
        .iter()
        .take(1000)
        .filter(|header| header.len() <= 40)
        .map(|header| (likeness(header), header))
        .filter(|&(distance, header)| distance <= 2 && distance * 2 < header.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, header)| header.clone());
    let (file, name, headers) = (file.to_owned(), name.to_owned(), headers.to_vec());
    ErrorKind::MissingColumn { file, column, name, headers, near }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    fn find(line: &str) -> Columns {
        Columns::find("t.csv", &headers(line), &BTreeMap::new()).unwrap()
    }

    #[test]
    fn canonical_names_win_over_aliases() {
        let columns = find("quote,Text,id,rendering_id");
        assert_eq!(columns.get(Column::Text), Some(1));
        assert_eq!(columns.get(Column::Id), Some(3));
    }

    #[test]
    fn source_is_the_outlet_only_where_no_column_is() {
        let alone = find("source,text");
        assert_eq!((alone.get(Column::Outlet), alone.get(Column::Source)), (Some(0), None));
        for line in ["source,text,outlet", "source,text,newspaper"] {
            let both = find(line);
            assert_eq!((both.get(Column::Outlet), both.get(Column::Source)), (Some(2), Some(0)), "{line}");
        }
    }

    #[test]
    fn a_column_nobody_knows_is_an_error_that_says_what_is_near() {
        let seen = headers("id,qoute");
        let error = find("id,qoute").need(Column::Text, "t.csv", &seen).unwrap_err();
        assert!(error.hint().unwrap().contains("did you mean column `qoute`?"), "{error:?}");
        let mapped = BTreeMap::from([(Column::Text, "qote".to_owned())]);
        let error = Columns::find("t.csv", &headers("id,quote"), &mapped).unwrap_err();
        assert!(error.hint().unwrap().contains("did you mean column `quote`?"), "{error:?}");
        assert!(error.to_string().contains("no column `qote`"), "{error}");
    }

    #[test]
    fn a_table_of_articles_is_told_from_a_table_of_renderings() {
        for (header, renderings) in [
            ("outlet,text", Some(true)),
            ("Publication,text", Some(true)),
            ("quote,lang", Some(true)),
            ("outlet,date,body", Some(false)),
            ("id,text", None),
        ] {
            assert_eq!(find(header).hold_renderings(), renderings, "{header}");
        }
    }
}
