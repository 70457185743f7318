import type { SortColumn } from "../backend/bindings/types";
import type { Language } from "../i18n/language";

export type ColumnId =
  | "select"
  | "status"
  | "name"
  | "snapshotId"
  | "diskType"
  | "instance"
  | "size"
  | "createdAt"
  | "usage"
  | "encrypted"
  | "region"
  | "account";

/** Columns the core can sort by. */
export const SORTABLE: Partial<Record<ColumnId, SortColumn>> = {
  status: "status",
  name: "name",
  snapshotId: "id",
  diskType: "diskType",
  instance: "instance",
  size: "size",
  createdAt: "createdAt",
  region: "region",
  account: "account",
};

/** Columns whose first click sorts the largest or newest first. */
export const DESCENDING_FIRST: readonly ColumnId[] = ["size", "createdAt"];

interface Layout {
  /** From this width of the grid on. */
  from: number;
  columns: readonly ColumnId[];
  template: Record<Language, string>;
}

const WITH_ID: readonly ColumnId[] = [
  "select",
  "status",
  "name",
  "snapshotId",
  "diskType",
  "instance",
  "size",
  "createdAt",
  "usage",
  "encrypted",
  "region",
  "account",
];

/**
 * Widest first. Widths are those of the longest usual words in Inter, laid out on whole pixels as WebKitGTK does: an age is never cut,
 * an instance of twelve letters stands in full.
 */
const LAYOUTS: readonly Layout[] = [
  {
    from: 1100,
    columns: WITH_ID,
    template: {
      "en-US": "22px 104px minmax(160px,1.5fr) 168px 76px minmax(104px,.7fr) 70px 58px 54px 24px 112px minmax(92px,.4fr)",
      "zh-CN": "22px 84px minmax(160px,1.5fr) 168px 76px minmax(104px,.7fr) 76px 66px 54px 24px 112px minmax(92px,.4fr)",
    },
  },
  {
    from: 956,
    columns: WITH_ID,
    template: {
      "en-US": "22px 91px minmax(140px,1fr) 164px 68px 98px 63px 54px 44px 24px 86px 78px",
      "zh-CN": "22px 70px minmax(140px,1fr) 164px 68px 98px 67px 60px 44px 24px 86px 78px",
    },
  },
  {
    from: 780,
    columns: WITH_ID.filter((column) => column !== "snapshotId"),
    template: {
      "en-US": "22px 90px minmax(80px,1fr) 68px 96px 62px 54px 43px 24px 88px 78px",
      "zh-CN": "22px 70px minmax(80px,1fr) 68px 98px 67px 60px 44px 24px 94px 78px",
    },
  },
  // Only beside the open details, which say both.
  {
    from: 0,
    columns: WITH_ID.filter((column) => column !== "snapshotId" && column !== "region" && column !== "account"),
    template: {
      "en-US": "22px 91px minmax(80px,1fr) 68px 98px 63px 54px 44px 24px",
      "zh-CN": "22px 70px minmax(80px,1fr) 68px 98px 67px 60px 44px 24px",
    },
  },
];

/** Columns and their widths for a grid of so many pixels. */
export function columnsFor(width: number, language: Language): { columns: readonly ColumnId[]; template: string } {
  const layout = LAYOUTS.find(({ from }) => width >= from) ?? LAYOUTS[LAYOUTS.length - 1];
  return { columns: layout?.columns ?? WITH_ID, template: layout?.template[language] ?? "" };
}
