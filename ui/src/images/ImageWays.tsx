import { useTranslation } from "react-i18next";
import type { ImageRow } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { go } from "../route";
import styles from "./ImageWays.module.css";
import { canLaunch } from "./useCreateInstances";

interface Props {
  row: ImageRow;
  onCopy: () => void;
  onShare: () => void;
  onEdit: () => void;
  onStatus: (about: "deprecate" | "restore") => void;
  onCompare: () => void;
  onExport: () => void;
}

/** What can be done with an image, from its details. */
export function ImageWays({ row, onCopy, onShare, onCompare, onEdit, onStatus, onExport }: Props) {
  const { t } = useTranslation("images");
  return (
    <div className={styles.ways}>
      <Button onClick={onCopy}>{t("actions.copy")}</Button>
      {!row.sharedWithMe && <Button onClick={onShare}>{t("actions.share")}</Button>}
      {!row.sharedWithMe && <Button onClick={onEdit}>{t("actions.edit")}</Button>}
      {!row.sharedWithMe && row.status === "Available" && <Button onClick={() => onStatus("deprecate")}>{t("actions.deprecate")}</Button>}
      {!row.sharedWithMe && row.deprecated && <Button onClick={() => onStatus("restore")}>{t("actions.restore")}</Button>}
      {!row.sharedWithMe && <Button onClick={onExport}>{t("actions.export")}</Button>}
      {canLaunch(row.status) && (
        <Button icon="instance" onClick={() => go({ page: "launch", key: row.key, like: null })}>
          {t("launchThis")}
        </Button>
      )}
      <Button variant="quiet" icon="compare" onClick={onCompare}>
        {t("actions.withInstance")}
      </Button>
    </div>
  );
}
