import type { Account, Tag } from "../backend/bindings/types";
import { AccountTag } from "../components/AccountTag";
import { Badge } from "../components/Badge";
import { CloudText } from "../components/CloudText";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import { Field, Id, Parts, Wrapped } from "./Field";
import styles from "./Field.module.css";

/** A moment, and how long ago it was. */
export function CreatedField({ name, at }: { name: string; at: number | null }) {
  const format = useFormat();
  const now = useNow(1_000);
  return (
    <Field name={name} copy={format.dateTime(at)}>
      <Parts>
        <span>{format.dateTime(at)}</span>
        {at !== null && <span className="faint">{format.ago(at, now)}</span>}
      </Parts>
    </Field>
  );
}

export interface CommonFieldsProps {
  account: Account | undefined;
  regionId: string;
  resourceGroupId: string | null;
  description: string;
  tags: readonly Tag[];
}

/** What every kind has: where it is, what it is for, and its tags. */
export function CommonFields({ account, regionId, resourceGroupId, description, tags }: CommonFieldsProps) {
  const { t } = useTranslation("details");
  return (
    <>
      {account && (
        <Field name={t("account")} copy={account.uid}>
          <Parts>
            <AccountTag account={account} />
            <span className="mono faint">{account.uid}</span>
          </Parts>
        </Field>
      )}
      <Field name={t("region")} copy={regionId}>
        {regionId}
      </Field>
      {resourceGroupId && (
        <Field name={t("resourceGroup")} copy={resourceGroupId}>
          <Id>{resourceGroupId}</Id>
        </Field>
      )}
      {description && (
        <Field name={t("description")} copy={description}>
          <Wrapped>{description}</Wrapped>
        </Field>
      )}
      {tags.length > 0 && (
        <Field name={t("tags")} copy={tags.map(({ key, value }) => `${key}: ${value}`).join("\n")}>
          <span className={styles.tags}>
            {tags.map(({ key, value }) => (
              <Badge key={key}>
                <span className="trunc">
                  <CloudText text={value ? t("tag", { key, value }) : key} />
                </span>
              </Badge>
            ))}
          </span>
        </Field>
      )}
    </>
  );
}
