import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EmptyState } from "../components/EmptyState";
import { useTranslation } from "../i18n/useTranslation";
import { useStore } from "../useStore";
import { AccountDialogs, type OpenDialog } from "./AccountDialogs";
import type { AccountAction } from "./AccountMenu";
import { AccountPanel } from "./AccountPanel";
import { AccountTable } from "./AccountTable";
import { connectAsked } from "./connectAsked";
import { KeyringNote, KeyringSection } from "./KeyringSection";
import { PracticeSection } from "./PracticeSection";
import { usePractice } from "./usePractice";
import styles from "./AccountsSection.module.css";

/** Settings, Accounts: what is connected, where its secrets are, and the practice cloud. */
export default function AccountsSection() {
  const { t } = useTranslation("accounts");
  const { data: accounts, error, refetch } = useQuery(accountsQuery);
  const heading = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [opened, setOpened] = useState<OpenDialog | null>(null);
  const asked = useStore(connectAsked);
  const dialog: OpenDialog | null = opened ?? (asked ? { kind: "connect" } : null);
  const current = accounts?.find((account) => account.id === chosen) ?? accounts?.[0];
  const practice = usePractice(accounts?.some((account) => account.kind === "practice") ?? false);

  const count = accounts?.length;
  // The button that removed an account is gone with it, and the focus would be nowhere.
  useEffect(() => {
    if (count !== undefined && document.activeElement === document.body) heading.current?.focus();
  }, [count]);

  const act = (accountId: string, action: AccountAction) => {
    if (action === "closePractice") practice.change();
    else setOpened({ kind: action, accountId });
  };

  const close = () => {
    setOpened(null);
    connectAsked.set(false);
  };

  return (
    <>
      <section className={styles.section} aria-labelledby="accounts-title">
        <header className={styles.head}>
          <h1 id="accounts-title" ref={heading} tabIndex={-1}>{t("title")}</h1>
          {accounts && <span className="faint t12">{accounts.length}</span>}
          <span className="grow" />
          <Button variant="primary" icon="plus" onClick={() => setOpened({ kind: "connect" })}>
            {t("connect")}
          </Button>
        </header>
        <div className={styles.body}>
          {error && <CouldNotAsk problem={problemOf(error)} onRetry={() => void refetch()} />}
          {accounts?.length === 0 && <EmptyState title={t("table.empty")} text={t("table.emptyText")} />}
          {accounts && accounts.length > 0 && <AccountTable accounts={accounts} current={current?.id} onChoose={setChosen} onAction={act} />}
          {accounts && <KeyringNote accounts={accounts} />}
          {accounts && <KeyringSection accounts={accounts} />}
          {accounts && <PracticeSection practice={practice} />}
        </div>
      </section>
      {current && <AccountPanel key={current.id} account={current} onAction={(action) => act(current.id, action)} />}
      {dialog && <AccountDialogs dialog={dialog} accounts={accounts ?? []} onClose={close} onConnected={setChosen} />}
    </>
  );
}
