import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Problem } from "./backend/bindings/types";
import { problemOf } from "./backend/problem";
import { newRequestId } from "./backend/requestId";
import { toastLater } from "./components/toastLater";
import { useProblemWords } from "./i18n/problemWords";

export interface CommandOptions<Args extends unknown[], Answer> {
  /** The command is busy until this has ended, also a promise. */
  onDone?: (answer: Answer, ...args: Args) => unknown;
  /** Beside what is shown of a failure. */
  onFailed?: (problem: Problem, ...args: Args) => void;
  /** Where a failure is shown: in a toast, or by the caller in a callout or at the field it is about. */
  failureIn?: "toast" | "here";
  /** Each one is sent, also when the place is left meanwhile: after those of the same name that came before it. Without a name, what comes meanwhile is dropped. */
  queue?: string;
}

export interface Command<Args extends unknown[]> {
  run: (...args: Args) => void;
  busy: boolean;
  /** Why it failed the last time. */
  problem: Problem | null;
  /** The same, when it is about one field. */
  fieldProblem: (field: string) => Problem | null;
  reset: () => void;
}

/**
 * A command of the core that changes something. It is sent one at a time and never fails in silence. What it is given stays in memory for
 * some minutes: a password is not given to it, but read by the command when it is sent.
 */
export function useCommand<Args extends unknown[], Answer>(command: (...args: Args) => Promise<Answer>, options: CommandOptions<Args, Answer> = {}): Command<Args> {
  const { onDone, onFailed, failureIn = "toast", queue } = options;
  const words = useProblemWords();
  const sending = useRef(false);
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (args: Args) => command(...args),
    ...(queue !== undefined && { scope: { id: queue } }),
    onSuccess: (answer, args) => onDone?.(answer, ...args),
    onError: async (thrown, args) => {
      // Who has left the place is told in a toast, and the place is left as it is.
      if (shown.current) onFailed?.(problemOf(thrown), ...args);
      if (failureIn === "here" && shown.current) return;
      const { title, text } = words(problemOf(thrown));
      await toastLater(title, text, { tone: "bad" });
    },
    onSettled: () => {
      sending.current = false;
    },
  });
  const problem = error ? problemOf(error) : null;
  return {
    run: (...args) => {
      if (sending.current && queue === undefined) return;
      sending.current = true;
      mutate(args);
    },
    busy: isPending,
    problem,
    fieldProblem: (field) => (problem?.field === field ? problem : null),
    reset,
  };
}

/**
 * The same for a command that carries a request id: one for each request, the same when it is sent again, until it is done. What it
 * is given is kept as text until then: never a password.
 */
export function useRequest<Args extends unknown[], Answer>(
  command: (requestId: string, ...args: Args) => Promise<Answer>,
  options: CommandOptions<Args, Answer> = {},
): Command<Args> {
  const ids = useRef(new Map<string, string>());
  const { onDone, ...rest } = options;
  return useCommand(
    (...args: Args) => {
      const text = JSON.stringify(args);
      const id = ids.current.get(text) ?? newRequestId();
      ids.current.set(text, id);
      return command(id, ...args);
    },
    {
      ...rest,
      onDone: (answer, ...args) => {
        ids.current.delete(JSON.stringify(args));
        return onDone?.(answer, ...args);
      },
    },
  );
}
