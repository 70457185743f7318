import { useRef, useState } from "react";
import { NameIt } from "../addressBook/NameIt";
import { ShareeName } from "../addressBook/ShareeName";
import type { Sharee } from "../addressBook/useSharees";
import { FieldNote } from "../components/FieldNote";
import { IconButton } from "../components/IconButton";
import { StatusShape } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { inFours, isAccountId } from "./accountIds";
import own from "./ThenPart.module.css";

interface Props {
  sharee: Sharee;
  error: string | undefined;
  warning: string | undefined;
  onRemove: () => void;
}

/** One account id of the list, with what is wrong with it. One that nobody is known to have can be named here. */
export function AccountIdRow({ sharee, error, warning, onRemove }: Props) {
  const { t } = useTranslation(["image", "addressBook"]);
  const [naming, setNaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  // What had the focus is gone with the field.
  const endNaming = () => {
    setNaming(false);
    row.current?.focus();
  };
  const { uid, account, entry } = sharee;
  const id = inFours(uid);
  const unknown = !account && !entry;
  return (
    <li ref={row} tabIndex={-1} className={own.row} data-invalid={error !== undefined || undefined}>
      <span className={own.who}>
        {unknown && error === undefined && <StatusShape tone="warning" />}
        <ShareeName sharee={sharee} unknown={t("then.otherAccount")} />
        {unknown && error === undefined && isAccountId(uid) && !naming && (
          <button type="button" className="link" aria-label={t("addressBook:nameItOf", { id })} onClick={() => setNaming(true)}>
            {t("addressBook:nameIt")}
          </button>
        )}
      </span>
      <span className="mono selectable trunc">{id}</span>
      <IconButton icon="close" label={t("then.removeAccount", { id })} onClick={onRemove} {...(error !== undefined && { "aria-invalid": true })} />
      {naming && (
        <div className={own.wrong}>
          <NameIt uid={uid} onClose={endNaming} />
        </div>
      )}
      {(error ?? warning) !== undefined && (
        <div className={own.wrong}>
          <FieldNote id={`account-${uid}`} error={error} hint={warning} />
        </div>
      )}
    </li>
  );
}
