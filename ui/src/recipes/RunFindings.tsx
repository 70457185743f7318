import type { RecipeRun } from "../backend/bindings/types";
import { findingMark } from "../components/findingMark";
import { GuidanceList } from "../components/GuidanceList";
import { useFindingWords } from "../i18n/findingWords";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./Recipes.module.css";

/** Why nothing can be made, and what is to be known: errors first. */
export function RunFindings({ run }: { run: RecipeRun }) {
  const { t } = useTranslation("recipes");
  const words = useFindingWords();
  const reason = useProblemWords();
  const items = run.findings
    .filter((finding) => finding.severity !== "note")
    .map((finding) => ({ id: `${finding.code} ${finding.field}`, ...findingMark(finding), ...words(finding) }));
  const unknown = run.notAsked ? [{ id: "notAsked", icon: "warning" as const, tone: "warn" as const, title: t("runDialog.notAsked"), text: reason(run.notAsked).text }] : [];
  if (items.length + unknown.length === 0) return null;
  return (
    <section className={styles.findings} aria-label={t("runDialog.findings")}>
      <GuidanceList close items={[...items, ...unknown]} />
    </section>
  );
}
