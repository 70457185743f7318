import type { Identity } from "../backend/bindings/types";
import { Callout } from "../components/Callout";
import { CopyButton } from "../components/CopyButton";
import { DefinitionList } from "../components/DefinitionList";
import { useTranslation } from "../i18n/useTranslation";
import { groupedUid } from "./who";
import styles from "./IdentityPanel.module.css";

const TYPES = ["Account", "RAMUser", "AssumedRoleUser"] as const;

/** Whose key it is, as STS has answered. */
export function IdentityPanel({ identity }: { identity: Identity }) {
  const { t } = useTranslation(["accounts", "common"]);
  const type = TYPES.find((known) => known === identity.identityType);
  return (
    <div role="status">
      <Callout tone="good">
        <b className="medium">{t("identity.title")}</b>
        <div className={styles.facts}>
          <DefinitionList
            items={[
              { term: t("identity.uid"), value: <span className="mono">{groupedUid(identity.uid)}</span> },
              { term: t("identity.arn"), value: <span className="mono">{identity.arn}</span> },
              { term: t("identity.type"), value: type ? t(`identity.types.${type}`) : identity.identityType },
              {
                term: t("common:requestId"),
                value: (
                  <>
                    <span className="mono">{identity.requestId}</span>
                    <CopyButton text={identity.requestId} name={t("common:requestId")} />
                  </>
                ),
              },
            ]}
          />
        </div>
        {type === "Account" && <p className={styles.main}>{t("identity.main")}</p>}
      </Callout>
    </div>
  );
}
