import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { JobState } from "../backend/bindings/types";
import { currentRoute } from "../route";
import { backend, emit, problem } from "../test/backend";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, showPage } from "../test/showPage";
import JobsPage from "./JobsPage";
import JobToasts from "./JobToasts";

describe("jobs", () => {
  it("lists every job and opens one", async () => {
    await showPage(<JobsPage />);
    const table = await screen.findByRole("table", { name: "Jobs" });
    expect(within(table).getAllByRole("row")).toHaveLength(1 + jobs.length);
    expect(within(table).getByText("62%")).toBeTruthy();
    expect(within(table).getByText("2 of 5 steps")).toBeTruthy();
    expect(within(table).getByText("Copying to cn-shanghai")).toBeTruthy();
    await expectAccessible();
    await userEvent.click(within(table).getByRole("button", { name: "erp-db-golden-1123" }));
    expect(currentRoute()).toEqual({ page: "job", id: 42 });
  });

  it("names every state, and an account that was removed by its alias", async () => {
    const states: JobState[] = ["running", "waiting", "done", "failed", "stopped", "unreadable"];
    backend.job_list = () => states.map((state, index) => ({ ...jobs[0]!, id: index + 1, state, accountId: "gone", accountAlias: "old-prod" }));
    await showPage(<JobsPage />);
    const table = await screen.findByRole("table", { name: "Jobs" });
    for (const word of ["In progress", "Waiting", "Done", "Failed", "No longer followed", "Cannot be read"]) expect(within(table).getByText(word)).toBeTruthy();
    expect(within(table).getAllByText("old-prod")).toHaveLength(states.length);
    await expectAccessible();
  });

  it("says when there are none, and where they come from", async () => {
    backend.job_list = () => [];
    await showPage(<JobsPage />);
    expect(await screen.findByText("No jobs yet")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Go to snapshots" }));
    expect(currentRoute().page).toBe("snapshots");
  });

  it("never shows an empty list when the jobs could not be asked", async () => {
    backend.job_list = () => {
      throw problem("storeFailed", { params: { reason: "full" } });
    };
    await showPage(<JobsPage />);
    expect(await screen.findByText("The file with accounts and jobs cannot be used")).toBeTruthy();
    expect(screen.queryByText("No jobs yet")).toBeNull();
  });
});

describe("toasts", () => {
  it("tell of a job that came to its end, once", async () => {
    await showPage(<JobToasts />);
    await waitFor(() => expect(document.body.textContent).toBe(""));
    backend.job_list = () => jobs.map((job) => (job.id === 42 ? { ...job, state: "done", finishedAt: job.createdAt + 60_000 } : job));
    emit({ kind: "job", id: 42 });
    expect(await screen.findByText("erp-db-golden-1123 in cn-hangzhou, after 1 min")).toBeTruthy();
    emit({ kind: "job", id: 42 });
    expect(screen.getAllByText("Job done")).toHaveLength(1);
  });

  it("do not call a job that is no longer followed a failure", async () => {
    await showPage(<JobToasts />);
    await waitFor(() => expect(document.body.textContent).toBe(""));
    backend.job_list = () => jobs.map((job) => (job.id === 41 ? { ...job, state: "stopped", finishedAt: job.createdAt + 60_000 } : job));
    emit({ kind: "job", id: 41 });
    expect(await screen.findByText("Job no longer followed")).toBeTruthy();
    expect(screen.queryByText(/failed/)).toBeNull();
  });
});
