import { useEffect, useRef } from "react";
import type { Tag } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { Button } from "./Button";
import { IconButton } from "./IconButton";
import { TextField } from "./TextField";
import styles from "./TagEditor.module.css";

/** A request takes 20 tags, of which Darkroom sets one. */
export const MOST_TAGS = 19;

interface Props {
  tags: readonly Tag[];
  /** How many there can be. */
  most?: number;
  errorOf: (index: number, part: "key" | "value") => string | undefined;
  onChange: (tags: Tag[]) => void;
}

/** Tags of a cloud resource, one key and value per line. */
export function TagEditor({ tags, most = MOST_TAGS, errorOf, onChange }: Props) {
  const { t } = useTranslation("image");
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(tags.length);
  useEffect(() => {
    const more = tags.length - before.current;
    before.current = tags.length;
    if (more > 0) [...(list.current?.querySelectorAll("[data-tag]") ?? [])].at(-1)?.querySelector("input")?.focus();
    else if (more < 0) list.current?.querySelector<HTMLElement>(":scope > button")?.focus();
  }, [tags.length]);
  const change = (at: number, tag: Partial<Tag>) => onChange(tags.map((old, index) => (index === at ? { ...old, ...tag } : old)));
  return (
    <div ref={list} className={styles.tags}>
      {tags.map((tag, index) => (
        <div className={styles.tag} key={index} data-tag="">
          <TextField
            label={t("image.tagKeyOf", { number: index + 1 })}
            labelHidden
            placeholder={t("image.tagKey")}
            value={tag.key}
            error={errorOf(index, "key")}
            onChange={(key) => change(index, { key })}
          />
          <TextField
            label={t("image.tagValueOf", { number: index + 1 })}
            labelHidden
            placeholder={t("image.tagValue")}
            value={tag.value}
            error={errorOf(index, "value")}
            onChange={(value) => change(index, { value })}
          />
          <IconButton
            icon="close"
            label={t("image.removeTag", { number: index + 1 })}
            onClick={() => onChange(tags.filter((_, other) => other !== index))}
          />
        </div>
      ))}
      {tags.length < most && (
        <Button variant="secondary" icon="plus" onClick={() => onChange([...tags, { key: "", value: "" }])}>
          {t("image.addTag")}
        </Button>
      )}
    </div>
  );
}
