import { addressBookRemove } from "../backend/bindings/commands";
import type { AddressBookEntry } from "../backend/bindings/types";
import { ConfirmDialog } from "../components/ConfirmDialog";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import { inFours } from "../image/accountIds";
import { useCommand } from "../useCommand";
import { useKeepBook } from "./useKeepBook";

/** Asks before an entry is removed, and says that nothing is unshared. */
export function RemoveEntryDialog({ entry: { uid, name }, onClose }: { entry: AddressBookEntry; onClose: () => void }) {
  const { t } = useTranslation("addressBook");
  const keep = useKeepBook();
  const remove = useCommand(addressBookRemove, {
    failureIn: "here",
    onDone: (book) => {
      keep(book);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t("remove.title", { name })}
      text={t("remove.text", { id: inFours(uid) })}
      effects={[
        { id: "name", tone: "warning", text: t("remove.name") },
        { id: "shares", tone: "idle", text: t("remove.shares") },
      ]}
      button={t("remove.button")}
      busy={remove.busy}
      problem={remove.problem && <ProblemNote problem={remove.problem} />}
      onConfirm={() => remove.run(uid)}
    />
  );
}
