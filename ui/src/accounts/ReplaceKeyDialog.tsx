import type { Account } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { DefinitionList } from "../components/DefinitionList";
import { Dialog } from "../components/Dialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { GuidanceList } from "../components/GuidanceList";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import { KeyFields } from "./KeyFields";
import { useFirstError } from "./useFirstError";
import { useKeyForm } from "./useKeyForm";
import { groupedUid } from "./who";
import styles from "./ReplaceKeyDialog.module.css";

interface Props {
  account: Account;
  onClose: () => void;
  onReplaced: () => void;
}

/** Gives an account another key. Whose key it must be stands above the fields. */
export function ReplaceKeyDialog({ account, onClose, onReplaced }: Props) {
  const { t } = useTranslation("accounts");
  const { values, errors, problem, refusals, saving, set, save } = useKeyForm(account, onReplaced);
  const fields = useFirstError<HTMLFormElement>(refusals);
  const atField = Object.values(errors).some(Boolean);
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={t("replaceKey.title", { alias: account.alias })}
      badge={<EnvironmentBadge account={account} />}
      text={t("replaceKey.text")}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button variant="primary" size="large" type="submit" form="replace-key" aria-disabled={saving || undefined}>
            {t(saving ? "replaceKey.busy" : "replaceKey.button")}
          </Button>
        </>
      }
    >
      <form
        ref={fields}
        id="replace-key"
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <DefinitionList
          items={[
            { term: t("replaceKey.expected"), value: <span className="mono">{groupedUid(account.uid)}</span> },
            { term: t("replaceKey.now"), value: <span className="mono">{account.accessKeyHint}</span> },
          ]}
        />
        <KeyFields values={values} errors={errors} onChange={set} />
        {problem && (problem.provider || !atField) && <ProblemNote problem={problem} titleOnly={atField} />}
        <GuidanceList
          close
          items={[
            { id: "jobs", icon: "jobs", text: t("replaceKey.jobs") },
            { id: "old", icon: "key", text: t("replaceKey.old") },
          ]}
        />
      </form>
    </Dialog>
  );
}
