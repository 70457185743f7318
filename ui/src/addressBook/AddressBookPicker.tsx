import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { problemOf } from "../backend/problem";
import { addressBookQuery } from "../backend/queries";
import { CloudText } from "../components/CloudText";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Icon } from "../components/Icon";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { inFours } from "../image/accountIds";
import { matching } from "./matching";
import styles from "./Sharee.module.css";

/** So many people are shown at once; a search finds the others. */
const SHOWN = 50;

interface Props {
  /** Ids that are taken already. */
  taken: readonly string[];
  onPick: (uid: string) => void;
}

/** The people of the address book, to be picked one after the other. */
export function AddressBookPicker({ taken, onPick }: Props) {
  const { t } = useTranslation("addressBook");
  const format = useFormat();
  const { data: book, error, refetch } = useQuery(addressBookQuery);
  const [search, setSearch] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const found = matching(book ?? [], search).filter((entry) => !taken.includes(entry.uid));
  const rest = found.length - SHOWN;
  return (
    <div role="group" aria-label={t("title")} className={styles.picker}>
      {error && <CouldNotAsk plain problem={problemOf(error)} onRetry={() => void refetch()} />}
      {book && book.length > 0 && (
        <div className={styles.search}>
          <TextField ref={field} label={t("search")} labelHidden type="search" placeholder={t("search")} value={search} onChange={setSearch} leading={<Icon name="search" size="small" />} />
        </div>
      )}
      <ul className={styles.people}>
        {found.slice(0, SHOWN).map((entry) => (
          <li key={entry.uid}>
            <button type="button" className={styles.person} aria-label={t("pick", { name: entry.name, id: inFours(entry.uid) })} onClick={() => {
                onPick(entry.uid);
                // The entry leaves the list, and the focus would be nowhere.
                field.current?.focus();
              }}
            >
              <Icon name="book" size="tiny" className={styles.glyph} />
              <span className={styles.two}>
                <span className="medium trunc">
                  <CloudText text={entry.name} />
                </span>
                {entry.note !== "" && (
                  <span className="faint trunc">
                    <CloudText text={entry.note} />
                  </span>
                )}
              </span>
              <span className="mono muted">{inFours(entry.uid)}</span>
            </button>
          </li>
        ))}
      </ul>
      {book && (found.length === 0 || rest > 0) && (
        <p className={styles.more} role="status">
          {rest > 0 ? t("rest", { count: rest, number: format.number(rest) }) : book.length === 0 ? t("emptyHere") : search.trim() === "" ? t("allTaken") : t("nothingFound")}
        </p>
      )}
    </div>
  );
}
