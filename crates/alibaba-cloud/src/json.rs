//! JSON from the cloud, as a flat tree over the text of the body, where a text may be broken without the reply being so.
//!
//! It is measured by `cargo xtask bench decode`, and fuzzed by `fuzz/fuzz_targets/decode.rs`.
//!
//! Not here: what the fields mean and how much their types may differ; that is `fields`.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use zeroize::Zeroizing;

/// A value takes 24 bytes of memory, and as many again while the tree grows, but only two bytes of text: beyond this many
/// a body is not parsed.
const MAX_VALUES: usize = 500_000;

/// How much of a body a value takes on the average: where the memory for the tree begins.
const BYTES_OF_BODY_PER_VALUE: usize = 20;

/// Whether a body may hold more values than is accepted. Separators inside texts count too.
pub(crate) fn has_too_many_values(body: &[u8]) -> bool {
    let is_separator = |byte: &&u8| matches!(byte, b',' | b'[' | b'{');
    body.len() > MAX_VALUES && body.iter().filter(is_separator).count() > MAX_VALUES
}

/// A parsed body. Texts stay where they are in the body, so that a page needs few allocations and a secret is not copied.
pub(crate) struct Document<'b> {
    body: Cow<'b, str>,
    /// The texts that had escapes, one behind the other.
    unescaped: Zeroizing<String>,
    nodes: Vec<Node>,
    root: Value,
}

/// A member of an object, or an element of a list, which has an empty name.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    name: Text,
    value: Value,
}

/// A text by its place: first the body is counted through, then the unescaped texts.
#[derive(Clone, Copy, Default)]
pub(crate) struct Text {
    start: u32,
    end: u32,
}

#[derive(Clone, Copy)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Text),
    List(Nodes),
    Object(Nodes),
}

/// The nodes of one list or object, which lie one behind the other.
#[derive(Clone, Copy)]
pub(crate) struct Nodes {
    start: u32,
    end: u32,
}

/// A decoded JSON object: the whole reply, or one row of it.
#[derive(Clone, Copy)]
pub struct JsonObject<'a> {
    document: &'a Document<'a>,
    members: &'a [Node],
}

impl<'b> Document<'b> {
    /// Parses a body. Bytes that are no UTF-8 and halves of surrogate pairs become replacement characters,
    /// so that one name cut in the middle of a character does not lose the page.
    pub(crate) fn parse(body: &'b [u8]) -> Option<Self> {
        let text = str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed);
        let repaired = match Self::read(text) {
            Ok(document) => return Some(document),
            Err(text) => without_lone_surrogates(&text),
        };
        Self::read(Cow::Owned(repaired)).ok()
    }

    fn read(body: Cow<'b, str>) -> Result<Self, Cow<'b, str>> {
        let mut tree = Tree {
            body: &body,
            unescaped: Zeroizing::default(),
            open: Vec::new(),
            nodes: Vec::with_capacity(body.len() / BYTES_OF_BODY_PER_VALUE),
        };
        let mut deserializer = serde_json::Deserializer::from_str(&body);
        let root = ReadValue {
            name: Text::default(),
            tree: &mut tree,
        };
        let end = root.deserialize(&mut deserializer).and_then(|()| deserializer.end());
        let Tree {
            unescaped, open, nodes, ..
        } = tree;
        match open.first() {
            Some(root) if end.is_ok() => Ok(Self {
                root: root.value,
                body,
                unescaped,
                nodes,
            }),
            _ => Err(body),
        }
    }

    /// The whole body, when it is an object.
    pub(crate) fn object(&self) -> Option<JsonObject<'_>> {
        match self.root {
            Value::Object(members) => Some(JsonObject {
                document: self,
                members: self.nodes(members),
            }),
            _ => None,
        }
    }

    fn nodes(&self, nodes: Nodes) -> &[Node] {
        self.nodes.get(range(nodes.start, nodes.end)).unwrap_or_default()
    }

    fn text(&self, text: Text) -> &str {
        let (source, range) = self.source(text);
        source.get(range).unwrap_or_default()
    }

    /// The text's bytes, which cost less to compare: the ends of characters need not be found.
    fn bytes(&self, text: Text) -> &[u8] {
        let (source, range) = self.source(text);
        source.as_bytes().get(range).unwrap_or_default()
    }

    fn source(&self, text: Text) -> (&str, Range<usize>) {
        let (body, Range { start, end }) = (self.body.len(), text.range());
        if start < body {
            (&self.body, start..end)
        } else {
            (&self.unescaped, start - body..end - body)
        }
    }
}

impl<'a> JsonObject<'a> {
    /// The member of this name; the last one when there are several.
    pub(crate) fn member(self, name: &str) -> Option<&'a Node> {
        let length = u32::try_from(name.len()).ok()?;
        let is_meant = |node: &&Node| node.name.length() == length && self.document.bytes(node.name) == name.as_bytes();
        self.members.iter().rev().find(is_meant)
    }

    /// A text of this body.
    pub(crate) fn text_of(self, text: Text) -> &'a str {
        self.document.text(text)
    }

    /// The object of a node of this body, when it is one.
    pub(crate) fn object_of(self, node: &Node) -> Option<Self> {
        match node.value {
            Value::Object(members) => Some(Self {
                document: self.document,
                members: self.document.nodes(members),
            }),
            _ => None,
        }
    }

    /// The elements of a node of this body, when it is a list.
    pub(crate) fn list_of(self, node: &Node) -> Option<&'a [Node]> {
        match node.value {
            Value::List(elements) => Some(self.document.nodes(elements)),
            _ => None,
        }
    }

    /// The object as JSON, as it stands in the body.
    pub(crate) fn to_json(self) -> String {
        let written = self.place().and_then(|place| self.document.body.get(place));
        written.map_or_else(|| serde_json::to_string(&self).unwrap_or_default(), str::to_owned)
    }

    /// Where in the body the object stands; unknown when the name of its first or last member was escaped.
    fn place(self) -> Option<Range<usize>> {
        let body = self.document.body.as_bytes();
        let (first, last) = (self.members.first()?.name, self.members.last()?.name);
        if first.range().start >= body.len() || last.range().start >= body.len() {
            return None;
        }
        let start = body
            .get(..first.range().start)?
            .iter()
            .rposition(|byte| *byte == b'{')?;
        // What follows the last name is its value, and then the brace that closes the object.
        let mut depth = 0_usize;
        let mut end = last.range().end + 1;
        loop {
            match body.get(end)? {
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth == 0 => return Some(start..end + 1),
                b'}' | b']' => depth -= 1,
                b'"' => end = end_of_text(body, end)?,
                _ => {}
            }
            end += 1;
        }
    }
}

/// The closing quote of the text whose opening quote is at `quote`.
fn end_of_text(body: &[u8], quote: usize) -> Option<usize> {
    let mut at = quote + 1;
    loop {
        match body.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

impl Node {
    pub(crate) fn value(&self) -> Value {
        self.value
    }
}

impl Text {
    fn range(self) -> Range<usize> {
        range(self.start, self.end)
    }

    fn length(self) -> u32 {
        self.end - self.start
    }
}

fn range(start: u32, end: u32) -> Range<usize> {
    start as usize..end as usize
}

/// A tree while it is read: a node moves from `open` to `nodes` when the list or object it belongs to ends.
struct Tree<'b> {
    body: &'b str,
    unescaped: Zeroizing<String>,
    open: Vec<Node>,
    nodes: Vec<Node>,
}

impl Tree<'_> {
    fn push(&mut self, name: Text, value: Value) {
        self.open.push(Node { name, value });
    }

    fn close<E: serde::de::Error>(&mut self, opened: usize) -> Result<Nodes, E> {
        let start = position(self.nodes.len())?;
        self.nodes.extend_from_slice(&self.open[opened..]);
        self.open.truncate(opened);
        let end = position(self.nodes.len())?;
        Ok(Nodes { start, end })
    }

    /// A text that stands in the body as it is.
    fn borrowed<E: serde::de::Error>(&self, text: &str) -> Result<Text, E> {
        let start = text.as_ptr().addr() - self.body.as_ptr().addr();
        place(start, text.len())
    }

    /// A text that had escapes.
    fn unescaped<E: serde::de::Error>(&mut self, text: &str) -> Result<Text, E> {
        // Once for all of them, so that growing leaves no copy behind: no text is longer than it was written.
        let left = self.body.len().saturating_sub(self.unescaped.len());
        self.unescaped.reserve_exact(left);
        let start = self.body.len() + self.unescaped.len();
        self.unescaped.push_str(text);
        place(start, text.len())
    }
}

fn place<E: serde::de::Error>(start: usize, length: usize) -> Result<Text, E> {
    Ok(Text {
        start: position(start)?,
        end: position(start + length)?,
    })
}

fn position<E: serde::de::Error>(place: usize) -> Result<u32, E> {
    u32::try_from(place).map_err(|_| E::custom("too long"))
}

/// Puts a value with its name into the tree by itself: handing them back costs a quarter more time.
struct ReadValue<'t, 'b> {
    name: Text,
    tree: &'t mut Tree<'b>,
}

impl<'de> DeserializeSeed<'de> for ReadValue<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ReadValue<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.tree.push(self.name, Value::Null);
        Ok(())
    }

    fn visit_bool<E>(self, flag: bool) -> Result<(), E> {
        self.tree.push(self.name, Value::Bool(flag));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.tree.push(self.name, Value::Unsigned(number));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.tree.push(self.name, Value::Signed(number));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.tree.push(self.name, Value::Float(number));
        Ok(())
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<(), E> {
        let text = self.tree.borrowed(text)?;
        self.tree.push(self.name, Value::Text(text));
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        let text = self.tree.unescaped(text)?;
        self.tree.push(self.name, Value::Text(text));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let Self { name, tree } = self;
        let opened = tree.open.len();
        let nameless = Text::default();
        while elements
            .next_element_seed(ReadValue { name: nameless, tree })?
            .is_some()
        {}
        let elements = tree.close(opened)?;
        tree.push(name, Value::List(elements));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self { name, tree } = self;
        let opened = tree.open.len();
        while let Some(name) = members.next_key_seed(ReadName(tree))? {
            members.next_value_seed(ReadValue { name, tree })?;
        }
        let members = tree.close(opened)?;
        tree.push(name, Value::Object(members));
        Ok(())
    }
}

struct ReadName<'t, 'b>(&'t mut Tree<'b>);

impl<'de> DeserializeSeed<'de> for ReadName<'_, 'de> {
    type Value = Text;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for ReadName<'_, 'de> {
    type Value = Text;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<Text, E> {
        self.0.borrowed(text)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Text, E> {
        self.0.unescaped(text)
    }
}

impl Serialize for JsonObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.members.len()))?;
        for member in self.members {
            let value = NodeOf(self, member);
            map.serialize_entry(self.text_of(member.name), &value)?;
        }
        map.end()
    }
}

/// A node with the body it is of.
struct NodeOf<'a>(&'a JsonObject<'a>, &'a Node);

impl Serialize for NodeOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(body, node) = self;
        match node.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(flag),
            Value::Unsigned(number) => serializer.serialize_u64(number),
            Value::Signed(number) => serializer.serialize_i64(number),
            Value::Float(number) => serializer.serialize_f64(number),
            Value::Text(text) => serializer.serialize_str(body.text_of(text)),
            Value::List(elements) => {
                serializer.collect_seq(body.document.nodes(elements).iter().map(|node| NodeOf(body, node)))
            }
            Value::Object(_) => match body.object_of(node) {
                Some(object) => object.serialize(serializer),
                None => serializer.serialize_unit(),
            },
        }
    }
}

fn without_lone_surrogates(text: &str) -> String {
    let mut repaired = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        repaired.push_str(before);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                repaired.push('\u{FFFD}');
                rest = &escape[6..];
                continue;
            }
            (Some(_), _) => 6,
            // The backslash and what it escapes.
            (None, _) => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (escape, after) = escape.split_at(length);
        repaired.push_str(escape);
        rest = after;
    }
    repaired.push_str(rest);
    repaired
}

/// The UTF-16 unit of a `\uXXXX` escape at the start of a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal.then(|| u16::from_str_radix(digits, 16).ok())?
}
