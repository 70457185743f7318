//! End-to-end tests: the built application in a real window, a real Secret Service, the simulated cloud.

mod accounts;
mod address_book;
mod audit;
mod bad_input;
mod company_network;
mod connected_account;
mod create_image_calls;
mod delete;
mod desktop_manners;
mod every_state;
mod existing_instances;
mod exports;
mod first_snapshots;
mod fleet;
mod hostile_texts;
mod image_edit;
mod image_compare;
mod images;
mod keyboard;
mod lists;
mod locked_account;
mod practice_cloud;
mod replaced_key;
mod steps;
mod test_launch;
mod whole_job;
