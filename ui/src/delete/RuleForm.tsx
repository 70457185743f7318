import { useState, type SubmitEvent } from "react";
import type { Account, DeletionRule } from "../backend/bindings/types";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { Checkbox } from "../components/Checkbox";
import { wholeNumber } from "../components/NumberField";
import { SelectField } from "../components/SelectField";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import own from "./Rule.module.css";

const MOST_KEPT = 99;
const MOST_DAYS = 3650;

interface Props {
  /** The rule that the plan is of. */
  rule: DeletionRule;
  accounts: readonly Account[];
  /** It was sent: the rule stays as it is. */
  waits: boolean;
  /** Whether something is typed that the plan is not of. */
  onTyped: (isTyped: boolean) => void;
  onApply: (rule: DeletionRule) => void;
}

const within = (number: number | null, most: number) => number !== null && number >= 1 && number <= most;

/** The rule: how many of each family stay, how old the others are at least, and whether only deprecated ones go. */
export function RuleForm({ rule, accounts, waits, onTyped, onApply }: Props) {
  const { t } = useTranslation("deletion");
  const nameOf = useAccountName();
  const [keep, setKeep] = useState(String(rule.keep));
  const [days, setDays] = useState(rule.olderThanDays === null ? "" : String(rule.olderThanDays));
  const [typed, setTyped] = useState({ accountId: rule.accountId, deprecatedOnly: rule.deprecatedOnly });
  const [kept, age] = [wholeNumber(keep), days.trim() === "" ? null : wholeNumber(days)];
  const keepError = within(kept, MOST_KEPT) ? undefined : t("rule.keepRange", { most: MOST_KEPT });
  const daysError = days.trim() === "" || within(age, MOST_DAYS) ? undefined : t("rule.daysRange", { most: MOST_DAYS });
  const change = (set: () => void) => {
    set();
    onTyped(true);
  };
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    if (waits || keepError || daysError || kept === null) return;
    onApply({ ...rule, ...typed, keep: kept, olderThanDays: age });
  };
  return (
    <form className={own.rule} aria-label={t("rule.label")} onSubmit={apply}>
      <fieldset disabled={waits} className={own.fields}>
        {accounts.length > 1 && (
          <SelectField
            label={t("rule.account")}
            value={typed.accountId}
            options={accounts.map((account) => ({ value: account.id, label: nameOf(account) }))}
            disabled={waits}
            onChange={(accountId) => change(() => setTyped({ ...typed, accountId }))}
          />
        )}
        <TextField label={t("rule.keep")} value={keep} onChange={(text) => change(() => setKeep(text))} error={keepError} hint={t("rule.keepHint")} />
        <TextField label={t("rule.days")} aside={t("rule.optional")} value={days} onChange={(text) => change(() => setDays(text))} error={daysError} hint={t("rule.daysHint")} />
        <label className={own.only}>
          <Checkbox checked={typed.deprecatedOnly} disabled={waits} onChange={(event) => change(() => setTyped({ ...typed, deprecatedOnly: event.target.checked }))} />
          {t("rule.deprecatedOnly")}
        </label>
        <Button type="submit" aria-disabled={waits || keepError !== undefined || daysError !== undefined || undefined}>
          {t("rule.apply")}
        </Button>
      </fieldset>
      <p className="t12 muted">{t("rule.always")}</p>
    </form>
  );
}
