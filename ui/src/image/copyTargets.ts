import type { CopyTarget, ImageDraft } from "../backend/bindings/types";

/** Copies to exactly these regions: those that were there keep their names, new ones are called as the image is. */
export const withRegions = (draft: ImageDraft, regionIds: readonly string[]): CopyTarget[] =>
  regionIds.map((regionId) => draft.copyTo.find((target) => target.regionId === regionId) ?? { regionId, name: draft.name });

/** Another name of the image. Copies that were called as the image was go with it. */
export const renamed = (draft: ImageDraft, name: string): Pick<ImageDraft, "name" | "copyTo"> => ({
  name,
  copyTo: draft.copyTo.map((target) => (target.name === draft.name ? { ...target, name } : target)),
});
