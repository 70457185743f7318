import type { ImageDetail } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import { imageTone, imageWord } from "../components/imageStatus";
import { Status } from "../components/Status";
import { Note, Section } from "../details/DetailsShell";
import { useFormat } from "../format/useFormat";
import { classes } from "../grid/GridRow";
import { Mark } from "../grid/Marks";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { useOpen } from "../useOpen";
import styles from "./ImageCopies.module.css";

/** The same image in other regions. */
export function ImageCopies({ detail }: { detail: ImageDetail }) {
  const { t } = useTranslation("images");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const open = useOpen();
  const others = detail.copies.filter((copy) => !copy.isThis).length;
  if (others === 0 && (detail.copiesComplete || detail.row.sharedWithMe)) return null;
  return (
    <Section title={t("copies.title")} aside={others > 0 ? t("copies.others", { count: others, number: format.number(others) }) : undefined}>
      <ul className={styles.list}>
        {detail.copies.map((copy) => (
          <li key={`${copy.key.regionId}/${copy.key.id}`} className={classes(styles.line, styles.copy)}>
            {copy.isThis ? (
              <span className="medium trunc">{copy.key.regionId}</span>
            ) : (
              <button type="button" className="link trunc" onClick={() => open.image(copy.key)}>
                {copy.key.regionId}
              </button>
            )}
            <span className={styles.state}>
              <Status tone={imageTone(copy.status)}>{imageWord(copy.status, common)}</Status>
              {copy.encrypted && <Mark name="lock" />}
            </span>
            <span className={classes("faint", styles.note)}>{copy.isThis ? t("copies.this") : copy.byName ? t("copies.byName") : ""}</span>
            {!copy.isThis && (
              <button type="button" className="link" aria-label={t("copies.compareWith", { region: copy.key.regionId })} onClick={() => go({ page: "compare", key: detail.row.key, other: { kind: "image", key: copy.key } })}>
                {t("copies.compare")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {!detail.copiesComplete && <Note mark={<Icon name="info" size="small" />}>{t("copies.incomplete")}</Note>}
    </Section>
  );
}
