import { useId } from "react";
import type { Tag } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { FieldNote } from "../components/FieldNote";
import { Icon } from "../components/Icon";
import { TagEditor } from "../components/TagEditor";
import { useTranslation } from "../i18n/useTranslation";
import type { EditCheck } from "./useImageEdit";
import styles from "./Edit.module.css";

/** Tags that a resource can have (FACTS f). */
export const MOST_TAGS = 20;

interface Props {
  tags: readonly Tag[];
  /** Shown, and never edited. */
  kept: readonly Tag[];
  /** What becomes of them. */
  hint: string;
  check: EditCheck;
  onChange: (tags: Tag[]) => void;
}

/** The tags of images, those that Alibaba Cloud or Darkroom has set apart from the others. */
export function TagsPart({ tags, kept, hint, check: { at }, onChange }: Props) {
  const { t } = useTranslation(["imageEdit", "image"]);
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className={styles.label}>
        {t("image:image.tags")}
      </div>
      <TagEditor tags={tags} most={MOST_TAGS} errorOf={(index, part) => at(`tags.${index}.${part}`)} onChange={onChange} />
      <FieldNote id={`${id}-note`} error={at("tags")} hint={hint} />
      {kept.length > 0 && (
        <div className={styles.kept}>
          <Icon name="lock" size="small" />
          <span>{t("edit.keptTags")}</span>
          {kept.map((tag) => (
            <span key={tag.key} className="mono selectable">
              <CloudText text={tag.value === "" ? tag.key : `${tag.key}: ${tag.value}`} />
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
