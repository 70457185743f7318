import { recipeExport } from "../backend/bindings/commands";
import type { Account, Recipe } from "../backend/bindings/types";
import { AccountTag } from "../components/AccountTag";
import { Button } from "../components/Button";
import { useTranslation } from "../i18n/useTranslation";
import button from "../components/Button.module.css";
import { CloudText } from "../components/CloudText";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import { toastLater } from "../components/toastLater";
import { useRequest } from "../useCommand";
import { useRecipeWords } from "./useRecipeWords";
import styles from "./Recipes.module.css";

export type RecipeAction = "run" | "edit" | "handOver" | "export" | "remove";

interface Props {
  recipe: Recipe;
  account: Account | undefined;
  onOpen: (what: Exclude<RecipeAction, "export">) => void;
}

/** One recipe: what it does in a line, and what can be done with it. */
export function RecipeLine({ recipe, account, onOpen }: Props) {
  const { t } = useTranslation("recipes");
  const does = useRecipeWords();
  const { name } = recipe;
  const line = does(recipe);
  const write = useRequest(recipeExport, {
    onDone: (file) => file !== null && toastLater(t("exported.title"), t("exported.text", { file }), { tone: "good" }),
  });
  return (
    <div className={styles.row} role="row">
      <span role="cell" className="medium trunc" data-tip={name} data-tip-cut="">
        <CloudText text={name} />
      </span>
      <span role="cell" className={styles.does}>
        <CloudText text={line} />
      </span>
      <span role="cell" className="trunc">
        {account ? (
          <AccountTag account={account} />
        ) : (
          <span className="faint">
            <CloudText text={recipe.accountAlias} /> ({t("gone")})
          </span>
        )}
      </span>
      <span role="cell" className={styles.actions}>
        <Button aria-label={t("runNamed", { name })} icon="play" onClick={() => onOpen("run")}>
          {t("run")}
        </Button>
        <MenuButton
          className={`${button.button} ${button.quiet}`}
          menuLabel={t("more", { name })}
          aria-label={t("more", { name })}
          align="end"
          items={() => [
            { id: "edit", label: t("edit"), icon: "edit", onSelect: () => onOpen("edit") },
            { id: "handOver", label: t("handOver"), icon: "share", onSelect: () => onOpen("handOver") },
            { id: "export", label: t("export"), icon: "export", onSelect: () => recipe.id !== null && write.run(recipe.id) },
            { kind: "separator", id: "line" },
            { id: "remove", label: t("remove"), icon: "trash", danger: true, onSelect: () => onOpen("remove") },
          ]}
        >
          <Icon name="more" size="small" />
        </MenuButton>
      </span>
    </div>
  );
}
