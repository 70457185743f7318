import { useQuery } from "@tanstack/react-query";
import { useLockItems } from "../accounts/useLockItems";
import { accountsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { AccountTag } from "../components/AccountTag";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { LockMark } from "../components/LockMark";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import type { MenuItem } from "../components/menuItem";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { EVERYWHERE, scopeStore } from "../scope";
import { useScope } from "../useScope";
import styles from "./ScopeBar.module.css";

/** All accounts, or one. */
export function AccountScope() {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const name = useAccountName();
  const { data, isError } = useQuery(accountsQuery);
  const accounts = data ?? [];
  const { accountIds } = useScope();
  const one = accounts.length === 1 ? accounts[0] : accounts.find((account) => account.id === accountIds[0]);
  const lock = useLockItems(one);
  const choose = (ids: string[]) => scopeStore.set({ ...EVERYWHERE, accountIds: ids });

  // Which accounts there are is not known: what would be said here may be false.
  if (!data && isError) return null;

  const items = (): MenuItem[] => [
    {
      kind: "radio",
      id: "all",
      label: t("scope.allAccounts"),
      hint: format.number(accounts.length),
      checked: accountIds.length === 0,
      onSelect: () => choose([]),
    },
    { kind: "separator", id: "line" },
    ...accounts.map(
      (account): MenuItem => ({
        kind: "radio",
        id: account.id,
        label: name(account),
        content: (
          <>
            <AccountTag account={account} />
            <EnvironmentBadge account={account} />
          </>
        ),
        checked: accountIds[0] === account.id,
        onSelect: () => choose([account.id]),
      }),
    ),
    ...(one ? [{ kind: "separator", id: "line2" } as const, { kind: "heading", id: "one", label: name(one) } as const, ...lock] : []),
    { kind: "separator", id: "line3" },
    { id: "connect", label: t("scope.connectAccount"), icon: "plus", onSelect: () => go({ page: "settings", section: "accounts" }) },
  ];

  return (
    <MenuButton className={styles.select} menuLabel={t("scope.accounts")} items={items}>
      <Icon name="account" size="small" />
      {one ? (
        <>
          <AccountTag account={one} />
          {one.kind === "practice" ? <EnvironmentBadge account={one} /> : <LockMark account={one} />}
        </>
      ) : (
        <>
          <span>{t("scope.allAccounts")}</span>
          <span className="faint">{accounts.length > 0 ? format.number(accounts.length) : ""}</span>
        </>
      )}
      <Icon name="chevron" size="small" className={styles.chevron} />
    </MenuButton>
  );
}
