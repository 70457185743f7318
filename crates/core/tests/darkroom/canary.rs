//! The secret of an account is in no file, no log event, no answer and no support report, whatever the cloud repeats of a request.

use std::io::{Result, Write};
use std::sync::{Arc, Mutex, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use darkroom_core::account::KeyForm;
use darkroom_core::job::StepState;
use darkroom_core::launch::{LaunchDraft, SignIn};
use darkroom_core::{Program, Settings};
use secrecy::SecretString;
use tracing_subscriber::filter::LevelFilter;

use crate::harness::{Harness, Parameters, Reaction, Session, form};

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
        ("journal", format!("{:?}", session.journal(None, 100).await.unwrap())),
        ("report", session.support_report(None).await.unwrap()),
        ("report of the job", session.support_report(Some(job)).await.unwrap()),
        ("test", refusal_of_test(harness, session).await),
        (
            "regions",
            format!("{:?}", session.region_list(account_id.to_owned()).await),
        ),
    ]
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
        let id = session.create("web-gw-01-golden", "web-canary").await;
        session.until_state(id, StepState::Failed).await;
        std::fs::write(log_dir.join("darkroom.2026-11-28.log"), log.text()).unwrap();
        answers(&harness, &session, id, &account.id).await
    });

    let key = harness.key();
    let mut secrets = vec![key.access_key_secret, key.access_key_id];
    secrets.extend(signatures.lock().unwrap().drain(..));
    secrets.extend(listed.lock().unwrap().drain(..));
    assert!(secrets.len() > 3, "the cloud was asked");
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

/// The password and the user data of a launch are where they are sent, and nowhere else, even when the cloud repeats them.
#[test]
fn a_password_and_user_data_that_the_cloud_repeats_are_in_no_file_no_event_and_no_answer() {
    const PASSWORD: &str = "Canary-Word-71";
    const USER_DATA: &str = "Y2FuYXJ5LXVzZXItZGF0YS03MQ==";
    let log = Log::capturing();
    let harness = Harness::new();
    harness.cloud.on("DescribeUserData", |parameters| {
        let body = serde_json::json!({
            "RequestId": "q", "RegionId": "cn-hangzhou", "InstanceId": parameters["InstanceId"], "UserData": USER_DATA,
        });
        Reaction::Answer(200, body.to_string())
    });
    let mut is_first = true;
    harness.cloud.on("RunInstances", move |parameters| {
        assert_eq!(
            (parameters["Password"].as_str(), parameters["UserData"].as_str()),
            (PASSWORD, USER_DATA)
        );
        if !std::mem::take(&mut is_first) {
            return Reaction::Forward;
        }
        let text = format!("refused {parameters:?}");
        let body = serde_json::json!({"RequestId": "q", "Code": "InvalidPassword.Malformed", "Message": text});
        Reaction::Answer(400, body.to_string())
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
        session.until_ended(id).await;
        let job = session.job_get(id).await.unwrap();
        let proof = session.proof_get(id, job.steps.last().unwrap().position).await;
        vec![
            ("review", review),
            ("job", serde_json::to_string(&job).unwrap()),
            ("proof", format!("{proof:?}")),
            ("journal", format!("{:?}", session.journal(None, 100).await.unwrap())),
            ("report", session.support_report(Some(id)).await.unwrap()),
        ]
    });
    let secrets = [
        PASSWORD.to_owned(),
        USER_DATA.to_owned(),
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
