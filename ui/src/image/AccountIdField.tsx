import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { accountsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { TextField } from "../components/TextField";
import { AccountIdRow } from "./AccountIdRow";
import { idsIn } from "./accountIds";
import own from "./ThenPart.module.css";

interface Props {
  ids: readonly string[];
  onChange: (ids: string[]) => void;
  /** The account the image belongs to: it is not proposed. */
  ownId: string | undefined;
  most: number;
  /** Without an account the form does something else. */
  optional?: boolean;
  errorOf: (index: number) => string | undefined;
  warningOf?: (index: number) => string | undefined;
  error?: string | undefined;
}

/** Account ids to share with: typed, pasted in any number, or taken from the connected accounts. */
export function AccountIdField({ ids, onChange, ownId, most, optional = true, errorOf, warningOf, error }: Props) {
  const { t } = useTranslation("image");
  const nameOf = useAccountName();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const add = (more: string) => {
    const found = idsIn(more);
    setText("");
    if (found.length > 0) onChange([...ids, ...found]);
  };
  const proposed = accounts.filter((account) => account.kind !== "practice" && account.uid !== ownId && !ids.includes(account.uid));
  return (
    <div role="group" aria-labelledby={`${id}-title`}>
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
          input.current?.focus();
        }}
      >
        <TextField
          ref={input}
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
      </form>
      {proposed.length > 0 && (
        <div className={own.proposed}>
          <span className="faint">{t("then.ownAccounts")}</span>
          {proposed.map((account) => (
            <Button key={account.id} variant="quiet" icon="plus" aria-label={t("then.addNamed", { name: nameOf(account) })} onClick={() => onChange([...ids, account.uid])}>
              {nameOf(account)}
            </Button>
          ))}
        </div>
      )}
      {ids.length > 0 && (
        <ul className={own.list} aria-label={t("then.shareList")}>
          {ids.map((accountId, index) => (
            <AccountIdRow
              key={`${accountId} ${index}`}
              accountId={accountId}
              account={accounts.find((account) => account.uid === accountId)}
              error={errorOf(index)}
              warning={warningOf?.(index)}
              onRemove={() => {
                onChange(ids.filter((_, other) => other !== index));
                input.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
      <p id={`${id}-title`} className={ids.length > 0 ? own.count : "sr-only"}>
        {ids.length > 0 ? t("then.accountCount", { count: ids.length, max: most }) : t("then.shareList")}
      </p>
    </div>
  );
}
