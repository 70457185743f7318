#![allow(clippy::unwrap_used)]

use super::*;

const HANGZHOU: i64 = 1;
const BEIJING: i64 = 2;

fn enter(relations: &mut Relations, place: i64) -> &mut Place {
    let region_id = if place == HANGZHOU { "cn-hangzhou" } else { "cn-beijing" };
    relations.enter(place, "a", region_id)
}

fn disk(instance_id: Option<&str>) -> DiskFacts {
    DiskFacts {
        row: 100,
        disk_type: "system".to_owned(),
        instance_id: instance_id.map(str::to_owned),
        ..DiskFacts::default()
    }
}

fn instance(name: &str, image_id: &str) -> InstanceFacts {
    InstanceFacts {
        row: 200,
        name: name.to_owned(),
        image_id: image_id.to_owned(),
        ..InstanceFacts::default()
    }
}

fn image(row: i64, name: &str, family: &str, created_at: i64) -> ImageFacts {
    ImageFacts {
        row,
        name: name.to_owned(),
        status: "Available".to_owned(),
        family: family.to_owned(),
        owner: "self".to_owned(),
        created_at: Some(created_at),
        ..ImageFacts::default()
    }
}

fn snapshot(row: i64, disk_id: &str, created_at: Option<i64>) -> RelatedSnapshot {
    RelatedSnapshot {
        row,
        disk_id: disk_id.to_owned(),
        created_at,
        is_data: true,
        is_unfinished: false,
    }
}

fn instance_name(place: &Place) -> Option<&str> {
    let (_, instance) = place.instance_of_disk("d-1")?;
    Some(instance?.name.as_str())
}

#[test]
fn a_snapshot_finds_its_instance_in_whatever_order_the_rows_arrive() {
    type Step = fn(&mut Place, &mut Dirty);
    let steps: [Step; 3] = [
        |place, _| place.put_snapshot("s-1", &snapshot(1, "d-1", Some(10))),
        |place, dirty| place.put_disk("d-1", disk(Some("i-1")), dirty),
        |place, dirty| place.put_instance("i-1", instance("web", ""), dirty),
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut relations = Relations::default();
        let mut dirty = Dirty::default();
        for step in order {
            steps[step](enter(&mut relations, HANGZHOU), &mut dirty);
        }
        assert_eq!(
            instance_name(relations.place(HANGZHOU).unwrap()),
            Some("web"),
            "{order:?}"
        );
        // What came before the last of the others must be told anew.
        assert_eq!(dirty.contains(&1), order[2] != 0, "{order:?}");
    }
}

#[test]
fn a_name_that_changes_and_a_disk_that_moves_or_goes_touch_the_snapshots() {
    let mut relations = Relations::default();
    let place = enter(&mut relations, HANGZHOU);
    let mut ignored = Dirty::default();
    place.put_snapshot("s-1", &snapshot(1, "d-1", Some(10)));
    place.put_disk("d-1", disk(Some("i-1")), &mut ignored);
    place.put_instance("i-1", instance("web", "m-1"), &mut ignored);
    let touched = |place: &mut Place, step: &dyn Fn(&mut Place, &mut Dirty)| {
        let mut dirty = Dirty::default();
        step(place, &mut dirty);
        dirty.contains(&1)
    };
    assert!(!touched(place, &|place, dirty| place.put_instance(
        "i-1",
        instance("web", "m-2"),
        dirty
    )));
    assert!(touched(place, &|place, dirty| place.put_instance(
        "i-1",
        instance("db", "m-2"),
        dirty
    )));
    assert!(!touched(place, &|place, dirty| place.put_disk(
        "d-1",
        disk(Some("i-1")),
        dirty
    )));
    assert!(touched(place, &|place, dirty| place.put_disk("d-1", disk(None), dirty)));
    assert_eq!(instance_name(place), None);
    assert!(touched(place, &|place, dirty| place.put_disk(
        "d-1",
        disk(Some("i-1")),
        dirty
    )));
    assert!(touched(place, &|place, dirty| place.remove_instance("i-1", dirty)));
    assert!(
        place.instance_of_disk("d-1").unwrap().1.is_none(),
        "its id is still known"
    );
    assert!(touched(place, &|place, dirty| place.remove_disk("d-1", dirty)));
    assert!(place.instance_of_disk("d-1").is_none());
}

#[test]
fn what_uses_a_snapshot_is_found_though_its_disk_is_gone() {
    let mut relations = Relations::default();
    let place = enter(&mut relations, HANGZHOU);
    let mut dirty = Dirty::default();
    let golden = ImageFacts {
        snapshot_ids: vec!["s-1".to_owned()],
        ..image(300, "golden", "", 5)
    };
    place.put_image("m-1", golden, &mut dirty);
    place.put_instance("i-1", instance("web", "m-1"), &mut dirty);
    let images: Vec<&str> = place.images_of_snapshot("s-1").map(|(id, _)| id).collect();
    assert_eq!(images, ["m-1"]);
    assert_eq!(place.instances_of_image("m-1")[0].1.name, "web");
    place.put_instance("i-1", instance("web", "m-2"), &mut dirty);
    assert!(
        place.instances_of_image("m-1").is_empty(),
        "its system disk was replaced"
    );
    place.remove_image("m-1", 300, &mut dirty);
    assert_eq!(place.images_of_snapshot("s-1").count(), 0);
}

#[test]
fn a_newer_image_is_an_available_one_of_the_same_family_and_owner_made_later() {
    let mut relations = Relations::default();
    let place = enter(&mut relations, HANGZHOU);
    let mut dirty = Dirty::default();
    place.put_image("m-1", image(301, "v1", "erp", 1), &mut dirty);
    place.put_instance("i-1", instance("web", "m-1"), &mut dirty);
    let newer = |place: &Place| {
        let image = place.image("m-1").unwrap();
        place.newer_image(image).map(|(id, _)| id.to_owned())
    };
    let others = [
        ImageFacts {
            status: "Creating".to_owned(),
            ..image(302, "v2", "erp", 2)
        },
        image(303, "other", "web", 3),
        image(304, "none", "", 3),
        image(305, "older", "erp", 0),
        ImageFacts {
            owner: "1234".to_owned(),
            ..image(306, "shared", "erp", 9)
        },
    ];
    for (number, other) in others.into_iter().enumerate() {
        place.put_image(&format!("m-no-{number}"), other, &mut dirty);
        assert_eq!(newer(place), None, "{number}");
    }
    relations.take_changed_families();
    let place = enter(&mut relations, HANGZHOU);
    place.put_image("m-3", image(307, "v3", "erp", 3), &mut dirty);
    assert_eq!(newer(place).as_deref(), Some("m-3"));
    let told = relations.take_changed_families();
    assert!(told.contains(&301) && told.contains(&200), "they show it");
    let place = enter(&mut relations, HANGZHOU);
    place.remove_image("m-3", 307, &mut dirty);
    assert_eq!(newer(place), None);
    let told = relations.take_changed_families();
    assert!(told.contains(&301) && told.contains(&200));
}

#[test]
fn of_images_made_at_the_same_moment_one_is_the_newest_of_its_family() {
    let mut relations = Relations::default();
    let place = enter(&mut relations, HANGZHOU);
    let mut dirty = Dirty::default();
    let deprecated = ImageFacts {
        status: "Deprecated".to_owned(),
        ..image(303, "v3", "erp", 3)
    };
    for (id, facts) in [
        ("m-1", image(301, "v1", "erp", 2)),
        ("m-2", image(302, "v2", "erp", 2)),
        ("m-3", deprecated),
        ("m-4", image(304, "alone", "", 9)),
    ] {
        place.put_image(id, facts, &mut dirty);
    }
    let newest: Vec<&str> = ["m-1", "m-2", "m-3", "m-4"]
        .into_iter()
        .filter(|id| place.is_newest_of_family(id, place.image(id).unwrap()))
        .collect();
    assert_eq!(newest, ["m-2"]);
}

#[test]
fn a_family_is_told_again_only_when_its_newest_image_is_another_one() {
    let mut relations = Relations::default();
    let mut dirty = Dirty::default();
    let place = enter(&mut relations, HANGZHOU);
    for (row, family) in [(301, "erp"), (302, "erp"), (303, "web"), (304, ""), (305, "")] {
        place.put_image(&format!("m-{row}"), image(row, "", family, row), &mut dirty);
    }
    let told = relations.take_changed_families();
    assert_eq!(told.into_iter().collect::<Vec<_>>(), [301, 302, 303]);

    let place = enter(&mut relations, HANGZHOU);
    place.put_image("m-302", image(302, "renamed", "erp", 302), &mut dirty);
    place.put_image("m-306", image(306, "older", "erp", 1), &mut dirty);
    assert_eq!(relations.take_changed_families(), Dirty::default());

    let place = enter(&mut relations, HANGZHOU);
    place.put_image("m-302", image(302, "moved", "web", 302), &mut dirty);
    let told = relations.take_changed_families();
    assert_eq!(
        told.into_iter().collect::<Vec<_>>(),
        [301, 306],
        "of web it is not the newest"
    );
    let place = relations.place(HANGZHOU).unwrap();
    let family = |image_id: &str| place.family(place.image(image_id).unwrap()).count();
    assert_eq!((family("m-301"), family("m-302"), family("m-304")), (2, 2, 0));
    assert_eq!(dirty, Dirty::default(), "no instance runs any of them");
}

#[test]
fn an_instance_is_told_again_when_its_image_comes_changes_or_goes() {
    let mut relations = Relations::default();
    let place = enter(&mut relations, HANGZHOU);
    let mut ignored = Dirty::default();
    place.put_instance("i-1", instance("web", "m-1"), &mut ignored);
    let touched = |place: &mut Place, step: &dyn Fn(&mut Place, &mut Dirty)| {
        let mut dirty = Dirty::default();
        step(place, &mut dirty);
        dirty.contains(&200)
    };
    let put = |name: &'static str| {
        move |place: &mut Place, dirty: &mut Dirty| place.put_image("m-1", image(301, name, "", 1), dirty)
    };
    assert!(touched(place, &put("v1")));
    assert!(!touched(place, &put("v1")));
    assert!(touched(place, &put("v2")));
    assert!(touched(place, &|place, dirty| place.remove_image("m-1", 301, dirty)));
}

fn copies(relations: &Relations, place: i64, image_id: &str) -> Vec<(String, bool)> {
    let copies = relations.copies(relations.place(place).unwrap(), image_id).into_iter();
    copies.map(|copy| (copy.image_id.to_owned(), copy.by_name)).collect()
}

#[test]
fn copies_are_found_by_the_origin_of_their_snapshots_or_else_by_name() {
    let mut relations = Relations::default();
    let mut dirty = Dirty::default();
    let of_snapshot = |row, name: &str, snapshot_id: &str, is_copied| ImageFacts {
        is_copied,
        system_snapshot_id: Some(snapshot_id.to_owned()),
        snapshot_ids: vec![snapshot_id.to_owned()],
        ..image(row, name, "", 1)
    };
    let hangzhou = enter(&mut relations, HANGZHOU);
    hangzhou.put_image("m-1", of_snapshot(301, "golden", "s-1", false), &mut dirty);
    hangzhou.put_image("m-same-region", of_snapshot(302, "golden 2", "s-1", false), &mut dirty);
    let beijing = enter(&mut relations, BEIJING);
    beijing.put_image("m-2", of_snapshot(303, "renamed", "s-2", true), &mut dirty);
    beijing.put_image("m-3", of_snapshot(304, "golden", "s-3", true), &mut dirty);
    beijing.put_image("m-4", of_snapshot(305, "golden", "s-4", false), &mut dirty);
    relations
        .enter(3, "b", "cn-beijing")
        .put_image("m-5", of_snapshot(306, "golden", "s-5", true), &mut dirty);
    assert_eq!(copies(&relations, HANGZHOU, "m-1"), [("m-3".to_owned(), true)]);
    relations.origins("a").put(BEIJING, "s-2", "s-1");
    let both = [("m-2".to_owned(), false), ("m-3".to_owned(), true)];
    assert_eq!(copies(&relations, HANGZHOU, "m-1"), both);
    let back = copies(&relations, BEIJING, "m-2");
    assert_eq!(back, [("m-1".to_owned(), false), ("m-same-region".to_owned(), false)]);
}

#[test]
fn the_nearest_snapshots_are_found_on_both_sides_and_those_without_a_time_last() {
    let mut relations = Relations::default();
    let place = enter(&mut relations, HANGZHOU);
    for (row, at) in [(1, Some(10)), (2, Some(20)), (3, Some(30)), (4, Some(40)), (5, None)] {
        place.put_snapshot(&format!("s-{row}"), &snapshot(row, "d-1", at));
    }
    assert_eq!(place.snapshots_near("d-1", Some(20), 1), [2, 3, 5]);
    assert_eq!(place.snapshots_near("d-1", None, 2), [4, 3, 5]);
    assert_eq!(place.data_snapshots_near(Some(25), 2), [2, 1, 3, 4, 5]);
    assert_eq!(place.snapshots_between("d-1", 20, 30), [2, 3]);
    place.remove_snapshots(&[(2, "s-2".to_owned())]);
    assert_eq!(place.snapshots_between("d-1", 20, 30), [3]);
    assert_eq!(place.snapshot_count("d-1"), 4);
}

#[test]
fn a_snapshot_that_is_of_another_disk_now_is_of_the_old_one_no_more() {
    let mut relations = Relations::default();
    let place = enter(&mut relations, HANGZHOU);
    place.put_snapshot("s-1", &snapshot(1, "d-1", Some(10)));
    place.put_snapshot("s-1", &snapshot(1, "d-2", Some(10)));
    assert_eq!((place.snapshot_count("d-1"), place.snapshot_count("d-2")), (0, 1));
    place.remove_snapshots(&[(1, "s-1".to_owned())]);
    assert_eq!(place.snapshot_count("d-2"), 0);
}

#[test]
fn snapshots_whose_disk_is_not_told_are_of_no_common_disk() {
    let mut relations = Relations::default();
    let place = enter(&mut relations, HANGZHOU);
    place.put_snapshot("s-1", &snapshot(1, "", Some(10)));
    place.put_snapshot("s-2", &snapshot(2, "", Some(20)));
    assert!(place.snapshots_between("", 0, 99).is_empty());
    assert_eq!(place.snapshot_count(""), 0);
    assert_eq!(place.data_snapshots_near(Some(15), 1), [1, 2]);
}

#[test]
fn an_image_that_moves_between_own_and_shared_keeps_what_is_known_of_it() {
    let mut relations = Relations::default();
    let mut dirty = Dirty::default();
    let place = enter(&mut relations, HANGZHOU);
    place.put_instance("i-1", instance("web", "m-1"), &mut dirty);
    place.put_image("m-1", image(301, "golden", "", 1), &mut dirty);
    place.put_image("m-1", image(302, "golden", "", 1), &mut dirty);
    place.remove_image("m-1", 301, &mut dirty);
    assert_eq!(place.image("m-1").unwrap().row, 302);
    place.remove_image("m-1", 302, &mut dirty);
    assert!(place.image("m-1").is_none());
}

#[test]
fn a_snapshot_is_on_the_line_of_the_disk_that_it_names_now() {
    let mut relations = Relations::default();
    let place = enter(&mut relations, HANGZHOU);
    for (row, disk_id) in [(5, "d-1"), (3, "d-1"), (3, "d-2"), (5, "d-1"), (4, "d-2")] {
        place.put_snapshot(&format!("s-{row}"), &snapshot(row, disk_id, Some(row)));
    }
    assert_eq!(place.snapshots_between("d-1", 0, 9), [5]);
    assert_eq!(place.snapshots_between("d-2", 0, 9), [3, 4]);
    place.remove_snapshots(&[(3, "s-3".to_owned()), (5, "s-5".to_owned())]);
    assert_eq!((place.snapshot_count("d-1"), place.snapshot_count("d-2")), (0, 1));
}

#[test]
fn an_unfinished_row_is_followed_until_it_is_finished_or_gone() {
    let mut relations = Relations::default();
    let place = enter(&mut relations, HANGZHOU);
    let unfinished = RelatedSnapshot {
        is_unfinished: true,
        ..snapshot(1, "d-1", Some(1))
    };
    place.put_snapshot("s-1", &unfinished);
    place.put_snapshot(
        "s-2",
        &RelatedSnapshot {
            row: 2,
            ..unfinished.clone()
        },
    );
    assert_eq!(place.unfinished_snapshots("", 9), ["s-1", "s-2"]);
    place.put_snapshot("s-1", &snapshot(1, "d-1", Some(1)));
    place.remove_snapshots(&[(2, "s-2".to_owned())]);
    assert!(place.unfinished_snapshots("", 9).is_empty());

    let mut dirty = Dirty::default();
    for (row, status) in [
        (1, "Creating"),
        (2, "Waiting"),
        (3, "Available"),
        (4, "CreateFailed"),
        (5, "Creating"),
    ] {
        let image = ImageFacts {
            status: status.to_owned(),
            is_shared_with_me: row == 5,
            ..image(row, "", "", 1)
        };
        place.put_image(&format!("m-{row}"), image, &mut dirty);
    }
    assert_eq!(place.unfinished_images("", 9), ["m-1", "m-2"]);
    place.put_image("m-1", image(1, "", "", 1), &mut dirty);
    place.remove_image("m-2", 2, &mut dirty);
    assert!(place.unfinished_images("", 9).is_empty());
}
