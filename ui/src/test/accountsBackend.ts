import type { AccountEdit, KeyForm } from "../backend/bindings/types";
import { changeAccount, extendBackend, problem } from "./backend";
import { accounts } from "./fixtures/accounts";
import { supportReportOf } from "./fixtures/supportReport";
import { MINUTE } from "./now";

/** Locks, edits and keys of accounts. The key `LTAIother` belongs to another account, the host `no host` is none. */
extendBackend({
  account_lock: ({ accountId, locked }: { accountId: string; locked: boolean }) => changeAccount(accountId, { locked, unlockedUntil: null }),
  account_unlock_for: ({ accountId, minutes }: { accountId: string; minutes: number }) =>
    changeAccount(accountId, { unlockedUntil: Date.now() + minutes * MINUTE }),
  account_update: ({ accountId, edit }: { accountId: string; edit: AccountEdit }) => {
    if (accounts.some(({ id, alias }) => alias === edit.alias && id !== accountId)) throw problem("aliasTaken", { field: "alias" });
    if (edit.endpoint?.includes(" ")) throw problem("endpointRefused", { field: "endpoint" });
    return changeAccount(accountId, edit);
  },
  account_key_replace: ({ accountId, key }: { accountId: string; key: KeyForm }) => {
    if (key.accessKeyId.includes("other")) throw problem("accountMismatch", { params: { accountId } });
    return changeAccount(accountId, { accessKeyHint: `${key.accessKeyId.slice(0, 8)}…${key.accessKeyId.slice(-4)}` });
  },
  account_removal: ({ accountId }: { accountId: string }) => ({ unfinishedJobs: accountId === "prod-cn" ? 2 : 0 }),
  support_report: ({ jobId }: { jobId: number | null }) => supportReportOf(jobId),
});
