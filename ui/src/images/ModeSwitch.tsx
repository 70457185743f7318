import { Segmented } from "../components/Segmented";
import { useTranslation } from "../i18n/useTranslation";
import { useStore } from "../useStore";
import { imagesMode } from "./mode";
import styles from "./ImageCopies.module.css";

/** Between the list of images and the regions that they are in. */
export function ModeSwitch() {
  const { t } = useTranslation("images");
  const mode = useStore(imagesMode);
  return (
    <div className={styles.owner}>
      <Segmented
        label={t("mode.label")}
        labelHidden
        value={mode}
        options={[
          { value: "table", label: t("mode.table"), icon: "list" },
          { value: "presence", label: t("mode.presence"), icon: "grid" },
        ]}
        onChange={(next) => imagesMode.set(next)}
      />
    </div>
  );
}
