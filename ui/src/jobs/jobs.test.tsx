import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { keptDraft } from "../image/drafts";
import { currentRoute } from "../route";
import { backend, emit, problem } from "../test/backend";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, showPage } from "../test/showPage";
import { wordsAt } from "./ClockRow";
import { clockScale } from "./clockScale";
import JobPage from "./JobPage";
import JobsPage from "./JobsPage";
import JobToasts from "./JobToasts";
import { jobDetailOf } from "../test/fixtures/jobDetail";

describe("jobs", () => {
  it("lists every job and opens one", async () => {
    await showPage(<JobsPage />);
    const table = await screen.findByRole("table", { name: "Image jobs" });
    expect(within(table).getAllByRole("row")).toHaveLength(1 + jobs.length);
    expect(within(table).getByText("62%")).toBeTruthy();
    await expectAccessible();
    await userEvent.click(within(table).getByRole("button", { name: "erp-db-golden-1123" }));
    expect(currentRoute()).toEqual({ page: "job", id: 42 });
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
    expect(await screen.findByText("Darkroom cannot write to its folder")).toBeTruthy();
    expect(screen.queryByText("No jobs yet")).toBeNull();
  });
});

describe("job page", () => {
  it("gives a range and what it rests on, and what has happened", async () => {
    await showPage(<JobPage id={42} />);
    expect(await screen.findByText("Available between")).toBeTruthy();
    expect(screen.getByText("From 14 earlier images of this account.")).toBeTruthy();
    expect(screen.getByText("You can quit: the job continues at the next start.")).toBeTruthy();
    expect(screen.getByText("Throttled by Alibaba Cloud; next question in 60 s")).toBeTruthy();
    expect(screen.getByText("Found in the cloud by its mark: m-bp1d7k2q9x4v8c3n6m1w")).toBeTruthy();
    await expectAccessible();
  });

  it("marks what is done in the picture, where only a shape of the picture can be seen", async () => {
    const { container } = await showPage(<JobPage id={42} />);
    await screen.findByText("Available between");
    expect(container.querySelector("svg svg circle[fill=currentColor]")).toBeTruthy();
    expect(container.querySelector("svg i")).toBeNull();
  });

  it("does not invent an end when there is nothing to go by", async () => {
    backend.job_get = () => ({ ...jobDetailOf(jobs[0]!), estimate: null });
    await showPage(<JobPage id={42} />);
    expect(await screen.findByText("Not known yet")).toBeTruthy();
    expect(screen.getByText("There is no earlier image to go by.")).toBeTruthy();
  });

  it("says why a job failed and opens the steps with the same values", async () => {
    await showPage(<JobPage id={13} />);
    expect(await screen.findByText("The image quota is used up")).toBeTruthy();
    expect(screen.getByText(/ask for a higher quota, then create again/)).toBeTruthy();
    await expectAccessible();
    await userEvent.click(await screen.findByRole("button", { name: "Create again" }));
    const route = currentRoute();
    expect(route.page).toBe("image");
    const kept = route.page === "image" ? keptDraft(route.key) : undefined;
    expect(kept?.draft.name).toBe("erp-db-golden-1123");
    expect(kept?.draft.dataDisks).toHaveLength(2);
  });

  it("gives the request id of the answer that told of the failure, to be copied", async () => {
    const failed = jobDetailOf({ ...jobs[0]!, id: 13, state: "failed" });
    const requestId = "5E9A0B7C-21F4-5D83-A6E2-0C4B8D1F7A39";
    const told = { code: "imageCreateFailed" as const, field: null, params: { imageId: "m-1", status: "CreateFailed", requestId }, provider: null };
    backend.job_get = () => ({ ...failed, events: [], summary: { ...failed.summary, problem: told } });
    await showPage(<JobPage id={13} />);
    expect(await screen.findByText("The cloud could not make the image")).toBeTruthy();
    expect(screen.getByText(requestId)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Copy Request ID" })).toBeTruthy();
  });

  it("does not promise a stage that will never begin", async () => {
    const failed = jobDetailOf({ ...jobs[0]!, id: 13, state: "failed" });
    const [request, creating] = failed.stages;
    backend.job_get = () => ({ ...failed, stages: [{ ...request!, state: "failed" }, { ...creating!, state: "pending", startedAt: null, finishedAt: null }] });
    await showPage(<JobPage id={13} />);
    expect(await screen.findByText("not begun")).toBeTruthy();
    expect(screen.queryByText("after the request")).toBeNull();
  });

  it("does not offer to create again when the snapshot is gone", async () => {
    backend.snapshot_get = () => {
      throw problem("snapshotGone", { params: { snapshotId: "s-1" } });
    };
    await showPage(<JobPage id={13} />);
    expect(await screen.findByText(/is no longer listed, so the same image cannot be created again/)).toBeTruthy();
    expect(screen.getByText(/Darkroom deletes nothing by itself/)).toBeTruthy();
    expect(screen.queryByText(/untouched/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Create again" })).toBeNull();
  });

  it("follows the job when it changes", async () => {
    await showPage(<JobPage id={42} />);
    await screen.findByText("Available between");
    backend.job_get = () => jobDetailOf({ ...jobs[0]!, state: "available", progress: 100 });
    emit({ kind: "job", id: 42 });
    expect(await screen.findByText("Available since")).toBeTruthy();
  });
});

describe("clock of a job", () => {
  it("spans everything that is shown, in whole steps", () => {
    const job = jobDetailOf(jobs[0]!);
    const { from, to, step, ticks } = clockScale(job, job.estimate!.earliest);
    expect(from).toBeLessThanOrEqual(job.summary.createdAt);
    expect(to).toBeGreaterThan(job.estimate!.latest);
    expect((to - from) % step).toBe(0);
    expect(ticks.length).toBeLessThanOrEqual(12);
  });
});

describe("words on the clock of a job", () => {
  it("stand beside their bar, or beyond the line of now where that would cross them", () => {
    expect(wordsAt(100, "Answered in 2 s", null)).toBe(108);
    expect(wordsAt(100, "Answered in 2 s", 600)).toBe(108);
    expect(wordsAt(100, "Answered in 2 s", 150)).toBe(158);
    expect(wordsAt(100, "Answered in 2 s", 100)).toBe(108);
  });
});

describe("toasts", () => {
  it("tell of a job that came to its end, once", async () => {
    await showPage(<JobToasts />);
    await waitFor(() => expect(document.body.textContent).toBe(""));
    backend.job_list = () => jobs.map((job) => (job.id === 42 ? { ...job, state: "available", finishedAt: job.createdAt + 60_000 } : job));
    emit({ kind: "job", id: 42 });
    expect(await screen.findByText("erp-db-golden-1123 in cn-hangzhou, after 1 min")).toBeTruthy();
    emit({ kind: "job", id: 42 });
    expect(screen.getAllByText("Image is Available")).toHaveLength(1);
  });
});
