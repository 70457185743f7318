import { useState } from "react";
import type { Account, PowerOrder, Problem } from "../backend/bindings/types";
import { useAccountName } from "../components/accountName";
import { Checkbox } from "../components/Checkbox";
import { ConfirmDialog, type Effect } from "../components/ConfirmDialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { isProduction } from "../components/production";
import { ProblemNote } from "../components/ProblemNote";
import { Segmented } from "../components/Segmented";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import type { PickedInstance } from "./pickedInstances";
import styles from "./PowerDialog.module.css";

interface Props {
  action: "stop" | "reboot";
  instances: readonly PickedInstance[];
  accounts: readonly Account[];
  busy: boolean;
  problem: Problem | null;
  onConfirm: (choice: Pick<PowerOrder, "keepCharging" | "force">) => void;
  onClose: () => void;
}

/** Says what stopping or restarting costs and risks. In production the name is typed, of several instances their number. */
export function PowerDialog({ action, instances, accounts, busy, problem, onConfirm, onClose }: Props) {
  const { t } = useTranslation("instances");
  const format = useFormat();
  const nameOf = useAccountName();
  const [keepCharging, setKeepCharging] = useState(true);
  const [force, setForce] = useState(false);
  const key = action === "stop" ? "stop" : "restart";
  const count = instances.length;
  const [one] = instances;
  const name = count === 1 && one ? one.name || one.key.id : "";
  const ids = new Set(instances.map((instance) => instance.key.accountId));
  const concerned = accounts.filter((account) => ids.has(account.id));
  // An account that is not known counts as production.
  const productive = concerned.length < ids.size || concerned.some(isProduction);
  const production = concerned.find(isProduction) ?? concerned[0];
  const effect = (id: keyof typeof TONES): Effect => ({ id, tone: TONES[id], text: t(`power.effect.${id}`) });
  const effects: Effect[] = [
    ...(action === "stop" ? (keepCharging ? [effect("keepCharging")] : [effect("stopCharging"), effect("noStock"), effect("notApplicable")]) : [effect("away")]),
    effect(force ? "force" : "graceful"),
    effect("disks"),
    ...(ids.size > 1 ? [{ id: "accounts", tone: "idle" as const, text: t("power.effect.accounts", { accounts: format.list(concerned.map(nameOf)) }) }] : []),
  ];
  const typed = count === 1 && one ? { label: t("power.typedName"), word: one.name, id: one.key.id } : { label: t("power.typedNumber"), word: String(count) };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(`power.title.${key}`, { count, name })}
      badge={production && <EnvironmentBadge account={production} />}
      text={t(`power.text.${key}`)}
      effects={effects}
      typed={productive ? typed : undefined}
      button={t(`power.button.${key}`, { count })}
      busy={busy}
      problem={problem && <ProblemNote problem={problem} />}
      onConfirm={() => onConfirm({ keepCharging: action !== "stop" || keepCharging, force })}
    >
      <div className={styles.choice}>
        {action === "stop" && (
          <Segmented
            label={t("power.mode")}
            value={keepCharging ? "keepCharging" : "stopCharging"}
            options={[
              { value: "keepCharging", label: t("power.keepCharging") },
              { value: "stopCharging", label: t("power.stopCharging") },
            ]}
            onChange={(mode) => setKeepCharging(mode === "keepCharging")}
          />
        )}
        <label className={styles.force}>
          <Checkbox checked={force} onChange={(event) => setForce(event.target.checked)} />
          {t("power.force")}
        </label>
      </div>
    </ConfirmDialog>
  );
}

const TONES = {
  keepCharging: "idle",
  stopCharging: "good",
  noStock: "warning",
  notApplicable: "idle",
  graceful: "idle",
  force: "bad",
  away: "warning",
  disks: "good",
} as const;
