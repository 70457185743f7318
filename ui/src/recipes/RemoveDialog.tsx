import { useQueryClient } from "@tanstack/react-query";
import { recipeRemove } from "../backend/bindings/commands";
import type { Recipe } from "../backend/bindings/types";
import { ConfirmDialog } from "../components/ConfirmDialog";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import { recipesQuery } from "./queries";

/** Forgets a recipe, after it has said what stays. */
export function RemoveDialog({ recipe, onClose }: { recipe: Recipe; onClose: () => void }) {
  const { t } = useTranslation("recipes");
  const client = useQueryClient();
  const remove = useCommand(recipeRemove, {
    failureIn: "here",
    onDone: async () => {
      await client.invalidateQueries({ queryKey: recipesQuery.queryKey });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t("removal.title", { name: recipe.name })}
      text={t("removal.text")}
      effects={[{ id: "stays", tone: "idle", text: t("removal.stays") }]}
      button={t("removal.button")}
      busy={remove.busy}
      problem={remove.problem && <ProblemNote problem={remove.problem} />}
      onConfirm={() => recipe.id !== null && remove.run(recipe.id)}
    />
  );
}
