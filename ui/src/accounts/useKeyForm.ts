import { useMutation, useQueryClient } from "@tanstack/react-query";
import { accountKeyReplace } from "../backend/bindings/commands";
import type { Account, KeyForm, Problem } from "../backend/bindings/types";
import { BackendProblem, problemOf } from "../backend/problem";
import { accountsQuery, keyringQuery } from "../backend/queries";
import { useFields } from "./useFields";

const FIELDS = ["accessKeyId", "accessKeySecret"] as const;
const BLANK: KeyForm = { accessKeyId: "", accessKeySecret: "" };

/** A key of somebody else is a fault of the key that was typed. */
const atItsField = (problem: Problem): Problem => (problem.code === "accountMismatch" ? { ...problem, field: "accessKeyId" } : problem);

/** The form that gives an account another key of the same account. */
export function useKeyForm(account: Account, onSaved: () => void) {
  const client = useQueryClient();
  const fields = useFields(BLANK, FIELDS);
  const replace = useMutation({
    mutationFn: ({ key }: { key: KeyForm; edition: number }) => accountKeyReplace(account.id, key),
    onSuccess: async () => {
      await Promise.all([accountsQuery, keyringQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
      onSaved();
    },
    onError: (thrown, { edition }) => fields.refuse(new BackendProblem(atItsField(problemOf(thrown))), edition),
  });
  return {
    ...fields,
    saving: replace.isPending,
    save: () => {
      if (replace.isPending || !fields.complete(FIELDS)) return;
      replace.mutate({ key: fields.values, edition: fields.edition() });
    },
  };
}
