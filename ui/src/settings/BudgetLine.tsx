import type { Account, BudgetRow } from "../backend/bindings/types";
import { AccountTag } from "../components/AccountTag";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./BudgetLine.module.css";

interface Props {
  row: BudgetRow;
  /** Unknown once it was removed. */
  account: Account | undefined;
}

/** The calls of one action in one region of an account: how many, of how many. */
export function BudgetLine({ row, account }: Props) {
  const { t } = useTranslation("settings");
  const { accountId, action, regionId } = row;
  return (
    <li className={styles.line}>
      <span className="trunc">{account ? <AccountTag account={account} /> : accountId}</span>
      <span className={`${styles.name} trunc muted`} data-tip={action} data-tip-cut="">
        {action}
      </span>
      <span className={`${styles.name} trunc faint`} data-tip={regionId} data-tip-cut="">
        {regionId || t("budget.central")}
      </span>
      <Use row={row} />
    </li>
  );
}

function Use({ row: { calls, limit, reserved, throttledForMs } }: { row: BudgetRow }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  if (throttledForMs !== null) {
    return (
      <>
        <Status tone="warning">{t("budget.throttled")}</Status>
        <span className={styles.number}>{format.duration(Math.max(1_000, throttledForMs))}</span>
      </>
    );
  }
  if (limit === null || limit === 0) {
    return (
      <>
        <span className="trunc faint">{t("budget.noLimit")}</span>
        <span className={styles.number}>{format.number(calls)}</span>
      </>
    );
  }
  const part = (value: number) => ({ width: `${Math.min(100, (value / limit) * 100)}%` });
  const values = { used: format.number(calls), limit: format.number(limit), reserved: format.number(reserved) };
  return (
    <>
      <span className={styles.meter} role="img" aria-label={t("budget.meter", values)} data-tip={t("budget.meter", values)}>
        <i className={styles.used} style={part(calls)} />
        {reserved > 0 && <i className={styles.reserved} style={part(reserved)} />}
      </span>
      <span className={styles.number} aria-hidden="true">
        {t("budget.used", values)}
      </span>
    </>
  );
}
