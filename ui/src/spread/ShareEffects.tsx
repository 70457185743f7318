import { StatusShape } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import type { ShareState } from "./useShare";
import styles from "./Spread.module.css";

/** ModifyImageSharePermission takes so many. */
const ACCOUNTS_PER_REQUEST = 10;

/** What the other accounts can do with a shared image and what not, and what ending it breaks. */
export function ShareEffects({ state }: { state: ShareState }) {
  const { t } = useTranslation("spread");
  const { images, add, remove } = state;
  const requests = images.map(({ sharedWith }) => Math.ceil(add.filter((id) => !sharedWith?.includes(id)).length / ACCOUNTS_PER_REQUEST));
  const all = requests.reduce((sum, count) => sum + count, 0);
  return (
    <>
      <div className={styles.columns}>
        {(["can", "cannot", "along"] as const).map((part) => (
          <div key={part}>
            <h3>{t(`share.${part}.title`)}</h3>
            <p>{t(`share.${part}.text`)}</p>
          </div>
        ))}
      </div>
      <ul className={styles.effects}>
        <li>
          <StatusShape tone="warning" />
          <span>{t("share.effect.content")}</span>
        </li>
        {remove.length > 0 && (
          <li>
            <StatusShape tone="warning" />
            <span>{t("share.effect.end")}</span>
          </li>
        )}
        <li>
          <StatusShape tone="idle" />
          <span>{t("share.effect.bill")}</span>
        </li>
        {all > 1 && (
          <li>
            <StatusShape tone="idle" />
            <span>{t("share.effect.requests", { count: all })}</span>
          </li>
        )}
      </ul>
    </>
  );
}
