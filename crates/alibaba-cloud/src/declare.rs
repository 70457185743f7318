//! Macros that write once what all actions, replies and rows have in common. A declaration names each field beside the name that
//! it has on the wire.
//!
//! ```text
//! action! {
//!     /// Cancels an import or an export. Source: metadata of ECS, CancelTask.
//!     pub struct CancelTask: Ecs(region_id), Once, 15 seconds -> Done {
//!         /// The region.
//!         region_id: String = "RegionId",
//!         /// The task.
//!         task_id: String = "TaskId",
//!     }
//!     /// Cancels one task.
//!     new(region_id: String, task_id: String);
//! }
//! ```
//!
//! The head gives the product, the field with the region (none for the central endpoint), the idempotency, the read timeout and the
//! reply. The fields become parameters in this order; a field without a wire name is no parameter. A word after the wire name says
//! how a list or a page is written: see [`parameter!`].

/// Declares an action: its struct, its `new`, and its implementation of [`Action`](crate::Action).
macro_rules! action {
    (
        $(#[$meta:meta])*
        pub struct $name:ident: $product:ident $(($region:ident))?, $idempotency:ident, $seconds:literal seconds -> $reply:ty {
            $(
                $(#[$field_meta:meta])*
                $field:ident: $type:ty $(= $wire:literal $($encoding:ident $(($page_size:literal))?)?)?,
            )*
        }
        $(
            $(#[$new_meta:meta])*
            new($($argument:ident: $argument_type:ty),*) $({ $($preset:ident: $value:expr,)* })?;
        )?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
        }

        $(
            impl $name {
                $(#[$new_meta])*
                #[allow(clippy::needless_update, reason = "some actions have no other fields")]
                pub fn new($($argument: impl Into<$argument_type>),*) -> Self {
                    Self {
                        $($argument: $argument.into(),)*
                        $($($preset: $value,)*)?
                        ..Self::default()
                    }
                }
            }
        )?

        $($($($(
            impl $name {
                #[allow(dead_code, reason = "only a listing by page number compares it with the page")]
                const PAGE_SIZE: u32 = $page_size;
            }
        )?)?)?)*

        impl $crate::Action for $name {
            type Response = $reply;

            const NAME: &'static str = stringify!($name);
            const VERSION: &'static str = super::VERSION;
            const PRODUCT: $crate::Product = $crate::Product::$product;
            const IDEMPOTENCY: $crate::Idempotency = $crate::Idempotency::$idempotency;
            const READ_TIMEOUT: std::time::Duration = std::time::Duration::from_secs($seconds);

            fn region_id(&self) -> Option<&str> {
                None$(.or($crate::declare::RegionField::region(&self.$region)))?
            }

            fn parameters(&self) -> $crate::Parameters {
                let mut all = $crate::Parameters::new();
                let parameters = &mut all;
                $($(
                    $crate::declare::parameter!(parameters, &self.$field, $wire $($encoding $(($page_size))?)?);
                )?)*
                all
            }

            fn decode(reply: &$crate::JsonObject) -> Result<$reply, $crate::Unreadable> {
                $crate::declare::FromReply::from_reply(*reply)
            }
        }
    };
}

/// Declares a group of parameters with a common prefix, such as `DataDisk.1.Size`.
macro_rules! parameter_group {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* $field:ident: $type:ty = $wire:literal $($encoding:ident)?,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl $crate::parameters::ParameterValue for $name {
            fn set_in(&self, parameters: &mut $crate::Parameters, name: &str) {
                $crate::parameters::ParameterGroup::set_group(self, parameters, name);
            }
        }

        impl $crate::parameters::ParameterGroup for $name {
            fn set_group(&self, parameters: &mut $crate::Parameters, prefix: &str) {
                $(
                    $crate::declare::parameter!(parameters, &self.$field, (&format!("{prefix}.{}", $wire)) $($encoding)?);
                )*
            }
        }
    };
}

/// Sets one parameter from a field. Without a word it is written by the type of the field.
macro_rules! parameter {
    ($parameters:ident, $value:expr, $wire:tt) => {
        $crate::parameters::ParameterValue::set_in($value, $parameters, $wire)
    };
    // A password or other secret.
    ($parameters:ident, $value:expr, $wire:tt secret) => {
        $parameters.set_secret($wire, $value.as_ref())
    };
    // One text that is a JSON array.
    ($parameters:ident, $value:expr, $wire:tt json) => {
        $parameters.set_json_list($wire, $value)
    };
    // One text with commas.
    ($parameters:ident, $value:expr, $wire:tt comma) => {
        $parameters.set_comma_list($wire, $value)
    };
    // Numbered parameters, such as `InstanceId.1`.
    ($parameters:ident, $value:expr, $wire:tt repeated) => {
        $parameters.set_repeated($wire, $value)
    };
    // A numbered pair of key and value, such as `Filter.1.Key`.
    ($parameters:ident, $value:expr, $wire:tt time_filter) => {
        $parameters.set_time_filter($wire, *$value)
    };
    // The number of a page and its size.
    ($parameters:ident, $value:expr, $wire:tt numbered($page_size:literal)) => {
        $parameters.set_page_number($wire, *$value, $page_size)
    };
    // The token of a page and its size.
    ($parameters:ident, $value:expr, $wire:tt token($page_size:literal)) => {
        $parameters.set_next_token($wire, $value.as_deref(), $page_size)
    };
}

/// Declares a reply that is one object. Each field has the expression that reads it; one that ends in `?` is required.
macro_rules! reply {
    (
        $(#[$meta:meta])*
        pub struct $name:ident from $reply:ident {
            $($(#[$field_meta:meta])* $field:ident: $type:ty = $value:expr,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl $crate::declare::FromReply for $name {
            fn from_reply($reply: $crate::JsonObject<'_>) -> Result<Self, $crate::Unreadable> {
                Ok(Self { $($field: $value,)* })
            }
        }
    };
}

/// Declares a row of a listing, or an object inside a reply. A row without a required field is left out.
macro_rules! row {
    (
        $(#[$meta:meta])*
        pub struct $name:ident from $fields:ident {
            $($(#[$field_meta:meta])* $field:ident: $type:ty = $value:expr,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl $name {
            pub(crate) fn read($fields: $crate::JsonObject<'_>) -> Option<Self> {
                Some(Self { $($field: $value,)* })
            }
        }
    };
}

/// Declares a reply that is a list of rows, or one page of a listing. The names of the list on the wire are given as
/// `"Images" / "Image"`, and a page also names the field with the id of a row.
macro_rules! page {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $(#[$rows_meta:meta])*
            $rows:ident: Vec<$row:ident> = $outer:literal / $inner:literal,
        }
    ) => {
        $crate::declare::page!(@reply $name, reply, $(#[$meta])*, $(#[$rows_meta])* $rows: $row = $outer / $inner,);
    };
    (
        $(#[$meta:meta])*
        pub struct $name:ident of $action:ident by next_token {
            $(#[$rows_meta:meta])*
            $rows:ident: Vec<$row:ident> = $outer:literal / $inner:literal, id $id:ident,
            $($(#[$field_meta:meta])* $field:ident: $type:ty = |$reply:ident| $value:expr,)*
        }
    ) => {
        $crate::declare::page!(
            @reply $name, reply, $(#[$meta])*, $(#[$rows_meta])* $rows: $row = $outer / $inner,
            /// How many rows the whole listing has, as the cloud counts them; it is wrong at times.
            total_count: Option<u64> = reply.number("TotalCount"),
            /// Where the listing goes on; absent on the last page.
            next_token: Option<String> = reply.text("NextToken"),
            $($(#[$field_meta])* $field: $type = { let $reply = reply; $value },)*
        );

        impl $crate::Listing for $action {
            type Row = $row;

            fn go_to_next_page(&mut self, page: &$name) -> bool {
                self.next_token.clone_from(&page.next_token);
                self.next_token.is_some()
            }

            fn next_token(page: &$name) -> Option<&str> {
                page.next_token.as_deref()
            }

            $crate::declare::page!(@rows $name, $rows, $id);
        }
    };
    (
        $(#[$meta:meta])*
        pub struct $name:ident of $action:ident by page_number {
            $(#[$rows_meta:meta])*
            $rows:ident: Vec<$row:ident> = $outer:literal / $inner:literal, id $id:ident,
            $($(#[$field_meta:meta])* $field:ident: $type:ty = |$reply:ident| $value:expr,)?
        }
    ) => {
        $crate::declare::page!(
            @reply $name, reply, $(#[$meta])*, $(#[$rows_meta])* $rows: $row = $outer / $inner,
            /// How many rows the whole listing has, as the cloud counts them; it is wrong at times.
            total_count: Option<u64> = reply.number("TotalCount"),
            /// How many rows a full page has, as the cloud understood it.
            page_size: Option<u32> = reply.number("PageSize"),
            $($(#[$field_meta])* $field: $type = { let $reply = reply; $value },)?
        );

        // A NextToken in such a reply means nothing, and is not read.
        impl $crate::Listing for $action {
            type Row = $row;

            fn go_to_next_page(&mut self, page: &$name) -> bool {
                self.page_number = self.page_number.max(1).saturating_add(1);
                $crate::paging::is_full(<Self as $crate::Listing>::row_count(page), page.page_size, Self::PAGE_SIZE)
            }

            $crate::declare::page!(@rows $name, $rows, $id);
        }
    };
    (
        @reply $name:ident, $reply:ident, $(#[$meta:meta])*, $(#[$rows_meta:meta])* $rows:ident: $row:ident = $outer:literal / $inner:literal,
        $($(#[$field_meta:meta])* $field:ident: $type:ty = $value:expr,)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(#[$rows_meta])*
            pub $rows: Vec<$row>,
            /// Rows that could not be read.
            pub skipped: usize,
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl $crate::declare::FromReply for $name {
            fn from_reply($reply: $crate::JsonObject<'_>) -> Result<Self, $crate::Unreadable> {
                let ($rows, skipped) = $crate::fields::rows(&$reply, $outer, $inner, $row::read)?;
                Ok(Self { $rows, skipped, $($field: $value,)* })
            }
        }
    };
    (@rows $name:ident, $rows:ident, $id:ident) => {
        fn row_count(page: &$name) -> usize {
            page.$rows.len() + page.skipped
        }

        fn row_ids(page: &$name) -> Vec<&str> {
            page.$rows.iter().map(|row| row.$id.as_str()).collect()
        }

        fn skipped(page: &$name) -> usize {
            page.skipped
        }

        fn total_count(page: &$name) -> Option<u64> {
            page.total_count
        }

        fn into_rows(page: $name) -> Vec<Self::Row> {
            page.$rows
        }
    };
}

pub(crate) use {action, page, parameter, parameter_group, reply, row};

use crate::{JsonObject, Unreadable};

/// A reply that can be read from its JSON object.
pub(crate) trait FromReply: Sized {
    fn from_reply(reply: JsonObject<'_>) -> Result<Self, Unreadable>;
}

/// The field of an action that holds its region.
pub(crate) trait RegionField {
    fn region(&self) -> Option<&str>;
}

impl RegionField for String {
    fn region(&self) -> Option<&str> {
        Some(self)
    }
}

impl RegionField for Option<String> {
    fn region(&self) -> Option<&str> {
        self.as_deref()
    }
}
