//! The languages of texts that stand side by side: what one is too short to tell, the others may.

use super::guess;

/// The language of each text: as told, else [`guess`]ed; of a text too short for that, that of the texts beside it, if
/// these have one and are written in the same letters, else that of all such texts together. `""` where nothing tells.
pub fn languages<'a>(texts: &[(&str, Option<&'a str>)]) -> Vec<&'a str> {
    let mut langs: Vec<&str> = texts.iter().map(|(text, told)| told.unwrap_or_else(|| guess(text))).collect();
    if !langs.contains(&"") {
        return langs;
    }
    let unknown = |langs: &[&str]| -> Vec<usize> { (0..langs.len()).filter(|&at| langs[at].is_empty()).collect() };
    for at in unknown(&langs) {
        let alike = (0..texts.len()).filter(|&other| script(texts[other].0) == script(texts[at].0));
        langs[at] = common(alike.map(|other| langs[other]));
    }
    let still = unknown(&langs);
    let mut pooled: Vec<&str> = still.iter().map(|&at| texts[at].0).collect();
    pooled.sort_unstable();
    pooled.dedup();
    if pooled.len() > 1 {
        let all = guess(&pooled.join(" "));
        still.iter().for_each(|&at| langs[at] = all);
    }
    langs
}

/// The language of all that have one; `""` when there are two, or none.
fn common<'a>(langs: impl Iterator<Item = &'a str>) -> &'a str {
    let mut known = langs.filter(|lang| !lang.is_empty());
    let first = known.next().unwrap_or_default();
    if known.all(|lang| lang == first) { first } else { "" }
}

/// The block of the text's first letter, as far as several languages share it.
fn script(text: &str) -> u32 {
    text.chars().find(|c| c.is_alphabetic()).map_or(0, |c| match u32::from(c) {
        ..0x370 | 0x1e00..0x1f00 => 1,
        other => other >> 8,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_told_by_what_stands_beside_it() {
        assert_eq!(languages(&[("Zorblax!", None), ("We will never give up this town", None)]), ["en", "en"]);
        assert_eq!(languages(&[("Zorblax!", None), ("Мы не покинем этот город никогда", None)]), ["", "ru"]);
        assert_eq!(languages(&[("Zorblax!", None), ("Zorblax?", Some("de"))]), ["de", "de"]);
        assert_eq!(languages(&[("Zorblax!", None), ("Zorblix?", None)]), ["", ""]);
    }
}
