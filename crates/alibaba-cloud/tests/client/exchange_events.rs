//! What is logged of an exchange, and what is not.

use std::io::{Result, Write};
use std::sync::{Arc, Mutex};

use alibaba_cloud::TransportError;
use alibaba_cloud::ecs::{DescribeSnapshots, RunInstances};
use secrecy::SecretString;
use tracing_subscriber::filter::LevelFilter;

use crate::script::{KEY_ID, SECRET, Script, TOKEN, answer, error_answer};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
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

fn log() -> (Log, tracing::subscriber::DefaultGuard) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    (log, tracing::subscriber::set_default(subscriber))
}

#[tokio::test(start_paused = true)]
async fn every_exchange_is_one_event_with_its_ids_and_no_more() {
    let (log, _guard) = log();
    let script = Script::new([
        Err(TransportError::Interrupted),
        error_answer(503, "ServiceUnavailable"),
        answer(200, r#"{"RequestId":"R-3","Snapshots":{}}"#),
    ]);
    let mut action = DescribeSnapshots::new("cn-hangzhou");
    action.snapshot_name = Some("CANARY-name".to_owned());
    script.client().call(&action).await.unwrap();
    let text = log.text();
    let lines: Vec<_> = text.lines().filter(|line| line.contains("alibaba_cloud")).collect();
    assert_eq!(lines.len(), 3, "{text}");
    for (number, line) in (1..).zip(&lines) {
        for part in [
            "action=\"DescribeSnapshots\"",
            "region=\"cn-hangzhou\"",
            &format!("attempt={number}"),
            "duration_ms=0",
        ] {
            assert!(line.contains(part), "{part} in {line}");
        }
    }
    assert!(
        lines[0].contains("Transient") && !lines[0].contains("status="),
        "{text}"
    );
    for part in ["status=503", "code=\"ServiceUnavailable\"", "request_id=\"R\""] {
        assert!(lines[1].contains(part), "{part} in {text}");
    }
    for part in ["status=200", "request_id=\"R-3\""] {
        assert!(lines[2].contains(part), "{part} in {text}");
    }
    assert!(!text.contains("CANARY"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn no_event_has_a_secret() {
    let (log, _guard) = log();
    let script = Script::new([error_answer(400, "InvalidPassword.Malformed")]);
    let mut action = RunInstances::new("cn-hangzhou", "ecs.g7.large", "token");
    action.password = Some(SecretString::from("CANARY-password"));
    script.client().call(&action).await.unwrap_err();
    let text = log.text();
    assert!(text.contains("InvalidPassword.Malformed"), "{text}");
    let signature = &script.forms()[0]["Signature"];
    for secret in [KEY_ID, SECRET, TOKEN, "CANARY", signature] {
        assert!(!text.contains(secret), "{text}");
    }
}
