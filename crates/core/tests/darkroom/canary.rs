//! The secret of an account is in no file, no log event, no answer and no support report, whatever the cloud repeats of a request.

use std::collections::BTreeMap;
use std::io::{Result, Write};
use std::sync::{Arc, Mutex, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use darkroom_core::account::KeyForm;
use darkroom_core::instance::ReplaceDraft;
use darkroom_core::job::{JobEventCode, StepState};
use darkroom_core::launch::{LaunchDraft, SignIn};
use darkroom_core::view::{ExportFormat, JournalFile};
use darkroom_core::{JournalFilter, Program, Settings};
use secrecy::SecretString;
use tracing_subscriber::filter::LevelFilter;

use crate::export_targets::InMemory;
use crate::harness::{Harness, Parameters, Reaction, Session, form};
use crate::preferences::{own, password};
use crate::replace::page;

/// Every event of the process, those of other tests as well: no thread and no task is left out.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn capturing() -> Self {
        static LOG: OnceLock<Log> = OnceLock::new();
        let log = LOG.get_or_init(|| {
            let log = Self::default();
            let writer = log.clone();
            let subscriber = tracing_subscriber::fmt()
                .with_ansi(false)
                .with_max_level(LevelFilter::TRACE)
                .with_writer(move || writer.clone())
                .finish();
            tracing::subscriber::set_global_default(subscriber).expect("no other test captures events");
            log
        });
        log.clone()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// The forms in which a secret could be written down.
fn forms(secret: &str) -> Vec<Vec<u8>> {
    vec![
        secret.as_bytes().to_vec(),
        secret.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        STANDARD.encode(secret).trim_end_matches('=').as_bytes().to_vec(),
        secret
            .bytes()
            .flat_map(|byte| format!("{byte:02x}").into_bytes())
            .collect(),
    ]
}

fn assert_absent(place: &str, bytes: &[u8], secrets: &[String]) {
    for secret in secrets {
        for form in forms(secret) {
            let is_there = bytes.windows(form.len()).any(|window| window == form);
            assert!(!is_there, "{secret} is in {place}");
        }
    }
}

/// A refusal whose every text repeats the secret, the key id and the signature of the request.
fn echo(secret: &str, parameters: &Parameters) -> Reaction {
    let text = format!(
        "secret {secret} key {} signature {} of {parameters:?}",
        parameters["AccessKeyId"], parameters["Signature"]
    );
    let body = serde_json::json!({
        "RequestId": text, "Code": format!("Forbidden.{secret}"), "Message": text,
        "AccessDeniedDetail": {"AuthAction": text, "AuthPrincipalDisplayName": text},
    });
    Reaction::Answer(403, body.to_string())
}

/// Has the cloud repeat the secret at every call of an action.
fn repeat_secret(harness: &Harness, action: &str) -> Arc<Mutex<Vec<String>>> {
    let signatures = Arc::new(Mutex::new(Vec::new()));
    let (seen, secret) = (signatures.clone(), harness.key().access_key_secret);
    harness.cloud.on(action, move |parameters| {
        seen.lock().unwrap().push(parameters["Signature"].clone());
        echo(&secret, parameters)
    });
    signatures
}

async fn answers(harness: &Harness, session: &Session, job: i64, account_id: &str) -> Vec<(&'static str, String)> {
    vec![
        (
            "accounts",
            serde_json::to_string(&session.account_list().await.unwrap()).unwrap(),
        ),
        (
            "job",
            serde_json::to_string(&session.job_get(job).await.unwrap()).unwrap(),
        ),
        (
            "jobs",
            serde_json::to_string(&session.job_list().await.unwrap()).unwrap(),
        ),
        (
            "sync",
            serde_json::to_string(&session.sync_state().await.unwrap()).unwrap(),
        ),
        ("journal", journal_text(session).await),
        ("report", session.support_report(None).await.unwrap()),
        ("report of the job", session.support_report(Some(job)).await.unwrap()),
        ("test", refusal_of_test(harness, session).await),
        (
            "preferences",
            serde_json::to_string(&session.preferences_get().await.unwrap()).unwrap(),
        ),
        (
            "regions",
            format!("{:?}", session.region_list(account_id.to_owned()).await),
        ),
    ]
}

/// Everything that is told of the journal: its list, its entries, and its files.
async fn journal_text(session: &Session) -> String {
    let entries = session.journal().await;
    assert!(!entries.is_empty());
    let page = session.journal_page(JournalFilter::default(), None).await.unwrap();
    let values = session.journal_values().await.unwrap();
    let mut text = serde_json::to_string(&(entries, page, values)).unwrap();
    for format in [ExportFormat::Csv, ExportFormat::Json] {
        let target = InMemory::default();
        let written = target.file.clone();
        let file = JournalFile {
            format,
            words: BTreeMap::new(),
        };
        let export = session.journal_export(JournalFilter::default(), file, Box::new(target));
        export.await.unwrap();
        let bytes = written.lock().unwrap().take().unwrap();
        text.push_str(&String::from_utf8(bytes).unwrap());
    }
    text
}

/// What the form is told when the cloud repeats the secret at the check of a key.
async fn refusal_of_test(harness: &Harness, session: &Session) -> String {
    repeat_secret(harness, "GetCallerIdentity");
    let tested = session.account_test(form("Finance", &harness.key())).await.unwrap_err();
    let key = KeyForm {
        access_key_id: harness.key().access_key_id,
        access_key_secret: SecretString::from(harness.key().access_key_secret),
    };
    let account_id = session.account_list().await.unwrap()[0].id.clone();
    let replaced = session.account_key_replace(account_id, key).await.unwrap_err();
    harness.cloud.heal("GetCallerIdentity");
    serde_json::to_string(&(tested, replaced)).unwrap()
}

#[test]
fn a_secret_that_the_cloud_repeats_is_in_no_file_no_event_no_answer_and_no_report() {
    let log = Log::capturing();
    let harness = Harness::new();
    let log_dir = harness.folder.path().join("log");
    std::fs::create_dir(&log_dir).unwrap();
    let settings = || Settings {
        program: Program {
            log_dir: Some(log_dir.clone()),
            ..Program::default()
        },
        ..harness.settings()
    };
    let signatures = repeat_secret(&harness, "CreateImage");
    let listed = repeat_secret(&harness, "DescribeDisks");
    let answers = harness.block_on(async {
        let session = harness.open_with(settings());
        session.start();
        let account = session.connect().await;
        let proxy = own("http://127.0.0.1:1", "ann");
        let set = session.proxy_set(proxy.clone(), Some(password(PROXY_PASSWORD)), false);
        set.await.unwrap();
        let _ = session
            .connection_test(Some(proxy), Some(password(PROXY_PASSWORD)))
            .await;
        let id = session.create("web-gw-01-golden", "web-canary").await;
        session.until_state(id, StepState::Failed).await;
        std::fs::write(log_dir.join("darkroom.2026-11-28.log"), log.text()).unwrap();
        answers(&harness, &session, id, &account.id).await
    });

    let key = harness.key();
    let mut secrets = vec![key.access_key_secret, key.access_key_id, PROXY_PASSWORD.to_owned()];
    secrets.extend(signatures.lock().unwrap().drain(..));
    secrets.extend(listed.lock().unwrap().drain(..));
    assert!(secrets.len() > 4, "the cloud was asked");
    let events = log.text();
    for expected in ["exchange failed", "CreateImage", "DescribeDisks"] {
        assert!(events.contains(expected), "{expected} is not logged");
    }
    assert_absent("the events", events.as_bytes(), &secrets);
    let files = harness.files();
    assert!(files.iter().any(|(path, _)| path.ends_with("state.db")));
    for (path, bytes) in files {
        assert_absent(&path, &bytes, &secrets);
    }
    for (answer, text) in answers {
        assert_absent(answer, text.as_bytes(), &secrets);
        if answer == "report of the job" {
            assert!(
                text.contains("web-canary") && text.contains("exchange failed"),
                "{text}"
            );
        }
    }
}

const PROXY_PASSWORD: &str = "Canary-Proxy-72";
const PASSWORD: &str = "Canary-Word-71";
const SCRIPT: &str = "#!/bin/sh\nmount -t nfs files.example.com:/erp /mnt\nexport DB_PASSWORD=canary-user-data-71\n";

/// A refusal that repeats the whole request, a part of its user data, and what that holds.
fn echo_of_secrets(parameters: &Parameters) -> String {
    let quoted = parameters.get("UserData").map_or(String::new(), |data| {
        format!("UserData '{}' (first 100 characters), {SCRIPT}", &data[..100])
    });
    let text = format!("refused {parameters:?}, {quoted}");
    serde_json::json!({"RequestId": text, "Code": "InvalidPassword.Malformed", "Message": text}).to_string()
}

fn assert_absent_everywhere(harness: &Harness, log: &Log, told: &[(&str, String)]) {
    let data = STANDARD.encode(SCRIPT);
    let secrets = [
        PASSWORD.to_owned(),
        data[..100].to_owned(),
        data[40..70].to_owned(),
        "canary-user-data-71".to_owned(),
    ];
    for (place, text) in told {
        assert_absent(place, text.as_bytes(), &secrets);
    }
    for (path, bytes) in harness.files() {
        assert_absent(&path, &bytes, &secrets);
    }
    assert_absent("the log", log.text().as_bytes(), &secrets);
}

/// What is told of a job.
async fn told_of(session: &Session, id: i64) -> Vec<(&'static str, String)> {
    let job = session.job_get(id).await.unwrap();
    vec![
        ("job", serde_json::to_string(&job).unwrap()),
        ("journal", journal_text(session).await),
        ("report", session.support_report(Some(id)).await.unwrap()),
    ]
}

/// The password and the user data of a launch are where they are sent, and nowhere else, even when the cloud repeats them: at the dry
/// run, at a refusal, after a password was typed again, and when the result is found in the cloud.
#[test]
fn a_password_and_user_data_that_the_cloud_repeats_are_in_no_file_no_event_and_no_answer() {
    let log = Log::capturing();
    let harness = Harness::new();
    let data = STANDARD.encode(SCRIPT);
    let answered = data.clone();
    harness.cloud.on("DescribeUserData", move |parameters| {
        let body = serde_json::json!({
            "RequestId": "q", "RegionId": "cn-hangzhou", "InstanceId": parameters["InstanceId"], "UserData": answered,
        });
        Reaction::Answer(200, body.to_string())
    });
    let mut calls = 0;
    harness.cloud.on("RunInstances", move |parameters| {
        assert_eq!(
            (&parameters["Password"], &parameters["UserData"]),
            (&PASSWORD.to_owned(), &data)
        );
        calls += 1;
        match calls {
            1 | 2 => Reaction::Answer(400, echo_of_secrets(parameters)),
            _ => Reaction::AnswerAfter(500, echo_of_secrets(parameters)),
        }
    });
    let told = harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 2).await;
        assert!(draft.user_data);
        let draft = LaunchDraft {
            sign_in: SignIn::Password,
            ..draft
        };
        let review = session.launch_review(draft.clone(), Some(SecretString::from(PASSWORD)));
        let review = serde_json::to_string(&review.await.unwrap()).unwrap();
        let made = session.launch_create("r-1".into(), draft, Some(SecretString::from(PASSWORD)));
        let id = made.await.unwrap().id;
        session.until_step(id, 1, StepState::Failed).await;
        let mut told = told_of(&session, id).await;
        session.step_retry("r-2".into(), id, 1, None).await.unwrap();
        session
            .until(id, "the password", |job| job.steps[0].actions.password)
            .await;
        let given = session.step_password(id, 1, SecretString::from(PASSWORD)).await;
        told.push(("given", serde_json::to_string(&given.unwrap()).unwrap()));
        let job = session.until_ended(id).await;
        assert!(job.events.iter().any(|event| event.code == JobEventCode::Adopted));
        let proof = session.proof_get(id, job.steps.last().unwrap().position).await;
        told.extend([("review", review), ("proof", format!("{proof:?}"))]);
        told.extend(told_of(&session, id).await);
        told
    });
    assert_absent_everywhere(&harness, &log, &told);
}

/// The same of the password of a replaced operating system.
#[test]
fn a_password_of_a_replacement_that_the_cloud_repeats_is_in_no_file_no_event_and_no_answer() {
    let log = Log::capturing();
    let harness = Harness::new();
    harness.cloud.on("ReplaceSystemDisk", |parameters| {
        assert_eq!(parameters["Password"], PASSWORD);
        Reaction::Answer(400, echo_of_secrets(parameters))
    });
    let told = harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 1).await;
        let draft = ReplaceDraft {
            sign_in: SignIn::Password,
            snapshot_before: false,
            ..page.draft
        };
        let begun = session.replace_start("r-1".into(), draft, Some(SecretString::from(PASSWORD)));
        let id = begun.await.unwrap().id;
        session.until_step(id, 2, StepState::Failed).await;
        told_of(&session, id).await
    });
    assert_absent_everywhere(&harness, &log, &told);
}
