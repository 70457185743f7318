import { useTranslation } from "react-i18next";
import type { ImageRow } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { go } from "../route";
import styles from "./ImageLaunch.module.css";
import { canLaunch } from "./useCreateInstances";

/** The way from the details of an image to instances of it. */
export function ImageLaunch({ row }: { row: ImageRow }) {
  const { t } = useTranslation("images");
  if (!canLaunch(row.status)) return null;
  return (
    <div className={styles.launch}>
      <Button icon="instance" onClick={() => go({ page: "launch", key: row.key, like: null })}>
        {t("launchThis")}
      </Button>
    </div>
  );
}
