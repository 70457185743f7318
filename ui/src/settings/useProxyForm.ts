import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFields } from "../accounts/useFields";
import { connectionTest, proxySet } from "../backend/bindings/commands";
import type { ConnectionTest, Preferences, Problem, Proxy, ProxyForm } from "../backend/bindings/types";
import { BackendProblem } from "../backend/problem";
import { useCommand } from "../useCommand";
import { connectionQuery } from "./queries";
import { useKeepNetwork } from "./usePreferences";

const FIELDS = ["address", "userName", "password"] as const;

/** The form of an own proxy. What is typed can be tested before it is saved; what is saved is tested at once. */
export function useProxyForm(proxy: Proxy, onSaved: () => void) {
  const client = useQueryClient();
  const keep = useKeepNetwork();
  const fields = useFields({ address: proxy.address, userName: proxy.userName, password: "" }, FIELDS);
  const [tested, setTested] = useState<ConnectionTest | null>(null);
  const { values } = fields;
  const form: ProxyForm = { mode: "own", address: values.address.trim(), userName: values.userName };
  const onFailed = (problem: Problem, edition: number) => fields.refuse(new BackendProblem(problem), edition);
  // The password is read when it is sent: what a command is given is kept for a while.
  const password = () => (values.password === "" ? null : values.password);

  const save = useCommand<[number], Preferences>(() => proxySet(form, password(), false), {
    failureIn: "here",
    onFailed,
    onDone: (next) => {
      fields.set("password", "");
      keep(next);
      onSaved();
      void client.query({ ...connectionQuery, staleTime: 0 }).catch(() => undefined);
    },
  });
  const test = useCommand<[number], ConnectionTest>(() => connectionTest(form, password()), { failureIn: "here", onFailed, onDone: setTested });
  const busy = save.busy || test.busy;
  const begin = (command: typeof save) => {
    setTested(null);
    if (!busy && fields.complete(["address"])) command.run(fields.edition());
  };
  return {
    ...fields,
    set: (field: (typeof FIELDS)[number], value: string) => {
      setTested(null);
      fields.set(field, value);
    },
    /** What is typed is another proxy or person than the one whose password is kept. */
    another: form.address !== proxy.address || form.userName !== proxy.userName,
    tested,
    testing: test.busy,
    saving: save.busy,
    busy,
    save: () => begin(save),
    test: () => begin(test),
  };
}
