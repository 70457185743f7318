import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { addressBookExport, addressBookRead } from "../backend/bindings/commands";
import type { AddressBookEntry, AddressBookFile } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { addressBookQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EmptyState } from "../components/EmptyState";
import { ProblemNote } from "../components/ProblemNote";
import { toastLater } from "../components/toastLater";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand, useRequest } from "../useCommand";
import { AddressBookTable } from "./AddressBookTable";
import { EntryDialog } from "./EntryDialog";
import { ImportDialog } from "./ImportDialog";
import { RemoveEntryDialog } from "./RemoveEntryDialog";
import styles from "./AddressBook.module.css";

type Opened = { kind: "add" } | { kind: "edit" | "remove"; entry: AddressBookEntry } | { kind: "import"; file: AddressBookFile };

/** Settings, Address book: accounts of others that images are shared with, each with a name. */
export default function AddressBookSection() {
  const { t } = useTranslation("addressBook");
  const format = useFormat();
  const { data: book, error, refetch } = useQuery(addressBookQuery);
  const heading = useRef<HTMLHeadingElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const read = useCommand(addressBookRead, { failureIn: "here", onDone: (file) => file && setOpened({ kind: "import", file }) });
  const headings = { name: t("fields.name"), uid: t("fields.uid"), note: t("fields.note") };
  const write = useRequest((requestId: string) => addressBookExport(requestId, headings), {
    onDone: (written) => written && toastLater(t("exported"), t("exportedText", { file: written.file, count: written.entries, number: format.number(written.entries) }), { tone: "good" }),
  });
  const count = book?.length;
  // The button that removed an entry is gone with it, and the focus would be nowhere.
  useEffect(() => {
    if (count !== undefined && document.activeElement === document.body) heading.current?.focus();
  }, [count]);
  const close = () => setOpened(null);
  return (
    <section className={styles.section} aria-labelledby="address-book-title">
      <header className={styles.head}>
        <h1 id="address-book-title" ref={heading} tabIndex={-1}>
          {t("title")}
        </h1>
        {count !== undefined && <span className="faint t12">{format.number(count)}</span>}
        <span className="grow" />
        <Button
          aria-disabled={read.busy || undefined}
          onClick={() => {
            read.reset();
            read.run();
          }}
        >
          {t("import.button")}
        </Button>
        <Button icon="export" aria-disabled={count === 0 || write.busy || undefined} onClick={() => count !== 0 && write.run()}>
          {t("export")}
        </Button>
        <Button variant="primary" icon="plus" onClick={() => setOpened({ kind: "add" })}>
          {t("add")}
        </Button>
      </header>
      <div className={styles.body}>
        <p className={styles.about}>{t("about")}</p>
        {read.problem && <ProblemNote problem={read.problem} />}
        {error && <CouldNotAsk problem={problemOf(error)} onRetry={() => void refetch()} />}
        {count === 0 && <EmptyState title={t("empty")} text={t("emptyText")} />}
        {book && book.length > 0 && <AddressBookTable book={book} onEdit={(entry) => setOpened({ kind: "edit", entry })} onRemove={(entry) => setOpened({ kind: "remove", entry })} />}
      </div>
      {opened?.kind === "add" && <EntryDialog onClose={close} />}
      {opened?.kind === "edit" && <EntryDialog entry={opened.entry} onClose={close} />}
      {opened?.kind === "remove" && <RemoveEntryDialog entry={opened.entry} onClose={close} />}
      {opened?.kind === "import" && <ImportDialog file={opened.file} onClose={close} />}
    </section>
  );
}
