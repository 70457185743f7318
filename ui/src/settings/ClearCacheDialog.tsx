import { useQueryClient } from "@tanstack/react-query";
import { cacheClear } from "../backend/bindings/commands";
import { ConfirmDialog } from "../components/ConfirmDialog";
import { ProblemNote } from "../components/ProblemNote";
import { showToast } from "../components/toasts";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import { storageQuery } from "./queries";

/** Asks before the cache is cleared, and says what goes, what it costs and what stays. */
export default function ClearCacheDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("settings");
  const client = useQueryClient();
  const clear = useCommand(cacheClear, {
    failureIn: "here",
    onDone: async () => {
      onClose();
      showToast(t("clear.done"), t("clear.doneText"), { tone: "good" });
      await client.invalidateQueries({ queryKey: storageQuery.queryKey });
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t("clear.title")}
      text={t("clear.text")}
      effects={[
        { id: "empty", tone: "warning", text: t("clear.empty") },
        { id: "calls", tone: "warning", text: t("clear.calls") },
        { id: "stays", tone: "good", text: t("clear.stays") },
        { id: "cloud", tone: "idle", text: t("clear.cloud") },
      ]}
      button={t(clear.busy ? "clear.busy" : "clear.button")}
      busy={clear.busy}
      problem={clear.problem && <ProblemNote problem={clear.problem} />}
      onConfirm={() => clear.run()}
    />
  );
}
