import { useState } from "react";
import type { AddressBookEntry } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { CopyButton } from "../components/CopyButton";
import { Icon } from "../components/Icon";
import { IconButton } from "../components/IconButton";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { inFours } from "../image/accountIds";
import { matching } from "./matching";
import styles from "./AddressBook.module.css";

/** So many entries are shown at first, and more at a time. */
const STEP = 100;

interface Props {
  book: readonly AddressBookEntry[];
  onEdit: (entry: AddressBookEntry) => void;
  onRemove: (entry: AddressBookEntry) => void;
}

/** The entries of the address book, and a search in them. */
export function AddressBookTable({ book, onEdit, onRemove }: Props) {
  const { t } = useTranslation("addressBook");
  const format = useFormat();
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState(STEP);
  const found = matching(book, search);
  const rest = found.length - shown;
  return (
    <>
      <div className={styles.search}>
        <TextField label={t("search")} labelHidden type="search" placeholder={t("search")} value={search} onChange={setSearch} leading={<Icon name="search" size="small" />} />
      </div>
      <div className={styles.table} role="table" aria-label={t("title")}>
        <div role="row" className={styles.columns}>
          <span role="columnheader">{t("fields.name")}</span>
          <span role="columnheader">{t("fields.uid")}</span>
          <span role="columnheader">{t("fields.note")}</span>
          <span role="columnheader">
            <span className="sr-only">{t("actions")}</span>
          </span>
        </div>
        {found.slice(0, shown).map((entry) => (
          <div key={entry.uid} role="row" className={styles.row}>
            <span role="cell" className={`${styles.name} medium`}>
              <Icon name="book" size="tiny" className={styles.glyph} />
              <span className="trunc">
                <CloudText text={entry.name} />
              </span>
            </span>
            <span role="cell" className={styles.id}>
              <span className="mono selectable">{inFours(entry.uid)}</span>
              <CopyButton text={entry.uid} name={t("fields.uid")} />
            </span>
            <span role="cell" className="muted trunc" data-tip={entry.note || undefined} data-tip-cut="">
              <CloudText text={entry.note} />
            </span>
            <span role="cell" className={styles.actions}>
              <IconButton icon="edit" size="small" label={t("editNamed", { name: entry.name })} onClick={() => onEdit(entry)} />
              <IconButton icon="trash" size="small" label={t("removeNamed", { name: entry.name })} onClick={() => onRemove(entry)} />
            </span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles.none} role="status">
          {t("nothingFound")}
        </p>
      )}
      {rest > 0 && (
        <Button variant="quiet" className={styles.more ?? ""} onClick={() => setShown(shown + STEP)}>
          {t("more", { count: rest, number: format.number(rest) })}
        </Button>
      )}
    </>
  );
}
