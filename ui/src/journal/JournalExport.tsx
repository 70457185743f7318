import { journalExport } from "../backend/bindings/commands";
import type { ExportFormat, JournalFilter } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import button from "../components/Button.module.css";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import { toastLater } from "../components/toastLater";
import { useFormat } from "../format/useFormat";
import { useRequest } from "../useCommand";
import { OUTCOMES } from "./outcomes";

const FORMATS: readonly ExportFormat[] = ["csv", "json"];

/** Writes the entries that match to a file; where it goes is asked by the system's own dialog. */
export function JournalExport({ filter }: { filter: JournalFilter }) {
  const { t } = useTranslation("journal");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const words = () => ({
    sentAt: t("columns.time"),
    account: t("details.account"),
    environment: t("export.environment"),
    uid: t("export.uid"),
    identity: t("export.arn"),
    regionId: t("details.region"),
    action: t("export.apiAction"),
    target: t("columns.target"),
    outcome: t("columns.outcome"),
    code: t("details.code"),
    message: t("details.message"),
    requestId: t("columns.requestId"),
    answeredAt: t("export.answeredAt"),
    job: t("export.job"),
    step: t("export.step"),
    parameters: t("export.parameters"),
    ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome, t(`outcome.${outcome}`)])),
    ...Object.fromEntries((["production", "staging", "test"] as const).map((environment) => [environment, common(`environment.${environment}`)])),
  });
  const write = useRequest((requestId: string, kind: ExportFormat) => journalExport(requestId, filter, { format: kind, words: words() }), {
    onDone: (written) => written && toastLater(t("export.done"), t("export.doneText", { file: written.file, count: written.entries, number: format.number(written.entries) }), { tone: "good" }),
  });
  return (
    <MenuButton
      className={`${button.button} ${button.secondary}`}
      menuLabel={t("export.button")}
      align="end"
      aria-disabled={write.busy || undefined}
      items={() => FORMATS.map((kind) => ({ id: kind, label: t(`export.${kind}`), onSelect: () => write.run(kind) }))}
    >
      <Icon name="export" size="small" />
      {t("export.button")}
    </MenuButton>
  );
}
