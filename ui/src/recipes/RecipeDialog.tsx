import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { recipeCheck, recipeSave } from "../backend/bindings/commands";
import type { Recipe } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { ProblemNote } from "../components/ProblemNote";
import { TextField } from "../components/TextField";
import { toastLater } from "../components/toastLater";
import { focusWrong } from "../components/wrongField";
import { useFindingWords } from "../i18n/findingWords";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { AccountIdField } from "../image/AccountIdField";
import { useRequest } from "../useCommand";
import { recipesQuery } from "./queries";
import { RecipeCopies } from "./RecipeCopies";
import { RecipeImage } from "./RecipeImage";
import { RecipeSource } from "./RecipeSource";
import styles from "./Recipes.module.css";

/** FACTS of ModifyImageSharePermission: 50 accounts an image. */
const MOST_ACCOUNTS = 50;

interface Props {
  recipe: Recipe;
  /** Where it comes from: the wizard, a file, or the list. */
  from: "draft" | "file" | "list";
  onClose: () => void;
}

/** The part of a recipe's fields that is edited, with what is wrong with each. */
export interface RecipeFields {
  recipe: Recipe;
  change: (more: Partial<Recipe>) => void;
  errorAt: (...fields: string[]) => string | undefined;
  warningAt: (field: string) => string | undefined;
}

/** Everything that a recipe keeps. Broken rules are shown while one types. */
export default function RecipeDialog({ recipe: given, from, onClose }: Props) {
  const { t } = useTranslation(["recipes", "image"]);
  const { t: common } = useTranslation("common");
  const client = useQueryClient();
  const words = useFindingWords();
  const problemWords = useProblemWords();
  const { data: accounts } = useQuery(accountsQuery);
  const [recipe, setRecipe] = useState(given);
  const [asked, setAsked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const { data: check, error } = useQuery({
    queryKey: ["recipe-check", recipe],
    queryFn: () => recipeCheck(recipe),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 10_000,
  });
  const save = useRequest(recipeSave, {
    failureIn: "here",
    onDone: async (saved) => {
      await client.invalidateQueries({ queryKey: recipesQuery.queryKey });
      onClose();
      void toastLater(t("editor.saved"), t("editor.savedText", { name: saved.name }), { tone: "good" });
    },
  });
  const found = (severity: "error" | "warning", fields: readonly string[]) => check?.findings.find((finding) => finding.severity === severity && fields.includes(finding.field));
  const errorAt = (...fields: string[]) => {
    const finding = found("error", fields);
    return finding && words(finding).text;
  };
  const warningAt = (field: string) => {
    const finding = found("warning", [field]);
    return finding && words(finding).text;
  };
  const taken = save.fieldProblem("recipeName");
  const wrong = check?.findings.some((finding) => finding.severity === "error") === true;
  const account = accounts?.find((each) => each.id === recipe.accountId);
  const change = (more: Partial<Recipe>) => {
    save.reset();
    setRecipe({ ...recipe, ...more });
  };
  const fields: RecipeFields = { recipe, change, errorAt, warningAt };
  const send = () => {
    setAsked(true);
    if (wrong || !check) focusWrong(body.current);
    else if (!save.busy) save.run(recipe);
  };
  return (
    <Dialog
      open
      keep
      wide
      onClose={onClose}
      title={t(from === "draft" ? "editor.newTitle" : from === "file" ? "editor.importTitle" : "editor.editTitle")}
      badge={account && <EnvironmentBadge account={account} />}
      text={t(from === "file" ? "editor.importText" : "editor.text")}
      note={asked && wrong ? t("editor.wrong") : undefined}
      initialFocus={name}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {common("actions.cancel")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={wrong || save.busy || undefined} onClick={send}>
            {t("editor.save")}
          </Button>
        </>
      }
    >
      <div ref={body} className={styles.form}>
        {error && !check && <ProblemNote problem={problemOf(error)} />}
        {save.problem && !taken && <ProblemNote problem={save.problem} />}
        <TextField
          ref={name}
          label={t("editor.name")}
          value={recipe.name}
          onChange={(next) => change({ name: next })}
          error={errorAt("recipeName") ?? (taken ? problemWords(taken).text : undefined)}
        />
        <h3>{t("editor.source")}</h3>
        <RecipeSource fields={fields} />
        <h3>{t("editor.image")}</h3>
        <RecipeImage fields={fields} preview={check?.imageName} />
        <h3>{t("image:then.copies")}</h3>
        <RecipeCopies fields={fields} previews={check?.copyNames ?? []} />
        <h3>{t("editor.sharing")}</h3>
        <AccountIdField
          ids={recipe.shareWith}
          onChange={(shareWith) => change({ shareWith })}
          ownId={account?.uid}
          most={MOST_ACCOUNTS}
          errorOf={(index) => errorAt(`shareWith.${index}`)}
          warningOf={(index) => warningAt(`shareWith.${index}`)}
          error={errorAt("shareWith")}
        />
      </div>
    </Dialog>
  );
}
