import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { JobStep } from "../backend/bindings/types";
import { backend, problem } from "../test/backend";
import { jobStep } from "../test/fixtures/jobStep";
import { recipe } from "../test/fixtures/recipe";
import { NOW } from "../test/now";
import { expectAccessible, showPage } from "../test/showPage";
import { instancesOf, ownInstance } from "./instancesOf";
import JobPage from "./JobPage";

const APP_01 = "i-bp1c7x2m9k4t6w0q8vzn";
const APP_02 = "i-bp1nxbotcxap5f8h2k7d";

/** Snapshot, stop, replace and start of one instance, after a step of another. */
const chain = (first: number, after: number[], id: string, more: Partial<JobStep> = {}): JobStep[] => [
  jobStep(first, "createSnapshot", { after, name: `before-${id}`, ...more }),
  jobStep(first + 1, "stopInstances", { after: [first], instanceIds: [id], ...more }),
  jobStep(first + 2, "replaceSystemDisk", { after: [first + 1], instanceIds: [id], ...more }),
  jobStep(first + 3, "startInstances", { after: [first + 2], instanceIds: [id], ...more }),
];
const done: Partial<JobStep> = { state: "done", startedAt: NOW - 60_000, finishedAt: NOW - 30_000 };
const rolling = () => {
  const steps = [...chain(1, [], APP_01, done), ...chain(5, [4], APP_02)];
  const refusal = problem("providerFault", { provider: { code: "OperationDenied", message: "", requestId: "R-1" } });
  steps[6] = { ...steps[6]!, state: "failed", startedAt: NOW - 10_000, finishedAt: NOW - 5_000, problem: refusal };
  const job = recipe({ steps });
  return { ...job, summary: { ...job.summary, purpose: "replace" as const, name: "erp-app-01", state: "failed" as const, finishedAt: NOW } };
};

it("names the instance of each step, where a job works on several", async () => {
  const job = rolling();
  expect(job.steps.map((step) => instancesOf(job, step))).toEqual([APP_01, APP_01, APP_01, APP_01, APP_02, APP_02, APP_02, APP_02].map((id) => [id]));
  expect(ownInstance({ ...job, steps: job.steps.slice(0, 4) }, job.steps[1]!)).toBeNull();
  backend.job_get = () => job;
  await showPage(<JobPage id={42} />);
  await screen.findByRole("heading", { name: "Events" });
  const lines = within(screen.getByRole("region", { name: "Steps of the job on one clock" })).getAllByRole("listitem").map((item) => item.textContent);
  expect(lines).toHaveLength(8);
  expect(lines.filter((line) => line.includes("i-bp1c7x…8vzn"))).toHaveLength(4);
  const callout = within(screen.getByRole("region", { name: /system disk in cn-hangzhou was/ }));
  expect(callout.getByText(`It is about the instance ${APP_02}.`)).toBeTruthy();
  expect(screen.getByText("Replacement job 42")).toBeTruthy();
  await expectAccessible();
});
