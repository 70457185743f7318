import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { addressBookCheck, addressBookSave } from "../backend/bindings/commands";
import type { AddressBookEntry } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { ProblemNote } from "../components/ProblemNote";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { inFours } from "../image/accountIds";
import { useCommand } from "../useCommand";
import { useSettled } from "../useSettled";
import { useEntryWords } from "./useEntryWords";
import { useKeepBook } from "./useKeepBook";
import styles from "./AddressBook.module.css";

interface Props {
  /** The entry that is changed; without it a new one is added. */
  entry?: AddressBookEntry;
  onClose: () => void;
}

type Field = keyof AddressBookEntry;

/** Adds an entry to the address book or changes one. What is wrong is said at its field. */
export function EntryDialog({ entry, onClose }: Props) {
  const { t } = useTranslation("addressBook");
  const { t: common } = useTranslation("common");
  const words = useEntryWords();
  const keep = useKeepBook();
  const before = entry ? { ...entry, uid: inFours(entry.uid) } : { uid: "", name: "", note: "" };
  const [typed, setTyped] = useState(before);
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const replaces = entry?.uid ?? null;
  const text = JSON.stringify(typed);
  const settled = useSettled(text);
  const check = useQuery({ queryKey: ["addressBook", "check", settled, replaces], queryFn: () => addressBookCheck(JSON.parse(settled) as AddressBookEntry, replaces), staleTime: 0, gcTime: 0 });
  const findings = settled === text ? check.data : undefined;
  const save = useCommand(addressBookSave, {
    failureIn: "here",
    onDone: (book) => {
      keep(book);
      onClose();
    },
  });
  const changed = text !== JSON.stringify(before);
  const wrong = findings?.some((finding) => finding.severity === "error") === true;
  const at = (field: Field, severity: "error" | "warning" = "error") => {
    // An empty field is no mistake before somebody wants to go on.
    const found = asked || typed[field] !== "" ? findings?.find((finding) => finding.field === field && finding.severity === severity) : undefined;
    return found && words(found);
  };
  const send = () => {
    setAsked(true);
    if (wrong) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    else save.run(typed, replaces);
  };
  const field = (name: Field) => ({ value: typed[name], onChange: (value: string) => setTyped({ ...typed, [name]: value }), error: at(name) });
  return (
    <Dialog
      open
      keep={changed}
      onClose={onClose}
      title={entry ? t("editTitle", { name: entry.name }) : t("addTitle")}
      text={t("entryText")}
      initialFocus={first}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {common("actions.cancel")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={save.busy || undefined} onClick={send}>
            {entry ? t("save") : t("addButton")}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextField ref={first} label={t("fields.name")} {...field("name")} />
        <TextField label={t("fields.uid")} mono {...field("uid")} hint={at("uid", "warning") ?? t("uidHint")} />
        <TextField label={t("fields.note")} aside={t("optional")} {...field("note")} />
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
      {check.error && <ProblemNote problem={problemOf(check.error)} />}
      {save.problem && (save.problem.code !== "draftInvalid" || !wrong) && <ProblemNote problem={save.problem} />}
    </Dialog>
  );
}
