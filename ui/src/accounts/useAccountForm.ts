import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { accountSave, accountTest } from "../backend/bindings/commands";
import type { Account, Environment, Identity, Problem } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { newRequestId } from "../backend/requestId";

export interface AccountValues {
  accessKeyId: string;
  accessKeySecret: string;
  alias: string;
  environment: Environment;
  endpoint: string;
}

export type AccountField = "accessKeyId" | "accessKeySecret" | "alias" | "endpoint";

const FIELDS: readonly AccountField[] = ["accessKeyId", "accessKeySecret", "alias", "endpoint"];
const BLANK: AccountValues = { accessKeyId: "", accessKeySecret: "", alias: "", environment: "test", endpoint: "" };

const empty = (field: AccountField): Problem => ({ code: "empty", field, params: {}, provider: null });
const fieldOf = (problem: Problem): AccountField | undefined => FIELDS.find((field) => field === problem.field);

const formOf = ({ endpoint, ...values }: AccountValues) => ({ ...values, endpoint: endpoint.trim() === "" ? null : endpoint });

/** The account form: what was typed, what is wrong with it, and the two things that can be done with it. Nothing typed is lost on a failure. */
export function useAccountForm(onSaved: (account: Account) => void) {
  const client = useQueryClient();
  const [values, setValues] = useState(BLANK);
  const [errors, setErrors] = useState<Partial<Record<AccountField, Problem>>>({});
  const [refusals, setRefusals] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [identity, setIdentity] = useState<Identity | null>(null);
  /** One wish, one id: a repeated save of the same values is the same wish. */
  const wish = useRef<string | null>(null);

  const failed = (thrown: unknown) => {
    const told = problemOf(thrown);
    const field = fieldOf(told);
    setProblem(told);
    setRefusals((before) => before + 1);
    if (field) setErrors({ [field]: told });
  };

  const test = useMutation({ mutationFn: () => accountTest(formOf(values)), onSuccess: setIdentity, onError: failed });
  const save = useMutation({
    mutationFn: () => accountSave((wish.current ??= newRequestId()), formOf(values)),
    onSuccess: async (account) => {
      wish.current = null;
      setValues(BLANK);
      await client.invalidateQueries({ queryKey: accountsQuery.queryKey });
      onSaved(account);
    },
    onError: failed,
  });
  const busy = test.isPending || save.isPending;

  const run = (what: { mutate: () => void }, needed: readonly AccountField[]) => {
    if (busy) return;
    const missing = needed.filter((field) => values[field].trim() === "");
    setErrors(Object.fromEntries(missing.map((field) => [field, empty(field)])));
    setProblem(null);
    if (missing.length > 0) {
      setRefusals((before) => before + 1);
      return;
    }
    setIdentity(null);
    what.mutate();
  };

  return {
    values,
    errors,
    /** Counts the tries that came to nothing. */
    refusals,
    problem,
    identity,
    testing: test.isPending,
    saving: save.isPending,
    set: <K extends keyof AccountValues>(field: K, value: AccountValues[K]) => {
      wish.current = null;
      setValues({ ...values, [field]: value });
      setErrors({ ...errors, [field]: undefined });
      setProblem(null);
      if (field !== "alias" && field !== "environment") setIdentity(null);
    },
    test: () => run(test, ["accessKeyId", "accessKeySecret"]),
    save: () => run(save, ["accessKeyId", "accessKeySecret", "alias"]),
  };
}

export type AccountFormState = ReturnType<typeof useAccountForm>;
