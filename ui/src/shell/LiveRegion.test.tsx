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
  it("puts a sentence that is said again into the page anew, so that it is read again", () => {
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
    const pass = () => act(() => void vi.advanceTimersByTime(11_000));
    render(
      <QueryClientProvider client={client}>
        <LiveRegion />
      </QueryClientProvider>,
    );
    is("running");
    is("failed");
    pass();
    const first = screen.getByRole("status").firstElementChild;
    expect(first?.textContent).toMatch(/web/);
    is("running");
    is("failed");
    pass();
    const second = screen.getByRole("status").firstElementChild;
    expect(second?.textContent).toBe(first?.textContent);
    expect(second).not.toBe(first);
  });
});
