import type { ImageCheckReport, Problem } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EmptyState } from "../components/EmptyState";
import { imageWord } from "../components/imageStatus";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import styles from "./Check.module.css";

interface Props {
  report: ImageCheckReport;
  problem: Problem | null;
  onRetry: () => void;
}

/** Why there is no result, and the way out. Never the same words as "no risk". */
export function NoResult({ report, problem, onRetry }: Props) {
  const { t } = useTranslation("imageCheck");
  const { t: common } = useTranslation("common");
  const { state, key, snapshotId } = report;
  const text = state === "notReady" ? t("states.notReadyText", { status: imageWord(report.imageStatus, common) }) : t(`states.${state}Text`);
  return (
    <div className={styles.centre}>
      {problem && <CouldNotAsk problem={problem} onRetry={onRetry} />}
      <EmptyState title={t(`states.${state}`)} text={text}>
        {state === "notChecked" && snapshotId !== null && <Button onClick={() => go({ page: "image", key: { ...key, id: snapshotId } })}>{t("createAgain")}</Button>}
      </EmptyState>
    </div>
  );
}
