//! The AppStream metainfo, which software centres show.

use crate::release::Release;

const TEMPLATE: &str = include_str!("../linux/com.darkroom.desktop.metainfo.xml");
/// Where the folder `docs` is published. There is no such place yet, and `.example` is nobody's.
const DOCS_URL: &str = "https://darkroom.example/docs";

/// The metainfo of these releases, the screenshots at `docs_url`.
pub fn metainfo(releases: &[Release], docs_url: Option<&str>) -> String {
    let releases: String = releases.iter().map(release).collect();
    TEMPLATE
        .replace("{{docs}}", docs_url.unwrap_or(DOCS_URL).trim_end_matches('/'))
        .replace("{{releases}}", releases.trim_end())
}

fn release(release: &Release) -> String {
    let kind = if release.is_unreleased { "development" } else { "stable" };
    format!(
        "    <release version=\"{}\" date=\"{}\" type=\"{kind}\">\n      <description>\n{}      </description>\n    </release>\n",
        release.version,
        release.date,
        description(&release.text)
    )
}

/// Paragraphs and lists; headings are left out.
fn description(markdown: &str) -> String {
    let mut blocks: Vec<(bool, String)> = Vec::new();
    let mut is_open = false;
    for line in markdown.lines() {
        let text = plain(line);
        if text.is_empty() || line.starts_with('#') {
            is_open = false;
        } else if let Some(item) = text.strip_prefix("- ") {
            blocks.push((true, item.to_owned()));
            is_open = true;
        } else if let (true, Some((_, last))) = (is_open, blocks.last_mut()) {
            last.push(' ');
            last.push_str(&text);
        } else {
            blocks.push((false, text));
            is_open = true;
        }
    }
    let mut xml = String::new();
    let mut was_item = false;
    for (is_item, text) in blocks {
        match (was_item, is_item) {
            (false, true) => xml.push_str("        <ul>\n"),
            (true, false) => xml.push_str("        </ul>\n"),
            _ => {}
        }
        let (tag, indent) = if is_item {
            ("li", "          ")
        } else {
            ("p", "        ")
        };
        xml.push_str(&format!("{indent}<{tag}>{text}</{tag}>\n"));
        was_item = is_item;
    }
    if was_item {
        xml.push_str("        </ul>\n");
    }
    xml
}

/// A line without the marks of Markdown, escaped for XML.
fn plain(line: &str) -> String {
    let text = line.trim().replace(['*', '`'], "");
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{description, metainfo};

    #[test]
    fn lists_and_paragraphs_come_from_the_changelog() {
        let markdown =
            "Nothing yet.\n\n### Added\n\nFind:\n\n- *Lists* of `a`,\n  and of b & c.\n- More.\n\nMake:\n\n- It.\n";
        let lines: Vec<String> = description(markdown)
            .lines()
            .map(|line| line.trim().to_owned())
            .collect();
        assert_eq!(
            lines,
            [
                "<p>Nothing yet.</p>",
                "<p>Find:</p>",
                "<ul>",
                "<li>Lists of a, and of b &amp; c.</li>",
                "<li>More.</li>",
                "</ul>",
                "<p>Make:</p>",
                "<ul>",
                "<li>It.</li>",
                "</ul>"
            ]
        );
    }

    #[test]
    fn nothing_of_the_template_is_left_open() {
        let xml = metainfo(&[], Some("https://example.org/docs/"));
        assert!(!xml.contains("{{"), "{xml}");
        assert!(xml.contains("https://example.org/docs/pictures/snapshots.png"));
    }
}
