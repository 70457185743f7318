import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ImageDetail } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { AccountTag } from "../components/AccountTag";
import { CopyButton } from "../components/CopyButton";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Section } from "../details/DetailsShell";
import { useFormat } from "../format/useFormat";
import { inFours } from "./inFours";
import styles from "./ImageCopies.module.css";

/** The accounts an image is shared with, as far as they could be asked for. */
export function ImageShares({ detail }: { detail: ImageDetail }) {
  const { t } = useTranslation("images");
  const format = useFormat();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const { sharedWith, sharesProblem } = detail;
  if (sharesProblem) {
    return (
      <Section title={t("shares.title")}>
        <CouldNotAsk problem={sharesProblem} plain />
      </Section>
    );
  }
  if (sharedWith === null || sharedWith.length === 0) return null;
  return (
    <Section title={t("shares.title")} aside={t("shares.count", { count: sharedWith.length, number: format.number(sharedWith.length) })}>
      <ul className={styles.list}>
        {sharedWith.map((uid) => {
          const account = accounts.find((each) => each.uid === uid);
          return (
            <li key={uid} className={styles.line}>
              {account ? <AccountTag account={account} /> : <span className="faint">{t("shares.unknown")}</span>}
              <span className="mono muted">{inFours(uid)}</span>
              <CopyButton text={uid} name={t("shares.uid")} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
