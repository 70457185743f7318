import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { practiceClose } from "../backend/bindings/commands";
import type { Account } from "../backend/bindings/types";
import { copyText } from "../backend/clipboard";
import { useAccountName } from "../components/accountName";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import type { MenuItem } from "../components/menuItem";
import styles from "./AccountMenu.module.css";

/** What can be done with an account. */
export function AccountMenu({ account, onRemove }: { account: Account; onRemove: () => void }) {
  const { t } = useTranslation("accounts");
  const name = useAccountName();
  const close = useMutation({ mutationFn: practiceClose });
  const copies: MenuItem[] = [
    { id: "uid", icon: "copy", label: t("detail.copyUid"), onSelect: () => void copyText(account.uid) },
    { id: "arn", icon: "copy", label: t("detail.copyArn"), onSelect: () => void copyText(account.arn) },
    { kind: "separator", id: "line" },
  ];
  const items: MenuItem[] =
    account.kind === "practice"
      ? [{ id: "close", label: t("practice.closeNamed"), onSelect: () => close.mutate() }]
      : [...copies, { id: "remove", icon: "trash", danger: true, label: t("remove.action"), onSelect: onRemove }];
  const label = t("table.menu", { alias: name(account) });
  return (
    <MenuButton menuLabel={label} items={() => items} align="end" className={styles.button} aria-label={label} data-tip={label}>
      <Icon name="more" />
    </MenuButton>
  );
}
