import { GuidanceList } from "../components/GuidanceList";
import { useOverflow } from "../components/useOverflow";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { SoFar } from "./SoFar";
import { useGuidance } from "./useGuidance";
import type { Launch } from "./useLaunch";

/** What is good to know for this image and this instance, and what the form comes to. */
export function LaunchGuidance({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const overflow = useOverflow();
  const items = useGuidance(launch);
  const title = t(launch.step === "disks" ? "guidance.disksTitle" : "guidance.imageTitle");
  return (
    <aside {...overflow} className={styles.side} aria-label={title}>
      <h3>{title}</h3>
      {items.length === 0 && <p className="t12 muted">{t("guidance.nothing")}</p>}
      <GuidanceList items={items} />
      <SoFar launch={launch} />
    </aside>
  );
}
