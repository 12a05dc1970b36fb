//! Dictionaries of one entry a line, or nearly.

/// Word and translation.
type Pairs = Vec<(String, String)>;

/// The languages of a header line: two codes apart by a tab.
pub(super) fn header(text: &str) -> Option<[String; 2]> {
    let (a, b) = text.lines().next()?.split_once('\t')?;
    let known = |part: &str| (2..=3).contains(&part.trim().len()).then(|| super::code(part.trim())).flatten();
    Some([known(a)?, known(b)?])
}

/// Whether the first entry is one of CC-CEDICT.
pub(super) fn is_cedict(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.next().is_some_and(|line| cedict(line).is_some())
}

/// The entries of a list: CC-CEDICT, Wiktionary or tab-separated, by each line's form.
pub(super) fn pairs(text: &str) -> Pairs {
    let mut found = Vec::new();
    let skip = usize::from(header(text).is_some());
    for line in text.lines().skip(skip).filter(|line| !line.starts_with('#')) {
        if let Some((words, meanings)) = cedict(line) {
            for word in words {
                found.extend(meanings.iter().map(|meaning| (word.to_owned(), meaning.clone())));
            }
        } else if let Some((word, translations)) = line.split_once(" ::").or_else(|| line.split_once('\t')) {
            let words = listed(word);
            for translation in listed(translations) {
                found.extend(words.iter().map(|word| (word.clone(), translation.clone())));
            }
        }
    }
    found
}

/// `traditional simplified [pinyin] /meaning/meaning/`: both spellings and the meanings.
fn cedict(line: &str) -> Option<([&str; 2], Vec<String>)> {
    let (words, rest) = line.split_once(" [")?;
    let (_, meanings) = rest.split_once("] /")?;
    let (traditional, simplified) = words.split_once(' ')?;
    let meanings = meanings.split('/').flat_map(listed).filter(|meaning| !meaning.starts_with("CL:")).collect();
    Some(([traditional, simplified], meanings))
}

/// What a list of translations names: comments in brackets of any kind and transcriptions between strokes left out,
/// apart at commas and semicolons.
pub(super) fn listed(list: &str) -> Vec<String> {
    let mut plain = String::with_capacity(list.len());
    let mut depth = 0usize;
    let mut stroke = false;
    for c in list.chars() {
        match c {
            '{' | '(' | '[' | '<' => depth += 1,
            '}' | ')' | ']' | '>' => depth = depth.saturating_sub(1),
            '/' if depth == 0 => stroke = !stroke,
            _ if depth == 0 && !stroke => plain.push(c),
            _ => {}
        }
    }
    let words = plain.split([',', ';', '、', '，', '；', '،']).map(str::trim);
    words.filter(|word| !word.is_empty() && !word.starts_with("SEE:")).map(str::to_owned).collect()
}

/// A MyThes thesaurus: a line with the encoding, then for each entry `word|senses` and a line for each sense, `(pos)|word|word`.
pub(super) fn thesaurus(text: &str) -> Pairs {
    let mut found = Vec::new();
    let mut lines = text.lines().skip(1);
    while let Some(line) = lines.next() {
        let Some((word, count)) = line.split_once('|') else { continue };
        let Ok(count) = count.trim().parse::<usize>() else { continue };
        for sense in lines.by_ref().take(count) {
            let synonyms = sense.split('|').skip(1).flat_map(listed);
            found.extend(synonyms.map(|synonym| (word.to_owned(), synonym)));
        }
    }
    found
}

/// Lingvo's DSL: headwords at the beginning of a line, what is said of them in indented lines with tags in brackets.
/// Only `[m..]` lines translate.
pub(super) fn dsl(text: &str) -> Pairs {
    let mut found = Vec::new();
    let mut word = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with(['\t', ' ']) {
            word = line.trim();
        } else if line.trim_start().starts_with("[m") {
            let transcriptions = without(line, "[c gray]", "[/c]");
            let comments = without(&transcriptions, "[p]", "[/p]").replace("\\[", "(").replace("\\]", ")");
            found.extend(listed(&comments).into_iter().map(|translation| (word.to_owned(), translation)));
        }
    }
    found
}

/// The text without what stands between two marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(open) {
        out.push_str(before);
        rest = inside.split_once(close).map_or("", |(_, after)| after);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pairs: Pairs) -> Vec<String> {
        pairs.into_iter().map(|(word, translation)| format!("{word}={translation}")).collect()
    }

    #[test]
    fn a_list_of_wiktionary_entries() {
        let text = "boat {n} (vessel) :: قارب {m} /qārib/, مركب {m} /markab/\nbateau {m} (on water) :: boat, ship\nx {n} SEE: y ::";
        assert_eq!(shown(pairs(text)), ["boat=قارب", "boat=مركب", "bateau=boat", "bateau=ship"]);
    }

    #[test]
    fn cedict_has_two_spellings() {
        let text = "# comment\n船隻 船只 [chuan2 zhi1] /ship/boat (small)/CL:條|条[tiao2]/";
        assert!(is_cedict(text));
        assert_eq!(shown(pairs(text)), ["船隻=ship", "船隻=boat", "船只=ship", "船只=boat"]);
    }

    #[test]
    fn tab_separated_pairs_may_name_their_languages() {
        let text = "de\teng\nBoot\tboat; barge\n";
        assert_eq!(header(text), Some(["de".to_owned(), "en".to_owned()]));
        assert_eq!(shown(pairs(text)), ["Boot=boat", "Boot=barge"]);
        assert_eq!(header("Boot\tboat"), None);
    }

    #[test]
    fn a_thesaurus_names_its_senses() {
        let text = "UTF-8\nboat|2\n(noun)|vessel|craft (generic term)\n(verb)|sail\nship|1\n-|liner";
        assert_eq!(shown(thesaurus(text)), ["boat=vessel", "boat=craft", "boat=sail", "ship=liner"]);
    }

    #[test]
    fn dsl_translates_in_lines_of_the_margin() {
        let text = "#NAME \"x\"\n\nboat\n\t[b]~[/b] [p]<n>[/p] [i](vessel)[/i]\n\t[m1]лодка [p]<f>[/p] [c gray]/lodka/[/c], \\[small\\] судно[/m]\n";
        assert_eq!(shown(dsl(text)), ["boat=лодка", "boat=судно"]);
    }
}
