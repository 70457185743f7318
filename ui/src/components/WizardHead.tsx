import type { ReactNode } from "react";
import type { Account } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { useAccountName } from "./accountName";
import { EnvironmentBadge } from "./EnvironmentBadge";
import styles from "./Wizard.module.css";

interface Props {
  title: string;
  account: Account | undefined;
  regionId: string;
  /** Where one is in the steps. */
  children?: ReactNode;
}

/** What is made, in which account and region, and how far one is. */
export function WizardHead({ title, account, regionId, children }: Props) {
  const { t } = useTranslation("image");
  const nameOf = useAccountName();
  return (
    <header className={styles.head}>
      <h1>{title}</h1>
      {account && <EnvironmentBadge account={account} />}
      <span className={styles.place}>{!account || account.kind === "practice" ? regionId : t("place", { account: nameOf(account), region: regionId })}</span>
      {children}
    </header>
  );
}
