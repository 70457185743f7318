//! The commands the window may call, one module per noun. They call the core and decide nothing.

pub mod account;
pub mod address_book;
pub mod deletion;
pub mod export;
pub mod image;
pub mod image_edit;
pub mod instance;
pub mod job;
pub mod journal;
pub mod launch;
pub mod licences;
pub mod notification;
pub mod page;
pub mod practice;
pub mod proof;
pub mod quit;
pub mod recipe;
pub mod region;
pub mod report;
pub mod resource_group;
pub mod settings;
pub mod snapshot;
pub mod step;
pub mod support;
pub mod sync;
pub mod view;
