import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeletionOrder, JobDetail, ResourceKey } from "../backend/bindings/types";
import { i18next } from "../i18n";
import JobPage from "../jobs/JobPage";
import { currentRoute, go } from "../route";
import { backend, problem } from "../test/backend";
import { deletableImage, deletableSnapshot, deletionJob, deletionPlanOf, GOLDEN, undoableJob } from "../test/fixtures/deletion";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import DeletePage from "./DeletePage";

const KEY: ResourceKey = { accountId: "prod-cn", regionId: "cn-hangzhou", id: GOLDEN };
const snapshot = (id: string): ResourceKey => ({ ...KEY, id });

async function show(images: ResourceKey[] = [KEY], snapshots: ResourceKey[] = []) {
  go({ page: "delete", images, snapshots });
  const shown = await showPage(<DeletePage images={images} snapshots={snapshots} />);
  await screen.findByRole("heading", { name: i18next.language === "zh-CN" ? "将按此顺序执行" : "What will happen, in this order" });
  return shown;
}

const button = (name: RegExp) => screen.getByRole("button", { name });
const tick = (name: string) => screen.getByRole("checkbox", { name });
const part = (name: string) => within(screen.getByRole("region", { name }));

/** Keeps what is sent, and answers with a job that can be undone. */
function keep() {
  const sent: { requestId: string; order: DeletionOrder }[] = [];
  const undone: number[] = [];
  let job: JobDetail = undoableJob(Date.now() + 10_000);
  backend.deletion_start = (args: (typeof sent)[number]) => {
    sent.push(args);
    job = undoableJob(Date.now() + 10_000);
    return { ...jobs[0], id: 45 };
  };
  backend.job_get = () => job;
  backend.step_skip = ({ position }: { position: number }) => {
    undone.push(position);
    job = deletionJob({ state: "undone" }, { state: "skipped" });
    return job;
  };
  return { sent, undone };
}

beforeEach(() => go({ page: "images" }));
afterEach(async () => {
  if (i18next.language !== "en-US") await act(() => i18next.changeLanguage("en-US"));
});

describe("delete", () => {
  it("says what happens in which order, what breaks, what stays and what cannot be deleted", async () => {
    await show();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("erp-db-golden-1123");
    expect(part("Unshare").getByText("1288 4410 9035 0914")).toBeTruthy();
    expect(part("Delete image").getByText("6 instances can no longer be re-initialized")).toBeTruthy();
    const snapshots = part("Delete snapshots");
    expect(snapshots.getByText("Used by image erp-app-lab-1110, so it stays")).toBeTruthy();
    expect(tick("Delete erp-db-data2")).toHaveProperty("disabled", true);
    const side = within(screen.getByRole("complementary", { name: "What it means" }));
    expect(side.getByText("6 instances cannot be re-initialized")).toBeTruthy();
    expect(side.getByText("2 accounts lose the image")).toBeTruthy();
    expect(side.getByText(/Launch templates and scaling groups/)).toBeTruthy();
    expect(side.getByText("2 snapshots that are not ticked")).toBeTruthy();
    await expectAccessible();
  });

  it("sends nothing in production before the name is typed, and then exactly what is ticked", async () => {
    const { sent } = keep();
    await show();
    await userEvent.click(tick("Delete erp-db-sys"));
    await userEvent.click(button(/^Delete 1 image and 1 snapshot$/));
    const field = screen.getByLabelText("Type the image name to confirm.");
    expect(noteOf(field)).toBe("Type erp-db-golden-1123, letter by letter.");
    expect(sent).toHaveLength(0);
    await userEvent.type(field, "erp-db-golden-1123");
    await userEvent.click(button(/^Delete 1 image and 1 snapshot$/));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order).toEqual({
      images: [{ key: deletableImage().row.key, unshare: deletableImage().sharedWith, force: true, instances: deletableImage().instanceIds, snapshots: ["s-bp1f3k9x7q2m8d4ahw0z"] }],
      snapshots: [],
      forced: [],
    });
  });

  it("counts down, and undoes by the button", async () => {
    const { undone } = keep();
    await show();
    await userEvent.type(screen.getByLabelText("Type the image name to confirm."), "erp-db-golden-1123");
    await userEvent.click(button(/^Delete 1 image$/));
    expect((await screen.findByRole("timer")).textContent).toMatch(/Starts in \d+ s\. Nothing has been sent yet; leaving this page undoes it\./);
    expect(part("Delete image").getByText("Waiting")).toBeTruthy();
    await expectAccessible();
    await userEvent.click(button(/^Undo$/));
    await waitFor(() => expect(screen.queryByRole("timer")).toBeNull());
    expect(undone).toEqual([1]);
    expect(button(/^Delete 1 image$/)).toBeTruthy();
  });

  it("undoes when the page is left, once", async () => {
    const { undone } = keep();
    const { unmount } = await show();
    await userEvent.type(screen.getByLabelText("Type the image name to confirm."), "erp-db-golden-1123");
    await userEvent.click(button(/^Delete 1 image$/));
    await screen.findByRole("timer");
    unmount();
    await waitFor(() => expect(undone).toEqual([1]));
  });

  it("stays as it was sent while it starts, and undoes when the page is left before that is answered", async () => {
    const { undone } = keep();
    let answer = () => {};
    backend.deletion_start = () =>
      new Promise((resolve) => {
        answer = () => resolve({ ...jobs[0], id: 45 });
      });
    const { unmount } = await show();
    await userEvent.type(screen.getByLabelText("Type the image name to confirm."), "erp-db-golden-1123");
    await userEvent.click(button(/^Delete 1 image$/));
    await screen.findByRole("button", { name: "Starting…" });
    for (const box of screen.getAllByRole("checkbox")) expect(box).toHaveProperty("disabled", true);
    unmount();
    answer();
    await waitFor(() => expect(undone).toEqual([1]));
  });

  it("goes to the job when the time is over", async () => {
    const { undone } = keep();
    backend.job_get = () => deletionJob({ state: "running", finishedAt: null });
    await show();
    await userEvent.type(screen.getByLabelText("Type the image name to confirm."), "erp-db-golden-1123");
    await userEvent.click(button(/^Delete 1 image$/));
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 45 }));
    expect(undone).toEqual([]);
  });

  it("asks for the plan again when it has changed meanwhile", async () => {
    await show();
    let asked = 0;
    backend.deletion_open = ({ images, snapshots }: { images: ResourceKey[]; snapshots: ResourceKey[] }) => {
      asked += 1;
      return deletionPlanOf(images, snapshots);
    };
    backend.deletion_start = () => {
      throw problem("draftInvalid", { field: "images" });
    };
    await userEvent.type(screen.getByLabelText("Type the image name to confirm."), "erp-db-golden-1123");
    await userEvent.click(button(/^Delete 1 image$/));
    expect((await screen.findByRole("alert")).textContent).toContain("since the plan was shown, something has changed");
    await waitFor(() => expect(asked).toBe(1));
  });

  it("deletes snapshots alone, and asks for their number", async () => {
    const { sent } = keep();
    const keys = Array.from({ length: 120 }, (_, index) => snapshot(`s-many-${String(index).padStart(4, "0")}`));
    backend.deletion_open = () => ({
      ...deletionPlanOf([], []),
      snapshots: keys.map((key, index) => deletableSnapshot(key, index === 100 ? { obstacles: [{ code: "imagesUnknown", params: {} }] } : { usedByDisk: index === 7 })),
    });
    await show([], keys);
    // What cannot be deleted is in sight.
    expect(screen.getByText(/images of its region could not be listed/)).toBeTruthy();
    expect(screen.getByText("119 of 119 snapshots that can be deleted")).toBeTruthy();
    await userEvent.click(tick("Delete snapshot-0000"));
    await userEvent.type(screen.getByLabelText("Type the number of images and snapshots to confirm."), "118");
    await userEvent.click(button(/^Delete 118 snapshots$/));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order.images).toEqual([]);
    expect(sent[0]?.order.snapshots).toHaveLength(118);
    expect(sent[0]?.order.forced).toEqual(["s-many-0007"]);
  });

  it("says what could not be asked, why, and how old what it shows is", async () => {
    const denied = { code: "accessDenied", field: null, params: { action: "ecs:DescribeInstances" }, provider: null } as const;
    backend.deletion_open = ({ images }: { images: ResourceKey[] }) => ({
      ...deletionPlanOf(images, []),
      images: images.map(({ id }) => ({ ...deletableImage(id), usesTold: false })),
      notAsked: [{ regionId: "cn-hangzhou", kind: "instances", problem: denied, knownAt: Date.now() - 12 * 60_000 }],
    });
    await show();
    expect(screen.getByText(/^cn-hangzhou, instances of the images: .+ Shown is what was known 12 min ago; nothing is forced by it\.$/)).toBeTruthy();
    expect(screen.getByText("The instances could not be listed; refused if one runs it")).toBeTruthy();
    expect(screen.queryByText("forced where instances were created from it")).toBeNull();
    await expectAccessible();
  });

  it("names hidden characters in its title", async () => {
    backend.deletion_open = ({ images }: { images: ResourceKey[] }) => {
      const image = deletableImage(GOLDEN);
      return { ...deletionPlanOf(images, []), images: [{ ...image, row: { ...image.row, name: "a\u202eb" } }] };
    };
    await show();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("Delete image a[U+202E]b");
  });

  it("says that the time to undo began again", async () => {
    keep();
    const job = undoableJob(Date.now() + 10_000);
    backend.job_get = () => ({ ...job, steps: job.steps.map((step) => (step.problem ? { ...step, problem: { ...step.problem, params: { ...step.problem.params, again: "true" } } } : step)) });
    await show();
    await userEvent.type(screen.getByLabelText("Type the image name to confirm."), "erp-db-golden-1123");
    await userEvent.click(button(/^Delete 1 image$/));
    await waitFor(() => expect(screen.getByRole("timer").textContent).toContain("so the time began again"));
  });

  it("says that one job is for one account, and asks nothing", async () => {
    backend.deletion_open = () => {
      throw problem("internal");
    };
    await showPage(<DeletePage images={[KEY, { ...KEY, accountId: "staging" }]} snapshots={[]} />);
    expect(await screen.findByText("They are in several accounts. Pick those of one account.")).toBeTruthy();
    expect(screen.queryByText("What uses it could not be read")).toBeNull();
  });

  it("speaks Chinese", async () => {
    await act(() => i18next.changeLanguage("zh-CN"));
    await show();
    expect(screen.getByText("6台实例不能重新初始化")).toBeTruthy();
    expect(screen.getByText("被1个镜像（erp-app-lab-1110）使用，因此保留")).toBeTruthy();
    expect(button(/^删除1个镜像$/)).toBeTruthy();
    await expectAccessible();
  });
});

describe("the job of a deletion", () => {
  it("says what came of each row, why it was refused, and what is left behind", async () => {
    backend.job_get = () => deletionJob();
    await showPage(<JobPage id={45} />);
    const results = await screen.findByRole("region", { name: "What was done" });
    const rows = within(results);
    expect(rows.getByText("Locked; unlock it in the console, then retry")).toBeTruthy();
    expect(rows.getByText("InvalidOperation.SnapshotIsLocked")).toBeTruthy();
    expect(rows.getByText("C03D5A81-9E47-5B26-8D10")).toBeTruthy();
    expect(rows.getByText("Already gone")).toBeTruthy();
    expect(rows.getByText("Unshared")).toBeTruthy();
    expect(results.textContent).toContain("Left behind These were to be deleted and are still there, or were not tried: s-2");
    expect(screen.getByRole("button", { name: "Retry refused snapshots" })).toBeTruthy();
    await expectAccessible();
  });

  it("stops before the next step, the last one first", async () => {
    const skipped: number[] = [];
    const job = deletionJob({ state: "running", finishedAt: null });
    const steps = job.steps.map((step) => (step.position > 2 ? { ...step, state: "pending" as const, problem: null, actions: { ...step.actions, retry: false, skip: true } } : step));
    backend.job_get = () => ({ ...job, steps });
    backend.step_skip = ({ position }: { position: number }) => {
      skipped.push(position);
      if (position === 4) throw problem("stepMovedOn");
      return job;
    };
    backend.step_stop = () => {
      throw problem("stepMovedOn");
    };
    await showPage(<JobPage id={45} />);
    await userEvent.click(await screen.findByRole("button", { name: "Stop the rest" }));
    await waitFor(() => expect(skipped).toEqual([4, 3]));
  });

  it("stops an image that waits, and not what has failed", async () => {
    const skipped: number[] = [];
    const job = deletionJob({ state: "waiting", finishedAt: null });
    const steps = job.steps.map((step) => (step.position === 3 ? { ...step, state: "waiting" as const, actions: { ...step.actions, skip: true } } : step));
    backend.job_get = () => ({ ...job, steps });
    backend.step_skip = ({ position }: { position: number }) => {
      skipped.push(position);
      return job;
    };
    await showPage(<JobPage id={45} />);
    await userEvent.click(await screen.findByRole("button", { name: "Stop the rest" }));
    await waitFor(() => expect(skipped).toEqual([3]));
  });

  it("stops what is at work before its next request", async () => {
    const stopped: number[] = [];
    const job = deletionJob({ state: "running", finishedAt: null });
    const steps = job.steps.map((step) => (step.position === 4 ? { ...step, state: "sending" as const, problem: null, actions: { ...step.actions, retry: false, skip: false, leaveRest: true } } : step));
    backend.job_get = () => ({ ...job, steps });
    backend.step_stop = ({ position }: { position: number }) => {
      stopped.push(position);
      return job;
    };
    await showPage(<JobPage id={45} />);
    await userEvent.click(await screen.findByRole("button", { name: "Stop the rest" }));
    await waitFor(() => expect(stopped).toEqual([4]));
  });

  it("says what was not sent because it has changed, and plans what is left again", async () => {
    const job = deletionJob();
    const since = { code: "imageUsedSince", field: null, params: { imageId: GOLDEN, count: "5" }, provider: null } as const;
    const steps = job.steps.map((step) => (step.kind === "deleteImage" ? { ...step, state: "failed" as const, deletions: step.deletions.map((row) => ({ ...row, outcome: "refused" as const, problem: since })) } : step));
    backend.job_get = () => ({ ...job, steps });
    await showPage(<JobPage id={45} />);
    const results = within(await screen.findByRole("region", { name: "What was done" }));
    expect(results.getByText("Changed since you confirmed: 5 instances use it now. Not sent.")).toBeTruthy();
    await userEvent.click(results.getByRole("button", { name: "Plan again" }));
    // The snapshots of the image come with it.
    expect(currentRoute()).toMatchObject({ page: "delete", images: [{ id: GOLDEN }], snapshots: [] });
  });

  it("can be undone from there as well", async () => {
    const { undone } = keep();
    await showPage(<JobPage id={45} />);
    await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(undone).toEqual([1]));
    expect(await screen.findByText("It was undone. Nothing was sent.")).toBeTruthy();
  });
});
