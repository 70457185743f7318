import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Account } from "../backend/bindings/types";
import { accountsQuery, keyringQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { DefinitionList } from "../components/DefinitionList";
import { platformOf } from "../components/platform";
import { Skeleton } from "../components/Skeleton";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./AccountsSection.module.css";

const PROBLEM_OF = { locked: "keyringLocked", missing: "secretMissing", damaged: "secretDamaged", unavailable: "keyringAbsent" } as const;

function useCheckAgain() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: keyringQuery.queryKey });
    void client.invalidateQueries({ queryKey: accountsQuery.queryKey });
  };
}

/** Accounts that cannot be used because of their secret, and what to do about it. */
export function KeyringNote({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const words = useProblemWords();
  const again = useCheckAgain();
  return (["locked", "unavailable", "missing", "damaged"] as const).map((state) => {
    const alias = format.list(accounts.filter((account) => account.secret === state).map((account) => account.alias));
    if (alias === "") return null;
    return (
      <div key={state} className={styles.note}>
        <Callout tone="warning" icon="key">
          <div className="line">
            <div className="grow">
              <b className="medium">{t(`keyring.${state}For`, { alias })}</b>{" "}
              {words({ code: PROBLEM_OF[state], field: null, params: {}, provider: null }).text}
            </div>
            <Button onClick={again}>{t("keyring.again")}</Button>
          </div>
        </Callout>
      </div>
    );
  });
}

/** Whether the keyring of the operating system answers, and how much of ours is in it. */
export function KeyringSection({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation("accounts");
  const words = useProblemWords();
  const again = useCheckAgain();
  const { data: keyring, isFetching } = useQuery(keyringQuery);
  const kept = accounts.filter((account) => account.secret === "inKeyring").length;
  const problem = keyring?.problem ? words({ code: keyring.problem, field: null, params: {}, provider: null }) : null;
  return (
    <>
      <h2 className={styles.title}>{t("keyring.title")}</h2>
      <DefinitionList
        wide
        items={[
          { term: t("keyring.store"), value: t(`keyring.stores.${platformOf(navigator.userAgent)}`) },
          {
            term: t("keyring.state"),
            value: !keyring ? (
              <Skeleton width={120} />
            ) : keyring.ready ? (
              <Status tone="good">{t("keyring.ready")}</Status>
            ) : (
              <span>
                <Status tone="warning">{problem?.title ?? ""}</Status>
                <span className="muted"> {problem?.text}</span>
              </span>
            ),
          },
          { term: t("keyring.items"), value: t("keyring.itemsKept", { count: kept }) },
        ]}
      />
      {keyring && !keyring.ready && (
        <div className={styles.note}>
          <Button icon="refresh" aria-disabled={isFetching || undefined} onClick={again}>
            {t(isFetching ? "keyring.checking" : "keyring.again")}
          </Button>
        </div>
      )}
    </>
  );
}
