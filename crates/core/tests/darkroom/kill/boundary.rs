//! The named boundaries of a job: points of a run that its record tells apart, each to be died at.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use super::crossing::has_intent;

/// Requests that change something in the cloud, one of each kind of step that sends.
pub const WRITES: [&str; 4] = [
    "CreateImage",
    "CopyImage",
    "ModifyImageSharePermission",
    "ModifyImageAttribute",
];

const OF_A_REQUEST: [&str; 4] = [
    "before it is sent",
    "after its effect, before the reply",
    "after the reply, before the commit",
    "after the commit",
];
/// Of those, the first ones, which a request passes whose reply is not written down.
const WITHOUT_COMMIT: usize = 2;

/// The end of a run whose job is done, before the program ends.
pub const END: &str = "after the end";

/// A point that a run passes.
#[derive(Clone, Debug)]
pub struct Boundary {
    pub name: String,
    /// The point of this name, when it is passed for the n-th time.
    pub point: (String, usize),
    /// The write whose intent must be on the disk there, or must not be.
    pub intent: Option<(String, bool)>,
}

impl Boundary {
    /// Whether the files of a run that died there say the same.
    pub fn is_at(&self, folder: &Path) -> bool {
        let is_as_said =
            |(action, is_written): &(String, bool)| has_intent(&folder.join("data"), action) == *is_written;
        self.intent.as_ref().is_none_or(is_as_said)
    }
}

/// What a run under certain faults is to be killed at.
pub struct Scene {
    pub faults: Value,
    /// Begins the name of each of its boundaries.
    when: &'static str,
    writes: &'static [&'static str],
    reads: &'static [&'static str],
    /// Reads that find nothing: the next request follows at once.
    vain: &'static [&'static str],
    has_end: bool,
}

/// Runs that pass every boundary between them.
pub fn scenes() -> [Scene; 3] {
    let rule = |action: &&str, fault: &str| json!({"action": action, "nth": 1, "fault": fault});
    let lost: Vec<Value> = WRITES.iter().map(|action| rule(action, "dropAfterEffect")).collect();
    let undone: Vec<Value> = WRITES.iter().map(|action| rule(action, "dropBeforeEffect")).collect();
    [
        Scene {
            faults: json!([]),
            when: "",
            writes: &WRITES,
            reads: &["watching", "watching shares"],
            vain: &[],
            has_end: true,
        },
        Scene {
            faults: json!(lost),
            when: "reply lost; ",
            writes: &[],
            reads: &["reconciling by tag", "watching shares", "watching"],
            vain: &[],
            has_end: false,
        },
        Scene {
            faults: json!(undone),
            when: "request lost; ",
            writes: &[],
            reads: &["reconciling by name"],
            vain: &["reconciling by tag"],
            has_end: false,
        },
    ]
}

impl Scene {
    /// The boundaries that every run of this scene must pass.
    pub fn expected(&self) -> BTreeSet<String> {
        let intents = self.writes.iter().flat_map(|action| intents(action));
        let names = self.points().chain(intents);
        let end = self.has_end.then(|| END.to_owned());
        names.chain(end).map(|name| format!("{}{name}", self.when)).collect()
    }

    /// The boundaries of a run that passed these points and wrote these intents.
    pub fn boundaries(&self, names: &[String], told_intents: &Value) -> Vec<Boundary> {
        let mut found = Vec::new();
        for point in self.points().chain(self.has_end.then(|| END.to_owned())) {
            if names.contains(&point) {
                found.push(Boundary {
                    name: format!("{}{point}", self.when),
                    point: (point, 1),
                    intent: None,
                });
            }
        }
        for action in self.writes {
            let [before, after] = intents(action);
            if let Ok(point) = serde_json::from_value(told_intents[action].clone()) {
                found.push(self.intent(action, before, point, false));
                found.push(self.intent(action, after.clone(), (after, 1), true));
            }
        }
        found
    }

    /// The points of its requests.
    fn points(&self) -> impl Iterator<Item = String> {
        let points = |action: &&str, moments: &[&str]| {
            let points = moments.iter().map(|moment| format!("{action}: {moment}"));
            points.collect::<Vec<_>>()
        };
        let written_down = self.writes.iter().chain(self.reads);
        let written_down = written_down.flat_map(move |action| points(action, &OF_A_REQUEST));
        let vain = self.vain.iter();
        written_down.chain(vain.flat_map(move |action| points(action, &OF_A_REQUEST[..WITHOUT_COMMIT])))
    }

    fn intent(&self, action: &str, name: String, point: (String, usize), is_written: bool) -> Boundary {
        Boundary {
            name: format!("{}{name}", self.when),
            point,
            intent: Some((action.to_owned(), is_written)),
        }
    }
}

/// The point at which the store has just written the first intent of an action.
pub fn after_intent(action: &str) -> String {
    format!("{action}{AFTER_INTENT}")
}

pub const AFTER_INTENT: &str = ": after the intent";

fn intents(action: &str) -> [String; 2] {
    [format!("{action}: before the intent"), after_intent(action)]
}
