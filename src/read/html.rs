//! A web page as an article: its own words, without scripts, navigation, captions and advertisements.

use dom_smoothie::{Config, Readability};
use scraper::{ElementRef, Html, Node, Selector};

use crate::model::Article;

/// Elements whose words are not the article's.
const FOREIGN: [&str; 17] = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "aside",
    "figcaption",
    "form",
    "button",
    "select",
    "svg",
    "iframe",
    "object",
    "textarea",
    "head",
    "math",
];
/// Elements that stand in a line of their own.
const BLOCKS: [&str; 22] = [
    "p",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "div",
    "section",
    "article",
    "main",
    "header",
    "dd",
    "dt",
    "tr",
    "br",
    "hr",
    "pre",
];
/// Elements without an end tag, or whose end tag may be left out.
const UNCLOSED: [&str; 24] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
    "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "path",
];
/// Bytes below which the end of a block of quotation can be its signature.
const SIGNATURE: usize = 120;
/// Deepest nesting that is followed.
const DEPTH: usize = 2000;
/// Most elements that are looked at as the one that holds the article.
const CANDIDATES: usize = 1000;
/// Pages with more elements are not searched for their main text; all their words are taken.
const SEARCHED: usize = 50_000;
/// Words in a class or an identifier of what stands inside an article without belonging to it.
const ASIDE: [&str; 25] = [
    "signup",
    "richlink",
    "readmore",
    "readnext",
    "catcher",
    "placeholder",
    "submeta",
    "bio",
    "signoff",
    "cookie",
    "recirculation",
    "related",
    "comment",
    "comments",
    "share",
    "sharing",
    "social",
    "promo",
    "newsletter",
    "advert",
    "advertisement",
    "ad",
    "caption",
    "recommended",
    "breadcrumb",
];

/// Whether elements stand in each other so deep that parsing would take quadratic time (50,000 `div` make 20 s).
/// An estimate: elements whose end tag may be left out are not counted, and what scripts contain is passed over.
pub(super) fn is_too_deep(page: &str) -> bool {
    let (mut depth, mut rest) = (0usize, page);
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        let name = after.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
        if name.is_empty() || UNCLOSED.contains(&name.as_str()) {
            continue;
        }
        if after.starts_with('/') {
            depth = depth.saturating_sub(1);
            continue;
        }
        depth += 1;
        if depth > DEPTH {
            return true;
        }
        if name == "script" || name == "style" {
            rest = skip_to_end(after, &name);
        }
    }
    false
}

/// What follows the text of a script or style: its end tag and the rest.
fn skip_to_end<'a>(text: &'a str, name: &str) -> &'a str {
    let ends = |at: &usize| {
        let tag = text.get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    };
    text.match_indices("</").map(|(at, _)| at).find(ends).and_then(|at| text.get(at..)).unwrap_or_default()
}

/// The article of a page: text, and outlet, language and date where the page declares them (`meta`, JSON-LD).
/// Identifier and source are left empty. `<q>` is written with quotation marks, and so is
/// a `<blockquote>` that has none of its own.
///
/// The text is that of the element that says it is the article; where none does, what the rules of Mozilla's
/// Readability find; failing that, all of the page's words.
pub(super) fn article(source: &str) -> Article {
    let page = Html::parse_document(source);
    let title = first(&page, &["h1"]);
    let config = Config { max_elements_to_parse: SEARCHED, ..Config::default() };
    let mut reader = Readability::new(source, None, Some(config)).ok();
    let declared = reader.as_ref().and_then(Readability::parse_json_ld);
    let own = main_part(&page, &["article, [itemprop=articleBody]", "main, [role=main]"]).map(words);
    let found = || reader.as_mut().and_then(|reader| reader.parse().ok()).map(|found| readable(&found.content));
    let all = || main_part(&page, &["body"]).map(words);
    let mut text = own.or_else(found).filter(|text| !text.is_empty()).or_else(all).unwrap_or_default();
    if let Some(title) = title.map(words).filter(|title| !title.is_empty() && !text.contains(title.as_str())) {
        text = format!("{title}\n{text}");
    }
    let meta = |names: &[&str]| names.iter().find_map(|name| meta(&page, name));
    let (publisher, published) =
        declared.map(|declared| (declared.site_name, declared.published_time)).unwrap_or_default();
    let outlet = meta(&["og:site_name", "application-name", "publisher", "dc.publisher"]);
    let outlet = outlet.or_else(|| told(&publisher?));
    let date = meta(&["article:published_time", "datepublished", "date", "dc.date", "pubdate"])
        .or_else(|| told(&published?))
        .or_else(|| attribute(&page, "time[datetime]", "datetime"));
    let lang = attribute(&page, "html[lang]", "lang").or_else(|| meta(&["og:locale"])).map(|l| l.replace('_', "-"));
    Article { outlet, date, lang, text, ..Article::default() }
}

/// The words of a piece of a page.
fn readable(content: &str) -> String {
    words(Html::parse_fragment(content).root_element())
}

/// The element that holds the article: the longest of those that the first selector that finds words finds and that
/// stand in no other. Where several of one parent have words of their own and none has most of them, they are the
/// entries of a live page, and the parent is taken.
fn main_part<'a>(page: &'a Html, selectors: &[&str]) -> Option<ElementRef<'a>> {
    selectors.iter().find_map(|selector| {
        let selector = Selector::parse(selector).ok()?;
        let outer = page.select(&selector).take(CANDIDATES).filter(|part| {
            let mut above = part.ancestors().filter_map(ElementRef::wrap).take(DEPTH);
            !above.any(|above| selector.matches(&above))
        });
        // The first of equally long ones, so that the choice does not hang on the order of iteration.
        let parts: Vec<(usize, ElementRef<'a>)> = outer.map(|part| (words(part).len(), part)).collect();
        let (length, part) = parts.iter().copied().fold(None, longer)?;
        let parent = part.parent().and_then(ElementRef::wrap).filter(|parent| parent.value().name() != "body");
        let beside = |(_, other): &&(usize, ElementRef<'a>)| other.parent() == part.parent();
        let entries: usize = parts.iter().filter(beside).map(|(length, _)| length).sum();
        let live = entries > 2 * length;
        (length > 0).then_some(parent.filter(|_| live).unwrap_or(part))
    })
}

fn longer<T>(best: Option<(usize, T)>, next: (usize, T)) -> Option<(usize, T)> {
    match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    }
}

fn first<'a>(page: &'a Html, selectors: &[&str]) -> Option<ElementRef<'a>> {
    selectors.iter().filter_map(|selector| Selector::parse(selector).ok()).find_map(|s| page.select(&s).next())
}

/// The content of the `meta` element of that name or property, case ignored.
fn meta(page: &Html, name: &str) -> Option<String> {
    let selector = Selector::parse("meta[content]").ok()?;
    let named = |element: &ElementRef<'_>| {
        ["name", "property", "itemprop"]
            .iter()
            .any(|key| element.attr(key).is_some_and(|v| v.eq_ignore_ascii_case(name)))
    };
    page.select(&selector).find(named).and_then(|element| told(element.attr("content")?))
}

fn attribute(page: &Html, selector: &str, name: &str) -> Option<String> {
    told(first(page, &[selector])?.attr(name)?)
}

fn told(value: &str) -> Option<String> {
    Some(value.trim()).filter(|value| !value.is_empty()).map(str::to_owned)
}

/// The words of an element, one block a line, white space as a browser shows it.
fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    gather(element, &mut text, DEPTH);
    text.trim_end().to_owned()
}

fn gather(element: ElementRef<'_>, text: &mut String, depth: usize) {
    let name = element.value().name();
    let hidden = element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true");
    if FOREIGN.contains(&name) || hidden || is_aside(element) || depth == 0 {
        return;
    }
    // It signs a block of quotation, and is put behind the mark.
    if name == "cite" && within(element, "blockquote") {
        return;
    }
    let block = BLOCKS.contains(&name);
    if block {
        end_line(text);
    }
    let start = text.len();
    for child in element.children() {
        if let Some(child) = ElementRef::wrap(child) {
            gather(child, text, depth - 1);
        } else if let Node::Text(piece) = child.value() {
            push(text, piece);
        }
    }
    if name == "q" || name == "blockquote" && needs_marks(element) {
        let signature = if name == "q" { None } else { signature(element, text[start..].trim()) };
        set_in_marks(text, start, signature.as_deref());
    }
    if block {
        end_line(text);
    }
}

/// Whether a block of quotation has no marks of its own. A pull quote repeats what the text has anyway.
fn needs_marks(element: ElementRef<'_>) -> bool {
    let marks = ['"', '“', '”', '„', '«', '»', '「', '‘', '\''];
    let first = element.text().flat_map(str::chars).find(|c| !c.is_whitespace());
    first.is_some_and(|first| !marks.contains(&first))
}

/// Sets what `text` has from `start` on in quotation marks; every line opens anew, the last one closes.
///
/// A `signature` at their end stays outside, after a dash.
fn set_in_marks(text: &mut String, start: usize, signature: Option<&str>) {
    let inner = text.split_off(start);
    let mut words = inner.trim();
    if let Some(signature) = signature {
        let rest = words.strip_suffix(signature).unwrap_or(words);
        words = rest.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '―'));
    }
    if words.is_empty() {
        return;
    }
    if inner.starts_with(' ') {
        text.push(' ');
    }
    text.push('“');
    text.push_str(&words.replace('\n', "\n“"));
    text.push('”');
    if let Some(signature) = signature {
        text.push_str(" — ");
        text.push_str(signature);
    }
}

/// Who signs a block of quotation: its `<cite>` or `<footer>`, or what its last line says after a dash, as embedded
/// messages do.
fn signature(element: ElementRef<'_>, inner: &str) -> Option<String> {
    let signs = |child: &ElementRef<'_>| matches!(child.value().name(), "cite" | "footer");
    let named = element.descendants().filter_map(ElementRef::wrap).find(signs).map(plain);
    let last = || inner.lines().next_back().filter(|line| line.starts_with(['—', '–', '―'])).map(str::to_owned);
    let signature = named.or_else(last)?;
    let name = signature.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '―'));
    Some(name.to_owned()).filter(|name| !name.is_empty() && name.len() < SIGNATURE)
}

fn within(element: ElementRef<'_>, name: &str) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).take(3).any(|above| above.value().name() == name)
}

/// All words of an element in one line.
fn plain(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether its class or identifier says that it is no part of the text: related links, comments, advertisements.
fn is_aside(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    // Elements of a site's own making hold what is laid into the text.
    let block = matches!(name, "div" | "section" | "ul" | "ol" | "p" | "span" | "article") || name.contains('-');
    let words = ["class", "id", "name", "data-testid", "data-component", "aria-label"];
    let words = words.into_iter().filter_map(|key| element.attr(key));
    let aside = |word: &str| ASIDE.iter().any(|aside| word.eq_ignore_ascii_case(aside));
    // `Read more` is one of them too.
    let whole = |value: &str| value.chars().filter(char::is_ascii_alphabetic).collect::<String>();
    let mut words = words.filter(|_| block);
    words.any(|value| value.split(|c: char| !c.is_ascii_alphabetic()).any(aside) || aside(&whole(value)))
}

/// Appends text with runs of white space (not no-break spaces) made one space.
fn push(text: &mut String, piece: &str) {
    for c in piece.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

fn end_line(text: &mut String) {
    if text.ends_with(' ') {
        text.pop();
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gives_its_own_words_and_says_who_published_it() {
        let page = article(
            "<html lang=en><head><title>T</title><meta property='og:site_name' content='The Lamp'>\
             <meta property='article:published_time' content='2031-05-01'></head><body><nav>Home</nav>\
             <h1>Bridge  opens</h1><article><p>“It\n holds,” she <b>said</b>.</p><script>no()</script>\
             <figure><figcaption>Photo</figcaption></figure><blockquote>Come <q>now</q></blockquote>\
             <aside>More</aside></article><footer>©</footer></body></html>",
        );
        assert_eq!(page.text, "Bridge opens\n“It holds,” she said.\n“Come “now””");
        assert_eq!(page.outlet.as_deref(), Some("The Lamp"));
        assert_eq!(page.lang.as_deref(), Some("en"));
        assert_eq!(page.date.as_deref(), Some("2031-05-01"));
    }

    #[test]
    fn a_block_of_quotation_is_set_in_marks_line_by_line() {
        let page = article(
            "<article><p>She wrote:</p><blockquote cite='https://lamp.example'><p>We wait.</p><p>We wait on.</p>\
             </blockquote><blockquote>“It has marks.”</blockquote><blockquote> </blockquote></article>",
        );
        assert_eq!(page.text, "She wrote:\n“We wait.\n“We wait on.”\n“It has marks.”");
    }

    #[test]
    fn who_signs_a_block_of_quotation_stands_behind_it() {
        let page = article(
            "<article><blockquote><p>We wait.</p><footer>— <cite>Jane Rao</cite>, mayor</footer></blockquote>\
             <blockquote class=twitter-tweet><p>Come in, all of you!</p>&mdash; Jan Holm (@janholm) \
             <a href='x'>March 6, 2031</a></blockquote></article>",
        );
        assert_eq!(
            page.text,
            "“We wait.” — Jane Rao, mayor\n“Come in, all of you!” — Jan Holm (@janholm) March 6, 2031"
        );
    }

    #[test]
    fn the_entries_of_a_live_page_are_one_article() {
        let entry = |words: &str| format!("<article class=block><h2>Port</h2><p>{words}</p></article>");
        let entries = ["“Come in,” he said.", "“Not yet,” she said.", "The sea rose."].map(entry).concat();
        let page = article(&format!("<main><h1>Storm</h1>{entries}</main><article class=teaser>More</article>"));
        assert_eq!(page.text, "Storm\nPort\n“Come in,” he said.\nPort\n“Not yet,” she said.\nPort\nThe sea rose.");
    }

    #[test]
    fn what_is_laid_into_an_article_is_left_out() {
        let page = article(
            "<article><p>It opens.</p><gu-island name=RichLink><a>Read “this”</a></gu-island>\
             <div data-testid=Signup><p>Our letter</p></div><section aria-label='Read more'><p>Other</p></section>\
             <div class='author-bio'><p>Ida writes.</p></div><p>It closes.</p></article>",
        );
        assert_eq!(page.text, "It opens.\nIt closes.");
    }

    #[test]
    fn a_page_that_names_no_article_is_searched_for_one() {
        let story = "<p>The harbour master said, “We shall open the lock at dawn, and we shall keep it open until \
                     every boat is through, whatever the wind does in the night.”</p>";
        let links = "<li><a href='/x'>Ten boats you must see</a></li>".repeat(12);
        let page = article(&format!(
            "<html><body><div class=menu><ul>{links}</ul></div><div class=story>{}<div class='related-links'>\
             <p>Ten more boats</p></div></div><div id=comments><p>First!</p></div></body></html>",
            story.repeat(6)
        ));
        assert!(page.text.starts_with("The harbour master said"), "{}", page.text);
        assert!(!page.text.contains("boats"), "{}", page.text);
        assert!(!page.text.contains("First!"), "{}", page.text);
    }

    #[test]
    fn json_ld_says_who_published_and_when() {
        let page = article(
            "<html><head><script type='application/ld+json'>{\"@context\": \"https://schema.org\", \"@type\": \
             \"NewsArticle\", \"headline\": \"Lock opens\", \"datePublished\": \"2031-05-02\", \"publisher\": \
             {\"@type\": \"Organization\", \"name\": \"The Lamp\"}}</script></head><body><article><p>It opens.</p>\
             <section class='social share'>Tell a friend</section></article></body></html>",
        );
        assert_eq!(page.text, "It opens.");
        assert_eq!(page.outlet.as_deref(), Some("The Lamp"));
        assert_eq!(page.date.as_deref(), Some("2031-05-02"));
    }

    #[test]
    fn broken_and_deep_pages_end() {
        assert_eq!(article("").text, "");
        assert_eq!(article("<p>a<p>b</div></html>c").text, "a\nbc");
        for tag in ["<div>", "<article>", "<b><article>"] {
            assert!(is_too_deep(&(tag.repeat(5_000) + "x")), "{tag}");
            assert_eq!(article(&(tag.repeat(900) + "x")).text, "x");
        }
        let flat = "<p>a<br><img><b>c</b><script>if (a<b) a<i</script>".repeat(5_000);
        assert!(!is_too_deep(&flat));
    }
}
