//! What ModifyImageAttribute changes of an image. Source: metadata of ECS, ModifyImageAttribute.

use alibaba_cloud::ecs::{Image, ModifyImageAttribute};
use serde::{Deserialize, Serialize};

use super::EditOrder;

/// An attribute. Its word is stored with steps.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ImageAttribute {
    Name,
    Description,
    Family,
    BootMode,
    NvmeSupport,
    ImdsSupport,
    Status,
}

impl ImageAttribute {
    pub(crate) const ALL: [Self; 7] = [
        Self::Name,
        Self::Description,
        Self::Family,
        Self::BootMode,
        Self::NvmeSupport,
        Self::ImdsSupport,
        Self::Status,
    ];

    /// The field of the window.
    pub(crate) fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Family => "family",
            Self::BootMode => "bootMode",
            Self::NvmeSupport => "nvmeSupport",
            Self::ImdsSupport => "imdsSupport",
            Self::Status => "status",
        }
    }

    /// Whether it can be the same for several images.
    pub(crate) fn is_for_several(self) -> bool {
        matches!(self, Self::Family | Self::Status)
    }

    /// What an order wants it to be.
    pub(crate) fn wanted(self, order: &EditOrder) -> Option<&str> {
        let wanted = match self {
            Self::Name => &order.name,
            Self::Description => &order.description,
            Self::Family => &order.family,
            Self::BootMode => &order.boot_mode,
            Self::NvmeSupport => &order.nvme_support,
            Self::ImdsSupport => &order.imds_support,
            Self::Status => &order.status,
        };
        wanted.as_deref()
    }

    /// What was shown of it; `None` when nothing of the image was, and for the status.
    pub(crate) fn seen(self, order: &EditOrder) -> Option<&str> {
        let seen = order.seen.as_ref()?;
        match self {
            Self::Name => Some(&seen.name),
            Self::Description => Some(&seen.description),
            Self::Family => Some(&seen.family),
            Self::BootMode => Some(&seen.boot_mode),
            Self::NvmeSupport => Some(&seen.nvme_support),
            Self::ImdsSupport => Some(&seen.imds_support),
            Self::Status => None,
        }
    }

    /// What the cloud tells of it; empty when nothing.
    pub(crate) fn of(self, image: &Image) -> &str {
        let told = match self {
            Self::Name => &image.image_name,
            Self::Description => &image.description,
            Self::Family => &image.image_family,
            Self::BootMode => &image.boot_mode,
            Self::NvmeSupport => &image.nvme_support,
            Self::ImdsSupport => &image.imds_support,
            Self::Status => return &image.status,
        };
        told.as_deref().unwrap_or_default()
    }

    /// Whether the image has this value. The cloud leaves out a feature that is off.
    pub(crate) fn is(self, image: &Image, value: &str) -> bool {
        match (self, self.of(image)) {
            (Self::NvmeSupport, "") => value == "unsupported",
            (Self::ImdsSupport, "") => value == "v1",
            (_, told) => told == value,
        }
    }

    /// Puts a value into a request.
    pub(crate) fn set(self, action: &mut ModifyImageAttribute, value: &str) {
        let field = match self {
            Self::Name => &mut action.image_name,
            Self::Description => &mut action.description,
            Self::Family => &mut action.image_family,
            Self::BootMode => &mut action.boot_mode,
            Self::NvmeSupport => &mut action.nvme_support,
            Self::ImdsSupport => &mut action.imds_support,
            Self::Status => &mut action.status,
        };
        *field = Some(value.to_owned());
    }
}

/// A change of one attribute. Stored with a step.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct AttributeChange {
    pub(crate) attribute: ImageAttribute,
    /// What it was when the change was asked for; `None` when it is to be changed whatever it is.
    pub(crate) before: Option<String>,
    pub(crate) after: String,
}

impl AttributeChange {
    /// What an order changes of an image: what the image has already is no change.
    pub(crate) fn all(order: &EditOrder, image: &Image) -> Vec<Self> {
        let changes = ImageAttribute::ALL.into_iter().filter_map(|attribute| {
            let after = attribute.wanted(order)?;
            (!attribute.is(image, after)).then(|| Self {
                attribute,
                before: Some(attribute.of(image).to_owned()),
                after: after.to_owned(),
            })
        });
        changes.collect()
    }
}
