//! Temporary credentials: what AssumeRole gave out, and until when it is good.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::access_key::AccessKey;
use crate::randomness::Randomness;

/// The beginning of every token; anything else is malformed.
const TOKEN_PREFIX: &str = "CAIS";

/// How long it is known of a session that it has ended.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// One session of a role.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) key: AccessKey,
    pub(crate) security_token: String,
    /// Place of the key that assumed the role.
    pub(crate) origin: usize,
    lasts: SignedDuration,
    /// By the wall clock, which decides whether a request is authentic.
    began: Timestamp,
    /// By the simulator's clock, so that moving it forward ends sessions as well.
    began_in_cloud: Timestamp,
}

impl Session {
    pub(crate) fn is_over(&self, wall: Timestamp, now: Timestamp) -> bool {
        wall.duration_since(self.began) >= self.lasts || now.duration_since(self.began_in_cloud) >= self.lasts
    }

    pub(crate) fn expires(&self) -> Timestamp {
        self.began.checked_add(self.lasts).unwrap_or(self.began)
    }
}

#[derive(Debug)]
pub(crate) struct Sessions {
    by_access_key_id: HashMap<String, Session>,
    randomness: Randomness,
}

impl Sessions {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            by_access_key_id: HashMap::new(),
            randomness: Randomness::new(seed),
        }
    }

    pub(crate) fn find(&self, access_key_id: &str) -> Option<&Session> {
        self.by_access_key_id.get(access_key_id)
    }

    pub(crate) fn is_token(text: &str) -> bool {
        text.starts_with(TOKEN_PREFIX)
    }

    /// Begins a session. The id, secret and token of `key` are drawn here.
    pub(crate) fn begin(&mut self, key: AccessKey, origin: usize, lasts: SignedDuration, now: Timestamp) -> Session {
        let wall = Timestamp::now();
        self.by_access_key_id
            .retain(|_, session| wall.duration_since(session.expires()) < REMEMBERED);
        let began = Timestamp::from_second(wall.as_second()).unwrap_or(wall);
        let session = Session {
            key: AccessKey {
                access_key_id: format!("STS.Practice{}", self.randomness.mixed(17)),
                access_key_secret: format!("Practice{}", self.randomness.mixed(36)),
                ..key
            },
            security_token: format!("{TOKEN_PREFIX}{}", self.randomness.mixed(120)),
            origin,
            lasts,
            began,
            began_in_cloud: now,
        };
        self.by_access_key_id
            .insert(session.key.access_key_id.clone(), session.clone());
        session
    }
}
