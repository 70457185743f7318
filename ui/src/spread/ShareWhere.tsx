import { useTranslation } from "react-i18next";
import type { ImageCopy } from "../backend/bindings/types";
import { Checkbox } from "../components/Checkbox";
import { useFindingWords } from "../i18n/findingWords";
import { Mark } from "../grid/Marks";
import { MOST } from "./ShareList";
import type { ShareState } from "./useShare";
import styles from "./Spread.module.css";

interface Props {
  copies: readonly ImageCopy[];
  state: ShareState;
}

/** The regions that have the image. What is chosen below happens in each that is ticked. */
export function ShareWhere({ copies, state }: Props) {
  const { t } = useTranslation("spread");
  const words = useFindingWords();
  const line = (copy: ImageCopy): { text: string; out: boolean } => {
    const told = state.told(copy.key);
    if (!told) return { text: state.copiesError ? t("share.where.unknown") : t("share.where.asking"), out: true };
    const refused = told.findings.find((finding) => finding.severity === "error");
    if (refused) return { text: words(refused).title, out: true };
    if (told.sharedWith === null) return { text: t("share.where.unknown"), out: false };
    if (told.sharedWith.length === 0) return { text: t("share.where.none"), out: false };
    return { text: t("share.of", { count: told.sharedWith.length, max: MOST }), out: false };
  };
  return (
    <fieldset className={styles.where}>
      <legend>{t("share.where.title")}</legend>
      <ul>
        {copies.map((copy) => {
          const { text, out } = line(copy);
          const chosen = state.isChosen(copy.key);
          return (
            <li key={copy.key.id}>
              <label htmlFor={`share-${copy.key.id}`} data-out={out || undefined}>
                <Checkbox id={`share-${copy.key.id}`} checked={chosen} disabled={out && !chosen} onChange={() => state.toggleImage(copy.key)} />
                <span>
                  <span className={styles.region}>
                    <b className="medium">{copy.key.regionId}</b>
                    {copy.encrypted && <Mark name="lock" />}
                    {copy.byName && !copy.isThis && <span className="faint">{t("share.where.byName")}</span>}
                  </span>
                  <span className="muted">{text}</span>
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
