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
  snapshotId: "snapshotId",
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

/** Widest first. */
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
    from: 946,
    columns: WITH_ID,
    template: {
      "en-US": "22px 95px minmax(140px,1fr) 158px 67px 86px 66px 50px 46px 24px 87px 81px",
      "zh-CN": "22px 70px minmax(140px,1fr) 158px 68px 86px 66px 60px 44px 24px 87px 81px",
    },
  },
  {
    from: 0,
    columns: WITH_ID.filter((column) => column !== "snapshotId"),
    template: {
      "en-US": "22px 95px minmax(80px,1fr) 68px 89px 63px 45px 44px 24px 88px 82px",
      "zh-CN": "22px 70px minmax(80px,1fr) 68px 89px 67px 60px 44px 24px 94px 82px",
    },
  },
];

/** Columns and their widths for a grid of so many pixels. */
export function columnsFor(width: number, language: Language): { columns: readonly ColumnId[]; template: string } {
  const layout = LAYOUTS.find(({ from }) => width >= from) ?? LAYOUTS[LAYOUTS.length - 1];
  return { columns: layout?.columns ?? WITH_ID, template: layout?.template[language] ?? "" };
}
