use std::fs;
use std::io::Write;

use proptest::prelude::*;

use super::*;
use crate::error::ErrorKind;

fn read_bytes(bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
    let mut log = Log::new(options.strict);
    let stream = Box::new(std::io::Cursor::new(bytes.to_vec()));
    let source = Source::new("-".into(), None, stream, options, &mut log)?;
    read_source(source, options, log)
}

fn input(bytes: &[u8]) -> Input {
    let input = read_bytes(bytes, &ReadOptions::default()).unwrap();
    let used = input.articles.len() + input.renderings.len();
    assert_eq!(input.rows_read, (used + input.rejects.len()) as u64);
    input
}

const TABLE: &str = "outlet;speaker;quote\nThe Lamp;Ana Li;“We stay”\nThe Oar;Ana Li;“We do not go”\n";

#[test]
fn a_table_is_read_into_renderings() {
    let input = input(TABLE.as_bytes());
    assert_eq!(input.renderings.len(), 2);
    let first = &input.renderings[0];
    assert_eq!((first.outlet.as_str(), first.text.as_str()), ("The Lamp", "“We stay”"));
    assert_eq!((first.speaker.as_deref(), first.source.as_str()), (Some("Ana Li"), "line 2"));
    assert!(first.id.starts_with('r') && first.id != input.renderings[1].id);
}

#[test]
fn the_same_table_is_the_same_in_every_encoding_and_packing() {
    let plain = input(TABLE.as_bytes()).renderings;
    let mark = [b"\xef\xbb\xbf", TABLE.as_bytes()].concat();
    let crlf = TABLE.replace('\n', "\r\n");
    let wide = |bytes: fn(u16) -> [u8; 2]| TABLE.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let little = [b"\xff\xfe".to_vec(), wide(u16::to_le_bytes)].concat();
    let big = [b"\xfe\xff".to_vec(), wide(u16::to_be_bytes)].concat();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(TABLE.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let zstd = ruzstd::encoding::compress_to_vec(TABLE.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    for bytes in [mark, crlf.into_bytes(), TABLE.replace('\n', "\r").into_bytes(), little, big, gzip, zstd] {
        assert_eq!(input(&bytes).renderings, plain, "{:?}", bytes.get(..8));
    }
}

#[test]
fn a_file_is_read_like_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [("t.csv", TABLE), ("a.txt", "She said: “No.”\n"), ("p.html", "<html><p>“No.”</p></html>")]
    {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let file = read(&[path], &ReadOptions::default()).unwrap();
        let stdin = input(bytes.as_bytes());
        assert_eq!((file.articles, file.renderings), (stdin.articles, stdin.renderings), "{name}");
    }
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("b.txt", "two"), ("a.txt", "one"), ("c.jsonl", "{\"id\":\"x\",\"body\":\"three\"}")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let input = read(&[folder.path().to_owned()], &ReadOptions::default()).unwrap();
    let texts: Vec<&str> = input.articles.iter().map(|article| article.text.as_str()).collect();
    assert_eq!(texts, ["one", "two", "three"]);
    assert!(input.articles[0].id.ends_with("a.txt") && input.articles[2].id == "x");
}

#[test]
fn objects_are_articles_or_renderings_by_what_they_tell() {
    let both = input(b"{\"id\":\"d\",\"body\":\"x\"}\n{\"outlet\":\"A\",\"text\":\"y\"}\n{\"id\":3}\n");
    assert_eq!((both.articles.len(), both.renderings.len(), both.rejects.len()), (1, 1, 1));
    let untold = "{\"text\":\"Peace.\"}\n{\"text\":\"He said: «Peace.»\"}\n{\"text\":\"One.\\nTwo.\"}\n";
    let untold = input(untold.as_bytes());
    assert_eq!((untold.articles.len(), untold.renderings.len(), untold.notes.len()), (2, 1, 2));
    let story = format!("{{\"outlet\":\"A\",\"text\":\"{}\"}}\n", "He said: “Peace.”\\n".repeat(60));
    let story = input(story.as_bytes());
    assert_eq!((story.renderings.len(), story.notes.len()), (1, 1), "{story:?}");
    let articles = ReadOptions { wanted: Wanted::Articles, ..ReadOptions::default() };
    assert_eq!(read_bytes(b"{\"outlet\":\"A\",\"text\":\"y\"}", &articles).unwrap().articles.len(), 1);
    let renderings = ReadOptions { wanted: Wanted::Renderings, ..ReadOptions::default() };
    let error = read_bytes(b"Just prose.", &renderings).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotRenderings { .. }));
}

#[test]
fn nothing_is_no_rendering_and_no_error() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"outlet,text\n", b"\xff\xfe"] {
        let input = input(bytes);
        assert_eq!((input.rows_read, input.renderings.len()), (0, 0), "{bytes:?}");
    }
}

#[test]
fn a_document_that_is_too_long_or_damaged_is_set_aside() {
    let options = ReadOptions { max_field: 10, ..ReadOptions::default() };
    let long = read_bytes(b"more than ten bytes", &options).unwrap();
    assert_eq!((long.rows_read, long.rejects.len()), (1, 1));
    let mixed = input("é é é é and \u{e9}".as_bytes().iter().copied().chain([0xff]).collect::<Vec<_>>().as_slice());
    assert!(mixed.rejects[0].reason.contains("--encoding"));
}

#[test]
fn strict_stops_at_the_first_row_that_cannot_be_used() {
    let options = ReadOptions { strict: true, ..ReadOptions::default() };
    let error = read_bytes(b"outlet,text\nA,x\nB\nC\n", &options).unwrap_err();
    assert_eq!(error.to_string(), "-:3: 1 fields where the header has 2");
}

#[test]
fn missing_files_folders_and_columns_are_named() {
    let error = read(&["no/such.csv".into()], &ReadOptions::default()).unwrap_err();
    assert!(error.to_string().starts_with("cannot read no/such.csv: "), "{error}");
    let options = ReadOptions { format: Some(Format::Csv), ..ReadOptions::default() };
    let error = read_bytes(b"id,txet\n1,x\n", &options).unwrap_err();
    assert!(error.hint().unwrap().contains("did you mean column `txet`?"));
}

#[test]
fn articles_come_in_batches_with_the_names_they_have_together() {
    let folder = tempfile::tempdir().unwrap();
    let lines = |from: usize, to: usize| {
        let line = |at: usize| format!("{{\"id\":\"{at}\",\"text\":\"No. {at}\"}}\n");
        (from..to).map(line).collect::<String>()
    };
    for (name, text) in [
        ("a.jsonl", lines(0, 3000)),
        ("b.csv", "id,text\n7,seven\n7,seven\n7-2,other\n8\n".to_owned()),
        ("c.html", "<p>Page".to_owned()),
        ("d.jsonl", "{\"text\":\"x\"}\n{\"text\":\"x\"}\n".to_owned()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let (paths, options) = ([folder.path().to_owned()], ReadOptions::default());
    let options = ReadOptions { wanted: Wanted::Articles, ..options };
    let mut articles = Articles::open(&paths, &options).unwrap();
    let mut all = Vec::new();
    loop {
        let batch = articles.batch().unwrap();
        assert!(batch.len() <= 1024);
        if batch.is_empty() {
            break;
        }
        all.extend(batch);
    }
    let log = articles.finish();
    let whole = read(&paths, &options).unwrap();
    assert_eq!(all.iter().map(|article| &article.text).collect::<Vec<_>>(), {
        whole.articles.iter().map(|article| &article.text).collect::<Vec<_>>()
    });
    let names: std::collections::BTreeSet<&str> = all.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(names.len(), all.len());
    assert_eq!(all[3000..3003].iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["7-2", "7-3", "7-2-2"]);
    assert_eq!((log.rows_read, log.rejects.len(), whole.rows_read), (3007, 1, 3007));
    assert!(log.notes.iter().any(|note| note.message.starts_with("3 identifiers")), "{:?}", log.notes);
}

#[test]
fn a_text_keeps_its_offsets() {
    assert_eq!(input(b"One.\rTwo.\r\nThree.").articles[0].text, "One.\nTwo.\r\nThree.");
}

proptest! {
    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..200), format in 0usize..5) {
        let options = ReadOptions { format: Some(Format::ALL[format]), ..ReadOptions::default() };
        if let Ok(input) = read_bytes(&bytes, &options) {
            let used = input.articles.len() + input.renderings.len() + input.rejects.len();
            prop_assert_eq!(input.rows_read, used as u64);
        }
    }
}
