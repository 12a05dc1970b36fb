//! British and American spellings of one word: endings and letters that differ by rule, confirmed by the lexicon.

use super::{Relation, entries, relation};

/// Words that no rule reaches; their inflections are covered as far as they begin with them.
const WORDS: [(&str, &str); 22] = [
    ("aluminium", "aluminum"),
    ("cheque", "check"),
    ("cosy", "cozy"),
    ("gaol", "jail"),
    ("grey", "gray"),
    ("jeweller", "jeweler"),
    ("jewellery", "jewelry"),
    ("kerb", "curb"),
    ("maharaja", "maharajah"),
    ("manoeuvr", "maneuver"),
    ("manoeuvre", "maneuver"),
    ("mould", "mold"),
    ("moult", "molt"),
    ("moustache", "mustache"),
    ("plough", "plow"),
    ("practis", "practic"),
    ("pyjama", "pajama"),
    ("sceptic", "skeptic"),
    ("smoulder", "smolder"),
    ("storey", "story"),
    ("tyre", "tire"),
    ("yoghurt", "yogurt"),
];

/// What stands anywhere but at the start of a word.
const LETTERS: [(&str, &str); 6] =
    [("our", "or"), ("ae", "e"), ("oe", "e"), ("isation", "ization"), ("ogue", "og"), ("ence", "ense")];

/// What ends a word. `yses` is left alone: `analyses` is the plural of `analysis` too.
const ENDINGS: [(&str, &str); 32] = [
    ("ise", "ize"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("ising", "izing"),
    ("isable", "izable"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("yser", "yzer"),
    ("ysing", "yzing"),
    ("re", "er"),
    ("res", "ers"),
    ("red", "ered"),
    ("ring", "ering"),
    ("mme", "m"),
    ("mmes", "ms"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ller", "ler"),
    ("llers", "lers"),
    ("llor", "lor"),
    ("llors", "lors"),
    ("llous", "lous"),
    ("llist", "list"),
    ("llen", "len"),
    ("fil", "fill"),
    ("fils", "fills"),
    ("enrol", "enroll"),
    ("skilful", "skillful"),
    ("wilful", "willful"),
    ("gement", "gment"),
];

/// Written as it is spoken, and the word (the chief one of two) that is meant.
const SPOKEN: [(&str, &str); 12] = [
    ("gonna", "going"),
    ("wanna", "want"),
    ("gotta", "got"),
    ("kinda", "kind"),
    ("sorta", "sort"),
    ("lemme", "let"),
    ("gimme", "give"),
    ("outta", "out"),
    ("dunno", "know"),
    ("nope", "no"),
    ("yeah", "yes"),
    ("yep", "yes"),
];

/// Spelt alike on both sides of the ocean although the lexicon has the other form as well.
const ALIKE: [&str; 19] = [
    "advertis",
    "annull",
    "appall",
    "chastis",
    "compell",
    "controll",
    "distill",
    "enroll",
    "enthrall",
    "excell",
    "expell",
    "fulfill",
    "install",
    "instill",
    "merchandis",
    "patroll",
    "propell",
    "rebell",
    "surpris",
];

/// The American spelling of a word form printed in British spelling (`honour`, `organised`, `centres`, `travelled`), the
/// usual one of a form printed as it is spoken (`gonna`); `None` for every other word, British or not.
///
/// `form` is in lower case. A spelling is folded only if the lexicon knows both as one word or as words of one sense, or
/// does not know the British one at all: `four`, `hour`, `promise` stay what they are.
pub fn spelling(form: &str) -> Option<String> {
    if let Some((_, full)) = SPOKEN.iter().find(|(spoken, _)| *spoken == form) {
        return Some((*full).to_owned());
    }
    if form.len() < 4 || !form.is_ascii() || ALIKE.iter().any(|stem| form.starts_with(stem)) {
        return None;
    }
    let words =
        WORDS.iter().filter_map(|(british, american)| Some(format!("{american}{}", form.strip_prefix(british)?)));
    let letters = LETTERS.iter().filter_map(|(british, american)| {
        let at = form.rfind(british).filter(|&at| at > 0)?;
        Some(format!("{}{american}{}", form.get(..at)?, form.get(at + british.len()..)?))
    });
    let endings = ENDINGS.iter().filter_map(|(british, american)| {
        let stem = form.strip_suffix(british)?;
        Some(format!("{stem}{american}"))
    });
    words.chain(letters).chain(endings).find(|american| one_word(form, american))
}

/// Whether the lexicon takes two spellings for one word.
fn one_word(british: &str, american: &str) -> bool {
    let (known, other) = (entries(british), entries(american));
    if known.is_empty() {
        // A short unknown word is as likely to be a name.
        return !other.is_empty() && british.len() > 6;
    }
    let related = relation(&known, &other).map(|related| related.relation);
    matches!(related, Some(Relation::Same | Relation::Synonym { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_spellings_are_folded() {
        for (british, american) in [
            ("honour", "honor"),
            ("honoured", "honored"),
            ("dishonourable", "dishonorable"),
            ("neighbourhood", "neighborhood"),
            ("organise", "organize"),
            ("organised", "organized"),
            ("organisations", "organizations"),
            ("globalised", "globalized"),
            ("paralysed", "paralyzed"),
            ("centre", "center"),
            ("centres", "centers"),
            ("theatre", "theater"),
            ("travelled", "traveled"),
            ("travellers", "travelers"),
            ("marvellous", "marvelous"),
            ("defence", "defense"),
            ("defenceless", "defenseless"),
            ("programme", "program"),
            ("programmes", "programs"),
            ("dialogue", "dialog"),
            ("encyclopaedia", "encyclopedia"),
            ("foetus", "fetus"),
            ("grey", "gray"),
            ("greyer", "grayer"),
            ("tyres", "tires"),
            ("sceptical", "skeptical"),
            ("practised", "practiced"),
            ("fulfil", "fulfill"),
            ("judgement", "judgment"),
            ("gonna", "going"),
        ] {
            assert_eq!(spelling(british).as_deref(), Some(american));
        }
    }

    #[test]
    fn american_spellings_are_left() {
        for form in ["honor", "organize", "center", "traveled", "defense", "program", "gray", "tire", "fulfill"] {
            assert_eq!(spelling(form), None, "{form}");
        }
    }

    #[test]
    fn other_words_are_left() {
        let words = "our or four for hour tour pour wise rise promise exercise advise advertise surprise paradise shoes \
            called filled willing controlled installed enrolling sentence pence course source court there where fire care hire desire \
            acre ogre vogue rogue does goes poet aerial management filling telling analyses story seymour balfour \
            caesar fired feared string bring during red shared referring goethe";
        for form in words.split_whitespace() {
            assert_eq!(spelling(form), None, "{form}");
        }
    }

    #[test]
    fn every_text_has_an_answer() {
        for form in ["", "our", "ß", "été", "ourourour", "\u{0}our", "東京our", "iseise", "-ise", "llll"] {
            assert!(spelling(form).is_none_or(|american| american != form));
        }
    }
}
