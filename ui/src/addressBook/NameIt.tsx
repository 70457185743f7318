import { useRef, useState } from "react";
import { addressBookSave } from "../backend/bindings/commands";
import { Button } from "../components/Button";
import { ProblemNote } from "../components/ProblemNote";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { inFours } from "../image/accountIds";
import { useCommand } from "../useCommand";
import { useKeepBook } from "./useKeepBook";
import styles from "./Sharee.module.css";

/** Gives a name to an account id where it is met: the address book has it from then on. */
export function NameIt({ uid, onClose }: { uid: string; onClose: () => void }) {
  const { t } = useTranslation("addressBook");
  const { t: common } = useTranslation("common");
  const keep = useKeepBook();
  const [name, setName] = useState("");
  const [asked, setAsked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const save = useCommand(addressBookSave, {
    failureIn: "here",
    onDone: (book) => {
      keep(book);
      onClose();
    },
  });
  const missing = asked && name.trim() === "";
  const wrong = save.fieldProblem("name");
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.naming}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (name.trim() === "") input.current?.focus();
        else save.run({ uid, name, note: "" }, null);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // The dialog around it stays.
        event.stopPropagation();
        onClose();
      }}
    >
      <TextField
        ref={(field) => {
          if (field && !input.current) field.focus();
          input.current = field;
        }}
        label={t("nameOf", { id: inFours(uid) })}
        labelHidden
        placeholder={t("fields.name")}
        value={name}
        onChange={(text) => {
          save.reset();
          setName(text);
        }}
        error={missing ? t("nameMissing") : wrong ? t("nameWrong") : undefined}
      />
      <Button type="submit" size="large" aria-disabled={save.busy || undefined}>
        {t("keepName")}
      </Button>
      <Button size="large" variant="quiet" onClick={onClose}>
        {common("actions.cancel")}
      </Button>
      {save.problem && !wrong && <ProblemNote problem={save.problem} />}
    </form>
  );
}
