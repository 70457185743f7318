import { memo, type ReactNode } from "react";
import type { Account, SnapshotRow } from "../backend/bindings/types";
import { NamedAccountTag } from "../components/AccountTag";
import { accountName } from "../components/accountName";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { Icon } from "../components/Icon";
import { Status } from "../components/Status";
import { snapshotTone, snapshotWord } from "../components/snapshotStatus";
import type { ColumnId } from "./columns";
import type { GridWords } from "./gridWords";
import { highlight } from "./highlight";
import styles from "./Grid.module.css";

export interface GridRowProps {
  index: number;
  row: SnapshotRow;
  columns: readonly ColumnId[];
  account: Account | undefined;
  search: string;
  words: GridWords;
  now: number;
  checked: boolean;
  opened: boolean;
  /** Of the same moment as the opened one. */
  moment: boolean;
  /** Column that has the focus; -1 for none. */
  focused: number;
}

export const rowTop = (index: number) => `calc(${index} * var(--row-height))`;
export const cellId = (row: number, column: number) => `cell-${row}-${column}`;

/** One snapshot. Clicks are taken care of by the grid. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, columns, checked, opened, moment, focused } = props;
  const className = [styles.row, opened && styles.opened, checked && styles.checked, moment && styles.moment].filter(Boolean).join(" ");
  return (
    <div className={className} role="row" aria-rowindex={index + 2} aria-selected={checked} data-row={index} style={{ top: rowTop(index) }}>
      {columns.map((column, place) => (
        <div
          key={column}
          id={cellId(index, place)}
          role="gridcell"
          aria-colindex={place + 1}
          className={`${styles.cell} ${styles[column] ?? ""} ${place === focused ? styles.focused : ""}`}
          data-column={column}
          data-tip={tip(column, props)}
          data-tip-cut={CUT.includes(column) ? "" : undefined}
        >
          {value(column, props)}
        </div>
      ))}
    </div>
  );
});

const CUT: readonly ColumnId[] = ["name", "snapshotId", "instance", "region", "account", "status"];

/** What a tooltip says when the words do not fit. */
function tip(column: ColumnId, { row, account, words }: GridRowProps): string | undefined {
  switch (column) {
    case "name":
      return row.name;
    case "snapshotId":
      return row.key.id;
    case "instance":
      return row.instanceName ?? row.instanceId ?? undefined;
    case "region":
      return row.key.regionId;
    case "account":
      return account && accountName(account, words.common);
    default:
      return undefined;
  }
}

function value(column: ColumnId, { row, account, search, now, checked, words }: GridRowProps): ReactNode {
  const { t, common, format } = words;
  switch (column) {
    case "select":
      return (
        <span className={styles.box} role="checkbox" aria-checked={checked} aria-label={t("select", { name: row.name || row.key.id })}>
          {checked && <Icon name="check" size="tiny" />}
        </span>
      );
    case "status":
      return (
        <Status tone={snapshotTone(row.status)} percent={row.progress}>
          {snapshotWord(row.status, common)}
        </Status>
      );
    case "name":
      return row.name ? highlight(row.name, search) : <span className="faint">{t("unnamed")}</span>;
    case "snapshotId":
      return highlight(row.key.id, search);
    case "diskType":
      return (
        <>
          <DiskTypeIcon diskType={row.diskType} />
          {row.diskType === "system" || row.diskType === "data" ? t(`diskType.${row.diskType}`) : row.diskType}
        </>
      );
    case "instance":
      return highlight(row.instanceName ?? row.instanceId ?? "", search);
    case "size":
      return row.sizeGib === null ? null : format.number(row.sizeGib);
    case "createdAt":
      if (row.createdAt === null) return <span className="faint">{common("age.unknown")}</span>;
      return <span data-tip={format.dateTime(row.createdAt)}>{format.age(row.createdAt, now)}</span>;
    case "usage":
      return usage(row, words);
    case "encrypted":
      return row.encrypted ? (
        <span role="img" aria-label={t("encrypted")} data-tip={t("encrypted")}>
          <Icon name="lock" size="small" />
        </span>
      ) : null;
    case "region":
      return row.key.regionId;
    case "account":
      return account ? <NamedAccountTag account={account} name={accountName(account, common)} /> : row.key.accountId;
  }
}

function usage({ usedByImage: image, usedByDisk: disk }: SnapshotRow, { t }: GridWords): ReactNode {
  if (!image && !disk) return null;
  const words = t(`usage.${image ? (disk ? "both" : "image") : "disk"}`);
  return (
    <span className={styles.use} role="img" aria-label={words} data-tip={words}>
      <span className={styles.slot}>{image && <Icon name="image" size="small" />}</span>
      <span className={styles.slot}>{disk && <Icon name="disk" size="small" />}</span>
    </span>
  );
}
