import { useQueryClient } from "@tanstack/react-query";
import { accountUpdate } from "../backend/bindings/commands";
import type { Account, AccountEdit } from "../backend/bindings/types";
import { BackendProblem } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { useCommand } from "../useCommand";
import { useAccountLock } from "./useAccountLock";
import { useFields } from "./useFields";

const FIELDS = ["alias", "endpoint"] as const;

/** The form that changes what an account is called, looks like and is used for. */
export function useEditForm(account: Account, onSaved: () => void) {
  const client = useQueryClient();
  const { alias, color, environment } = account;
  const fields = useFields({ alias, color, environment, endpoint: account.endpoint ?? "", lock: false }, FIELDS);
  const lock = useAccountLock();
  const save = useCommand(({ edit }: { edit: AccountEdit; locked: boolean; edition: number }) => accountUpdate(account.id, edit), {
    failureIn: "here",
    onDone: async (saved, { locked }) => {
      // A failure to lock has a dialog of its own; what was edited is saved all the same.
      if (locked) await lock.mutateAsync({ account: saved, change: "lock" }).catch(() => undefined);
      await client.invalidateQueries({ queryKey: accountsQuery.queryKey });
      onSaved();
    },
    onFailed: (problem, { edition }) => fields.refuse(new BackendProblem(problem), edition),
  });
  return {
    ...fields,
    saving: save.busy,
    save: () => {
      if (save.busy || !fields.complete(["alias"])) return;
      const { endpoint, lock: locked, ...edit } = fields.values;
      save.run({
        edit: { ...edit, endpoint: endpoint.trim() === "" ? null : endpoint },
        locked: locked && edit.environment === "production" && !account.locked,
        edition: fields.edition(),
      });
    },
  };
}
