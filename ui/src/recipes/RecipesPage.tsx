import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { recipeImport } from "../backend/bindings/commands";
import type { Recipe } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EmptyState } from "../components/EmptyState";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { useCommand } from "../useCommand";
import { HandoverOfRecipe } from "./HandoverOfRecipe";
import { recipesQuery } from "./queries";
import RecipeDialog from "./RecipeDialog";
import { RecipeLine, type RecipeAction } from "./RecipeLine";
import { RemoveDialog } from "./RemoveDialog";
import { RunDialog } from "./RunDialog";
import styles from "./Recipes.module.css";

/** The dialog that is open, and what it is about. */
type Opened = { what: Exclude<RecipeAction, "export"> | "import"; recipe: Recipe };

/** Choices that are kept under a name: what each does, and running it. */
export default function RecipesPage() {
  const { t } = useTranslation("recipes");
  const { data: recipes, error, refetch } = useQuery(recipesQuery);
  const { data: accounts } = useQuery(accountsQuery);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const choose = useCommand(recipeImport, { onDone: (recipe) => recipe && setOpened({ what: "import", recipe }) });
  const importButton = (
    <Button aria-disabled={choose.busy || undefined} onClick={() => choose.run()}>
      {t("import")}
    </Button>
  );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t("title")}</h1>
        {recipes && recipes.length > 0 && <span className="faint t12">{recipes.length}</span>}
        <span className="grow" />
        {importButton}
      </header>
      {error && !recipes && (
        <div className={styles.centre}>
          <CouldNotAsk title={t("failed")} problem={problemOf(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {recipes?.length === 0 && (
        <div className={styles.centre}>
          <EmptyState title={t("empty.title")} text={t("empty.text")}>
            <Button onClick={() => go({ page: "snapshots" })}>{t("empty.snapshots")}</Button>
          </EmptyState>
        </div>
      )}
      {recipes && recipes.length > 0 && (
        <div className={styles.table} role="table" aria-label={t("label")}>
          <div className={styles.columns} role="row">
            <span role="columnheader">{t("columns.name")}</span>
            <span role="columnheader">{t("columns.does")}</span>
            <span role="columnheader">{t("columns.account")}</span>
            <span role="columnheader">
              <span className="sr-only">{t("columns.actions")}</span>
            </span>
          </div>
          <div className={styles.rows} role="rowgroup">
            {recipes.map((recipe) => (
              <RecipeLine
                key={recipe.id}
                recipe={recipe}
                account={accounts?.find((account) => account.id === recipe.accountId)}
                onOpen={(what) => setOpened({ what, recipe })}
              />
            ))}
          </div>
        </div>
      )}
      {opened?.what === "run" && <RunDialog recipe={opened.recipe} onClose={close} />}
      {opened?.what === "edit" && <RecipeDialog recipe={opened.recipe} from="list" onClose={close} />}
      {opened?.what === "import" && <RecipeDialog recipe={opened.recipe} from="file" onClose={close} />}
      {opened?.what === "handOver" && <HandoverOfRecipe recipe={opened.recipe} onClose={close} />}
      {opened?.what === "remove" && <RemoveDialog recipe={opened.recipe} onClose={close} />}
    </div>
  );
}
