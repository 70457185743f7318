import { useTranslation } from "react-i18next";
import type { Account } from "../backend/bindings/types";
import { NamedAccountTag } from "../components/AccountTag";
import { useAccountName } from "../components/accountName";
import { FieldNote } from "../components/FieldNote";
import { IconButton } from "../components/IconButton";
import { inFours } from "./accountIds";
import own from "./ThenPart.module.css";

interface Props {
  accountId: string;
  /** The connected account of this id, when there is one. */
  account: Account | undefined;
  error: string | undefined;
  warning: string | undefined;
  onRemove: () => void;
}

/** One account id of the list, with what is wrong with it. */
export function AccountIdRow({ accountId, account, error, warning, onRemove }: Props) {
  const { t } = useTranslation("image");
  const nameOf = useAccountName();
  return (
    <li className={own.row} data-invalid={error !== undefined || undefined}>
      <span className="trunc">{account ? <NamedAccountTag account={account} name={nameOf(account)} /> : <span className="muted">{t("then.otherAccount")}</span>}</span>
      <span className="mono selectable trunc">{inFours(accountId)}</span>
      <IconButton icon="close" label={t("then.removeAccount", { id: inFours(accountId) })} onClick={onRemove} {...(error !== undefined && { "aria-invalid": true })} />
      {(error ?? warning) !== undefined && (
        <div className={own.wrong}>
          <FieldNote id={`account-${accountId}`} error={error} hint={warning} />
        </div>
      )}
    </li>
  );
}
