import { useState } from "react";
import type { ImageThatStays } from "../backend/bindings/types";
import { keyText } from "../backend/resourceKey";
import { CloudText } from "../components/CloudText";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useObstacleWords } from "./useObstacleWords";
import own from "./Rule.module.css";

/** So many are shown at first, and more at a time. */
const PAGE = 50;

/** The images of the scope that a rule does not delete, folded, each with its reason. */
export function RuleStays({ stays }: { stays: readonly ImageThatStays[] }) {
  const { t } = useTranslation("deletion");
  const format = useFormat();
  const reason = useReason();
  const [most, setMost] = useState(PAGE);
  if (stays.length === 0) return null;
  return (
    <details className={own.stays}>
      <summary>{t("rule.stays", { count: stays.length, number: format.number(stays.length) })}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("rule.column.image")}</th>
            <th scope="col">{t("rule.column.family")}</th>
            <th scope="col">{t("rule.column.created")}</th>
            <th scope="col">{t("rule.column.reason")}</th>
          </tr>
        </thead>
        <tbody>
          {stays.slice(0, most).map((image) => (
            <tr key={keyText(image.key)}>
              <td>
                <span className={own.two}>
                  {image.name !== "" && <CloudText text={image.name} />}
                  <span className="mono faint selectable">{image.key.id}</span>
                </span>
              </td>
              <td>{image.family !== "" && <CloudText text={image.family} />}</td>
              <td>{image.createdAt !== null && format.date(image.createdAt)}</td>
              <td>{reason(image)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {stays.length > most && (
        <button type="button" className="link" onClick={() => setMost(most + PAGE * 4)}>
          {t("showMore", { count: stays.length - most })}
        </button>
      )}
    </details>
  );
}

/** Gives why an image stays. */
function useReason(): (image: ImageThatStays) => string {
  const { t } = useTranslation("deletion");
  const obstacleWords = useObstacleWords();
  return ({ reason, count, obstacle }) => {
    if (reason === "obstacle" && obstacle) return obstacleWords(obstacle);
    if (reason === "inUse" && count !== null) return t("rule.reason.inUseCount", { count });
    if (reason === "shared" && count !== null) return t("rule.reason.sharedCount", { count });
    return t(`rule.reason.${reason}`);
  };
}
