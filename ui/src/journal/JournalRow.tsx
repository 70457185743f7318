import { memo } from "react";
import { holderOf } from "../accounts/who";
import type { Account, JournalLine } from "../backend/bindings/types";
import { NamedAccountTag } from "../components/AccountTag";
import { CloudText } from "../components/CloudText";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { highlight } from "../grid/highlight";
import { useTranslation } from "../i18n/useTranslation";
import { OUTCOME_TONES } from "./outcomes";
import { useActionWords } from "./useActionWords";
import styles from "./JournalList.module.css";

interface Props {
  id: string;
  index: number;
  /** Pixels from the top. */
  top: number;
  line: JournalLine;
  /** The account as it is now; undefined when it was removed. */
  account: Account | undefined;
  search: string;
  opened: boolean;
  focused: boolean;
}

/** One entry in two lines. Clicks and keys are taken care of by the list. */
export const JournalRow = memo(function JournalRow({ id, index, top, line, account, search, opened, focused }: Props) {
  const { t } = useTranslation("journal");
  const format = useFormat();
  const { words, api } = useActionWords()(line.action);
  const holder = holderOf(line.arn);
  return (
    <div
      id={id}
      role="row"
      className={`${styles.row} ${opened ? styles.opened : ""} ${focused ? styles.focused : ""}`}
      aria-rowindex={index + 2}
      aria-selected={opened}
      data-row={index}
      style={{ top }}
    >
      <span role="gridcell" className="mono faint">
        <span className="sr-only">{format.date(line.sentAt)} </span>
        {format.time(line.sentAt)}
      </span>
      <span role="gridcell" className={styles.two}>
        <span data-tip={holder?.name || line.arn} data-tip-cut="">
          {holder?.kind === "root" ? t("who.root") : holder ? <CloudText text={holder.name} /> : line.arn || "–"}
        </span>
        {holder && holder.kind !== "root" && <span className="faint">{t(`who.${holder.kind}`)}</span>}
      </span>
      <span role="gridcell" className={styles.two}>
        {account ? (
          <NamedAccountTag account={account} name={line.accountAlias} />
        ) : (
          <span data-tip={t("removed")}>{line.accountAlias}</span>
        )}
        <span className="faint">{line.regionId ?? t("noRegion")}</span>
      </span>
      <span role="gridcell" className={styles.two}>
        <span className="medium" data-tip={words ?? api} data-tip-cut="">
          {words ?? api}
        </span>
        {words !== null && (
          <span className="mono faint" data-tip={api} data-tip-cut="">
            {highlight(api, search)}
          </span>
        )}
      </span>
      <span role="gridcell" className={styles.target} data-tip={line.target} data-tip-cut="">
        {line.target === "" ? <span className="faint">{t("noTarget")}</span> : highlight(line.target, search)}
      </span>
      <span role="gridcell" className="mono faint trunc" data-tip={line.requestId ?? undefined} data-tip-cut="">
        {line.requestId === null ? "–" : highlight(line.requestId, search)}
      </span>
      <span role="gridcell" className={styles.two}>
        <Status tone={OUTCOME_TONES[line.outcome]}>{t(`outcome.${line.outcome}`)}</Status>
        {line.code !== null && (
          <span className="mono faint" data-tip={line.code} data-tip-cut="">
            {highlight(line.code, search)}
          </span>
        )}
      </span>
    </div>
  );
});
