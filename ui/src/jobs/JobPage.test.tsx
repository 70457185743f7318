import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { JobDetail, JobStep, Problem, StepChange, StepKindName } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { keptDraft } from "../image/drafts";
import { currentRoute } from "../route";
import { backend, changeAccount, emit, problem } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { jobDetailOf } from "../test/fixtures/jobDetail";
import { attempt, jobStep, NO_ACTIONS } from "../test/fixtures/jobStep";
import { jobs } from "../test/fixtures/jobs";
import { recipe, recipeSteps } from "../test/fixtures/recipe";
import { NOW } from "../test/now";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import JobPage from "./JobPage";

interface Sent {
  requestId: string;
  jobId: number;
  position: number;
  change?: StepChange | null;
}

/** Answers with this job, and keeps what is asked of its steps. */
function serve(job: JobDetail, refusal?: Problem) {
  const sent: Sent[] = [];
  backend.job_get = () => job;
  for (const command of ["step_retry", "step_skip", "step_cancel", "step_stop"]) {
    backend[command] = (args: Sent) => {
      sent.push(args);
      if (refusal) throw refusal;
      return job;
    };
  }
  return sent;
}

/** The recipe with one step other than it is. */
const withStep = (position: number, more: Partial<JobStep>, job: Partial<JobDetail> = {}): JobDetail =>
  recipe({ ...job, steps: recipeSteps().map((step) => (step.position === position ? { ...step, ...more } : step)) });

const show = async () => {
  const shown = await showPage(<JobPage id={42} />);
  await screen.findByRole("heading", { name: "Events" });
  return shown;
};
const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));
const clock = () => within(screen.getByRole("region", { name: "Steps of the job on one clock" }));
const line = (words: RegExp) => clock().getAllByRole("listitem").map((item) => item.textContent.replaceAll("\u00a0", " ")).find((text) => words.test(text));
const asTest = () => {
  backend.account_list = () => accounts.map((account) => ({ ...account, environment: "test" }));
};

afterEach(async () => {
  if (i18next.language !== "en-US") await act(() => i18next.changeLanguage("en-US"));
});

describe("job page", () => {
  it("says what a step makes of an instance and its disks, once its request is known", async () => {
    const sent = (kind: StepKindName, position: number, request: Record<string, string>) =>
      jobStep(position, kind, { instanceIds: ["i-1"], state: "running", startedAt: NOW, request: Object.entries(request).map(([name, value]) => ({ name, value })) });
    serve(
      recipe({
        steps: [
          sent("resizeDisk", 1, { DiskId: "d-1", NewSize: "60" }),
          sent("changeDiskCategory", 2, { DiskId: "d-1", DiskCategory: "cloud_essd", PerformanceLevel: "PL1" }),
          sent("changeBandwidth", 3, { InternetMaxBandwidthOut: "10" }),
          jobStep(4, "changeInstanceType", { instanceIds: ["i-1"], after: [1, 2, 3] }),
        ],
      }),
    );
    await show();
    expect(line(/^Resize disk/)).toContain("60 GiB");
    expect(line(/^Change disk category/)).toContain("ESSD PL1");
    expect(line(/^Change bandwidth/)).toContain("10 Mbit/s");
    expect(line(/^Change instance type/)).toContain("1 instance");
  });

  it("shows every step on one clock, with what is to be said of it", async () => {
    serve(recipe());
    await show();
    expect(screen.getByText("All but the failed steps done between")).toBeTruthy();
    expect(screen.getByText("From 9 earlier steps of this kind in this account.")).toBeTruthy();
    expect(line(/Create custom image/)).toBe("Create custom image, cn-hangzhou: Available after 22 min");
    expect(line(/Image check/)).toBe("Image check, cn-hangzhou: 2 of 16 to improve");
    expect(line(/cn-shanghai: .*left/)).toBe("Copy image, cn-shanghai: 16 min – 28 min left");
    expect(line(/Copy image, ap-southeast-1/)).toBe("Copy image, ap-southeast-1: Refused: The image quota is used up");
    expect(line(/Copy image, eu-central-1/)).toBe("Copy image, eu-central-1: Waiting, 3rd in queue");
    expect(line(/Share image/)).toBe("Share image, 2 accounts: 1 of 4 regions, after the copies");
    expect(screen.getByText("3 of 9 steps")).toBeTruthy();
    expect(screen.getByText("1 step failed")).toBeTruthy();
    await expectAccessible();
  });

  it("says the same in Chinese, and is as accessible", async () => {
    await act(() => i18next.changeLanguage("zh-CN"));
    serve(recipe());
    await showPage(<JobPage id={42} />);
    expect(await screen.findByText("还需49分钟到1小时26分钟。")).toBeTruthy();
    expect(screen.getByText("复制镜像，eu-central-1：排队中，第3位")).toBeTruthy();
    expect(screen.getByRole("region", { name: "复制到ap-southeast-1被拒绝" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "修改后重试…" })).toBeTruthy();
    expect(screen.queryByText(/\{\{|clock\.|callout\./)).toBeNull();
    await expectAccessible();
  });

  it("shows the images of all regions, whom they are shared with, and what the check found", async () => {
    serve(recipe());
    await show();
    const side = within(screen.getByRole("complementary", { name: "Results of the job" }));
    expect(side.getByText("m-uf6n4b8v2c6x1z5l9k3j")).toBeTruthy();
    expect(side.getByText("Creating")).toBeTruthy();
    expect(side.getAllByText("Refused").length).toBeGreaterThan(0);
    expect(side.getAllByText("last answer 12 s ago")).toHaveLength(2);
    expect(side.getByText("1645 5902 1203 7781")).toBeTruthy();
    expect(side.getByText("staging")).toBeTruthy();
    expect(side.getAllByText("1 of 4 regions")).toHaveLength(2);
    expect(side.getByText("2 of 16 to improve")).toBeTruthy();
    expect(side.getByText("GuestOS.NVMe.NotInstalled")).toBeTruthy();
    expect(side.getAllByText("Medium risk")).toHaveLength(2);
  });

  it("gives the request and the attempts of each step", async () => {
    serve(withStep(3, { attempts: [attempt("CopyImage", { outcome: "unknown", requestId: null }), attempt("CopyImage", { number: 2, sendings: 2 })] }));
    await show();
    await userEvent.click(screen.getByText("Copy to cn-shanghai, 2 attempts"));
    expect(screen.getByText("CopyImage, attempt 2")).toBeTruthy();
    expect(screen.getByText("sent 2 times")).toBeTruthy();
    expect(screen.getAllByText("Tag.1.Key=app").length).toBeGreaterThan(0);
  });

  it("writes events with their step, newest first, and the day when it changes", async () => {
    const [newest, ...others] = recipe().events;
    const old = { ...newest!, at: NOW - 30 * 3_600_000, code: "saved" as const, position: null, params: {} };
    serve(recipe({ events: [newest!, ...others, old], eventsTotal: 700 }));
    await show();
    const events = within(screen.getByRole("region", { name: "Events" })).getAllByRole("listitem");
    expect(events[0]?.textContent).toContain("Copy to cn-shanghai: Creating, 62%");
    expect(events[1]?.textContent).toContain("Copy to eu-central-1: in the queue of the region, 3rd in line");
    expect(events.at(-1)?.textContent).toContain("2026-11-2");
    expect(screen.getByText("Copy to ap-southeast-1: refused (The image quota is used up)")).toBeTruthy();
    expect(screen.getByText("700")).toBeTruthy();
    expect(screen.getByText(`The newest ${others.length + 2}, times in UTC+8`)).toBeTruthy();
  });

  it("follows the job when it changes", async () => {
    serve(jobDetailOf(jobs[1]!));
    await show();
    expect(screen.getByText("All done between")).toBeTruthy();
    serve(jobDetailOf({ ...jobs[1]!, state: "done" }));
    emit({ kind: "job", id: 42 });
    expect(await screen.findByText("Done at")).toBeTruthy();
  });

  it("shows the support report of this very job before it is copied", async () => {
    const job = recipe();
    serve(job);
    backend.support_report = ({ jobId }: { jobId: number | null }) => `Job ${String(jobId)}`;
    await show();
    await press("Copy support report");
    expect(await screen.findByDisplayValue(`Job ${String(job.summary.id)}`)).toBeTruthy();
  });

  it("shows what can be read of a job that cannot, and promises nothing", async () => {
    const job = recipe({ draft: null, steps: [], events: [], eventsTotal: 0, estimate: null });
    serve({ ...job, summary: { ...job.summary, state: "unreadable", current: null } });
    await show();
    expect(screen.getByText(/may have been written by a newer Darkroom/)).toBeTruthy();
    expect(screen.queryByText(/the job continues at the next start/)).toBeNull();
  });
});

describe("truth over time", () => {
  const throttled = problem("throttled");

  it("says since when the cloud throttles, and how old the last answer is", async () => {
    serve(withStep(3, { problem: throttled, lastSeenAt: NOW - 120_000 }));
    await show();
    expect(line(/Copy image, cn-shanghai/)).toMatch(/^Copy image, cn-shanghai: Alibaba Cloud asks to slow down, since \d\d:\d\d, last answer 2 min ago$/);
  });

  it("never says that nothing was accepted once something was", async () => {
    const step = { problem: problem("endpointUnreachable", { params: { host: "ecs" } }), lastSeenAt: null, estimate: null };
    serve({ ...jobDetailOf(jobs[1]!, step), estimate: null });
    await show();
    expect(screen.queryByText(/once Alibaba Cloud has accepted/)).toBeNull();
    expect(screen.getAllByText("No connection.").length).toBeGreaterThan(0);
    serve({ ...jobDetailOf(jobs[1]!, { acceptedAt: null, state: "sending", estimate: null }), estimate: null });
    emit({ kind: "job", id: 42 });
    expect(await screen.findByText("The estimate starts once Alibaba Cloud has accepted the request.")).toBeTruthy();
  });

  it("does not say that it is sent once beside a request that was sent twice", async () => {
    serve(jobDetailOf(jobs[1]!, { attempts: [attempt("CreateImage", { sendings: 2 })] }));
    await show();
    expect(screen.getByText("What was sent again carries the same token: it counts once.")).toBeTruthy();
    expect(screen.queryByText(/A lost reply leads/)).toBeNull();
    expect(screen.queryByText(/under 1 s/)).toBeNull();
  });

  it("calls an image that is not listed no longer listed, never deleted, and lets a person end the waiting", async () => {
    asTest();
    const gone = problem("imageNotListed", { params: { imageId: "m-uf6n4b8v2c6x1z5l9k3j" } });
    const sent = serve(withStep(3, { problem: gone, actions: { ...NO_ACTIONS, stop: true } }));
    await show();
    expect(line(/Copy image, cn-shanghai/)).toBe("Copy image, cn-shanghai: No longer listed; last seen 12 s ago");
    const callout = within(screen.getByRole("region", { name: "No longer listed: Copy to cn-shanghai" }));
    expect(callout.getByText(/It may still be there/)).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/deleted\b/);
    expect(screen.queryByRole("button", { name: /Create again/ })).toBeNull();
    await userEvent.click(callout.getByRole("button", { name: "Stop following…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await expectAccessible();
    await userEvent.click(dialog.getByRole("button", { name: "Stop following" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ jobId: 42, position: 3 });
  });

  it("says of a stopped job that it is no longer followed, and that it goes on in the cloud", async () => {
    const job = withStep(3, { state: "stopped" });
    serve({ ...job, summary: { ...job.summary, state: "stopped", accountId: "gone", accountAlias: "old-prod", finishedAt: NOW } });
    await show();
    expect(screen.getByText("old-prod (removed)")).toBeTruthy();
    expect(screen.getByText("What the cloud had accepted goes on there.")).toBeTruthy();
    expect(line(/Copy image, cn-shanghai/)).toBe("Copy image, cn-shanghai: No longer followed");
  });

  it("says what cannot be cancelled instead of showing a dead button", async () => {
    serve(jobDetailOf(jobs[1]!));
    await show();
    expect(screen.getByText("Cannot be canceled: Alibaba Cloud finishes what it has begun.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Cancel copy|Actions for/ })).toBeNull();
  });
});

describe("a step that failed", () => {
  it("gives the reason, the code and the request id, and is retried", async () => {
    const sent = serve(recipe());
    await show();
    const callout = within(screen.getByRole("region", { name: "The copy to ap-southeast-1 was refused" }));
    expect(callout.getByText("QuotaExceed.Image")).toBeTruthy();
    expect(callout.getByText("5E9A0B7C-21F4-5D83-A6E2-0C4B8D1F7A39")).toBeTruthy();
    expect(callout.getByText("The other steps go on.")).toBeTruthy();
    await userEvent.click(callout.getByRole("button", { name: "Retry copy" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ jobId: 42, position: 5, change: null });
  });

  it("says why a retry was not taken, in place, and tries again as the same request", async () => {
    const sent = serve(recipe(), problem("storeFailed"));
    await show();
    await press("Retry copy");
    expect(await screen.findByRole("alert")).toBeTruthy();
    await press("Retry copy");
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.requestId).toBe(sent[0]?.requestId);
  });

  it("has another id for another request", async () => {
    const sent = serve(recipe());
    await show();
    await press("Retry copy");
    await waitFor(() => expect(sent).toHaveLength(1));
    await press("Retry copy");
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.requestId).not.toBe(sent[0]?.requestId);
  });

  it("says before skipping what is skipped with it", async () => {
    const sent = serve(recipe());
    await show();
    await press("Skip this copy…");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("Skipped with it: Share in ap-southeast-1")).toBeTruthy();
    expect(sent).toHaveLength(0);
    await userEvent.click(dialog.getByRole("button", { name: "Skip step" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("changes the name, and shows at the field what is wrong with it", async () => {
    const taken = problem("imageNameTaken", { field: "name", params: { name: "erp-copy" } });
    const sent = serve(recipe(), taken);
    await show();
    await press("Change and retry…");
    const dialog = within(await screen.findByRole("dialog", { name: "Change and copy again to ap-southeast-1" }));
    const name = dialog.getByLabelText("Name of the copy");
    await userEvent.click(dialog.getByRole("button", { name: "Retry copy" }));
    expect(noteOf(name)).toMatch(/Change something/);
    expect(sent).toHaveLength(0);
    await userEvent.clear(name);
    expect(noteOf(name)).toMatch(/Type a name/);
    await userEvent.type(name, "erp-copy");
    await userEvent.click(dialog.getByRole("button", { name: "Retry copy" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.change).toEqual({ name: "erp-copy", dropTags: null, shareWith: null, launch: null });
    await waitFor(() => expect(noteOf(name)).toMatch(/Choose a different one/));
    await expectAccessible();
  });

  it("proposes to leave out the tags that may be meant", async () => {
    const refused = problem("tagKeyRefused", { params: { keys: "app" }, provider: { code: "InvalidTagKey.Malformed", message: "", requestId: "R-1" } });
    const sent = serve(withStep(5, { problem: refused }));
    await show();
    await press("Change and retry…");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByRole<HTMLInputElement>("checkbox", { name: /^app/ }).checked).toBe(true);
    expect(dialog.queryByRole("checkbox", { name: /darkroom/ })).toBeNull();
    await userEvent.click(dialog.getByRole("button", { name: "Retry copy" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.change).toEqual({ name: null, dropTags: ["app"], shareWith: null, launch: null });
  });

  it("marks the account that was refused, and shares with the others", async () => {
    const refused = problem("shareAccountRefused", { params: { shareAccountId: "1602771433805526" } });
    const actions = { ...NO_ACTIONS, retry: true, change: true, skip: true };
    const sent = serve(withStep(10, { state: "failed", problem: refused, actions }));
    await show();
    const callout = within(screen.getByRole("region", { name: "The image in eu-central-1 was not shared" }));
    await userEvent.click(callout.getByRole("button", { name: "Change and retry…" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/Alibaba Cloud refused this account ID/)).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "Do not share with 1602 7714 3380 5526" }));
    await userEvent.click(dialog.getByRole("button", { name: "Retry sharing" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.change).toEqual({ name: null, dropTags: null, shareWith: ["1645590212037781"], launch: null });
  });

  it("offers to unlock a locked account, and retries", async () => {
    const locked = problem("accountLocked", { params: { action: "CopyImage", accountId: "prod-cn" } });
    const sent = serve(withStep(5, { problem: locked }));
    changeAccount("prod-cn", { locked: true });
    const unlocked: object[] = [];
    backend.account_unlock_for = (args: object) => {
      unlocked.push(args);
      return changeAccount("prod-cn", { unlockedUntil: NOW + 60_000 });
    };
    await show();
    expect(screen.getByText(/refused copying an image \(CopyImage\)\. Unlock/)).toBeTruthy();
    await press("Unlock for 30 minutes and retry");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(unlocked).toEqual([{ requestId: expect.any(String) as string, accountId: "prod-cn", minutes: 30 }]);
  });

  it("tells of steps that wait for the same thing together", async () => {
    const locked = problem("accountLocked", { params: { action: "CopyImage", accountId: "prod-cn" } });
    serve(recipe({ steps: recipeSteps().map((step) => (step.position === 3 || step.position === 6 ? { ...step, state: "waiting", problem: locked } : step)) }));
    changeAccount("prod-cn", { locked: true });
    await show();
    expect(screen.getByRole("region", { name: "Waiting: Copy to cn-shanghai and Copy to eu-central-1" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Unlock for 30 minutes" })).toBeTruthy();
  });

  it("cancels a copy only after the name was typed in production", async () => {
    const sent = serve(recipe());
    await show();
    await press("Actions for cn-shanghai");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Cancel copy…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Cancel the copy to cn-shanghai" }));
    await userEvent.click(dialog.getByRole("button", { name: "Cancel copy" }));
    expect(sent).toHaveLength(0);
    await userEvent.type(dialog.getByLabelText("Type the image name to confirm."), "erp-db-golden-1123");
    await userEvent.click(dialog.getByRole("button", { name: "Cancel copy" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ position: 3 });
  });

  it("opens the steps of the wizard with the values of a job that could not create its image", async () => {
    await showPage(<JobPage id={13} />);
    await screen.findByRole("region", { name: "Creating the image in cn-hangzhou was refused" });
    await expectAccessible();
    await press("Create again…");
    await waitFor(() => expect(currentRoute().page).toBe("image"));
    const route = currentRoute();
    const kept = route.page === "image" ? await keptDraft(route.key) : null;
    expect(kept?.draft.dataDisks).toHaveLength(2);
  });
});
