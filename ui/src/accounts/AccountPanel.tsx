import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import type { Account } from "../backend/bindings/types";
import { regionsQuery } from "../backend/queries";
import { AccountColor } from "../components/AccountColor";
import { useAccountName } from "../components/accountName";
import { CopyButton } from "../components/CopyButton";
import { DefinitionList } from "../components/DefinitionList";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { Skeleton } from "../components/Skeleton";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { AccountMenu, type AccountAction } from "./AccountMenu";
import { KeyFact } from "./KeyFact";
import { LockPanel } from "./LockPanel";
import { groupedUid, whoOf } from "./who";
import styles from "./AccountPanel.module.css";

/** What is known of one account. */
export function AccountPanel({ account, onAction }: { account: Account; onAction: (action: AccountAction) => void }) {
  const { t } = useTranslation("accounts");
  const name = useAccountName()(account);
  const practice = account.kind === "practice";
  return (
    <aside className={styles.panel} aria-label={t("detail.label", { alias: name })}>
      <header className={styles.head}>
        <div className="line">
          <AccountColor color={account.color} />
          <h2 className="grow trunc">{name}</h2>
          <EnvironmentBadge account={account} />
          <span className={styles.menu}>
            <AccountMenu account={account} onAction={onAction} />
          </span>
        </div>
        {!practice && (
          <div className={styles.arn}>
            <span className="mono trunc selectable" data-tip={account.arn} data-tip-cut="">
              {account.arn}
            </span>
            <CopyButton text={account.arn} name="ARN" />
          </div>
        )}
      </header>
      <LockPanel account={account} />
      <div className={styles.facts}>
        {practice && <p className={styles.practice}>{t("detail.practice")}</p>}
        <AccountFacts account={account} onReplaceKey={() => onAction("replaceKey")} />
      </div>
    </aside>
  );
}

function AccountFacts({ account, onReplaceKey }: { account: Account; onReplaceKey: () => void }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const { data: regions, isError } = useQuery(regionsQuery(account.id));
  const practice = account.kind === "practice";
  const chosen = regions?.filter((region) => region.chosen).length ?? 0;
  const regionsOf = regions ? t("detail.regionsOf", { chosen: format.number(chosen), all: format.number(regions.length) }) : <Skeleton width={56} />;
  const endpoint = account.endpoint ? <Endpoint value={account.endpoint} /> : t("detail.endpointDefault");
  return (
    <DefinitionList
      items={[
        { term: t("detail.identity"), value: whoOf(account, t) },
        { term: t("detail.uid"), value: account.uid ? <span className="mono">{groupedUid(account.uid)}</span> : null },
        { term: t("detail.key"), value: practice ? null : <KeyFact account={account} onReplace={onReplaceKey} /> },
        { term: t("detail.secret"), value: t(`secret.${account.secret}`) },
        { term: t("detail.endpoint"), value: practice ? null : endpoint },
        { term: t("detail.regions"), value: isError ? t("detail.regionsUnknown") : regionsOf },
        { term: t("detail.connected"), value: format.dateTime(account.createdAt) },
      ]}
    />
  );
}

/** A host, which may be broken at its dots only, and its port, which may not be broken. */
function Endpoint({ value }: { value: string }) {
  const [, host = value, port = ""] = /^(.*?)(:\d+)?$/.exec(value) ?? [];
  return (
    <span className={`mono ${styles.endpoint}`}>
      {host.split(/(?<=\.)/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          <span className={styles.whole}>{part}</span>
        </Fragment>
      ))}
      {port && <span className={styles.whole}>{port}</span>}
    </span>
  );
}
