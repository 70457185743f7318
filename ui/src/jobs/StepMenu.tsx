import { useState } from "react";
import type { Account, JobDetail, JobStep } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import type { MenuItem } from "../components/menuItem";
import { useTranslation } from "../i18n/useTranslation";
import { ConfirmStepDialog } from "./ConfirmStepDialog";
import type { StepCommand } from "./useStepCommand";
import styles from "./JobSide.module.css";

interface Props {
  job: JobDetail;
  step: JobStep;
  account: Account | undefined;
  command: StepCommand;
  /** What the menu is called, when it is not about the image of a region. */
  label?: string;
}

/** What can be done with a step that is at work. Nothing is shown when there is nothing to do. */
export function StepMenu({ job, step, account, command, label: own }: Props) {
  const { t } = useTranslation("jobs");
  const [asking, setAsking] = useState<"cancel" | "stop" | null>(null);
  const { actions } = step;
  if (!actions.cancel && !actions.stop) return null;
  const items = (): MenuItem[] => [
    ...(actions.cancel ? [{ kind: "action" as const, id: "cancel", label: t(step.kind === "exportImage" ? "callout.cancelExport" : "callout.cancel"), danger: true, onSelect: () => setAsking("cancel") }] : []),
    ...(actions.stop ? [{ kind: "action" as const, id: "stop", label: t("callout.stop"), onSelect: () => setAsking("stop") }] : []),
  ];
  const label = own ?? t("images.menu", { region: step.regionId });
  return (
    <>
      <MenuButton className={styles.menu} menuLabel={label} aria-label={label} data-tip={label} items={items} align="end">
        <Icon name="more" size="small" />
      </MenuButton>
      {asking && <ConfirmStepDialog act={asking} job={job} step={step} account={account} command={command} onClose={() => setAsking(null)} />}
    </>
  );
}
