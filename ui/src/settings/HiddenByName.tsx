import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import styles from "./HiddenByName.module.css";
import { hiddenQuery } from "./queries";

/** How many snapshots no list shows because of their names, and the way to where that is set. Nothing when none is hidden. */
export default function HiddenByName() {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const { data: count = 0 } = useQuery(hiddenQuery);
  if (count === 0) return null;
  return (
    <button type="button" className={styles.note} onClick={() => go({ page: "settings", section: "general" })}>
      <span className="link">{t("hidden.byName", { count, number: format.number(count) })}</span>
    </button>
  );
}
