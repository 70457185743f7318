import { useId, useRef, useState, type ReactNode } from "react";
import { NameIt } from "../addressBook/NameIt";
import type { Sharee } from "../addressBook/useSharees";
import { AccountColor } from "../components/AccountColor";
import { useAccountName } from "../components/accountName";
import { CloudText } from "../components/CloudText";
import { CopyButton } from "../components/CopyButton";
import { FieldNote } from "../components/FieldNote";
import { Icon } from "../components/Icon";
import { Status, type Tone } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { inFours, isAccountId } from "../image/accountIds";
import styles from "./Spread.module.css";

interface Props {
  sharee: Sharee;
  /** Nothing while something is wrong with the id. */
  status?: { tone: Tone; word: string } | undefined;
  /** Is to lose the image. */
  out?: boolean;
  error?: string | undefined;
  warning?: string | undefined;
  /** What can be done with it. */
  children: ReactNode;
}

/** One account of the list: who it is, its id, and what becomes of it. One that nobody is known to have can be named here. */
export function ShareeRow({ sharee: { uid, account, entry }, status, out = false, error, warning, children }: Props) {
  const { t } = useTranslation(["spread", "addressBook"]);
  const nameOf = useAccountName();
  const [naming, setNaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  // What had the focus is gone with the field.
  const endNaming = () => {
    setNaming(false);
    row.current?.focus();
  };
  const noteId = useId();
  const id = inFours(uid);
  const named = account ? nameOf(account) : entry?.name;
  const more = account ? t("share.own") : entry ? entry.note || t("share.inBook") : t("share.notInBook");
  const canBeNamed = !named && isAccountId(uid) && error === undefined && !naming;
  return (
    <li ref={row} tabIndex={-1} className={styles.share} data-out={out || undefined} data-invalid={error !== undefined || undefined}>
      <span className={styles.glyph}>{account ? <AccountColor color={account.color} /> : <Icon name={entry ? "book" : "account"} size="tiny" />}</span>
      <span className={styles.two}>
        <span className={`${styles.shareName} medium trunc`}>{named ? <CloudText text={named} /> : t("share.noName")}</span>
        <span className="faint trunc">
          <CloudText text={more} />
        </span>
      </span>
      <span className={styles.copied}>
        <span className={`${styles.id} mono selectable trunc`}>{id}</span>
        <CopyButton text={uid} name={t("addressBook:fields.uid")} />
      </span>
      <span>{status && <Status tone={status.tone}>{status.word}</Status>}</span>
      <span className={styles.ways}>
        {canBeNamed && (
          <button type="button" className="link" aria-label={t("addressBook:nameItOf", { id })} onClick={() => setNaming(true)}>
            {t("addressBook:nameIt")}
          </button>
        )}
        {children}
      </span>
      {naming && (
        <div className={styles.under}>
          <NameIt uid={uid} onClose={endNaming} />
        </div>
      )}
      {(error ?? warning) !== undefined && (
        <div className={styles.under}>
          <FieldNote id={noteId} error={error} hint={warning} />
        </div>
      )}
    </li>
  );
}
