//! The named boundaries of a job: points of a run that its record tells apart, each to be died at.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use super::crossing::intended;
use super::plan::Plan;

/// Requests that change something in the cloud, one of each kind of step that sends.
const OF_IMAGES: [&str; 4] = [
    "CreateImage",
    "CopyImage",
    "ModifyImageSharePermission",
    "ModifyImageAttribute",
];
const OF_LAUNCHES: [&str; 1] = ["RunInstances"];
const OF_REPLACEMENTS: [&str; 5] = [
    "CreateSnapshot",
    "StopInstances",
    "ReplaceSystemDisk",
    "ApplyAutoSnapshotPolicy",
    "StartInstances",
];
const OF_CHANGES: [&str; 4] = [
    "ResizeDisk",
    "ModifyDiskSpec",
    "ModifyInstanceNetworkSpec",
    "ModifyInstanceSpec",
];

const OF_COPIES: [&str; 2] = ["CopyImage", "ModifyImageAttribute"];
const OF_SHARES: [&str; 1] = ["ModifyImageSharePermission"];
const OF_DELETIONS: [&str; 3] = ["ModifyImageSharePermission", "DeleteImage", "DeleteSnapshot"];
const OF_EXPORTS: [&str; 1] = ["ExportImage"];

/// All of them.
pub fn writes() -> impl Iterator<Item = &'static str> {
    let of_instances = OF_LAUNCHES.iter().chain(&OF_REPLACEMENTS).chain(&OF_CHANGES);
    let deletions = OF_DELETIONS.iter().filter(|action| !OF_IMAGES.contains(action));
    let of_existing = deletions.chain(&OF_EXPORTS);
    OF_IMAGES.iter().chain(of_instances).chain(of_existing).copied()
}

const OF_A_REQUEST: [&str; 4] = [BEFORE, AFTER_EFFECT, AFTER_REPLY, "after the commit"];
const BEFORE: &str = "before it is sent";
const AFTER_EFFECT: &str = "after its effect, before the reply";
const AFTER_REPLY: &str = "after the reply, before the commit";

/// The boundaries of each request that are died at.
#[derive(Clone, Copy)]
struct Moments {
    writes: &'static [&'static str],
    intents: bool,
    reads: &'static [&'static str],
    vain: &'static [&'static str],
}

/// A reply that is not written down has no commit.
const EVERY: Moments = Moments {
    writes: &OF_A_REQUEST,
    intents: true,
    reads: &OF_A_REQUEST,
    vain: &[BEFORE, AFTER_EFFECT],
};

/// Both sides of what a kind of step does to the cloud, and of what it has seen there. The others are passed in the same way by steps of
/// every kind; the benchmark dies at them as well.
const BOTH_SIDES: Moments = Moments {
    writes: &[BEFORE, AFTER_EFFECT],
    intents: false,
    reads: &[AFTER_REPLY],
    vain: &[AFTER_EFFECT],
};

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
            |(action, is_written): &(String, bool)| intended(&folder.join("data")).contains(action) == *is_written;
        self.intent.as_ref().is_none_or(is_as_said)
    }
}

/// What a run under certain faults is to be killed at.
pub struct Scene {
    pub plan: Plan,
    pub faults: Value,
    /// Begins the name of each of its boundaries.
    when: &'static str,
    writes: &'static [&'static str],
    reads: &'static [&'static str],
    /// Reads that find nothing: the next request follows at once.
    vain: &'static [&'static str],
    has_end: bool,
    moments: Moments,
}

/// Runs of image jobs and launches that pass every boundary between them.
pub fn scenes_of_new_things() -> [Scene; 6] {
    let (image, launch) = (Plan::image_of_every_kind, Plan::launch);
    [
        Scene {
            writes: &OF_IMAGES,
            reads: &["watching", "watching shares"],
            has_end: true,
            ..Scene::new(image, "", None)
        },
        Scene {
            reads: &["reconciling by tag", "watching shares", "watching"],
            ..Scene::new(image, "reply lost; ", Some(REPLY_LOST))
        },
        Scene {
            reads: &["reconciling by name"],
            vain: &["reconciling by tag"],
            ..Scene::new(image, "request lost; ", Some(REQUEST_LOST))
        },
        Scene {
            writes: &OF_LAUNCHES,
            reads: &["watching instances"],
            vain: &["proving"],
            has_end: true,
            ..Scene::new(launch, "launch; ", None)
        },
        Scene {
            reads: &["reconciling instances by tag", "watching instances"],
            ..Scene::new(launch, "launch, reply lost; ", Some(REPLY_LOST))
        },
        Scene {
            reads: &["reconciling instances by name"],
            vain: &["reconciling instances by tag"],
            ..Scene::new(launch, "launch, request lost; ", Some(REQUEST_LOST))
        },
    ]
}

/// The same of jobs that replace a system disk and change a configuration. What they look for after a lost reply is the state that
/// they watch: the first look is that one.
pub fn scenes_of_instances() -> [Scene; 6] {
    let (replace, change) = (Plan::replace, Plan::change);
    let scenes = [
        Scene {
            writes: &OF_REPLACEMENTS,
            reads: &["watching snapshots", "watching instances", "watching disks"],
            has_end: true,
            ..Scene::new(replace, "replace; ", None)
        },
        Scene {
            reads: &["reconciling snapshots by tag", "watching instances", "watching disks"],
            ..Scene::new(replace, "replace, reply lost; ", Some(REPLY_LOST))
        },
        Scene {
            reads: &["reconciling snapshots by name"],
            vain: &["reconciling snapshots by tag", "watching disks"],
            ..Scene::new(replace, "replace, request lost; ", Some(REQUEST_LOST))
        },
        Scene {
            writes: &OF_CHANGES,
            reads: &["watching disks"],
            has_end: true,
            ..Scene::new(change, "change; ", None)
        },
        Scene {
            reads: &["watching disks"],
            ..Scene::new(change, "change, reply lost; ", Some(REPLY_LOST))
        },
        Scene {
            vain: &["watching disks"],
            ..Scene::new(change, "change, request lost; ", Some(REQUEST_LOST))
        },
    ];
    scenes.map(|scene| Scene {
        moments: BOTH_SIDES,
        ..scene
    })
}

/// The same of jobs that copy, share and delete an image that is there. What shares and deletions look for after a lost reply is the state
/// that they watch.
pub fn scenes_of_existing_images() -> [Scene; 9] {
    let (copy, share, delete) = (Plan::copy, Plan::share, Plan::delete);
    let scenes = [
        Scene {
            writes: &OF_COPIES,
            reads: &["watching"],
            has_end: true,
            ..Scene::new(copy, "copy; ", None)
        },
        Scene {
            reads: &["reconciling by tag", "watching"],
            ..Scene::new(copy, "copy, reply lost; ", Some(REPLY_LOST))
        },
        Scene {
            reads: &["reconciling by name"],
            vain: &["reconciling by tag"],
            ..Scene::new(copy, "copy, request lost; ", Some(REQUEST_LOST))
        },
        Scene {
            writes: &OF_SHARES,
            reads: &["watching shares"],
            has_end: true,
            ..Scene::new(share, "share; ", None)
        },
        Scene {
            reads: &["watching shares"],
            ..Scene::new(share, "share, reply lost; ", Some(REPLY_LOST))
        },
        Scene {
            vain: &["watching shares"],
            ..Scene::new(share, "share, request lost; ", Some(REQUEST_LOST))
        },
        Scene {
            writes: &OF_DELETIONS,
            reads: &["watching shares", "watching", "watching snapshots"],
            has_end: true,
            ..Scene::new(delete, "delete; ", None)
        },
        Scene {
            reads: &["watching shares", "watching", "watching snapshots"],
            ..Scene::new(delete, "delete, reply lost; ", Some(REPLY_LOST))
        },
        Scene {
            vain: &["watching shares", "watching", "watching snapshots"],
            ..Scene::new(delete, "delete, request lost; ", Some(REQUEST_LOST))
        },
    ];
    scenes.map(|scene| Scene {
        moments: BOTH_SIDES,
        ..scene
    })
}

/// The same of a job that exports an image. The exports that are there are asked for before the request as well.
pub fn scenes_of_exports() -> [Scene; 3] {
    let export = Plan::export;
    [
        Scene {
            writes: &OF_EXPORTS,
            reads: &["looking for tasks", "watching tasks"],
            has_end: true,
            ..Scene::new(export, "export; ", None)
        },
        Scene {
            reads: &["watching tasks"],
            vain: &["looking for tasks"],
            ..Scene::new(export, "export, reply lost; ", Some(REPLY_LOST))
        },
        Scene {
            vain: &["looking for tasks"],
            ..Scene::new(export, "export, request lost; ", Some(REQUEST_LOST))
        },
    ]
}

const REPLY_LOST: &str = "dropAfterEffect";
const REQUEST_LOST: &str = "dropBeforeEffect";

impl Scene {
    /// The fault meets the first request of each kind that changes something.
    fn new(plan: fn() -> Plan, when: &'static str, fault: Option<&str>) -> Self {
        let rule = |action: &str| fault.map(|fault| json!({"action": action, "nth": 1, "fault": fault}));
        Self {
            plan: plan(),
            faults: json!(writes().filter_map(rule).collect::<Vec<_>>()),
            when,
            writes: &[],
            reads: &[],
            vain: &[],
            has_end: false,
            moments: EVERY,
        }
    }

    /// The boundaries that every run of this scene must pass.
    pub fn expected(&self) -> BTreeSet<String> {
        let intents = self.with_intents().flat_map(intents);
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
        for action in self.with_intents() {
            let [before, after] = intents(action);
            if let Ok(point) = serde_json::from_value(told_intents[action].clone()) {
                found.push(self.intent(action, before, point, false));
                found.push(self.intent(action, after.clone(), (after, 1), true));
            }
        }
        found
    }

    /// The requests before and after whose intents is died.
    fn with_intents(&self) -> impl Iterator<Item = &'static str> {
        let writes = self.writes.iter().copied();
        writes.filter(|_| self.moments.intents)
    }

    /// The points of its requests.
    fn points(&self) -> impl Iterator<Item = String> {
        let Moments {
            writes, reads, vain, ..
        } = self.moments;
        let points = [(self.writes, writes), (self.reads, reads), (self.vain, vain)];
        points.into_iter().flat_map(|(requests, moments)| {
            let each = requests.iter();
            each.flat_map(|request| moments.iter().map(move |moment| format!("{request}: {moment}")))
        })
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
