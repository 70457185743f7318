import { act, cleanup, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { BackendProblem } from "./backend/problem";
import { toasts } from "./components/toasts";
import { problem } from "./test/backend";
import { showPage } from "./test/showPage";
import { useCommand, useRequest, type Command } from "./useCommand";

/** Gives a hook's command to the test. */
async function shown<Args extends unknown[]>(hook: () => Command<Args>): Promise<() => Command<Args>> {
  let now: Command<Args> | undefined;
  function Part() {
    const command = hook();
    now = command;
    return null;
  }
  await showPage(<Part />);
  return () => now!;
}

const refuse = () => Promise.reject(new BackendProblem(problem("storeFailed", { field: "alias" })));

describe("a command", () => {
  it("is sent once at a time, and is busy until what follows it has ended", async () => {
    const sent = vi.fn(() => Promise.resolve(1));
    let end = (): void => undefined;
    const following = new Promise<void>((resolve) => (end = resolve));
    const command = await shown(() => useCommand(sent, { onDone: () => following }));
    act(() => {
      command().run();
      command().run();
    });
    await waitFor(() => expect(command().busy).toBe(true));
    act(() => command().run());
    expect(sent).toHaveBeenCalledOnce();
    act(end);
    await waitFor(() => expect(command().busy).toBe(false));
    act(() => command().run());
    await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  });

  it("of a queue is sent each time, one after the other, also after one that failed", async () => {
    const ends: (() => void)[] = [];
    const sent = vi.fn((word: string) => new Promise<void>((resolve, reject) => ends.push(word === "first" ? () => reject(new BackendProblem(problem("storeFailed"))) : resolve)));
    const command = await shown(() => useCommand<[string], unknown>(sent, { failureIn: "here", queue: "words" }));
    act(() => {
      command().run("first");
      command().run("second");
    });
    await waitFor(() => expect(sent).toHaveBeenCalledOnce());
    act(() => ends[0]?.());
    await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
    expect(sent).toHaveBeenLastCalledWith("second");
    act(() => ends[1]?.());
    await waitFor(() => expect(command().busy).toBe(false));
  });

  it("tells of a failure with what was sent, and keeps it for its field", async () => {
    const onFailed = vi.fn();
    const command = await shown(() => useCommand<[string], unknown>(refuse, { failureIn: "here", onFailed }));
    act(() => command().run("erp"));
    await waitFor(() => expect(command().fieldProblem("alias")?.code).toBe("storeFailed"));
    expect(command().fieldProblem("endpoint")).toBeNull();
    expect(onFailed).toHaveBeenCalledWith(expect.objectContaining({ code: "storeFailed" }), "erp");
  });
});

describe("a command whose place was left", () => {
  it("tells of its failure in a toast, and leaves the place as it is", async () => {
    const told = vi.spyOn(toasts, "add").mockReturnValue("told");
    const onFailed = vi.fn();
    let fail = (): void => undefined;
    const command = await shown(() => useCommand(() => new Promise<void>((_, reject) => (fail = () => reject(new BackendProblem(problem("storeFailed"))))), { failureIn: "here", onFailed }));
    act(() => command().run());
    await waitFor(() => expect(command().busy).toBe(true));
    cleanup();
    fail();
    await waitFor(() => expect(told).toHaveBeenCalledOnce());
    expect(onFailed).not.toHaveBeenCalled();
    told.mockRestore();
  });
});

describe("a request", () => {
  it("keeps its id over a failure, also when another one is sent in between, and takes a new one when it is done", async () => {
    const sent: [string, string][] = [];
    let works = false;
    const request = await shown(() =>
      useRequest(
        (id, what: string) => {
          sent.push([what, id]);
          return works ? Promise.resolve(1) : refuse();
        },
        { failureIn: "here" },
      ),
    );
    const send = async (what: string) => {
      const before = sent.length;
      act(() => request().run(what));
      await waitFor(() => expect(sent).toHaveLength(before + 1));
      await waitFor(() => expect(request().busy).toBe(false));
    };
    await send("a");
    await send("b");
    works = true;
    await send("a");
    await send("a");
    const [a, b, again, another] = sent.map(([, id]) => id);
    expect(again).toBe(a);
    expect(b).not.toBe(a);
    expect(another).not.toBe(a);
  });
});
