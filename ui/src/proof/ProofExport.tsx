import { proofExport } from "../backend/bindings/commands";
import type { JobDetail, ProofFile, ProofFormat } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import { toastLater } from "../components/toastLater";
import { useTranslation } from "../i18n/useTranslation";
import { useRequest } from "../useCommand";
import { useFileWords } from "./useFileWords";
import button from "../components/Button.module.css";

const FORMATS: readonly ProofFormat[] = ["html", "csv", "json"];

/** Writes the proof to a file; where it goes is asked by the system's own dialog. */
export function ProofExport({ job, position, name }: { job: JobDetail; position: number; name: string }) {
  const { t, i18n } = useTranslation("proof");
  const fileWords = useFileWords(name);
  const write = useRequest((requestId: string, file: ProofFile) => proofExport(requestId, job.summary.id, position, file), {
    onDone: (file) => file !== null && toastLater(t("export.done"), t("export.doneText", { file }), { tone: "good" }),
  });
  return (
    <MenuButton
      className={`${button.button} ${button.secondary}`}
      menuLabel={t("export.button")}
      align="end"
      aria-disabled={write.busy || undefined}
      items={() => FORMATS.map((format) => ({ id: format, label: t(`export.${format}`), onSelect: () => write.run({ format, words: fileWords(), language: i18n.language }) }))}
    >
      <Icon name="export" size="small" />
      {t("export.button")}
    </MenuButton>
  );
}
