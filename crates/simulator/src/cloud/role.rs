//! RAM roles AssumeRole knows.

#[derive(Debug, Clone)]
pub(crate) struct Role {
    /// `acs:ram::<account>:role/<name>`.
    pub(crate) arn: String,
    pub(crate) role_id: String,
    /// RAM actions the role may call; none means all.
    pub(crate) allowed_actions: Option<Vec<String>>,
}

impl Role {
    pub(crate) fn name(&self) -> &str {
        self.arn.rsplit('/').next().unwrap_or_default()
    }
}
