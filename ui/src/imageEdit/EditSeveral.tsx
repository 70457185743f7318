import { useId, useState } from "react";
import type { EditOrder, ResourceKey, Tag } from "../backend/bindings/types";
import { Checkbox } from "../components/Checkbox";
import { CloudText } from "../components/CloudText";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { ImageFindings } from "../spread/ImageFindings";
import { countOf } from "./changes";
import { EditFrame } from "./EditFrame";
import { TagsPart } from "./TagsPart";
import { unchanged, useEditCheck, useEditStart } from "./useImageEdit";
import styles from "./Edit.module.css";

interface Props {
  /** Of one account. */
  images: readonly ResourceKey[];
  onClose: () => void;
}

/** What several images can have in common: their family and their tags. */
export function EditSeveral({ images: keys, onClose }: Props) {
  const { t } = useTranslation(["imageEdit", "image"]);
  const format = useFormat();
  const words = useFindingWords();
  const id = useId();
  const start = useEditStart(keys);
  const [family, setFamily] = useState("");
  const [tags, setTags] = useState<readonly Tag[]>([]);
  const [remove, setRemove] = useState<readonly string[]>([]);
  const images = start.data?.images ?? [];
  const order: EditOrder = { ...unchanged(keys), family: family === "" ? null : family, tags: [...tags], removeTags: [...remove] };
  const changes = countOf(order);
  const check = useEditCheck(order, changes > 0);
  const present = [...new Set(images.flatMap((image) => image.values.tags.map((tag) => tag.key)))].toSorted();
  const having = (key: string) => images.filter((image) => image.values.tags.some((tag) => tag.key === key)).length;
  const newest = check.findings?.filter((finding) => finding.code === "namedBecomesNewest") ?? [];
  const barred = images.map((image) => ({ key: image.key, name: image.values.name, findings: image.findings.filter((finding) => finding.field === "image") }));
  return (
    <EditFrame
      images={keys}
      name={null}
      start={start}
      order={order}
      check={check}
      nothing={changes === 0 ? t("edit.nothing") : check.at("images")}
      title={t("edit.titleSeveral", { count: keys.length })}
      text={t("edit.textSeveral")}
      loading={t("status.loading")}
      note={t("edit.changes", { count: changes })}
      button={t("edit.button", { count: keys.length })}
      onClose={onClose}
    >
      <ImageFindings images={barred} />
      <div className={styles.form}>
        <TextField label={t("image:image.family")} value={family} onChange={setFamily} error={check.at("family")} hint={t("edit.familyStaysOf")} />
        {newest.length > 0 && (
          <ul className={styles.newest}>
            {newest.map((finding) => (
              <li key={finding.params.regionId}>
                <CloudText text={words(finding).text} />
              </li>
            ))}
          </ul>
        )}
        <TagsPart tags={tags} kept={[]} hint={t("edit.tagsAdded")} check={check} onChange={setTags} />
        {present.length > 0 && (
          <div role="group" aria-labelledby={id}>
            <div id={id} className={styles.label}>
              {t("edit.removeTags")}
            </div>
            {present.map((key) => (
              <label key={key} className={styles.remove}>
                <Checkbox checked={remove.includes(key)} onChange={(event) => setRemove(event.target.checked ? [...remove, key] : remove.filter((other) => other !== key))} />
                <span className="mono">
                  <CloudText text={key} />
                </span>
                <span className="faint t12">{t("edit.removeTagsOf", { images: format.number(having(key)), all: format.number(images.length) })}</span>
              </label>
            ))}
          </div>
        )}
      </div>
    </EditFrame>
  );
}
