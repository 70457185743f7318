import type { Account } from "../backend/bindings/types";
import { showToast } from "../components/toasts";
import { useTranslation } from "../i18n/useTranslation";
import { ConnectDialog } from "./ConnectDialog";
import { EditDialog } from "./EditDialog";
import { RemoveDialog } from "./RemoveDialog";
import { ReplaceKeyDialog } from "./ReplaceKeyDialog";

export type OpenDialog = { kind: "connect" } | { kind: "edit" | "replaceKey" | "remove"; accountId: string };

interface Props {
  dialog: OpenDialog;
  accounts: readonly Account[];
  onClose: () => void;
  onConnected: (accountId: string) => void;
}

/** The dialog over the accounts section. It closes with the account it is about. */
export function AccountDialogs({ dialog, accounts, onClose, onConnected }: Props) {
  const { t } = useTranslation("accounts");
  if (dialog.kind === "connect") {
    const connected = (account: Account) => {
      onClose();
      onConnected(account.id);
      showToast(t("toast.connected", { alias: account.alias }), t("toast.connectedText"), { tone: "good" });
    };
    return <ConnectDialog open onClose={onClose} onSaved={connected} />;
  }
  const account = accounts.find(({ id }) => id === dialog.accountId);
  if (!account) return null;
  switch (dialog.kind) {
    case "edit":
      return <EditDialog account={account} onClose={onClose} />;
    case "remove":
      return <RemoveDialog account={account} onClose={onClose} />;
    default: {
      const replaced = () => {
        onClose();
        showToast(t("replaceKey.done", { alias: account.alias }), t("replaceKey.jobs"), { tone: "good" });
      };
      return <ReplaceKeyDialog account={account} onClose={onClose} onReplaced={replaced} />;
    }
  }
}
