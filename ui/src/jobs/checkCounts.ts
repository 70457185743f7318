import type { ImageCheck, ImageCheckItem } from "../backend/bindings/types";

export const isHigh = ({ riskLevel }: ImageCheckItem): boolean => riskLevel?.toLowerCase() === "high";

/** A risk of any other level than high, also of one that is not known here. */
export const isMedium = (item: ImageCheckItem): boolean => !isHigh(item) && (item.riskLevel !== null || item.riskCode !== null);

/** How many risks an image check found, and in how many items. */
export const checkCounts = ({ items }: ImageCheck) => ({ high: items.filter(isHigh).length, medium: items.filter(isMedium).length, all: items.length });
