import { useQuery } from "@tanstack/react-query";
import type { Recipe } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Dialog } from "../components/Dialog";
import { useTranslation } from "../i18n/useTranslation";
import HandoverDialog from "./HandoverDialog";
import { recipeRunQuery } from "./queries";
import { RunFindings } from "./RunFindings";

/** Hands a recipe over with the snapshots it would take now. A taken name is told and does not prevent it: others run the text later, with other snapshots. */
export function HandoverOfRecipe({ recipe, onClose }: { recipe: Recipe; onClose: () => void }) {
  const { t } = useTranslation("recipes");
  const { data: run, error, refetch } = useQuery(recipeRunQuery(recipe.id ?? 0));
  const wrong = run?.findings.some((finding) => finding.severity === "error" && finding.code !== "imageNameTaken") === true;
  if (run?.draft && !wrong) return <HandoverDialog draft={run.draft} above={<RunFindings run={run} />} onClose={onClose} />;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("handover.title", { name: recipe.name })}
      text={run ? t("handover.unresolved") : undefined}
      actions={
        <Button size="large" onClick={onClose}>
          {t("handover.close")}
        </Button>
      }
    >
      {error && !run ? (
        <CouldNotAsk title={t("runDialog.failed")} problem={problemOf(error)} onRetry={() => void refetch()} />
      ) : run ? (
        <RunFindings run={run} />
      ) : (
        <p className="muted" role="status">
          {t("runDialog.asking")}
        </p>
      )}
    </Dialog>
  );
}
