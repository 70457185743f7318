#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::inventory::index::IndexedPlace;
use crate::inventory::listed::Listed;
use crate::inventory::relations::{Dirty, ImageFacts};
use crate::milliseconds::{DAY, MINUTE};

const REGIONS: [&str; 4] = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "eu-central-1"];
const HOUR: i64 = 60 * MINUTE;
const NOW: i64 = 1_700_000_000_000;

/// Everything that is known of one or two accounts.
struct World {
    relations: Relations,
    accounts: Vec<AskedAccount>,
    rows: i64,
}

fn place_id(account_id: &str, region_id: &str) -> i64 {
    let region = REGIONS.iter().position(|known| *known == region_id).unwrap();
    i64::try_from(region).unwrap() + if account_id == "a" { 0 } else { 100 }
}

impl World {
    /// Accounts that use these regions, all of them listed.
    fn of(accounts: &[(&str, &[&str])]) -> Self {
        let mut relations = Relations::default();
        let places = accounts.iter().flat_map(|(account_id, regions)| {
            regions.iter().map(|region_id| IndexedPlace {
                id: place_id(account_id, region_id),
                account_id: (*account_id).to_owned(),
                account_key: String::new(),
                region_id: (*region_id).to_owned(),
                listed: Listed::of(ShardKind::ALL),
            })
        });
        relations.set_places(&places.collect::<Vec<_>>());
        let accounts = accounts.iter().map(|(account_id, regions)| AskedAccount {
            id: (*account_id).to_owned(),
            region_ids: regions.iter().map(|region_id| (*region_id).to_owned()).collect(),
            not_asked: BTreeMap::new(),
        });
        Self {
            relations,
            accounts: accounts.collect(),
            rows: 0,
        }
    }

    fn new() -> Self {
        Self::of(&[("a", &REGIONS)])
    }

    fn put(&mut self, region_id: &str, image_id: &str, image: ImageFacts) {
        self.put_of("a", region_id, image_id, image);
    }

    fn put_of(&mut self, account_id: &str, region_id: &str, image_id: &str, image: ImageFacts) {
        self.rows += 1;
        let facts = ImageFacts {
            row: self.rows,
            ..image
        };
        let place = self
            .relations
            .enter(place_id(account_id, region_id), account_id, region_id);
        place.put_image(image_id, facts, &mut Dirty::default());
    }

    fn matrix(&self, question: &PresenceQuestion) -> PresenceWindow {
        matrix(&self.relations, &self.accounts, question)
    }

    /// The rows, each as its name and one word a region.
    fn told(&self, question: &PresenceQuestion) -> Vec<String> {
        let lines = self.matrix(question).lines.into_iter();
        let rows = lines.filter_map(|line| match line {
            PresenceLine::Row(row) => Some(in_words(&row)),
            PresenceLine::Account(_) => None,
        });
        rows.collect()
    }
}

fn in_words(row: &PresenceRow) -> String {
    let title = if row.family.is_empty() { &row.name } else { &row.family };
    let cells = row.cells.iter().map(|cell| match cell {
        PresenceCell::NotUsed => "unused".to_owned(),
        PresenceCell::NotKnown => "unknown".to_owned(),
        PresenceCell::Absent => "-".to_owned(),
        PresenceCell::Source { .. } => "source".to_owned(),
        PresenceCell::Copy { status, .. } if status == "Deprecated" => "deprecated".to_owned(),
        PresenceCell::Copy { by_name: true, .. } => "copy?".to_owned(),
        PresenceCell::Copy { .. } => "copy".to_owned(),
        PresenceCell::Older { behind, .. } => format!("{}h", behind.unwrap_or_default() / HOUR),
        PresenceCell::Copying {
            progress: Some(percent),
        } => format!("{percent}%"),
        PresenceCell::Copying { progress: None } => "%".to_owned(),
        PresenceCell::Waiting => "waiting".to_owned(),
        PresenceCell::Failed { failure, status } => match failure {
            Some(failure) => format!("failed{}", failure.job_id),
            None => status.clone(),
        },
    });
    let cells: Vec<String> = cells.collect();
    format!("{title}: {} {}/{}", cells.join(" "), row.present, row.of)
}

fn all() -> PresenceQuestion {
    PresenceQuestion {
        account_ids: Vec::new(),
        region_ids: Vec::new(),
        by: PresenceBy::Family,
        incomplete: false,
        found: None,
        copies: Vec::new(),
        from: 0,
        to: 100,
    }
}

/// An own image that is so many hours old.
fn image(name: &str, family: &str, hours: i64) -> ImageFacts {
    ImageFacts {
        name: name.to_owned(),
        status: "Available".to_owned(),
        family: family.to_owned(),
        owner: "self".to_owned(),
        created_at: Some(NOW - hours * HOUR),
        ..ImageFacts::default()
    }
}

fn copy(name: &str, family: &str, hours: i64) -> ImageFacts {
    ImageFacts {
        is_copied: true,
        ..image(name, family, hours)
    }
}

fn with_status(status: &str, image: ImageFacts) -> ImageFacts {
    ImageFacts {
        status: status.to_owned(),
        ..image
    }
}

fn known_copy(image_id: &str, region_id: &str, state: KnownCopyState) -> KnownCopy {
    KnownCopy {
        account_id: "a".to_owned(),
        image_id: image_id.to_owned(),
        region_id: region_id.to_owned(),
        state,
    }
}

fn failed(job_id: i64) -> KnownCopyState {
    KnownCopyState::Failed(PresenceFailure {
        job_id,
        position: 1,
        at: Some(NOW),
        problem: Some(Problem::new(ProblemCode::ImageQuota)),
    })
}

#[test]
fn the_newest_version_is_the_source_and_a_region_has_it_or_a_copy_or_is_behind() {
    let mut world = World::new();
    world.put("cn-hangzhou", "m-1", image("erp-v1", "erp", 170));
    world.put("cn-hangzhou", "m-2", image("erp-v2", "erp", 2));
    world.put("cn-shanghai", "m-3", copy("erp-v2", "erp", 1));
    world.put("cn-beijing", "m-4", copy("erp-v1", "erp", 1));
    assert_eq!(
        world.told(&all()),
        ["erp: source copy? 168h - 2/4"],
        "a copy is as old as its original"
    );
    let source = match &world.matrix(&all()).lines[1] {
        PresenceLine::Row(row) => row.source.clone().unwrap(),
        PresenceLine::Account(_) => panic!("no row"),
    };
    assert_eq!(
        (source.key.region_id.as_str(), source.key.id.as_str()),
        ("cn-hangzhou", "m-2")
    );
}

#[test]
fn a_copy_without_its_family_and_one_with_another_name_belong_to_their_original() {
    let mut world = World::new();
    let original = ImageFacts {
        system_snapshot_id: Some("s-1".to_owned()),
        ..image("erp-v2", "erp", 2)
    };
    let renamed = ImageFacts {
        system_snapshot_id: Some("s-2".to_owned()),
        ..copy("erp-beijing", "", 1)
    };
    world.put("cn-hangzhou", "m-1", original);
    world.put("cn-shanghai", "m-2", copy("erp-v2", "", 1));
    world.relations.origins("a").put(2, "s-2", "s-1");
    world.put("cn-beijing", "m-3", renamed);
    assert_eq!(world.told(&all()), ["erp: source copy? copy - 3/4"]);
}

#[test]
fn copies_of_an_original_that_is_gone_are_the_newest_version() {
    let mut world = World::new();
    world.put("cn-hangzhou", "m-1", image("erp-v1", "erp", 900));
    world.put("cn-shanghai", "m-2", copy("erp-v2", "erp", 3));
    world.put("cn-beijing", "m-3", copy("erp-v2", "erp", 2));
    assert_eq!(world.told(&all()), ["erp: 898h copy? source - 2/4"]);
}

#[test]
fn a_late_copy_of_a_deprecated_version_is_as_old_as_that_version() {
    let mut world = World::new();
    let deprecated = with_status("Deprecated", image("erp-v1", "erp", 170));
    world.put("cn-hangzhou", "m-1", deprecated);
    world.put("cn-hangzhou", "m-2", image("erp-v2", "erp", 20));
    world.put("cn-beijing", "m-3", copy("erp-v1", "erp", 1));
    assert_eq!(world.told(&all()), ["erp: source - 150h - 1/4"]);
}

#[test]
fn an_image_of_the_same_name_made_before_or_of_another_origin_is_no_copy() {
    let of = |snapshot_id: &str, image| ImageFacts {
        system_snapshot_id: Some(snapshot_id.to_owned()),
        ..image
    };
    let mut world = World::new();
    world.put("cn-hangzhou", "m-1", of("s-1", image("db", "db", 5)));
    world.put("cn-shanghai", "m-2", of("s-2", copy("db", "db", 9)));
    assert_eq!(world.told(&all()), ["db: source 4h - - 1/4"], "made before");
    let mut world = World::new();
    world.put("cn-hangzhou", "m-1", of("s-1", image("db", "db", 5)));
    world.put("cn-beijing", "m-3", of("s-3", copy("db", "db", 4)));
    assert_eq!(world.told(&all()), ["db: source - copy? - 2/4"]);
    world.relations.origins("a").put(2, "s-3", "s-9");
    assert_eq!(world.told(&all()), ["db: 1h - source - 1/4"], "of another origin");
}

#[test]
fn of_several_images_of_one_snapshot_a_copy_is_of_the_one_of_its_name() {
    let mut world = World::new();
    let of = |snapshot_id: &str, image| ImageFacts {
        system_snapshot_id: Some(snapshot_id.to_owned()),
        ..image
    };
    world.put("cn-hangzhou", "m-1", of("s-1", image("web", "web", 9)));
    world.put("cn-hangzhou", "m-2", of("s-1", image("db", "db", 8)));
    world.put("cn-hangzhou", "m-3", of("s-1", image("app", "app", 7)));
    world.relations.origins("a").put(2, "s-2", "s-1");
    world.put("cn-beijing", "m-4", of("s-2", copy("db", "", 1)));
    let told = world.told(&all());
    assert_eq!(
        told,
        [
            "app: source - - - 1/4",
            "db: source - copy - 2/4",
            "web: source - - - 1/4"
        ]
    );
}

#[test]
fn a_deprecated_copy_is_told_as_such_and_not_counted() {
    let mut world = World::new();
    world.put("cn-hangzhou", "m-1", image("db", "db", 9));
    world.put("cn-shanghai", "m-2", with_status("Deprecated", copy("db", "db", 1)));
    assert_eq!(world.told(&all()), ["db: source deprecated - - 1/4"]);
}

#[test]
fn copies_at_work_are_told_by_jobs_and_by_images_that_are_being_made() {
    let mut world = World::new();
    let creating = ImageFacts {
        progress: Some(62),
        ..with_status("Creating", copy("db", "db", 0))
    };
    world.put("cn-hangzhou", "m-1", image("db", "db", 2));
    world.put("cn-shanghai", "m-2", creating);
    world.put("cn-beijing", "m-3", with_status("Waiting", copy("db", "db", 0)));
    assert_eq!(world.told(&all()), ["db: source 62% waiting - 1/4"]);
    let question = PresenceQuestion {
        copies: vec![
            known_copy("m-1", "cn-shanghai", KnownCopyState::Copying { progress: Some(70) }),
            known_copy("m-1", "eu-central-1", KnownCopyState::Waiting),
            // Of another image.
            known_copy("m-9", "cn-beijing", failed(1)),
        ],
        ..all()
    };
    assert_eq!(world.told(&question), ["db: source 70% waiting waiting 1/4"]);
}

#[test]
fn what_failed_is_told_with_its_step_until_the_copy_is_there() {
    let mut world = World::new();
    world.put("cn-hangzhou", "m-1", image("db", "db", 9));
    world.put("cn-shanghai", "m-2", copy("db", "db", 1));
    world.put("eu-central-1", "m-3", with_status("CreateFailed", copy("db", "db", 1)));
    let question = PresenceQuestion {
        copies: vec![
            known_copy("m-1", "cn-shanghai", failed(1)),
            known_copy("m-1", "cn-beijing", failed(2)),
            known_copy("m-1", "cn-beijing", failed(3)),
        ],
        ..all()
    };
    let mut retried = question.clone();
    let waiting = known_copy("m-1", "cn-beijing", KnownCopyState::Waiting);
    retried.copies.insert(1, waiting);
    assert_eq!(
        world.told(&retried),
        ["db: source copy? waiting CreateFailed 2/4"],
        "whichever was ordered later"
    );
    assert_eq!(world.told(&question), ["db: source copy? failed3 CreateFailed 2/4"]);
}

#[test]
fn an_image_that_is_still_being_made_has_no_source_and_nothing_present() {
    let mut world = World::new();
    let creating = ImageFacts {
        progress: Some(18),
        ..with_status("Creating", image("node-v14", "node", 0))
    };
    world.put("cn-hangzhou", "m-1", creating);
    assert_eq!(world.told(&all()), ["node: 18% - - - 0/4"]);
    world.put("cn-shanghai", "m-2", image("node-v13", "node", 100));
    assert_eq!(world.told(&all()), ["node: 18% source - - 1/4"]);
}

#[test]
fn what_could_not_be_asked_is_not_known_and_never_counted() {
    let mut world = World::of(&[("a", &REGIONS[..3])]);
    world.put("cn-hangzhou", "m-1", image("db", "db", 2));
    world.put("cn-beijing", "m-2", copy("db", "db", 1));
    let denied = Problem::new(ProblemCode::AccessDenied);
    world.accounts[0]
        .not_asked
        .insert("cn-beijing".to_owned(), denied.clone());
    let question = PresenceQuestion {
        copies: vec![known_copy("m-1", "cn-beijing", failed(1))],
        ..all()
    };
    assert_eq!(world.told(&question), ["db: source - unknown 1/2"]);
    let PresenceLine::Account(account) = &world.matrix(&question).lines[0] else {
        panic!("no account");
    };
    assert_eq!((account.account_id.as_str(), account.rows), ("a", 1));
    let expected = RegionNotAsked {
        region_id: "cn-beijing".to_owned(),
        problem: denied,
    };
    assert_eq!(account.not_asked, [expected]);
}

#[test]
fn a_region_that_is_not_listed_to_its_end_is_not_known() {
    let mut world = World::new();
    world.put("cn-hangzhou", "m-1", image("db", "db", 2));
    let place = world.relations.enter(place_id("a", "cn-shanghai"), "a", "cn-shanghai");
    place.listed = Listed::of([ShardKind::Snapshots]);
    assert_eq!(world.told(&all()), ["db: source unknown - - 1/3"]);
}

#[test]
fn each_account_is_told_by_itself_with_its_own_regions_and_images() {
    let mut world = World::of(&[("a", &REGIONS[..2]), ("b", &REGIONS[1..])]);
    world.put_of("a", "cn-hangzhou", "m-1", image("db", "db", 2));
    world.put_of("b", "cn-shanghai", "m-2", image("db", "db", 5));
    world.put_of(
        "b",
        "cn-beijing",
        "m-3",
        ImageFacts {
            owner: "1234".to_owned(),
            is_shared_with_me: true,
            ..image("theirs", "theirs", 1)
        },
    );
    assert_eq!(
        world.told(&all()),
        ["db: source - unused unused 1/2", "db: unused source - - 1/3"]
    );
    let window = world.matrix(&all());
    assert_eq!((window.total, window.rows, window.of), (4, 2, 2));
    let one = PresenceQuestion {
        account_ids: vec!["b".to_owned()],
        region_ids: vec!["cn-beijing".to_owned()],
        ..all()
    };
    let world = World {
        accounts: world.accounts.split_off(1),
        ..world
    };
    assert_eq!(world.told(&one), ["db: - 0/1"], "its source is in another region");
}

#[test]
fn rows_are_by_name_when_that_is_asked_for_the_newest_first() {
    let mut world = World::new();
    world.put("cn-hangzhou", "m-1", image("v1", "erp", 9));
    world.put("cn-hangzhou", "m-2", image("v2", "erp", 2));
    world.put("cn-shanghai", "m-3", image("", "", 5));
    let question = PresenceQuestion {
        by: PresenceBy::Name,
        ..all()
    };
    assert_eq!(
        world.told(&question),
        ["erp: source - - - 1/4", ": - source - - 1/4", "erp: source - - - 1/4"]
    );
    assert_eq!(world.told(&all()), ["erp: source - - - 1/4", ": - source - - 1/4"]);
}

#[test]
fn rows_can_be_those_with_gaps_and_those_that_were_found() {
    let mut world = World::of(&[("a", &REGIONS[..2])]);
    world.put("cn-hangzhou", "m-1", image("full", "", 2));
    world.put("cn-shanghai", "m-2", copy("full", "", 1));
    world.put("cn-hangzhou", "m-3", image("gap", "", 5));
    world.put("cn-shanghai", "m-4", with_status("Creating", copy("gap", "", 0)));
    let gaps = PresenceQuestion {
        incomplete: true,
        ..all()
    };
    assert_eq!(world.told(&gaps), ["gap: source % 1/2"]);
    assert_eq!((world.matrix(&gaps).rows, world.matrix(&gaps).of), (1, 2));
    let found = PresenceQuestion {
        found: Some(HashSet::from([2])),
        ..all()
    };
    assert_eq!(world.told(&found), ["full: source copy? 2/2"]);
}

#[test]
fn lines_come_a_window_at_a_time() {
    let mut world = World::of(&[("a", &REGIONS[..1]), ("b", &REGIONS[..1])]);
    for number in 0..3 {
        let name = format!("x{number}");
        world.put_of("a", "cn-hangzhou", &name, image(&name, "", number));
        world.put_of("b", "cn-hangzhou", &name, image(&name, "", number));
    }
    let names = |from, to| -> Vec<String> {
        let lines = world.matrix(&PresenceQuestion { from, to, ..all() }).lines.into_iter();
        let names = lines.map(|line| match line {
            PresenceLine::Account(account) => account.account_id,
            PresenceLine::Row(row) => row.name,
        });
        names.collect()
    };
    let expected = ["a", "x0", "x1", "x2", "b", "x0", "x1", "x2"];
    assert_eq!(names(0, 99), expected);
    for from in 0..=8 {
        for to in from..=8 {
            assert_eq!(names(from, to), expected[from as usize..to as usize], "{from} {to}");
        }
    }
}

#[test]
fn ten_thousand_images_in_28_regions_make_one_window_of_a_hundred_lines() {
    let regions: Vec<String> = (0..28).map(|number| format!("r-{number:02}")).collect();
    let mut relations = Relations::default();
    let places = regions.iter().zip(0..).map(|(region_id, id)| IndexedPlace {
        id,
        account_id: "a".to_owned(),
        account_key: String::new(),
        region_id: region_id.clone(),
        listed: Listed::of(ShardKind::ALL),
    });
    relations.set_places(&places.collect::<Vec<_>>());
    for number in 0..10_000_i64 {
        let region = number % 28;
        let version = number / 4;
        let facts = ImageFacts {
            row: number,
            is_copied: number % 4 > 0,
            created_at: Some(NOW - version * DAY - number),
            system_snapshot_id: Some(format!("s-{number}")),
            ..image(&format!("image-{version}"), &format!("family-{}", version / 3), 0)
        };
        let place = relations.enter(region, "a", &regions[usize::try_from(region).unwrap()]);
        place.put_image(&format!("m-{number}"), facts, &mut Dirty::default());
    }
    relations.origins("a").put(1, "s-1", "s-0");
    let accounts = [AskedAccount {
        id: "a".to_owned(),
        region_ids: regions,
        not_asked: BTreeMap::new(),
    }];
    for by in [PresenceBy::Family, PresenceBy::Name] {
        let question = PresenceQuestion {
            by,
            incomplete: true,
            ..all()
        };
        let window = matrix(&relations, &accounts, &question);
        assert_eq!(window.lines.len(), 100);
    }
}
