import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import { exportShow } from "../backend/bindings/commands";
import type { Export } from "../backend/bindings/types";
import { exportsQuery } from "../backend/queries";
import { showToast } from "../components/toasts";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";

/** Tells how exports ended, on whatever page. */
export default function ExportToasts() {
  const { t } = useTranslation("exports");
  const format = useFormat();
  const problemWords = useProblemWords();
  const show = useCommand(exportShow);
  const { data: all } = useQuery(exportsQuery);
  const known = useRef<Set<number> | null>(null);

  const announce = useEffectEvent((ended: Export) => {
    const file = ended.fileName;
    if (ended.state === "failed" && ended.problem) {
      const { title, text } = problemWords(ended.problem);
      showToast(title, text, { tone: "bad" });
    } else if (ended.state === "cancelled") {
      showToast(t("toast.cancelled", { file }), t("toast.cancelledText"), { tone: "idle" });
    } else {
      const many = (rows: number) => ({ count: rows, number: format.number(rows) });
      const lines = [
        t("toast.rows", many(ended.written)),
        ended.staleRows > 0 && t("toast.stale", many(ended.staleRows)),
        ended.missingRows > 0 && t("toast.gone", many(ended.missingRows)),
        ended.missingParts > 0 && t("toast.missing", many(ended.missingParts)),
      ];
      const lacks = ended.staleRows + ended.missingRows + ended.missingParts > 0;
      showToast(t("toast.done", { file }), lines.filter((line) => line !== false).join("\n"), {
        tone: lacks ? "warning" : "good",
        action: { label: t("toast.show"), run: () => show.run(ended.id) },
      });
    }
  });

  useEffect(() => {
    if (!all) return;
    const ended = all.filter(({ state }) => state !== "running");
    // Those that had ended before the window was loaded have been told of.
    for (const each of known.current ? ended : []) if (!known.current?.has(each.id)) announce(each);
    known.current = new Set(ended.map(({ id }) => id));
  }, [all]);

  return null;
}
