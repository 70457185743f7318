import { Checkbox } from "../components/Checkbox";
import { FieldNote } from "../components/FieldNote";
import { Select } from "../components/Select";
import { useTranslation } from "../i18n/useTranslation";
import { PERIODS } from "./machine";
import { useFieldErrors } from "./useFieldErrors";
import type { Launch } from "./useLaunch";
import own from "./TypeMatrix.module.css";

/** Pay-as-you-go, or a subscription of so many months. */
export function BillingFields({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const errorAt = useFieldErrors(launch);
  const { draft, change } = launch;
  const error = errorAt("chargeType", "periodMonths", "autoRenew");
  return (
    <>
      <div className={own.billing}>
        <Select
          label={t("billing.method")}
          value={draft.chargeType}
          options={[
            { value: "PostPaid", label: t("billing.PostPaid") },
            { value: "PrePaid", label: t("billing.PrePaid") },
          ]}
          invalid={error !== undefined}
          onChange={(chargeType) => change({ chargeType, periodMonths: draft.periodMonths || 1 })}
        />
      </div>
      {draft.chargeType === "PrePaid" && (
        <>
          <div className={own.months}>
            <Select
              label={t("billing.period")}
              value={String(draft.periodMonths)}
              options={PERIODS.map((months) => ({ value: String(months), label: t("billing.months", { count: months }) }))}
              onChange={(months) => change({ periodMonths: Number(months) })}
            />
          </div>
          <label className={own.check}>
            <Checkbox checked={draft.autoRenew} onChange={(event) => change({ autoRenew: event.target.checked })} />
            {t("billing.autoRenew")}
          </label>
        </>
      )}
      {error !== undefined && <FieldNote id="launch-billing-note" error={error} />}
    </>
  );
}
