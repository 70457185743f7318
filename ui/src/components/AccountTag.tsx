import type { Account } from "../backend/bindings/types";
import { useAccountName } from "./accountName";
import { AccountColor } from "./AccountColor";
import styles from "./AccountTag.module.css";

export interface AccountTagProps {
  account: Pick<Account, "alias" | "color" | "environment" | "kind">;
}

/** Colour and alias; production accounts sit in a plum pill. */
export function AccountTag({ account }: AccountTagProps) {
  const name = useAccountName();
  return <NamedAccountTag account={account} name={name(account)} />;
}

/** The same for a list, which knows the name in the language of the window. */
export function NamedAccountTag({ account, name }: AccountTagProps & { name: string }) {
  const production = account.environment === "production" && account.kind !== "practice";
  return (
    <span className={`${styles.tag} ${production ? styles.production : ""}`}>
      <AccountColor color={account.color} />
      <span className="trunc">{name}</span>
    </span>
  );
}
