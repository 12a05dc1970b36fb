//! A policy as a TOML file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::Error as _;

use super::policy::{Exception, Policy};
use crate::error::{Error, ErrorKind, Position};
use crate::model::Kind;
use crate::read::settings;

/// The keys of a policy file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PolicyFile {
    min_similarity: Option<Share>,
    #[serde(default)]
    forbid: BTreeMap<KindName, Share>,
    #[serde(default)]
    required_outlets: Vec<String>,
    max_diverging: Option<Share>,
    #[serde(default)]
    exception: Vec<ExceptionTable>,
}

/// The keys of an `[[exception]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ExceptionKeys {
    #[serde(default)]
    outlets: Vec<String>,
    #[serde(default)]
    langs: Vec<String>,
    #[serde(default)]
    allow: Vec<KindName>,
    min_similarity: Option<Share>,
    #[serde(default)]
    skip: bool,
    /// For readers of the file.
    #[serde(default, rename = "reason")]
    _reason: String,
}

/// An exception that says whom it is for.
#[derive(Deserialize)]
#[serde(try_from = "ExceptionKeys")]
struct ExceptionTable(Exception);

impl TryFrom<ExceptionKeys> for ExceptionTable {
    type Error = &'static str;

    fn try_from(keys: ExceptionKeys) -> Result<Self, Self::Error> {
        if keys.outlets.is_empty() && keys.langs.is_empty() {
            return Err("an exception needs `outlets` or `langs`");
        }
        if keys.allow.is_empty() && keys.min_similarity.is_none() && !keys.skip {
            return Err("an exception needs `allow`, `min-similarity` or `skip`");
        }
        Ok(ExceptionTable(Exception {
            outlets: keys.outlets,
            langs: keys.langs,
            allow: keys.allow.into_iter().map(|name| name.0).collect(),
            min_similarity: keys.min_similarity.map(|share| share.0),
            skip: keys.skip,
        }))
    }
}

/// A number from 0 to 1.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "f64")]
struct Share(f64);

impl TryFrom<f64> for Share {
    type Error = &'static str;

    fn try_from(value: f64) -> Result<Self, Self::Error> {
        (0.0..=1.0).contains(&value).then_some(Share(value)).ok_or("a number from 0 to 1 is wanted")
    }
}

/// A kind by its name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct KindName(Kind);

impl<'de> Deserialize<'de> for KindName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Kind::parse(&word).map(KindName).ok_or_else(|| {
            let names: Vec<String> = Kind::ALL.iter().map(|kind| format!("`{}`", kind.as_str())).collect();
            D::Error::custom(format!("unknown kind `{word}`, expected one of {}", names.join(", ")))
        })
    }
}

impl Policy {
    /// Reads a policy file; see `docs/check.md` for its keys.
    ///
    /// # Errors
    /// [`ErrorKind::Read`]; [`ErrorKind::Invalid`] for an unknown key or kind, a number out of range, an exception
    /// that says nothing, or a file without a rule.
    pub fn load(path: &Path) -> Result<Policy, Error> {
        settings::load(path).and_then(|keys| policy(keys, &path.to_string_lossy()))
    }

    /// The policy that `text` spells out; `file` is its name for messages.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`], as for [`load`](Self::load).
    pub fn parse(text: &str, file: &str) -> Result<Policy, Error> {
        settings::parse(text, file).and_then(|keys| policy(keys, file))
    }
}

fn policy(keys: PolicyFile, file: &str) -> Result<Policy, Error> {
    let policy = Policy {
        min_similarity: keys.min_similarity.map(|share| share.0),
        forbidden: keys.forbid.into_iter().map(|(name, share)| (name.0, share.0)).collect(),
        required_outlets: keys.required_outlets,
        max_diverging: keys.max_diverging.map(|share| share.0),
        exceptions: keys.exception.into_iter().map(|table| table.0).collect(),
    };
    if policy.is_empty() {
        let message = "the policy has no rule".to_owned();
        let hint = "add `min-similarity`, `required-outlets`, `max-diverging` or a table `[forbid]`".to_owned();
        return Err(ErrorKind::Invalid { at: Position::file(file), message, hint }.into());
    }
    Ok(policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read() {
        let text = "min-similarity = 0.5\nrequired-outlets = ['A']\nmax-diverging = 1\n[forbid]\nnumber = 0.25\n\
                    [[exception]]\noutlets = ['B']\nlangs = ['de']\nallow = ['name']\nmin-similarity = 0\nskip = true\n\
                    reason = 'because'\n";
        let exception = Exception {
            outlets: vec!["B".into()],
            langs: vec!["de".into()],
            allow: vec![Kind::Name],
            min_similarity: Some(0.0),
            skip: true,
        };
        let expected = Policy {
            min_similarity: Some(0.5),
            forbidden: BTreeMap::from([(Kind::Number, 0.25)]),
            required_outlets: vec!["A".into()],
            max_diverging: Some(1.0),
            exceptions: vec![exception],
        };
        assert_eq!(Policy::parse(text, "p.toml").unwrap(), expected);
    }

    #[test]
    fn a_bad_policy_is_refused_with_place_and_way_out() {
        let cases = [
            ("min-similarty = 0.5", "p.toml:1:1: unknown field `min-similarty`", "did you mean `min-similarity`?"),
            ("[forbid]\nnumbr = 0.5", "p.toml:2:1: unknown kind `numbr`", "did you mean `number`?"),
            ("\nmin-similarity = 1.5", "p.toml:2:18: a number from 0 to 1 is wanted", ""),
            ("min-similarity = 0.5\n[[exception]]\nskip = true", "p.toml:2:1: an exception needs `outlets`", ""),
            ("min-similarity = 0.5\n[[exception]]\nlangs = ['de']", "p.toml:2:1: an exception needs `allow`", ""),
            (
                "min-similarity = 0.5\n[[exception]]\nlangs = ['de']\nallow = ['tens']",
                "p.toml:4:9: unknown kind `tens`",
                "did you mean `tense`?",
            ),
            ("", "p.toml: the policy has no rule", "add `min-similarity`"),
        ];
        for (text, message, hint) in cases {
            let error = Policy::parse(text, "p.toml").unwrap_err();
            assert!(error.to_string().starts_with(message), "{error}");
            assert!(error.hint().unwrap_or_default().starts_with(hint), "{error}: {:?}", error.hint());
        }
    }
}
