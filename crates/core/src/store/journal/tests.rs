#![allow(clippy::unwrap_used)]

use rusqlite::Connection;

use super::*;

fn store() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(CREATE).unwrap();
    connection.execute_batch(LISTED).unwrap();
    connection
}

fn row(target: &str) -> NewJournalRow {
    NewJournalRow {
        account_id: "a-1".to_owned(),
        account_alias: "prod".to_owned(),
        environment: Environment::Production,
        uid: "1934".to_owned(),
        arn: "acs:ram::1934:user/ops".to_owned(),
        action: "ecs:CreateImage".to_owned(),
        region_id: Some("cn-hangzhou".to_owned()),
        target: target.to_owned(),
        request: "{}".to_owned(),
        job_id: None,
        position: None,
        sent_at: 1_000,
    }
}

fn answered(outcome: JournalOutcome) -> AnswerRow {
    AnswerRow {
        answered_at: Some(2_000),
        outcome,
        request_id: Some("R-77".to_owned()),
        code: Some("QuotaExceed.Image".to_owned()),
        message: Some("full".to_owned()),
    }
}

/// The targets of the rows that match, newest first.
fn targets(connection: &Connection, filter: &JournalFilter) -> Vec<String> {
    let rows = page(connection, filter, None, 100).unwrap();
    assert_eq!(count(connection, filter).unwrap() as usize, rows.len());
    rows.into_iter().map(|row| row.write.target).collect()
}

fn searched(search: &str) -> JournalFilter {
    JournalFilter {
        search: search.to_owned(),
        ..JournalFilter::default()
    }
}

#[test]
fn every_part_of_a_filter_narrows_and_all_together() {
    let connection = store();
    let other = NewJournalRow {
        account_id: "a-2".to_owned(),
        account_alias: "staging".to_owned(),
        action: "ecs:CopyImage".to_owned(),
        region_id: None,
        sent_at: 5_000,
        ..row("second")
    };
    insert(&connection, &row("first"), "first").unwrap();
    let second = insert(&connection, &other, "second").unwrap();
    answer(&connection, second, &answered(JournalOutcome::Refused)).unwrap();

    let all = JournalFilter::default();
    assert_eq!(targets(&connection, &all), ["second", "first"]);
    let of_one = |words: &str| vec![words.to_owned()];
    let narrow = [
        JournalFilter {
            account_ids: of_one("a-1"),
            ..all.clone()
        },
        JournalFilter {
            actions: of_one("ecs:CreateImage"),
            ..all.clone()
        },
        JournalFilter {
            region_ids: of_one("cn-hangzhou"),
            ..all.clone()
        },
        JournalFilter {
            outcomes: vec![JournalOutcome::Sent, JournalOutcome::NotSent],
            ..all.clone()
        },
        JournalFilter {
            to: Some(4_999),
            ..all.clone()
        },
    ];
    for filter in narrow {
        assert_eq!(targets(&connection, &filter), ["first"], "{filter:?}");
    }
    let refused = JournalFilter {
        outcomes: vec![JournalOutcome::Refused],
        from: Some(5_000),
        ..searched("quotaexceed")
    };
    assert_eq!(targets(&connection, &refused), ["second"]);
    let none = JournalFilter {
        account_ids: of_one("a-1"),
        ..refused
    };
    assert!(targets(&connection, &none).is_empty());
    let names: Vec<_> = accounts(&connection)
        .unwrap()
        .into_iter()
        .map(|row| row.account_alias)
        .collect();
    assert_eq!(names, ["prod", "staging"]);
    assert_eq!(actions(&connection).unwrap(), ["ecs:CopyImage", "ecs:CreateImage"]);
    assert_eq!(regions(&connection).unwrap(), ["cn-hangzhou"]);
}

#[test]
fn a_search_takes_its_signs_as_they_are() {
    let connection = store();
    for text in ["50%_off", r"50\5", "50X off", "生产-镜像"] {
        insert(&connection, &row(text), text).unwrap();
    }
    assert_eq!(targets(&connection, &searched("0%_")), ["50%_off"]);
    assert_eq!(targets(&connection, &searched(r"0\5")), [r"50\5"]);
    assert_eq!(targets(&connection, &searched(" 50x ")), ["50X off"]);
    assert_eq!(targets(&connection, &searched("镜像")), ["生产-镜像"]);
    assert_eq!(targets(&connection, &searched("create")).len(), 4);
    assert!(targets(&connection, &searched("R-77")).is_empty());
}

#[test]
fn rows_of_an_older_file_are_found_by_their_parameters_also_when_one_cannot_be_read() {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(CREATE).unwrap();
    let old = "INSERT INTO journal (account_id, account_alias, environment, uid, arn, action, target, request, sent_at, outcome)
               VALUES ('a-1', 'prod', 'test', '1', '', 'ecs:CreateImage', ?1, ?2, 1, 'accepted')";
    let request = r#"{"parameters":[["SnapshotId","s-bp1old"],["ImageName","web"]],"secretNames":["Password"]}"#;
    connection.execute(old, ["web", request]).unwrap();
    connection.execute(old, ["torn", "{"]).unwrap();
    connection.execute(old, ["bare", "{}"]).unwrap();
    connection.execute_batch(LISTED).unwrap();
    assert_eq!(targets(&connection, &searched("S-BP1OLD")), ["web"]);
    assert_eq!(targets(&connection, &searched("torn")), ["torn"]);
    assert_eq!(targets(&connection, &searched("bare")), ["bare"]);
    assert!(targets(&connection, &searched("SnapshotId")).is_empty());
}

#[test]
fn no_question_of_a_list_reads_a_request() {
    let connection = store();
    let asked = Asked::of(&searched("web"));
    let mut values: Vec<(&str, &dyn ToSql)> = asked.values().into();
    values.extend([(":before", &i64::MAX as &dyn ToSql), (":limit", &200)]);
    let sql = format!(
        "EXPLAIN QUERY PLAN SELECT id FROM journal INDEXED BY journal_list WHERE id < :before AND {MATCHES} ORDER BY id DESC LIMIT :limit"
    );
    let mut statement = connection.prepare(&sql).unwrap();
    let plan: Vec<String> = statement
        .query_map(&*values, |row| row.get(3))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(plan[0].contains("USING COVERING INDEX journal_list (id<?)"), "{plan:?}");
    assert!(
        !plan.iter().any(|line| line.contains("TEMP B-TREE FOR ORDER BY")),
        "{plan:?}"
    );
}
