import { Checkbox } from "../components/Checkbox";
import { CloudText } from "../components/CloudText";
import { FieldNote } from "../components/FieldNote";
import { MOST_TAGS, TagEditor } from "../components/TagEditor";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import type { RecipeFields } from "./RecipeDialog";
import styles from "./Recipes.module.css";

interface Props {
  fields: RecipeFields;
  /** What an image would be called now. */
  preview: string | undefined;
}

/** Name, description, family, tags, resource group and check of the images. */
export function RecipeImage({ fields: { recipe, change, errorAt }, preview }: Props) {
  const { t } = useTranslation(["recipes", "image"]);
  return (
    <>
      <TextField
        label={t("editor.imageName")}
        mono
        value={recipe.imageName}
        onChange={(imageName) => change({ imageName })}
        hint={preview ? <CloudText text={t("editor.imageNameHint", { name: preview })} /> : t("editor.imageNameWords")}
        error={errorAt("imageName")}
      />
      <TextField
        label={t("image:image.description")}
        aside={t("image:image.optional")}
        value={recipe.description}
        onChange={(description) => change({ description })}
        error={errorAt("description")}
      />
      <div className={styles.pair}>
        <TextField label={t("image:image.family")} aside={t("image:image.optional")} value={recipe.family} onChange={(family) => change({ family })} error={errorAt("family")} />
        <TextField
          label={t("image:image.resourceGroup")}
          aside={t("image:image.optional")}
          mono
          value={recipe.resourceGroupId}
          onChange={(resourceGroupId) => change({ resourceGroupId })}
          error={errorAt("resourceGroupId")}
        />
      </div>
      <div role="group" aria-label={t("image:image.tags")}>
        <TagEditor tags={recipe.tags} errorOf={(index, part) => errorAt(`tags.${index}.${part}`, ...(part === "key" ? [`tags.${index}`] : []))} onChange={(tags) => change({ tags })} />
        <FieldNote id="recipe-tags-note" error={errorAt("tags")} hint={t("image:image.tagCount", { count: recipe.tags.length, max: MOST_TAGS })} />
      </div>
      <label className={styles.check}>
        <Checkbox checked={recipe.imageCheck} onChange={(event) => change({ imageCheck: event.target.checked })} />
        {t("image:image.checkLabel")}
      </label>
    </>
  );
}
