//! Links between the tokens of two texts.

/// Why two tokens are linked: the best of what is known about the pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Evidence {
    /// Same normal form.
    Same,
    /// Same value (`5,000`, `five thousand`).
    Value,
    /// Same dictionary form in another spelling (`honour`).
    Spelling,
    /// Same dictionary form or stem in another inflection.
    Inflection,
    /// Of one word family (`Islam`, `Islamic`).
    Derivation,
    /// A name variant or transliteration.
    Name,
    /// Words of two languages that translate each other.
    Translation,
    /// Share a sense.
    Synonym,
    /// The second is the more general word.
    Hypernym,
    /// The second is the more specific word.
    Hyponym,
    /// Opposites: they fill the same place and contradict each other.
    Antonym,
    /// Look alike.
    Form,
    /// Stand in the same place between linked neighbours; nothing else is known.
    Position,
}

/// One link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Token index in the first text.
    pub a: u32,
    /// Token index in the second text.
    pub b: u32,
    /// What it rests on.
    pub evidence: Evidence,
    /// 0 to 1.
    pub confidence: f32,
}

/// The links between two texts, sorted by `(a, b)`. Links may cross, and a token may have several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// Sorted, no pair twice.
    pub links: Vec<Link>,
}

impl Alignment {
    /// The same alignment seen from the other text.
    pub fn reversed(&self) -> Alignment {
        let mut links: Vec<Link> = self
            .links
            .iter()
            .map(|link| Link { a: link.b, b: link.a, evidence: link.evidence.reversed(), ..*link })
            .collect();
        links.sort_by_key(|link| (link.a, link.b));
        Alignment { links }
    }
}

impl Evidence {
    /// The same evidence seen from the other token.
    pub fn reversed(self) -> Evidence {
        match self {
            Evidence::Hypernym => Evidence::Hyponym,
            Evidence::Hyponym => Evidence::Hypernym,
            other => other,
        }
    }
}
