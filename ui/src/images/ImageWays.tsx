import type { ImageRow } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { useTranslation } from "../i18n/useTranslation";
import button from "../components/Button.module.css";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import type { MenuItem } from "../components/menuItem";
import { go } from "../route";
import { canLaunch } from "./useCreateInstances";
import styles from "./ImageWays.module.css";

interface Props {
  row: ImageRow;
  onCopy: () => void;
  onShare: () => void;
  onEdit: () => void;
  onStatus: (about: "deprecate" | "restore") => void;
  onCompare: () => void;
  onExport: () => void;
}

/** What can be done with an image, from its details; what is needed less often in a menu. */
export function ImageWays({ row, onCopy, onShare, onCompare, onEdit, onStatus, onExport }: Props) {
  const { t } = useTranslation("images");
  const own = (): MenuItem[] => [
    { id: "edit", label: t("actions.edit"), icon: "edit", onSelect: onEdit },
    ...(row.status === "Available" ? [{ id: "deprecate", label: t("actions.deprecate"), icon: "minus", onSelect: () => onStatus("deprecate") } as const] : []),
    ...(row.deprecated ? [{ id: "restore", label: t("actions.restore"), icon: "refresh", onSelect: () => onStatus("restore") } as const] : []),
    { id: "export", label: t("actions.export"), icon: "export", onSelect: onExport },
  ];
  const items = (): MenuItem[] => [...(row.sharedWithMe ? [] : own()), { id: "compare", label: t("actions.withInstance"), icon: "compare", onSelect: onCompare }];
  return (
    <div className={styles.ways}>
      <Button onClick={onCopy}>{t("actions.copy")}</Button>
      {!row.sharedWithMe && <Button onClick={onShare}>{t("actions.share")}</Button>}
      {canLaunch(row.status) && (
        <Button icon="instance" onClick={() => go({ page: "launch", key: row.key, like: null })}>
          {t("launchThis")}
        </Button>
      )}
      <MenuButton className={`${button.button} ${button.secondary}`} menuLabel={t("moreOfThis")} aria-label={t("moreOfThis")} data-tip={t("moreOfThis")} align="end" items={items}>
        <Icon name="more" size="small" />
      </MenuButton>
    </div>
  );
}
