import { imageRepairOpen } from "../backend/bindings/commands";
import type { Account, ImageCheckReport } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";

interface Props {
  report: ImageCheckReport;
  account: Account | undefined;
}

/** Whether the template is a way to mend something of this report. */
export const isMendable = ({ items }: ImageCheckReport): boolean => items.some((item) => item.inTemplate && item.group !== "noRisk" && item.group !== "read");

/** Opens the template that repairs images in the browser, at the site of the language: the cloud does not tell to which one an account belongs. */
export function RepairButton({ report, account }: Props) {
  const { t, i18n } = useTranslation("imageCheck");
  const repair = useCommand(() => imageRepairOpen(report.key.regionId, i18n.language === "zh-CN" ? "china" : "international"));
  const practice = account?.kind === "practice";
  if (!isMendable(report)) return null;
  return (
    <Button variant="primary" aria-disabled={practice || repair.busy || undefined} data-tip={practice ? t("template.practice") : undefined} onClick={() => !practice && repair.run()}>
      {t("template.open")}
    </Button>
  );
}
