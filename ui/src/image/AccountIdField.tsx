import { useId, useRef } from "react";
import { useSharees } from "../addressBook/useSharees";
import { useTranslation } from "../i18n/useTranslation";
import { AccountIdInput } from "./AccountIdInput";
import { AccountIdRow } from "./AccountIdRow";
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

/** Account ids to share with, and the list of them. */
export function AccountIdField({ ids, onChange, ownId, most, optional = true, errorOf, warningOf, error }: Props) {
  const { t } = useTranslation("image");
  const sharee = useSharees();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div role="group" aria-labelledby={`${id}-title`}>
      <AccountIdInput ref={input} taken={ids} onAdd={(found) => onChange([...ids, ...found])} ownId={ownId} optional={optional} error={error} />
      {ids.length > 0 && (
        <ul className={own.list} aria-label={t("then.shareList")}>
          {ids.map((accountId, index) => (
            <AccountIdRow
              key={`${accountId} ${index}`}
              sharee={sharee(accountId)}
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
