import { MutationObserver } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import { createQueryClient } from "./queries";

afterEach(() => vi.useRealTimers());

it("keeps nothing of what was sent once the form that sent it is gone", async () => {
  vi.useFakeTimers();
  const client = createQueryClient();
  const observer = new MutationObserver(client, { mutationFn: (form: { secret: string }) => Promise.resolve(form.secret.length) });
  const leave = observer.subscribe(() => undefined);
  await observer.mutate({ secret: "secret" });
  leave();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(client.getMutationCache().getAll()).toEqual([]);
});
