import type { ImageCheck, ImageCheckItem, ResourceKey } from "../backend/bindings/types";
import { StatusShape } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { isHigh, isMedium } from "./checkCounts";
import { useCheckWords } from "./useCheckWords";
import styles from "./JobSide.module.css";

/** What the image check found, the worst first, in the cloud's own names; `image` is the one that was checked, when its account is there. */
export function JobCheck({ check, image }: { check: ImageCheck; image: ResourceKey | null }) {
  const { t } = useTranslation("jobs");
  const words = useCheckWords();
  const risks = [...check.items.filter(isHigh), ...check.items.filter(isMedium)];
  return (
    <section className={styles.section} aria-labelledby="check-title">
      <h3 id="check-title">
        {t("check.title")}
        <span className={styles.note}>{words(check)}</span>
      </h3>
      {risks.length === 0 && check.items.length > 0 && <p className="faint">{t("check.noneText")}</p>}
      <ul>
        {risks.map((item) => (
          <Risk key={item.name} item={item} />
        ))}
      </ul>
      {image && (
        <button type="button" className="link t12" onClick={() => go({ page: "imageCheck", key: image })}>
          {t("check.report")}
        </button>
      )}
    </section>
  );
}

function Risk({ item }: { item: ImageCheckItem }) {
  const { t } = useTranslation("jobs");
  const high = isHigh(item);
  const level = high ? t("check.levelHigh") : item.riskLevel === "Medium" ? t("check.levelMedium") : (item.riskLevel ?? t("check.levelUnknown"));
  return (
    <li className={styles.risk}>
      <StatusShape tone={high ? "bad" : "warning"} />
      <span className="mono selectable">{item.riskCode ?? item.name}</span>
      <span className="muted">{level}</span>
    </li>
  );
}
