import { NamedAccountTag } from "../components/AccountTag";
import { useAccountName } from "../components/accountName";
import { CloudText } from "../components/CloudText";
import { Icon } from "../components/Icon";
import type { Sharee } from "./useSharees";
import styles from "./Sharee.module.css";

/** What somebody is called: a connected account with its colour, one of the address book with its glyph, or these words. */
export function ShareeName({ sharee: { account, entry }, unknown }: { sharee: Sharee; unknown: string }) {
  const nameOf = useAccountName();
  if (account) return <NamedAccountTag account={account} name={nameOf(account)} />;
  if (!entry) return <span className="muted">{unknown}</span>;
  return (
    <span className={styles.name} data-tip={entry.note || undefined}>
      <Icon name="book" size="tiny" className={styles.glyph} />
      <span className="trunc">
        <CloudText text={entry.name} />
      </span>
    </span>
  );
}
