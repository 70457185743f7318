import { useTranslation } from "react-i18next";
import type { Account } from "../backend/bindings/types";
import { NamedAccountTag } from "../components/AccountTag";
import { useAccountName } from "../components/accountName";
import { Status } from "../components/Status";
import { inFours } from "../image/accountIds";
import type { ShareState } from "./useShare";
import styles from "./Spread.module.css";

/** The accounts that the images are shared with now, each with the way to end that. */
export function SharedAccounts({ state, accounts }: { state: ShareState; accounts: readonly Account[] }) {
  const { t } = useTranslation("spread");
  const nameOf = useAccountName();
  const { images, shared, remove } = state;
  if (shared.length === 0) return null;
  const count = (accountId: string) => images.filter((source) => source.sharedWith?.includes(accountId)).length;
  return (
    <>
      <p className={styles.label}>{t("share.now", { count: shared.length })}</p>
      <ul className={styles.shares} aria-label={t("share.now", { count: shared.length })}>
        {shared.map((accountId) => {
          const account = accounts.find((each) => each.uid === accountId);
          const out = remove.includes(accountId);
          const id = inFours(accountId);
          return (
            <li key={accountId} className={styles.share} data-out={out || undefined}>
              <span className="trunc">{account ? <NamedAccountTag account={account} name={nameOf(account)} /> : <span className="muted">{t("share.other")}</span>}</span>
              <span className={`${styles.id} mono selectable`}>{id}</span>
              <Status tone={out ? "idle" : "good"}>{out ? t("share.willEnd") : images.length > 1 ? t("share.sharedOf", { shared: count(accountId), all: images.length }) : t("share.shared")}</Status>
              <button type="button" className="link" aria-label={t(out ? "share.undoOf" : "share.endOf", { id })} onClick={() => state.toggleRemove(accountId)}>
                {t(out ? "share.undo" : "share.end")}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
