import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EmptyState } from "../components/EmptyState";
import { tell } from "../components/toasts";
import { AccountPanel } from "./AccountPanel";
import { AccountTable } from "./AccountTable";
import { ConnectDialog } from "./ConnectDialog";
import { KeyringNote, KeyringSection } from "./KeyringSection";
import { PracticeSection } from "./PracticeSection";
import { RemoveDialog } from "./RemoveDialog";
import styles from "./AccountsSection.module.css";

/** Settings, Accounts: what is connected, where its secrets are, and the practice cloud. */
export default function AccountsSection() {
  const { t } = useTranslation("accounts");
  const { data: accounts, error, refetch } = useQuery(accountsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [connecting, setConnecting] = useState(false);
  const [removing, setRemoving] = useState<string | null>(null);
  const current = accounts?.find((account) => account.id === chosen) ?? accounts?.[0];
  const toRemove = accounts?.find((account) => account.id === removing);

  return (
    <>
      <section className={styles.section} aria-labelledby="accounts-title">
        <header className={styles.head}>
          <h1 id="accounts-title">{t("title")}</h1>
          {accounts && <span className="faint t12">{accounts.length}</span>}
          <span className="grow" />
          <Button variant="primary" icon="plus" onClick={() => setConnecting(true)}>
            {t("connect")}
          </Button>
        </header>
        <div className={styles.body}>
          {error && <CouldNotAsk problem={problemOf(error)} onRetry={() => void refetch()} />}
          {accounts?.length === 0 && <EmptyState title={t("table.empty")} text={t("table.emptyText")} />}
          {accounts && accounts.length > 0 && (
            <AccountTable accounts={accounts} current={current?.id} onChoose={setChosen} onRemove={setRemoving} />
          )}
          {accounts && <KeyringNote accounts={accounts} />}
          {accounts && <KeyringSection accounts={accounts} />}
          {accounts && <PracticeSection accounts={accounts} />}
        </div>
      </section>
      {current && <AccountPanel key={current.id} account={current} onRemove={() => setRemoving(current.id)} />}
      {connecting && (
        <ConnectDialog
          open
          onClose={() => setConnecting(false)}
          onSaved={(account) => {
            setConnecting(false);
            setChosen(account.id);
            tell(t("toast.connected", { alias: account.alias }), t("toast.connectedText"), { tone: "good" });
          }}
        />
      )}
      {toRemove && <RemoveDialog account={toRemove} onClose={() => setRemoving(null)} />}
    </>
  );
}
