import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Account } from "../backend/bindings/types";
import { regionsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { CopyButton } from "../components/CopyButton";
import { DefinitionList } from "../components/DefinitionList";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { Skeleton } from "../components/Skeleton";
import { useFormat } from "../format/useFormat";
import { AccountMenu } from "./AccountMenu";
import { whoOf } from "./who";
import styles from "./AccountPanel.module.css";

/** What is known of one account. */
export function AccountPanel({ account, onRemove }: { account: Account; onRemove: () => void }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const name = useAccountName()(account);
  const { data: regions, isError } = useQuery(regionsQuery(account.id));
  const practice = account.kind === "practice";
  const chosen = regions?.filter((region) => region.chosen).length ?? 0;
  return (
    <aside className={styles.panel} aria-label={t("detail.label", { alias: name })}>
      <header className={styles.head}>
        <div className="line">
          <i className={styles.swatch} style={{ background: `var(--color-account-${account.color})` }} />
          <h2 className="grow trunc">{name}</h2>
          <EnvironmentBadge account={account} />
          <span className={styles.menu}>
            <AccountMenu account={account} onRemove={onRemove} />
          </span>
        </div>
        <div className={styles.arn}>
          <span className="mono trunc selectable" data-tip={account.arn} data-tip-cut="">
            {account.arn}
          </span>
          {!practice && <CopyButton text={account.arn} name="ARN" />}
        </div>
      </header>
      <div className={styles.facts}>
        {practice && <p className={styles.practice}>{t("detail.practice")}</p>}
        <DefinitionList
          items={[
            { term: t("detail.identity"), value: whoOf(account, t) },
            { term: t("detail.key"), value: account.accessKeyHint ? <span className="mono">{account.accessKeyHint}</span> : null },
            { term: t("detail.signature"), value: "HMAC-SHA1 (RPC 1.0)" },
            {
              term: t("detail.endpoint"),
              value: practice ? null : account.endpoint ? <span className="mono">{account.endpoint}</span> : t("detail.endpointDefault"),
            },
            {
              term: t("detail.regions"),
              value: isError ? (
                t("detail.regionsUnknown")
              ) : regions ? (
                t("detail.regionsOf", { chosen: format.number(chosen), all: format.number(regions.length) })
              ) : (
                <Skeleton width={56} />
              ),
            },
            { term: t("detail.connected"), value: format.dateTime(account.createdAt) },
          ]}
        />
      </div>
    </aside>
  );
}
