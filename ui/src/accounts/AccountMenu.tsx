import type { Account } from "../backend/bindings/types";
import { copyText } from "../backend/clipboard";
import { useAccountName } from "../components/accountName";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import type { MenuItem } from "../components/menuItem";
import { showToast } from "../components/toasts";
import { useTranslation } from "../i18n/useTranslation";
import { useLockItems } from "./useLockItems";
import styles from "./AccountMenu.module.css";

/** What a menu of an account asks for; the section opens the dialog. */
export type AccountAction = "edit" | "replaceKey" | "remove" | "closePractice";

/** What can be done with an account. */
export function AccountMenu({ account, onAction }: { account: Account; onAction: (action: AccountAction) => void }) {
  const { t } = useTranslation(["accounts", "common"]);
  const name = useAccountName();
  const lock = useLockItems(account);
  const copy = (text: string) => () => {
    copyText(text).catch(() => showToast(t("common:actions.copyFailed"), "", { tone: "bad" }));
  };
  const line = (id: string): MenuItem => ({ kind: "separator", id });
  const items: MenuItem[] =
    account.kind === "practice"
      ? [...lock, line("line1"), { id: "close", label: t("practice.closeNamed"), onSelect: () => onAction("closePractice") }]
      : [
          { id: "edit", icon: "edit", label: t("edit.action"), onSelect: () => onAction("edit") },
          { id: "replaceKey", icon: "key", label: t("replaceKey.action"), onSelect: () => onAction("replaceKey") },
          ...lock,
          line("line1"),
          { id: "uid", icon: "copy", label: t("detail.copyUid"), onSelect: copy(account.uid) },
          { id: "arn", icon: "copy", label: t("detail.copyArn"), onSelect: copy(account.arn) },
          line("line2"),
          { id: "remove", icon: "trash", danger: true, label: t("remove.action"), onSelect: () => onAction("remove") },
        ];
  const label = t("table.menu", { alias: name(account) });
  return (
    <MenuButton menuLabel={label} items={() => items} align="end" className={styles.button} aria-label={label} data-tip={label}>
      <Icon name="more" />
    </MenuButton>
  );
}
