import { ShareeName } from "../addressBook/ShareeName";
import { useSharees } from "../addressBook/useSharees";
import type { ImageDetail } from "../backend/bindings/types";
import { CopyButton } from "../components/CopyButton";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Section } from "../details/DetailsShell";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { inFours } from "./inFours";
import styles from "./ImageCopies.module.css";

/** The accounts an image is shared with, as far as they could be asked for. */
export function ImageShares({ detail }: { detail: ImageDetail }) {
  const { t } = useTranslation("images");
  const format = useFormat();
  const sharee = useSharees();
  const { sharedWith, sharesProblem } = detail;
  if (sharesProblem) {
    return (
      <Section title={t("shares.title")}>
        <CouldNotAsk problem={sharesProblem} plain />
      </Section>
    );
  }
  if (sharedWith === null || sharedWith.length === 0) return null;
  return (
    <Section title={t("shares.title")} aside={t("shares.count", { count: sharedWith.length, number: format.number(sharedWith.length) })}>
      <ul className={styles.list}>
        {sharedWith.map((uid) => (
          <li key={uid} className={`${styles.line} ${styles.share}`}>
            <ShareeName sharee={sharee(uid)} unknown={t("shares.unknown")} />
            <span className="mono muted">{inFours(uid)}</span>
            <CopyButton text={uid} name={t("shares.uid")} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
