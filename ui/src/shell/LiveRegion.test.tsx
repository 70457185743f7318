import { act, render, screen } from "@testing-library/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createQueryClient, jobsQuery, syncQuery } from "../backend/queries";
import { jobs } from "../test/fixtures/jobs";
import { synced } from "../test/fixtures/sync";
import { NOW } from "../test/now";
import { LiveRegion } from "./LiveRegion";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => vi.useRealTimers());

describe("the live region", () => {
  it("takes a sentence out after a while, and puts it in anew when it is said again", () => {
    const client = createQueryClient();
    client.setQueryData(jobsQuery.queryKey, []);
    client.setQueryData(syncQuery.queryKey, synced);
    const [job] = jobs;
    if (!job) throw new Error("no job");
    const is = (state: "running" | "failed") =>
      act(() => {
        client.setQueryData(jobsQuery.queryKey, [{ ...job, id: 1, name: "web", state }]);
        vi.advanceTimersByTime(1);
      });
    const pass = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));
    render(
      <QueryClientProvider client={client}>
        <LiveRegion />
      </QueryClientProvider>,
    );
    is("running");
    is("failed");
    pass(2_000);
    const first = screen.getByRole("status").firstElementChild;
    expect(first?.textContent).toMatch(/web/);
    pass(10_000);
    expect(screen.getByRole("status").textContent).toBe("");
    is("running");
    is("failed");
    pass(2_000);
    const second = screen.getByRole("status").firstElementChild;
    expect(second?.textContent).toBe(first?.textContent);
    expect(second).not.toBe(first);
  });
});
