//! A keyring in memory that can be made to fail, to lie and to prompt.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use darkroom_core::account::{SecretError, SecretStore};
use secrecy::{ExposeSecret, SecretString};

use super::clock::VirtualClock;
use super::outside_work::OutsideWork;

/// Keeps secrets for as long as the test runs.
pub struct MemorySecretStore {
    clock: Arc<VirtualClock>,
    items: Mutex<HashMap<String, SecretString>>,
    failure: Mutex<Option<SecretError>>,
    prompt: Mutex<Prompt>,
    reads: AtomicU32,
    answered: Condvar,
    changed: Condvar,
}

#[derive(Default)]
struct Prompt {
    is_open: bool,
    /// Calls that wait for the answer. Meanwhile they are not at work: time goes on.
    waiting: Vec<Option<Arc<OutsideWork>>>,
}

impl MemorySecretStore {
    pub fn new(clock: Arc<VirtualClock>) -> Self {
        Self {
            clock,
            items: Mutex::default(),
            failure: Mutex::default(),
            prompt: Mutex::default(),
            reads: AtomicU32::default(),
            answered: Condvar::new(),
            changed: Condvar::new(),
        }
    }

    /// Every call fails like this until it is called with `None`.
    pub fn fail(&self, failure: Option<SecretError>) {
        *self.failure.lock().unwrap() = failure;
    }

    /// With `true`, calls wait as they do for an open prompt; with `false`, the prompt is answered.
    pub fn prompt(&self, is_open: bool) {
        let mut prompt = self.prompt.lock().unwrap();
        prompt.is_open = is_open;
        if !is_open {
            let waiting = std::mem::take(&mut prompt.waiting);
            waiting.into_iter().flatten().for_each(|outside| outside.add());
            self.answered.notify_all();
        }
    }

    /// Calls that wait for the answer to the prompt.
    pub fn waiting(&self) -> usize {
        self.prompt.lock().unwrap().waiting.len()
    }

    /// How often an item was read or tried to be, which may open a prompt.
    pub fn reads(&self) -> u32 {
        self.reads.load(Ordering::SeqCst)
    }

    pub fn len(&self) -> usize {
        self.items.lock().unwrap().len()
    }

    /// Waits until there are so many items.
    pub fn wait_until_len(&self, len: usize) {
        let items = self.items.lock().unwrap();
        let _items = self.changed.wait_while(items, |items| items.len() != len).unwrap();
    }

    /// Puts other text into every item, as another program might.
    pub fn overwrite(&self, text: &str) {
        for item in self.items.lock().unwrap().values_mut() {
            *item = SecretString::from(text);
        }
    }

    /// The text of the only item.
    pub fn only(&self) -> String {
        let items = self.items.lock().unwrap();
        assert_eq!(items.len(), 1);
        items.values().next().unwrap().expose_secret().to_owned()
    }

    pub fn clear(&self) {
        self.items.lock().unwrap().clear();
    }

    fn enter(&self) -> Result<(), SecretError> {
        let mut prompt = self.prompt.lock().unwrap();
        if prompt.is_open {
            let outside = self.clock.outside();
            if let Some(outside) = &outside {
                outside.remove();
            }
            prompt.waiting.push(outside);
            drop(self.answered.wait_while(prompt, |prompt| prompt.is_open).unwrap());
        }
        match *self.failure.lock().unwrap() {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    }
}

impl SecretStore for MemorySecretStore {
    fn put(&self, id: &str, item: &SecretString) -> Result<(), SecretError> {
        self.enter()?;
        self.items.lock().unwrap().insert(id.to_owned(), item.clone());
        self.changed.notify_all();
        Ok(())
    }

    fn get(&self, id: &str) -> Result<Option<SecretString>, SecretError> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.enter()?;
        Ok(self.items.lock().unwrap().get(id).cloned())
    }

    fn delete(&self, id: &str) -> Result<(), SecretError> {
        self.enter()?;
        self.items.lock().unwrap().remove(id);
        self.changed.notify_all();
        Ok(())
    }

    fn probe(&self) -> Result<(), SecretError> {
        self.enter()
    }
}
