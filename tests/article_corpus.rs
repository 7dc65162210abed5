//! Articles with their mentions marked by hand (`tests/fixtures/articles/`): what is found in each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use dateline_map::article::Gazetteer;
use std::collections::BTreeSet;

/// A mention: paragraph, start and end in bytes, place.
type Mention = (usize, usize, usize, String);

/// An article as it is in a file.
struct Article {
    names: Vec<(usize, String)>,
    ids: Vec<String>,
    paragraphs: Vec<String>,
    marked: BTreeSet<Mention>,
}

fn read(text: &str) -> Article {
    let (head, body) = text.split_once("\n---\n").unwrap();
    let (mut names, mut ids) = (Vec::new(), Vec::new());
    for line in head.lines().filter(|line| !line.starts_with("lang:")) {
        let (id, spellings) = line.split_once(" = ").unwrap();
        names.extend(spellings.split(", ").map(|name| (ids.len(), name.to_owned())));
        ids.push(id.to_owned());
    }
    let (mut paragraphs, mut marked) = (Vec::new(), BTreeSet::new());
    for (number, paragraph) in body.split("\n\n").enumerate() {
        let (mut plain, mut rest) = (String::new(), paragraph.trim_end());
        while let Some((before, after)) = rest.split_once('⟦') {
            let (mark, after) = after.split_once('⟧').unwrap();
            let (id, name) = mark.split_once('|').unwrap();
            assert!(ids.iter().any(|known| known == id), "{id} is no place");
            plain.push_str(before);
            marked.insert((number, plain.len(), plain.len() + name.len(), id.to_owned()));
            plain.push_str(name);
            rest = after;
        }
        plain.push_str(rest);
        paragraphs.push(plain);
    }
    Article { names, ids, paragraphs, marked }
}

fn found(article: &Article) -> BTreeSet<Mention> {
    let gazetteer = Gazetteer::new(article.names.iter().map(|(place, name)| (*place, name.as_str())));
    let matches: Vec<_> = article.paragraphs.iter().map(|text| gazetteer.find(text)).collect();
    let mentions = gazetteer.resolve(matches.iter().map(Vec::as_slice));
    mentions.iter().map(|m| (m.block, m.start, m.end, article.ids[m.place].clone())).collect()
}

#[test]
fn every_marked_mention_is_found_and_nothing_else() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/articles");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    assert!(files.len() >= 8);
    let (mut right, mut marked, mut all_found) = (0, 0, 0);
    let mut wrong = Vec::new();
    for file in &files {
        let article = read(&std::fs::read_to_string(file).unwrap());
        let (name, found) = (file.file_stem().unwrap().to_string_lossy(), found(&article));
        let both = article.marked.intersection(&found).count();
        println!(
            "{name:12} {:3} mentions, precision {:.2}, recall {:.2}",
            article.marked.len(),
            both as f64 / found.len() as f64,
            both as f64 / article.marked.len() as f64
        );
        let told = |(number, start, end, id): &Mention| {
            format!(
                "{name}, paragraph {}: {:?} as {id}",
                number + 1,
                &article.paragraphs[*number][*start..*end]
            )
        };
        wrong.extend(article.marked.difference(&found).map(|mention| format!("missed: {}", told(mention))));
        wrong.extend(
            found.difference(&article.marked).map(|mention| format!("found in error: {}", told(mention))),
        );
        right += both;
        marked += article.marked.len();
        all_found += found.len();
    }
    let (precision, recall) = (right as f64 / all_found as f64, right as f64 / marked as f64);
    println!("all          {marked:3} mentions, precision {precision:.2}, recall {recall:.2}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((precision, recall), (1.0, 1.0));
}
