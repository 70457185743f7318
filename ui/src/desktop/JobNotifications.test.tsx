import { waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { JobSummary, NotificationChoice, ProblemCode } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { currentRoute } from "../route";
import { backend, emit, problem, tell } from "../test/backend";
import { jobs } from "../test/fixtures/jobs";
import { showPage } from "../test/showPage";
import JobNotifications from "./JobNotifications";

interface Shown {
  jobId: number;
  title: string;
  body: string;
  action: string;
  inFront: boolean;
}

let shown: Shown[];
let choice: NotificationChoice;

beforeEach(() => {
  shown = [];
  choice = { done: true, failed: true, needsYou: true, inFront: false };
  localStorage.clear();
  backend.preferences_get = () => ({ notifications: choice });
  backend.notification_show = (notification: Shown) => void shown.push(notification);
});

/** Opens the window with the jobs of the made-up world, and waits until it follows them. */
async function open() {
  const window = await showPage(<JobNotifications />);
  await waitFor(() => expect(window.client.getQueryData(["jobs"])).toBeTruthy());
  return window;
}

/** Gives job 42 other values, as the core does, and waits until the window has asked. */
async function change(more: Partial<JobSummary>) {
  let asked = 0;
  backend.job_list = () => {
    asked += 1;
    return jobs.map((job) => (job.id === 42 ? { ...job, ...more } : job));
  };
  emit({ kind: "job", id: 42 });
  await waitFor(() => expect(asked).toBe(1));
}

const ended = (state: JobSummary["state"], name = "erp-db-golden-1123"): Partial<JobSummary> => ({ state, name, finishedAt: (jobs[0]?.createdAt ?? 0) + 60_000 });
const needs = (code: ProblemCode, position = 3): Partial<JobSummary> => ({ state: "waiting", needsYou: { position, problem: problem(code) } });
const titles = () => shown.map(({ title }) => title);

describe("notifications of jobs", () => {
  it("tell once that a job is done, with the word for a click", async () => {
    await open();
    await change(ended("done"));
    await waitFor(() => expect(shown).toEqual([{ jobId: 42, title: "Job done", body: "erp-db-golden-1123 in cn-hangzhou, after 1\u00a0min", action: "Show job", inFront: false }]));
    await change(ended("done"));
    expect(shown).toHaveLength(1);
  });

  it("tell of a failure, and of nothing that a person has stopped", async () => {
    await open();
    await change(ended("stopped"));
    await change({});
    await change(ended("failed"));
    await waitFor(() => expect(titles()).toEqual(["A step of the job failed"]));
  });

  it("tell what a job needs, once while its step is tried again, and not again after a restart", async () => {
    const { unmount } = await open();
    await change(needs("accountLocked"));
    await waitFor(() => expect(shown.map(({ body }) => body)).toEqual(["erp-db-golden-1123 in cn-hangzhou: The account is read-only"]));
    await change({});
    await change(needs("accountLocked"));
    unmount();
    await open();
    await change(needs("accountLocked"));
    expect(shown).toHaveLength(1);
    await change(needs("passwordNeeded"));
    await waitFor(() => expect(titles()).toEqual(["A job needs you", "A job needs you"]));
  });

  it("tell of nothing that had ended before the start", async () => {
    backend.job_list = () => jobs.map((job) => ({ ...job, ...ended("failed") }));
    await open();
    await change(ended("done"));
    expect(shown).toEqual([]);
  });

  it("tell of what is chosen", async () => {
    choice = { done: false, failed: true, needsYou: false, inFront: true };
    await open();
    await change(needs("keyringLocked"));
    await change(ended("done"));
    await change({});
    await change(ended("failed"));
    await waitFor(() => expect(shown.map(({ title, inFront }) => [title, inFront])).toEqual([["A step of the job failed", true]]));
  });

  it("name what is hidden in a name instead of obeying it, in the language of the window", async () => {
    await i18next.changeLanguage("zh-CN");
    await open();
    await change(ended("done", "web\u202egnp<b>\n1"));
    await waitFor(() => expect(shown.map(({ title, body }) => [title, body])).toEqual([["任务已完成", "cn-hangzhou的web[U+202E]gnp<b>[U+000A]1，用时1分钟"]]));
    await i18next.changeLanguage("en-US");
  });

  it("open their job when they are clicked", async () => {
    await open();
    tell("job-opened", 41);
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 41 }));
  });
});
