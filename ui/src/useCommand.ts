import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import type { Problem } from "./backend/bindings/types";
import { problemOf } from "./backend/problem";
import { newRequestId } from "./backend/requestId";
import { useProblemWords } from "./i18n/problemWords";

export interface CommandOptions<Answer> {
  onDone?: (answer: Answer) => void;
  /** Where a failure is shown: in a toast, or by the caller in a callout or at the field it is about. */
  failureIn?: "toast" | "here";
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

/** A command of the core that changes something. It is sent once at a time and never fails in silence. */
export function useCommand<Args extends unknown[], Answer>(command: (...args: Args) => Promise<Answer>, options: CommandOptions<Answer> = {}): Command<Args> {
  const { onDone, failureIn = "toast" } = options;
  const words = useProblemWords();
  const sending = useRef(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (args: Args) => command(...args),
    onSuccess: (answer) => onDone?.(answer),
    onError: async (thrown) => {
      if (failureIn === "here") return;
      const { title, text } = words(problemOf(thrown));
      // Toasts are loaded when there is something to tell.
      const { showToast } = await import("./components/toasts");
      showToast(title, text, { tone: "bad" });
    },
    onSettled: () => {
      sending.current = false;
    },
  });
  const problem = error ? problemOf(error) : null;
  return {
    run: (...args) => {
      if (sending.current) return;
      sending.current = true;
      mutate(args);
    },
    busy: isPending,
    problem,
    fieldProblem: (field) => (problem?.field === field ? problem : null),
    reset,
  };
}

/** The same for a command that carries a request id: one for each request, the same when it is sent again after a failure. */
export function useRequest<Args extends unknown[], Answer>(
  command: (requestId: string, ...args: Args) => Promise<Answer>,
  options: CommandOptions<Answer> = {},
): Command<Args> {
  const request = useRef<{ id: string; args: string } | null>(null);
  const { onDone, ...rest } = options;
  return useCommand(
    (...args: Args) => {
      const text = JSON.stringify(args);
      if (request.current?.args !== text) request.current = { id: newRequestId(), args: text };
      return command(request.current.id, ...args);
    },
    {
      ...rest,
      onDone: (answer) => {
        request.current = null;
        onDone?.(answer);
      },
    },
  );
}
