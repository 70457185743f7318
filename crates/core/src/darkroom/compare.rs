//! The report of the check of an image, and images compared. Only reads.

use super::Darkroom;
use crate::image::{self, ComparedWith, ImageCheckReport, ImageComparison, ReportFile};
use crate::inventory::ResourceKey;
use crate::view::{ExportTarget, write_file};
use crate::{Problem, ProblemCode};

impl Darkroom {
    /// The report of the check of an image, as the cloud tells it now.
    ///
    /// # Errors
    /// `NotFound` when the cloud does not list it; the codes of the account's client and of the cloud.
    pub async fn image_check_report(&self, key: ResourceKey) -> Result<ImageCheckReport, Problem> {
        let told = self.image_orders.images(std::slice::from_ref(&key)).await?;
        let gone = || Problem::new(ProblemCode::NotFound).with("imageId", &key.id);
        let image = told.get(&key).ok_or_else(gone)?;
        Ok(image::report(&key, image))
    }

    /// An image compared with another one or with an instance, after the cloud was asked for both. What it refused to tell of them is in
    /// the answer.
    ///
    /// # Errors
    /// `Malformed` at `with` for the image itself, `NotFound` for what the cloud does not list; the codes of the account's client and of
    /// the cloud; the cache's codes.
    pub async fn image_compare(&self, key: ResourceKey, with: ComparedWith) -> Result<ImageComparison, Problem> {
        self.image_comparisons.compare(&key, &with).await
    }

    /// The name that is proposed for the file of a report.
    #[must_use]
    pub fn check_file_name(&self, report: &ImageCheckReport, file: &ReportFile) -> String {
        self.file_name("check", &report.name, file.format.extension())
    }

    /// Writes a report, as it was shown, to a file.
    ///
    /// # Errors
    /// `ExportFailed`.
    pub async fn check_export(
        &self,
        report: &ImageCheckReport,
        file: &ReportFile,
        target: Box<dyn ExportTarget>,
    ) -> Result<(), Problem> {
        let bytes = image::of_report(report, file).map_err(|_| Problem::new(ProblemCode::Internal))?;
        write_file(target, bytes).await
    }

    /// The name that is proposed for the file of a comparison.
    #[must_use]
    pub fn comparison_file_name(&self, comparison: &ImageComparison, file: &ReportFile) -> String {
        self.file_name("compare", &comparison.a.name, file.format.extension())
    }

    /// Writes a comparison, as it was shown, to a file.
    ///
    /// # Errors
    /// `ExportFailed`.
    pub async fn comparison_export(
        &self,
        comparison: &ImageComparison,
        file: &ReportFile,
        target: Box<dyn ExportTarget>,
    ) -> Result<(), Problem> {
        let bytes = image::of_comparison(comparison, file).map_err(|_| Problem::new(ProblemCode::Internal))?;
        write_file(target, bytes).await
    }
}
