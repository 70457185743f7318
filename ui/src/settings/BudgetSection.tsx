import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Select } from "../components/Select";
import { Skeleton } from "../components/Skeleton";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { BudgetLine } from "./BudgetLine";
import { NotSet } from "./NotSet";
import { budgetQuery } from "./queries";
import { SettingRow } from "./SettingRow";
import { SettingsGroup } from "./SettingsGroup";
import { usePreferenceChange, usePreferences } from "./usePreferences";
import own from "./BudgetSection.module.css";
import styles from "./controls.module.css";

/** So many lines are shown unasked. */
const FIRST = 6;
const SHARES = [0, 10, 20, 30, 50, 70];

/** How much of what the cloud allows is used, and what is left for other tools. */
export function BudgetSection() {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const { data: preferences } = usePreferences();
  const change = usePreferenceChange();
  return (
    <SettingsGroup section="budget" title={t("sections.budget")} aside={t("budget.aside")}>
      <div className={own.lines}>
        <BudgetLines />
      </div>
      <SettingRow label={<label htmlFor="budget-share">{t("budget.share")}</label>} hint={t("budget.shareHint")}>
        {preferences ? (
          <div className={styles.narrow}>
            <Select
              id="budget-share"
              size="large"
              value={String(preferences.budgetShare)}
              options={SHARES.map((share) => ({ value: String(share), label: format.percent(share) }))}
              onChange={(share) => change.run({ kind: "budgetShare", value: Number(share) })}
            />
          </div>
        ) : (
          <NotSet />
        )}
      </SettingRow>
    </SettingsGroup>
  );
}

function BudgetLines() {
  const { t } = useTranslation("settings");
  const { data: rows, error, refetch } = useQuery(budgetQuery);
  const { data: accounts } = useQuery(accountsQuery);
  const [all, setAll] = useState(false);
  if (error) return <CouldNotAsk plain title={t("budget.failed")} problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (!rows) return <Skeleton width={240} />;
  if (rows.length === 0) return <p className="faint">{t("budget.none")}</p>;
  // One more line takes as much room as the button for it.
  const more = rows.length > FIRST + 1 ? rows.length - FIRST : 0;
  return (
    <>
      <ul aria-label={t("budget.list")}>
        {(all || more === 0 ? rows : rows.slice(0, FIRST)).map((row) => (
          <BudgetLine key={`${row.accountId} ${row.action} ${row.regionId}`} row={row} account={accounts?.find(({ id }) => id === row.accountId)} />
        ))}
      </ul>
      {more > 0 && (
        <Button variant="quiet" className={own.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("budget.fewer") : t("budget.more", { count: more })}
        </Button>
      )}
    </>
  );
}
