import { useState } from "react";
import { addressBookImport } from "../backend/bindings/commands";
import type { AddressBookFile } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { Checkbox } from "../components/Checkbox";
import { CloudText } from "../components/CloudText";
import { Dialog } from "../components/Dialog";
import { ProblemNote } from "../components/ProblemNote";
import { StatusShape } from "../components/Status";
import { toastLater } from "../components/toastLater";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import { linesOf } from "./fileLines";
import { ImportLines } from "./ImportLines";
import { useEntryWords } from "./useEntryWords";
import { useKeepBook } from "./useKeepBook";
import styles from "./AddressBook.module.css";

/** What a file would bring into the address book, line by line, before anything is taken over. */
export function ImportDialog({ file, onClose }: { file: AddressBookFile; onClose: () => void }) {
  const { t } = useTranslation("addressBook");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const words = useEntryWords();
  const keep = useKeepBook();
  const [replacing, setReplacing] = useState(false);
  const { fresh, changed, same, wrong, questioned } = linesOf(file);
  const taken = replacing ? [...fresh, ...changed] : fresh;
  const count = taken.length;
  const put = useCommand(addressBookImport, {
    failureIn: "here",
    onDone: (book) => {
      keep(book);
      onClose();
      void toastLater(t("import.done"), t("import.doneText", { count, number: format.number(count), wrong: format.number(wrong.length) }), { tone: "good" });
    },
  });
  const figure = (key: "fresh" | "same" | "wrong", all: number) => t(`import.${key}`, { count: all, number: format.number(all) });
  return (
    <Dialog
      open
      wide
      keep
      onClose={onClose}
      title={t("import.title", { file: file.file })}
      text={t("import.text")}
      note={count === 0 ? t("import.nothing") : undefined}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {common(count === 0 ? "actions.close" : "actions.cancel")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={count === 0 || put.busy || undefined} onClick={() => count > 0 && put.run(taken.map(({ entry }) => entry))}>
            {t("import.take", { count, number: format.number(count) })}
          </Button>
        </>
      }
    >
      <ul className={styles.figures}>
        <li>
          <StatusShape tone={fresh.length > 0 ? "good" : "idle"} />
          <span>{figure("fresh", fresh.length)}</span>
        </li>
        {changed.length > 0 && (
          <li>
            <StatusShape tone="warning" />
            <label className={styles.replace}>
              <Checkbox checked={replacing} onChange={(event) => setReplacing(event.target.checked)} />
              <span>{t("import.changed", { count: changed.length, number: format.number(changed.length) })}</span>
            </label>
          </li>
        )}
        {same.length > 0 && (
          <li>
            <StatusShape tone="idle" />
            <span>{figure("same", same.length)}</span>
          </li>
        )}
        {wrong.length > 0 && (
          <li>
            <StatusShape tone="bad" />
            <span>{figure("wrong", wrong.length)}</span>
          </li>
        )}
        {file.heading !== null && (
          <li>
            <StatusShape tone="idle" />
            <span>
              <CloudText text={t("import.heading", { text: file.heading })} />
            </span>
          </li>
        )}
      </ul>
      <ImportLines title={t("import.wrongTitle")} lines={wrong} say={({ findings }) => findings.filter(({ severity }) => severity === "error").map(words)} />
      <ImportLines title={t("import.questionedTitle")} lines={questioned} say={({ findings }) => findings.map(words)} />
      <ImportLines title={t("import.freshTitle")} lines={fresh} say={() => []} />
      <ImportLines title={t("import.changedTitle")} lines={changed} say={({ before }) => (before ? [t("import.before", { text: [before.name, before.note].filter(Boolean).join(" · ") })] : [])} />
      {put.problem && <ProblemNote problem={put.problem} />}
    </Dialog>
  );
}
