import type { ImageCopy } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { Checkbox } from "../components/Checkbox";
import { CloudText } from "../components/CloudText";
import { NamedMark } from "../grid/Marks";
import { useFindingWords } from "../i18n/findingWords";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { MOST } from "./ShareList";
import type { ShareState } from "./useShare";
import styles from "./Spread.module.css";

interface Props {
  /** The image itself is the first. */
  copies: readonly ImageCopy[];
  state: ShareState;
  /** What is not in the list, and why. */
  note: string | undefined;
}

/** The regions that have the image. What is chosen below happens in each that is ticked. */
export function ShareWhere({ copies, state, note }: Props) {
  const { t } = useTranslation("spread");
  const words = useFindingWords();
  const reason = useProblemWords();
  const [itself] = copies;
  const nameOf = (copy: ImageCopy) => state.told(copy.key)?.name;
  /** What tells it from the image, or from another one in its region. */
  const other = (copy: ImageCopy) => {
    const name = nameOf(copy);
    if (name !== undefined && itself && name !== nameOf(itself)) return name || copy.key.id;
    return copies.filter((each) => each.key.regionId === copy.key.regionId).length > 1 ? copy.key.id : undefined;
  };
  const line = (copy: ImageCopy): { text: string; why?: string; out: boolean } => {
    const told = state.told(copy.key);
    const failure = state.failureOf(copy.key);
    if (!told) return failure ? { text: t("share.where.unknown"), why: reason(problemOf(failure)).title, out: true } : { text: t("share.where.asking"), out: true };
    const refused = told.findings.find((finding) => finding.severity === "error");
    if (refused) return { text: words(refused).title, why: words(refused).text, out: true };
    if (told.sharedWith === null) return { text: t("share.where.unknown"), ...(told.problem && { why: reason(told.problem).title }), out: false };
    if (told.sharedWith.length === 0) return { text: t("share.where.none"), out: false };
    return { text: t("share.of", { count: told.sharedWith.length, max: MOST }), out: false };
  };
  return (
    <fieldset className={styles.where}>
      <legend>{t("share.where.title")}</legend>
      <ul>
        {copies.map((copy) => {
          const { text, why, out } = line(copy);
          const chosen = state.isChosen(copy.key);
          const apart = other(copy);
          const id = `share-${copy.key.id}`;
          return (
            <li key={copy.key.id}>
              <label htmlFor={id} data-out={out || undefined}>
                <Checkbox id={id} checked={chosen} disabled={out && !chosen && !copy.isThis} onChange={() => state.toggleImage(copy.key)} />
                <span>
                  <span className={styles.region}>
                    <b className="medium">{copy.key.regionId}</b>
                    {copy.encrypted && <NamedMark name="lock" label={t("share.where.encrypted")} />}
                    {copy.byName && !copy.isThis && <span className="faint">{t("share.where.byName")}</span>}
                  </span>
                  {apart !== undefined && (
                    <span className={styles.apart}>
                      <CloudText text={apart} />
                    </span>
                  )}
                  <span className="muted">{text}</span>
                  {why !== undefined && !(chosen && state.told(copy.key)) && <span className={styles.why}>{why}</span>}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      {note !== undefined && <p className={styles.hint}>{note}</p>}
    </fieldset>
  );
}
