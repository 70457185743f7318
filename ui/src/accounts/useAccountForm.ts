import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { accountSave, accountTest } from "../backend/bindings/commands";
import type { Account, AccountForm, Environment, Identity } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { newRequestId } from "../backend/requestId";
import { useAccountLock } from "./useAccountLock";
import { useFields } from "./useFields";

export interface AccountValues {
  accessKeyId: string;
  accessKeySecret: string;
  alias: string;
  environment: Environment;
  endpoint: string;
  /** To be locked once it is connected; asked for production only. */
  lock: boolean;
}

const FIELDS = ["accessKeyId", "accessKeySecret", "alias", "endpoint"] as const;
const BLANK: AccountValues = { accessKeyId: "", accessKeySecret: "", alias: "", environment: "test", endpoint: "", lock: false };

/** The form that connects an account: what was typed, what is wrong with it, and the two things that can be done with it. */
export function useAccountForm(onSaved: (account: Account) => void) {
  const client = useQueryClient();
  const fields = useFields(BLANK, FIELDS);
  const { values } = fields;
  const [identity, setIdentity] = useState<Identity | null>(null);
  /** A repeated save of the same values carries the same id. */
  const requestId = useRef<string | null>(null);
  const lock = useAccountLock();

  const test = useMutation({
    mutationFn: ({ form }: { form: AccountForm; edition: number }) => accountTest(form),
    onSuccess: (found, { edition }) => {
      if (edition === fields.edition()) setIdentity(found);
    },
    onError: (thrown, { edition }) => {
      if (edition === fields.edition()) fields.refuse(thrown, edition);
    },
  });
  const save = useMutation({
    mutationFn: ({ form, id }: { form: AccountForm; id: string; edition: number; locked: boolean }) => accountSave(id, form),
    onSuccess: async (account, { locked }) => {
      // A failure to lock has a dialog of its own; the account is connected all the same.
      if (locked) await lock.mutateAsync({ account, change: "lock" }).catch(() => undefined);
      await client.invalidateQueries({ queryKey: accountsQuery.queryKey });
      onSaved(account);
    },
    onError: (thrown, { edition }) => fields.refuse(thrown, edition),
  });
  const busy = test.isPending || save.isPending;

  const form = (): AccountForm => {
    const { accessKeyId, accessKeySecret, alias, environment, endpoint } = values;
    return { accessKeyId, accessKeySecret, alias, environment, endpoint: endpoint.trim() === "" ? null : endpoint };
  };

  return {
    ...fields,
    identity,
    busy,
    testing: test.isPending,
    saving: save.isPending,
    set: <K extends keyof AccountValues>(field: K, value: AccountValues[K]) => {
      requestId.current = null;
      fields.set(field, value);
      if (field === "accessKeyId" || field === "accessKeySecret" || field === "endpoint") setIdentity(null);
    },
    test: () => {
      if (busy || !fields.complete(["accessKeyId", "accessKeySecret"])) return;
      setIdentity(null);
      test.mutate({ form: form(), edition: fields.edition() });
    },
    save: () => {
      if (busy || !fields.complete(["accessKeyId", "accessKeySecret", "alias"])) return;
      setIdentity(null);
      const id = requestId.current ?? newRequestId();
      requestId.current = id;
      save.mutate({ form: form(), id, edition: fields.edition(), locked: values.lock && values.environment === "production" });
    },
  };
}

export type AccountFormState = ReturnType<typeof useAccountForm>;
