import type { Account } from "../backend/bindings/types";
import { useAccountName } from "./accountName";
import { AccountColor } from "./AccountColor";
import { isProduction } from "./production";
import styles from "./AccountTag.module.css";

export interface AccountTagProps {
  account: Pick<Account, "alias" | "color" | "environment" | "kind">;
  /** Without the pill of production, where the badge of the environment stands beside it. */
  plain?: boolean;
}

/** Colour and alias; production accounts sit in a plum pill. */
export function AccountTag({ account, plain = false }: AccountTagProps) {
  const name = useAccountName();
  return <NamedAccountTag account={account} name={name(account)} plain={plain} />;
}

/** The same for a list, which knows the name in the language of the window. */
export function NamedAccountTag({ account, name, plain = false }: AccountTagProps & { name: string }) {
  const production = !plain && isProduction(account);
  return (
    <span className={`${styles.tag} ${production ? styles.production : ""}`}>
      <AccountColor color={account.color} />
      <span className="trunc">{name}</span>
    </span>
  );
}
