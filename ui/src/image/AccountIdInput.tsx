import { useQuery } from "@tanstack/react-query";
import { useState, type Ref } from "react";
import { AddressBookPicker } from "../addressBook/AddressBookPicker";
import { uidNamed } from "../addressBook/matching";
import { accountsQuery, addressBookQuery } from "../backend/queries";
import { AccountColor } from "../components/AccountColor";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { idsIn } from "./accountIds";
import own from "./ThenPart.module.css";

interface Props {
  /** Ids that are in the list, or that the image is shared with: they are not proposed. */
  taken: readonly string[];
  onAdd: (ids: string[]) => void;
  /** The account the image belongs to: it is not proposed. */
  ownId: string | undefined;
  /** Without an account the form does something else. */
  optional: boolean;
  error?: string | undefined;
  ref: Ref<HTMLInputElement>;
}

/** Where accounts to share with are named: by id or name, pasted in any number, or taken from the connected accounts and the address book. */
export function AccountIdInput({ taken, onAdd, ownId, optional, error, ref }: Props) {
  const { t } = useTranslation(["image", "addressBook"]);
  const nameOf = useAccountName();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const { data: book = [] } = useQuery(addressBookQuery);
  const [text, setText] = useState("");
  const [picking, setPicking] = useState(false);
  const mine = accounts.filter((account) => account.kind !== "practice" && account.uid !== ownId);
  const people = [...mine.map((account) => ({ uid: account.uid, name: nameOf(account) })), ...book];
  const add = (more: string) => {
    const found = idsIn(more, (name) => uidNamed(people, name));
    setText("");
    if (found.length > 0) onAdd(found);
  };
  const proposed = mine.filter(({ uid }) => !taken.includes(uid));
  return (
    <>
      <form
        className={own.add}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text");
          if (idsIn(pasted).length < 2) return;
          event.preventDefault();
          add(text + pasted);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          add(text);
          event.currentTarget.querySelector("input")?.focus();
        }}
      >
        <TextField
          ref={ref}
          label={t("then.accountId")}
          aside={optional ? t("image.optional") : undefined}
          mono
          value={text}
          onChange={setText}
          onBlur={() => add(text)}
          hint={t("then.accountIdHint")}
          error={error}
        />
        <Button type="submit" size="large">
          {t("then.addAccount")}
        </Button>
        <Button size="large" variant="quiet" icon="book" aria-expanded={picking} onClick={() => setPicking(!picking)}>
          {t("addressBook:title")}
        </Button>
      </form>
      {picking && <AddressBookPicker taken={taken} onPick={(uid) => onAdd([uid])} />}
      {proposed.length > 0 && (
        <div className={own.proposed}>
          <span className="faint">{t("then.ownAccounts")}</span>
          {proposed.map((account) => (
            <Button key={account.id} variant="quiet" aria-label={t("then.addNamed", { name: nameOf(account) })} onClick={() => onAdd([account.uid])}>
              <AccountColor color={account.color} />
              {nameOf(account)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
