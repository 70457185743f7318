import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { JobStep, StepChange } from "../backend/bindings/types";
import { backend, problem } from "../test/backend";
import { jobStep, NO_ACTIONS } from "../test/fixtures/jobStep";
import { recipe } from "../test/fixtures/recipe";
import { NOW } from "../test/now";
import { expectAccessible, showPage } from "../test/showPage";
import JobPage from "./JobPage";

const REFUSED = "2000000000000000";
const OTHERS = ["1377520944618803", "1840662109752217"];
const ENDED = "1288441090350914";

const times: Partial<JobStep> = { startedAt: NOW - 60_000, acceptedAt: NOW - 50_000, finishedAt: NOW - 30_000 };
const failed: Partial<JobStep> = { ...times, state: "failed", actions: { ...NO_ACTIONS, retry: true, change: true, skip: true } };

const of = (purpose: "share" | "copy", steps: JobStep[]) => {
  const job = recipe({ steps });
  return { ...job, summary: { ...job.summary, purpose, state: "failed" as const, finishedAt: NOW } };
};

it("says which account was refused, and that the others have the image", async () => {
  backend.job_get = () =>
    of("share", [
      jobStep(1, "unshareImage", { ...times, state: "done", shareWith: [ENDED] }),
      jobStep(2, "shareImage", {
        ...failed,
        shareWith: [...OTHERS, REFUSED],
        shareRefused: [REFUSED],
        problem: problem("shareAccountRefused", { field: "shareWith", params: { shareAccountId: REFUSED } }),
      }),
    ]);
  const sent: { change: StepChange | null }[] = [];
  backend.step_retry = (args: (typeof sent)[number]) => {
    sent.push(args);
    return recipe({ steps: [] });
  };
  await showPage(<JobPage id={42} />);
  const callout = within(await screen.findByRole("region", { name: "The image in cn-hangzhou is shared with the other accounts" }));
  expect(callout.getByText(new RegExp(`does not share this image with ${REFUSED}`))).toBeTruthy();
  const clock = screen.getByRole("region", { name: "Steps of the job on one clock" });
  expect(clock.textContent).toContain("Shared with 2 of 3 accounts");
  expect(clock.textContent).toContain("Sharing canceled for 1 account");
  const account = (list: string, id: string) => within(screen.getByRole("region", { name: list })).getByText(id).closest("li")!.textContent;
  expect(account("Share with", "1377 5209 4461 8803")).toContain("Shared in 1 region");
  expect(account("Share with", "2000 0000 0000 0000")).toContain("Refused");
  expect(account("Cancel sharing with", "1288 4410 9035 0914")).toContain("Canceled in 1 region");
  await expectAccessible();

  await userEvent.click(callout.getByRole("button", { name: "Change and retry…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("Alibaba Cloud refused this account ID. Correct or remove it.")).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Do not share with 2000 0000 0000 0000" }));
  await userEvent.click(dialog.getByRole("button", { name: "Retry sharing" }));
  await waitFor(() => expect(sent[0]?.change?.shareWith).toEqual(OTHERS));
});

it("lets a copy whose KMS key was refused be sent again with another one", async () => {
  backend.job_get = () =>
    of("copy", [
      jobStep(1, "copyImage", {
        ...failed,
        acceptedAt: null,
        regionId: "cn-beijing",
        request: [
          { name: "Encrypted", value: "true" },
          { name: "KMSKeyId", value: "key-one" },
        ],
        problem: problem("encryptionRefused", { field: "encryption", params: { regionId: "cn-beijing" } }),
      }),
    ]);
  const sent: { change: StepChange | null }[] = [];
  backend.step_retry = (args: (typeof sent)[number]) => {
    sent.push(args);
    return recipe({ steps: [] });
  };
  await showPage(<JobPage id={42} />);
  expect(await screen.findByText("Copy job 42")).toBeTruthy();
  await userEvent.click(await screen.findByRole("button", { name: "Change and retry…" }));
  const dialog = within(await screen.findByRole("dialog"));
  const key = dialog.getByLabelText("KMS key ID in cn-beijing");
  await userEvent.clear(key);
  await userEvent.type(key, "key-two");
  await userEvent.click(dialog.getByRole("button", { name: "Retry copy" }));
  await waitFor(() => expect(sent[0]?.change).toEqual({ name: null, dropTags: null, shareWith: null, launch: null, kmsKeyId: "key-two" }));
});
