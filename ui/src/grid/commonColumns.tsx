import { useQuery } from "@tanstack/react-query";
import type { Account, SortColumn } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { accountName } from "../components/accountName";
import type { IconName } from "../components/iconShapes";
import type { Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import type { ColumnDef } from "./columnDef";
import { highlight } from "./highlight";
import { AccountMark, StatusMark } from "./Marks";
import type { Keyed } from "./viewHandle";
import cells from "./Cells.module.css";

interface Base {
  id: string;
  header: string;
  min: number;
  ideal: number;
  dropRank?: number;
  sort?: SortColumn;
  icon?: IconName;
}

/** Words that are looked for and cut when there is no room. */
export const wordsColumn = <Row,>(base: Base & { grow?: number; className?: string | undefined; skeleton?: number; of: (row: Row) => string; none?: string }): ColumnDef<Row> => {
  const { of, none, ...rest } = base;
  return {
    grow: 0,
    dropRank: 0,
    className: cells.words,
    skeleton: Math.round(base.min * 0.7),
    ...rest,
    cell: (row, { search }) => {
      const text = of(row);
      return text === "" && none !== undefined ? <span className="faint">{none}</span> : highlight(text, search);
    },
    tip: (row) => of(row) || undefined,
    copy: of,
  };
};

/** The cloud's status: a shape and its word. */
export const statusColumn = <Row,>(base: Base & { of: (row: Row) => { tone: Tone; word: string; percent?: number | null; text?: string; tip?: string } }): ColumnDef<Row> => {
  const { of, ...rest } = base;
  return {
    grow: 0,
    dropRank: 0,
    className: cells.status,
    skeleton: 56,
    ...rest,
    cell: (row) => {
      const { tone, word, percent = null, text } = of(row);
      return (
        <>
          <StatusMark tone={tone} percent={percent} />
          {tone === "bad" ? <span className={cells.bad}>{text ?? word}</span> : (text ?? word)}
        </>
      );
    },
    tip: (row) => {
      const { tip, text, word } = of(row);
      return tip ?? text ?? word;
    },
    copy: (row) => of(row).word,
  };
};

/** A figure at the right. */
export const numberColumn = <Row,>(base: Base & { of: (row: Row) => number | null; write: (value: number) => string; descendingFirst?: boolean }): ColumnDef<Row> => {
  const { of, write, ...rest } = base;
  const text = (row: Row) => {
    const value = of(row);
    return value === null ? "" : write(value);
  };
  return { grow: 0, dropRank: 0, align: "end", descendingFirst: true, skeleton: 32, ...rest, cell: text, copy: (row) => String(of(row) ?? "") };
};

/** How old something is; the time is the tooltip. */
export function useAgeColumn<Row>(base: Base & { of: (row: Row) => number | null; align?: "end" }): ColumnDef<Row> {
  const format = useFormat();
  const { t } = useTranslation("common");
  const { of, ...rest } = base;
  return {
    grow: 0,
    dropRank: 0,
    descendingFirst: true,
    className: cells.quiet,
    skeleton: 28,
    ...rest,
    cell: (row, { now }) => {
      const at = of(row);
      return at === null ? t("age.unknown") : format.minutesOld(at, now);
    },
    tip: (row) => format.dateTime(of(row)),
    tipAlways: true,
    copy: (row) => format.dateTime(of(row)),
  };
}

/** The account of a row. */
export function useAccountColumn<Row extends Keyed>(base: Base): ColumnDef<Row> {
  const { t } = useTranslation("common");
  const { data: accounts = [] } = useQuery(accountsQuery);
  const accountOf = ({ key }: Row): Account | undefined => accounts.find((account) => account.id === key.accountId);
  const name = (row: Row) => {
    const account = accountOf(row);
    return account ? accountName(account, t) : row.key.accountId;
  };
  return {
    grow: 0.4,
    dropRank: 0,
    className: cells.account,
    skeleton: 52,
    ...base,
    cell: (row) => {
      const account = accountOf(row);
      return account ? <AccountMark account={account} name={name(row)} /> : row.key.accountId;
    },
    tip: name,
    copy: name,
  };
}
